"""Brings any picture of a character into MNIST's form: light ink on black, in a box of 20, centred by mass in 28 × 28.

Every step is a few lines of arithmetic, so that the exported programs can do exactly the same.
"""

import struct
import zlib
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from netsumiki.engine.errors import DataError, Problem, listing

if TYPE_CHECKING:
    from PIL.Image import Image

SIZE = 28
BOX = 20
FORMATS = ("PNG", "JPEG", "BMP", "GIF", "WEBP")
MAX_PIXELS = 25_000_000
LARGE = 1000  # pixels along a side: photographs are first made smaller than this, which saves memory and time
MIN_CONTRAST = 16 / 255
FAINT = 0.1  # of the strongest ink: the halo of a JPEG or a sharpened picture must not widen the box
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    ArithmeticError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What Pillow raises on damaged files."""
GREY = np.array([0.299, 0.587, 0.114], np.float32)  # luma weights, ITU-R BT.601


def normalized(picture: Any) -> np.ndarray:
    """uint8 (28, 28, 1) from a path, an open binary file, a Pillow image or an array.

    Arrays are (H, W), (H, W, 1), (H, W, 3) or (H, W, 4), bytes from 0 to 255 or floats from 0 to 1.
    Raises: `DataError` when the picture cannot be read, is too large, or shows nothing.
    Source: the size normalisation of LeCun, Bottou, Bengio, Haffner, "Gradient-based learning …" (1998), III-A.
    """
    ink = _ink(_grey(picture))
    ink = ink[_extent(ink.max(axis=1)), _extent(ink.max(axis=0))]
    longest = max(ink.shape)
    height, width = (max(1, floor(BOX * n / longest + 0.5)) for n in ink.shape)
    small = _resampling(ink.shape[0], height) @ ink @ _resampling(ink.shape[1], width).T
    small *= 255 / small.max()  # a thin pen must not become a faint one
    image = np.zeros((SIZE, SIZE, 1), np.uint8)
    top, left = (_offset(small.sum(axis=1 - axis), small.shape[axis]) for axis in (0, 1))
    image[top : top + height, left : left + width, 0] = np.floor(small + 0.5)
    return image


# -- ink ------------------------------------------------------------------------------------------------------------


def _ink(grey: np.ndarray) -> np.ndarray:
    """How much each pixel differs from the background towards the ink, 0 to 1. The background is what the rim shows."""
    rim = np.concatenate([grey[0], grey[-1], grey[1:-1, 0], grey[1:-1, -1]])
    background = float(np.median(rim))
    ink = grey - background if background < 0.5 else background - grey
    strongest = float(ink.max())
    if strongest < MIN_CONTRAST:
        raise _refuse("picture-empty", "the picture shows nothing: draw or photograph a digit on a plain background")
    noise = float(
        np.quantile(np.abs(rim - background), 0.9)
    )  # paper grain and shadow; ink that touches the rim is less
    noise = min(noise, strongest / 2)
    return np.maximum(ink - noise, 0) / (strongest - noise)


def _extent(profile: np.ndarray) -> slice:
    found = np.flatnonzero(profile > FAINT)
    return slice(found[0], found[-1] + 1)


# -- size and place ---------------------------------------------------------------------------------------------------


def _resampling(source: int, target: int) -> np.ndarray:
    """Matrix (target, source) that averages over the area of each new pixel, or interpolates when it enlarges."""
    scale = source / target
    if scale >= 1:
        edges = np.arange(target + 1) * scale
        pixels = np.arange(source)
        overlap = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
        return (np.maximum(overlap, 0) / scale).astype(np.float32)
    centres = np.clip((np.arange(target) + 0.5) * scale - 0.5, 0, source - 1)
    return np.maximum(0, 1 - np.abs(centres[:, None] - np.arange(source))).astype(np.float32)


def _offset(mass: np.ndarray, length: int) -> int:
    """Where `length` pixels begin so that their centre of mass comes nearest to pixel 14, as in every MNIST image."""
    centre = float(mass @ np.arange(length)) / float(mass.sum())
    return min(max(floor(SIZE / 2 - centre + 0.5), 0), SIZE - length)


# -- reading ----------------------------------------------------------------------------------------------------------


def _grey(picture: Any) -> np.ndarray:
    """float32 (H, W) from 0 to 1; a transparent background becomes black and what covers it white."""
    if isinstance(picture, str | Path) or hasattr(picture, "read"):
        array = _decoded(picture)
    elif hasattr(picture, "getexif"):
        _check_size(*picture.size)
        array = _pixels(picture)
    else:
        array = np.asarray(picture)
    if array.ndim not in (2, 3) or 0 in array.shape or (array.ndim == 3 and array.shape[2] not in (1, 3, 4)):
        raise _refuse(
            "picture-shape", f"a picture must be (H, W) or (H, W, 1, 3 or 4), got {array.shape}: give one at a time"
        )
    _check_size(array.shape[1], array.shape[0])
    if array.dtype == np.uint8:
        array = array.astype(np.float32) / np.float32(255)
    elif array.dtype.kind in "bf" and np.isfinite(array).all() and array.min() >= 0 and array.max() <= 1:
        array = array.astype(np.float32)
    else:
        raise _refuse(
            "picture-values",
            f"got {array.dtype} pixels that do not go from 0 to 1: give bytes, or divide by the largest",
        )
    if array.ndim == 3 and array.shape[2] == 4:
        array = _without_alpha(array)
    if array.ndim == 3:
        array = array @ GREY if array.shape[2] == 3 else array[..., 0]
    return array


def _without_alpha(array: np.ndarray) -> np.ndarray:
    """What is opaque is the ink where the rim is transparent (a drawing without its paper); else the paper is white."""
    colour, alpha = array[..., :3], array[..., 3:]
    rim = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
    if np.median(rim) < 0.5:
        return alpha
    return colour * alpha + (1 - alpha)


def _decoded(file: str | Path | BinaryIO) -> np.ndarray:
    from PIL import Image  # here: slow to import, and training does not need it

    name = str(file) if isinstance(file, str | Path) else "the picture"
    try:
        with Image.open(file, formats=FORMATS) as image:
            _check_size(*image.size)
            return _pixels(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except FileNotFoundError:
        raise _refuse("picture-unreadable", f"there is no file {name}: check its name") from None
    except BROKEN:
        message = f"{name} cannot be read as a picture: save it anew as {listing(FORMATS)}".replace(" and ", " or ")
        raise _refuse("picture-unreadable", message) from None


def _pixels(image: "Image") -> np.ndarray:
    from PIL import ImageOps

    factor = max(image.size) // LARGE + 1
    image = ImageOps.exif_transpose(image)  # telephones store which way up they were held
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits: convert() would cut them off at 255
        return np.clip(np.asarray(image, np.float32), 0, 65535) / np.float32(65535)
    if "A" in image.mode or "a" in image.mode or "transparency" in image.info:
        return np.asarray(image.convert("RGBA").reduce(factor))
    return np.asarray(image.convert("L").reduce(factor))


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_large(f" of {width} × {height}")


def _too_large(size: str = "") -> DataError:
    millions = MAX_PIXELS // 1_000_000
    return _refuse("picture-too-large", f"a picture{size} has more than {millions} million pixels: make it smaller")


def _refuse(code: str, message: str) -> DataError:
    return DataError(Problem(code, message))
