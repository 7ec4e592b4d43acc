"""One training step in slow motion: every phase with its name, every node with its numbers."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.losses import Loss
from netsumiki.engine.optimizers.base import Optimizer
from netsumiki.engine.params import Statistic
from netsumiki.insight.inside.cell import silent
from netsumiki.insight.inside.statistics import Statistics, length, statistics


@dataclass(frozen=True)
class Moment:
    """One node in one phase: what it put out (forward) or the gradient that reached its output (backward)."""

    node: str
    layer: str
    numbers: Statistics
    gradients: dict[str, float] = field(default_factory=dict)  # backward: ‖dL/dparameter‖


@dataclass(frozen=True)
class Update:
    """How far the step moved one parameter: ‖change‖, ‖weights‖ before, and the first through the second."""

    parameter: str
    gradient_norm: float
    weight_norm: float
    change_norm: float
    ratio: float | None


@dataclass(frozen=True)
class Phase:
    """`name`: "batch", "forward", "loss", "backward", "update" or "after", in this order; a GAN has more of them.

    `facts` are single numbers: the size of the batch, the loss, the share that was right, the learning rate. `network`
    says which of two networks is at work.
    """

    name: str
    facts: dict[str, float] = field(default_factory=dict)
    moments: list[Moment] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    network: str | None = None

    def describe(self) -> dict[str, Any]:
        told = asdict(self)
        for moment, original in zip(told["moments"], self.moments, strict=True):
            moment["numbers"] = original.numbers.describe()
        return told


def slow_step(
    graph: Graph,
    loss: Loss,
    optimizer: Optimizer,
    inputs: Any,
    targets: Any,
    lr: float | None = None,
    clip: float | None = None,
) -> list[Phase]:
    """Run one step of a classifier on this batch, and tell what happened; the weights of `graph` are those after it.

    `graph`: one in which every layer does its own work (see `looking_glass`). The loss afterwards is that of the same
    batch with the same random draws, so that only the weights make the difference.
    """
    with silent():
        return _slow_step(graph, loss, optimizer, inputs, targets, lr, clip)


def _slow_step(
    graph: Graph, loss: Loss, optimizer: Optimizer, inputs: Any, targets: Any, lr: float | None, clip: float | None
) -> list[Phase]:
    optimizer.bind(graph.params)
    loss.bind(graph.workspace)
    graph.params.zero()
    draws = graph.workspace.streams.state()
    y = graph.forward(inputs, training=True)
    forward, before = outputs_of(graph), _judged(loss, y, targets)
    graph.backward(loss.backward(), inputs=True)
    backward = gradients_of(graph)
    updates = moved(graph, lambda: optimizer.step(lr, clip))
    graph.workspace.streams.restore(draws)
    graph.params.zero()
    after = _judged(loss, graph.forward(inputs, training=True), targets)
    graph.params.zero()
    return [
        Phase("batch", {"size": float(len(targets))}),
        Phase("forward", moments=forward),
        Phase("loss", before),
        Phase("backward", moments=backward),
        Phase("update", {"learning_rate": optimizer.rate}, updates=updates),
        Phase("after", after | {"difference": after["loss"] - before["loss"]}),
    ]


def _judged(loss: Loss, y: Any, targets: Any) -> dict[str, float]:
    right = float((y.argmax(axis=1) == targets).mean()) if y.ndim == 2 and y.shape[1] > 1 else 0.0
    return {"loss": loss.forward(y, targets), "right": right}


def outputs_of(graph: Graph) -> list[Moment]:
    """What each node put out, in running order."""
    return [Moment(n.name, n.layer.registered_name, statistics(graph.value_of(n.name))) for n in graph.inspection.nodes]  # type: ignore[union-attr]


def gradients_of(graph: Graph) -> list[Moment]:
    """The gradient that reached each node, and those of its parameters so far, from the last node to the first."""
    found = []
    for node in reversed(graph.inspection.nodes):
        dy, layer = graph.gradient_of(node.name), graph.layers[node.name]
        if dy is not None:
            own = layer.parameters.items()
            gradients = {name: length(p.grad) for name, p in own if not isinstance(p, Statistic)}
            found.append(Moment(node.name, layer.registered_name, statistics(np.asarray(dy)), gradients))
    return found


def moved(graph: Graph, step: Callable[[], None]) -> list[Update]:
    """How far `step` moves each parameter."""
    before = {p.name: p.value.copy() for p in graph.params if not isinstance(p, Statistic)}
    slopes = {name: length(graph.params[name].grad) for name in before}
    step()
    return [_update(name, slopes[name], old, graph.params[name].value) for name, old in before.items()]


def _update(name: str, slope: float, old: np.ndarray, new: np.ndarray) -> Update:
    norm, change = length(old), length(new - old)
    return Update(name, slope, norm, change, change / norm if norm else None)
