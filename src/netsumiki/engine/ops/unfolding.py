"""Pictures copied so that every window lies in memory as one run of numbers, in blocks that stay in the cache.

The rows are unfolded only vertically: position (i, j) holds the column of KH · C numbers that a kernel at output row i
sees in column j. A window is then KW neighbouring positions.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from netsumiki.engine.ops.window import Window

Buffer = Callable[..., Any]
CACHE = 256 * 1024  # numbers that are unfolded at once: they should still lie in the cache when a product reads them


class Unfolding:
    """U[n, i, j, kh, c] = x[n, i · sh + kh · dh − top, j − left, c], zero outside of the picture

    Shapes: x (n, H, W, C) → memory of n · rows · positions · KH · C numbers, lent by `buffer(name, *shape)`.
    """

    def __init__(self, window: Window, x_shape: tuple[int, ...], rows: int, buffer: Buffer):
        self.window, self.x_shape, self.rows, self.buffer = window, x_shape, rows, buffer
        self.depth = window.kernel[0] * x_shape[2]  # numbers in one position
        self.once = Once()

    def __call__(self, x: Any, positions: int, spare: int = 0) -> Any:
        """The memory that U lies in; behind U follow at least `spare` zeros."""
        shape = (len(x), self.rows, positions, self.window.kernel[0], self.x_shape[2])
        size = len(x) * self.rows * positions * self.depth
        memory = self.buffer("U", size + spare)
        borders, copies = self.once((len(x), positions), memory, lambda: self._places(memory[:size].reshape(shape)))
        if spare:
            memory[size:] = 0
        for border in borders:
            border[...] = 0
        for place, rows, columns in copies:
            place[...] = x[:, rows, columns]
        return memory

    def _places(self, U: Any) -> tuple[list[Any], list[Any]]:
        """Where U is zero, and (place, rows, columns): which part of x goes where."""
        (H, width, _), w = self.x_shape, self.window
        left, right = max(w.left, 0), min(w.left + width, U.shape[2])
        columns = slice(left - w.left, right - w.left)
        borders, copies = [U[:, :, :left], U[:, :, right:]], []
        for kh in range(w.kernel[0]):
            offset = kh * w.dilation[0] - w.top  # input row of output row 0
            first = min(max(0, -(offset // w.strides[0])), self.rows)
            last = max(first, min(self.rows, (H - 1 - offset) // w.strides[0] + 1))
            borders += [U[:, :first, :, kh], U[:, last:, :, kh]]
            if first < last:
                start = first * w.strides[0] + offset
                rows = slice(start, start + (last - first - 1) * w.strides[0] + 1, w.strides[0])
                copies.append((U[:, first:last, left:right, kh], rows, columns))
        return [b for b in borders if b.size], copies

    def blocks(self, count: int, positions: int) -> list[slice]:
        """So many pictures in blocks of one size (the last may be smaller) that fit into the cache."""
        most = max(1, CACHE // (self.rows * positions * self.depth))
        size = -(-count // -(-count // most)) if count else 1
        return [slice(start, min(start + size, count)) for start in range(0, count, size)]


class Once:
    """Views of lent memory, made once for each key as long as the memory is the same."""

    def __init__(self) -> None:
        self._seen: dict[Any, tuple[Any, Any]] = {}

    def __call__(self, key: Any, memory: Any, views: Callable[[], Any]) -> Any:
        seen = self._seen.get(key)
        if seen is None or seen[0] is not memory:
            seen = self._seen[key] = (memory, views())
        return seen[1]


def in_place(xp: Any, memory: Any, start: int, rows: int, width: int, apart: int) -> Any:
    """A (rows, width) matrix in place: each row begins `apart` numbers after the one before."""
    return xp.lib.stride_tricks.as_strided(memory[start:], (rows, width), (apart * memory.itemsize, memory.itemsize))


def banded(
    once: Once, name: str, lend: Any, window: Window, tile: int, C: int, F: int, xp: Any = np
) -> tuple[Any, Any]:
    """A matrix (reach, tile · F) lent as `name` that holds a kernel `tile` times, each shifted by a stride; and where.

    The second are its diagonals as (tile, KW, KH, C, F); between them lie zeros if there is anything between them.
    """
    (KH, KW), columns = window.kernel, tile * F
    band = lend(name, window.reach(tile) * KH * C, columns)

    def diagonals() -> Any:
        line, position = columns * band.itemsize, KH * C * columns * band.itemsize
        strides = (
            window.strides[1] * position + F * band.itemsize,
            window.dilation[1] * position,
            C * line,
            line,
            band.itemsize,
        )
        return xp.lib.stride_tricks.as_strided(band, (tile, KW, KH, C, F), strides)

    return band, once(name, band, diagonals)
