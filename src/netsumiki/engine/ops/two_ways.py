"""Convolutions with their gradients: each pixel of y looks at x (`Direct`), or each pixel of x spreads over y.

The second way is what a transposed convolution does. An ordinary one goes it too (`Twin`) where that is quicker. With a
single filter there are far fewer products to add up than numbers to unfold. And if the picture was only enlarged by
repeating its pixels, they need not be repeated at all: each pixel spreads as if through a larger kernel, with less than
half the multiplications (`make bench ARGS="--only cgan"`).
"""

from typing import Any

import numpy as np

from netsumiki.engine.ops.convolution import Correlation
from netsumiki.engine.ops.input_gradient import FEW_TAPS, InputGradient
from netsumiki.engine.ops.unfolding import Buffer
from netsumiki.engine.ops.window import Window

LARGEST_FACTOR = 4


class Direct:
    """y[n, i, j, f] = Σ x[n, i · sh + kh · dh − top, j · sw + kw · dw − left, c] · W[kh, kw, c, f] + b[f]

    Shapes: x (N, H, W, C), W (KH, KW, C, F) → y (N, OH, OW, F)
    """

    def __init__(self, window: Window, x_shape: tuple[int, ...], filters: int, buffer: Buffer, xp: Any = np):
        self.correlation = Correlation(window, x_shape, filters, buffer, xp)
        self.back = InputGradient(window, x_shape, filters, buffer, xp)

    def __call__(self, x: Any, W: Any, bias: Any = None) -> Any:
        return self.correlation(x, W, bias)

    def gradients(self, dy: Any, W: Any, params: bool = True, inputs: bool = True) -> tuple[Any, Any]:
        """(dL/dW, dL/dx) for the x and W of the last call, each None unless it is wanted."""
        dW = self.correlation.weight_gradient(dy) if params else None
        return dW, self.back(dy, W) if inputs else None


class Spreading:
    """y[n, i · sh + kh − top, j · sw + kw − left, f] += x[n, i, j, c] · W[kh, kw, f, c], then + b[f]

    `window` is that of the convolution from y to x. Shapes: x (N, H, W, C), W (KH, KW, F, C) → y (N, *y_shape)
    """

    def __init__(self, window: Window, y_shape: tuple[int, ...], channels: int, buffer: Buffer, xp: Any = np):
        self.spread = InputGradient(window, y_shape, channels, buffer, xp)
        self.correlation = Correlation(window, y_shape, channels, buffer, xp)

    def __call__(self, x: Any, W: Any, bias: Any = None) -> Any:
        self.x = x
        return self.spread(x, W, bias)

    def gradients(self, dy: Any, W: Any, params: bool = True, inputs: bool = True) -> tuple[Any, Any]:
        """(dL/dW, dL/dx) for the x and W of the last call, each None unless it is wanted."""
        self.correlation.read(dy)
        if params and inputs:
            return self.correlation.both(self.x, W)
        if params:
            return self.correlation.weight_gradient(self.x), None
        return None, self.correlation.multiply(W) if inputs else None


class Twin:
    """y[n, i, j, f] = Σ z[n, i + kh − top, j + kw − left, c] · W[kh, kw, c, f] + b[f], z = x with each pixel repeated

    A transposed convolution with strides `factor` makes the same of x, if its kernel is

        K[t, u, f, c] = Σ W[KH − 1 − t + a, KW − 1 − u + b, c, f] over all a < fh, b < fw

    Shapes: x (N, H, W, C), W (KH, KW, C, F) → y (N, OH, OW, F)
    """

    def __init__(
        self,
        window: Window,
        x_shape: tuple[int, ...],
        filters: int,
        buffer: Buffer,
        factor: tuple[int, int] = (1, 1),
        xp: Any = np,
    ):
        (KH, KW), (H, width, C), w = window.kernel, x_shape, window
        self.buffer, self.size, (fh, fw) = buffer, (KH, KW, filters, C), factor
        self.shifts = [(slice(a, a + KH), slice(b, b + KW)) for a in range(fh) for b in range(fw)]
        self.larger = (KH + fh - 1, KW + fw - 1, filters, C)
        borders = (KH - 1 - w.top, KH - 1 - w.bottom, KW - 1 - w.left, KW - 1 - w.right)
        twin = Window(self.larger[:2], factor, (1, 1), *borders)
        self.spreading = Spreading(twin, (*w.output_size(H * fh, width * fw), filters), C, buffer, xp)

    @staticmethod
    def pays(window: Window, channels: int, filters: int, factor: tuple[int, int] = (1, 1)) -> bool:
        """Whether it can be used, and is quicker than `Direct`."""
        if window.strides != (1, 1) or window.dilation != (1, 1) or max(factor) > LARGEST_FACTOR:
            return False
        few = filters == 1 and channels > window.kernel[1] and window.kernel[0] * window.kernel[1] <= FEW_TAPS
        return few or max(factor) > 1

    def __call__(self, x: Any, W: Any, bias: Any = None) -> Any:
        self.kernel = self.buffer("kernel", *self.larger)
        self.kernel.fill(0)
        for rows, columns in self.shifts:
            self.kernel[rows, columns] += W[::-1, ::-1].transpose(0, 1, 3, 2)
        return self.spreading(x, self.kernel, bias)

    def gradients(self, dy: Any, W: Any, params: bool = True, inputs: bool = True) -> tuple[Any, Any]:
        """(dL/dW, dL/dx) for the x and W of the last call, each None unless it is wanted."""
        dK, dx = self.spreading.gradients(dy, self.kernel, params, inputs)
        if not params:
            return None, dx
        dW = self.buffer("kernel gradient", *self.size)
        dW.fill(0)
        for rows, columns in self.shifts:
            dW += dK[rows, columns]
        return dW[::-1, ::-1].transpose(0, 1, 3, 2), dx
