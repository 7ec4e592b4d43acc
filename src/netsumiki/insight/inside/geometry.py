"""Which pixels meet through which kernel position, along rows and columns: the sums of every layer with windows.

A convolution makes a small picture of a large one, a transposed one a large of a small one; both join pixel r of the
large one with pixel i of the small one through kernel position k if r = i · stride + k · dilation − before.
"""

from dataclasses import dataclass

import numpy as np

from netsumiki.engine.ops.window import Window

Pairs = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Axis:
    """One axis: `kernel` positions; `large` and `small` pixels."""

    kernel: int
    stride: int
    dilation: int
    before: int
    large: int
    small: int

    def first(self, i: int) -> int:
        """Where the window of the small pixel i begins; may lie outside."""
        return i * self.stride - self.before

    def of_small(self, i: int) -> Pairs:
        """(k, r): the large pixels that the small pixel i meets."""
        k = np.arange(self.kernel)
        return self._inside(k, self.first(i) + k * self.dilation, self.large)

    def of_large(self, r: int) -> Pairs:
        """(k, i): the small pixels that the large pixel r meets."""
        k = np.arange(self.kernel)
        i, beside = np.divmod(r + self.before - k * self.dilation, self.stride)
        return self._inside(k[beside == 0], i[beside == 0], self.small)

    def of_tap(self, k: int) -> Pairs:
        """(r, i): the pixels that meet through kernel position k."""
        i = np.arange(self.small)
        i, r = self._inside(i, i * self.stride + k * self.dilation - self.before, self.large)
        return r, i

    @staticmethod
    def _inside(other: np.ndarray, pixel: np.ndarray, count: int) -> Pairs:
        inside = (pixel >= 0) & (pixel < count)
        return other[inside], pixel[inside]


@dataclass(frozen=True)
class Geometry:
    """Rows and columns together; every answer lists pairs (K, 2)."""

    rows: Axis
    columns: Axis

    @staticmethod
    def of(window: Window, large: tuple[int, ...], small: tuple[int, ...]) -> "Geometry":
        axes = [
            Axis(window.kernel[a], window.strides[a], window.dilation[a], before, large[a], small[a])
            for a, before in ((0, window.top), (1, window.left))
        ]
        return Geometry(*axes)

    def start(self, i: int, j: int) -> tuple[int, int]:
        """Where the window of the small pixel (i, j) begins."""
        return self.rows.first(i), self.columns.first(j)

    def of_small(self, i: int, j: int) -> Pairs:
        """(kernel positions, large pixels) that the small pixel meets."""
        return crossed(self.rows.of_small(i), self.columns.of_small(j))

    def of_large(self, r: int, c: int) -> Pairs:
        """(kernel positions, small pixels) that the large pixel meets."""
        return crossed(self.rows.of_large(r), self.columns.of_large(c))

    def of_tap(self, kh: int, kw: int) -> Pairs:
        """(large pixels, small pixels) that meet through this kernel position."""
        return crossed(self.rows.of_tap(kh), self.columns.of_tap(kw))


def crossed(rows: Pairs, columns: Pairs) -> Pairs:
    """Each pair of rows with each pair of columns."""
    first, second = (
        np.stack([np.repeat(row, len(column)), np.tile(column, len(row))], axis=1)
        for row, column in zip(rows, columns, strict=True)
    )
    return first, second


def with_channels(places: np.ndarray, channels: int) -> np.ndarray:
    """Each place (K, 2) with each channel, (K · channels, 3)."""
    column = np.tile(np.arange(channels), len(places))
    return np.concatenate([np.repeat(places, channels, axis=0), column[:, np.newaxis]], axis=1)


def in_channel(places: np.ndarray, channel: int) -> np.ndarray:
    """Each place (K, axes) in this one channel, (K, axes + 1)."""
    return np.concatenate([places, np.full((len(places), 1), channel)], axis=1)
