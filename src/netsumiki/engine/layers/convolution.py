"""Convolutions: small filters slide over the picture and report where each one fits."""

from math import prod
from typing import Any

from netsumiki.engine.initializers import Initializer, initializers
from netsumiki.engine.layers.base import Layer, layers
from netsumiki.engine.ops.sums import picture_sums
from netsumiki.engine.ops.two_ways import Direct, Spreading, Twin
from netsumiki.engine.ops.window import Window
from netsumiki.engine.registry import Padding, Pair, Shape, option


class PictureLayer(Layer):
    """What the convolutions share: pictures in, window options, one bias per filter."""

    repeats: Pair = (1, 1)  # the layer does nothing but repeat each pixel so many times

    def require_pictures(self, x: Shape) -> None:
        remedy = "put a reshape layer before it" if len(x) < 3 else "pictures have three axes"
        self.require_rank(x, 3, remedy=remedy)

    def require_window(self, window: Window, x: Shape) -> tuple[int, int]:
        """The output's height and width; fails if the kernel does not fit or options exclude each other."""
        for stride, dilation in zip(window.strides, window.dilation, strict=True):
            if stride > 1 and dilation > 1:
                clash = f"{self.registered_name} has strides {window.strides} and dilation {window.dilation}"
                self.fail("strides-and-dilation", f"{clash}: set one of them to 1")
        height, width = window.output_size(x[0], x[1])
        if min(height, width) < 1:
            reach = tuple(d * (k - 1) + 1 for k, d in zip(window.kernel, window.dilation, strict=True))
            self.fail(
                "window-too-large",
                f"{self.registered_name} needs a picture of at least {reach[0]} × {reach[1]}, got {x[0]} × {x[1]}: "
                'use a smaller kernel_size or padding "same"',
                got=x,
            )
        return height, width


class WindowLayer(PictureLayer):
    """Forward and backward of the layers that have one kernel for all maps, and a `way` to compute with it."""

    W: Any
    b: Any
    way: Direct | Spreading | Twin

    def forward(self, x, *, training):
        self.kernel = self.W.effective(training)
        return self.way(x, self.kernel, self.b.value if self.b else None)

    def backward(self, dy):
        dW, dx = self.way.gradients(dy, self.kernel, self.wants_params, self.wants_inputs)
        if self.wants_params:
            self.W.add(dW)
            if self.b:
                self.b.add(picture_sums(self.xp, dy, self.buffer))
        return dx


