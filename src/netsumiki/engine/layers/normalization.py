"""Normalisation: shift and scale signals to mean 0 and variance 1, then learn how much of that to undo."""

from netsumiki.engine.layers.base import Layer, layers
from netsumiki.engine.ops.sums import as_lines, channel_products, channel_sums
from netsumiki.engine.registry import Shape, option

ONES = {"initializer": "constant", "value": 1.0}
FEW = 512  # numbers per channel up to which repeating them along a line costs more than it saves


@layers.register("batch_norm", group="Normalization")
class BatchNorm(Layer):
    """y = gamma · (x − mean) / √(var + eps) + beta, mean and variance of each channel over the batch and all positions

    When it does not train, the running averages stand in for mean and variance. The running variance is the unbiased
    one (divided by count − 1), as elsewhere.

    Shapes: x (N, C), (N, steps, C) or (N, H, W, C) → y of the same shape

    Source: Ioffe & Szegedy, Batch normalization, 2015
    """

    momentum: float = option(0.9, ge=0, lt=1, help="Share of the old running average kept at each step.")
    eps: float = option(1e-5, gt=0, le=1, help="Added to the variance, against division by zero.")

    def output_shape(self, x: Shape) -> Shape:
        self.require_rank(x, 1, 2, 3, remedy="put a reshape layer before it")
        return x

    def flops(self, x: Shape) -> int:
        return 2 * super().flops(x)

    def build(self, x: Shape) -> None:
        self.channels = x[-1]
        self.repeat = x[-2] if len(x) > 1 else 1  # how often the channels repeat in one line of memory
        self.gamma = self.param("gamma", (x[-1],), ONES, decay=False)
        self.beta = self.param("beta", (x[-1],), decay=False)
        self.mean = self.statistic("mean", (x[-1],), momentum=self.momentum)
        self.var = self.statistic("var", (x[-1],), ONES, self.momentum)

    def line(self, name, channel_values):
        """Per-channel numbers repeated to the length of a line, so that the arithmetic runs along long rows."""
        line = self.buffer(name, self.repeat, self.channels)
        line[...] = channel_values
        return line.reshape(-1)

    def sums(self, lines):
        return channel_sums(self.xp, lines, self.channels, self.buffer)

    def products(self, a, b):
        return channel_products(self.xp, a, b, self.channels, self.buffer)

    def forward(self, x, *, training):
        xp = self.xp
        self.x = lines = as_lines(x)
        self.training = training and self.trainable  # a frozen layer keeps its averages
        self.count = x.size // self.channels
        y = self.buffer("y", *x.shape)
        out = as_lines(y)
        if not self.training:  # y = scale · x + shift
            self.inverse = 1 / xp.sqrt(self.var.value + self.eps)
            scale = self.gamma.value * self.inverse
            shift = self.beta.value - self.mean.value * scale
            if self.count < FEW:
                xp.multiply(x, scale, out=y)
                y += shift
            else:
                xp.multiply(lines, self.line("a", scale), out=out)
                out += self.line("b", shift)
            return y
        mean = self.sums(lines) / self.count
        self.centred = xp.subtract(lines, self.line("a", mean), out=self.buffer("centred", *lines.shape))
        var = self.products(self.centred, self.centred) / self.count
        self.mean.observe(mean)
        self.var.observe(var * (self.count / max(self.count - 1, 1)))
        self.inverse = 1 / xp.sqrt(var + self.eps)
        xp.multiply(self.centred, self.line("a", self.gamma.value * self.inverse), out=out)
        out += self.line("b", self.beta.value)
        return y

    def backward(self, dy):
        xp = self.xp
        lines = as_lines(dy)
        dx = self.buffer("dx", *dy.shape)
        out = as_lines(dx)
        if not self.training:
            mean = self.line("a", self.mean.value)
            self.centred = xp.subtract(self.x, mean, out=self.buffer("centred", *lines.shape))
        dbeta, dgamma = self.sums(lines), self.products(lines, self.centred) * self.inverse
        if self.wants_params:
            self.gamma.add(dgamma)
            self.beta.add(dbeta)
        if self.wants_inputs:
            scale = self.gamma.value * self.inverse
            xp.multiply(lines, self.line("a", scale), out=out)
            if self.training:  # mean and variance depend on x too
                slope = self.line("b", -scale * self.inverse * dgamma / self.count)
                out += xp.multiply(self.centred, slope, out=self.buffer("share", *lines.shape))
                out -= self.line("a", scale * dbeta / self.count)
            return dx


@layers.register("layer_norm", group="Normalization")
class LayerNorm(Layer):
    """y = gamma · (x − mean) / √(var + eps) + beta, mean and variance of each sample over its last axis

    Shapes: x (N, …, features) → y of the same shape

    Source: Ba, Kiros & Hinton, Layer normalization, 2016
    """

    eps: float = option(1e-5, gt=0, le=1, help="Added to the variance, against division by zero.")

    def output_shape(self, x: Shape) -> Shape:
        self.require_rank(x, 1, 2, 3, remedy="put a reshape layer before it")
        return x

    def flops(self, x: Shape) -> int:
        return 8 * super().flops(x)

    def build(self, x: Shape) -> None:
        self.gamma = self.param("gamma", (x[-1],), ONES, decay=False)
        self.beta = self.param("beta", (x[-1],), decay=False)

    def rowwise(self, name, x):
        """Mean over the last axis, kept as a column."""
        column = self.buffer(name, *x.shape[:-1], 1)
        self.xp.add.reduce(x, axis=-1, keepdims=True, out=column)
        column *= 1 / x.shape[-1]
        return column

    def forward(self, x, *, training):
        xp = self.xp
        y = self.buffer("y", *x.shape)
        self.normal = xp.subtract(x, self.rowwise("mean", x), out=self.buffer("normal", *x.shape))
        self.inverse = self.rowwise("inverse", xp.multiply(self.normal, self.normal, out=y))
        self.inverse += self.eps
        xp.sqrt(self.inverse, out=self.inverse)
        xp.divide(1, self.inverse, out=self.inverse)
        self.normal *= self.inverse
        xp.multiply(self.normal, self.gamma.value, out=y)
        y += self.beta.value
        return y

    def backward(self, dy):
        xp = self.xp
        axes = tuple(range(dy.ndim - 1))
        share = xp.multiply(dy, self.normal, out=self.buffer("share", *dy.shape))
        if self.wants_params:
            self.gamma.add(share.sum(axis=axes))
            self.beta.add(dy.sum(axis=axes))
        if self.wants_inputs:
            dx = xp.multiply(dy, self.gamma.value, out=self.buffer("dx", *dy.shape))
            xp.multiply(dx, self.normal, out=share)
            slope, mean = self.rowwise("slope", share), self.rowwise("mean", dx)
            dx -= mean
            dx -= xp.multiply(self.normal, slope, out=share)
            dx *= self.inverse
            return dx
