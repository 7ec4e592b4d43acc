"""Strokes: digits written by a simulated hand, for machines without network. Seeded, made once and kept."""

import os
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from math import prod
from pathlib import Path
from threading import main_thread

import numpy as np

from netsumiki.data import hand, pen
from netsumiki.data.dataset import Data, Dataset, Split, datasets
from netsumiki.data.digit_forms import DIGITS
from netsumiki.data.storage import Progress, locked, user_folder, written_atomically
from netsumiki.engine.errors import DataError
from netsumiki.engine.registry import Shape, option

TRAINING, TESTING = 60_000, 10_000
PIECE = 2_500
"""Images drawn from one random stream; pieces are drawn by several threads at once."""
AT_ONCE = 4
"""Pieces that are drawn while somebody waits for them, about a second in all."""
READ = 1 << 20
"""Bytes of the file that are read at a time."""
VERSION = 1
"""To be raised when the code draws other pictures; forms and habits are noticed by themselves."""


@datasets.register("strokes", group="Pictures")
class Strokes(Dataset):
    """70,000 digits drawn with a simulated pen, in MNIST's form: made on this machine in seconds, without network.

    Several forms for each digit, each varied in shape, proportions, slant, thickness and pressure.

    Shapes: inputs (60000, 28, 28, 1) and (10000, 28, 28, 1), labels 0 to 9
    """

    example_shape = (28, 28, 1)
    classes: Shape | None = option(None, ge=0, le=9, help="Keep only these digits; nothing means all ten.")
    limit: int | None = option(None, ge=1, le=TRAINING, help="Keep only the first so many training examples.")

    @property
    def class_count(self) -> int:
        return 10 if self.classes is None else len(self.classes)

    def load(self, data_dir: Path | str | None = None, progress: Progress | None = None) -> Data:
        images, labels = _kept(user_folder() / "strokes", progress)
        train, test = Split(images[:TRAINING], labels[:TRAINING]), Split(images[TRAINING:], labels[TRAINING:])
        return Data("strokes", train, test, tuple("0123456789")).keep(self.classes, self.limit)


def drawn(digits: np.ndarray, stream: np.random.Generator) -> np.ndarray:
    """uint8 (N, 28, 28, 1): a picture of each of these digits."""
    boxes = np.empty((len(digits), pen.BOX, pen.BOX), np.float32)
    for digit, forms in enumerate(DIGITS):
        rows = np.flatnonzero(digits == digit)
        weights = np.array([form.weight for form in forms])
        chosen = stream.choice(len(forms), len(rows), p=weights / weights.sum())
        for number, form in enumerate(forms):
            boxes[rows[chosen == number]] = hand.written(form, int((chosen == number).sum()), stream)
    return pen.centred(boxes)


def generate(count: int, progress: Progress | None = None) -> tuple[np.ndarray, np.ndarray]:
    """(images, labels) of `count` digits, as many of each; always the same, on however many threads."""
    from threadpoolctl import threadpool_limits  # here: loading kept digits does not need it

    images, labels = np.empty((count, pen.SIZE, pen.SIZE, 1), np.uint8), np.empty(count, np.int64)

    def piece(start: int) -> int:
        if not main_thread().is_alive():
            raise RuntimeError("the program ends: nobody will look at these digits")
        stop = min(start + PIECE, count)
        images[start:stop], labels[start:stop] = _piece(start, stop)
        return stop

    # One BLAS thread each: on products this small more of them only wait for one another (88 s instead of 4).
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(os.cpu_count()) as pool:
        for stop in pool.map(piece, range(0, count, PIECE)):
            if progress:
                progress("Drawing digits", stop, count)
    return images, labels


def excerpt(start: int, count: int) -> np.ndarray:
    """So many images of the whole set from `start` on, without making the others."""
    return _excerpt(start, count)[0]


