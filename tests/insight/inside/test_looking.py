"""One look: every value and gradient is there, also of what is otherwise computed together; the network stays as is."""

import numpy as np
import pytest

from netsumiki.engine.errors import DataError, NetsumikiError
from netsumiki.engine.graph import Graph
from netsumiki.engine.layers import Layer, layers
from netsumiki.engine.testing.cases import layer_cases
from netsumiki.exporting.finding import load
from netsumiki.insight.inside import look, looking_glass, output_cell, view_of
from netsumiki.insight.inside.views import View, explains
from tests.insight.inside.networks import network, row
from tests.insight.inside.test_cells_add_up import assert_adds_up, at_work

ABSORBED = [
    {"name": "up", "layer": "upsample"},
    {"name": "conv", "layer": "conv2d", "filters": 1, "padding": "same"},
]


def test_a_network_that_absorbs_a_layer_shows_it_all_the_same():
    graph = network(ABSORBED, x=[6, 6, 32])
    assert graph._absorbed, "the case must be one in which the convolution does the work of both"
    x = np.random.default_rng(2).normal(size=(1, 6, 6, 32)).astype(np.float32)
    found = look(graph, x)
    assert np.allclose(found.values["conv"], graph.forward(x)[0], atol=1e-5)
    assert np.array_equal(found.values["up"], x[0].repeat(2, 0).repeat(2, 1))
    dx = graph.backward(np.full((1, 12, 12, 1), 1 / 144, np.float32), inputs=True)["x"]
    assert np.allclose(found.gradients["x"], dx[0], atol=1e-6)
    assert found.gradients["up"].shape == (12, 12, 32) and found.gradients["up"].any()


def test_looking_leaves_weights_and_gradients_of_the_network_alone():
    model = load("lenet-5")
    before, gradient = model.graph.params.vector.copy(), model.graph.params.gradient.copy()
    glass = looking_glass(model.graph)
    glass.params.vector.fill(0)
    assert np.array_equal(model.graph.params.vector, before)
    assert np.array_equal(model.graph.params.gradient, gradient)


def test_the_gradient_at_the_logits_is_probability_less_one_for_the_target():
    model = load("lenet-5")
    found = look(model.graph, np.zeros((1, 28, 28, 1), np.float32), target=3)
    expected = found.values["softmax"].copy()
    expected[3] -= 1
    assert found.objective == "log-probability"
    assert np.allclose(found.gradients["dense_3"], expected, atol=1e-6)


def test_the_same_without_a_final_softmax():
    graph = network([{"name": "d", "layer": "dense", "units": 2}], {"d.W": np.zeros((2, 2))}, x=[2])
    found = look(graph, row(1, 2), target=1, activation="softmax")
    assert found.gradients["d"].tolist() == [0.5, -0.5]
    assert look(graph, row(1, 2), target=1).gradients["d"].tolist() == [0, -1]


def test_a_class_that_is_not_there_is_told_in_words():
    graph = network([{"name": "d", "layer": "dense", "units": 2}], x=[2])
    with pytest.raises(DataError, match="no class 7 among the 2 outputs: choose one from 0 to 1"):
        look(graph, row(1, 2), target=7)


def test_a_node_that_was_removed_is_told_in_words():
    found = look(network([{"name": "dense", "layer": "dense", "units": 2}], x=[2]), row(1, 2))
    with pytest.raises(NetsumikiError, match=r'no node "dens" \(did you mean "dense"\?\): it may have been removed'):
        found.seen("dens")
    with pytest.raises(NetsumikiError, match='"x" is an input'):
        found.seen("x")


def test_several_inputs_and_shared_layers():
    spec = {
        "inputs": {"a": [3], "b": [3]},
        "nodes": [
            {"name": "first", "layer": "dense", "units": 2, "inputs": ["a"]},
            {"name": "second", "share": "first", "inputs": ["b"]},
            {"name": "sum", "layer": "add", "inputs": ["first", "second"]},
        ],
    }
    graph = Graph(spec)
    found = look(graph, {"a": row(1, 2, 3), "b": row(4, 5, 6)})
    W = graph.params["first.W"].value
    assert np.allclose(found.values["sum"], np.array([5, 7, 9]) @ W, atol=1e-5)
    assert np.allclose(found.parameter_gradients["first.W"][:, 0], np.array([5, 7, 9]) / 2)
    assert np.allclose(found.seen("second").back[1]["W"][:, 0], np.array([4, 5, 6]) / 2)  # its own share alone


@pytest.mark.parametrize("name", [name for name in layers if name not in ("embedding", "one_hot", "step")])
def test_a_layer_without_a_view_of_its_own_is_told_by_its_slopes(name):
    """The general view agrees with each special one."""
    for case in layer_cases(name)[:2]:
        seen = at_work(case)
        index = tuple(n // 2 for n in seen.output.shape)
        assert_adds_up(View().output(seen, index), float(seen.output[index]), name)
        for which, dx in enumerate(seen.back[0]):
            place = tuple(n // 2 for n in dx.shape)
            assert_adds_up(View().input_gradient(seen, place, which), float(dx[place]), name)


def test_a_view_holds_for_layers_derived_from_its_own():
    class Bright(layers["relu"]):  # type: ignore[misc]
        pass

    class Foreign(Layer):
        pass

    assert type(view_of(Bright())).__name__ == "ActivationView"
    assert type(view_of(Foreign())) is View

    @explains(Foreign)
    class ForeignView(View):
        pass

    assert type(view_of(Foreign())) is ForeignView


def test_a_bundled_reader_explains_every_layer():
    model = load("digit-reader")
    x = model.preprocessing.to_network(model.golden[0][:1])
    found = look(model.graph, x, target=5)
    for name in model.graph.layers:
        seen = found.seen(name)
        for index in ((0,) * seen.output.ndim, tuple(n - 1 for n in seen.output.shape)):
            assert_adds_up(output_cell(seen, index), float(seen.output[index]), name)
