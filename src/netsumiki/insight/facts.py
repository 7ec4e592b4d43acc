"""Everything that a report tells, gathered once from the run's recipe, events, network and test."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from netsumiki.data.dataset import Split, datasets
from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.errors import NetsumikiError
from netsumiki.engine.graph import Graph
from netsumiki.engine.losses import losses
from netsumiki.engine.metrics import metrics
from netsumiki.insight.mistakes import chances

Points = list[tuple[float, float]]


@dataclass(frozen=True)
class RunFacts:
    """What every finished run has: `command` began it, `events` are what it told (see `training.events`)."""

    recipe: dict[str, Any]
    events: list[dict[str, Any]]
    class_names: tuple[str, ...]
    command: str

    def last(self, name: str) -> dict[str, Any]:
        """The last event of a kind, empty if there was none."""
        return next((e for e in reversed(self.events) if e.get("event") == name), {})

    def points(self, event: str, value: str) -> Points:
        """(step, value) of every event of a kind that has them."""
        found = [(e.get("step"), e.get(value)) for e in self.events if e.get("event") == event]
        return [(float(s), float(v)) for s, v in found if s is not None and v is not None]

    @property
    def name(self) -> str:
        return str(self.recipe.get("name") or self.last("started").get("recipe") or "unnamed")

    @property
    def plan(self) -> dict[str, Any]:
        plan = self.recipe.get("training")
        return plan if isinstance(plan, dict) else {}

    @property
    def dataset(self) -> str:
        """The data set's name as people write it."""
        section = self.recipe.get("data")
        spec = section.get("dataset", "mnist") if isinstance(section, dict) else "mnist"
        name = str(spec.get("dataset") if isinstance(spec, dict) else spec)
        return getattr(datasets[name], "label", name) if name in datasets else name

    def class_name(self, number: int) -> str:
        name = self.class_names[number] if number < len(self.class_names) else str(number)
        return "␣" if name == " " else name  # a space among the characters of a text


@dataclass(frozen=True)
class Facts(RunFacts):
    """A classifier's run. `outputs` are the scores (N, classes) on the test examples."""

    graph: Graph
    test: Split
    outputs: np.ndarray

    @cached_property
    def preprocessing(self) -> Preprocessing:
        section = self.recipe.get("data")
        options = section.get("preprocessing") if isinstance(section, dict) else None
        return Preprocessing(**options) if isinstance(options, dict) else Preprocessing()

    @cached_property
    def activation(self) -> str | None:
        """What the loss applies to the scores."""
        try:
            return losses.create(self.plan.get("loss", "softmax_cross_entropy")).activation
        except NetsumikiError:
            return None

    @cached_property
    def chances(self) -> np.ndarray:
        return chances(self.outputs, self.activation)

    @property
    def graphs_activation(self) -> str | None:
        """What is still to be applied to the output of `graph`, which has the final layer that training leaves out."""
        final = self.graph.inspection.final_layer
        return None if final is not None and final.registered_name == self.activation else self.activation

    @cached_property
    def confusion(self) -> np.ndarray:
        """How often each class (row) was taken for each (column)."""
        counts = metrics.create("confusion_matrix")
        counts.update(self.outputs, self.test.labels)
        return counts.result()

    @property
    def wrong(self) -> int:
        return int(self.confusion.sum() - np.trace(self.confusion))

    @property
    def accuracy(self) -> float:
        return 1 - self.wrong / len(self.test)

    @property
    def has_pictures(self) -> bool:
        return self.test.inputs.ndim == 4

    @property
    def lies_in_a_plane(self) -> bool:
        return self.test.input_shape == (2,) and len(self.graph.inputs) == len(self.graph.outputs) == 1
