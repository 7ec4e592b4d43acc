"""Tiny networks with weights that are set by hand, in strict mode."""

from dataclasses import dataclass

import numpy as np

from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.graph import Graph, sequential
from netsumiki.engine.workspace import Workspace


def graph_of(nodes, shape=(2, 2, 1), weights=None, seed=0, **more):
    """A network, with random weights where none are given."""
    graph = Graph(sequential(shape, nodes) | more, Workspace(seed=seed, strict=True))
    for name, value in (weights or {}).items():
        graph.params[name].value[...] = value
    return graph


def linear(weights, shape=(2, 2, 1), offset=0.0, end=()):
    """scores = x W + b, with a row of `weights` for each class."""
    W = np.array(weights, np.float32).T
    nodes = ["flatten", {"name": "dense", "layer": "dense", "units": W.shape[1]}, *end]
    return graph_of(nodes, shape, {"dense.W": W, "dense.b": offset})


def small_cnn(seed=0, size=8):
    """Everything of an ordinary reader of pictures: convolution, batch norm, ReLU, pooling, a dense layer, softmax."""
    nodes = [
        {"name": "conv_1", "layer": "conv2d", "filters": 6, "padding": "same"},
        {"name": "norm", "layer": "batch_norm"},
        {"name": "relu_1", "layer": "relu"},
        {"name": "pool", "layer": "max_pool"},
        {"name": "conv_2", "layer": "conv2d", "filters": 8, "padding": "same"},
        {"name": "relu_2", "layer": "relu"},
        {"name": "flat", "layer": "flatten"},
        {"name": "scores", "layer": "dense", "units": 3},
        {"name": "softmax", "layer": "softmax"},
    ]
    return graph_of(nodes, (size, size, 1), seed=seed)


@dataclass
class Reader:
    """A model as the methods see one: a network with its preprocessing."""

    graph: Graph
    preprocessing: Preprocessing
