"""A graph runs any network without cycles: branches, several inputs and outputs, shared and frozen layers."""

import numpy as np
import pytest

from netsumiki.engine.errors import DataError, RecipeError
from netsumiki.engine.graph import Graph, sequential
from netsumiki.engine.layers import layers
from netsumiki.engine.testing import assert_gradients, check_graph, distinct
from netsumiki.engine.workspace import Workspace


def dense(name, units, *inputs, **more):
    return {"name": name, "layer": "dense", "units": units, **({"inputs": list(inputs)} if inputs else {}), **more}


RESIDUAL = {
    "inputs": {"image": [6, 6, 2]},
    "nodes": [
        {"name": "conv", "layer": "conv2d", "filters": 3, "padding": "same"},
        {"name": "norm", "layer": "batch_norm"},
        {"name": "relu", "layer": "relu"},
        {"name": "more", "layer": "conv2d", "filters": 3, "padding": "same"},
        {"name": "skip", "layer": "add", "inputs": ["conv", "more"]},
        {"name": "gate", "layer": "multiply", "inputs": ["skip", "relu", "conv"]},
        {"name": "pool", "layer": "max_pool"},
        {"name": "flat", "layer": "flatten"},
        dense("answer", 4),
    ],
}
TWO_INPUTS = {
    "inputs": {"noise": [5], "label": []},
    "nodes": [
        {"name": "row", "layer": "embedding", "entries": 3, "units": 4, "inputs": ["label"]},
        {"name": "both", "layer": "concat", "inputs": ["noise", "row"]},
        dense("hidden", 6),
        {"name": "bend", "layer": "tanh"},
        dense("out", 2),
    ],
}
TWO_OUTPUTS = {
    "inputs": {"x": [5]},
    "nodes": [
        dense("trunk", 6),
        {"name": "bend", "layer": "tanh"},
        dense("left", 2, "bend"),
        dense("right", 3, "bend"),
    ],
    "outputs": {"first": "left", "second": "right", "inside": "bend"},
}
SHARED = {
    "inputs": {"a": [5], "b": [5]},
    "nodes": [
        dense("twin", 4, "a"),
        {"name": "other", "share": "twin", "inputs": ["b"]},
        {"name": "third", "share": "other", "inputs": ["a"]},
        {"name": "sum", "layer": "concat", "inputs": ["twin", "other", "third"]},
    ],
}


def build(spec, dtype=np.float64, seed=1):
    return Graph(spec, Workspace(dtype, seed=seed, strict=True))


def batch(graph, n=4):
    rng = np.random.default_rng(0)
    shapes = graph.inputs.items()
    return {k: rng.integers(0, 3, n) if k == "label" else distinct(rng, n, *shape) for k, shape in shapes}


def as_dict(graph, outputs):
    return outputs if isinstance(outputs, dict) else {next(iter(graph.outputs)): outputs}


def weights_for(graph, outputs):
    rng = np.random.default_rng(7)
    return {name: rng.normal(size=y.shape) for name, y in as_dict(graph, outputs).items()}


@pytest.mark.parametrize(
    "spec", [RESIDUAL, TWO_INPUTS, TWO_OUTPUTS, SHARED], ids=["residual", "inputs", "outputs", "shared"]
)
def test_gradients_of_every_parameter_and_input_are_right(spec):
    graph = build(spec)
    results = check_graph(graph, batch(graph))
    assert_gradients(results)
    assert {f"{r.node}.{r.parameter}" for r in results if r.parameter} == {p.name for p in graph.params if p.trainable}


def test_forked_gradients_are_the_sum_of_the_branches():
    spec = {"inputs": {"x": [3]}, "nodes": [{"name": "same", "layer": "identity"}, {"name": "y", "layer": "add"}]}
    spec["nodes"][1]["inputs"] = ["same", "same", "x"]
    graph = build(spec)
    x, dy = np.arange(6.0).reshape(2, 3), np.ones((2, 3))
    assert np.array_equal(graph.forward(x), 3 * x)
    assert np.array_equal(graph.backward(dy, inputs=True)["x"], 3 * dy)
    assert np.array_equal(dy, np.ones((2, 3)))


