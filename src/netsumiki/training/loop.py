"""The one loop: steps, reports, evaluations and checkpoints, until the plan is fulfilled or somebody stops it."""

import math
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from netsumiki.data.batches import Batches
from netsumiki.data.dataset import Split
from netsumiki.engine.errors import DivergenceError, Problem
from netsumiki.engine.metrics import metrics
from netsumiki.training.control import Abandoned, Control
from netsumiki.training.events import (
    Checkpointed,
    EpochEnded,
    Evaluated,
    Event,
    LearningRateChanged,
    Paused,
    Progress,
    Resumed,
    Stopped,
)

REPORT_SECONDS = 0.1
CLASSES_SHOWN = 20
"""A confusion matrix with more classes than this is not told at each evaluation."""


class Loop:
    """Runs `step` over `batches` and tells `emit` what happens. `stop(reason)` ends it after the current step.

    `control` is asked between two steps. `watchers` are like callbacks, but nothing of them goes into a checkpoint.
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
    ):
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
        self.best: dict[str, Any] | None = None  # {"accuracy", "loss", "step", "vector"}
        self._sums = [0.0, 0, 0, 0]  # loss, right, examples, steps since the last report
        self._epoch_sums = [0.0, 0, 0, 0]

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
        while self.step < self.steps and self.reason is None:
            if self.paused or not silent():
                self.attend()
                if self.reason is not None:
                    break
            batch = self.batches.next()
            lr = self.lr * self.plan.schedule.factor(self.step, self.steps)
            loss, right = self.learner.run(batch, lr)
            self.step += 1
            self.seconds = time.perf_counter() - self._began
            if not math.isfinite(loss):
                self.diverged(loss, lr)
            for sums in (self._sums, self._epoch_sums):
                sums[0] += loss * batch.size
                sums[1] += right
                sums[2] += batch.size
                sums[3] += 1
            self.report(lr)
            if self.batches.index == self.batches.batches_per_epoch or self.step == self.steps:
                self.evaluate()
            for callback in self.callbacks:
                callback.after_step(self)
        if self.reason is not None:
            self.emit(Stopped(self.step, self.reason))

    def report(self, lr: float) -> None:
        every, now = self.plan.report_every, time.perf_counter()
        due = self.step % every == 0 if every else now - self._reported >= REPORT_SECONDS
        if not (due or self.single or self.step == self.steps):
            return
        loss, right, seen, _ = self._sums
        rate = seen / max(now - self._reported, 1e-9)
        remaining = (self.steps - self.step) * self.seconds / self.step
        mean = (loss / seen, right / seen)
        self.emit(Progress(self.step, self.batches.epoch + 1, *mean, lr, rate, self.seconds, remaining))
        self._sums = [0.0, 0, 0, 0]
        self._reported = now

    def evaluate(self) -> None:
        """Measure on the validation data; remember the weights that did best."""
        loss, right, seen, _ = self._epoch_sums
        training = (loss / max(seen, 1), right / max(seen, 1))
        self._epoch_sums = [0.0, 0, 0, 0]
        epoch = self.batches.epoch + 1
        self.emit(EpochEnded(self.step, epoch, *training, self.seconds))
        if self.validation is None:
            return
        began, confusion = time.perf_counter(), None
        with self.averaged():
            loss, outputs = self.learner.evaluate(self.validation)
            accuracy = float((outputs.argmax(axis=1) == self.validation.labels).mean())
            better = self.best is None or (accuracy, -loss) > (self.best["accuracy"], -self.best["loss"])
            if better:
                vector = self.learner.graph.params.vector.copy()
                self.best = {"accuracy": accuracy, "loss": loss, "step": self.step, "vector": vector}
        if outputs.shape[1] <= CLASSES_SHOWN:
            matrix = metrics.create("confusion_matrix")
            matrix.update(outputs, self.validation.labels)
            confusion = matrix.result().tolist()
        self.emit(Evaluated(self.step, epoch, loss, accuracy, *training, better, self.seconds, confusion))
        self.leave_out(began)

    def leave_out(self, began: float) -> float:
        """What happened since `began` was no training time; how long it took."""
        spent = time.perf_counter() - began
        self._began += spent
        self._reported += spent
        return spent

    def averaged(self) -> Any:
        """A block in which the averaged weights are in use, if the recipe averages."""
        return _Swapped(self.learner.average)

    def choose_weights(self) -> None:
        """At the end: the best on validation if the recipe says so, else the average, else the last."""
        if self.plan.keep_best and self.best is not None:
            self.learner.graph.params.vector[...] = self.best["vector"]
        elif self.learner.average:
            self.learner.average.swap()

    def diverged(self, loss: float, lr: float) -> None:
        found = {lane.graph.first_non_finite() for lane in self.learner.lanes}
        node = next((name for name in self.learner.graph.slots if name in found), None)  # in running order
        message = f"the loss became {loss} at step {self.step}; the first numbers that were not finite "
        message += f"came from {node or 'the loss'}: "
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
        return bool(np.isfinite(self.learner.graph.params.vector).all())

    def state(self) -> tuple[dict[str, Any], dict[str, Any]]:
        facts, arrays = self.learner.state()
        best = None
        if self.best:
            best = {k: v for k, v in self.best.items() if k != "vector"}
            arrays["best"] = self.best["vector"]
        mine = {
            "step": self.step,
            "seconds": self.seconds,
            "lr": self.lr,
            "best": best,
            "batches": self.batches.state(),
            "sums": self._sums,
            "epoch_sums": self._epoch_sums,
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
        self._sums, self._epoch_sums = mine["sums"], mine["epoch_sums"]
        self.best = mine["best"] and mine["best"] | {"vector": arrays["best"]}
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
