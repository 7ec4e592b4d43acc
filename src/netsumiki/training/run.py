"""A run from recipe to model: loads the data, trains, tests once, and leaves a folder that tells all of it."""

import os
import shlex
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from netsumiki.data import Data, load
from netsumiki.data.own.naming import pinned
from netsumiki.engine.errors import Problem, RecipeError
from netsumiki.engine.workspace import Streams
from netsumiki.exporting.finding import find_model
from netsumiki.recipes import read
from netsumiki.training.beginning import Weight, keep_beginning, take_weights
from netsumiki.training.callbacks import Checkpoint
from netsumiki.training.control import Abandoned, Control
from netsumiki.training.events import Event, Started
from netsumiki.training.failures import failure
from netsumiki.training.folder import RunFolder
from netsumiki.training.live import Live
from netsumiki.training.loop import Loop
from netsumiki.training.recipe import Recipe
from netsumiki.training.recorder import Recorder
from netsumiki.training.supply import supply
from netsumiki.training.tasks import tasks

WORTH_THREADS = 50_000_000
"""Operations of one forward pass below which a second thread only makes the matrix products wait for it."""


@dataclass
class Result:
    """What came of a run: `finished` is `Tested` or `Generated`, `model` a `Model` or a `Generator`."""

    finished: Any
    model: Any
    folder: Path | None
    stopped: str | None

    def _repr_html_(self) -> str:
        from netsumiki.insight.notebook import curves

        events = RunFolder(self.folder).events() if self.folder else []

        def told(event: str, value: str) -> list[tuple[float, float]]:
            return [(e["step"], e[value]) for e in events if e["event"] == event and e.get(value) is not None]

        names = {"loss": "loss", "generator": "generator_loss", "discriminator": "discriminator_loss"}
        losses = {name: told("progress", value) for name, value in names.items()}
        losses["validation"] = told("evaluated", "loss")
        right = {"training": told("progress", "accuracy"), "validation": told("evaluated", "accuracy")}
        return self.model._repr_html_() + curves(losses, right)


