"""First weights: the spread that the formula says, and the shape of their distribution."""

from math import sqrt

import numpy as np
import pytest

from netsumiki.engine.graph import Graph
from netsumiki.engine.initializers import initializers
from netsumiki.engine.workspace import Workspace

FAN_IN, FAN_OUT = 400, 200
SPREADS = [
    # initializer, options, standard deviation, largest absolute value (None: normal distribution)
    ("zeros", {}, 0, 0),
    ("constant", {"value": 0.25}, 0, 0.25),
    ("normal", {"std": 0.3}, 0.3, None),
    ("uniform", {"limit": 0.3}, 0.3 / sqrt(3), 0.3),
    ("glorot", {}, sqrt(2 / 600), sqrt(6 / 600)),
    ("glorot", {"gain": 4.0}, 4 * sqrt(2 / 600), 4 * sqrt(6 / 600)),
    ("he", {}, sqrt(2 / 400), None),
    ("lecun", {}, sqrt(1 / 400), None),
    ("orthogonal", {}, sqrt(1 / 400), None),
]


@pytest.mark.parametrize(("name", "options", "std", "largest"), SPREADS)
def test_spread_is_that_of_the_formula(name, options, std, largest):
    w = initializers[name](**options).draw(np.random.default_rng(0), (FAN_IN, FAN_OUT), FAN_IN, FAN_OUT)
    assert w.std() == pytest.approx(std, rel=0.02)
    if largest is not None:
        assert 0.99 * largest <= np.abs(w).max() <= largest
    else:
        assert 3.5 * std < np.abs(w).max() < 7 * std  # tails of a normal distribution


def test_every_initializer_is_tested():
    assert set(initializers) == {name for name, *_ in SPREADS}


@pytest.mark.parametrize("shape", [(6, 4), (4, 6), (3, 3, 2, 5), (5,)])
def test_orthogonal_rows_or_columns_have_length_gain_and_right_angles(shape):
    w = initializers["orthogonal"](gain=2.0).draw(np.random.default_rng(0), shape, 1, 1).reshape(-1, shape[-1])
    small = w @ w.T if len(w) < shape[-1] else w.T @ w
    assert np.allclose(small, 4 * np.eye(len(small)))


@pytest.mark.parametrize(
    ("layer", "shape", "fan_in", "fan_out"),
    [
        ({"layer": "dense", "units": 30}, [50], 50, 30),
        ({"layer": "conv2d", "filters": 8, "kernel_size": [3, 5]}, [9, 9, 4], 60, 120),
        ({"layer": "depthwise_conv2d", "kernel_size": 5}, [9, 9, 4], 25, 25),
        ({"layer": "conv2d_transpose", "filters": 8, "kernel_size": 4, "strides": 2}, [9, 9, 6], 24, 128),
    ],
    ids=lambda v: v["layer"] if isinstance(v, dict) else None,
)
def test_layers_count_the_connections_of_one_unit(layer, shape, fan_in, fan_out):
    graph = Graph({"inputs": {"x": shape}, "nodes": [{**layer, "name": "node"}]})
    assert (graph.params["node.W"].fan_in, graph.params["node.W"].fan_out) == (fan_in, fan_out)


def test_signals_keep_their_spread_through_ten_relu_layers():
    nodes = [{"layer": "dense", "units": 256, "initializer": "he"}, {"layer": "relu"}] * 10
    graph = Graph({"inputs": {"x": [256]}, "nodes": nodes}, Workspace(seed=1))
    y = graph.forward(np.random.default_rng(0).normal(size=(64, 256)))
    assert 0.5 < np.sqrt(2 * (y**2).mean() / 2) < 2
