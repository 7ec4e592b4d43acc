"""Where a kernel looks: window geometry, and how windows are gathered into matrices."""

from dataclasses import dataclass
from typing import Any

LARGEST_TILE = 24
BAND = 20  # what writing one number of the banded matrix costs, in the units of `Tiling.cost`
CALL = 150_000  # what calling a product costs, in the units of `Tiling.cost`: some microseconds


@dataclass(frozen=True)
class Window:
    """Kernel size, strides and dilation, and the rows and columns of zeros around the picture (negative: cropped)."""

    kernel: tuple[int, int]
    strides: tuple[int, int] = (1, 1)
    dilation: tuple[int, int] = (1, 1)
    top: int = 0
    bottom: int = 0
    left: int = 0
    right: int = 0

    @staticmethod
    def padded(kernel, strides, dilation, padding: Any, size: tuple[int, int]) -> "Window":
        """The window for `padding` "valid", "same" (output = ⌈input / stride⌉) or a pair of numbers, on a picture."""
        sides = []
        for axis in (0, 1):
            if padding == "same":
                out = -(-size[axis] // strides[axis])
                total = max((out - 1) * strides[axis] + (kernel[axis] - 1) * dilation[axis] + 1 - size[axis], 0)
                sides += [total // 2, total - total // 2]
            else:
                sides += [0, 0] if padding == "valid" else [padding[axis], padding[axis]]
        return Window(tuple(kernel), tuple(strides), tuple(dilation), *sides)

    def output_size(self, height: int, width: int) -> tuple[int, int]:
        """OH = ⌊(H + top + bottom − dilation · (KH − 1) − 1) / stride⌋ + 1, and OW alike; below 1 if too small."""
        rows = height + self.top + self.bottom - self.dilation[0] * (self.kernel[0] - 1) - 1
        columns = width + self.left + self.right - self.dilation[1] * (self.kernel[1] - 1) - 1
        return rows // self.strides[0] + 1, columns // self.strides[1] + 1

    def reach(self, tile: int) -> int:
        """Positions in a row that `tile` neighbouring outputs look at."""
        return (tile - 1) * self.strides[1] + (self.kernel[1] - 1) * self.dilation[1] + 1


@dataclass(frozen=True)
class Tiling:
    """How the windows of a row of positions become rows of matrices that lie in place (see `ops.convolution`).

    Matrix m begins at output `starts[m]`; its rows are `apart` outputs apart, each yields `tile` neighbouring outputs.
    A line of memory holds `outputs` outputs, computed from `positions` positions; `flowing` matrices run on across the
    ends of lines.
    """

    tile: int
    starts: tuple[int, ...]
    apart: int
    outputs: int
    positions: int
    flowing: bool

    @staticmethod
    def flow(window: Window, width: int, tile: int) -> "Tiling":
        """Few matrices with many rows each: rows begin one run apart wherever that is.

        Lines are as long as the padded picture, so the outputs beyond the last column are computed in vain.
        """
        stride = window.strides[1]
        phases = -(-window.reach(tile) // (tile * stride))
        line = -(-(width + window.left + window.right) // stride)
        starts = tuple(phase * tile for phase in range(phases))
        return Tiling(tile, starts, phases * tile, line, line * stride, True)

    @staticmethod
    def columns(window: Window, width: int, tile: int, columns: int) -> "Tiling":
        """One matrix for each column of tiles, one row for each line: nothing in vain, outputs without gaps."""
        positions = width + window.left + window.right
        return Tiling(tile, tuple(range(0, columns, tile)), columns, columns, positions, False)

    @staticmethod
    def cheapest(window: Window, width: int, columns: int, depth: int, filters: int, lines: int) -> "Tiling":
        """The tiling that takes the least time for a batch of so many lines, by the estimate in `cost`."""
        tiles = range(1, min(columns, LARGEST_TILE) + 1)
        candidates = [Tiling.columns(window, width, t, columns) for t in tiles if columns % t == 0]
        candidates += [Tiling.flow(window, width, t) for t in tiles]
        return min(candidates, key=lambda t: t.cost(window.reach(t.tile) * depth, t.tile * filters, lines))

    def rows(self, lines: int) -> int:
        """Rows of each matrix for a batch of so many lines (pictures times output rows)."""
        return -(-lines * self.outputs // self.apart) if self.flowing else lines

    def cost(self, depth: int, columns: int, lines: int) -> float:
        """Time in arbitrary units: a product costs a call, and for each of its rows about (K + 16) (N + 12).

        N counts as more when it is no multiple of four. The banded matrix (K, N) must be written once. Fitted to
        timings of seven convolutions with OpenBLAS.
        """
        width = columns if columns % 4 == 0 else columns // 4 * 4 + 8
        return BAND * depth * columns + len(self.starts) * (CALL + self.rows(lines) * (depth + 16) * (width + 12))
