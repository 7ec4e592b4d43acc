"""A convolution of a picture that was enlarged just before computes with the small picture, and gives the same."""

import numpy as np
import pytest

from netsumiki.engine.graph import Graph
from netsumiki.engine.ops.two_ways import Twin
from netsumiki.engine.testing import assert_gradients, check_graph
from netsumiki.engine.workspace import Workspace

CASES = [
    # picture, factor, convolution
    ((5, 4, 3), 2, {"filters": 6, "kernel_size": 3, "padding": "same"}),
    ((5, 4, 3), 2, {"filters": 6, "kernel_size": 3, "padding": "same", "spectral_norm": True}),
    ((4, 3, 2), 2, {"filters": 1, "kernel_size": 3, "padding": "same"}),
    ((3, 4, 2), [1, 3], {"filters": 5, "kernel_size": [4, 2], "bias": False, "padding": 1}),
    ((3, 3, 2), [3, 2], {"filters": 2, "kernel_size": [5, 3]}),
    ((3, 2, 4), 4, {"filters": 3, "kernel_size": 1}),
    ((2, 3, 2), 2, {"filters": 2, "kernel_size": 2, "padding": [3, 0]}),
]
KEPT_APART = [
    ((3, 4, 2), 2, {"filters": 3, "kernel_size": 3, "strides": 2}),
    ((4, 4, 2), 2, {"filters": 3, "kernel_size": 3, "dilation": 2}),
    ((2, 2, 2), 5, {"filters": 3, "kernel_size": 3}),
]


def spec(shape, factor, options, **more):
    up = {"name": "up", "layer": "upsample", "factor": factor, **more}
    return {"inputs": {"x": list(shape)}, "nodes": [up, {"name": "conv", "layer": "conv2d", **options}]}


def apart(together, shape):
    """The same two layers as two networks, with the same weights."""
    enlarge = Graph(
        {"inputs": {"x": list(shape)}, "nodes": [together.spec["nodes"][0]]}, Workspace(np.float64, strict=True)
    )
    middle = enlarge.inspection.shape_of("up")
    conv = Graph(
        {"inputs": {"x": list(middle)}, "nodes": [together.spec["nodes"][1]]}, Workspace(np.float64, strict=True)
    )
    conv.params.load(together.params.values())
    return enlarge, conv


@pytest.mark.parametrize(("shape", "factor", "options"), CASES + KEPT_APART, ids=str)
def test_the_numbers_are_those_of_one_layer_after_the_other(shape, factor, options):
    graph = Graph(spec(shape, factor, options), Workspace(np.float64, strict=True))
    assert isinstance(graph.layers["conv"].way, Twin) == ((shape, factor, options) in CASES)
    enlarge, conv = apart(graph, shape)
    rng = np.random.default_rng(0)
    x = rng.normal(size=(3, *shape))
    for training in (True, False):
        y = graph.forward(x, training=training)
        assert np.allclose(y, conv.forward(enlarge.forward(x), training=training), rtol=1e-12, atol=1e-12)
        dy = rng.normal(size=y.shape)
        for some in (graph, enlarge, conv):
            some.params.zero()
        dx = graph.backward(dy, inputs=True)["x"]
        middle = conv.backward(dy, inputs=True)["x"]
        assert np.allclose(dx, enlarge.backward(middle, inputs=True)["x"], rtol=1e-11, atol=1e-12)
        for p in graph.params:
            if p.trainable:
                assert np.allclose(p.grad, conv.params[p.name].grad, rtol=1e-11, atol=1e-12), p.name


@pytest.mark.parametrize(("shape", "factor", "options"), CASES, ids=str)
def test_every_gradient_is_right(shape, factor, options):
    graph = Graph(spec(shape, factor, options), Workspace(np.float64, strict=True))
    assert_gradients(check_graph(graph, {"x": np.random.default_rng(1).normal(size=(2, *shape))}))


def test_blended_pixels_are_not_repeated_ones():
    graph = Graph(spec((4, 4, 2), 2, {"filters": 3}, method="bilinear"))
    assert not isinstance(graph.layers["conv"].way, Twin)


def test_others_may_read_the_enlarged_picture_too():
    """A skip connection around the convolution, and a second output: both see what the layer would have put out."""
    nodes = [
        {"name": "up", "layer": "upsample"},
        {"name": "conv", "layer": "conv2d", "filters": 2, "padding": "same"},
        {"name": "skip", "layer": "add", "inputs": ["up", "conv"]},
    ]
    network = {"inputs": {"x": [3, 4, 2]}, "nodes": nodes, "outputs": ["skip", "up"]}
    graph = Graph(network, Workspace(np.float64, strict=True))
    x = np.random.default_rng(0).normal(size=(2, 3, 4, 2))
    for training in (True, False):
        found = graph.forward(x, training=training)
        assert np.array_equal(found["up"], x.repeat(2, axis=1).repeat(2, axis=2))
        assert np.allclose(found["skip"], found["up"] + graph.value_of("conv"))
    assert_gradients(check_graph(graph, {"x": x}))


def test_what_nobody_reads_is_put_out_for_those_who_look():
    graph = Graph(spec((3, 4, 2), 2, {"filters": 3}))
    x = np.ones((2, 3, 4, 2), np.float32)
    graph.forward(x, training=True)
    assert graph.value_of("up") is None and graph.first_non_finite() is None
    graph.forward(x)
    assert graph.value_of("up").shape == (2, 6, 8, 2)
