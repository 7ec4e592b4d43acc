"""Makes more of the training examples by a fixed rule, without taking memory for them."""

import numpy as np

from netsumiki.data.dataset import Split
from netsumiki.data.lazy import Windows, unfit
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.registry import Declared, Pair, Registry, Shape, option


class Enlargement(Declared):
    """Base of the registered enlargements."""

    def problems(self, shape: Shape) -> list[Problem]:
        """Why it does not fit examples of this shape; nothing if it does."""
        raise NotImplementedError

    def enlarged(self, split: Split) -> Split:
        """The examples that are made of those of `split`. Raises `DataError` when it does not fit them."""
        raise NotImplementedError


enlargements: Registry[Enlargement] = Registry("enlargement")


@enlargements.register("windows")
class WindowGrid(Enlargement):
    """The middle of every picture, set at each place of a grid: 7 × 11 places make 77 pictures of one."""

    label = "Moved window"
    window: Pair = option((21, 17), ge=1, le=1024, help="Height and width of the middle part that is moved.")
    grid: Pair = option((7, 11), ge=1, le=256, help="At how many heights it stands, and at how many places across.")
    turns: bool = option(False, help="Also turn each of them by 90, 180 and 270 degrees.")

    def problems(self, shape: Shape) -> list[Problem]:
        if len(shape) != 3:
            message = "an enlargement moves parts of pictures, these examples are none: leave it out"
            return [Problem("enlargement-input", message, "data")]
        return unfit(shape[:2], self.window, self.grid, self.turns)

    def enlarged(self, split: Split) -> Split:
        if problems := self.problems(split.input_shape):
            raise DataError(*problems)
        windows = Windows(split.inputs, self.window, self.grid, self.turns)
        return Split(windows, np.repeat(split.labels, windows.count))
