"""A run from recipe to model: loads the data, trains, tests once, and leaves a folder that tells all of it."""

import json
import os
import shlex
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import numpy as np
from threadpoolctl import threadpool_limits

from netsumiki.data import Data, load
from netsumiki.data.augmentation import Augmenter
from netsumiki.data.batches import Batches
from netsumiki.data.dataset import Split
from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import NetsumikiError, Problem, RecipeError
from netsumiki.engine.graph import Graph
from netsumiki.engine.metrics import metrics
from netsumiki.engine.workspace import Streams
from netsumiki.exporting.model_file import Model
from netsumiki.insight.report import write_report
from netsumiki.training.callbacks import Checkpoint
from netsumiki.training.checkpoint import load_checkpoint, save_checkpoint
from netsumiki.training.classifier import ClassifierStep
from netsumiki.training.events import Event, Failed, Finished, Started
from netsumiki.training.loop import Loop
from netsumiki.training.recipe import Recipe

LASTING = ("progress", "epoch_ended", "evaluated", "checkpointed")
"""Events that a resumed run keeps from before; the others told of the beginning or an end that was none."""


@dataclass
class Result:
    """What came of a run."""

    finished: Finished
    model: Model
    folder: Path | None
    stopped: str | None


class Run:
    """`Run("digit-reader", out="runs/mine").train()`; `stop(reason)` from a signal handler or thread ends it cleanly.

    `data` is used instead of the recipe's data set when it is given.
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
    ):
        self.recipe = Recipe.read(recipe)
        self.folder = Path(out) if out is not None else None
        self.data, self.data_dir, self.on_data = data, data_dir, on_data
        self.on_event, self.strict = on_event, strict
        self.threads = threads or available_cores()
        self.resume = resume
        callbacks = self.recipe.plan.callbacks
        if self.folder and not any(isinstance(c, Checkpoint) for c in callbacks):
            callbacks.append(Checkpoint())
        self.loop: Loop | None = None
        self._stop: str | None = None
        self._log: TextIO | None = None
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
        step: ClassifierStep | None = None
        try:
            data = self.data or load(self.recipe.data.dataset, data_dir=self.data_dir, progress=self.on_data)
            streams = Streams(plan.seed)
            training, validation = self.split(data, streams)
            step = ClassifierStep(self.recipe, self.threads, self.strict)
            step.check_fits(data.train, len(data.class_names))
            augmenter = Augmenter(self.recipe.data.augmentation) if self.recipe.data.augmentation else None
            batches = Batches(training, self.recipe.preprocessing, plan.batch_size, streams, augmenter, plan.shuffle)
            self.loop = loop = Loop(step, batches, validation, self.tell, self.save if self.folder else None)
            self.open_folder(loop)
            started -= loop.seconds  # what a resumed run took before
            if self._stop:
                loop.stop(self._stop)
            examples = (len(training), len(validation) if validation else 0)
            size = step.graph.params.size
            self.tell(Started(self.recipe.name, loop.steps, plan.epochs, size, *examples, plan.seed, loop.step))
            blas_threads = 1 if len(step.lanes) > 1 else self.threads
            # NumPy need not warn of overflow: the loop looks for NaN itself
            with threadpool_limits(blas_threads, "blas"), np.errstate(all="ignore"):
                loop.run()
                interrupted = self._stop is not None and loop.step < loop.steps
                if interrupted:
                    loop.checkpoint()  # before the weights are chosen, so that the run can be taken up again
                return self.finish(loop, step, data, started, interrupted)
        except NetsumikiError as error:
            self.failed(str(error), error.problems[0].node)
            raise
        except Exception as error:
            self.failed(f"unexpected {error!r}")
            raise
        finally:
            if step:
                step.close()
            if self._log:
                self._log.close()

    def failed(self, error: str, node: str | None = None) -> None:
        self.tell(Failed(self.loop.step if self.loop else 0, error, node))

    def split(self, data: Data, streams: Streams) -> tuple[Split, Split | None]:
        share = self.recipe.data.validation
        return data.train.stratified(share, streams["validation"]) if share else (data.train, None)

    def finish(self, loop: Loop, step: ClassifierStep, data: Data, started: float, interrupted: bool) -> Result:
        """Choose the weights, test once, write model and report."""
        loop.choose_weights()
        loss, outputs = step.evaluate(data.test)
        confusion = metrics.create("confusion_matrix")
        confusion.update(outputs, data.test.labels)
        accuracy = float((outputs.argmax(axis=1) == data.test.labels).mean())
        model = self.make_model(step, data)
        path = self.folder / "model.safetensors" if self.folder else None
        if path:
            model.save(path)
        best = loop.best["accuracy"] if loop.best else None
        finished = Finished(
            loop.step,
            accuracy,
            loss,
            best,
            str(path) if path else None,
            round(time.perf_counter() - started, 3),
            step.graph.params.size,
            interrupted,
            confusion.result().tolist(),
        )
        if self.folder:
            # written before the last event, so that whoever sees "finished" finds a complete folder
            report = self.folder / "report.html"
            write_report(
                report,
                recipe=self.recipe.document,
                events=[*self.events, finished.to_json()],
                graph=model.graph,
                test=data.test,
                outputs=outputs,
                class_names=data.class_names,
                command=command_line(),
            )
            if not interrupted:
                (self.folder / "checkpoint.safetensors").unlink(missing_ok=True)
        self.tell(finished)
        return Result(finished, model, self.folder, loop.reason)

    def make_model(self, step: ClassifierStep, data: Data) -> Model:
        """The network as the recipe has it (final softmax included), with the chosen weights and ten golden samples."""
        graph = Graph(self.recipe.model)
        graph.params.load(step.graph.params.values())
        first = [int(np.flatnonzero(data.test.labels == c)[0]) for c in np.unique(data.test.labels)]
        rows = (first + [r for r in range(len(data.test)) if r not in first])[:10]
        plan: Any = self.recipe.plan
        names = data.class_names
        model = Model(self.recipe.document, graph, self.recipe.preprocessing, names, plan.loss.activation)
        model.golden = (data.test.inputs[rows], model.predict(data.test.inputs[rows]))
        model.facts = {"data": data.name, "seed": plan.seed}
        return model

    # -- the folder -------------------------------------------------------------------------------------------

    def open_folder(self, loop: Loop) -> None:
        """Make the run's folder, or take up the run that was begun there."""
        if not self.folder:
            return
        checkpoint, recipe = self.folder / "checkpoint.safetensors", self.folder / "recipe.json"
        log = self.folder / "events.jsonl"
        if self.resume and checkpoint.exists():
            facts, arrays = load_checkpoint(checkpoint)
            if facts["recipe"] != self.recipe.document:
                message = f"the run in {self.folder} has another recipe: resume with {recipe}, or choose another folder"
                raise RecipeError(Problem("resume-recipe", message))
            loop.restore(facts, arrays)
            text = log.read_text("utf-8") if log.exists() else ""
            lines = [json.loads(line) for line in text.splitlines() if line.endswith("}")]
            self.events = [e for e in lines if e["event"] in LASTING and e["step"] <= loop.step]
        elif checkpoint.exists():
            message = f"{self.folder} already holds a run that was not finished: add --resume, or choose another folder"
            raise RecipeError(Problem("folder-taken", message))
        elif (self.folder / "model.safetensors").exists():
            message = f"{self.folder} already holds a finished run: choose another folder with --out"
            raise RecipeError(Problem("folder-taken", message))
        text = json.dumps(self.recipe.document, indent=2, ensure_ascii=False) + "\n"
        write_atomically(recipe, text.encode())
        write_atomically(log, "".join(json.dumps(e) + "\n" for e in self.events).encode())
        self._log = open(log, "a", encoding="utf-8", buffering=1)  # noqa: SIM115 - lives as long as the run

    def save(self, facts: dict[str, Any], arrays: dict[str, Any]) -> str:
        assert self.folder is not None
        path = self.folder / "checkpoint.safetensors"
        save_checkpoint(path, facts | {"recipe": self.recipe.document}, arrays)
        return str(path)

    def tell(self, event: Event) -> None:
        """Write the event down, then pass it on."""
        entry = event.to_json()
        self.events.append(entry)
        if self._log:
            self._log.write(json.dumps(entry) + "\n")
        if self.on_event:
            self.on_event(event)


def train(recipe: Any, **options: Any) -> Result:
    """Train a recipe (a template's name, a file, or a document) to its end; options as for `Run`."""
    return Run(recipe, **options).train()


def available_cores() -> int:
    """Cores that this process may use; fewer if the environment asks the matrix products for fewer threads."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    asked = [os.environ.get(name, "") for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")]
    return min([cores, *(int(number) for number in asked if number.isdigit() and int(number) > 0)])


def command_line() -> str:
    """The command that began this run, as one would type it."""
    return shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])
