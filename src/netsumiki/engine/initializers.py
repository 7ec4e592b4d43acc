"""How weights begin: the spread of the first random numbers decides whether signals survive a deep network."""

from math import prod, sqrt
from typing import Any

import numpy as np

from netsumiki.engine.registry import Declared, Registry, option

initializers: "Registry[Initializer]" = Registry("initializer")


class Initializer(Declared):
    """Draws the first value of a parameter."""

    def draw(self, rng: np.random.Generator, shape: tuple[int, ...], fan_in: int, fan_out: int) -> Any:
        """A float64 array of `shape`; `fan_in` and `fan_out` count the connections into and out of one unit."""
        raise NotImplementedError


@initializers.register("zeros")
class Zeros(Initializer):
    """W = 0"""

    def draw(self, rng, shape, fan_in, fan_out):
        return np.zeros(shape)


@initializers.register("constant")
class Constant(Initializer):
    """W = value"""

    value: float = option(0.0, help="The number that every entry begins with.")

    def draw(self, rng, shape, fan_in, fan_out):
        return np.full(shape, self.value)


@initializers.register("normal")
class Normal(Initializer):
    """W ~ N(0, std²)"""

    std: float = option(0.01, ge=0, help="Standard deviation.")

    def draw(self, rng, shape, fan_in, fan_out):
        return rng.normal(0.0, self.std, shape)


@initializers.register("uniform")
class Uniform(Initializer):
    """W ~ U(−limit, limit)"""

    limit: float = option(0.05, ge=0, help="Largest absolute value.")

    def draw(self, rng, shape, fan_in, fan_out):
        return rng.uniform(-self.limit, self.limit, shape)


@initializers.register("glorot")
class Glorot(Initializer):
    """W ~ U(−a, a), a = gain · √(6 / (fan_in + fan_out)): keeps the spread of signals and gradients (sigmoid, tanh)

    Source: Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010
    """

    gain: float = option(1.0, gt=0, help="Factor on the spread.")

    def draw(self, rng, shape, fan_in, fan_out):
        limit = self.gain * sqrt(6.0 / (fan_in + fan_out))
        return rng.uniform(-limit, limit, shape)


@initializers.register("he")
class He(Initializer):
    """W ~ N(0, gain² · 2 / fan_in): keeps the spread of signals through ReLU

    Source: He et al., Delving deep into rectifiers, 2015
    """

    gain: float = option(1.0, gt=0, help="Factor on the spread.")

    def draw(self, rng, shape, fan_in, fan_out):
        return rng.normal(0.0, self.gain * sqrt(2.0 / fan_in), shape)


@initializers.register("lecun")
class LeCun(Initializer):
    """W ~ N(0, gain² / fan_in): keeps the spread of signals through linear layers and SELU-like activations

    Source: LeCun et al., Efficient BackProp, 1998
    """

    gain: float = option(1.0, gt=0, help="Factor on the spread.")

    def draw(self, rng, shape, fan_in, fan_out):
        return rng.normal(0.0, self.gain * sqrt(1.0 / fan_in), shape)


@initializers.register("orthogonal")
class Orthogonal(Initializer):
    """W = gain · Q with orthonormal rows or columns, from the QR decomposition of a normal matrix

    Source: Saxe, McClelland & Ganguli, Exact solutions to the nonlinear dynamics of learning, 2014
    """

    gain: float = option(1.0, gt=0, help="Factor on the matrix.")

    def draw(self, rng, shape, fan_in, fan_out):
        columns = shape[-1] if shape else 1
        rows = prod(shape[:-1])
        tall = rng.normal(size=(max(rows, columns), min(rows, columns)))
        q, r = np.linalg.qr(tall)
        q *= np.sign(np.diag(r))  # makes the decomposition unique, so that Q is uniformly distributed
        return self.gain * (q if rows >= columns else q.T).reshape(shape)
