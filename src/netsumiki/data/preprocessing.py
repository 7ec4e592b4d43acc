"""The one way from pictures to a network's input; training, drawing, upload and every export use it."""

from typing import Any

import numpy as np

from netsumiki.data.placing import PLACINGS, placed
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.registry import Declared, Shape, option


class Preprocessing(Declared):
    """y = x / 255 (unit), (x / 255 - mean) / std (standard) or 2 x / 255 - 1 (signed); float32 features pass unchanged.

    Shapes: x uint8 (N, H, W, C) -> y float32 (N, H, W, C)
    """

    scale: str = option(
        "unit",
        choices=("unit", "standard", "signed"),
        help="Grey values from 0 to 1, centred around 0, or from -1 to 1.",
    )
    mean: float = option(0.1307, help="Mean grey value (of 0 to 1) that standard subtracts.")
    std: float = option(0.3081, gt=0, help="Standard deviation that standard divides by.")
    placing: str = option(
        "digit",
        choices=PLACINGS,
        help="How a picture of another size gets into the frame: a digit as MNIST has it, all of it with a margin, "
        "its middle, or stretched.",
    )
    invert: bool = option(False, help="Make dark of light and light of dark, after that.")

    def to_network(self, inputs: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        """float32 input of the network, written to `out` when it is given."""
        if inputs.dtype == np.float32:
            if out is None:
                return inputs
            np.copyto(out, inputs)
            return out
        return self.standardize(self.to_unit(inputs, out))

    def to_unit(self, inputs: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
        """The first half: grey values from 0 to 1. Augmentation works on these, since there the background is 0."""
        if inputs.dtype != np.uint8:
            message = f"pictures must be bytes (uint8), got {inputs.dtype}: give grey values from 0 to 255"
            raise DataError(Problem("preprocessing-type", message))
        return np.multiply(inputs, np.float32(1 / 255), out=out)

    def standardize(self, x: np.ndarray) -> np.ndarray:
        """The second half, in place."""
        if self.scale == "standard":
            x -= np.float32(self.mean)
            x *= np.float32(1 / self.std)
        elif self.scale == "signed":
            x *= np.float32(2)
            x -= np.float32(1)
        return x

    def to_pictures(self, y: np.ndarray) -> np.ndarray:
        """uint8 pictures from what a network made in the scale of `to_network`; points stay as they are."""
        if y.ndim < 4:
            return y.copy()
        if self.scale == "standard":
            y = y * np.float32(self.std) + np.float32(self.mean)
        elif self.scale == "signed":
            y = y * np.float32(0.5) + np.float32(0.5)
        return np.rint(np.clip(y, 0, 1) * np.float32(255)).astype(np.uint8)

    def from_picture(self, picture: Any, shape: Shape = (28, 28, 1)) -> np.ndarray:
        """uint8 `shape` (H, W, 1 or 3) from a path, an open file, a Pillow image or an array; see `picture.opened`.

        Raises: `DataError` when the picture cannot be read, is too large or empty, or the network reads no pictures.
        """
        from netsumiki.data.picture import coloured, normalized

        shape = tuple(shape)
        digit = self.placing == "digit"
        if len(shape) != 3 or shape[2] not in ((1,) if digit else (1, 3)):
            message = f"this network reads {shape}, which is no {'grey ' if digit else ''}picture: give it an array"
            message += " instead, or set data.preprocessing.placing to fit, crop or stretch" if digit else " instead"
            raise DataError(Problem("picture-for-network", message))
        made = normalized(picture, shape) if digit else placed(coloured(picture, shape[2]), shape, self.placing)
        return 255 - made if self.invert else made
