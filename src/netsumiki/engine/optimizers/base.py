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

    A block holds the value w, the gradient g, the state arrays and two scratch arrays of about `BLOCK` numbers,
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
        self.params.settle()
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
