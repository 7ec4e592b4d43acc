"""What a model of characters writes, and who may ask it."""

import numpy as np
import pytest

from netsumiki.studio import runs
from netsumiki.studio.models import Run
from tests.exporting.texts import NAMES, reciting
from tests.studio.test_predicting import keep_run


@pytest.fixture
def run(browser, user):
    return keep_run(user, reciting(), "model.safetensors", "succeeded")


def write(browser, run, **body):
    return browser.send("post", f"models/run:{run.pk}/write", body)


def test_it_goes_on_with_a_beginning_and_says_how_sure_it_was(browser, run):
    found = write(browser, run, begin="Abc", length=4, temperature=0).json()
    assert found["text"] == "defg" and found["sure"] == [0.5] * 4
    assert found["step"] is None and found["model"] == f"run:{run.pk}"


def test_it_says_which_characters_may_follow_best_first(browser, run):
    found = write(browser, run, begin="abc", length=0).json()
    assert found["text"] == "" and found["sure"] == []
    assert found["next"][0] == {"label": "d", "probability": pytest.approx(0.5, abs=1e-6)}
    assert {one["label"] for one in found["next"]} == set(NAMES)


def test_the_same_seed_writes_the_same(browser, run):
    first, again, other = (write(browser, run, begin="a", length=60, seed=seed).json()["text"] for seed in (1, 1, 2))
    assert first == again != other


def test_a_run_in_progress_writes_with_its_newest_weights(browser, user):
    run = keep_run(user, reciting())
    assert write(browser, run, begin="a", length=1, temperature=0).json()["step"] == 7


def test_the_list_of_models_says_which_of_them_write(browser, run):
    rows = {row["id"]: row["writes"] for row in browser.send("get", "models").json()}
    assert rows.pop(f"run:{run.pk}") is True
    assert not any(writes for name, writes in rows.items() if name.startswith("zoo:digit"))


def test_a_character_it_has_never_read_is_told(browser, run):
    (problem,) = write(browser, run, begin="日本").json()["problems"]
    assert problem["code"] == "unknown-character" and problem["facts"] == {"characters": ["日", "本"]}


@pytest.mark.parametrize("begin", ["\ud800", "a\x00b", "\U0001f407", "\u202ea"])
def test_odd_characters_are_refused_in_words(browser, run, begin):
    answer = write(browser, run, begin=begin)
    assert answer.status_code == 422 and answer.json()["problems"][0]["message"]


def test_a_model_of_pictures_is_told_to_read_no_text(browser):
    (problem,) = browser.send("post", "models/zoo:digit-reader/write", {"begin": "a"}).json()["problems"]
    assert problem["code"] == "no-text-model"


def test_a_generator_is_told_to_read_nothing(browser):
    answer = browser.send("post", "models/zoo:digit-writer/write", {"begin": "a"})
    assert answer.status_code == 422 and answer.json()["problems"][0]["code"] == "model-kind"


def test_weights_that_are_no_numbers_are_told(browser, user):
    model = reciting()
    model.graph.params.vector[...] = np.nan
    answer = write(browser, keep_run(user, model), begin="a")
    assert answer.status_code == 422 and answer.json()["problems"][0]["code"] == "not-finite"


@pytest.mark.parametrize("wrong", [{"length": -1}, {"length": 2001}, {"temperature": -0.1}, {"temperature": 5.1},
                                   {"seed": -1}, {"begin": "a" * 4001}, {"begin": 7}])  # fmt: skip
def test_numbers_that_make_no_sense_are_refused(browser, run, wrong):
    assert write(browser, run, **wrong).status_code == 422


def test_somebody_elses_model_is_not_there(stranger, run):
    assert write(stranger, run, begin="a").status_code == 404


@pytest.mark.parametrize("id", ["zoo:nothing", "run:x", "nothing", "zoo:..%2fdigit-reader"])
def test_a_model_that_is_not_there(browser, id):
    answer = browser.send("post", f"models/{id}/write", {"begin": "a"})
    assert answer.status_code in (404, 405)  # 405: of the page


def test_a_run_without_weights_and_one_whose_file_is_gone(browser, user, run):
    queued = Run.objects.create(owner=user, name="calm-otter", recipe={}, state="queued")
    assert "no weights yet" in write(browser, queued, begin="a").json()["problems"][0]["message"]
    assert write(browser, run, begin="a", length=0).status_code == 200
    (runs.folder_of(run) / "model.safetensors").unlink()
    assert write(browser, run, begin="a").status_code in (404, 422)


def test_pictures_are_still_read_by_models_of_pictures_only(browser, run):
    drawing = {"model": f"run:{run.pk}", "strokes": [[[0.5, 0.2], [0.5, 0.8]]]}
    (problem,) = browser.send("post", "predict", drawing).json()["problems"]
    assert problem["code"] == "model-for-points" and "reads text, no pictures" in problem["message"]
