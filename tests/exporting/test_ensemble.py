"""Several models answer as one, and look at a picture more than once; what helps is chosen on examples held back."""

import json

import numpy as np
import pytest

from netsumiki.engine.errors import DataError, ModelFileError
from netsumiki.exporting.ensemble import Ensemble, choose, keep, load_ensemble
from netsumiki.exporting.submission import write_submission
from netsumiki.training import train
from tests.training.small import pictures, pictures_recipe

TEST = pictures().test


@pytest.fixture(scope="module")
def models():
    return [train(pictures_recipe(epochs=2, seed=seed), data=pictures()).model for seed in range(2)]


def test_the_answer_of_several_is_their_mean(models):
    expected = (models[0].predict(TEST.inputs) + models[1].predict(TEST.inputs)) / 2
    assert np.allclose(Ensemble(models).predict(TEST.inputs), expected, atol=1e-7)


def test_more_looks_change_the_answer_and_are_the_same_each_time(models):
    once, often = Ensemble(models[:1]), Ensemble(models[:1], views=4)
    p = often.predict(TEST.inputs)
    assert np.array_equal(p, often.predict(TEST.inputs)) and np.allclose(p.sum(axis=1), 1, atol=1e-5)
    assert np.abs(p - once.predict(TEST.inputs)).max() > 1e-4


def test_what_is_chosen_has_the_smallest_loss_of_what_was_tried(models):
    members, views, tried = choose(models, TEST, views=3)
    assert {(len(one["models"]), one["views"]) for one in tried} == {(1, 1), (1, 3), (2, 1), (2, 3)}
    best = min(tried, key=lambda one: one["loss"])
    assert (members, views) == (best["models"], best["views"])
    assert best["loss"] == pytest.approx(Ensemble([models[i] for i in members], views).measure(TEST)[0])


def test_one_model_is_not_tried_twice(models):
    assert [one["views"] for one in choose(models[:1], TEST, views=1)[2]] == [1]


def test_an_ensemble_is_kept_in_the_folder_of_its_runs(models, tmp_path):
    for number, model in enumerate(models):
        model.save(tmp_path / f"model-{number}" / "model.safetensors")
    keep(tmp_path, ["model-1", "model-0"], 2, [])
    found = load_ensemble(tmp_path)
    assert found.views == 2 and np.allclose(found.predict(TEST.inputs), Ensemble(models, 2).predict(TEST.inputs))
    assert load_ensemble(tmp_path, views=1).views == 1
    alone = load_ensemble(tmp_path / "model-0", also=[tmp_path / "model-1"])
    assert len(alone.models) == 2 and alone.views == 1


@pytest.mark.parametrize("members", [["../model-0"], [], ["a/b"], "model-0", None])
def test_a_file_that_points_elsewhere_is_refused(members, tmp_path):
    (tmp_path / "ensemble.json").write_text(json.dumps({"version": 1, "models": members, "views": 1}))
    with pytest.raises(ModelFileError, match=r"tells of no ensemble|there is no model"):
        load_ensemble(tmp_path)


def test_models_of_other_classes_do_not_answer_together(models):
    other = train(pictures_recipe(steps=1), data=pictures()).model
    other.class_names = ("a", "b", "c")
    with pytest.raises(DataError, match="put together those of the same data"):
        Ensemble([*models, other])


def test_a_submission_counts_from_one_and_names_the_likeliest_class(tmp_path):
    write_submission(tmp_path / "s.csv", np.array([[0.2, 0.8], [0.9, 0.1]]), ("7", "9"))
    assert (tmp_path / "s.csv").read_text() == "ImageId,Label\n1,9\n2,7\n"
