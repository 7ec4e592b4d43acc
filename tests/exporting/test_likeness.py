"""Likeness: scores far from those of their class, and pictures of another grain, are told from what is known."""

import json
from dataclasses import replace

import numpy as np
import pytest

from netsumiki.engine.errors import ModelFileError
from netsumiki.exporting.calibration import Asked, candidates
from netsumiki.exporting.certainty import Certainty
from netsumiki.exporting.likeness import Usual, grain, likeness
from netsumiki.exporting.model_file import load_model
from netsumiki.exporting.serving.answering import predictions
from netsumiki.exporting.serving.subject import subject
from tests.exporting.test_certainty import changed, passing, pictures

EYE, ZEROS = np.eye(3, dtype=np.float32), np.zeros((3, 3), np.float32)


def normal_scores(count, seed=0):
    """Examples of three classes, whose scores lie around 6 for the right class; their grain is about 1."""
    stream = np.random.default_rng(seed)
    labels = np.arange(count) % 3
    scores = (6 * np.eye(3)[labels] + stream.normal(0, 1, (count, 3))).astype(np.float32)
    return Asked(scores, labels, stream.normal(1, 0.1, (count, 4)).astype(np.float32))


def alike(own):
    """The certainty by likeness, if there is one."""
    return next((one for one in candidates(1.0, own) if one.signal == "likeness"), None)


def test_it_is_the_energy_less_how_far_scores_and_grain_lie_apart():
    scores, grains = np.array([[3, 0, 4], [5, 1, 0]], np.float32), np.array([[3, 4, 0, 0], [0, 0, 0, 0]], np.float32)
    grain_middles = np.array([[2, 0, 0, 0], [9, 9, 9, 9], [0, 0, 0, 0]], np.float32)
    got = likeness(scores, grains, EYE, ZEROS, np.eye(4, dtype=np.float32), grain_middles)
    energy = np.log(np.exp(scores.astype(float)).sum(axis=1))
    assert got == pytest.approx([energy[0] - np.sqrt(9 + 16) - 5, energy[1] - np.sqrt(26) - 2], abs=1e-5)


def test_grain_is_how_much_pixels_differ_from_the_next_and_how_much_that_changes():
    across = np.array([0, 1, 0, 1, 0])
    picture = np.broadcast_to(across, (4, 5))[None, :, :, None].astype(np.float32)
    assert grain(picture)[0] == pytest.approx([0, 1, 0, 2])
    assert grain(picture.transpose(0, 2, 1, 3))[0] == pytest.approx([1, 0, 2, 0])
    slope = np.arange(5.0)[None, None, :, None].repeat(4, axis=1) / 4
    assert grain(slope)[0] == pytest.approx([0, 0.25, 0, 0])


def test_new_examples_of_the_same_kind_are_known_also_if_few_were_there_to_measure_by():
    new = normal_scores(3000, seed=1)
    for count in (36, 90, 900):
        assert alike(normal_scores(count)).unknown(new.scores, new.grains).mean() < 0.04


def test_large_scores_of_no_class_and_another_grain_are_noticed_where_energy_notices_nothing():
    own = normal_scores(900)
    two_classes = np.tile(np.array([[9, 9, -9]], np.float32), (50, 1))
    energy, _, like = candidates(1.0, own)
    assert not energy.unknown(two_classes).any() and like.unknown(two_classes, own.grains[:50]).all()
    assert like.unknown(own.scores, own.grains + 1).all()


def test_nothing_is_measured_by_too_few_examples_of_a_class():
    own = normal_scores(90)
    rows = np.flatnonzero((own.labels != 2) | (np.arange(90) < 20))
    assert alike(own) and alike(own.part(rows)) is None
    assert alike(replace(own, grains=None)) is None  # points, not pictures


@pytest.mark.parametrize("times", [0, 1e36])
def test_scores_that_are_all_the_same_or_beyond_measure_measure_nothing(times):
    own = normal_scores(90)
    odd = replace(own, scores=np.float32(times) * own.scores)
    assert [one.signal for one in candidates(1.0, odd)] == ["energy", "probability"]


def test_grey_pictures_of_the_same_mean_are_strangers_by_their_grain():
    model, known = passing(shape=(9, 9, 1)), pictures()
    torn = np.zeros_like(known.inputs)
    torn[:, :, ::2] = 9 / 5 * known.inputs.mean(axis=2, keepdims=True)  # every other column: the scores stay
    assert model.scores(torn) == pytest.approx(model.scores(known.inputs), abs=0.2)
    model.certainty = alike(Asked.of(model, known.inputs, known.labels))
    assert model.unknown(torn, model.scores(torn)).all()


def test_the_server_says_so_of_each_picture_of_each_request():
    model, known = passing(shape=(9, 9, 1)), pictures(60)
    inputs = np.concatenate([known.inputs[:4], 255 - known.inputs[:4]])
    model.certainty = alike(Asked.of(model, known.inputs, known.labels))
    answers = predictions(subject(model), [inputs[:3], inputs[3:]])
    said = [one["unknown"] for answer in answers for one in answer["predictions"]]
    assert said == model.unknown(inputs, model.scores(inputs)).tolist() and {True, False} == set(said)


# -- the file ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def kept(tmp_path):
    model, known = passing(shape=(9, 9, 1)), pictures()
    model.certainty = alike(Asked.of(model, known.inputs, known.labels))
    model.save(tmp_path / "model.safetensors")
    return tmp_path / "model.safetensors", model


def test_the_measure_comes_back_with_the_model(kept):
    path, model = kept
    again, inputs = load_model(path), pictures(seed=3).inputs
    assert again.certainty == model.certainty and again.certainty.usual is not None
    scores = model.scores(inputs)
    assert np.array_equal(again.unknown(inputs, scores), model.unknown(inputs, scores))


@pytest.mark.parametrize(
    "part, value",
    [
        ("score_axes", [[1.0, 0.0], [0.0, 1.0]]),
        ("score_axes", [1.0, 2.0, 3.0]),
        ("score_middles", "middle"),
        ("grain_axes", [[float("nan")] * 4] * 4),
        ("grain_middles", [1.0, 2.0]),
        ("more", [1.0]),
    ],
)
def test_a_measure_that_was_tampered_with_is_refused(kept, part, value):
    path, model = kept
    told = model.certainty.to_json()
    told["usual"] |= {part: value}
    changed(path, certainty=json.dumps(told))
    with pytest.raises(ModelFileError, match="cannot be read as a model"):
        load_model(path)


def test_a_measure_of_other_classes_or_without_its_signal_is_refused(kept):
    path, model = kept
    two = Usual(EYE[:2, :2].tolist(), EYE[:2, :2].tolist(), np.eye(4).tolist(), [[0.0] * 4] * 2)
    for certainty in (Certainty(1.0, "likeness", 0.0, {}, two).to_json(), model.certainty.to_json() | {"usual": None}):
        changed(path, certainty=json.dumps(certainty))
        with pytest.raises(ModelFileError, match="cannot be read as a model"):
            load_model(path)
