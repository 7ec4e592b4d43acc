"""The gradient check: what backward says, held against how much the result really changes.

    (S(w + h v) − S(w − h v)) / 2h  ≈  ∇S · v        for random directions v and for single entries of w

S is a fixed random weighting of all outputs. Checked are all parameters *and* all inputs, in float64.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod, sqrt
from typing import Any

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.losses import Loss
from netsumiki.engine.params import Statistic

# Around each of these steps the result is nearly a straight line or the other is not: a kink (ReLU, max pooling) that
# lies within one step rarely lies within the next, so the best of them counts.
STEPS = (1e-5, 1e-6, 1e-7)
TOLERANCE = 1e-6


@dataclass(frozen=True)
class GradientResult:
    """One comparison. `parameter` is empty where `node` is an input of the network; `where` says what was moved."""

    node: str
    parameter: str
    where: str
    analytic: float
    numeric: float
    error: float  # |analytic − numeric| relative to the gradient's size

    @property
    def ok(self) -> bool:
        return self.error <= TOLERANCE

    def __str__(self) -> str:
        name = f"{self.node}.{self.parameter}" if self.parameter else f"the input {self.node}"
        return (
            f"dL/d({name}) along {self.where} is {self.analytic:.9g} by backward, "
            f"{self.numeric:.9g} by differences (relative error {self.error:.1e})"
        )


def distinct(rng: np.random.Generator, *shape: int, scale: float = 2.0) -> Any:
    """Numbers in −scale … scale in random order, all apart from each other and from zero: no ties, no kinks."""
    size = prod(shape)
    return (rng.permutation(size).reshape(shape) + 0.5) * (2 * scale / size) - scale + scale / (7 * size)


def check_graph(
    graph: Graph, inputs: Any, training: bool = True, directions: int = 2, entries: int = 3, seed: int = 0
) -> list[GradientResult]:
    """Compares every gradient of a float64 `graph` at `inputs`; whole-number inputs have none and are left alone.

    Random layers repeat their draws for each forward pass. Parameters and random streams are left as they were.
    Frozen parameters are checked to have gradient zero.
    """
    assert graph.workspace.dtype == np.float64, "a gradient check needs a graph in float64: Workspace(np.float64)"
    rng = np.random.default_rng(seed)
    if not isinstance(inputs, dict):
        inputs = {next(iter(graph.inputs)): inputs}
    inputs = {name: np.array(x, np.float64 if x.dtype.kind == "f" else x.dtype) for name, x in inputs.items()}
    streams = graph.workspace.streams.state()

    def forward() -> dict[str, Any]:
        graph.workspace.streams.restore(streams)
        outputs = graph.forward(inputs, training=training)
        return outputs if isinstance(outputs, dict) else {next(iter(graph.outputs)): outputs}

    weights = {name: rng.uniform(0.5, 1.5, y.shape) * rng.choice((-1, 1), y.shape) for name, y in forward().items()}

    def result() -> tuple[float, float]:
        terms = [y * weights[name] for name, y in forward().items()]
        return sum(float(t.sum()) for t in terms), sum(float(np.abs(t).sum()) for t in terms)

    graph.params.zero()
    forward()
    d_inputs = {k: None if d is None else d.copy() for k, d in graph.backward(weights, inputs=True).items()}
    gradients = {p.name: p.grad.copy() for p in graph.params}
    graph.params.zero()
    results = []
    for name, x in inputs.items():
        if x.dtype.kind == "f":
            d = np.zeros_like(x) if d_inputs[name] is None else d_inputs[name]
            results += [GradientResult(name, "", *r) for r in _compare(result, x, d, directions, entries, rng)]
    for p in graph.params:
        if p.trainable and not isinstance(p, Statistic):
            node, _, parameter = p.name.rpartition(".")
            rows = _compare(result, p.value, gradients[p.name], directions, entries, rng)
            results += [GradientResult(node, parameter, *r) for r in rows]
        elif not isinstance(p, Statistic):
            assert not gradients[p.name].any(), f"{p.name} is frozen, but backward added a gradient to it"
    graph.params.zero()
    graph.workspace.streams.restore(streams)
    return results


def check_loss(loss: Loss, y: Any, target: Any, directions: int = 2, entries: int = 4) -> list[GradientResult]:
    """Compares dL/dy of a bound float64 `loss` at the outputs `y`."""
    y = np.array(y, np.float64)
    loss.forward(y, target)
    dy = loss.backward().copy()

    def result() -> tuple[float, float]:
        value = loss.forward(y, target)
        return value, abs(value) + 1

    rng = np.random.default_rng(0)
    title = loss.title
    return [GradientResult(title, "", *r) for r in _compare(result, y, dy, directions, entries, rng)]


def assert_gradients(results: list[GradientResult]) -> None:
    """Raises AssertionError that lists the comparisons that failed."""
    wrong = [str(r) for r in results if not r.ok]
    assert not wrong, "\n".join(wrong)


Measure = Callable[[], tuple[float, float]]
Comparison = tuple[str, float, float, float]


def _compare(
    result: Measure, x: Any, gradient: Any, directions: int, entries: int, rng: np.random.Generator
) -> Iterator[Comparison]:
    """(what was moved, analytic, numeric, error) for moves of `x`, which is changed and put back in place."""
    typical = float(np.linalg.norm(gradient)) / sqrt(max(gradient.size, 1))
    for v, where in _moves(x.shape, directions, entries, rng):
        analytic = float((gradient * v).sum())
        best: Comparison | None = None
        for h in STEPS:
            numeric, rounding = _difference(result, x, v, h)
            # a gradient that is lost in the rounding of the differences is no mistake
            scale = max(abs(analytic), abs(numeric), typical * float(np.linalg.norm(v)), rounding / TOLERANCE)
            found = (where, analytic, numeric, abs(analytic - numeric) / scale)
            if best is None or found[3] < best[3]:
                best = found
            if found[3] <= TOLERANCE:
                break
        yield best or found


def _moves(shape: tuple[int, ...], directions: int, entries: int, rng: Any) -> Iterator[tuple[Any, str]]:
    size = prod(shape)
    if size > 1:
        for _ in range(directions):
            yield rng.choice((-1.0, 1.0), shape) / sqrt(size), "a random direction"
    for place in rng.choice(size, min(entries, size), replace=False):
        v = np.zeros(size)
        v[place] = 1.0
        index = tuple(int(i) for i in np.unravel_index(place, shape))
        yield v.reshape(shape), f"entry {index}"


def _difference(result: Measure, x: Any, v: Any, h: float) -> tuple[float, float]:
    """The central difference, and how large an error rounding may have put into it."""
    kept = x.copy()
    x[...] = kept + h * v
    above, size = result()
    x[...] = kept - h * v
    below, _ = result()
    x[...] = kept
    return (above - below) / (2 * h), 16 * np.finfo(np.float64).eps * (size + 1e-3) / h
