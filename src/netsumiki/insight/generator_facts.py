"""Everything that the report of a generator's run tells: its networks, frames on the way, and what the judge said."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from netsumiki.data.dataset import Split
from netsumiki.engine.graph import Graph
from netsumiki.engine.losses.adversarial import GanLoss, gan_losses
from netsumiki.exporting.generator_file import Generator
from netsumiki.insight.facts import Points, RunFacts

COLUMNS = 10
"""Samples in a row of a sheet of pictures."""
MOST_FRAMES = 8


class Frames(Protocol):
    """What a generator made of the same noise at steps on the way."""

    def steps(self) -> list[int]: ...

    def frame(self, step: int) -> np.ndarray: ...


@dataclass(frozen=True)
class GeneratorFacts(RunFacts):
    """A generator's run. `frames` are the few that are shown, by their steps; `real` are the training examples.

    `judged_count`: how many examples were judged at the end.
    """

    generator: Generator
    real: Split
    frames: dict[int, np.ndarray]
    judged_count: int

    @property
    def networks(self) -> dict[str, Graph]:
        opponent = self.generator.discriminator
        return {"generator": self.generator.graph} | ({"discriminator": opponent} if opponent else {})

    @property
    def makes_pictures(self) -> bool:
        return len(self.generator.example_shape) == 3

    @property
    def lies_in_a_plane(self) -> bool:
        return self.generator.example_shape == (2,)

    @property
    def examples(self) -> str:
        """What is made, in the plural."""
        return "pictures" if self.makes_pictures else "points" if self.lies_in_a_plane else "examples"

    @property
    def seed(self) -> int:
        return int(self.last("started").get("seed", self.plan.get("seed", 0)))

    @cached_property
    def judged(self) -> dict[str, Any]:
        """What the judge said at the end; empty if there was none."""
        return self.last("finished").get("judged") or {}

    def judged_points(self, value: str, whole: float = 1.0) -> Points:
        """(step, value / whole) of every judgement that has it, the last one included."""
        found: Points = []
        for event in self.events:
            measured = (event.get("judged") or {}).get(value)
            if measured is not None and event.get("step") is not None:
                found.append((float(event["step"]), float(measured) / whole))
        return found

    @cached_property
    def loss(self) -> GanLoss | None:
        """What the two networks play for; None for a generator that has no opponent."""
        if self.generator.discriminator is None:
            return None
        return gan_losses.create(self.plan.get("loss", "non_saturating"))

    @property
    def asked(self) -> list[str]:
        """The class of each row of a sheet, if the generator is told what to make."""
        return list(self.class_names[:COLUMNS]) if self.generator.conditional else []


def chosen(steps: list[int], most: int = MOST_FRAMES) -> list[int]:
    """The first step, the last, and some between, each about as many times as far as the one before it."""
    if len(steps) <= most:
        return steps
    first, last = max(1, steps[1]), max(1, steps[-1])
    wanted = [first * (last / first) ** (i / (most - 2)) for i in range(most - 1)]
    return sorted({steps[0], *(_nearest(steps, step) for step in wanted)})


def _nearest(steps: list[int], wanted: float) -> int:
    return min(steps, key=lambda step: abs(step - wanted))
