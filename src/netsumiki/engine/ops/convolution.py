"""Convolution as a few large matrix products over memory that is copied only KH times.

The textbook way (im2col) copies every input number KH · KW times before one matrix product. Here the rows are unfolded
only vertically: position (i, j) holds the column of KH · C numbers that a kernel at output row i sees in column j.

    U[n, i, j, kh, c] = x[n, i · sh + kh · dh − top, j − left, c]

A window is then KW neighbouring positions: one contiguous run of numbers. Runs that start KW positions apart do not
overlap, so they are the rows of an ordinary matrix *in place*, and KW such matrices (phases) cover all windows:

    y[phase p] = U[p : , as rows of KW · KH · C numbers] · W,   p = 0 … KW − 1

With few filters a product with so few columns wastes the processor. Then `tile` neighbouring outputs are computed
together from one run of tile + KW − 1 positions, by a banded matrix that holds the kernel `tile` times, each shifted:
more multiplications, yet fewer seconds (`make bench ARGS="--only generator-cnn"`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from netsumiki.engine.ops.sums import column_sums

Buffer = Callable[..., Any]


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


class Correlation:
    """y[n, i, j, f] = Σ x[n, i · sh + kh · dh − top, j · sw + kw · dw − left, c] · W[kh, kw, c, f]

    Shapes: x (N, H, W, C), W (KH, KW, C, F) → y (N, OH, OW, F), a view of memory lent by `buffer(name, *shape)`.
    """

    def __init__(self, window: Window, x_shape: tuple[int, ...], filters: int, buffer: Buffer, xp: Any = np):
        self.window, self.buffer, self.xp = window, buffer, xp
        self.x_shape, self.F = x_shape, filters
        (H, W, C), (KH, KW), stride = x_shape, window.kernel, window.strides[1]
        self.OH, self.OW = window.output_size(H, W)
        self.tile = min(range(1, min(self.OW, 24) + 1), key=self._cost)
        reach = (self.tile - 1) * stride + (KW - 1) * window.dilation[1] + 1  # positions seen by one tile
        self.phases = -(-reach // (self.tile * stride))
        self.step = self.phases * self.tile  # outputs from one row of a phase's matrix to the next
        self.row = -(-(W + window.left + window.right) // stride)  # outputs a row of positions could start: OW and more
        self.run = reach * KH * C  # numbers in one row of the matrix
        self._plans: dict[int, Any] = {}

        self._seen: dict[str, tuple[Any, Any]] = {}

    def _cost(self, tile: int) -> float:
        """Time of one output with this tile, in arbitrary units: what a product of depth K and N columns costs a row.

        The constants were fitted to timings of seven convolutions; a product of few columns wastes the processor.
        """
        w = self.window
        depth = ((tile - 1) * w.strides[1] + (w.kernel[1] - 1) * w.dilation[1] + 1) * w.kernel[0] * self.x_shape[2]
        columns = -(-tile * self.F // 4) * 4
        return (depth + 16) * (columns + 12) / tile

    def __call__(self, x: Any, W: Any, bias: Any = None) -> Any:
        self.unfold(x)
        return self.multiply(W, bias)

    def unfold(self, x: Any) -> None:
        """Copy x into U; see the module's text."""
        (H, width, _), KH, w = self.x_shape, self.window.kernel[0], self.window
        self.N = len(x)
        U, self.matrices, rest = self._unfolded(self.N)
        rest[...] = 0
        left, right = max(w.left, 0), min(w.left + width, U.shape[2])
        if left:
            U[:, :, :left] = 0
        if right < U.shape[2]:
            U[:, :, right:] = 0
        for kh in range(KH):
            offset = kh * w.dilation[0] - w.top  # input row of output row 0
            first = min(max(0, -(offset // w.strides[0])), self.OH)
            last = max(first, min(self.OH, (H - 1 - offset) // w.strides[0] + 1))
            if first:
                U[:, :first, :, kh] = 0
            if last < self.OH:
                U[:, last:, :, kh] = 0
            if first < last:
                start = first * w.strides[0] + offset
                rows = slice(start, start + (last - first - 1) * w.strides[0] + 1, w.strides[0])
                U[:, first:last, left:right, kh] = x[:, rows, left - w.left : right - w.left]

    def multiply(self, W: Any, bias: Any = None) -> Any:
        """y = U · W + bias for what was unfolded last."""
        y, lines, outputs, _ = self._outputs("y", self.N)
        band = self.band(W)
        for matrix, out in zip(self.matrices, outputs, strict=True):
            self.xp.matmul(matrix, band, out=out)
        if bias is not None:
            tiled = self.buffer("bias", self.row, self.F)
            tiled[...] = bias
            lines += tiled.reshape(-1)
        return y

    def band(self, W: Any) -> Any:
        """The kernel as a (run, tile · F) matrix: column block u holds it shifted by u outputs, zeros elsewhere."""
        band, diagonals = self._band("band")
        if self.tile > 1 or self.window.dilation[1] > 1:
            band.fill(0)
        diagonals[...] = W.transpose(1, 0, 2, 3)
        return band

    def weight_gradient(self, dy: Any) -> Any:
        """dW[kh, kw, c, f] = Σ x[…] · dy[n, i, j, f] for the x that was unfolded last; Shapes: (KH, KW, C, F)"""
        spread, self.dy_lines, rows, rest = self._outputs("dy", self.N)
        spread[...] = dy
        self.dy_lines[:, self.OW * self.F :] = 0
        rest[...] = 0
        total, diagonals = self._band("dband")
        for phase, (matrix, dy_rows) in enumerate(zip(self.matrices, rows, strict=True)):
            if phase == 0:
                self.xp.matmul(matrix.T, dy_rows, out=total)
            else:
                total += self.xp.matmul(matrix.T, dy_rows, out=self.buffer("dband+", *total.shape))
        dW = diagonals[0]
        if self.tile > 1:
            dW = self.xp.add.reduce(diagonals, axis=0, out=self.buffer("dW", *dW.shape))
        return dW.transpose(1, 0, 2, 3)

    def bias_gradient(self) -> Any:
        """db[f] = Σ dy[n, i, j, f] for the dy that `weight_gradient` was given last."""
        return column_sums(self.xp, self.dy_lines, self.buffer).reshape(self.row, self.F).sum(axis=0)

    # -- memory: the same few arrays seen in several ways -----------------------------------------------------

    def _blocks(self, N: int) -> int:
        return -(-N * self.OH * self.row // self.step)

    def _unfolded(self, N: int) -> tuple[Any, list[Any], Any]:
        """U, its matrices (one a phase), and the numbers behind U that the last rows reach."""
        C, KH, stride = self.x_shape[2], self.window.kernel[0], self.window.strides[1]
        pixel, positions, blocks = KH * C, N * self.OH * self.row * stride, self._blocks(N)
        memory = self.buffer("U", blocks * self.step * stride * pixel + self.run)

        def views():
            U = memory[: positions * pixel].reshape(N, self.OH, self.row * stride, KH, C)
            apart = self.step * stride * pixel
            starts = [phase * self.tile * stride * pixel for phase in range(self.phases)]
            matrices = [_rows(self.xp, memory, s, blocks, self.run, apart) for s in starts]
            return U, matrices, memory[positions * pixel :]

        return self._once("U", memory, views)

    def _outputs(self, name: str, N: int) -> tuple[Any, Any, list[Any], Any]:
        """An output-shaped array: as (N, OH, OW, F), as lines of `row` outputs, as rows per phase; what lies behind."""
        size, blocks, width = N * self.OH * self.row * self.F, self._blocks(N), self.tile * self.F
        memory = self.buffer(name, blocks * self.step * self.F)

        def views():
            lines = memory[:size].reshape(N * self.OH, self.row * self.F)
            y = lines.reshape(N, self.OH, self.row, self.F)[:, :, : self.OW]
            starts = [phase * width for phase in range(self.phases)]
            rows = [_rows(self.xp, memory, start, blocks, width, self.step * self.F) for start in starts]
            return y, lines, rows, memory[size:]

        return self._once(name, memory, views)

    def _band(self, name: str) -> tuple[Any, Any]:
        """A band matrix, and its diagonals as (tile, KW, KH, C, F)."""
        (KH, KW), C, columns = self.window.kernel, self.x_shape[2], self.tile * self.F
        band = self.buffer(name, self.run, columns)

        def views():
            line, position = columns * band.itemsize, KH * C * columns * band.itemsize
            shift = self.window.strides[1] * position + self.F * band.itemsize
            strides = (shift, self.window.dilation[1] * position, C * line, line, band.itemsize)
            return band, self.xp.lib.stride_tricks.as_strided(band, (self.tile, KW, KH, C, self.F), strides)

        return self._once(name, band, views)

    def _once(self, name: str, memory: Any, views: Callable[[], Any]) -> Any:
        """Views are made once for each array that the workspace lends under `name`."""
        seen = self._seen.get(name)
        if seen is None or seen[0] is not memory:
            seen = self._seen[name] = (memory, views())
        return seen[1]


def _rows(xp: Any, memory: Any, start: int, rows: int, width: int, apart: int) -> Any:
    """A (rows, width) matrix in place: each row begins `apart` numbers after the one before."""
    return xp.lib.stride_tricks.as_strided(memory[start:], (rows, width), (apart * memory.itemsize, memory.itemsize))


class InputGradient:
    """dx[n, h, w, c] = Σ dy[n, i, j, f] · W[kh, kw, c, f] over all (i, kh) with i · sh + kh · dh − top = h

    Columns alike. Shapes: dy (N, OH, OW, F), W (KH, KW, C, F) → dx (N, H, W, C). With stride 1 this is one correlation
    of dy with the kernel turned by 180°. With stride s the pixels of dx fall into s × s interleaved pictures, each a
    correlation with every s-th row and column of the kernel: no multiplication with inserted zeros.

    Source: Shi et al., Is the deconvolution layer the same as a convolutional layer?, 2016
    """

    def __init__(self, window: Window, x_shape: tuple[int, ...], filters: int, buffer: Buffer, xp: Any = np):
        self.x_shape, self.buffer, self.xp = x_shape, buffer, xp
        OH, OW = window.output_size(*x_shape[:2])
        rows = _interleaved(window.strides[0], window.dilation[0], window.kernel[0], window.top, x_shape[0], OH)
        columns = _interleaved(window.strides[1], window.dilation[1], window.kernel[1], window.left, x_shape[1], OW)
        self.parts = []
        for r, (dx_rows, taps_h, size_h, top, bottom) in enumerate(rows):
            for c, (dx_columns, taps_w, size_w, left, right) in enumerate(columns):
                part = Window((size_h, size_w), (1, 1), window.dilation, top, bottom, left, right)
                lend = _named(buffer, f"part{r}{c}/")
                correlation = Correlation(part, (OH, OW, filters), x_shape[2], lend, xp)
                self.parts.append((dx_rows, dx_columns, taps_h, taps_w, correlation))
        self.covered = len(self.parts) == window.strides[0] * window.strides[1]

    def __call__(self, dy: Any, W: Any) -> Any:
        if len(self.parts) == 1 and self.covered:
            return self.parts[0][4](dy, W[::-1, ::-1].transpose(0, 1, 3, 2))
        dx = self.buffer("dx", len(dy), *self.x_shape)
        if not self.covered:  # pixels that no window touches
            dx.fill(0)
        for dx_rows, dx_columns, taps_h, taps_w, correlation in self.parts:
            kernel = W[taps_h, taps_w][::-1, ::-1].transpose(0, 1, 3, 2)
            dx[:, dx_rows, dx_columns] = correlation(dy, kernel)
        return dx


def _interleaved(stride: int, dilation: int, kernel: int, before: int, size: int, out: int) -> list[Any]:
    """For each residue of the stride along one axis: (pixels, kernel taps, how many, zeros before, zeros after)."""
    parts = []
    for residue in range(stride):
        taps = len(range(residue, kernel, stride))
        first = -((residue - before) // stride)  # smallest q with a pixel at stride · q + residue − before
        last = (size - 1 + before - residue) // stride
        if taps == 0 or last < first:
            continue
        pad = (taps - 1) * dilation - first
        rest = (last - first + 1) - out - pad + (taps - 1) * dilation
        pixels = slice(stride * first + residue - before, size, stride)
        parts.append((pixels, slice(residue, None, stride), taps, pad, rest))
    return parts


def _named(buffer: Buffer, prefix: str) -> Buffer:
    return lambda name, *shape, **kind: buffer(prefix + name, *shape, **kind)
