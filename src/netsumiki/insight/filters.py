"""What a network has learnt, as arrays: its first filters, and what each layer makes of an example."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.layers.convolution import Conv2D, DepthwiseConv2D
from netsumiki.engine.layers.core import Dense
from netsumiki.engine.nodes import Node

PLACE_KEEPING = (
    "Activation",
    "Normalization",
    "Regularization",
    "Shape",
)  # groups after which a number is where it was


@dataclass(frozen=True)
class Filters:
    """Weights as pictures: `weights` (k, H, W, C) of the k strongest among `total` of the layer `node`."""

    node: str
    kind: str
    weights: np.ndarray
    numbers: tuple[int, ...]
    total: int


def first_filters(graph: Graph, most: int = 32) -> Filters | None:
    """The filters of the first convolution, or else the weights of a first dense layer on pictures, or else None."""
    found = _first_convolution(graph) or _first_dense_on_pictures(graph)
    if found is None:
        return None
    node, weights = found
    strength = np.nan_to_num(np.square(weights, dtype=np.float64).sum(axis=(1, 2, 3)))
    numbers = np.sort(np.argsort(-strength, kind="stable")[:most])
    kind = "unit" if isinstance(node.layer, Dense) else "filter"
    return Filters(node.name, kind, weights[numbers], tuple(map(int, numbers)), len(weights))


def activations(graph: Graph, inputs: Any) -> dict[str, np.ndarray]:
    """What every input and layer of a network puts out for a batch, as copies; several `inputs` come by name."""
    graph.forward(inputs)
    return {name: np.array(graph.value_of(name)) for name in graph.slots}


def feature_maps(graph: Graph, picture: np.ndarray) -> dict[str, np.ndarray]:
    """{layer: (maps, H, W)} of every layer that makes maps of `picture` (H, W, C), prepared as the network reads it."""
    made = activations(graph, picture[np.newaxis])
    return {name: np.moveaxis(y[0], 2, 0) for name, y in made.items() if y.ndim == 4 and name in graph.layers}


def first_convolution(graph: Graph) -> str | None:
    """The name of the first convolution to run."""
    found = _first_convolution(graph)
    return found[0].name if found else None


def _first_convolution(graph: Graph) -> tuple[Node, np.ndarray] | None:
    for node in graph.inspection.nodes:
        if isinstance(node.layer, Conv2D):
            return node, np.moveaxis(node.layer.W.value, 3, 0)
        if isinstance(node.layer, DepthwiseConv2D):
            return node, np.moveaxis(node.layer.W.value, 2, 0)[..., np.newaxis]
    return None


def _first_dense_on_pictures(graph: Graph) -> tuple[Node, np.ndarray] | None:
    shape_of = {name: shape for name, shape in graph.inputs.items() if len(shape) == 3}
    for node in graph.inspection.nodes:
        shape = shape_of.get(node.inputs[0])
        if shape is None or node.layer is None:
            continue
        if isinstance(node.layer, Dense) and len(node.input_shapes[0]) == 1:  # type: ignore[index]
            return node, node.layer.W.value.T.reshape(-1, *shape)
        if getattr(node.layer, "group", "") in PLACE_KEEPING and len(node.inputs) == 1:
            shape_of[node.name] = shape
    return None