def test_several_outputs_come_by_name_and_take_their_gradients_by_name():
    graph = build(TWO_OUTPUTS)
    y = graph.forward(batch(graph))
    assert {name: out.shape for name, out in y.items()} == {"first": (4, 2), "second": (4, 3), "inside": (4, 6)}
    graph.backward({"second": np.ones((4, 3))})
    assert graph.params["right.W"].grad.any() and graph.params["trunk.W"].grad.any()
    assert not graph.params["left.W"].grad.any()


def test_shared_layer_has_one_set_of_weights_for_all_its_nodes():
    graph = build(SHARED)
    assert [p.name for p in graph.params] == ["twin.W", "twin.b"]
    x = batch(graph)
    y = graph.forward({"a": x["a"], "b": x["a"]})
    assert np.array_equal(y[:, :4], y[:, 4:8]) and np.array_equal(y[:, :4], y[:, 8:])


def test_frozen_layer_lets_the_gradient_through_to_those_before_it():
    nodes = [dense("first", 4), {"name": "bend", "layer": "tanh"}, dense("fixed", 3, trainable=False), dense("last", 2)]
    graph = build({"inputs": {"x": [5]}, "nodes": nodes})
    graph.backward(np.ones_like(graph.forward(batch(graph))))
    assert not graph.params["fixed.W"].grad.any() and not graph.params["fixed.W"].trainable
    assert graph.params["first.W"].grad.any() and graph.params["last.W"].grad.any()


def test_one_use_of_a_shared_layer_can_be_frozen():
    spec = {"inputs": SHARED["inputs"], "nodes": [dict(n) for n in SHARED["nodes"]]}
    spec["nodes"][1]["trainable"] = spec["nodes"][2]["trainable"] = False
    graph, whole = build(spec), build({**SHARED, "outputs": ["twin"]})
    x = batch(graph)
    y = graph.forward(x)
    graph.backward(np.ones_like(y))
    whole.forward(x)
    whole.backward(np.ones((4, 4)))
    assert np.allclose(graph.params["twin.W"].grad, whole.params["twin.W"].grad)


def test_gradient_of_inputs_alone_leaves_the_parameters_gradients_empty():
    graph = build(RESIDUAL)
    y = graph.forward(batch(graph), training=True)
    dx = graph.backward(np.ones_like(y), params=False, inputs=True)["image"].copy()
    assert all(p.empty for p in graph.params if p.trainable)
    assert np.allclose(dx, graph.backward(np.ones_like(y), params=True, inputs=True)["image"])
    assert not any(p.empty for p in graph.params if p.trainable)


def test_layers_whose_gradient_nobody_wants_do_not_run_backward():
    graph = build(
        {"inputs": {"x": [5]}, "nodes": [dense("fixed", 4, trainable=False), {"name": "bend", "layer": "relu"}]}
    )
    called = []
    for layer in graph.layers.values():
        layer.backward = lambda dy, name=layer.name: called.append(name)
    graph.backward(np.ones_like(graph.forward(batch(graph))))
    assert called == []


def test_first_layer_is_spared_its_input_gradient():
    graph = build({"inputs": {"x": [5]}, "nodes": [dense("first", 4), dense("second", 2)]})
    graph.backward(np.ones_like(graph.forward(batch(graph))))
    assert [layer.wants_inputs for layer in graph.layers.values()] == [False, True]


def test_input_that_reaches_no_given_output_has_no_gradient():
    spec = {"inputs": {"a": [2], "b": [2]}, "nodes": [dense("left", 2, "a"), dense("right", 2, "b")]}
    graph = build({**spec, "outputs": ["left", "right"]})
    graph.forward(batch(graph))
    found = graph.backward({"left": np.ones((4, 2))}, inputs=True)
    assert found["a"].any() and found["b"] is None


def test_values_and_gradients_of_inner_nodes_can_be_looked_at():
    graph = build(RESIDUAL)
    y = graph.forward(batch(graph))
    graph.backward(np.ones_like(y))
    assert graph.value_of("relu").shape == graph.gradient_of("relu").shape == (4, 6, 6, 3)
    assert np.array_equal(graph.value_of("relu"), np.maximum(graph.value_of("norm"), 0))
    assert np.array_equal(graph.gradient_of("answer"), np.ones((4, 4)))


