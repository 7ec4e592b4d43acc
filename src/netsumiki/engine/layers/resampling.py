"""Upsampling: make a picture larger without learning anything."""

from math import prod

import numpy as np

from netsumiki.engine.layers.base import layers
from netsumiki.engine.layers.convolution import PictureLayer
from netsumiki.engine.registry import Pair, Shape, option


@layers.register("upsample", group="Convolution")
class Upsample(PictureLayer):
    """nearest: y[n, i, j, c] = x[n, ⌊i / fh⌋, ⌊j / fw⌋, c];  bilinear: y = R_h x R_wᵀ

    Nearest repeats pixels (also known as unpooling), bilinear takes weighted means of the four neighbours.

    Shapes: x (N, H, W, C) → y (N, H · fh, W · fw, C)
    """

    factor: Pair = option(2, ge=1, le=64, help="How many times larger, in height and width.")
    method: str = option("nearest", choices=["nearest", "bilinear"], help="Repeat pixels, or blend neighbours.")

    def output_shape(self, x: Shape) -> Shape:
        self.require_pictures(x)
        return (x[0] * self.factor[0], x[1] * self.factor[1], x[2])

    def flops(self, x: Shape) -> int:
        return 0 if self.method == "nearest" else 8 * prod(self.output_shape(x))

    def build(self, x: Shape) -> None:
        self.shape, self.size = x, self.output_shape(x)
        self.repeats = self.factor if self.method == "nearest" else (1, 1)
        self.blends: list[np.ndarray] = []  # made when it first runs: looking at a network needs no arrays

    def forward(self, x, *, training):
        N, (H, W, C), (fh, fw) = len(x), self.shape, self.factor
        y = self.buffer("y", N, *self.size)
        if self.method == "nearest":
            y.reshape(N, H, fh, W, fw, C)[...] = x[:, :, None, :, None, :]
            return y
        if not self.blends:
            self.blends = [self.xp.asarray(blend(*size), y.dtype) for size in ((H, fh), (W, fw))]
        rows, columns = self.blends
        return self.blended(x, rows, columns, y, "tall")

    def backward(self, dy):
        if not self.wants_inputs:
            return None
        N, (H, W, C), (fh, fw) = len(dy), self.shape, self.factor
        dx = self.buffer("dx", N, H, W, C)
        if self.method == "bilinear":
            rows, columns = self.blends
            return self.blended(dy, rows.T, columns.T, dx, "low")
        parts = dy.reshape(N, H, fh, W, fw, C)
        dx[...] = parts[:, :, 0, :, 0]
        for i in range(fh):
            for j in range(fw):
                if i or j:
                    dx += parts[:, :, i, :, j]
        return dx

    def blended(self, x, rows, columns, out, name):
        """out = rows · x · columnsᵀ for every picture and channel."""
        N, H, W, C = x.shape
        if not x.flags.c_contiguous:
            copy = self.buffer("copy", *x.shape)
            copy[...] = x
            x = copy
        middle = self.buffer(name, N, len(rows), W * C)
        self.xp.matmul(rows, x.reshape(N, H, W * C), out=middle)
        self.xp.matmul(columns, middle.reshape(N * len(rows), W, C), out=out.reshape(N * len(rows), len(columns), C))
        return out


def blend(size: int, factor: int) -> np.ndarray:
    """The (size · factor, size) matrix of bilinear weights, pixel centres aligned, borders repeated."""
    centre = np.clip((np.arange(size * factor) + 0.5) / factor - 0.5, 0, size - 1)
    low = np.minimum(centre.astype(int), max(size - 2, 0))
    matrix = np.zeros((size * factor, size))
    line = np.arange(size * factor)
    matrix[line, low] += 1 - (centre - low)
    matrix[line, np.minimum(low + 1, size - 1)] += centre - low
    return matrix
