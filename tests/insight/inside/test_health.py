"""Dead and saturated units, and whether the gradient reaches the first layers."""

import numpy as np
import pytest

from netsumiki.engine.layers import layers
from netsumiki.insight.inside.health import dead, health, saturated
from netsumiki.insight.inside.looking import looking_glass
from tests.insight.inside.networks import network, row

CHAIN = [
    {"name": "d1", "layer": "dense", "units": 3},
    {"name": "r", "layer": "relu"},
    {"name": "d2", "layer": "dense", "units": 2},
]


def test_a_unit_is_dead_when_no_example_ever_lights_it():
    weights = {"d1.W": [[1, -1, 1]], "d1.b": [0, 0, -5]}
    graph = looking_glass(network(CHAIN, weights, x=[1]))
    found = {n.name: n for n in health(graph, np.array([[1], [2]], np.float32), [0, 1])}
    assert found["r"].dead == [1, 2] and found["r"].units == 3
    assert found["d1"].dead is None


def test_a_map_is_dead_when_it_is_dark_everywhere():
    outputs = np.zeros((2, 3, 3, 2), np.float32)
    outputs[1, 2, 0, 1] = 0.1
    assert dead(outputs) == [0]


def test_saturation_counts_outputs_near_an_end():
    sigmoid, tanh = layers["sigmoid"](), layers["tanh"]()
    assert saturated(sigmoid, np.array([0.01, 0.5, 0.99, 0.97])) == 0.5
    assert saturated(tanh, np.array([-0.99, 0.5, 0.985, 0.97])) == 0.5
    assert saturated(layers["relu"](), np.zeros(3)) is None


def test_gates_saturate_too():
    graph = network([{"name": "r", "layer": "lstm", "units": 1}], {"r.W": 0, "r.U": 0, "r.b": [9, 9, 0, 9]}, x=[2, 1])
    found = health(looking_glass(graph), np.ones((1, 2, 1), np.float32))
    assert found[0].saturated == 0.75  # i, f and g, not o


def test_the_gradient_and_how_large_it_is_against_the_weights():
    graph = looking_glass(network(CHAIN, {"d1.W": 1, "d1.b": 0, "d2.W": 1, "d2.b": 0}, x=[1]))
    found = {n.name: n for n in health(graph, row(2), [0])}  # L = −y₀: dy = (−1, 0)
    assert found["d2"].gradient_norm == 1
    assert found["r"].gradient_norm == pytest.approx(3**0.5)
    weights, bias = found["d2"].parameters
    assert (weights.name, weights.gradient_norm) == ("d2.W", pytest.approx(12**0.5))
    assert weights.ratio == pytest.approx((12 / 6) ** 0.5)
    assert bias.ratio is None and bias.gradient_norm == 1
    assert [n.depth for n in found.values()] == [1, 2, 3]


def test_what_is_no_number_is_counted_in_its_parameter():
    graph = looking_glass(network(CHAIN, {"d1.W": [[np.nan, 1, np.inf]]}, x=[1]))
    found = health(graph, row(2), [0])
    assert (found[0].parameters[0].nan > 0, found[0].parameters[0].infinite) == (True, 1)
    assert found[0].output.nan == 1 and found[0].output.infinite == 1
    assert isinstance(found[0].describe()["output"]["histogram"]["counts"], list)
