"""Hands out training batches: each epoch a permutation, each batch prepared in pieces by whichever thread wants one."""

import threading
from collections.abc import Iterator
from typing import Any

import numpy as np

from netsumiki.data.augmentation import Augmenter
from netsumiki.data.dataset import Split
from netsumiki.data.portions import portion
from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.workspace import Streams

PIECE = 64
"""Rows prepared at a time, fewer of large pictures: their pixels and what augmentation needs stay in the cache."""


class Batch:
    """Some examples of one epoch: `labels` (size,), `size`, `epoch`, `index` (both from 0), and their `inputs()`."""

    __slots__ = ("_batches", "_drawn", "_rows", "epoch", "index", "labels", "size")

    def __init__(self, batches: "Batches", rows: np.ndarray, labels: np.ndarray, drawn: Any, epoch: int, index: int):
        self._batches, self._rows, self._drawn = batches, rows, drawn
        self.labels, self.size, self.epoch, self.index = labels, len(rows), epoch, index

    def inputs(self, start: int = 0, stop: int | None = None, out: np.ndarray | None = None) -> np.ndarray:
        """float32 (stop - start, …): these examples of the batch, preprocessed and augmented.

        Threads may ask for different pieces at once; but for rounding, what they get does not depend on the cuts.
        """
        stop = self.size if stop is None else stop
        shape = (stop - start, *self._batches.split.input_shape)
        out = np.empty(shape, np.float32) if out is None else out
        piece = portion(shape[1:], PIECE)
        for at in range(start, stop, piece):
            upto = min(at + piece, stop)
            self._batches.prepare(self._rows[at:upto], self._drawn, at, out[at - start : upto - start])
        return out


class Batches:
    """An endless supply of batches from a split; the last of an epoch may be short, unless only `whole` ones count.

    Takes its order from the stream "batches" and its distortions from the stream "augmentation", so that neither shifts
    the other. `state()` and `restore()` continue bit-identically, also in the middle of an epoch.
    """

    def __init__(
        self,
        split: Split,
        preprocessing: Preprocessing,
        batch_size: int,
        streams: Streams,
        augmenter: Augmenter | None = None,
        shuffle: bool = True,
        whole: bool = False,
    ):
        if batch_size < 1:
            raise DataError(Problem("batch-size", f"batch size must be at least 1, got {batch_size}"))
        self.split, self.preprocessing, self.batch_size, self.streams = split, preprocessing, int(batch_size), streams
        self.augmenter = augmenter if augmenter else None
        if self.augmenter and split.inputs.dtype != np.uint8:
            raise DataError(
                Problem("augmentation-input", "augmentation needs pictures, these examples are numbers: leave it out")
            )
        self.shuffle, self.whole = shuffle, whole and len(split) > batch_size
        self.epoch, self.index = 0, 0
        self._order: np.ndarray | None = None
        self._epoch_state: Any = None
        self._scratch = threading.local()

    @property
    def batches_per_epoch(self) -> int:
        return len(self.split) // self.batch_size if self.whole else -(-len(self.split) // self.batch_size)

    def next(self) -> Batch:
        """The next batch, of a new epoch when this one is used up. Cheap: inputs are made when they are asked for."""
        if self._order is None:
            self._begin_epoch()
        elif self.index >= self.batches_per_epoch:
            self.epoch, self.index = self.epoch + 1, 0
            self._begin_epoch()
        start = self.index * self.batch_size
        rows = self._order[start : start + self.batch_size]  # type: ignore[index]
        drawn = (
            self.augmenter.draw(self.streams["augmentation"], len(rows), self.split.input_shape)
            if self.augmenter
            else None
        )
        batch = Batch(self, rows, self.split.labels[rows], drawn, self.epoch, self.index)
        self.index += 1
        return batch

    def rest_of_epoch(self) -> Iterator[Batch]:
        """The batches of this epoch that are still to come; all of them when none was taken yet or all were."""
        yield self.next()
        while self.index < self.batches_per_epoch:
            yield self.next()

    def state(self) -> dict[str, Any]:
        """JSON from which `restore` continues with the next batch."""
        state = {"epoch": self.epoch, "index": self.index, "order_stream": self._epoch_state}
        return state | {"augmentation_stream": self.streams["augmentation"].bit_generator.state}

    def restore(self, state: dict[str, Any]) -> None:
        """Continue where `state()` was taken; split, batch size and augmentation must be the same."""
        self._order = None
        if state["order_stream"] is not None:
            self.streams["batches"].bit_generator.state = state["order_stream"]
            self._begin_epoch()
        self.streams["augmentation"].bit_generator.state = state["augmentation_stream"]
        self.epoch, self.index = state["epoch"], state["index"]

    def _begin_epoch(self) -> None:
        stream = self.streams["batches"]
        self._epoch_state = stream.bit_generator.state  # the order can be drawn again from this, so it is not stored
        self._order = stream.permutation(len(self.split)) if self.shuffle else np.arange(len(self.split))

    def prepare(self, rows: np.ndarray, drawn: Any, first: int, out: np.ndarray) -> None:
        """Fill `out` with these rows; `first` is the place of the first of them in its batch."""
        inputs = self.split.inputs
        if inputs.dtype != np.uint8:
            np.take(inputs, rows, axis=0, out=out, mode="clip")  # clip: the mode that writes to `out` without a copy
            return
        n, scratch = len(rows), self._scratch
        if getattr(scratch, "pixels", None) is None:
            example = self.split.input_shape
            scratch.pixels = np.empty((portion(example, PIECE), *example), np.uint8)
        pixels = np.take(inputs, rows, axis=0, out=scratch.pixels[:n], mode="clip")
        if self.augmenter is None:
            self.preprocessing.to_network(pixels, out)
            return
        if getattr(scratch, "images", None) is None:
            scratch.images = np.empty(scratch.pixels.shape, np.float32)
        images = self.preprocessing.to_unit(pixels, scratch.images[:n])
        self.augmenter.apply(images, tuple(numbers[first : first + n] for numbers in drawn), out)
        self.preprocessing.standardize(out)
