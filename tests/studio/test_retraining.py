"""From a mistake to a better model: its examples, corrections in the recipe, and a run with the weights of another."""

import copy

import numpy as np
import pytest

from netsumiki.data import load
from netsumiki.data.corrections import crc_of
from netsumiki.studio import explaining, lessons, runs
from netsumiki.studio.models import Run
from netsumiki.training import Run as Training
from tests.studio.asking import POINTS, ask, end_all, mistakes, refused, train_points


@pytest.fixture(autouse=True)
def nothing_goes_on():
    yield
    end_all()


@pytest.fixture
def points(browser, user) -> str:
    return train_points(user)


def corrected(user, *corrections) -> str:
    """A run on points with these corrections in its recipe."""
    recipe = copy.deepcopy(POINTS)
    recipe["data"]["corrections"] = list(corrections)
    run = Run.objects.create(owner=user, name="right-otter", recipe=recipe, state="succeeded")
    Training(recipe, out=runs.folder_of(run), threads=1).train()
    return f"run:{run.pk}"


# -- looking -----------------------------------------------------------------------------------------------------------


def test_the_worst_of_a_cell_come_first(browser, points):
    sure = [one["sure"] for one in mistakes(browser, points, "actual=0&predicted=0")["rows"]]
    assert sure == sorted(sure) and len(sure) > 5  # of those that were right: the least sure
    rows = mistakes(browser, points, "actual=0")["rows"]
    wrong = [one["predicted"] == "1" for one in rows]
    assert wrong == sorted(wrong, reverse=True) and any(wrong)
    assert [one["sure"] for one in rows if one["predicted"] == "1"] == sorted(
        (one["sure"] for one in rows if one["predicted"] == "1"), reverse=True
    )


def test_test_examples_can_be_looked_at_and_have_rows_of_their_own(browser, points, user):
    found = mistakes(browser, points, "split=test&actual=1&predicted=1&count=400")
    model, test = explaining.read(user, points).model, load("moons").test
    guesses = model.predict(test.inputs).argmax(axis=1)
    assert (found["split"], found["count"]) == ("test", len(test))
    assert {one["row"] for one in found["rows"]} == set(np.flatnonzero((test.labels == 1) & (guesses == 1)).tolist())
    assert mistakes(browser, points)["split"] == "validation"


def test_examples_tell_their_sums_for_a_correction(browser, points):
    data = load("moons").train.inputs
    rows = mistakes(browser, points)["rows"] + ask(browser, "neighbours", points, numbers=[0, 0])["rows"]
    assert rows and all(one["crc"] == crc_of(data[one["row"]]) for one in rows)


def test_a_model_shows_its_examples_as_it_learnt_them(browser, points, user):
    model = explaining.read(user, points).model
    learnt, kept = (lessons.lessons_of(user, model, which) for which in ("train", "validation"))
    changed, gone = learnt.rows[0], kept.rows[:2]
    label = "1" if learnt.labels[0] == 0 else "0"
    better = corrected(
        user,
        {"correction": "relabel", "row": int(changed), "label": label},
        *({"correction": "exclude", "row": int(row)} for row in gone),
    )
    model = explaining.read(user, better).model
    now, validation = (lessons.lessons_of(user, model, which) for which in ("train", "validation"))
    assert now.rows.tolist() == learnt.rows.tolist() and int(now.labels[0]) == int(label)
    assert validation.rows.tolist() == kept.rows[2:].tolist()
    assert mistakes(browser, better)["count"] == 198


# -- training again ----------------------------------------------------------------------------------------------------


def test_a_run_begins_with_the_weights_of_another(browser, points, user):
    answer = browser.send("post", "runs", {"recipe": POINTS, "name": "again", "begin_with": points})
    assert answer.status_code == 201 and answer.json()["begun_with"] == points
    made = Run.objects.get(pk=answer.json()["id"])
    first = Run.objects.get(pk=points.removeprefix("run:"))
    content = (runs.folder_of(made) / "beginning.safetensors").read_bytes()
    assert content == (runs.folder_of(first) / "model.safetensors").read_bytes()
    assert browser.send("get", f"runs/{first.pk}").json()["begun_with"] is None


@pytest.mark.parametrize("model", ["zoo:no-such-model", "run:nothing", "../run:x"])
def test_a_model_that_is_not_there_is_not_found_and_leaves_no_run(browser, folder, model):
    assert browser.send("post", "runs", {"recipe": POINTS, "begin_with": model}).status_code == 404
    assert not Run.objects.exists() and list((folder / "runs").iterdir()) == []


def test_nobody_begins_with_the_model_of_somebody_else(stranger, points):
    assert stranger.send("post", "runs", {"recipe": POINTS, "begin_with": points}).status_code == 404


def test_generators_do_not_begin_with_other_weights(browser, points):
    generator = {"recipe": POINTS, "begin_with": "zoo:digit-writer"}
    assert "weights of a generator" in refused(browser.send("post", "runs", generator))
    recipe = browser.send("get", "templates").json()
    gan = next(one["recipe"] for one in recipe if one["name"] == "gan-2d")
    assert "rewind that run" in refused(browser.send("post", "runs", {"recipe": gan, "begin_with": points}))
    assert Run.objects.count() == 1


def test_a_recipe_that_contradicts_itself_is_refused_before_it_waits(browser):
    recipe = copy.deepcopy(POINTS)
    recipe["data"]["corrections"] = [{"correction": "exclude", "row": 5}, {"correction": "exclude", "row": 5}]
    assert "same training example (5)" in refused(browser.send("post", "runs", {"recipe": recipe}))
