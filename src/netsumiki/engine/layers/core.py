"""The basic bricks: a weighted sum, and changes of shape that move no number."""

from math import prod

from netsumiki.engine.initializers import Initializer, initializers
from netsumiki.engine.layers.base import Layer, layers
from netsumiki.engine.ops.sums import column_sums
from netsumiki.engine.registry import Shape, option


@layers.register("dense", group="Core")
class Dense(Layer):
    """y = x W + b

    Shapes: x (N, features) → y (N, units); a sequence x (N, steps, features) → y (N, steps, units), the same weights
    at every step.
    """

    units: int = option(64, ge=1, le=65_536, help="Number of output features.")
    bias: bool = option(True, help="Add a learned offset to each output.")
    initializer: Initializer = option("glorot", part=initializers, help="How the weights begin.")
    spectral_norm: bool = option(False, help="Divide the weights by the most that they can stretch a signal.")

    def output_shape(self, x: Shape) -> Shape:
        self.require_rank(x, 1, 2, remedy="put a flatten layer before it")
        return (*x[:-1], self.units)

    def flops(self, x: Shape) -> int:
        return 2 * prod(x) * self.units

    def build(self, x: Shape) -> None:
        self.W = self.weight((x[-1], self.units), fan_in=x[-1], fan_out=self.units)
        if self.bias:
            self.b = self.param("b", (self.units,), decay=False)

    def forward(self, x, *, training):
        self.x = x.reshape(-1, x.shape[-1])  # (N · steps, features)
        y = self.xp.matmul(self.x, self.W.value, out=self.buffer("y", len(self.x), self.units))
        self.scale = self.W.scale(training)
        if self.scale != 1:
            y *= self.scale
        if self.bias:
            y += self.b.value
        self.steps = x.shape[:-1]
        return y.reshape(*self.steps, self.units)

    def backward(self, dy):
        xp = self.xp
        dy = dy.reshape(-1, self.units)  # (N · steps, units)
        if self.wants_params:
            self.W.add_product(self.x.T, dy, lambda *shape: self.buffer("dW", *shape))
            if self.bias:
                self.b.add(column_sums(xp, dy, self.buffer))
        if self.wants_inputs:
            dx = xp.matmul(dy, self.W.value.T, out=self.buffer("dx", *self.x.shape))
            if self.scale != 1:
                dx *= self.scale
            return dx.reshape(*self.steps, -1)


@layers.register("flatten", group="Shape")
class Flatten(Layer):
    """y = x as one row of numbers

    Shapes: x (N, …) → y (N, product of the rest)
    """

    def output_shape(self, x: Shape) -> Shape:
        return (prod(x),)

    def flops(self, x: Shape) -> int:
        return 0

    def forward(self, x, *, training):
        self.shape = x.shape
        if x.flags.c_contiguous:
            return x.reshape(len(x), -1)
        y = self.buffer("y", *x.shape)
        y[...] = x
        return y.reshape(len(x), -1)

    def backward(self, dy):
        return dy.reshape(self.shape)


@layers.register("reshape", group="Shape")
class Reshape(Layer):
    """y = x, read in the same order with another shape

    Shapes: x (N, …) → y (N, *shape); one entry of `shape` may be −1 and is worked out.
    """

    shape: Shape = option((-1,), ge=-1, help="New shape of one sample; −1 once for the entry to work out.")

    def output_shape(self, x: Shape) -> Shape:
        size, known = prod(x), prod(s for s in self.shape if s != -1)
        open_entries = self.shape.count(-1)
        fits = known > 0 and size % known == 0 if open_entries == 1 else open_entries == 0 and known == size
        if not fits:
            self.fail(
                "reshape",
                f"reshape cannot turn {x} ({size} numbers) into {self.shape}: choose sizes whose product is {size}, "
                "with at most one −1",
                got=x,
            )
        return tuple(size // known if s == -1 else s for s in self.shape)

    def flops(self, x: Shape) -> int:
        return 0

    def build(self, x: Shape) -> None:
        self.target = self.output_shape(x)

    def forward(self, x, *, training):
        self.source = x.shape
        if not x.flags.c_contiguous:
            copy = self.buffer("y", *x.shape)
            copy[...] = x
            x = copy
        return x.reshape(len(x), *self.target)

    def backward(self, dy):
        return dy.reshape(self.source)
