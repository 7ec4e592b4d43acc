"""Whole numbers such as labels become rows of numbers, which a network can compute with."""

from typing import Any

from netsumiki.engine.initializers import Initializer, initializers
from netsumiki.engine.layers.base import Layer, layers
from netsumiki.engine.registry import Shape, option


class Lookup(Layer):
    """One row per whole number; the input has no gradient."""

    x: Any

    def output_shape(self, x: Shape) -> Shape:
        self.require_rank(x, 0, 1, remedy="feed whole numbers such as labels, without any axis for features")
        return (*x, self.length())

    def length(self) -> int:
        """How long a row is."""
        raise NotImplementedError

    def flops(self, x: Shape) -> int:
        return 0

    def whole_numbers(self, x: Any, count: int, counted: str) -> Any:
        """x as indices below `count`, the option called `counted`; fails if one lies outside."""
        numbers = self.buffer("x", *x.shape, dtype=self.xp.intp)
        self.xp.copyto(numbers, x, casting="unsafe")
        if numbers.size and not (numbers.min() >= 0 and numbers.max() < count):
            wrong = int(numbers.min() if numbers.min() < 0 else numbers.max())
            message = f"{self.registered_name} has {count} {counted}, got the number {wrong}: "
            self.fail("entry-range", f"{message}raise {counted} or check the labels")
        return numbers

    def no_gradient(self):
        if self.wants_inputs:
            dx = self.buffer("dx", *self.x.shape)
            dx.fill(0)
            return dx


@layers.register("embedding", group="Core")
class Embedding(Lookup):
    """y = W[x]: one learned row per whole number

    Shapes: x (N,) → y (N, units); x (N, steps) → y (N, steps, units). The input has no gradient.
    """

    entries: int = option(10, ge=1, le=1_000_000, help="How many different numbers can come in (0 to entries − 1).")
    units: int = option(16, ge=1, le=65_536, help="Length of each row.")
    initializer: Initializer = option("normal", part=initializers, help="How the rows begin.")
    spectral_norm: bool = option(False, help="Divide the weights by the most that they can stretch a signal.")

    def length(self):
        return self.units

    def build(self, x: Shape) -> None:
        self.W = self.weight((self.entries, self.units), self.entries, self.units)

    def forward(self, x, *, training):
        self.x = self.whole_numbers(x, self.entries, "entries")
        y, W = self.buffer("y", *self.x.shape, self.units), self.W.effective(training)
        return self.xp.take(W, self.x, axis=0, out=y, mode="clip")  # clip: "raise" would buffer the output

    def backward(self, dy):
        if self.wants_params:
            self.W.add_rows(self.x, dy)
        return self.no_gradient()


@layers.register("one_hot", group="Core")
class OneHot(Lookup):
    """y[k] = 1 if x = k, else 0

    Shapes: x (N,) → y (N, classes); x (N, steps) → y (N, steps, classes). The input has no gradient.
    """

    classes: int = option(10, ge=1, le=1024, help="How many different numbers can come in (0 to classes − 1).")

    def length(self):
        return self.classes

    def forward(self, x, *, training):
        self.x = self.whole_numbers(x, self.classes, "classes")
        y = self.buffer("y", *self.x.shape, self.classes)
        rows = self.xp.eye(self.classes, dtype=y.dtype)
        return self.xp.take(rows, self.x, axis=0, out=y, mode="clip")

    def backward(self, dy):
        return self.no_gradient()
