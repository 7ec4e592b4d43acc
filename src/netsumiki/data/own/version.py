"""One version of a data set: which class each picture has, and what it is for. It never changes once it is written."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from netsumiki.data.own.place import VERSIONS
from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import DataError, Problem, quoted

TRAIN, TEST, LEFT_OUT, ABSENT = range(4)
"""What a picture is for. Absent: it was added to another version, from which this one does not descend."""
SPLITS = {"train": TRAIN, "test": TEST, "left_out": LEFT_OUT}
MOST_CLASSES = 1_000


@dataclass(frozen=True, eq=False)
class Version:
    """`labels` int16 (rows,) and `split` uint8 (rows,), one for each row of `pictures.bin` there was, and their names.

    `change` says what made it from its `parent`: {"change": "relabel", "label": "cat", "count": 12}.
    """

    number: int
    class_names: tuple[str, ...]
    labels: np.ndarray
    split: np.ndarray
    change: dict[str, Any]
    parent: int | None = None
    created: str = ""

    def __len__(self) -> int:
        """How many pictures there are, those left out among them."""
        return int((self.split != ABSENT).sum())

    def rows(self, split: str | None = None, label: int | None = None) -> np.ndarray:
        """int64 (n,): the rows of these pictures ("train", "test", "left_out"; nothing means all), ascending."""
        chosen = self.split != ABSENT if split is None else self.split == SPLITS[split]
        return np.flatnonzero(chosen if label is None else chosen & (self.labels == label))

    def counts(self) -> np.ndarray:
        """int64 (classes, 3): how many pictures of each class are for training, for testing, and left out."""
        counts = np.zeros((len(self.class_names), ABSENT + 1), np.int64)
        np.add.at(counts, (self.labels, self.split), 1)
        return counts[:, :ABSENT]

    def index(self, name: str) -> int:
        """The number of a class. Raises `DataError` when there is none of that name."""
        if name in self.class_names:
            return self.class_names.index(name)
        message = f"there is no class {quoted(name)} in this data set: choose one of its classes"
        raise DataError(Problem("own-class", message, facts={"value": name}))


def write(folder: Path, version: Version, names: list[str] | None = None) -> Version:
    """Put a version into the folder of its data set, with the names of the pictures that it added, if any.

    It counts only when `dataset.json` says so.
    """
    version = replace(version, created=datetime.now(UTC).isoformat(timespec="seconds"))
    stem = folder / VERSIONS / f"{version.number:04d}"
    held = BytesIO()
    np.savez_compressed(held, labels=version.labels.astype(np.int16), split=version.split.astype(np.uint8))
    write_atomically(stem.with_suffix(".npz"), held.getvalue())
    facts: dict[str, Any] = {
        "class_names": list(version.class_names),
        "change": version.change,
        "parent": version.parent,
    }
    facts |= {"created": version.created, "counts": version.counts().sum(axis=0).tolist()}
    write_atomically(stem.with_suffix(".json"), json.dumps(facts, ensure_ascii=False).encode())
    if names:
        write_atomically(stem.with_suffix(".names"), json.dumps(names).encode())
    else:  # those of a version that was never finished would be taken for this one's
        stem.with_suffix(".names").unlink(missing_ok=True)
    return version


@lru_cache(maxsize=8)
def read(folder: Path, number: int) -> Version:
    """The version of this number. Raises `DataError` when it is damaged."""
    facts = facts_of(folder, number)
    try:
        with np.load(folder / VERSIONS / f"{number:04d}.npz", allow_pickle=False) as arrays:
            labels, split = arrays["labels"], arrays["split"]
        names = tuple(map(str, facts["class_names"]))
        if labels.ndim != 1 or labels.shape != split.shape or (len(labels) and not 0 <= labels.max() < len(names)):
            raise ValueError
        labels.flags.writeable = split.flags.writeable = False
        return Version(number, names, labels, split, facts["change"], facts["parent"], facts["created"])
    except (OSError, ValueError, KeyError, EOFError, TypeError):
        raise damaged(folder) from None


def facts_of(folder: Path, number: int) -> dict[str, Any]:
    """What is told of a version beside its arrays: class names, change, parent, time and counts."""
    try:
        return json.loads((folder / VERSIONS / f"{number:04d}.json").read_text("utf-8"))
    except (OSError, ValueError):
        raise damaged(folder) from None


def names_of(folder: Path, number: int) -> list[str]:
    """What the pictures were called that this version added."""
    path = folder / VERSIONS / f"{number:04d}.names"
    try:
        return list(map(str, json.loads(path.read_text("utf-8")))) if path.exists() else []
    except (OSError, ValueError, TypeError):
        raise damaged(folder) from None


def damaged(folder: Path) -> DataError:
    message = f"the data set in {folder} is damaged: delete it, and import the pictures anew"
    return DataError(Problem("own-damaged", message, facts={"folder": str(folder)}))
