"""Convolution as a few large matrix products over memory that is copied only KH times.

The textbook way (im2col) copies every input number KH · KW times before one matrix product. Here the rows are unfolded
only vertically: position (i, j) holds the column of KH · C numbers that a kernel at output row i sees in column j.

    U[n, i, j, kh, c] = x[n, i · sh + kh · dh − top, j − left, c]

A window is then KW neighbouring positions: one contiguous run of numbers. Runs that do not overlap are the rows of an
ordinary matrix *in place*. Two ways to gather all windows into such matrices (`window.Tiling` chooses):

- columns: one matrix for each output column j, one row for each line (n, i) of the batch;
- flow: runs that begin KW positions apart, across all lines; KW such matrices cover all windows. These few products
  are long even for a single picture, but also compute what lies between the lines.

With few filters a product with so few columns wastes the processor. Then `tile` neighbouring outputs are computed
together from one run of tile + KW − 1 positions, by a banded matrix that holds the kernel `tile` times, each shifted:
more multiplications, yet fewer seconds (`make bench ARGS="--only generator-cnn"`).
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from netsumiki.engine.ops.sums import column_sums
from netsumiki.engine.ops.window import Tiling, Window

Buffer = Callable[..., Any]


class Correlation:
    """y[n, i, j, f] = Σ x[n, i · sh + kh · dh − top, j · sw + kw · dw − left, c] · W[kh, kw, c, f]

    Shapes: x (N, H, W, C), W (KH, KW, C, F) → y (N, OH, OW, F), a view of memory lent by `buffer(name, *shape)`.
    """

    def __init__(self, window: Window, x_shape: tuple[int, ...], filters: int, buffer: Buffer, xp: Any = np):
        self.window, self.buffer, self.xp = window, buffer, xp
        self.x_shape, self.F = x_shape, filters
        H, width, C = x_shape
        self.OH, self.OW = window.output_size(H, width)
        self.depth = window.kernel[0] * C  # numbers in one position
        self.tilings: dict[int, Tiling] = {}
        self._seen: dict[str, tuple[Any, Any]] = {}

    def __call__(self, x: Any, W: Any, bias: Any = None) -> Any:
        self.unfold(x)
        return self.multiply(W, bias)

    def unfold(self, x: Any) -> None:
        """Copy x into U; see the module's text."""
        self.N = len(x)
        if self.N not in self.tilings:
            sizes = (self.x_shape[1], self.OW, self.depth, self.F, self.N * self.OH)
            self.tilings[self.N] = Tiling.cheapest(self.window, *sizes)
        self.tiling = self.tilings[self.N]
        self.matrices, borders, copies = self._unfolded()
        for border in borders:
            border[...] = 0
        for place, rows, columns in copies:
            place[...] = x[:, rows, columns]

    def multiply(self, W: Any, bias: Any = None) -> Any:
        """y = U · W + bias for what was unfolded last."""
        y, lines, outputs, _ = self._outputs("y")
        band = self.band(W)
        for matrix, out in zip(self.matrices, outputs, strict=True):
            self.xp.matmul(matrix, band, out=out)
        if bias is not None:
            tiled = self.buffer("bias", self.tiling.outputs, self.F)
            tiled[...] = bias
            lines += tiled.reshape(-1)
        return y

    def band(self, W: Any) -> Any:
        """The kernel as a (run, tile · F) matrix: column block u holds it shifted by u outputs, zeros elsewhere."""
        band, diagonals = self._band("band")
        if self.tiling.tile > 1 or self.window.dilation[1] > 1:
            band.fill(0)
        diagonals[...] = W.transpose(1, 0, 2, 3)
        return band

    def weight_gradient(self, dy: Any) -> Any:
        """dW[kh, kw, c, f] = Σ x[…] · dy[n, i, j, f] for the x that was unfolded last; Shapes: (KH, KW, C, F)"""
        if not self.tiling.flowing and dy.flags.c_contiguous:
            self.dy_lines = dy.reshape(self.N * self.OH, -1)
            rows = self._columns(self.dy_lines)
        else:
            spread, self.dy_lines, rows, behind = self._outputs("dy")
            spread[...] = dy
            self.dy_lines[:, self.OW * self.F :] = 0
            behind[...] = 0
        total, diagonals = self._band("dband")
        for number, (matrix, dy_rows) in enumerate(zip(self.matrices, rows, strict=True)):
            if number == 0:
                self.xp.matmul(matrix.T, dy_rows, out=total)
            else:
                total += self.xp.matmul(matrix.T, dy_rows, out=self.buffer("dband+", *total.shape))
        dW = diagonals[0]
        if self.tiling.tile > 1:
            dW = self.xp.add.reduce(diagonals, axis=0, out=self.buffer("dW", *dW.shape))
        return dW.transpose(1, 0, 2, 3)

    def bias_gradient(self) -> Any:
        """db[f] = Σ dy[n, i, j, f] for the dy that `weight_gradient` was given last."""
        return column_sums(self.xp, self.dy_lines, self.buffer).reshape(-1, self.F).sum(axis=0)

    # -- memory: the same few arrays seen in several ways -----------------------------------------------------

    def _unfolded(self) -> tuple[list[Any], list[Any], list[Any]]:
        """The matrices that lie in U; the places of U that are zero; (place, rows, columns of x to copy there)."""
        C, KH, stride, t = self.x_shape[2], self.window.kernel[0], self.window.strides[1], self.tiling
        lines, run = self.N * self.OH, self.window.reach(t.tile) * self.depth
        rows = t.rows(lines)
        apart = t.apart * stride if t.flowing else t.positions
        size = lines * t.positions * self.depth
        memory = self.buffer("U", max(size, rows * apart * self.depth + run * t.flowing))

        def views():
            U = memory[:size].reshape(self.N, self.OH, t.positions, KH, C)
            starts = [start * stride * self.depth for start in t.starts]
            matrices = [_in_place(self.xp, memory, s, rows, run, apart * self.depth) for s in starts]
            borders, copies = self._places(U)
            behind = memory[size:]  # the last rows of flowing matrices reach beyond the last line
            return matrices, [b for b in [behind, *borders] if b.size], copies

        return self._once("U", memory, views)

    def _places(self, U: Any) -> tuple[list[Any], list[Any]]:
        """Where U is zero, and which part of x goes where: U[n, i, j, kh] = x[n, i · sh + kh · dh − top, j − left]."""
        (H, width, _), w = self.x_shape, self.window
        left, right = max(w.left, 0), min(w.left + width, U.shape[2])
        columns = slice(left - w.left, right - w.left)
        borders, copies = [U[:, :, :left], U[:, :, right:]], []
        for kh in range(w.kernel[0]):
            offset = kh * w.dilation[0] - w.top  # input row of output row 0
            first = min(max(0, -(offset // w.strides[0])), self.OH)
            last = max(first, min(self.OH, (H - 1 - offset) // w.strides[0] + 1))
            borders += [U[:, :first, :, kh], U[:, last:, :, kh]]
            if first < last:
                start = first * w.strides[0] + offset
                rows = slice(start, start + (last - first - 1) * w.strides[0] + 1, w.strides[0])
                copies.append((U[:, first:last, left:right, kh], rows, columns))
        return borders, copies

    def _outputs(self, name: str) -> tuple[Any, Any, list[Any], Any]:
        """An output-shaped array: as (N, OH, OW, F), as lines, as rows of each matrix's product; what lies behind."""
        t, lines = self.tiling, self.N * self.OH
        size, width, apart = lines * t.outputs * self.F, t.tile * self.F, t.apart * self.F
        count = t.rows(lines)
        memory = self.buffer(name, max(size, count * apart))

        def views():
            whole = memory[:size].reshape(lines, t.outputs * self.F)
            y = whole.reshape(self.N, self.OH, t.outputs, self.F)[:, :, : self.OW]
            rows = [_in_place(self.xp, memory, s * self.F, count, width, apart) for s in t.starts]
            return y, whole, rows, memory[size:]

        return self._once(name, memory, views)

    def _columns(self, lines: Any) -> list[Any]:
        """The columns of tiles of an output-shaped array without gaps."""
        width = self.tiling.tile * self.F
        return [lines[:, s * self.F : s * self.F + width] for s in self.tiling.starts]

    def _band(self, name: str) -> tuple[Any, Any]:
        """A band matrix, and its diagonals as (tile, KW, KH, C, F)."""
        (KH, KW), C, tile = self.window.kernel, self.x_shape[2], self.tiling.tile
        columns = tile * self.F
        band = self.buffer(name, self.window.reach(tile) * self.depth, columns)

        def views():
            line, position = columns * band.itemsize, self.depth * columns * band.itemsize
            shift = self.window.strides[1] * position + self.F * band.itemsize
            strides = (shift, self.window.dilation[1] * position, C * line, line, band.itemsize)
            return band, self.xp.lib.stride_tricks.as_strided(band, (tile, KW, KH, C, self.F), strides)

        return self._once(name, band, views)

    def _once(self, name: str, memory: Any, views: Callable[[], Any]) -> Any:
        """Views are made once for each array that the workspace lends under `name`."""
        seen = self._seen.get(name)
        if seen is None or seen[0] is not memory:
            seen = self._seen[name] = (memory, views())
        return seen[1]


def _in_place(xp: Any, memory: Any, start: int, rows: int, width: int, apart: int) -> Any:
    """A (rows, width) matrix in place: each row begins `apart` numbers after the one before."""
    return xp.lib.stride_tricks.as_strided(memory[start:], (rows, width), (apart * memory.itemsize, memory.itemsize))
