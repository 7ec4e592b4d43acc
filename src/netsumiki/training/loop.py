"""The one loop: steps, reports, evaluations and checkpoints, until the plan is fulfilled or somebody stops it."""

import math
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from netsumiki.data.batches import Batches
from netsumiki.data.dataset import Split
from netsumiki.engine.errors import DivergenceError, Problem
from netsumiki.training.control import Abandoned, Control
from netsumiki.training.events import (
    Checkpointed,
    Event,
    LearningRateChanged,
    Paused,
    Resumed,
    Stopped,
)

REPORT_SECONDS = 0.2
"""Seldom enough that a page which paints each report beside a training on two cores takes little of its time."""


class Sums:
    """What a step measured, summed over examples; `take()` gives the means and begins anew."""

    def __init__(self) -> None:
        self.totals: list[float] = []
        self.examples = 0

    def add(self, measured: tuple[float, ...], size: int) -> None:
        self.totals = [a + b * size for a, b in zip(self.totals or [0.0] * len(measured), measured, strict=True)]
        self.examples += size

    def take(self) -> list[float]:
        means = [total / self.examples for total in self.totals]
        self.totals, self.examples = [], 0
        return means

    def state(self) -> list[Any]:
        return [self.totals, self.examples]

    def restore(self, state: list[Any]) -> None:
        self.totals, self.examples = list(state[0]), state[1]


