"""Weights of fewer bits: how near they are to what they were, and what that costs a model."""

import numpy as np
import pytest

from netsumiki.engine.errors import DataError
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.finding import load
from netsumiki.exporting.formats.golden import invented
from netsumiki.exporting.formats.precision import lost, pack, rounded
from tests.exporting.networks import filled, untrained

RNG = np.random.default_rng(0)
ARRAYS = [RNG.normal(size=shape).astype(np.float32) for shape in ((7, 5), (3, 3, 4, 6), (1, 9), (8, 1))]


@pytest.mark.parametrize("array", ARRAYS, ids=lambda a: "x".join(map(str, a.shape)))
def test_8_bits_are_off_by_half_a_step_of_their_column_at_most(array):
    packed = pack(array, "int8")
    assert packed.values.dtype == np.int8 and packed.scales.shape[-1] == array.shape[-1]
    off = np.abs(packed.unpacked - array)
    assert (off <= packed.scales / 2 * (1 + 1e-5)).all()
    assert np.abs(packed.values.reshape(-1, array.shape[-1])).max(axis=0).min() == 127  # all of the range is used


@pytest.mark.parametrize("precision", ["float16", "int8"])
def test_what_was_rounded_once_loses_nothing_more(precision):
    for array in [*ARRAYS, ARRAYS[0] * 1e-30, ARRAYS[0] * 60_000]:
        once = pack(array, precision).unpacked
        assert np.array_equal(pack(once, precision).unpacked, once)


def test_axes_can_be_arranged_anew_before_or_after_unpacking():
    packed, whole = pack(ARRAYS[1], "int8"), pack(ARRAYS[1], "int8").unpacked
    assert np.array_equal(packed.moved(3, 2, 0, 1).unpacked, whole.transpose(3, 2, 0, 1))
    assert np.array_equal(packed.columns([2, 0, 1]).unpacked, whole[..., [2, 0, 1]])
    assert np.array_equal(packed.inserted(2).unpacked, whole[:, :, None])


def test_a_column_of_zeros_stays_zero_and_vectors_stay_as_they_are():
    array = ARRAYS[0].copy()
    array[:, 2] = 0
    assert not pack(array, "int8").unpacked[:, 2].any()
    for precision in ("float16", "int8"):
        assert pack(array[0], precision).values.dtype == np.float32


def test_numbers_beyond_16_bits_keep_32():
    assert pack(np.full((2, 2), 70_000.0), "float16").values.dtype == np.float32


def test_8_bits_refuse_what_is_no_number():
    with pytest.raises(DataError, match="no numbers"):
        pack(np.full((2, 2), np.nan), "int8")


def test_32_bits_leave_the_model_itself():
    model = load("lenet-5")
    assert rounded(model, "float32") is model


@pytest.mark.parametrize("precision", ["float16", "int8"])
def test_a_rounded_model_is_another_one_and_answers_its_golden_samples_anew(precision):
    model = load("lenet-5")
    before = model.graph.params.vector.copy()
    other = rounded(model, precision)
    assert np.array_equal(model.graph.params.vector, before) and not np.array_equal(other.graph.params.vector, before)
    assert other.check_golden() == 0 and model.check_golden() < 1e-5


def test_a_layer_with_spectral_norm_keeps_the_weights_that_it_computed_with():
    nodes = [
        {"name": "dense", "layer": "dense", "units": 3, "spectral_norm": True},
        {"name": "end", "layer": "softmax"},
    ]
    graph = filled(Graph({"inputs": {"point": [4]}, "nodes": nodes}, Workspace(seed=0)))
    model = untrained("logistic")
    made = type(model)({"model": graph.spec}, graph, model.preprocessing, ("a", "b", "c"), "softmax")
    x = invented(made, 20)
    assert np.abs(made.predict(x) - rounded(made, "float16").predict(x)).max() < 2e-3


def test_a_rounded_generator_makes_nearly_the_same_and_a_rounded_flow_goes_nearly_the_same_way():
    for name, most in (("gan-first", 0.01), ("cgan", 0.02), ("flow", 0.5)):
        model = untrained(name)
        measured = lost(model, "float16")
        assert 0 < measured.difference < most and measured.samples == 10 and measured.same is None
        assert lost(model, "float32").difference == 0


def test_what_is_lost_is_told_in_answers_and_in_those_that_are_right():
    model = load("lenet-5")
    inputs = invented(model, 200)
    labels = model.predict(inputs).argmax(axis=1)
    measured = lost(model, "int8", inputs, labels)
    assert measured.before == 1 and measured.after == measured.same and 0.8 < measured.same <= 1
    assert 0 < measured.difference < 0.5
