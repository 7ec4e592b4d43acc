"""How a network feels: dead and saturated units, and whether the gradient reaches the first layers."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.layers import Layer
from netsumiki.engine.layers.activation import ReLU, Sigmoid, Tanh
from netsumiki.engine.layers.recurrence import Recurrent
from netsumiki.engine.layers.recurrent import GRU, LSTM
from netsumiki.engine.params import Statistic
from netsumiki.insight.inside.cell import silent
from netsumiki.insight.inside.looking import objective
from netsumiki.insight.inside.statistics import Statistics, finite, length, statistics

NEAR = 0.02
"""How near to an end of its range an output counts as saturated."""


@dataclass(frozen=True)
class ParameterHealth:
    """`ratio`: ‖gradient‖ / ‖weights‖; times the learning rate it says how much a plain step changes the weights."""

    name: str
    norm: float
    gradient_norm: float
    ratio: float | None
    nan: int
    infinite: int


@dataclass(frozen=True)
class NodeHealth:
    """What one node did over many examples.

    `units`: how many outputs (or maps) it has. `dead`: of a ReLU, those that were never above 0. `saturated`: of a
    sigmoid or tanh, also in a gate, the share of outputs within 2 % of an end. `gradient_norm`: ‖dL/dy‖, of what is
    finite of it.
    """

    name: str
    layer: str
    depth: int
    units: int
    dead: list[int] | None
    saturated: float | None
    output: Statistics
    gradient_norm: float | None
    parameters: list[ParameterHealth]

    def describe(self) -> dict[str, Any]:
        return asdict(self) | {"output": self.output.describe()}


def health(graph: Graph, inputs: Any, targets: Any = None, activation: str | None = None) -> list[NodeHealth]:
    """Every node in running order, after a batch went through the network and its gradient back.

    `graph`: one in which every layer does its own work (see `looking_glass`). `targets`: a class for each example; L is
    what `objective` says.
    """
    with silent():
        return _health(graph, inputs, targets, activation)


def _health(graph: Graph, inputs: Any, targets: Any, activation: str | None) -> list[NodeHealth]:
    graph.params.zero()
    y = graph.forward(inputs)
    _, dy = objective(graph, y, targets, activation)
    depths: dict[str, int] = dict.fromkeys(graph.inputs, 0)
    seen: dict[str, tuple[int, list[int] | None, float | None, Statistics]] = {}
    for node in graph.inspection.nodes:
        layer: Any = node.layer
        y = graph.value_of(node.name)
        depths[node.name] = 1 + max(depths[name] for name in node.inputs)
        gone = dead(y) if isinstance(layer, ReLU) else None
        seen[node.name] = (y.shape[-1], gone, saturated(layer, y), statistics(y))
    graph.backward(dy, inputs=True)
    found = []
    for node in graph.inspection.nodes:
        layer = node.layer
        d = graph.gradient_of(node.name)
        slope = None if d is None else length(finite(np.asarray(d))[0])
        parameters = [_parameter(p) for p in layer.parameters.values() if not isinstance(p, Statistic)]
        units, gone, near, output = seen[node.name]
        about = (node.name, layer.registered_name, depths[node.name], units, gone, near, output)
        found.append(NodeHealth(*about, slope, parameters))
    graph.params.zero()
    return found


def dead(outputs: np.ndarray) -> list[int]:
    """Numbers of the units (or maps) that were above 0 for no example and nowhere; Shapes: (N, …, units)"""
    alive = (outputs.reshape(-1, outputs.shape[-1]) > 0).any(axis=0)
    return np.flatnonzero(~alive).tolist()


def saturated(layer: Layer, outputs: np.ndarray) -> float | None:
    """The share of a squeezing layer's outputs (of a recurrent one's gates) that are near an end of their range."""
    if isinstance(layer, Sigmoid):
        return share(_low(outputs) | _high(outputs))
    if isinstance(layer, Tanh):
        return share(_high(np.abs(outputs)))
    if isinstance(layer, LSTM | GRU):
        u = layer.units
        shares = np.concatenate([r.a[..., : (layer.gates - 1) * u].reshape(-1) for r in layer.readings])
        squeezed = np.concatenate([r.a[..., (layer.gates - 1) * u :].reshape(-1) for r in layer.readings])
        return share(np.concatenate([_low(shares) | _high(shares), _high(np.abs(squeezed))]))
    if isinstance(layer, Recurrent):
        return share(np.concatenate([_high(np.abs(r.outputs)).reshape(-1) for r in layer.readings]))
    return None


def _low(y: np.ndarray) -> np.ndarray:
    return y < NEAR


def _high(y: np.ndarray) -> np.ndarray:
    return y > 1 - NEAR


def share(mask: np.ndarray) -> float:
    return float(mask.mean()) if mask.size else 0.0


def _parameter(p: Any) -> ParameterHealth:
    value, gradient = (statistics(array, histogram=False) for array in (p.value, p.grad))
    norm, slope = value.norm or 0.0, gradient.norm or 0.0
    nan, infinite = value.nan + gradient.nan, value.infinite + gradient.infinite
    return ParameterHealth(p.name, norm, slope, slope / norm if norm else None, nan, infinite)
