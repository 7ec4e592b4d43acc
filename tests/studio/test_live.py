"""What a learning network shows of itself: its filters in eight bits, and its guesses at examples put aside."""

import json
from base64 import b64decode

import numpy as np
import pytest
from safetensors.numpy import save

from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.graph import Graph
from netsumiki.exporting.finding import load
from netsumiki.exporting.model_file import Model
from netsumiki.insight.filters import first_filters
from netsumiki.studio import runs
from netsumiki.studio.models import Run
from netsumiki.training import Run as Training
from tests.exporting.texts import reciting
from tests.studio.test_predicting import POINTS, keep_run

EMPTY = {"step": 0, "filters": None, "shape": [], "samples": []}


def put_aside(run, inputs, labels):
    arrays = {"inputs": np.ascontiguousarray(inputs), "labels": np.asarray(labels, np.int64)}
    (runs.folder_of(run) / "samples.safetensors").write_bytes(save(arrays))


def look(browser, run):
    answer = browser.send("get", f"runs/{run.pk}/live")
    assert answer.status_code == 200
    return answer.json()


@pytest.fixture
def model():
    made = load("lenet-5")
    made.facts["step"] = 42
    return made


def test_filters_are_the_weights_but_for_eight_bits(browser, user, model):
    found = look(browser, keep_run(user, model))
    shown, filters = found["filters"], first_filters(model.graph, 16)
    assert found["step"] == 42 and found["shape"] == [28, 28, 1]
    assert (shown["height"], shown["width"], shown["channels"]) == filters.weights.shape[1:]
    assert (shown["node"], shown["total"], shown["numbers"]) == (filters.node, filters.total, list(filters.numbers))
    levels = np.stack([np.frombuffer(b64decode(p), np.int8) for p in shown["pixels"]])
    weights = filters.weights.reshape(len(levels), -1)
    np.testing.assert_allclose(levels * shown["scale"] / 127, weights, atol=shown["scale"] / 127)
    assert np.abs(levels).max() == 127


def test_at_most_sixteen_filters_are_shown(browser, user):
    recipe = {
        "data": {"dataset": "mnist"},
        "model": {
            "inputs": {"image": [28, 28, 1]},
            "nodes": [{"layer": "conv2d", "filters": 40}, {"layer": "flatten"}, {"layer": "dense", "units": 10}],
        },
    }
    made = Model(recipe, Graph(recipe["model"]), Preprocessing(), tuple("0123456789"), "softmax")
    shown = look(browser, keep_run(user, made))["filters"]
    assert len(shown["pixels"]) == 16 and shown["total"] == 40


def test_guesses_are_those_of_the_newest_weights(browser, user, model):
    run = keep_run(user, model)
    inputs, labels = model.golden[0], model.golden[1].argmax(axis=1)
    put_aside(run, inputs, labels)
    samples = look(browser, run)["samples"]
    assert [s["guess"] for s in samples] == [s["label"] for s in samples] == [str(n) for n in labels]
    assert b64decode(samples[3]["picture"]) == inputs[3].tobytes()
    assert all(0.3 < s["sure"] <= 1 for s in samples)
    model.graph.params.vector[...] = 0
    model.save(runs.folder_of(run) / "live.safetensors")
    assert all(abs(s["sure"] - 0.1) < 1e-3 for s in look(browser, run)["samples"])


def test_points_have_guesses_without_pictures(browser, user):
    model = Training(POINTS, threads=1).train().model
    run = keep_run(user, model)
    put_aside(run, model.golden[0], [0] * 10)
    found = look(browser, run)
    assert found["filters"] is None and found["shape"] == [2]
    assert len(found["samples"]) == 10 and found["samples"][0]["picture"] is None


def test_before_anything_was_shown_it_is_empty(browser, user):
    run = Run.objects.create(owner=user, name="calm-otter", recipe={}, state="queued")
    assert look(browser, run) == EMPTY


@pytest.mark.parametrize("content", [b"", b"damaged", b"\x02\0\0\0\0\0\0\0{}"])
def test_damaged_samples_are_left_out(browser, user, model, content):
    run = keep_run(user, model)
    (runs.folder_of(run) / "samples.safetensors").write_bytes(content)
    assert look(browser, run)["samples"] == []


def test_a_damaged_live_file_is_as_if_there_were_none(browser, user, model):
    run = keep_run(user, model)
    (runs.folder_of(run) / "live.safetensors").write_bytes(b"half")
    assert look(browser, run) == EMPTY


def test_weights_that_are_no_numbers_are_shown_as_nothing(browser, user, model):
    model.graph.params.vector[...] = np.nan
    run = keep_run(user, model)
    put_aside(run, model.golden[0], [0] * 10)
    found = look(browser, run)
    assert not any(b64decode(p).strip(b"\0") for p in found["filters"]["pixels"])
    assert all(s["sure"] == 0 for s in found["samples"])


def test_nobody_elses_network_is_shown(stranger, user, model):
    run = keep_run(user, model)
    assert stranger.send("get", f"runs/{run.pk}/live").status_code == 404


def test_of_a_text_the_passage_is_shown(browser, user):
    run = keep_run(user, reciting())
    put_aside(run, np.array([[0, 1, 2], [5, 5, 9]], np.float32), [3, 0])
    first, second = look(browser, run)["samples"]
    assert (first["text"], first["label"], first["guess"], first["picture"]) == (" ab", "c", "c", None)
    assert (second["text"], second["label"], second["guess"]) == ("eei", " ", "j")
    assert first["sure"] == pytest.approx(0.5)


@pytest.mark.parametrize("size, shown", [((256, 256), (64, 64)), ((17, 100), (8, 50)), ((3, 256), (1, 64))])
def test_large_pictures_and_weights_are_shown_small(browser, user, size, shown):
    nodes = [{"layer": "flatten"}, {"layer": "dense", "units": 4}]
    spec = {"inputs": {"image": [*size, 3]}, "nodes": nodes}
    run = keep_run(user, Model({"data": {}, "model": spec}, Graph(spec), Preprocessing(), tuple("abcd")))
    pictures = np.zeros((20, *size, 3), np.uint8)
    pictures[:, :, size[1] // 2 :] = 200  # the right half
    put_aside(run, pictures, np.arange(20) % 4)
    found = look(browser, run)
    assert found["shape"] == [*shown, 3] and (found["filters"]["height"], found["filters"]["width"]) == shown
    first = np.frombuffer(b64decode(found["samples"][0]["picture"]), np.uint8).reshape(*shown, 3)
    half = shown[1] // 2
    assert (first[:, :half] == 0).all() and (first[:, half:] == 200).all()
    assert len(json.dumps(found)) < 500_000
