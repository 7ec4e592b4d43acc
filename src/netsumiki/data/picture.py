"""Reads pictures, and brings any picture of a character into MNIST's form: light ink on black, centred by mass.

Every step is a few lines of arithmetic, so that the exported programs can do exactly the same.
"""

import struct
import zlib
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from netsumiki.data.placing import resampling, rim
from netsumiki.engine.errors import DataError, Problem, listing
from netsumiki.engine.registry import Shape

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
GREY = np.array([0.299, 0.587, 0.114])  # luma weights, ITU-R BT.601


def normalized(picture: Any, shape: Shape = (SIZE, SIZE, 1)) -> np.ndarray:
    """uint8 `shape`, which is grey, from whatever `opened` reads: in 28 × 28 the ink fills a box of 20.

    Raises: `DataError` when the picture cannot be read, is too large, or shows nothing.
    Source: the size normalisation of LeCun, Bottou, Bengio, Haffner, "Gradient-based learning …" (1998), III-A.
    """
    ink = _ink(_grey(picture))
    ink = ink[_extent(ink.max(axis=1)), _extent(ink.max(axis=0))]
    longest, box = max(ink.shape), floor(BOX / SIZE * min(shape[:2]) + 0.5)
    height, width = (max(1, floor(box * n / longest + 0.5)) for n in ink.shape)
    rows, columns = (resampling(*sizes).astype(np.float32) for sizes in zip(ink.shape, (height, width), strict=True))
    small = rows @ ink @ columns.T
    small *= 255 / small.max()  # a thin pen must not become a faint one
    image = np.zeros(shape, np.uint8)
    top, left = (_offset(small.sum(axis=1 - axis), small.shape[axis], shape[axis]) for axis in (0, 1))
    image[top : top + height, left : left + width, 0] = np.floor(small + 0.5)
    return image


# -- ink ------------------------------------------------------------------------------------------------------------


def _ink(grey: np.ndarray) -> np.ndarray:
    """How much each pixel differs from the background towards the ink, 0 to 1. The background is what the rim shows."""
    edge = rim(grey)
    background = float(np.median(edge))
    ink = grey - background if background < 0.5 else background - grey
    strongest = float(ink.max())
    if strongest < MIN_CONTRAST:
        raise _refuse("picture-empty", "the picture shows nothing: draw or photograph a digit on a plain background")
    noise = float(
        np.quantile(np.abs(edge - background), 0.9)
    )  # paper grain and shadow; ink that touches the rim is less
    noise = min(noise, strongest / 2)
    return np.maximum(ink - noise, 0) / (strongest - noise)


def _extent(profile: np.ndarray) -> slice:
    found = np.flatnonzero(profile > FAINT)
    return slice(found[0], found[-1] + 1)


def _offset(mass: np.ndarray, length: int, size: int) -> int:
    """Where `length` pixels begin so that their centre of mass comes nearest to the middle, as in every MNIST image."""
    centre = float(mass @ np.arange(length)) / float(mass.sum())
    return min(max(floor(size / 2 - centre + 0.5), 0), size - length)


# -- reading ----------------------------------------------------------------------------------------------------------


def coloured(picture: Any, channels: int) -> np.ndarray:
    """float64 (H, W, channels) from 0 to 255, of 1 channel or 3; what is transparent shows white paper."""
    array = opened(picture)
    array = array.astype(np.float64) if array.dtype == np.uint8 else array * 255.0
    if array.shape[2] == 4:
        cover = array[..., 3:] / 255
        array = array[..., :3] * cover + 255 * (1 - cover)
    if array.shape[2] == channels:
        return array
    return (array @ GREY)[..., np.newaxis] if channels == 1 else np.repeat(array, 3, axis=2)


def _grey(picture: Any) -> np.ndarray:
    """float32 (H, W) from 0 to 1; a transparent background becomes black and what covers it white."""
    array = opened(picture)
    array = array.astype(np.float32) / np.float32(255) if array.dtype == np.uint8 else array.astype(np.float32)
    if array.shape[2] == 4:
        array = _without_alpha(array)
    return array @ GREY.astype(np.float32) if array.shape[2] == 3 else array[..., 0]


def opened(picture: Any) -> np.ndarray:
    """(H, W, 1, 3 or 4), bytes from 0 to 255 or floats from 0 to 1.

    From a path, an open binary file, a Pillow image, or an array (H, W) or (H, W, 1, 3 or 4) of bytes, of floats from
    0 to 1, or of yes and no.
    Raises: `DataError` when the picture cannot be read or is too large.
    """
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
    numbers = array.dtype.kind in "bf" and np.isfinite(array).all() and array.min() >= 0 and array.max() <= 1
    if not (array.dtype == np.uint8 or numbers):
        raise _refuse(
            "picture-values",
            f"got {array.dtype} pixels that do not go from 0 to 1: give bytes, or divide by the largest",
        )
    return array[..., np.newaxis] if array.ndim == 2 else array


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
    return np.asarray(image.convert("L" if image.mode in ("1", "L") else "RGB").reduce(factor))


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_large(f" of {width} × {height}")


def _too_large(size: str = "") -> DataError:
    millions = MAX_PIXELS // 1_000_000
    return _refuse("picture-too-large", f"a picture{size} has more than {millions} million pixels: make it smaller")


def _refuse(code: str, message: str) -> DataError:
    return DataError(Problem(code, message))
