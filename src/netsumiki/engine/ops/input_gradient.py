"""The input gradient of a convolution, which is also what a transposed convolution computes."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from netsumiki.engine.ops.convolution import Correlation
from netsumiki.engine.ops.unfolding import Buffer, Once, Unfolding, banded, in_place
from netsumiki.engine.ops.window import Window

SPARSE = 4  # with so many times fewer windows than pixels and taps, each window is placed whole
FEW_TAPS = 64  # with one channel and no more than this many taps, adding up products is quicker than unfolding


class InputGradient:
    """dx[n, h, w, c] = Σ dy[n, i, j, f] · W[kh, kw, c, f] over all (i, kh) with i · sh + kh · dh − top = h, + bias[c]

    Columns alike. Shapes: dy (N, OH, OW, F), W (KH, KW, C, F) → dx (N, H, W, C). With stride 1 this is one correlation
    of dy with the kernel turned by 180°; the other cases are `Interleaved`, `Folded` and `Placed`.
    """

    def __init__(self, window: Window, x_shape: tuple[int, ...], filters: int, buffer: Buffer, xp: Any = np):
        dy_shape = (*window.output_size(*x_shape[:2]), filters)
        taps, buffer = window.kernel[0] * window.kernel[1], _named(buffer, "spread ")
        if SPARSE * dy_shape[0] * dy_shape[1] <= min(taps, x_shape[0] * x_shape[1]):
            self.compute: Any = Placed(window, x_shape, buffer, xp)
        elif x_shape[2] == 1 and filters > 1 and taps <= FEW_TAPS:
            self.compute = Folded(window, x_shape, dy_shape, buffer, xp)
        elif window.strides != (1, 1):
            self.compute = Interleaved(window, x_shape, dy_shape, buffer, xp)
        else:
            self.compute = Turned(window, x_shape, dy_shape, buffer, xp)

    def __call__(self, dy: Any, W: Any, bias: Any = None) -> Any:
        return self.compute(dy, W, bias)


class Turned:
    """With stride 1: a correlation of dy with the kernel turned by 180° and its channels exchanged."""

    def __init__(self, window: Window, x_shape: tuple[int, ...], dy_shape: tuple[int, ...], buffer: Buffer, xp: Any):
        (row,), (column,) = _axis(window, 0, x_shape[0], dy_shape[0]), _axis(window, 1, x_shape[1], dy_shape[1])
        borders = (row.before, row.after, column.before, column.after)
        turned = Window(window.kernel, (1, 1), window.dilation, *borders)
        self.correlation = Correlation(turned, dy_shape, x_shape[2], buffer, xp)

    def __call__(self, dy: Any, W: Any, bias: Any) -> Any:
        return self.correlation(dy, W[::-1, ::-1].transpose(0, 1, 3, 2), bias)


class Interleaved:
    """With stride s the pixels of dx fall into s × s interleaved pictures.

    Each is a correlation of dy with every s-th row and column of the kernel: no multiplication with inserted zeros.
    Pictures of the same rows share what is unfolded, and every product writes its pixels straight into dx.

    Source: Shi et al., Is the deconvolution layer the same as a convolutional layer?, 2016
    """

    def __init__(self, window: Window, x_shape: tuple[int, ...], dy_shape: tuple[int, ...], buffer: Buffer, xp: Any):
        self.x_shape, self.stride, self.buffer, self.xp = x_shape, window.strides, buffer, xp
        self.lines = -(-x_shape[0] // self.stride[0])  # of dx in each interleaved picture; the last may lie below it
        self.rows = [r for r in _axis(window, 0, x_shape[0], dy_shape[0]) if r.taps]
        self.columns = [c for c in _axis(window, 1, x_shape[1], dy_shape[1]) if c.taps]
        self.covered = len(self.rows) == window.strides[0] and len(self.columns) == window.strides[1]
        self.left = max((c.before for c in self.columns), default=0)
        reach = [self.left - c.before + c.count + (c.taps - 1) * window.dilation[1] for c in self.columns]
        self.positions = max(reach, default=1)
        self.unfoldings, self.kernels = [], {}
        for r in self.rows:
            part = Window((r.taps, 1), (1, 1), window.dilation, r.before, 0, self.left)
            self.unfoldings.append(Unfolding(part, dy_shape, self.lines, _named(buffer, f"rows {r.first} ")))
            for c in self.columns:
                self.kernels[r, c] = Window((r.taps, c.taps), (1, 1), window.dilation)
        self.once = Once()

    def __call__(self, dy: Any, W: Any, bias: Any) -> Any:
        (H, width, C), N = self.x_shape, len(dy)
        memory = self.buffer("dx", N, self.lines * self.stride[0], width, C)
        if not self.covered:  # pixels that no window touches
            memory.fill(0)
        bands = {(r, c): self._band(r, c, W) for r in self.rows for c in self.columns}
        if bias is not None:
            line = self.buffer("bias", width, C)
            line[...] = bias
        deepest = max(self.unfoldings, key=lambda u: u.depth, default=None)
        for block in deepest.blocks(N, self.positions) if deepest else [slice(0, N)]:
            for r, unfolding in zip(self.rows, self.unfoldings, strict=True):
                U = unfolding(dy[block], self.positions)
                for c in self.columns:
                    for matrix, out in self._products(U, unfolding.depth, memory, block, r, c):
                        self.xp.matmul(matrix, bands[r, c], out=out)
            if bias is not None:
                lines = memory[block].reshape(-1, width * C)
                lines += line.reshape(-1)
        return memory[:, :H]

    def _band(self, r: "Phase", c: "Phase", W: Any) -> Any:
        F = W.shape[3]
        kernel = self.kernels[r, c]
        name = f"band {r.first} {c.first}"
        band, diagonals = banded(self.once, name, self.buffer, kernel, 1, F, self.x_shape[2], self.xp)
        if kernel.dilation[1] > 1:
            band.fill(0)
        mine = W[r.residue :: self.stride[0], c.residue :: self.stride[1]][::-1, ::-1]
        diagonals[...] = mine.transpose(1, 0, 3, 2)
        return band

    def _products(self, U: Any, depth: int, dx: Any, block: slice, r: "Phase", c: "Phase") -> Any:
        """(matrix of windows, where their outputs go) for each column of the interleaved picture."""
        _, width, C = self.x_shape
        count, run = (block.stop - block.start) * self.lines, self.kernels[r, c].reach(1) * depth
        apart = self.stride[0] * width * C  # from one line of the interleaved picture to the next
        flat = dx.reshape(-1)

        def windows():
            starts = [(self.left - c.before + j) * depth for j in range(c.count)]
            return [in_place(self.xp, U, start, count, run, self.positions * depth) for start in starts]

        def pixels():
            first = block.start * self.lines * apart + r.first * width * C
            starts = [first + (c.first + j * self.stride[1]) * C for j in range(c.count)]
            return [in_place(self.xp, flat, start, count, C, apart) for start in starts]

        places = self.once((r, c, block.start, count), dx, pixels)
        return zip(self.once((r, c, count), U, windows), places, strict=True)


class Placed:
    """With few windows and large kernels: each pixel of dy gives a whole window of products, added where it lies.

    A kernel as large as the picture has one window, and this is a dense layer. Turned around, the kernel would meet
    almost nothing but zeros: 28 × 28 with 100 filters take 250 times as long.
    """

    def __init__(self, window: Window, x_shape: tuple[int, ...], buffer: Buffer, xp: Any):
        self.window, self.x_shape, self.buffer, self.xp = window, x_shape, buffer, xp

    def __call__(self, dy: Any, W: Any, bias: Any) -> Any:
        (KH, KW), (H, width, C), w, (N, OH, OW, F) = self.window.kernel, self.x_shape, self.window, dy.shape
        pixels = self.buffer("pixels", OH, OW, N, F)
        pixels[...] = dy.transpose(1, 2, 0, 3)
        products = self.buffer("products", OH * OW * N, KH * KW * C)
        self.xp.matmul(pixels.reshape(-1, F), W.reshape(-1, F).T, out=products)
        windows = products.reshape(OH, OW, N, KH, KW, C)
        dx = self.buffer("dx", N, H, width, C)
        dx[...] = 0 if bias is None else bias
        for i in range(OH):
            rows, taps = _meeting(i * w.strides[0] - w.top, w.dilation[0], H, KH)
            for j in range(OW):
                columns, across = _meeting(j * w.strides[1] - w.left, w.dilation[1], width, KW)
                dx[:, rows, columns] += windows[i, j][:, taps, across]
        return dx


class Folded:
    """With one channel: the products of every pixel of dy with every tap of the kernel, added up where they belong."""

    def __init__(self, window: Window, x_shape: tuple[int, ...], dy_shape: tuple[int, ...], buffer: Buffer, xp: Any):
        self.x_shape, self.dy_shape, self.buffer, self.xp = x_shape, dy_shape, buffer, xp
        self.taps = []
        for kh in range(window.kernel[0]):
            for kw in range(window.kernel[1]):
                rows = _meeting(kh * window.dilation[0] - window.top, window.strides[0], x_shape[0], dy_shape[0])
                columns = _meeting(kw * window.dilation[1] - window.left, window.strides[1], x_shape[1], dy_shape[1])
                self.taps.append((kh * window.kernel[1] + kw, rows, columns))

    def __call__(self, dy: Any, W: Any, bias: Any) -> Any:
        N, F = len(dy), dy.shape[-1]
        if not dy.flags.c_contiguous:
            copy = self.buffer("dy", *dy.shape)
            copy[...] = dy
            dy = copy
        products = self.buffer("products", len(self.taps), N * self.dy_shape[0] * self.dy_shape[1])
        self.xp.matmul(W.reshape(-1, F), dy.reshape(-1, F).T, out=products)
        planes = products.reshape(len(self.taps), N, *self.dy_shape[:2])
        dx = self.buffer("dx", N, *self.x_shape)
        dx.fill(0 if bias is None else float(bias[0]))
        for tap, (rows, from_rows), (columns, from_columns) in self.taps:
            place = dx[:, rows, columns, 0]
            place += planes[tap][:, from_rows, from_columns]
        return dx


@dataclass(frozen=True)
class Phase:
    """Along one axis: the pixels first, first + stride, … meet the kernel's taps residue, residue + stride, …"""

    residue: int
    first: int
    count: int  # pixels
    taps: int
    before: int  # zeros before dy, and after it
    after: int


