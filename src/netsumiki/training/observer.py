"""Looks at a generator on its way: frames for the timeline, and what a judge says of examples made now."""

import time
from typing import Any

import numpy as np

from netsumiki.data import Data
from netsumiki.engine.errors import NetsumikiError
from netsumiki.engine.workspace import Streams
from netsumiki.exporting.generator_file import Generator
from netsumiki.judging.judge import Judge
from netsumiki.judging.points import judge_points
from netsumiki.training.events import Frame, Judged
from netsumiki.training.timeline import Timeline

SHEET = 10
"""Rows and columns of a sheet of pictures."""
POINTS = 1_000
JUDGED, JUDGED_LAST = 500, 2_000
"""Pictures that are judged on the way, and at the end. Of points it is always `POINTS`, by whose number r is chosen."""


class Observer:
    """`look(loop)` now and then. It reads and never changes what is trained.

    The sheet shows the same noise, and the same labels, at every look: a row for each class, a column for each noise.
    """

    def __init__(self, generator: Generator, data: Data, timeline: Timeline | None):
        self.generator, self.timeline, self.seed = generator, timeline, int(generator.facts["seed"])
        self.real = data.train
        self.judge = None if self.points else judge_of(data)
        if generator.conditional and not self.points:
            rows = min(SHEET, generator.classes)
            self.noise = np.tile(generator.noise(SHEET, self.seed), (rows, *[1] * len(generator.noise_shape)))
            self.labels: Any = np.repeat(np.arange(rows), SHEET)
        else:
            count = POINTS if self.points else SHEET * SHEET
            self.noise = generator.noise(count, self.seed)
            self.labels = np.arange(count) % generator.classes if generator.conditional else None

    @property
    def points(self) -> bool:
        return len(self.generator.example_shape) < 3

    def look(self, loop: Any) -> None:
        """Make a frame, have the judge look, remember the best, and save a state that one can go back to."""
        began = time.perf_counter()
        with loop.averaged():
            samples = self.generator.generate(self.noise, self.labels)
            slow = self.generator.flow is not None and not self.points  # dozens of passes for each picture
            judged = self.told(samples, self.labels) if slow else self.judged(self.generator, JUDGED)
        quality = judged and quality_of(judged)
        best = quality is not None and (loop.best is None or quality > loop.best["quality"])
        if best:
            loop.best = {"quality": quality, "step": loop.step}
        if self.timeline:
            keep = {loop.best["step"]} if loop.best else set()
            self.timeline.add_frame(loop.step, samples, keep)
            snapshot = bool(loop.save and loop.sound())
            if snapshot:
                facts, arrays = loop.state()
                self.timeline.add_snapshot(loop.step, facts | {"recipe": loop.learner.recipe.document}, arrays, keep)
            loop.emit(Frame(loop.step, snapshot))
        if judged:
            loop.emit(Judged(loop.step, loop.epoch, loop.seconds, judged, best))
        loop.leave_out(began)

    def judged(self, generator: Generator, count: int) -> dict[str, Any] | None:
        """What is said of `count` new examples; None where nobody can judge such data."""
        if not (self.points or self.judge):
            return None
        count = POINTS if self.points else count
        noise = generator.noise(count, int(Streams(self.seed)["judged"].integers(2**31)))
        labels = np.arange(count) % generator.classes if generator.conditional else None
        return self.told(generator.generate(noise, labels), labels)

    def told(self, examples: np.ndarray, labels: np.ndarray | None) -> dict[str, Any] | None:
        """What is said of these examples."""
        if self.points:
            return judge_points(examples, self.real.inputs, self.real.labels)
        return self.judge.quick(examples, labels) if self.judge else None


def judge_of(data: Data) -> Judge | None:
    """The bundled judge, if it can read such data."""
    try:
        return Judge.bundled(data)
    except NetsumikiError:
        return None


def quality_of(judged: dict[str, Any]) -> float:
    """One number from 0 to 1 by which frames are compared: faithful and varied, as far as either was measured."""
    if "coverage" in judged:
        return float(judged["quality"] * judged["coverage"])
    classes = len(judged["shares"])
    faithful = judged["agreement"] if judged["agreement"] is not None else 1 - (judged["strange"] or 0.0)
    varied = min(1.0, judged["spread"] if judged["spread"] is not None else 1.0)
    return float(faithful * varied * judged["classes_seen"] / classes)
