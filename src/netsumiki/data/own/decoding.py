"""Looks at a picture file without trusting it: which format, how large, and its pixels, smaller where it is large."""

import io
import warnings

import numpy as np

from netsumiki.data.own.refusing import Unreadable
from netsumiki.data.picture import BROKEN, FORMATS, MAX_PIXELS

SIDE = 512
"""Nothing that is looked for needs more pixels along a side."""
SMALLEST_SIDE = 4


def looked_at(content: bytes) -> tuple[np.ndarray, tuple[int, int]]:
    """(uint8 (h, w, 1|3), at most `SIDE` along its sides; the picture's own (height, width)).

    Raises: `Unreadable`.
    """
    from PIL import Image, ImageOps  # here: only the worker needs them

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is odd in a file that can be read all the same
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                width, height = image.size
                check_size(width, height)
                image.draft("RGB" if image.mode not in ("1", "L") else "L", (SIDE, SIDE))  # JPEG: decoded smaller
                lying = image.size
                ImageOps.exif_transpose(image, in_place=True)  # telephones store which way up they were held
                if image.size != lying:
                    width, height = height, width
                return pixels(image), (height, width)
    except Image.DecompressionBombError:
        raise Unreadable("too-large", "it has far too many pixels: make it smaller") from None
    except MemoryError:
        raise Unreadable("too-large", "it does not fit into the memory for one picture: make it smaller") from None
    except Image.UnidentifiedImageError:
        known = ", ".join(FORMATS[:-1]) + f" or {FORMATS[-1]}"
        raise Unreadable("not-a-picture", f"it is no picture of a known kind: save it as {known}") from None
    except BROKEN:
        raise Unreadable("damaged", "it ends too early or is damaged: save it anew") from None


def check_size(width: int, height: int) -> None:
    """Raises: `Unreadable` before a pixel is decoded."""
    if width * height > MAX_PIXELS:
        message = f"it has {width} × {height} pixels, more than {MAX_PIXELS // 1_000_000} million: make it smaller"
        raise Unreadable("too-large", message)
    if min(width, height) < SMALLEST_SIDE:
        raise Unreadable("too-small", f"it has {width} × {height} pixels: there is nothing to see in it")


def pixels(image: "Image.Image") -> np.ndarray:  # type: ignore[name-defined]  # noqa: F821
    """uint8 (h, w, 1|3): what is transparent lies on white."""
    from PIL import Image

    image.load()
    factor = -(-max(image.size) // SIDE)
    if image.mode.startswith("I") or image.mode == "F":  # 16 bits: convert() would cut them off at 255
        deep = np.clip(np.asarray(image)[::factor, ::factor], 0, 65535)
        return (deep / np.float32(257)).astype(np.uint8)[..., np.newaxis]
    transparent = "A" in image.mode or "a" in image.mode or "transparency" in image.info
    if factor > 1:
        known = "RGBA" if transparent else "L" if image.mode in ("1", "L") else "RGB"
        image = image.convert(known).reduce(factor)
    if transparent:
        above = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", above.size, "white"), above)
    if image.mode in ("1", "L"):
        return np.asarray(image.convert("L"))[..., np.newaxis]
    return np.asarray(image.convert("RGB"))
