"""Drawings that somebody kept in the studio, as a small data set of one's own."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from netsumiki.data.dataset import Data, Dataset, Split, datasets
from netsumiki.data.storage import Progress, user_folder, write_atomically
from netsumiki.engine.errors import DataError, Problem, listing, quoted

FILE = "drawings.safetensors"
LEAST_CLASSES, LEAST_EXAMPLES = 2, 2
EVERY = 5  # of each class, for testing


@datasets.register("drawings", group="Pictures")
class Drawings(Dataset):
    """What you drew and kept, in MNIST's form: every fifth drawing of a class is for testing, the others are learnt.

    A class counts from its second drawing on, and there must be two such classes. A label may be any word.

    Shapes: inputs (N, 28, 28, 1), labels in the order of the class names
    """

    label = "My drawings"
    example_shape = (28, 28, 1)

    @property
    def class_count(self) -> int | None:
        try:
            labels = read_drawings(user_folder() / FILE)[1]
        except DataError:
            return None
        return len(usable(labels)) or None

    def load(self, data_dir: Path | str | None = None, progress: Progress | None = None) -> Data:
        named = Path(data_dir) / FILE if data_dir is not None else None
        pictures, labels = read_drawings(named if named and named.is_file() else user_folder() / FILE)
        names = usable(labels)
        if len(names) < LEAST_CLASSES:
            raise _too_few(labels)
        known = np.array(labels)
        rows = [np.flatnonzero(known == name) for name in names]
        tested = [r[EVERY - 1 :: EVERY] if len(r) >= EVERY else r[-1:] for r in rows]
        learnt = [np.setdiff1d(r, t) for r, t in zip(rows, tested, strict=True)]
        return Data("drawings", _split(pictures, learnt), _split(pictures, tested), tuple(names))


def further(data: Data, count: int) -> Split:
    """The oldest `count` kept drawings of the classes of another data set, to be learnt beside its own examples.

    A number instead of all, so that a recipe means the same after more has been drawn.
    Raises: `DataError` when fewer are kept, or the data are no pictures of their kind.
    """
    if data.input_shape != Drawings.example_shape or data.train.inputs.dtype != np.uint8:
        message = f"drawings are {Drawings.example_shape}, the examples of {data.name} are {data.input_shape}: "
        raise DataError(Problem("drawings-shape", message + "set extra_drawings to 0"))
    pictures, labels = read_drawings(user_folder() / FILE)
    numbers = {name: number for number, name in enumerate(data.class_names)}
    rows = [row for row, label in enumerate(labels) if label in numbers]
    if len(rows) < count:
        message = f"{count} of your drawings are to be learnt too, but {len(rows)} are kept whose label is a class of "
        message += f"{data.name}: draw more, or set extra_drawings to {len(rows)}"
        raise DataError(Problem("drawings-fewer", message, facts={"wanted": count, "kept": len(rows)}))
    some = rows[:count]
    return Split(pictures[some], np.array([numbers[labels[row]] for row in some], np.int64))


def usable(labels: Sequence[str]) -> list[str]:
    """The labels with enough drawings: numbers first, in their order, then words in theirs."""
    enough = [label for label, count in Counter(labels).items() if count >= LEAST_EXAMPLES]
    return sorted(enough, key=lambda label: (not label.isdecimal(), len(label) if label.isdecimal() else 0, label))


def write_drawings(path: Path, pictures: np.ndarray, labels: Sequence[str]) -> None:
    """Keep these pictures uint8 (N, 28, 28, 1) and their labels, in place of those that were in the file."""
    metadata = {"netsumiki": "drawings", "labels": json.dumps(list(labels))}
    write_atomically(path, save({"pictures": np.ascontiguousarray(pictures)}, metadata))


def read_drawings(path: Path) -> tuple[np.ndarray, list[str]]:
    """(pictures, labels); none when nothing was kept yet. Raises `DataError` when the file is damaged."""
    try:
        with safe_open(path, framework="numpy") as file:
            pictures, labels = file.get_tensor("pictures"), json.loads((file.metadata() or {})["labels"])
    except FileNotFoundError:
        return np.empty((0, 28, 28, 1), np.uint8), []
    except (SafetensorError, OSError, ValueError, KeyError):
        labels = None
    if not isinstance(labels, list) or len(labels) != len(pictures) or pictures.shape[1:] != (28, 28, 1):
        message = f"{path} is damaged: keep or delete a drawing in the studio, which writes it anew"
        raise DataError(Problem("drawings-damaged", message))
    return pictures, labels


def _split(pictures: np.ndarray, rows: list[np.ndarray]) -> Split:
    return Split(pictures[np.concatenate(rows)], np.repeat(np.arange(len(rows)), [len(r) for r in rows]))


def _too_few(labels: list[str]) -> DataError:
    counts = Counter(labels)
    have = listing([f"{count} of {quoted(label)}" for label, count in counts.most_common(10)])
    message = (
        f"your drawings are too few to learn from (kept: {have}): keep at least {LEAST_EXAMPLES} drawings each of "
    )
    message += f"{LEAST_CLASSES} classes; ten of each are a good beginning"
    return DataError(Problem("drawings-too-few", message, facts={"counts": dict(counts)}))
