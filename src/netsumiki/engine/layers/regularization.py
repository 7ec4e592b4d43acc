"""Regularisation by noise: a network that must cope with losses and disturbances learns sturdier features."""

from netsumiki.engine.layers.base import Layer, layers
from netsumiki.engine.registry import option


@layers.register("dropout", group="Regularization")
class Dropout(Layer):
    """y = x · m / (1 − rate), m = 1 with probability 1 − rate, else 0, while training; y = x otherwise

    Shapes: x (N, …) → y of the same shape

    Source: Srivastava et al., Dropout, 2014
    """

    rate: float = option(0.5, ge=0, lt=1, help="Share of numbers set to zero while training.")

    def forward(self, x, *, training):
        self.active = training and self.rate > 0
        if not self.active:
            return x
        self.mask = mask = self.buffer("mask", *x.shape)
        if mask.dtype == self.xp.float32:
            self.stream.random(out=mask, dtype=mask.dtype)
        else:
            self.stream.random(out=mask)
        kept = self.xp.greater_equal(mask, self.rate, out=self.buffer("kept", *x.shape, dtype=bool))
        self.xp.copyto(mask, kept)
        mask *= 1 / (1 - self.rate)
        return self.xp.multiply(x, mask, out=self.buffer("y", *x.shape))

    def backward(self, dy):
        if self.wants_inputs:
            return self.xp.multiply(dy, self.mask, out=self.buffer("dx", *dy.shape)) if self.active else dy


@layers.register("gaussian_noise", group="Regularization")
class GaussianNoise(Layer):
    """y = x + n, n ~ N(0, std²), while training; y = x otherwise

    Shapes: x (N, …) → y of the same shape

    Source: Bishop, Training with noise is equivalent to Tikhonov regularization, 1995
    """

    std: float = option(0.1, ge=0, le=100, help="Standard deviation of the noise.")

    def forward(self, x, *, training):
        if not training or self.std == 0:
            return x
        y = self.buffer("y", *x.shape)
        if y.dtype == self.xp.float32:
            self.stream.standard_normal(out=y, dtype=y.dtype)
        else:
            self.stream.standard_normal(out=y)
        y *= self.std
        y += x
        return y

    def backward(self, dy):
        return dy