def beginning(dataset: Strokes, tests: int) -> Data | None:
    """What its `load` gives, with the first so many tests, and without making the others. `None`: that takes long."""
    each = max(PIECE // 10 * dataset.class_count, 1)  # of the digits that are kept, in every piece
    training, testing = (-(-count // each) for count in (dataset.limit or TRAINING, tests))
    if training + testing > AT_ONCE:
        return None
    train, test = _excerpt(0, min(training * PIECE, TRAINING)), _excerpt(TRAINING, testing * PIECE)
    data = Data("strokes", Split(*train), Split(*test), tuple("0123456789")).keep(dataset.classes, dataset.limit)
    return replace(data, test=data.test.take(slice(tests)))


def _excerpt(start: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    stop = min(start + count, TRAINING + TESTING)
    images, labels = [np.empty((0, pen.SIZE, pen.SIZE, 1), np.uint8)], [np.empty(0, np.int64)]
    for first in range(start - start % PIECE, stop, PIECE):
        own = slice(max(start - first, 0), stop - first)
        images.append(_kept_piece(first)[0][own])
        labels.append(_kept_piece(first)[1][own])
    return np.concatenate(images), np.concatenate(labels)


@lru_cache(maxsize=AT_ONCE)
def _kept_piece(start: int) -> tuple[np.ndarray, np.ndarray]:
    return _piece(start, min(start + PIECE, TRAINING + TESTING))


def _piece(start: int, stop: int) -> tuple[np.ndarray, np.ndarray]:
    stream = np.random.default_rng([VERSION, start])
    labels = stream.permutation(np.arange(stop - start) % 10)
    return drawn(labels, stream), labels


def _kept(folder: Path, progress: Progress | None) -> tuple[np.ndarray, np.ndarray]:
    """The whole set from `folder`, or made and put there; where nothing can be written it is made each time."""
    file = folder / _file_name()
    if (found := _read(file)) is not None:
        return found
    made = None
    try:
        with locked(folder):
            if (found := _read(file)) is not None:  # another process was faster
                return found
            made = generate(TRAINING + TESTING, progress)
            for outdated in folder.glob("strokes-*.np?"):
                with suppress(OSError):  # another program may still look at it
                    outdated.unlink()
            with written_atomically(file) as target:
                both = np.concatenate([made[0].ravel(), made[1].astype(np.uint8)])
                np.save(target, np.append(both, _check(zlib.crc32(both.data))))
    except DataError:
        pass
    return _read(file) or made or generate(TRAINING + TESTING, progress)


def is_made() -> bool:
    """Whether all of them lie on this machine, so that they need only be read."""
    return (user_folder() / "strokes" / _file_name()).is_file()


def _file_name() -> str:
    return f"strokes-{zlib.crc32(repr((VERSION, PIECE, hand.POINTS, hand.HABITS, DIGITS)).encode()):08x}.npy"


def _read(file: Path) -> tuple[np.ndarray, np.ndarray] | None:
    """The images, which stay on the disk until they are looked at, and the labels; behind these lies a check sum."""
    shape, found = (TRAINING + TESTING, pen.SIZE, pen.SIZE, 1), 0
    labels, end = prod(shape), prod(shape) + shape[0]
    try:
        kept = np.load(file, mmap_mode="r", allow_pickle=False)
        if kept.shape != (end + len(_check(0)),) or kept.dtype != np.uint8:
            return None
        for start in range(0, end, READ):  # read, not looked at: that would take memory for all of it
            piece = np.fromfile(file, np.uint8, min(READ, end - start), offset=kept.offset + start)
            found = zlib.crc32(piece.data, found)
    except (OSError, ValueError, EOFError):
        return None  # absent or damaged: it is made anew
    if not np.array_equal(kept[end:], _check(found)):
        return None
    return kept[:labels].reshape(shape), kept[labels:end].astype(np.int64)


def _check(crc: int) -> np.ndarray:
    """A check sum as bytes."""
    return np.array([crc], "<u4").view(np.uint8)