def _axis(window: Window, axis: int, size: int, out: int) -> list[Phase]:
    """The phases of one axis that have pixels, for a picture of `size` pixels and `out` pixels of dy."""
    stride, dilation, kernel = window.strides[axis], window.dilation[axis], window.kernel[axis]
    offset = (window.top, window.left)[axis]
    phases = []
    for residue in range(stride):
        taps = len(range(residue, kernel, stride))
        q = -((residue - offset) // stride)  # smallest with a pixel at stride · q + residue − offset
        first = stride * q + residue - offset
        count = len(range(first, size, stride))
        before = (taps - 1) * dilation - q
        after = count - out - before + (taps - 1) * dilation
        if count:
            phases.append(Phase(residue, first, count, taps, before, after))
    return phases


def _meeting(offset: int, stride: int, size: int, out: int) -> tuple[slice, slice]:
    """Along one axis the places stride · i + offset that lie within `size`, and their i among `out`."""
    first = min(max(0, -(offset // stride)), out)
    last = max(first, min(out, (size - 1 - offset) // stride + 1))
    start = first * stride + offset
    return slice(start, start + (last - first) * stride, stride) if last > first else slice(0, 0), slice(first, last)


def _named(buffer: Buffer, prefix: str) -> Buffer:
    return lambda name, *shape, **kind: buffer(prefix + name, *shape, **kind)
