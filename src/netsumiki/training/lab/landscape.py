"""The loss as a landscape: how high it is over two of the weights, while all others stay as they are."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.training.classifier import EVALUATED_AT_ONCE, Lane
from netsumiki.training.lab.lab import Lab
from netsumiki.training.lab.limits import MOST_MEASURED, MOST_WORK, REMEDY


@dataclass(frozen=True)
class Axis:
    """One weight of the network, and from where to where it goes."""

    node: str
    parameter: str
    index: tuple[int, ...]
    low: float
    high: float


def landscape(lab: Lab, across: Axis, up: Axis, size: int) -> np.ndarray:
    """L(w₁, w₂) on the training examples (the first `MOST_MEASURED`), a float32 map of `size` × `size` pairs.

    The first weight grows to the right; the first row is the top, where the second one is highest. Nothing is learnt.

    Raises: `DataError` for a GAN, for a weight that is not there, for the same one twice, and for too much work.
    """
    if lab.recipe.task != "classifier":
        message = "a GAN has two losses that move against each other, and no landscape: ask for that of a classifier"
        raise DataError(Problem("not-classifier", message))
    (one, place), (other, where) = found = [lab.weight(a.node, a.parameter, a.index) for a in (across, up)]
    if one is other and place == where:
        message = f"both axes are the same weight of {one.name}: choose two different ones"
        raise DataError(Problem("same-weight", message, across.node))
    split = lab.training.take(slice(MOST_MEASURED))
    work = size * size * len(split) * lab.recipe.inspection.flops
    if work > MOST_WORK:
        message = f"a landscape takes at most {MOST_WORK:,} operations here, this one {work:,}: {REMEDY}"
        facts = {"what": "operations for a landscape", "value": work, "most": MOST_WORK}
        raise DataError(Problem("lab-size", message, facts=facts))

    plan: Any = lab.recipe.plan
    trained = lab.graphs["model"]
    graph = Graph(trained.spec, Workspace(), trained.params.vector.copy())  # weights of its own, to be moved about
    lane = Lane(graph, plan.loss)
    first, second = [graph.params[parameter.name].value for parameter, _ in found]
    starts = range(0, len(split), EVALUATED_AT_ONCE)

    def loss() -> float:
        ends = (min(start + EVALUATED_AT_ONCE, len(split)) for start in starts)
        parts = (lane.evaluate(split, lab.recipe.preprocessing, *cut) for cut in zip(starts, ends, strict=True))
        return sum(part for part, _ in parts) / len(split)

    heights = np.empty((size, size), np.float32)
    with np.errstate(all="ignore"):
        for row, w2 in enumerate(np.linspace(up.high, up.low, size)):
            second[where] = w2
            for column, w1 in enumerate(np.linspace(across.low, across.high, size)):
                first[place] = w1
                heights[row, column] = loss()
    return heights
