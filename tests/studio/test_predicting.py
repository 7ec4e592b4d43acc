"""The drawing pad's answers: what the model reads, the picture it saw, and "not sure" when it is no digit."""

import json
from base64 import b64decode
from types import SimpleNamespace

import numpy as np
import pytest

from netsumiki.data import load as load_data
from netsumiki.data.mnist import locate
from netsumiki.data.preprocessing import Preprocessing
from netsumiki.exporting.finding import bundled, load
from netsumiki.exporting.model_file import Prediction
from netsumiki.studio import loaded, runs
from netsumiki.studio.ink import drawn
from netsumiki.studio.judging import SURE_AT_LEAST, doubt
from netsumiki.studio.models import Run
from netsumiki.studio.predictor import as_input
from netsumiki.training import Run as Training
from tests.studio.doodles import DIGITS, DOODLES, by_hand

READER = "zoo:digit-reader"
POINTS = {
    "data": {"dataset": "moons"},
    "model": {"inputs": {"point": [2]}, "nodes": [{"layer": "dense", "units": 2}]},
    "training": {"epochs": 1},
}


def predict(browser, strokes, model=READER, **more):
    return browser.send("post", "predict", {"model": model, "strokes": strokes} | more)


def keep_run(user, model, name="live.safetensors", state="running"):
    """A run of this user whose folder holds a model's file."""
    run = Run.objects.create(owner=user, name="calm-otter", recipe=model.recipe, state=state)
    runs.folder_of(run).mkdir(parents=True)
    model.save(runs.folder_of(run) / name)
    return run


@pytest.mark.parametrize("digit", DIGITS)
def test_a_plain_digit_is_read_and_sure(browser, digit):
    found = predict(browser, DIGITS[digit]).json()
    assert found["label"] == digit and found["sure"] and found["reason"] is None
    probabilities = [p["probability"] for p in found["probabilities"]]
    assert probabilities == sorted(probabilities, reverse=True) and len(probabilities) == 10
    assert found["probabilities"][0]["label"] == digit and abs(sum(probabilities) - 1) < 1e-4


@pytest.mark.parametrize("doodle", ["x", "star", "spiral", "zigzag", "house"])
def test_a_doodle_is_not_sure_because_it_is_strange(browser, doodle):
    found = predict(browser, DOODLES[doodle]).json()
    assert not found["sure"] and found["reason"] == "strange"


def test_the_picture_is_the_one_that_upload_and_training_make(browser):
    found = predict(browser, DIGITS["5"], brush=0.06).json()
    picture = np.frombuffer(b64decode(found["picture"]), np.uint8).reshape(found["height"], found["width"], 1)
    assert np.array_equal(picture, Preprocessing().from_picture(drawn(DIGITS["5"], 0.06)))
    answer = load("digit-reader").predict(picture[None])[0]
    assert found["probabilities"][0]["probability"] == pytest.approx(answer.max(), abs=1e-5)


def test_where_and_how_large_a_digit_is_drawn_does_not_matter(browser):
    small = (np.array(DIGITS["7"]) * 0.4 + 0.55).tolist()
    pictures = [
        np.frombuffer(b64decode(predict(browser, strokes, brush=brush).json()["picture"]), np.uint8).astype(int)
        for strokes, brush in ((DIGITS["7"], 0.05), (small, 0.02))
    ]
    assert np.abs(pictures[0] - pictures[1]).mean() < 3


@pytest.mark.parametrize("invert", [False, True])
def test_what_is_no_digit_is_seen_where_it_stands_on_the_pad_and_light_on_dark(invert):
    sees_all = SimpleNamespace(input_shape=(10, 10, 3), preprocessing=Preprocessing(placing="fit", invert=invert))
    picture = as_input(sees_all, [[[0.1, 0.15], [0.4, 0.15]]], 0.1)
    rows, columns = np.nonzero(picture[..., 0] > 128)
    assert picture.shape == (10, 10, 3) and picture[5:].max() == 0
    assert set(rows) == {1} and columns.min() <= 1 and 3 <= columns.max() <= 4


