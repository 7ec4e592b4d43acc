"""Records on the way how weights and gradients are spread, and which units are dead: often at first, then evenly."""

import time
from pathlib import Path
from typing import Any

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.layers.activation import ReLU
from netsumiki.engine.params import Parameter, Statistic
from netsumiki.insight.inside.health import dead, saturated
from netsumiki.training.spreads import Spreads, as_json, spread_of

MOMENTS = 60
"""About so many are recorded once the first steps are over."""
MOST_SPREADS = 6_000
"""In one file: of a network with very many parameters, fewer moments are recorded. About 200 bytes each."""
SHARE, GRACE = 0.01, 0.01
"""Of the time that training takes, and seconds to begin with: more than that recording may not take."""
FEWEST, MOST_OUTPUTS = 16, 131_072
"""A unit is called dead only if so many examples did not light it; of a wide layer not all outputs are looked at."""


class Recorder:
    """`after_step(loop)`; it reads and never changes what is trained, and no random stream moves for it.

    Moments lie at steps 0, 1, 2, 4, 8 and so on until they are a 60th of the run apart, which they then stay: a run of
    100,000 steps has some seventy, and one that does its steps again records the same. When there is no time for one,
    the next step is as good.
    """

    def __init__(self, folder: Path):
        self.file = Spreads(folder)
        self.next, self.every, self.spent = 0, 1, 0.0

    def begin(self, loop: Any, resumed: bool) -> None:
        """Record the first weights, or go on after what was recorded until now."""
        graphs = loop.learner.graphs
        parameters = sum(not isinstance(p, Statistic) for graph in graphs for p in graph.params)
        moments = min(MOMENTS, max(8, MOST_SPREADS // max(1, 2 * parameters)))
        self.every = max(1, loop.steps // moments)
        kept = self.file.forget_after(loop.step if resumed else -1)
        if kept:
            self.next = self.following(kept[-1])
        else:
            self.record(loop)

    def following(self, step: int) -> int:
        return step + max(1, min(step, self.every))

    def after_step(self, loop: Any) -> None:
        due = loop.step >= self.next and self.spent <= GRACE + SHARE * loop.seconds
        if due or loop.step == loop.steps:
            self.record(loop)

    def record(self, loop: Any) -> None:
        began = time.perf_counter()
        parameters: dict[str, Any] = {}
        units: dict[str, Any] = {}
        for graph in loop.learner.graphs:
            copies = [graph, *loop.learner.replicas_of(graph)]
            for p in graph.params:
                if not isinstance(p, Statistic):
                    gradient = gradient_of([copy.params[p.name] for copy in copies])
                    slopes = None if gradient is None else as_json(spread_of(gradient))
                    parameters[p.name] = {"size": p.size, "value": as_json(spread_of(p.value)), "gradient": slopes}
            units |= units_of(copies)
        self.file.add({"step": loop.step, "parameters": parameters, "units": units})
        self.next = self.following(loop.step)
        self.spent += time.perf_counter() - began


def gradient_of(parts: list[Parameter]) -> Any:
    """The gradient of the last step, summed over the lanes; None when none has reached this parameter."""
    reached = [p.grad for p in parts if not p.empty]
    return sum(reached[1:], reached[0]) if reached else None


def units_of(copies: list[Graph]) -> dict[str, Any]:
    """{node: how many of its units no example of the batch lit, or the share of its outputs that are saturated}"""
    found: dict[str, Any] = {}
    for name, layer in copies[0].layers.items():
        outputs = [y for copy in copies if (y := copy.value_of(name)) is not None]
        if sum(map(len, outputs)) < FEWEST:
            continue
        most = MOST_OUTPUTS // (len(outputs) * outputs[0][0].size)
        some = [y[: max(most, -(-FEWEST // len(outputs)))] for y in outputs]
        if isinstance(layer, ReLU):
            found[name] = {"dead": len(dead(np.concatenate(some))), "of": some[0].shape[-1]}
        elif (share := saturated(layer, some[0])) is not None:
            found[name] = {"saturated": round(share, 4)}
    return found