class Loop:
    """Runs `step` over `batches` and tells `emit` what happens. `stop(reason)` ends it after the current step.

    What differs between tasks is the step object's: what a step measures, when and how the network is evaluated, and
    which weights are taken in the end.

    `control` is asked between two steps. `watchers` are like callbacks, but nothing of them goes into a checkpoint. The
    `recorder` looks at the network as it is right after a step.
    """

    def __init__(
        self,
        step: Any,
        batches: Batches,
        validation: Split | None,
        emit: Callable[[Event], None],
        save: Callable[[dict, dict], str] | None = None,
        control: Control | None = None,
        watchers: Sequence[Any] = (),
        recorder: Any = None,
    ):
        self.recorder = recorder
        self.learner, self.batches, self.validation = step, batches, validation
        self.plan, self.save, self.control = step.plan, save, control or Control()
        self.callbacks = [*self.plan.callbacks, *watchers]
        self.listeners = [emit, *(lambda event, c=c: c.on_event(event, self) for c in self.callbacks)]
        per_epoch = batches.batches_per_epoch
        self.steps = self.plan.steps or self.plan.epochs * per_epoch
        self.step, self.seconds, self.lr = 0, 0.0, self.plan.optimizer.lr
        self.reason: str | None = None
        self.paused, self.single, self.waited = False, False, 0.0  # single: this step was asked for by itself
        self.saved: int | None = None  # the step of the last checkpoint
        self.best: dict[str, Any] | None = None  # what was measured when it did best, the step, and maybe the weights
        self.sums, self.epoch_sums = Sums(), Sums()  # since the last report, and since the last evaluation

    def stop(self, reason: str) -> None:
        self.reason = self.reason or reason
        self.control.wake()

    def emit(self, event: Event) -> None:
        for listener in self.listeners:
            listener(event)

    def run(self) -> None:
        """Train to the end. Raises `DivergenceError` when the loss is no longer a finite number."""
        self._began = time.perf_counter() - self.seconds
        self._reported = time.perf_counter()
        silent = self.control.silent
        if self.step == 0 and self.learner.due(self):
            self.learner.assess(self)
        while self.step < self.steps and self.reason is None:
            if self.paused or not silent():
                self.attend()
                if self.reason is not None:
                    break
            batch = self.batches.next()
            lr = self.lr * self.plan.schedule.factor(self.step, self.steps)
            measured = self.learner.run(batch, lr, self.step / self.steps)
            self.step += 1
            self.seconds = time.perf_counter() - self._began
            if not all(map(math.isfinite, measured)):
                self.diverged(measured, lr)
            self.sums.add(measured, batch.size)
            self.epoch_sums.add(measured, batch.size)
            self.report(lr)
            if self.recorder:  # before an evaluation, for which other examples go through the network
                self.recorder.after_step(self)
            if self.learner.due(self):
                self.learner.assess(self)
            for callback in self.callbacks:
                callback.after_step(self)
        if self.reason is not None:
            self.emit(Stopped(self.step, self.reason))

    def report(self, lr: float) -> None:
        every, now = self.plan.report_every, time.perf_counter()
        due = self.step % every == 0 if every else now - self._reported >= REPORT_SECONDS
        if not (due or self.single or self.step == self.steps):
            return
        rate = self.sums.examples / max(now - self._reported, 1e-9)
        remaining = (self.steps - self.step) * self.seconds / self.step
        means = self.sums.take()
        self.emit(self.learner.Progress(self.step, self.epoch, lr, rate, self.seconds, remaining, *means))
        self._reported = now

    def leave_out(self, began: float) -> float:
        """What happened since `began` was no training time; how long it took."""
        spent = time.perf_counter() - began
        self._began += spent
        self._reported += spent
        return spent

    def averaged(self) -> Any:
        """A block in which the averaged weights are in use, if the recipe averages."""
        return _Swapped(self.learner.average)

    @property
    def epoch(self) -> int:
        """The number of this pass over the data, from 1."""
        return self.batches.epoch + 1

    @property
    def ends_epoch(self) -> bool:
        """The step that was just taken was the last of its epoch, or of the run."""
        return self.batches.index == self.batches.batches_per_epoch or self.step == self.steps

    def diverged(self, measured: tuple[float, ...], lr: float) -> None:
        wrong = next(value for value in measured if not math.isfinite(value))
        node, where = self.learner.first_non_finite()
        if self.recorder:
            self.recorder.record(self)
        message = f"the loss became {wrong} at step {self.step}; the first numbers that were not finite "
        message += f"came from {where}: "
        facts = {"lr": lr, "checkpoint": self.saved}
        raise DivergenceError(Problem("diverged", message + "lower the learning rate, or set clip", node, facts))

    # -- what somebody asks for -------------------------------------------------------------------------------

    def attend(self) -> None:
        """Do what was asked; return when the next step is to be taken, or the run was stopped."""
        began = time.perf_counter()
        if self.single:
            self.single = False
            self.pause()
        while self.reason is None and (asked := self.control.take(wait=self.paused)):
            what, value = asked
            if what == "pause" and not self.paused:
                self.pause()
            elif what == "resume" and self.paused:
                self.paused = False
                self.emit(Resumed(self.step))
            elif what == "step":
                self.paused = self.single = True
                break
            elif what == "learning_rate" and value is not None:
                self.change_learning_rate(value)
            elif what == "abandon":
                self.checkpoint()
                raise Abandoned
        self.waited += self.leave_out(began)

    def pause(self) -> None:
        self.paused = True
        self.checkpoint()
        self.emit(Paused(self.step))

    def change_learning_rate(self, lr: float) -> None:
        """Saved at once, so that a run that is taken up again goes on with this rate."""
        self.lr = lr
        self.checkpoint()
        self.emit(LearningRateChanged(self.step, lr))

    # -- checkpoints ------------------------------------------------------------------------------------------

    def checkpoint(self) -> None:
        """Save where the run is; weights that are no longer finite never take the place of good ones."""
        if self.save and self.sound():
            path, self.saved = self.save(*self.state()), self.step
            self.emit(Checkpointed(self.step, path))

    def sound(self) -> bool:
        """All weights are finite."""
        return all(np.isfinite(vector).all() for vector in self.learner.vectors())

    def state(self) -> tuple[dict[str, Any], dict[str, Any]]:
        facts, arrays = self.learner.state()
        best = None
        if self.best:
            best = {k: v for k, v in self.best.items() if k != "vector"}
            if "vector" in self.best:
                arrays["best"] = self.best["vector"]
        mine = {
            "step": self.step,
            "seconds": self.seconds,
            "lr": self.lr,
            "best": best,
            "batches": self.batches.state(),
            "sums": self.sums.state(),
            "epoch_sums": self.epoch_sums.state(),
            "callbacks": [c.state() for c in self.plan.callbacks],
        }
        return {"loop": mine, "learner": facts}, arrays

    def restore(self, facts: dict[str, Any], arrays: dict[str, Any]) -> None:
        """Continue where `state()` was taken."""
        mine = facts["loop"]
        self.learner.restore(facts["learner"], arrays)
        self.batches.restore(mine["batches"])
        self.step, self.seconds, self.lr = mine["step"], mine["seconds"], mine.get("lr", self.lr)
        self.saved = self.step
        self.sums.restore(mine["sums"])
        self.epoch_sums.restore(mine["epoch_sums"])
        self.best = mine["best"] and mine["best"] | ({"vector": arrays["best"]} if "best" in arrays else {})
        for callback, state in zip(self.plan.callbacks, mine["callbacks"], strict=True):
            callback.restore(state)


class _Swapped:
    def __init__(self, average: Any):
        self.average = average

    def __enter__(self) -> None:
        if self.average:
            self.average.swap()

    def __exit__(self, *error: Any) -> None:
        if self.average:
            self.average.swap()
