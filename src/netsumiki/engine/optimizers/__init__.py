"""How gradients move weights. Every rule reads like its paper, on one block of the flat parameter vector at a time."""

from math import sqrt
from typing import Any

import numpy as np

from netsumiki.engine.params import BLOCK, Parameter, ParameterSet
from netsumiki.engine.registry import Declared, Registry, option

optimizers: "Registry[Optimizer]" = Registry("optimizer")


class Place:
    """One block of one parameter: its value `w`, its state and the scratch of its worker, flat and of equal length."""

    def __init__(self, parameter: Parameter, rows: slice, flat: slice, state: list[Any], scratch: list[Any]):
        self.parameter, self.rows, self.flat, self.state = parameter, rows, flat, state
        self.w = parameter.value.reshape(-1)[flat]
        self.scratch = [s[: self.w.size] for s in scratch]
        matrix = len(parameter.shape) == 2  # only these have gradients that are still two factors
        self.matrix = self.scratch[2].reshape(-1, parameter.shape[1]) if matrix else None
        self.other = self.scratch[1].reshape(-1, parameter.shape[1]) if matrix else None
        self.replicas: list[Parameter] = []


class Optimizer(Declared):
    """`bind(params)`, then `step(lr)` moves every trainable parameter against its gradient, in place.

    A block holds the value w, the gradient g, the state arrays and two scratch arrays of at most some 16,000 numbers,
    so that all of them stay in the cache while the rule's lines run over them.
    """

    lr: float = option(0.01, gt=0, le=100, help="Learning rate: how far one step goes.")
    weight_decay: float = option(0.0, ge=0, le=10, help="Pull of the weights (not biases and norms) towards zero.")
    state_names: tuple[str, ...] = ()
    decoupled_decay = False
    rests_without_gradient = False  # a weight whose gradient is zero stays as it is

    def bind(self, params: ParameterSet, workers: int = 1) -> "Optimizer":
        """Make the state for these parameters, and divide them among `workers` that may run side by side.

        Replicas whose gradients are to count must be in `params.replicas` by then.
        """
        self.params, self.t = params, 0
        self.state = {name: np.zeros(params.learned, params.vector.dtype) for name in self.state_names}
        largest = max([BLOCK] + [p.size // p.shape[0] for p in params if len(p.shape) > 1])
        scratches = [[np.empty(largest, params.vector.dtype) for _ in range(3)] for _ in range(workers)]
        self.shares: list[list[Place]] = [[] for _ in range(workers)]
        start = 0
        for p in params:
            if start >= params.learned:
                break
            for rows, flat in p.blocks():
                worker = (start + flat.start) * workers // params.learned
                state = [s[start + flat.start : start + flat.stop] for s in self.state.values()]
                place = Place(p, rows, flat, state, scratches[worker])
                place.replicas = [replica[p.name] for replica in params.replicas]
                self.shares[worker].append(place)
            start += p.size
        return self

    def step(self, lr: float | None = None, clip: float | None = None, side_by_side: Any = None) -> None:
        """One update with the gradients summed since `params.zero()`; `clip` bounds the norm of all of them together.

        Commits what the layers observed (batch norm's running averages) as well: the step is over. `side_by_side(work,
        count)` runs work(0) … work(count − 1) on as many threads; the numbers do not depend on it.
        """
        self.t += 1
        self.begin(self.lr if lr is None else lr)
        self.shrink = self.clip_factor(clip) if clip else 1.0
        if side_by_side is None:
            for worker in range(len(self.shares)):
                self.move(worker)
        else:
            side_by_side(self.move, len(self.shares))
        self.params.commit()

    def move(self, worker: int) -> None:
        """Update the worker's share of the parameters, block by block."""
        decay, shrink = self.weight_decay, self.shrink
        for place in self.shares[worker]:
            p, w, (a, b, free) = place.parameter, place.w, place.scratch
            if not p.trainable:
                continue
            others = [replica for replica in place.replicas if not replica.empty]
            plain = self.rests_without_gradient and not decay and shrink == 1.0 and not others
            if plain and p.factors is not None and self.move_rows(place, *p.factors):
                continue
            g = p.grad_block(place.rows, place.flat, place.matrix)
            for replica in others:
                g = np.add(g, replica.grad_block(place.rows, place.flat, place.other), out=free)
            if shrink != 1.0:
                g = np.multiply(g, shrink, out=free)
            if decay and p.decay and not self.decoupled_decay:
                np.multiply(w, decay, out=a)
                g = np.add(g, a, out=free)
            elif decay and p.decay:
                w *= 1 - self.rate * decay
            self.update(w, g, *place.state, a, b)

    def begin(self, lr: float) -> None:
        """What depends on the step but not on the parameter."""
        self.rate = lr

    def update(self, w: Any, g: Any, *state_and_scratch: Any) -> None:
        """Move w by the rule; g is read-only, scratch arrays are free."""
        raise NotImplementedError

    def move_rows(self, place: "Place", a: Any, b: Any) -> bool:
        """Move only the rows of w − lr · a b whose a is not zero, if these are few; False if they are not.

        With one black-and-white digit most inputs are zero, and so is the gradient of every weight behind them: at
        batch 1 this made the step of a two-layer perceptron twice as fast (`make bench ARGS="--only keras-mlp"`).
        """
        column = a[place.rows]
        rows = np.flatnonzero(column)
        if 2 * len(rows) > len(column):
            return False
        w = place.parameter.value[place.rows]
        w[rows] -= np.dot(column[rows] * self.rate, b)
        return True

    def clip_factor(self, clip: float) -> float:
        """min(1, clip / ‖g‖) over the whole gradient."""
        self.params.gather()
        total = 0.0
        for p in self.params:
            if p.trainable:
                g = p.grad.reshape(-1)
                total += float(np.dot(g, g))
        return min(1.0, clip / (sqrt(total) + 1e-12))

    def state_dict(self) -> dict[str, Any]:
        """Step count and state arrays, by parameter name (`adam.m/conv.W`)."""
        arrays, start = {}, 0
        for p in self.params:
            if start >= self.params.learned:
                break
            for name, values in self.state.items():
                arrays[f"{name}/{p.name}"] = values[start : start + p.size].reshape(p.shape)
            start += p.size
        return {"t": self.t, "arrays": arrays}

    def load_state(self, state: dict[str, Any]) -> None:
        self.t = state["t"]
        for name, mine in self.state_dict()["arrays"].items():
            mine[...] = state["arrays"][name]


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


class WeightAverage:
    """average ← decay · average + (1 − decay) · w, over weights and running statistics

    Often better than the last weights. The decay warms up as min(decay, (1 + t) / (10 + t)), so that the first random
    weights are soon forgotten.

    Source: Polyak & Juditsky, Acceleration of stochastic approximation by averaging, 1992
    """

    def __init__(self, params: ParameterSet, decay: float):
        self.params, self.decay, self.t = params, decay, 0
        self.average = params.vector.copy()
        self.scratch = np.empty(BLOCK, params.vector.dtype)

    def update(self) -> None:
        self.t += 1
        share = 1 - min(self.decay, (1 + self.t) / (10 + self.t))
        for start in range(0, self.average.size, BLOCK):
            block = slice(start, start + BLOCK)
            average = self.average[block]
            distance = np.subtract(self.params.vector[block], average, out=self.scratch[: len(average)])
            distance *= share
            average += distance

    def swap(self) -> None:
        """Exchange the weights in use with the average (and back)."""
        kept = self.params.vector.copy()
        self.params.vector[...] = self.average
        self.average[...] = kept