class Run:
    """`Run("digit-reader", out="runs/mine").train()`; `stop(reason)` from a signal handler or thread ends it cleanly.

    `data` is used instead of the recipe's data set when it is given. `control` steers the run while it trains. `lr`
    takes the place of the rate with which the run began or was saved. `live` keeps a file of the weights as they are
    now. `patience`: seconds to wait for another process that still holds the folder. `command`: what the report says
    to type, unless the command of this process. `begin_with`: the model whose weights a classifier begins with.
    """

    def __init__(
        self,
        recipe: Any,
        *,
        out: Path | str | None = None,
        data: Data | None = None,
        data_dir: Path | str | None = None,
        threads: int | None = None,
        resume: bool = False,
        on_event: Callable[[Event], None] | None = None,
        on_data: Callable[..., None] | None = None,
        strict: bool = False,
        control: Control | None = None,
        lr: float | None = None,
        live: bool = False,
        patience: float = 0.0,
        command: str | None = None,
        begin_with: Path | str | None = None,
    ):
        self.recipe = Recipe.read(pinned(read(recipe)))
        self.folder = Path(out) if out is not None else None
        self.files = RunFolder(self.folder) if self.folder else None
        self.control, self.live, self.patience = control or Control(), live, patience
        self.command = command or command_line()
        if begin_with is not None and self.recipe.task != "classifier":
            message = f"a {self.recipe.task} goes on from a snapshot of its own run: rewind that run instead"
            raise RecipeError(Problem("begin-with-task", message))
        self.task = tasks[self.recipe.task](self)
        plan: Any = self.recipe.plan
        self.lr = None if lr is None else plan.optimizer.declared["lr"].check(lr)
        self.data, self.data_dir, self.on_data = data, data_dir, on_data
        self.on_event, self.strict = on_event, strict
        self.threads = threads or available_cores()
        self.resume, self.begin_with = resume, begin_with
        callbacks = self.recipe.plan.callbacks
        if self.folder and not any(isinstance(c, Checkpoint) for c in callbacks):
            callbacks.append(Checkpoint())
        self.loop: Loop | None = None
        self._stop: str | None = None
        self._live: Live | None = None
        self.events: list[dict[str, Any]] = []

    def stop(self, reason: str) -> None:
        """End after the current step; the model so far is kept."""
        self._stop = reason
        if self.loop:
            self.loop.stop(reason)

    def train(self) -> Result:
        """Raises `NetsumikiError` for everything that the input is to blame for."""
        plan: Any = self.recipe.plan
        started = time.perf_counter()
        step: Any = None
        try:
            if self.files:
                self.files.claim(self.patience)
            data = self.data or load(self.recipe.data.dataset, data_dir=self.data_dir, progress=self.on_data)
            self.recipe.prepare_for(data)
            step = self.task.learner(data)
            step.check_fits(data.train, len(data.class_names))
            training, validation, batches = supply(self.recipe, data, Streams(plan.seed))
            save, watchers = (self.save, []) if self.files else (None, [])
            if self.live and self.folder:
                self._live = Live(self.folder, self.task.model(data), self.tell)
                watchers = [self._live]
            recorder = Recorder(self.folder) if self.folder else None
            self.loop = loop = Loop(step, batches, validation, self.tell, save, self.control, watchers, recorder)
            taken = self.open_folder(loop, step)
            started -= loop.seconds  # what a resumed run took before
            if self._stop:
                loop.stop(self._stop)
            examples = (len(training), len(validation) if validation else 0)
            size = step.parameters
            planned = (self.recipe.name, loop.steps, plan.epochs, size)
            self.tell(Started(*planned, *examples, plan.seed, loop.step, data.class_names, *told(taken)))
            if self.lr not in (None, loop.lr):
                loop.change_learning_rate(self.lr)
            if self._live:
                self._live.begin(loop, self.task.shown(validation, data))
            alone = len(step.lanes) > 1 or plan.batch_size * self.recipe.inspection.flops < WORTH_THREADS
            blas_threads = 1 if alone else self.threads
            # NumPy need not warn of overflow: the loop looks for NaN itself
            with threadpool_limits(blas_threads, "blas"), np.errstate(all="ignore"):
                loop.run()
                interrupted = self._stop is not None and loop.step < loop.steps
                if interrupted:
                    loop.checkpoint()  # before the weights are chosen, so that the run can be taken up again
                return self.finish(loop, step, data, started, interrupted)
        except Abandoned:
            raise
        except Exception as error:
            self.failed(error, plan.batch_size, step.parameters if step else None)
            raise
        finally:
            if step:
                step.close()
            if self.files:
                self.files.release()

    def failed(self, error: Exception, batch_size: int, parameters: int | None) -> None:
        """Tell what went wrong, also where the log can take no more."""
        event = failure(error, self.loop.step if self.loop else 0, batch_size=batch_size, parameters=parameters)
        with suppress(OSError):
            self.note(event)
        if self.on_event:
            self.on_event(event)

    def finish(self, loop: Loop, step: Any, data: Data, started: float, interrupted: bool) -> Result:
        """Choose the weights, measure what came of it, and write model and report."""
        step.choose_weights(loop)
        model = self.task.model(data)
        step.fill(model)
        self.task.complete(model, data, loop.validation)
        path = self.files.model if self.files else None
        if path:
            model.save(path)
        if self._live:
            self._live.write(model, loop.step)  # what was chosen in the end
        end = {"step": loop.step, "model": str(path) if path else None, "parameters": step.parameters}
        finished = self.task.finished(step, model, data, loop, end | {"seconds": 0.0, "interrupted": interrupted})
        finished = replace(finished, seconds=round(time.perf_counter() - started - loop.waited, 3))
        if self.files:
            # written before the last event, so that whoever sees "finished" finds a complete folder
            self.task.report(self.files.report, [*self.events, finished.to_json()], model, data)
            if not interrupted:
                self.files.checkpoint.unlink(missing_ok=True)
        self.tell(finished)
        return Result(finished, model, self.folder, loop.reason)

    # -- the folder -------------------------------------------------------------------------------------------

    def open_folder(self, loop: Loop, step: Any) -> list[Weight] | None:
        """Begin the run in its folder, or take up the run that was begun there.

        What became of the weights of the model that it begins with, if it does.
        """
        state = self.files.state(self.recipe.document, self.resume) if self.files else None
        if state:
            loop.restore(*state)
        taken = None if state else self.take_weights(step)
        if self.files:
            self.task.open(loop)
            self.events = self.files.begin(self.recipe.document, loop.step if state else None)
            loop.recorder.begin(loop, state is not None)
        return taken

    def take_weights(self, step: Any) -> list[Weight] | None:
        """From the model that was named, or that somebody put into the folder."""
        if self.begin_with is not None and self.files:
            keep_beginning(self.begin_with, self.files.beginning)
        if self.files and self.files.beginning.is_file():
            return take_weights(step, self.files.beginning)
        return None if self.begin_with is None else take_weights(step, find_model(self.begin_with))

    def save(self, facts: dict[str, Any], arrays: dict[str, Any]) -> str:
        assert self.files is not None
        return self.files.save(self.recipe.document, facts, arrays)

    def tell(self, event: Event) -> None:
        """Write the event down, then pass it on."""
        self.note(event)
        if self.on_event:
            self.on_event(event)

    def note(self, event: Event) -> None:
        if event.logged:
            entry = event.to_json()
            self.events.append(entry)
            if self.files:
                self.files.note(entry)


def train(recipe: Any, **options: Any) -> Result:
    """Train a recipe (a template's name, a file, or a document) to its end; options as for `Run`."""
    return Run(recipe, **options).train()


def told(weights: list[Weight] | None) -> tuple[int | None, tuple[dict[str, Any], ...] | None]:
    """(how many numbers were taken from the model, what became of each array) for the event that a run has begun."""
    if weights is None:
        return None, None
    return sum(prod(w.shape) for w in weights if w.taken and w.shape), tuple(w.to_json() for w in weights)


def available_cores() -> int:
    """Cores that this process may use; fewer if the environment asks the matrix products for fewer threads."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    asked = [os.environ.get(name, "") for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")]
    return min([cores, *(int(number) for number in asked if number.isdigit() and int(number) > 0)])


def command_line() -> str:
    """The command that began this process, as one would type it."""
    return shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])
