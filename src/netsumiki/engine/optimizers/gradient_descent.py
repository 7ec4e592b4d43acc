"""Gradient descent and its velocity: plain steps, momentum, Nesterov."""

import numpy as np

from netsumiki.engine.optimizers.base import Optimizer, optimizers
from netsumiki.engine.registry import option


@optimizers.register("sgd", group="Gradient descent")
class SGD(Optimizer):
    """w ← w − lr · g

    Source: Robbins & Monro, A stochastic approximation method, 1951
    """

    label = "SGD"
    rests_without_gradient = True

    def update(self, w, g, a, b):
        w -= np.multiply(g, self.rate, out=a)


@optimizers.register("momentum", group="Gradient descent")
class Momentum(Optimizer):
    """v ← momentum · v + g;  w ← w − lr · v

    Source: Polyak, Some methods of speeding up the convergence of iteration methods, 1964
    """

    momentum: float = option(0.9, ge=0, lt=1, help="Share of the velocity kept at each step.")
    state_names = ("v",)

    def update(self, w, g, v, a, b):
        v *= self.momentum
        v += g
        w -= np.multiply(v, self.rate, out=a)


@optimizers.register("nesterov", group="Gradient descent")
class Nesterov(Momentum):
    """v ← momentum · v + g;  w ← w − lr · (g + momentum · v)

    Source: Nesterov, 1983; in this form: Sutskever et al., On the importance of initialization and momentum, 2013
    """

    def update(self, w, g, v, a, b):
        v *= self.momentum
        v += g
        np.multiply(v, self.momentum, out=a)
        a += g
        a *= self.rate
        w -= a
