"""What a competition for digits gives and wants to have: a table of pixels, and a line for each picture of it."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np

from netsumiki.data.own.sources.container import Folder
from netsumiki.data.own.sources.pixel_table import PixelTable
from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.registry import Shape

HEADER = "ImageId", "Label"


def read_pictures(path: Path | str, shape: Shape) -> np.ndarray:
    """uint8 (N, *shape): the pictures of a table of pixels (CSV), in the order of its lines.

    Raises: `DataError` when it is none, a line is wrong, or its pictures have another shape.
    """
    path = Path(path)
    table = PixelTable(Folder(path.parent, only=[path.name]), [path.name])
    pictures: list[Any] = [one.content for one in table.candidates()]
    if table.refused:
        wrong = table.refused[0]
        raise DataError(Problem("submission-line", f"{wrong.name} cannot be read: {wrong.message}; every line counts"))
    if not pictures:
        message = f"{path} is no table of pixels: give the competition's test.csv"
        raise DataError(Problem("submission-table", message))
    stacked = np.stack(pictures)
    if stacked.shape[1:] != tuple(shape):
        message = (
            f"the pictures of {path} are {stacked.shape[1:]}, the model reads {tuple(shape)}: choose another model"
        )
        raise DataError(Problem("submission-shape", message))
    return stacked


def write_submission(path: Path | str, probabilities: np.ndarray, class_names: Sequence[str]) -> None:
    """A CSV file with the likeliest class of each picture; they are counted from 1, in the order of the test file.

    Raises: `DataError` when it cannot be written.
    """
    write_atomically(Path(path), submission(class_names[k] for k in probabilities.argmax(axis=1)))


def submission(labels: Iterable[str]) -> bytes:
    """The content of such a file: a header, and each label with the number of its picture."""
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEADER, *enumerate(labels, 1)])
    return text.getvalue().encode()
