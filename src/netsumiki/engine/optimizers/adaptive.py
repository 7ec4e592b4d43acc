"""Adaptive rates: each weight's step is divided by the size of its past gradients."""

from math import sqrt

import numpy as np

from netsumiki.engine.optimizers.base import Optimizer, optimizers
from netsumiki.engine.registry import option


@optimizers.register("adagrad", group="Adaptive")
class AdaGrad(Optimizer):
    """s ← s + g²;  w ← w − lr · g / (√s + eps)

    Source: Duchi, Hazan & Singer, Adaptive subgradient methods, 2011
    """

    label = "AdaGrad"
    eps: float = option(1e-10, gt=0, le=1, help="Keeps the division finite.")
    state_names = ("s",)

    def update(self, w, g, s, a, b):
        s += np.multiply(g, g, out=a)
        np.sqrt(s, out=a)
        a += self.eps
        np.divide(g, a, out=a)
        a *= self.rate
        w -= a


@optimizers.register("rmsprop", group="Adaptive")
class RMSprop(Optimizer):
    """s ← rho · s + (1 − rho) · g²;  w ← w − lr · g / (√s + eps)

    Source: Tieleman & Hinton, Lecture 6.5, 2012
    """

    label = "RMSprop"
    rho: float = option(0.99, ge=0, lt=1, help="Share of the old mean square kept at each step.")
    eps: float = option(1e-8, gt=0, le=1, help="Keeps the division finite.")
    state_names = ("s",)

    def update(self, w, g, s, a, b):
        s *= self.rho
        np.multiply(g, g, out=a)
        a *= 1 - self.rho
        s += a
        np.sqrt(s, out=a)
        a += self.eps
        np.divide(g, a, out=a)
        a *= self.rate
        w -= a


@optimizers.register("adam", group="Adaptive")
class Adam(Optimizer):
    """m ← β₁ m + (1 − β₁) g;  v ← β₂ v + (1 − β₂) g²;  w ← w − lr · m̂ / (√v̂ + eps)

    Both means begin at zero, which is made up for: m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).

    Source: Kingma & Ba, Adam, 2015
    """

    lr: float = option(0.001, gt=0, le=100, help="Learning rate: how far one step goes.")
    beta1: float = option(0.9, ge=0, lt=1, help="Share of the mean gradient kept at each step.")
    beta2: float = option(0.999, ge=0, lt=1, help="Share of the mean squared gradient kept at each step.")
    eps: float = option(1e-8, gt=0, le=1, help="Keeps the division finite.")
    state_names = ("m", "v")

    def begin(self, lr):
        self.rate = lr
        self.root = sqrt(1 - self.beta2**self.t)
        self.corrected = lr / (1 - self.beta1**self.t)

    def update(self, w, g, m, v, a, b):
        m *= self.beta1
        m += np.multiply(g, 1 - self.beta1, out=a)
        v *= self.beta2
        np.multiply(g, g, out=a)
        a *= 1 - self.beta2
        v += a
        np.sqrt(v, out=a)
        a *= 1 / self.root
        a += self.eps
        np.divide(m, a, out=a)
        a *= self.corrected
        w -= a


@optimizers.register("adamw", group="Adaptive")
class AdamW(Adam):
    """As Adam, with w ← w − lr · weight_decay · w apart from the gradient

    Source: Loshchilov & Hutter, Decoupled weight decay regularization, 2019
    """

    label = "AdamW"
    weight_decay: float = option(0.01, ge=0, le=10, help="Pull of the weights (not biases and norms) towards zero.")
    decoupled_decay = True