def test_what_lies_beyond_the_pad_is_not_seen():
    inside = drawn([[[0.5, 0.2], [0.5, 0.8]]], 0.04)
    outside = drawn([[[0.5, 0.2], [0.5, 0.8]], [[1.4, 0.3], [1.6, 0.4]]], 0.04)
    assert outside.max() == 255 and outside.shape != inside.shape  # its box ends at the pad's edge …
    assert not outside[:, outside.shape[1] // 2 :].any()  # … and there is no ink in it


@pytest.mark.parametrize("strokes", [[], [[[1.5, 1.5]]], [[[-0.5, 0.2], [-0.4, 0.8]]]])
def test_an_empty_pad_is_told_to_draw_something(browser, strokes):
    answer = predict(browser, strokes)
    assert answer.status_code == 422 and answer.json()["problems"][0]["code"] == "drawing-empty"


def test_a_single_dot_is_answered(browser):
    assert predict(browser, [[[0.5, 0.5]]]).status_code == 200


@pytest.mark.parametrize("model", ["zoo:nothing", "zoo:../digit-reader", "run:x", "digit-reader", "", "zoo:", "/etc/x"])
def test_a_model_that_is_not_there(browser, model):
    assert predict(browser, DIGITS["1"], model).status_code == 404


@pytest.mark.parametrize("body", [{}, {"model": READER}, {"model": READER, "strokes": [[[1]]]},
                                  {"model": READER, "strokes": [[[9, 9]]]}, {"model": 1, "strokes": []}])  # fmt: skip
def test_a_malformed_drawing_is_refused_in_words(browser, body):
    answer = browser.send("post", "predict", body)
    assert answer.status_code == 422 and answer.json()["problems"][0]["message"]


# -- models of one's own ----------------------------------------------------------------------------------------------


def test_a_run_in_progress_answers_with_its_step_and_its_newest_weights(browser, user):
    model = load("generator-cnn")
    model.facts["step"] = 7
    run = keep_run(user, model)
    first = predict(browser, DIGITS["4"], f"run:{run.pk}").json()
    assert first["step"] == 7
    model.graph.params.vector[...] = 0
    model.facts["step"] = 8
    model.save(runs.folder_of(run) / "live.safetensors")
    second = predict(browser, DIGITS["4"], f"run:{run.pk}").json()
    assert second["step"] == 8 and not second["sure"] and second["reason"] == "low"
    assert second["probabilities"][0]["probability"] == pytest.approx(0.1, abs=1e-3)


def test_a_finished_run_answers_with_the_weights_that_were_chosen(browser, user):
    model = load("generator-cnn")
    run = keep_run(user, model, "model.safetensors", "succeeded")
    model.graph.params.vector[...] = 0
    model.save(runs.folder_of(run) / "live.safetensors")
    found = predict(browser, DIGITS["4"], f"run:{run.pk}").json()
    assert found["label"] == "4" and found["step"] is None


def test_a_run_without_weights_says_so(browser, user):
    run = Run.objects.create(owner=user, name="calm-otter", recipe={}, state="queued")
    answer = predict(browser, DIGITS["4"], f"run:{run.pk}")
    assert answer.status_code == 422 and "no weights yet" in answer.json()["problems"][0]["message"]


def test_somebody_elses_run_is_not_there(stranger, user):
    run = keep_run(user, load("generator-cnn"))
    assert predict(stranger, DIGITS["4"], f"run:{run.pk}").status_code == 404


def test_a_model_of_points_refuses_a_drawing_in_words(browser, user):
    run = keep_run(user, Training(POINTS, threads=1).train().model)
    answer = predict(browser, DIGITS["1"], f"run:{run.pk}")
    assert answer.status_code == 422 and answer.json()["problems"][0]["code"] == "model-for-points"


def test_weights_that_are_no_numbers_are_told(browser, user):
    model = load("generator-cnn")
    model.graph.params.vector[...] = np.nan
    run = keep_run(user, model)
    answer = predict(browser, DIGITS["1"], f"run:{run.pk}")
    assert answer.status_code == 422 and answer.json()["problems"][0]["code"] == "not-finite"


@pytest.mark.parametrize("content", [b"", b"\x80\x04pickle", b"{}"])
def test_a_damaged_model_is_told(browser, user, content):
    run = keep_run(user, load("generator-cnn"))
    (runs.folder_of(run) / "live.safetensors").write_bytes(content)
    answer = predict(browser, DIGITS["1"], f"run:{run.pk}")
    assert answer.status_code == 422 and answer.json()["problems"][0]["message"]


def test_only_a_few_models_stay_in_memory(tmp_path):
    model = load("generator-cnn")
    for number in range(loaded.MOST_LOADED + 3):
        model.save(tmp_path / f"{number}.safetensors")
        with loaded.opened(tmp_path / f"{number}.safetensors"):
            pass
    assert len(loaded._loaded) == loaded.MOST_LOADED


# -- sure or not ------------------------------------------------------------------------------------------------------


def said(sure, names, unknown=False):
    return Prediction(names[0], sure, np.array([sure, 1 - sure]), names, unknown)


def rate(sure):
    return sum(sure) / len(sure)


def is_sure(model, picture):
    return doubt(picture, model.answer(picture)) is None


def test_hand_drawn_doodles_are_mostly_not_sure():
    stream, model, brushes = np.random.default_rng(1), load("digit-reader"), (0.03, 0.036, 0.06)
    sure = {
        name: rate([is_sure(model, Preprocessing().from_picture(drawn(by_hand(strokes, stream), b)))
                    for b in brushes for _ in range(4)])
        for name, strokes in DOODLES.items()
    }  # fmt: skip
    assert rate(list(sure.values())) < 0.15, sure


def test_hand_drawn_digits_are_mostly_sure():
    stream, model, brushes = np.random.default_rng(1), load("digit-reader"), (0.03, 0.036, 0.06)
    sure = {
        name: rate([is_sure(model, Preprocessing().from_picture(drawn(by_hand(strokes, stream), b)))
                    for b in brushes for _ in range(4)])
        for name, strokes in DIGITS.items()
    }  # fmt: skip
    assert rate(list(sure.values())) > 0.9, sure


@pytest.mark.parametrize("name", ["digit-reader", "lenet-5", "speed"])
def test_the_digits_of_the_golden_samples_are_sure(name):
    model = load(name)
    assert rate([is_sure(model, picture) for picture in model.golden[0]]) >= 0.9


def test_noise_is_not_sure():
    stream, model = np.random.default_rng(2), load("digit-reader")
    pictures = [Preprocessing().from_picture(np.pad(stream.random((24, 24)), 4)) for _ in range(30)]
    assert rate([is_sure(model, picture) for picture in pictures]) < 0.1


def test_classes_that_are_no_digits_are_not_judged_as_digits():
    star = Preprocessing().from_picture(drawn(DOODLES["star"], 0.04))
    assert doubt(star, said(0.99, ("heart", "star"))) is None
    assert doubt(star, said(0.99, tuple("0123456789"))) == "strange"
    assert doubt(star, said(SURE_AT_LEAST - 0.01, ("heart", "star"))) == "low"
    assert doubt(star, said(0.99, ("heart", "star"), unknown=True)) == "strange"


def test_the_judge_is_no_model_of_the_zoo(browser):
    assert "judge" not in bundled()
    assert "judge" not in json.dumps(browser.send("get", "models").json())


@pytest.mark.parametrize("name", ["digit-reader", "lenet-5", "generator-cnn"])
def test_nineteen_of_twenty_real_digits_are_sure(name):
    if locate() is None:
        pytest.skip("MNIST not present; set NETSUMIKI_DATA_DIR")
    model, pictures = load(name), load_data("mnist").test.inputs[:1_000]
    assert rate([is_sure(model, picture) for picture in pictures]) >= 0.95
