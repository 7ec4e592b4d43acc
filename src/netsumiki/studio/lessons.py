"""The examples that a model learnt from, and those that validated it, by their numbers in the data set."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, Literal

import numpy as np

from netsumiki.data import datasets
from netsumiki.data.corrections import corrected
from netsumiki.data.dataset import Split
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Streams, Workspace
from netsumiki.exporting.model_file import Model
from netsumiki.insight.attribution.probe import Tell
from netsumiki.insight.neighbours import AT_ONCE, FeatureSpace
from netsumiki.studio import runs, splits
from netsumiki.studio.naming import name_of
from netsumiki.training.recipe import Recipe
from netsumiki.training.supply import validating

Examined = Literal["validation", "test"]
"""What a model was measured with."""
Which = Literal["train"] | Examined
MOST = 10_000
"""Examples that are looked through: a model's own data may be much more."""
MOST_BYTES = 64 << 20
"""Of features that are kept in memory for one model."""


@dataclass(frozen=True)
class Lessons:
    """Examples of a model's data set: `rows` are their numbers among all of its training examples (of its
    test examples, where they are of the `testing` ones), `labels` the model's."""

    dataset: str
    kind: str
    rows: np.ndarray
    labels: np.ndarray
    whole: Split
    testing: bool = False

    @property
    def key(self) -> tuple[bool, bytes]:
        """Which examples these are."""
        return self.testing, self.rows.tobytes()

    def inputs(self, some: Any) -> np.ndarray:
        return self.whole.inputs[self.rows[some]]

    def __len__(self) -> int:
        return len(self.rows)

    def chosen(self, some: Any) -> "Lessons":
        return replace(self, rows=self.rows[some], labels=self.labels[some])


def lessons_of(user: Any, model: Model, which: Which) -> Lessons:
    """What a classifier learnt from ("train"), was measured with on the way ("validation") or at the end ("test").

    They have the labels that its recipe put right; what that left out is not among them.

    Raises: `DataError` when the data set is not there, or is another one by now, or there was no validation.
    """
    recipe = Recipe.read(model.recipe)
    plan: Any = recipe.plan
    kept = _kept(user, model, which)
    if which == "test":
        return kept
    validates = validating(recipe, kept.labels, Streams(plan.seed))
    if which == "validation" and not validates.any():
        message = "this model was trained without validation data: "
        message += "train it again with a share for validation, or look at its test data"
        raise DataError(Problem("no-validation", message))
    names, whole = model.class_names, kept.whole
    labels, stays = corrected(
        recipe.data.corrections, kept.labels, kept.rows, lambda i: whole.inputs[kept.rows[i]], names
    )
    return replace(kept, labels=labels).chosen(stays & (validates if which == "validation" else ~validates))


def _kept(user: Any, model: Model, which: Which) -> Lessons:
    """The examples that the recipe's data set keeps of all, such as some of the digits."""
    spec = runs.dataset_of(model.recipe)
    dataset = datasets.create(spec)
    whole = splits.split_of(user, spec, "test" if which == "test" else "train")
    rows, labels = np.arange(len(whole)), whole.labels
    if dataset.kind == "pictures":  # of which all are kept; others come as the recipe wants them
        classes, limit = getattr(dataset, "classes", None), getattr(dataset, "limit", None)
        if classes is not None:
            rows = np.flatnonzero(np.isin(whole.labels, classes))
            numbers = np.zeros(max(*classes, int(labels.max())) + 1, np.int64)
            numbers[list(classes)] = np.arange(len(classes))
            labels = numbers[labels]
        rows = rows if which == "test" else rows[:limit]
        labels = labels[rows]
    if whole.input_shape != model.input_shape or labels.max(initial=0) >= len(model.class_names):
        message = f"its data have examples of shape {whole.input_shape}, the network reads {model.input_shape}, "
        message += f"of {len(model.class_names)} classes: they were changed since it was trained, so train it again"
        facts = {"got": list(whole.input_shape), "expected": list(model.input_shape)}
        raise DataError(Problem("data-changed", message, facts=facts))
    return Lessons(name_of(dataset.spec()), dataset.kind, rows, labels, whole, which == "test")


# -- what the model makes of them, kept in memory ---------------------------------------------------------------------


class Kept:
    """The few results that were asked for last, each under its key."""

    def __init__(self, most: int):
        self._most, self._lock = most, Lock()
        self._kept: OrderedDict[Any, Any] = OrderedDict()

    def find(self, key: Any) -> Any:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Any, value: Any) -> Any:
        with self._lock:
            self._kept[key] = value
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value


_features, _answers = Kept(3), Kept(4)


def features_of(model: Model, node: str | None, lessons: Lessons, key: Any, tell: Tell) -> tuple[str, np.ndarray]:
    """(the node, its numbers for these examples, as many as there is room for (N, F)); `key`: the file as it is."""
    space = FeatureSpace(model, node)
    key = (key, space.node, lessons.key)
    found = _features.find(key)
    if found is None:
        width = space.features(lessons.inputs(slice(1))).size
        count = max(1, min(len(lessons), MOST, MOST_BYTES // (4 * width)))
        parts = []
        for start in range(0, count, AT_ONCE):
            tell(start, count)
            parts.append(space.features(lessons.inputs(slice(start, min(start + AT_ONCE, count)))))
        found = _features.keep(key, np.concatenate(parts))
    return space.node, found


def answers_of(model: Model, lessons: Lessons, key: Any, tell: Tell) -> tuple[np.ndarray, np.ndarray]:
    """(the class that it takes each for, how sure it is from 0 to 1), of at most 10,000 examples.

    Raises: `DataError` when its answers are no numbers.
    """
    key = (key, lessons.key)
    found = _answers.find(key)
    if found is None:
        found = _answers.keep(key, guessed(model, lessons.inputs, min(len(lessons), MOST), tell))
    return found


def guessed(
    model: Model, inputs: Callable[[slice], np.ndarray], count: int, tell: Tell
) -> tuple[np.ndarray, np.ndarray]:
    """(the class that a model takes each of `count` examples for, how sure it is).

    Raises: `DataError` when its answers are no numbers.
    """
    own, guesses, sure = apart(model), [], []
    for start in range(0, count, AT_ONCE):
        tell(start, count)
        with np.errstate(all="ignore"):  # what is not finite is told in words
            shares = own.predict(inputs(slice(start, min(start + AT_ONCE, count))))
        if not np.isfinite(shares).all():
            message = "the model's answers are no numbers (NaN): its training went wrong, so choose another model"
            raise DataError(Problem("not-finite", message))
        guesses.append(shares.argmax(axis=1))
        sure.append(shares.max(axis=1))
    return np.concatenate(guesses), np.concatenate(sure)


def known_answers(lessons: Lessons, key: Any) -> tuple[np.ndarray, np.ndarray] | None:
    """The same if they are in memory."""
    return _answers.find((key, lessons.key))


def apart(model: Model) -> Model:
    """The same model on the same weights with buffers of its own, so that others may use it meanwhile."""
    graph, w = model.graph, model.graph.workspace
    own = Graph(graph.spec, Workspace(w.dtype, w.streams.seed, w.strict, w.xp), graph.params.vector)
    parts = (model.preprocessing, model.class_names, model.activation, model.facts)
    return Model(model.recipe, own, *parts, certainty=model.certainty)
