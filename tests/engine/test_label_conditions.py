"""The ways in which a label steers a network, built from ordinary layers, with every gradient checked."""

import numpy as np
import pytest

from netsumiki.engine.graph import Graph
from netsumiki.engine.testing import assert_gradients, check_graph
from netsumiki.engine.workspace import Workspace

EMBEDDED = {
    "inputs": {"noise": [5], "label": []},
    "nodes": [
        {"name": "digit", "layer": "embedding", "entries": 3, "units": 2, "inputs": ["label"]},
        {"name": "both", "layer": "concat", "inputs": ["noise", "digit"]},
        {"name": "wide", "layer": "dense", "units": 12},
        {"name": "small", "layer": "reshape", "shape": [2, 2, 3]},
        {"name": "picture", "layer": "upsample"},
        {"name": "paint", "layer": "conv2d", "filters": 1, "padding": "same"},
    ],
}
CHANNELS = {
    "inputs": {"image": [4, 4, 1], "label": []},
    "nodes": [
        {"name": "chosen", "layer": "one_hot", "classes": 3, "inputs": ["label"]},
        {"name": "dot", "layer": "reshape", "shape": [1, 1, 3]},
        {"name": "sheets", "layer": "upsample", "factor": 4},
        {"name": "both", "layer": "concat", "inputs": ["image", "sheets"]},
        {"name": "conv", "layer": "conv2d", "filters": 2, "strides": 2, "spectral_norm": True},
        {"name": "bend", "layer": "leaky_relu"},
        {"name": "flat", "layer": "flatten"},
        {"name": "score", "layer": "dense", "units": 1},
    ],
}
PROJECTION = {
    "inputs": {"image": [4, 4, 1], "label": []},
    "nodes": [
        {"name": "conv", "layer": "conv2d", "filters": 2, "strides": 2, "inputs": ["image"]},
        {"name": "flat", "layer": "flatten"},
        {"name": "features", "layer": "dense", "units": 4},
        {"name": "bend", "layer": "leaky_relu"},
        {"name": "alone", "layer": "dense", "units": 1},
        {"name": "digit", "layer": "embedding", "entries": 3, "units": 4, "spectral_norm": True, "inputs": ["label"]},
        {"name": "fits", "layer": "dot", "inputs": ["bend", "digit"]},
        {"name": "score", "layer": "add", "inputs": ["alone", "fits"]},
    ],
}
NETWORKS = {"embedding beside noise": EMBEDDED, "label channels": CHANNELS, "projection": PROJECTION}


@pytest.mark.parametrize("spec", NETWORKS.values(), ids=NETWORKS)
def test_label_changes_the_output_and_every_gradient_is_right(spec):
    graph = Graph(spec, Workspace(np.float64, strict=True))
    rng = np.random.default_rng(0)
    for p in graph.params:  # rows of an embedding begin almost equal
        p.value += rng.normal(size=p.shape)
    first = next(iter(graph.inputs))
    x, labels = rng.normal(size=(6, *graph.inputs[first])), np.array([0, 1, 2, 0, 1, 2])
    y = graph.forward({first: x, "label": labels}).copy()
    other = graph.forward({first: x, "label": (labels + 1) % 3})
    assert (abs(y - other).reshape(6, -1).max(axis=1) > 1e-3).all()
    assert_gradients(check_graph(graph, {first: x, "label": labels}))


def test_label_channels_are_one_sheet_of_ones_among_zeros():
    graph = Graph(CHANNELS)
    graph.forward({"image": np.zeros((2, 4, 4, 1), np.float32), "label": np.array([2, 0])})
    sheets = graph.value_of("sheets")
    assert sheets.shape == (2, 4, 4, 3)
    assert (sheets[0] == [0, 0, 1]).all() and (sheets[1] == [1, 0, 0]).all()


def test_dot_needs_two_flat_inputs_of_one_length():
    for shapes, said in (([[4], [3]], "one shape, got (4,) and (3,)"), ([[2, 2], [2, 2]], "flatten")):
        spec = {
            "inputs": {"a": shapes[0], "b": shapes[1]},
            "nodes": [{"name": "fits", "layer": "dot", "inputs": ["a", "b"]}],
        }
        assert said in Graph.inspect(spec).errors[0].message
