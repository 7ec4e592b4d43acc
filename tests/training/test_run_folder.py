"""The folder of a run, and data that do not fit: refused in a sentence, before anything is written."""

import json
import os

import numpy as np
import pytest

from netsumiki.data import Data, Split
from netsumiki.engine.errors import DataError, NetsumikiError
from netsumiki.training import train
from tests.training.small import pictures, pictures_recipe, points_recipe


def test_a_finished_run_leaves_recipe_log_model_and_report(tmp_path):
    result = train(points_recipe(), out=tmp_path / "run")
    names = {f.name for f in (tmp_path / "run").iterdir()}
    assert names == {"recipe.json", "events.jsonl", "spreads.jsonl", "model.safetensors", "report.html"}
    assert json.loads((tmp_path / "run" / "recipe.json").read_text("utf-8")) == points_recipe()
    assert result.finished.model == str(tmp_path / "run" / "model.safetensors")


def test_others_may_read_the_files_of_a_run_as_far_as_the_umask_allows(tmp_path):
    before = os.umask(0o022)
    try:
        train(points_recipe(), out=tmp_path / "run")
    finally:
        os.umask(before)
    assert {f.stat().st_mode & 0o777 for f in (tmp_path / "run").iterdir()} == {0o644}


def test_a_run_without_folder_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert train(points_recipe()).finished.model is None
    assert not list(tmp_path.iterdir())


def test_pictures_of_another_size_are_refused_before_anything_is_written(tmp_path):
    recipe = pictures_recipe()
    recipe["model"]["inputs"]["image"] = [9, 9, 1]
    with pytest.raises(DataError, match=r"shape \(8, 8, 1\) but the network reads \(9, 9, 1\)"):
        train(recipe, data=pictures(), out=tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_another_number_of_classes_is_refused_before_anything_is_written(tmp_path):
    recipe = pictures_recipe()
    recipe["model"]["nodes"][-1]["units"] = 4
    with pytest.raises(DataError, match="give its last layer 3 units"):
        train(recipe, data=pictures(), out=tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_augmenting_points_is_refused(tmp_path):
    recipe = points_recipe()
    recipe["data"]["augmentation"] = ["shift"]
    with pytest.raises(DataError, match="augmentation needs pictures"):
        train(recipe, out=tmp_path / "run")
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize("place", ["file", "file/run"])
def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path, place):
    (tmp_path / "file").write_text("")
    with pytest.raises(NetsumikiError, match="cannot write to"):
        train(points_recipe(), out=tmp_path / place)


def test_a_single_class_and_a_single_example_per_step_work():
    stream = np.random.default_rng(0)
    split = Split(stream.normal(size=(6, 2)).astype(np.float32), np.zeros(6, int))
    recipe = points_recipe(nodes=[{"layer": "dense", "units": 1}], validation=0, batch_size=1, epochs=1)
    assert train(recipe, data=Data("one", split, split, ("only",))).finished.step == 6


def test_of_a_handful_of_examples_one_is_set_aside_for_validation():
    split = Split(np.eye(4, 2, dtype=np.float32), np.array([0, 1, 0, 1]))
    finished = train(points_recipe(validation=0.1), data=Data("few", split, split, ("a", "b"))).finished
    assert finished.step == 2 and finished.validation_accuracy in (0, 1)
