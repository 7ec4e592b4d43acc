"""The input gradient of a convolution, which is also what a transposed convolution computes."""

from typing import Any

import numpy as np

from netsumiki.engine.ops.convolution import Buffer, Correlation
from netsumiki.engine.ops.window import Window


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
