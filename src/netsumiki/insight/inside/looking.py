"""One pass through a network, forward and backward, with every value and gradient kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from netsumiki.engine.errors import DataError, NetsumikiError, Problem, did_you_mean, quoted
from netsumiki.engine.graph import Graph
from netsumiki.engine.layers import Layer
from netsumiki.engine.nodes import Node
from netsumiki.engine.params import Statistic
from netsumiki.engine.workspace import Workspace
from netsumiki.insight.inside.cell import silent

SMALLEST = 1e-38  # of a probability: what is smaller has no reciprocal in float32


def looking_glass(graph: Graph) -> Graph:
    """The same network with a copy of its weights, in which every layer does its own work (see `Graph`).

    Looking at it, or changing a weight of it, leaves the original as it is.
    """
    w = graph.workspace
    workspace = Workspace(w.dtype, w.streams.seed, w.strict, w.xp)
    return Graph(graph.spec, workspace, graph.params.vector.copy(), absorb=False)


class Look:
    """What one example (N = 1) did in a network, and how the loss would change with each number.

    `values` and `gradients` (dL/d value) by node or input, without the axis of samples; None where no gradient came.
    `parameter_gradients` by parameter. `objective` says what L is. A node's layer can be asked for more while no other
    example runs through the same graph.
    """

    def __init__(self, graph: Graph, inputs: Any, target: int | None = None, activation: str | None = None):
        self.graph, self.target = graph, target
        with silent():
            self._run(inputs, target, activation)

    def _run(self, inputs: Any, target: int | None, activation: str | None) -> None:
        graph = self.graph
        graph.params.zero()
        y = graph.forward(inputs)
        self.values = {name: np.array(graph.value_of(name)[0]) for name in graph.slots}
        self.objective, d_outputs = objective(graph, y, target, activation)
        graph.backward(d_outputs, inputs=True)
        found = {name: graph.gradient_of(name) for name in graph.slots}
        self.gradients = {name: None if d is None else np.array(d[0]) for name, d in found.items()}
        self.parameter_gradients = {p.name: p.grad.copy() for p in graph.params if not isinstance(p, Statistic)}
        graph.params.zero()

    def node(self, name: str) -> Node:
        """Raises `NetsumikiError` when there is no such node, or it is an input."""
        found = next((n for n in self.graph.inspection.nodes if n.name == name), None)
        if found is not None:
            return found
        if name in self.graph.inputs:
            message = f"{quoted(name)} is an input, what comes in from outside: choose one of the layers"
            raise NetsumikiError(Problem("no-layer", message, node=name))
        hint = did_you_mean(name, self.graph.layers)
        message = f"the network has no node {quoted(name)}{hint}: it may have been removed, choose another"
        raise NetsumikiError(Problem("unknown-node", message, facts={"value": name}))

    def seen(self, name: str) -> "Seen":
        """The layer of that node at its work on this example. Raises as `node` does."""
        node = self.node(name)
        layer: Any = node.layer
        return Seen(layer, node.inputs, [self.values[s] for s in node.inputs], self.values[name], self.gradients[name])


def look(graph: Graph, inputs: Any, target: int | None = None, activation: str | None = None) -> Look:
    """Look at `graph` working on one example: an array (1, …), or {input: array} if it has several inputs.

    `target`: the class whose probability L is about. `activation`: what follows the last layer in use (see `Model`).
    """
    return Look(looking_glass(graph), inputs, target, activation)


def objective(graph: Graph, y: Any, targets: Any, activation: str | None) -> tuple[str, Any]:
    """(what L is, dL/doutput), the mean over a batch

    With a target for each example L is the loss of a training, −log of its probability; if no probabilities come out,
    −y[target]; and without targets the mean of all that comes out.
    """
    if isinstance(y, dict) or targets is None:
        outputs = y if isinstance(y, dict) else {next(iter(graph.outputs)): y}
        return "mean", {name: np.full_like(out, 1 / out.size) for name, out in outputs.items()}
    targets, rows = np.atleast_1d(targets), np.arange(len(y))
    classes = y.shape[1] if y.ndim == 2 else 0
    if not classes or not 0 <= targets.min() <= targets.max() < classes:
        wrong = int(targets.min() if targets.min() < 0 else targets.max())
        rule = f"choose one from 0 to {classes - 1}" if classes else "leave it out"
        message = f"there is no class {wrong} among the {classes} outputs: {rule}"
        raise DataError(Problem("target-range", message, facts={"value": wrong, "classes": classes}))
    dy = np.zeros_like(y)
    final = graph.inspection.final_layer
    if final is not None and final.registered_name == "softmax":
        dy[rows, targets] = -1 / np.maximum(y[rows, targets], SMALLEST)
        return "log-probability", dy / len(y)
    if activation == "softmax":
        powers = np.exp(y - y.max(axis=1, keepdims=True))
        dy[...] = powers / powers.sum(axis=1, keepdims=True)
        dy[rows, targets] -= 1
        return "log-probability", dy / len(y)
    dy[rows, targets] = -1
    return "output", dy / len(y)


@dataclass(frozen=True)
class Seen:
    """One layer at its work: its inputs, its output and dL/doutput for one example, without the axis of samples."""

    layer: Layer
    sources: tuple[str, ...]
    inputs: list[Any]
    output: Any
    dy: Any

    @property
    def called(self) -> list[str]:
        """How the inputs are called in what is told: x, or x1, x2 …"""
        return ["x"] if len(self.inputs) == 1 else [f"x{k + 1}" for k in range(len(self.inputs))]

    def value_of(self, parameter: str) -> Any:
        return self.layer.parameters[parameter].value

    @cached_property
    def back(self) -> tuple[list[Any], dict[str, Any]]:
        """([dx of each input], {dL/dparameter}) of this layer alone, as copies; zeros where no gradient came."""
        return self.backward(np.zeros_like(self.output) if self.dy is None else self.dy)

    def backward(self, dy: Any) -> tuple[list[Any], dict[str, Any]]:
        """The same for any dy."""
        layer = self.layer
        with _everything_wanted(layer), silent():
            dx = layer.backward(dy.copy()[np.newaxis])
            gradients = {name: p.grad.copy() for name, p in layer.parameters.items() if not isinstance(p, Statistic)}
        found = list(dx) if isinstance(dx, tuple) else [dx]
        return [np.array(d[0]) for d in found], gradients

    def slopes(self, index: tuple[int, ...]) -> tuple[list[Any], dict[str, Any]]:
        """d output[index] / d everything: backward with a one at that place."""
        one = np.zeros_like(self.output)
        one[index] = 1
        return self.backward(one)


@contextmanager
def _everything_wanted(layer: Layer) -> Iterator[None]:
    """The layer computes all its gradients, from zero, and forgets them afterwards."""
    wanted = layer.wants_params, layer.wants_inputs
    layer.wants_params = layer.wants_inputs = True
    for p in layer.parameters.values():
        p.zero()
    try:
        yield
    finally:
        layer.wants_params, layer.wants_inputs = wanted
        for p in layer.parameters.values():
            p.zero()
