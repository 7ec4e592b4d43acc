"""Arrays in files, read a few pictures at a time: what the header promises is compared with what is there."""

from collections.abc import Iterator
from math import isqrt, prod
from typing import IO

import numpy as np

from netsumiki.data.own.sources.source import damaged_file
from netsumiki.engine.registry import Shape

AT_ONCE = 4 << 20
MOST_PICTURES = 500_000
MOST_SIDE = 4_096
MOST_LABEL_BYTES = 64 << 20


def chunks(file: IO[bytes], name: str, shape: Shape, dtype: np.dtype) -> Iterator[np.ndarray]:
    """The array (N, …) in pieces (n, …); it holds as many bytes as its shape says, and nothing follows.

    Raises: `DataError` when it does not.
    """
    size = prod(shape[1:]) * dtype.itemsize
    per_chunk = max(1, AT_ONCE // max(1, size))
    for start in range(0, shape[0], per_chunk):
        count = min(per_chunk, shape[0] - start)
        content = exactly(file, name, count * size)
        yield np.frombuffer(content, dtype).reshape(count, *shape[1:])
    if file.read(1):
        raise damaged_file(name, "holds more than its header says: it is damaged, get it anew")


def exactly(file: IO[bytes], name: str, count: int) -> bytearray:
    """So many bytes; a header that lies costs no memory."""
    content = bytearray()
    while len(content) < count:
        piece = file.read(min(1 << 20, count - len(content)))
        if not piece:
            raise damaged_file(name, "ends before the last picture that its header says: it is damaged, get it anew")
        content += piece
    return content


def labels(file: IO[bytes], name: str, shape: Shape, dtype: np.dtype) -> list[str]:
    """The class of each picture as text: numbers (N,), (N, 1) or one-hot (N, classes), or words (N,)."""
    if prod(shape) * dtype.itemsize > MOST_LABEL_BYTES or len(shape) not in (1, 2) or dtype.kind not in "uibfUS":
        raise damaged_file(name, f"holds labels {dtype} {shape}: give one whole number or one word for each picture")
    found = np.concatenate([*chunks(file, name, shape, dtype)] or [np.zeros(shape, dtype)])
    if found.ndim == 2:
        found = found[:, 0] if shape[1] == 1 else found.argmax(axis=1)
    if found.dtype.kind == "S":
        return [one.decode("utf-8", "replace") for one in found.tolist()]
    if found.dtype.kind == "U":
        return found.tolist()
    if not np.isfinite(found.astype(float)).all() or (found.astype(float) % 1).any():
        raise damaged_file(name, "holds labels that are no whole numbers: give each picture the number of its class")
    return [str(int(one)) for one in found]


def pictures_shape(name: str, shape: Shape) -> tuple[int, int, int, bool]:
    """(H, W, C, whether the colours come first) of one picture, from the shape of the whole array.

    (N, H, W), (N, H, W, 1 or 3), (N, 1 or 3, H, W), or flat: (N, side²), (N, 3 · side²).
    """
    match shape[1:]:
        case (count,) if side := side_of(count):
            found = side, side, 1, False
        case (count,) if count % 3 == 0 and (side := side_of(count // 3)):
            found = side, side, 3, True
        case (height, width):
            found = height, width, 1, False
        case (height, width, 1 | 3 as channels):
            found = height, width, channels, False
        case (1 | 3 as channels, height, width):
            found = height, width, channels, True
        case _:
            found = 0, 0, 0, False
    if not (0 < found[0] <= MOST_SIDE and 0 < found[1] <= MOST_SIDE and 0 < shape[0] <= MOST_PICTURES):
        message = f"has the shape {shape}: pictures are (N, height, width), (N, height, width, 1 or 3), or flat squares"
        raise damaged_file(name, f"{message}, and at most {MOST_PICTURES:,} of them")
    return found


def side_of(count: int) -> int:
    """The side of a square of so many pixels; 0 when it is none of a picture."""
    side = isqrt(count)
    return side if side * side == count and 8 <= side <= MOST_SIDE else 0


class Bytes:
    """Brings pixels to bytes: 0 to 255, 0 to 1 or -1 to 1; which of them, is decided by the first pictures."""

    def __init__(self, name: str):
        self.name = name
        self.factor: float | None = None
        self.offset = 0.0

    def __call__(self, pixels: np.ndarray) -> np.ndarray:
        """uint8 of the same shape. Raises `DataError` for what is none of these."""
        if pixels.dtype == np.uint8:
            return pixels
        if pixels.dtype == bool:
            return pixels.astype(np.uint8) * np.uint8(255)
        with np.errstate(all="ignore"):
            values = pixels.astype(np.float32)
        if self.factor is None:
            largest, whole = float(values.max(initial=0)), pixels.dtype.kind in "ui"
            self.factor = 1.0 if whole or largest > 1 else 255.0
            if not whole and float(values.min(initial=0)) < 0:
                self.factor, self.offset = 127.5, 127.5
        values = values * np.float32(self.factor) + np.float32(self.offset)
        if not (np.isfinite(values).all() and values.min(initial=0) >= -0.5 and values.max(initial=0) < 255.5):
            raise damaged_file(self.name, "holds numbers that are no grey values: give bytes, or numbers from 0 to 1")
        return np.rint(values).astype(np.uint8)


def arranged(pixels: np.ndarray, form: tuple[int, int, int, bool]) -> np.ndarray:
    """(n, H, W, C) of the pictures in a piece of the array."""
    height, width, channels, first = form
    if first:
        return pixels.reshape(-1, channels, height, width).transpose(0, 2, 3, 1)
    return pixels.reshape(-1, height, width, channels)
