"""Parameters are named views of one flat vector; gradients add up in a second one of the same layout."""

from collections.abc import Callable, Iterator
from math import prod
from typing import Any

import numpy as np

from netsumiki.engine.errors import ModelFileError
from netsumiki.engine.initializers import Initializer

BLOCK = 32_768  # numbers per optimizer block: value, gradient, two moments and scratch stay together in the cache


class Parameter:
    """A learned array: `value` and `grad` are views of the graph's flat vectors.

    The gradient is zeroed lazily: `zero()` only notes that nothing was added yet, so that the first contribution
    is written straight into place instead of being added to a vector of zeros. A contribution that is an outer
    product (a matrix product over a batch of one) is kept as its two factors until somebody needs the array: the
    optimizer then multiplies it out block by block inside the cache, which at batch size 1 saves writing and
    re-reading the largest array of the whole step (measured by `make bench`, rows with batch 1).
    """

    def __init__(
        self,
        name: str,
        shape: tuple[int, ...],
        initializer: Initializer,
        fan_in: int,
        fan_out: int,
        decay: bool = True,
    ):
        self.name, self.shape, self.size = name, tuple(shape), prod(shape)
        self.initializer, self.fan_in, self.fan_out = initializer, fan_in, fan_out
        self.decay, self.trainable = decay, True
        self.value: Any = None
        self._grad: Any = None
        self.empty = True
        self.factors: tuple[Any, Any] | None = None
        self.finish: Callable[[Any], None] | None = None  # what is done to the sum before anybody reads it

    def bind(self, value: Any, grad: Any) -> None:
        """Take the place in the flat vectors where this parameter lives."""
        self.value, self._grad = value.reshape(self.shape), grad.reshape(self.shape)

    # -- gradient ---------------------------------------------------------------------------------------------

    def zero(self) -> None:
        """grad = 0"""
        self.empty, self.factors, self.finish = True, None, None

    @property
    def grad(self) -> Any:
        """The gradient summed since `zero()`."""
        total = self._total()
        if self.finish is not None:
            self.finish(total)
            self.finish = None
        return total

    def _total(self) -> Any:
        if self.factors is not None:
            np.dot(*self.factors, out=self._grad)
            self.factors = None
        elif self.empty:
            self._grad.fill(0)
        self.empty = False
        return self._grad

    def effective(self, training: bool) -> Any:
        """What a layer computes with in a forward pass: the value itself (see `spectral` for another)."""
        return self.value

    def scale(self, training: bool) -> float:
        """For a layer that is linear in W: what to multiply by when it computes with the value instead."""
        return 1.0

    def add(self, dW: Any) -> None:
        """grad += dW"""
        if self.empty:
            self._grad[...] = dW
            self.empty = False
        else:
            self._total().__iadd__(dW)

    def add_product(self, a: Any, b: Any, scratch: Any) -> None:
        """grad += a b for matrices a (rows, n) and b (n, columns); `scratch(*shape)` lends a buffer if needed."""
        if self.empty and a.shape[1] == 1:
            self.factors, self.empty = (a.copy(), b.copy()), False
        elif self.empty:
            np.matmul(a, b, out=self._grad.reshape(len(a), -1))
            self.empty = False
        else:
            self.add(np.matmul(a, b, out=scratch(len(a), b.shape[1])).reshape(self.shape))

    def add_rows(self, rows: Any, dW: Any) -> None:
        """grad[rows] += dW; a row that is named several times adds up."""
        np.add.at(self._total(), rows, dW)

    def blocks(self) -> Iterator[tuple[slice, slice]]:
        """(rows of this parameter, the same place in the parameter's flat view), each about `BLOCK` numbers."""
        rows = self.shape[0] if len(self.shape) > 1 else self.size
        width = self.size // rows
        step = max(1, BLOCK // width)
        for start in range(0, rows, step):
            stop = min(start + step, rows)
            yield slice(start, stop), slice(start * width, stop * width)

    def grad_block(self, rows: slice, flat: slice, scratch: Any) -> Any:
        """The gradient of one block, flat; multiplied out into `scratch` (rows, columns) if it is still two factors."""
        if self.factors is None:
            return self.grad.reshape(-1)[flat]
        a, b = self.factors
        return np.dot(a[rows], b, out=scratch).reshape(-1)  # dot: thrice as fast as multiply with broadcasting


class Statistic(Parameter):
    """A running average that a layer observes while training (batch norm's mean and variance): state, not learned."""

    def __init__(self, name: str, shape: tuple[int, ...], initializer: Initializer, momentum: float):
        super().__init__(name, shape, initializer, 1, 1, decay=False)
        self.momentum, self.trainable = momentum, False
        self.count = 0

    def observe(self, batch_value: Any) -> None:
        """Note the value of one batch (or one piece of it); `ParameterSet.commit` moves the running average."""
        self.count += 1
        self.add(batch_value)

    def zero(self) -> None:
        super().zero()
        self.count = 0

    def commit(self, others: list[Any]) -> None:
        """value = momentum · value + (1 − momentum) · (mean of all observations, also those of `others`)"""
        seen = [s for s in [self, *others] if s.count]
        if seen:
            mean = sum(s.grad for s in seen) / sum(s.count for s in seen)
            self.value += (1.0 - self.momentum) * (mean - self.value)
        for statistic in [self, *others]:
            statistic.zero()


class ParameterSet:
    """All parameters of a graph in one flat `vector`, with the gradient of the same layout.

    The learned parameters come first (`learned` numbers), then the statistics, so that an optimizer, weight averaging
    and a checkpoint each read one contiguous slice.
    """

    def __init__(self, parameters: list[Parameter], dtype: Any, xp: Any = np, values: Any = None):
        ordered = [p for p in parameters if not isinstance(p, Statistic)]
        self.learned = sum(p.size for p in ordered)
        self.statistics = [p for p in parameters if isinstance(p, Statistic)]
        ordered += self.statistics
        self.by_name = {p.name: p for p in ordered}
        total = sum(p.size for p in ordered)
        self.vector = xp.zeros(total, dtype) if values is None else values
        self.gradient = xp.zeros(total, dtype)
        self.replicas: list[ParameterSet] = []  # same values, gradients of other pieces of the batch
        start = 0
        for p in ordered:
            p.bind(self.vector[start : start + p.size], self.gradient[start : start + p.size])
            start += p.size

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.by_name.values())

    def __getitem__(self, name: str) -> Parameter:
        return self.by_name[name]

    def __len__(self) -> int:
        return len(self.by_name)

    @property
    def size(self) -> int:
        """How many numbers are learned."""
        return self.learned

    def initialize(self, streams: Any) -> None:
        """Draw every value from the stream named after its parameter."""
        for p in self:
            p.value[...] = p.initializer.draw(streams["init/" + p.name], p.shape, p.fan_in, p.fan_out)

    def zero(self) -> None:
        """Forget all gradients and all observations that were not committed, of the replicas as well."""
        for some in [self, *self.replicas]:
            for p in some:
                p.zero()

    def settle(self) -> None:
        """Finish all gradients, so that several threads may read them."""
        for some in [self, *self.replicas]:
            for p in some:
                if p.finish is not None:
                    p.grad  # noqa: B018

    def gather(self) -> None:
        """grad += the gradients of every replica, in their order; theirs are zero then."""
        for replica in self.replicas:
            for mine, theirs in zip(self, replica, strict=True):
                if mine.trainable and not theirs.empty:
                    mine.add(theirs.grad)
                    theirs.zero()

    def commit(self) -> None:
        """Move the running averages by what was observed since `zero()`, here and in the replicas."""
        for statistic in self.statistics:
            statistic.commit([replica[statistic.name] for replica in self.replicas])

    def values(self) -> dict[str, Any]:
        """A copy of every value by name."""
        return {p.name: p.value.copy() for p in self}

    def load(self, values: dict[str, Any]) -> None:
        """Take values by name; the names and shapes must fit exactly."""
        wrong = [n for n in self.by_name.keys() | values.keys() if n not in values or n not in self.by_name]
        wrong += [n for n in self.by_name if n in values and tuple(values[n].shape) != self[n].shape]
        if wrong:
            raise ModelFileError(
                f"the stored weights do not fit the network at {', '.join(sorted(wrong)[:5])}: "
                "use the recipe that they were trained with"
            )
        for name, value in values.items():
            self[name].value[...] = value