@layers.register("conv2d", group="Convolution")
class Conv2D(WindowLayer):
    """y[n, i, j, f] = Σ x[n, i · sh + kh · dh − ph, j · sw + kw · dw − pw, c] · W[kh, kw, c, f] + b[f]

    Shapes: x (N, H, W, C), W (KH, KW, C, filters) → y (N, OH, OW, filters)

    Source: LeCun et al., Backpropagation applied to handwritten zip code recognition, 1989
    """

    label = "Conv 2D"
    filters: int = option(8, ge=1, le=4096, help="How many different patterns to look for.")
    kernel_size: Pair = option(3, ge=1, le=256, help="Height and width of each filter, in pixels.")
    strides: Pair = option(1, ge=1, le=64, help="Pixels from one window to the next.")
    padding: Padding = option(
        "valid",
        ge=0,
        le=128,
        choices=["valid", "same"],
        help="Zeros around the picture: none, enough to keep its size, or a number.",
    )
    dilation: Pair = option(1, ge=1, le=32, help="Spread of the filter: 2 skips every other pixel.")
    bias: bool = option(True, help="Add a learned offset to each filter.")
    initializer: Initializer = option("he", part=initializers, help="How the weights begin.")
    spectral_norm: bool = option(False, help="Divide the weights by the most that they can stretch a signal.")

    def window(self, x: Shape) -> Window:
        return Window.padded(self.kernel_size, self.strides, self.dilation, self.padding, (x[0], x[1]))

    def output_shape(self, x: Shape) -> Shape:
        self.require_pictures(x)
        return (*self.require_window(self.window(x), x), self.filters)

    def flops(self, x: Shape) -> int:
        return 2 * prod(self.output_shape(x)) * prod(self.kernel_size) * x[2]

    def build(self, x: Shape) -> None:
        area = prod(self.kernel_size)
        shape = (*self.kernel_size, x[2], self.filters)
        self.W = self.weight(shape, fan_in=area * x[2], fan_out=area * self.filters)
        self.b = self.param("b", (self.filters,), decay=False) if self.bias else None
        self.shape, way = x, Twin if Twin.pays(self.window(x), x[2], self.filters) else Direct
        self.way = way(self.window(x), x, self.filters, self.lent)

    def absorb(self, before):
        factor = before.repeats if isinstance(before, PictureLayer) else (1, 1)
        H, width, C = self.shape
        window = self.window(self.shape)
        if factor == (1, 1) or not Twin.pays(window, C, self.filters, factor):
            return False
        self.way = Twin(window, (H // factor[0], width // factor[1], C), self.filters, self.lent, factor)
        return True


@layers.register("conv2d_transpose", group="Convolution")
class Conv2DTranspose(WindowLayer):
    """y[n, i · sh + kh − ph, j · sw + kw − pw, f] += x[n, i, j, c] · W[kh, kw, f, c], then + b[f]

    The input gradient of a conv2d, run forward.

    Shapes: x (N, H, W, C), W (KH, KW, filters, C) → y (N, OH, OW, filters) with
    OH = (H − 1) · sh + KH − 2 · ph + output_padding; "same" gives OH = H · sh.

    Source: Zeiler et al., Deconvolutional networks, 2010
    """

    label = "Transposed conv"
    filters: int = option(8, ge=1, le=4096, help="How many maps come out.")
    kernel_size: Pair = option(3, ge=1, le=256, help="Height and width of each filter, in pixels.")
    strides: Pair = option(1, ge=1, le=64, help="How many times larger the picture becomes.")
    padding: Padding = option("valid", ge=0, le=128, choices=["valid", "same"], help="What is cut off at the border.")
    output_padding: Pair = option(0, ge=0, le=63, help="Extra rows and columns at the end, fewer than the strides.")
    bias: bool = option(True, help="Add a learned offset to each filter.")
    initializer: Initializer = option("he", part=initializers, help="How the weights begin.")
    spectral_norm: bool = option(False, help="Divide the weights by the most that they can stretch a signal.")

    def output_shape(self, x: Shape) -> Shape:
        self.require_pictures(x)
        sizes = []
        for axis in (0, 1):
            kernel, stride, extra = self.kernel_size[axis], self.strides[axis], self.output_padding[axis]
            if extra and extra >= stride:
                message = f"output_padding {self.output_padding} must be smaller than strides {self.strides}: lower it"
                self.fail("output-padding", message)
            if extra and self.padding == "same":
                message = 'output_padding has no effect with padding "same": set it to 0 or give padding as a number'
                self.fail("output-padding", message)
            if self.padding == "same":
                size = x[axis] * stride
            else:
                size = (x[axis] - 1) * stride + kernel + extra
                size -= 0 if isinstance(self.padding, str) else 2 * self.padding[axis]
            sizes.append(size)
        if min(sizes) < 1:
            message = f"conv2d_transpose would give a picture of {sizes[0]} × {sizes[1]}: use less padding"
            self.fail("window-too-large", message, got=x)
        return (*sizes, self.filters)

    def flops(self, x: Shape) -> int:
        return 2 * prod(x) * prod(self.kernel_size) * self.filters

    def build(self, x: Shape) -> None:
        area = prod(self.kernel_size)
        shape = (*self.kernel_size, self.filters, x[2])
        fan_in = max(1, area * x[2] // prod(self.strides))  # kernel taps that meet in one output pixel
        self.W = self.weight(shape, fan_in=fan_in, fan_out=area * self.filters)
        self.b = self.param("b", (self.filters,), decay=False) if self.bias else None
        y = self.output_shape(x)
        window = Window.padded(self.kernel_size, self.strides, (1, 1), self.padding, (y[0], y[1]))
        self.way = Spreading(window, y, x[2], self.lent)


@layers.register("depthwise_conv2d", group="Convolution")
class DepthwiseConv2D(PictureLayer):
    """y[n, i, j, c] = Σ x[n, i · sh + kh · dh − ph, j · sw + kw · dw − pw, c] · W[kh, kw, c] + b[c]

    Each map has its own filter.

    Shapes: x (N, H, W, C), W (KH, KW, C) → y (N, OH, OW, C)

    Source: Sifre, Rigid-motion scattering for image classification, 2014
    """

    label = "Depthwise conv"
    kernel_size: Pair = option(3, ge=1, le=256, help="Height and width of each filter, in pixels.")
    strides: Pair = option(1, ge=1, le=64, help="Pixels from one window to the next.")
    padding: Padding = option("valid", ge=0, le=128, choices=["valid", "same"], help="Zeros around the picture.")
    dilation: Pair = option(1, ge=1, le=32, help="Spread of the filter: 2 skips every other pixel.")
    bias: bool = option(True, help="Add a learned offset to each map.")
    initializer: Initializer = option("he", part=initializers, help="How the weights begin.")

    def window(self, x: Shape) -> Window:
        return Window.padded(self.kernel_size, self.strides, self.dilation, self.padding, (x[0], x[1]))

    def output_shape(self, x: Shape) -> Shape:
        self.require_pictures(x)
        return (*self.require_window(self.window(x), x), x[2])

    def flops(self, x: Shape) -> int:
        return 2 * prod(self.output_shape(x)) * prod(self.kernel_size)

    def build(self, x: Shape) -> None:
        area = prod(self.kernel_size)
        self.W = self.param("W", (*self.kernel_size, x[2]), self.initializer, fan_in=area, fan_out=area)
        self.b = self.param("b", (x[2],), decay=False) if self.bias else None
        self.shape, self.geometry = x, self.window(x)

    def taps(self, padded):
        """Each kernel position (kh, kw) with the view of the padded picture that it multiplies."""
        (dh, dw), (sh, sw) = self.dilation, self.strides
        OH, OW = self.geometry.output_size(*self.shape[:2])
        for kh in range(self.kernel_size[0]):
            for kw in range(self.kernel_size[1]):
                rows = slice(kh * dh, kh * dh + (OH - 1) * sh + 1, sh)
                columns = slice(kw * dw, kw * dw + (OW - 1) * sw + 1, sw)
                yield (kh, kw), padded[:, rows, columns]

    def pad(self, x):
        g, (H, W, C) = self.geometry, self.shape
        padded = self.buffer("padded", len(x), H + g.top + g.bottom, W + g.left + g.right, C)
        padded.fill(0)
        padded[:, g.top : g.top + H, g.left : g.left + W] = x
        return padded

    def forward(self, x, *, training):
        self.padded = self.pad(x)
        y = self.buffer("y", len(x), *self.output_shape(self.shape))
        product = self.buffer("product", *y.shape)
        y[...] = self.b.value if self.b else 0
        for tap, view in self.taps(self.padded):
            y += self.xp.multiply(view, self.W.value[tap], out=product)
        return y

    def backward(self, dy):
        product = self.buffer("product", *dy.shape)
        if self.wants_params:
            for tap, view in self.taps(self.padded):
                self.xp.multiply(view, dy, out=product)
                self.W.grad[tap] += self.xp.add.reduce(product, axis=(0, 1, 2))
            if self.b:
                self.b.add(dy.sum(axis=(0, 1, 2)))
        if self.wants_inputs:
            g, (H, W, _) = self.geometry, self.shape
            spread = self.buffer("spread", *self.padded.shape)
            spread.fill(0)
            for tap, view in self.taps(spread):
                view += self.xp.multiply(dy, self.W.value[tap], out=product)
            return spread[:, g.top : g.top + H, g.left : g.left + W]
