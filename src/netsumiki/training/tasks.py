"""What differs between the tasks of a run: which step trains, what is measured at the end, what the report shows."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from netsumiki.data import Data
from netsumiki.data.dataset import Split
from netsumiki.engine.graph import Graph
from netsumiki.engine.metrics import metrics
from netsumiki.exporting.calibration import calibrated
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model
from netsumiki.insight.generator_report import write_generator_report
from netsumiki.insight.report import write_report
from netsumiki.training.classifier import ClassifierStep
from netsumiki.training.events import Finished, Generated, Tested
from netsumiki.training.flow import FlowStep
from netsumiki.training.gan import GanStep
from netsumiki.training.loop import Loop
from netsumiki.training.observer import JUDGED, JUDGED_LAST, Observer
from netsumiki.training.spreads import Spreads
from netsumiki.training.timeline import Timeline

if TYPE_CHECKING:
    from netsumiki.training.run import Run


class Task:
    """One for each run."""

    def __init__(self, run: "Run"):
        self.run, self.recipe = run, run.recipe

    @property
    def facts(self) -> dict[str, Any]:
        return {"seed": self.recipe.plan.seed}

    def learner(self, data: Data) -> Any:
        """The step object."""
        raise NotImplementedError

    def open(self, loop: Loop) -> None:
        """The folder is ours, and the loop stands where the run begins or goes on."""

    def shown(self, validation: Split | None, data: Data) -> Split | None:
        """Examples whose answers are shown while the run goes on."""
        return None

    def model(self, data: Data) -> Any:
        """The model with weights that are still to be filled in."""
        raise NotImplementedError

    def complete(self, model: Any, data: Data, validation: Split | None) -> None:
        """Add what is known once the weights are: how sure it may be, and the golden samples."""

    def finished(self, step: Any, model: Any, data: Data, loop: Loop, end: dict[str, Any]) -> Finished:
        """The last event; `end` holds what every task tells."""
        raise NotImplementedError

    def report(self, path: Path, events: list[dict[str, Any]], model: Any, data: Data) -> None:
        """Write the report."""


class Classifying(Task):
    """Learn to name the class of each example."""

    def learner(self, data):
        return ClassifierStep(self.recipe, self.run.threads, self.run.strict)

    def shown(self, validation, data):
        return validation or data.test

    def model(self, data):
        """The network as the recipe has it, final softmax included."""
        recipe, facts = self.recipe, {"data": data.name} | self.facts
        plan: Any = recipe.plan
        graph = Graph(recipe.model)
        return Model(recipe.document, graph, recipe.preprocessing, data.class_names, plan.loss.activation, facts)

    def complete(self, model, data, validation):
        model.certainty = validation and calibrated(model, validation)
        first = [int(np.flatnonzero(data.test.labels == c)[0]) for c in np.unique(data.test.labels)]
        rows = (first + [r for r in range(len(data.test)) if r not in first])[:10]
        model.golden = (data.test.inputs[rows], model.predict(data.test.inputs[rows]))

    def finished(self, step, model, data, loop, end):
        loss, self.outputs = step.evaluate(data.test)
        confusion = metrics.create("confusion_matrix")
        confusion.update(self.outputs, data.test.labels)
        accuracy = float((self.outputs.argmax(axis=1) == data.test.labels).mean())
        best = loop.best["accuracy"] if loop.best else None
        measured = {"test_accuracy": accuracy, "test_loss": loss, "validation_accuracy": best}
        return Tested(**end, **measured, confusion=confusion.result().tolist())

    def report(self, path, events, model, data):
        write_report(
            path,
            recipe=self.recipe.document,
            events=events,
            graph=model.graph,
            test=data.test,
            outputs=self.outputs,
            class_names=data.class_names,
            command=self.run.command,
            moments=Spreads(path.parent).moments(),
        )


class Generating(Task):
    """Learn to make examples like those of the data."""

    def learner(self, data):
        make = GanStep if self.recipe.task == "gan" else FlowStep
        step = make(self.recipe, self.run.threads, self.run.strict)
        self.timeline = Timeline(self.run.folder) if self.run.folder else None
        self.observer = step.observer = Observer(self.model(data, step.graphs), data, self.timeline)
        return step

    def open(self, loop):
        if self.timeline:
            self.timeline.forget_after(loop.step)

    def model(self, data, graphs=None):
        recipe, facts = self.recipe, {"data": data.name} | self.facts
        graph, *rest = graphs or [Graph(recipe.document[network]) for network in recipe.networks]
        opponent = rest[0] if rest else None
        return Generator(recipe.document, graph, recipe.preprocessing, data.class_names, opponent, facts)

    def complete(self, model, data, validation):
        model.keep_golden()

    def finished(self, step, model, data, loop, end):
        count = JUDGED if model.flow else JUDGED_LAST
        return Generated(**end, judged=self.observer.judged(model, count))

    def report(self, path, events, model, data):
        assert self.timeline
        write_generator_report(
            path,
            recipe=self.recipe.document,
            events=events,
            generator=model,
            real=data.train,
            frames=self.timeline,
            judged_count=JUDGED_LAST,
            command=self.run.command,
            moments=Spreads(path.parent).moments(),
        )


tasks: dict[str, type[Task]] = {"classifier": Classifying, "gan": Generating, "flow": Generating}
