"""What an activation makes of each sum, and how much that changes when the sum does."""

from typing import Any

import numpy as np

from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.graph import Graph
from netsumiki.engine.layers import layers
from netsumiki.engine.layers.activation import Activation, Softmax


def bend(activation: Any, low: float, high: float, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(x, f(x), f'(x)) at `count` places from `low` to `high`: one forward and one backward pass of the layer itself.

    `activation`: its name or its JSON form, such as {"layer": "leaky_relu", "slope": 0.3}.

    Shapes: three arrays (count,). Raises: `NetsumikiError` when there is no such layer, or it is no activation.
    """
    layer = layers.create(activation)
    if not isinstance(layer, Activation) or isinstance(layer, Softmax):  # which weighs all numbers against one another
        name = layer.registered_name
        message = f"{name} does not work on each number by itself: ask for an activation such as relu"
        raise DataError(Problem("not-activation", message, facts={"layer": name}))
    graph = Graph({"inputs": {"sum": [1]}, "nodes": [layer.spec()]})
    x = np.linspace(low, high, count, dtype=np.float32)[:, np.newaxis]
    y = graph.forward(x, training=True).copy()
    slope = graph.backward(np.ones_like(y), inputs=True)["sum"]
    return x[:, 0], y[:, 0], slope[:, 0].copy()
