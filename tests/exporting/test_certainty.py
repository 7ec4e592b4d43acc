"""How sure a classifier says it is, and when it does not know: chosen on examples, kept in its file."""

import json

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from netsumiki.data import Preprocessing, Split
from netsumiki.engine.errors import ModelFileError
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.calibration import best_temperature, calibrated, calibration_error
from netsumiki.exporting.certainty import Certainty
from netsumiki.exporting.model_file import Model, load_model

SCORES = np.array([[6, 0, 0], [2, 1, 0], [0.2, 0.1, 0], [-4, -5, -6]], np.float32)


def passing(certainty=None, end=(), activation="softmax", shape=(3,)):
    """A model whose scores are what it is given, or for pictures their mean grey in three rows."""
    nodes = [{"name": "scores", "layer": "dense", "units": 3, "bias": False}, *end]
    nodes = [{"name": "flat", "layer": "flatten"}, *nodes] if len(shape) > 1 else nodes
    recipe = {"version": 1, "name": "passing", "data": {"dataset": "blobs"}, "model": {"inputs": {"x": list(shape)}}}
    recipe["model"]["nodes"] = nodes
    graph = Graph(recipe["model"], Workspace(seed=0, strict=True))
    (W,) = graph.params
    W.value[...] = np.eye(3) if len(shape) == 1 else np.eye(3)[3 * np.arange(len(W.value)) // len(W.value)]
    return Model(recipe, graph, Preprocessing(), ("a", "b", "c"), activation, certainty=certainty)


def pictures(count=240, side=9, seed=0):
    """Three classes: a grey bar in the upper, middle or lower third, a little rough; (N, 9, 9, 1)."""
    labels, stream = np.arange(count) % 3, np.random.default_rng(seed)
    inputs = np.zeros((count, side, side, 1), np.uint8)
    for row, label in enumerate(labels):
        inputs[row, 3 * label : 3 * label + 3] = stream.integers(60, 110) + stream.integers(0, 9, (3, side, 1))
    return Split(inputs, labels)


def softmax(scores):
    e = np.exp(scores.astype(np.float64))
    return e / e.sum(axis=1, keepdims=True)


# -- the formula ------------------------------------------------------------------------------------------------------


def test_probabilities_are_those_of_the_scores_divided_by_the_temperature():
    assert passing().predict(SCORES) == pytest.approx(softmax(SCORES), abs=1e-6)
    assert passing(Certainty(2.0)).predict(SCORES) == pytest.approx(softmax(SCORES / 2), abs=1e-6)


@pytest.mark.parametrize("activation", ["softmax", None])
def test_a_final_softmax_layer_is_no_score(activation):
    model = passing(Certainty(3.0), [{"layer": "softmax"}], activation)
    assert (model.scored, model.squash) == ("scores", "softmax")
    assert model.scores(SCORES) == pytest.approx(SCORES)
    assert model.predict(SCORES) == pytest.approx(softmax(SCORES / 3), abs=1e-6)


def test_sigmoids_become_shares_of_one_whole():
    model = passing(Certainty(2.0), activation="sigmoid")
    each = 1 / (1 + np.exp(-SCORES / 2))
    assert model.predict(SCORES) == pytest.approx(each / each.sum(axis=1, keepdims=True), abs=1e-6)


def test_energy_asks_whether_anything_fits_and_probability_whether_one_fits_better():
    energy, probability = Certainty(1.0, "energy", 2.0), Certainty(1.0, "probability", 0.5)
    assert energy.signals(SCORES) == pytest.approx(np.log(np.exp(SCORES).sum(axis=1)), abs=1e-5)
    assert energy.unknown(SCORES).tolist() == [False, False, True, True]
    assert probability.unknown(SCORES).tolist() == [False, False, True, False]


def test_large_scores_do_not_overflow():
    large = np.array([[900, 0, 0], [-900, -900, -900]], np.float32)
    assert Certainty(0.5).signals(large) == pytest.approx([1800, -1800 + np.log(3)])


def test_a_model_without_certainty_always_knows():
    model = passing()
    assert not model.unknown(SCORES, SCORES).any() and not Certainty(2.0).unknown(SCORES).any()


# -- how it is chosen -------------------------------------------------------------------------------------------------


def test_scores_that_are_five_times_too_large_are_cooled_down():
    stream = np.random.default_rng(0)
    scores = stream.normal(0, 2, (4000, 3)).astype(np.float32)
    labels = np.array([stream.choice(3, p=p) for p in softmax(scores)])
    boast = 5 * scores
    found = best_temperature(passing().shares, boast, labels)
    assert found == pytest.approx(5, rel=0.05)
    before, after = (calibration_error(softmax(boast / t), labels) for t in (1, found))
    assert before > 0.1 and after < 0.03


def test_a_handful_of_right_answers_does_not_make_it_boast():
    scores, labels = np.eye(3, dtype=np.float32)[np.arange(21) % 3], np.arange(21) % 3
    assert best_temperature(passing().shares, scores, labels) > 0.25


def test_bars_are_known_and_letters_clothes_and_noise_are_not():
    model, known = passing(shape=(9, 9, 1)), pictures()
    found = calibrated(model, known)
    assert found.measured["examples"] == len(known)
    assert found.measured["error_after"] <= found.measured["error_before"]
    assert 0.98 <= found.measured["kept"] <= 1
    assert set(found.measured["noticed"]) == {"letters", "clothes", "noise"}
    model.certainty = found
    unknown = model.unknown(known.inputs, model.scores(known.inputs))
    assert unknown.mean() == pytest.approx(1 - found.measured["kept"])
    assert sum(found.measured["noticed"].values()) > 1
    assert calibrated(model, known) == found  # nothing of it is left to chance


def test_points_have_a_temperature_and_no_strangers():
    found = calibrated(passing(), Split(np.repeat(SCORES, 10, axis=0), np.zeros(40, int)))
    assert found.temperature > 0 and found.threshold is None


def test_nothing_is_chosen_where_there_is_nothing_to_choose_by():
    few = pictures(15)
    assert calibrated(passing(shape=(9, 9, 1)), few) is None
    assert calibrated(passing(activation=None), Split(np.repeat(SCORES, 10, axis=0), np.zeros(40, int))) is None
    broken = passing()
    broken.graph.params.vector[...] = np.inf
    assert calibrated(broken, Split(np.ones((30, 3), np.float32), np.zeros(30, int))) is None


# -- the file ---------------------------------------------------------------------------------------------------------


def test_it_comes_back_with_the_model(tmp_path):
    certainty = Certainty(1.7, "probability", 0.42, {"kept": 0.98})
    passing(certainty).save(tmp_path / "model.safetensors")
    again = load_model(tmp_path / "model.safetensors")
    assert again.certainty == certainty
    assert np.array_equal(again.predict(SCORES), passing(certainty).predict(SCORES))


def test_a_file_without_it_is_read_as_before(tmp_path):
    passing().save(tmp_path / "model.safetensors")
    assert load_model(tmp_path / "model.safetensors").certainty is None


def test_a_file_from_before_likeness_is_read_as_before(tmp_path):
    passing(Certainty()).save(tmp_path / "model.safetensors")
    told = {"temperature": 1.5, "signal": "energy", "threshold": -2.0, "measured": {"kept": 0.99}}
    changed(tmp_path / "model.safetensors", certainty=json.dumps(told))
    assert load_model(tmp_path / "model.safetensors").certainty == Certainty(1.5, "energy", -2.0, {"kept": 0.99})


@pytest.mark.parametrize(
    "told",
    [
        {"temperature": 0},
        {"temperature": "hot"},
        {"signal": "feeling"},
        {"threshold": "none"},
        {"threshold": float("nan")},
        {"measured": 3},
        {"other": 1},
        [1],
        3,
    ],
)
def test_what_was_tampered_with_is_refused(told, tmp_path):
    path = tmp_path / "model.safetensors"
    passing(Certainty()).save(path)
    changed(path, certainty=json.dumps(told))
    with pytest.raises(ModelFileError, match="cannot be read as a model"):
        load_model(path)


def changed(path, **metadata):
    from safetensors import safe_open

    with safe_open(path, "numpy") as file:
        told = file.metadata() | metadata
    save_file(load_file(path), path, told)


def test_a_picture_is_answered_with_i_do_not_know():
    model = passing(Certainty(1.0, "energy", 1e6), shape=(28, 28, 1))
    image = np.zeros((40, 40), np.uint8)
    image[10:30, 18:22] = 255
    assert model.predict_picture(image).unknown
    model.certainty = Certainty(1.0, "energy", -1e6)
    assert not model.predict_picture(image).unknown