def test_replica_computes_on_the_same_weights_with_gradients_of_its_own():
    graph = build(RESIDUAL)
    other = graph.replica(1)
    x = batch(graph)
    graph.params["answer.b"].value += 1
    assert np.array_equal(graph.forward(x), other.forward(x))
    other.backward(np.ones((4, 4)))
    assert other.params["answer.W"].grad.any() and not graph.params["answer.W"].grad.any()


@pytest.mark.parametrize("dtype", [np.uint8, np.int64, np.float32, np.float64, np.float16, bool])
def test_inputs_of_any_number_type_give_the_same_output(dtype):
    spec = sequential((4, 4, 1), ["gelu", "softplus", "batch_norm", "softmax"], name="image")
    graph = build(spec, np.float32)
    pixels = np.random.default_rng(0).integers(0, 2 if dtype is bool else 200, (3, 4, 4, 1))
    expected = graph.forward(pixels.astype(np.float32)).copy()
    assert np.array_equal(graph.forward(pixels.astype(dtype)), expected)
    assert np.array_equal(graph.forward(pixels.tolist()), expected)


def test_wrong_inputs_are_refused_in_one_sentence():
    graph = build(TWO_INPUTS)
    x = batch(graph)
    for wrong, words in (
        (x["noise"], "noise"),
        ({"noise": x["noise"]}, "label"),
        ({**x, "more": x["noise"]}, "more"),
        ({**x, "noise": x["noise"][:, :4]}, "(4,)"),
        ({**x, "noise": np.float64(3)}, "()"),
        ({**x, "noise": np.full((4, 5), "a")}, "numbers"),
    ):
        with pytest.raises(DataError) as caught:
            graph.forward(wrong)
        assert words in str(caught.value) and "\n" not in str(caught.value)


def test_first_non_finite_node_is_named():
    graph = build(RESIDUAL, np.float32)
    x = batch(graph)
    graph.forward(x)
    assert graph.first_non_finite() is None
    graph.params["more.W"].value[0, 0, 0, 0] = np.inf
    with np.errstate(invalid="ignore"):
        graph.forward(x)
    assert graph.first_non_finite() == "more"


def test_network_that_cannot_be_built_says_everything_that_is_wrong():
    with pytest.raises(RecipeError) as caught:
        Graph(
            {"inputs": {"x": [5]}, "nodes": [dense("a", 0), {"layer": "relo"}, dense("b", 3, "no")], "outputs": ["b"]}
        )
    assert [p.code for p in caught.value.problems] == ["option-value", "unknown-layer", "unknown-input"]


def test_same_seed_gives_the_same_weights_whatever_else_is_in_the_network():
    small = build({"inputs": {"x": [5]}, "nodes": [dense("a", 4)]})
    large = build({"inputs": {"x": [5]}, "nodes": [dense("a", 4), dense("b", 4)]})
    assert np.array_equal(small.params["a.W"].value, large.params["a.W"].value)
    assert not np.array_equal(large.params["a.W"].value[:4], large.params["b.W"].value)
    other = build({"inputs": {"x": [5]}, "nodes": [dense("a", 4)]}, seed=2)
    assert not np.array_equal(small.params["a.W"].value, other.params["a.W"].value)


def test_node_may_be_called_like_anything_inside_the_engine():
    """Buffers are kept by node name; the graph's own and the loss's must not mix with them."""
    nodes = [
        dense("graph", 4),
        {"name": "loss", "layer": "conv2d", "inputs": ["image"], "filters": 2},
        {"layer": "flatten"},
    ]
    nodes += [dense("lane", 4), {"name": "end", "layer": "add", "inputs": ["graph", "lane"]}]
    graph = build({"inputs": {"x": [3], "image": [4, 4, 1]}, "nodes": nodes})
    assert_gradients(check_graph(graph, batch(graph)))


def test_sequential_takes_names_objects_and_layers():
    spec = sequential((6,), [layers.create({"layer": "dense", "units": 3}), "relu", {"layer": "dense", "units": 2}])
    assert [n["layer"] for n in spec["nodes"]] == ["dense", "relu", "dense"]
    assert build(spec).forward(np.ones((2, 6))).shape == (2, 2)
