"""The one contract of all data sets: a training and a test split of inputs with integer labels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from netsumiki.data.lazy import Lazy
from netsumiki.data.storage import Progress
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.registry import Declared, Registry, Shape


@dataclass(frozen=True)
class Split:
    """Examples: `inputs` uint8 images (N, H, W, C) or finite float32 features (N, F), `labels` int64 (N,).

    Both are lent read-only. Images may be `Lazy`: some of them are asked for at a time, as `inputs[rows]`.
    Raises `DataError` when they do not fit that description.
    """

    inputs: Any
    labels: np.ndarray

    def __post_init__(self) -> None:
        object.__setattr__(self, "inputs", _read_only(_checked_inputs(self.inputs)))
        object.__setattr__(self, "labels", _read_only(_checked_labels(self.labels)))
        if len(self.inputs) != len(self.labels):
            raise _refuse(
                "data-lengths",
                f"there are {len(self.inputs)} inputs but {len(self.labels)} labels: give one label for each input",
            )
        if len(self.inputs) == 0:
            raise _refuse("data-empty", "the data holds no examples: give at least one")

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def input_shape(self) -> Shape:
        """The shape of one example."""
        return self.inputs.shape[1:]

    def take(self, rows: Any) -> "Split":
        """The examples with these row numbers (or this slice), in that order; lazy ones stay lazy."""
        inputs = self.inputs
        return Split(inputs.only(rows) if isinstance(inputs, Lazy) else inputs[rows], self.labels[rows])

    def and_also(self, more: "Split") -> "Split":
        """These examples, and then the others."""
        return Split(np.concatenate([self.inputs, more.inputs]), np.concatenate([self.labels, more.labels]))

    def stratified(self, fraction: float, stream: np.random.Generator) -> tuple["Split", "Split"]:
        """(training, validation): `fraction` of the examples, of each class as many as is its share, for validation.

        Raises: `DataError` when the fraction would leave one of the two without examples.
        """
        chosen = held_out(self.labels, fraction, stream)
        return self.take(~chosen), self.take(chosen)


@dataclass(frozen=True)
class Data:
    """A loaded data set: what is trained on, what is tested on, and what the labels mean.

    `rows` int64 (N,): the numbers of the training examples among all of the data set, where some were left out.
    `preparation`: how its pictures got into their frame, as options of `Preprocessing`; a model takes it over.

    Raises: `DataError` when a label has no class name or the two splits have inputs of different shapes.
    """

    name: str
    train: Split
    test: Split
    class_names: tuple[str, ...]
    rows: np.ndarray | None = None
    preparation: dict[str, Any] | None = None

    def __post_init__(self) -> None:
        for split in (self.train, self.test):
            low, high = int(split.labels.min()), int(split.labels.max())
            if low < 0 or high >= len(self.class_names):
                wrong = low if low < 0 else high
                raise _refuse(
                    "data-labels",
                    f"label {wrong} is outside the {len(self.class_names)} classes of {self.name}: "
                    f"labels go from 0 to {len(self.class_names) - 1}",
                )
        if self.train.input_shape != self.test.input_shape or self.train.inputs.dtype != self.test.inputs.dtype:
            raise _refuse(
                "data-shapes",
                f"training examples are {self.train.input_shape} but test examples are {self.test.input_shape}: "
                "bring them to one shape and type",
            )

    @property
    def input_shape(self) -> Shape:
        """The shape of one example: (H, W, C) or (F,)."""
        return self.train.input_shape

    @property
    def _rows(self) -> np.ndarray:
        return np.arange(len(self.train)) if self.rows is None else self.rows

    def keep(self, classes: Sequence[int] | None = None, limit: int | None = None) -> "Data":
        """Only these classes, relabelled 0, 1, … in the order given, and of those the first `limit` training examples.

        Raises: `DataError` when there is no such class, a class is named twice, or a split becomes empty.
        """
        data = self
        if classes is not None:
            if (
                not classes
                or len(set(classes)) < len(classes)
                or not all(0 <= c < len(self.class_names) for c in classes)
            ):
                raise _refuse(
                    "data-classes",
                    f"cannot keep the classes {list(classes)} of {self.name}: "
                    f"name each once, from 0 to {len(self.class_names) - 1}",
                )
            names = tuple(self.class_names[c] for c in classes)
            rows = self._rows[np.isin(self.train.labels, classes)]
            train, test = (_relabelled(split, classes) for split in (self.train, self.test))
            data = replace(self, train=train, test=test, class_names=names, rows=rows)
        if limit is not None:
            data = replace(data, train=data.train.take(slice(limit)), rows=data._rows[:limit])
        return data


class Dataset(Declared):
    """Base of the registered data sets: options say which, `load` gets it.

    `example_shape` and `class_count` are what is known without loading it: nothing where only the data can tell.
    `kind` says how its examples are shown: pictures, points or text.
    """

    kind: ClassVar[str] = "pictures"
    example_shape: Shape | None = None

    @property
    def class_count(self) -> int | None:
        return None

    def load(self, data_dir: Path | str | None = None, progress: Progress | None = None) -> Data:
        """The data; `data_dir` is a folder that holds its files, `progress` is told about downloads and preparation."""
        raise NotImplementedError


datasets: Registry[Dataset] = Registry("dataset")


def load(spec: Any, *, data_dir: Path | str | None = None, progress: Progress | None = None) -> Data:
    """The data of a data set written as its name, its JSON form (`{"dataset": "mnist", "limit": 5000}`), or itself."""
    return datasets.create(spec).load(data_dir, progress)


def held_out(labels: np.ndarray, fraction: float, stream: np.random.Generator) -> np.ndarray:
    """Which examples validate: bool (N,), true for `fraction` of them; see `Split.stratified`.

    Raises: `DataError` when the fraction would leave one of the two without examples.
    """
    count = round(fraction * len(labels)) if 0 < fraction < 1 else 0
    if not 0 < count < len(labels):
        raise _refuse(
            "validation-fraction",
            f"a validation fraction of {fraction} of {len(labels)} examples leaves a split empty: "
            "choose a number between 0 and 1, or more examples",
        )
    chosen = np.zeros(len(labels), bool)
    for rows, quota in zip(*_quotas(labels, count), strict=True):
        chosen[stream.permutation(rows)[:quota]] = True
    return chosen


def _checked_inputs(inputs: Any) -> Any:
    try:
        inputs = inputs if isinstance(inputs, Lazy) else np.asarray(inputs)
    except ValueError:
        raise _refuse("data-inputs", "the inputs have different shapes: bring them to one shape") from None
    if inputs.ndim == 4 and inputs.dtype == np.uint8:
        return inputs
    if inputs.ndim == 2 and inputs.dtype.kind in "fiu" and not isinstance(inputs, Lazy):
        with np.errstate(over="ignore"):  # what float32 cannot hold becomes infinity, and is refused below
            inputs = inputs.astype(np.float32, copy=False)
        if not np.isfinite(inputs).all():
            row = int(np.flatnonzero(~np.isfinite(inputs).all(axis=1))[0])
            raise _refuse("data-not-finite", f"example {row} holds NaN or infinity: remove it or fill the gap")
        return inputs
    raise _refuse(
        "data-inputs",
        f"inputs must be uint8 images (N, H, W, C) or numbers (N, features), got {inputs.dtype} {inputs.shape}",
    )


def _checked_labels(labels: Any) -> np.ndarray:
    labels = np.asarray(labels)
    if labels.ndim != 1 or (labels.dtype.kind not in "iu" and labels.size):
        raise _refuse(
            "data-labels", f"labels must be one whole number for each example, got {labels.dtype} {labels.shape}"
        )
    return labels.astype(np.int64, copy=False)


def _read_only(array: Any) -> Any:
    if isinstance(array, Lazy):
        return array
    view = np.ascontiguousarray(array).view()
    view.flags.writeable = False
    return view


def _quotas(labels: np.ndarray, count: int) -> tuple[list[np.ndarray], np.ndarray]:
    """Rows of each class, and how many of each make up `count` (largest remainders are rounded up)."""
    rows = [np.flatnonzero(labels == label) for label in np.unique(labels)]
    shares = np.array([len(r) for r in rows]) * (count / len(labels))
    quotas = np.floor(shares).astype(int)
    quotas[np.argsort(quotas - shares, kind="stable")[: count - quotas.sum()]] += 1
    return rows, quotas


def _relabelled(split: Split, classes: Sequence[int]) -> Split:
    rows = np.flatnonzero(np.isin(split.labels, classes))
    kept, order = split.take(rows), np.argsort(classes)
    return Split(kept.inputs, order[np.searchsorted(np.asarray(classes)[order], kept.labels)])


def _refuse(code: str, message: str) -> DataError:
    return DataError(Problem(code, message))
