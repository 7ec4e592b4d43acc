"""Merging: several branches become one."""

from math import prod
from typing import ClassVar

from netsumiki.engine.layers.base import Layer, layers
from netsumiki.engine.registry import Shape, option


class Merge(Layer):
    """Shapes: two or more arrays of the same shape (N, …) → one of that shape"""

    inputs: ClassVar[tuple[int, int | None]] = (2, None)

    def output_shape(self, *inputs: Shape) -> Shape:
        if any(x != inputs[0] for x in inputs):
            shapes = " and ".join(str(x) for x in inputs)
            self.fail(
                "branches",
                f"{self.registered_name} needs branches of one shape, got {shapes}: change the layers before it",
                got=inputs,
            )
        return inputs[0]

    def flops(self, *inputs: Shape) -> int:
        return (len(inputs) - 1) * prod(inputs[0])


@layers.register("add", group="Merge")
class Add(Merge):
    """y = x₁ + x₂ + …: a skip connection adds what a block did to what it was given

    Source: He et al., Deep residual learning, 2016
    """

    def forward(self, *inputs, training):
        self.count = len(inputs)
        y = self.xp.add(inputs[0], inputs[1], out=self.buffer("y", *inputs[0].shape))
        for x in inputs[2:]:
            y += x
        return y

    def backward(self, dy):
        return (dy,) * self.count


@layers.register("multiply", group="Merge")
class Multiply(Merge):
    """y = x₁ · x₂ · …, number by number: one branch opens or closes the other"""

    def forward(self, *inputs, training):
        self.branches = inputs
        y = self.xp.multiply(inputs[0], inputs[1], out=self.buffer("y", *inputs[0].shape))
        for x in inputs[2:]:
            y *= x
        return y

    def backward(self, dy):
        if not self.wants_inputs:
            return None
        gradients = []
        for i in range(len(self.branches)):
            dx = self.buffer(f"dx{i}", *dy.shape)
            dx[...] = dy
            for j, x in enumerate(self.branches):
                if j != i:
                    dx *= x
            gradients.append(dx)
        return tuple(gradients)


@layers.register("dot", group="Merge")
class Dot(Merge):
    """y = Σ x₁ · x₂: how far two rows of numbers point in the same direction

    A discriminator that adds the dot product of its features and an embedding of the label judges whether a picture is
    real *as* this label (a projection discriminator).

    Shapes: two arrays (N, features) → (N, 1)

    Source: Miyato & Koyama, cGANs with projection discriminator, 2018
    """

    label = "Dot product"
    inputs = (2, 2)

    def output_shape(self, *inputs: Shape) -> Shape:
        self.require_rank(super().output_shape(*inputs), 1, remedy="put flatten layers before it")
        return (1,)

    def flops(self, *inputs: Shape) -> int:
        return 2 * inputs[0][0]

    def forward(self, *inputs, training):
        self.branches = inputs
        product = self.xp.multiply(*inputs, out=self.buffer("product", *inputs[0].shape))
        return self.xp.add.reduce(product, axis=1, keepdims=True, out=self.buffer("y", len(product), 1))

    def backward(self, dy):
        if self.wants_inputs:
            x1, x2 = self.branches
            dx1, dx2 = (self.buffer(name, *x1.shape) for name in ("dx1", "dx2"))
            return self.xp.multiply(dy, x2, out=dx1), self.xp.multiply(dy, x1, out=dx2)


@layers.register("concat", group="Merge")
class Concat(Layer):
    """y = x₁, x₂, … one behind the other along one axis

    Shapes: arrays (N, …) that differ only along `axis` → one array; axis −1 joins features or channels.
    """

    inputs = (2, None)
    axis: int = option(-1, ge=-3, le=2, help="Axis of one sample to join along; −1 is the last (features, channels).")

    def output_shape(self, *inputs: Shape) -> Shape:
        rank = len(inputs[0])
        if not -rank <= self.axis < rank:
            self.fail("axis", f"concat has axis {self.axis}, but its inputs have {rank} axes: use -1", got=inputs)
        axis = self.axis % rank
        rest = [x[:axis] + x[axis + 1 :] for x in inputs if len(x) == rank]
        if len(rest) < len(inputs) or any(r != rest[0] for r in rest):
            shapes = " and ".join(str(x) for x in inputs)
            message = f"concat needs branches that differ only along axis {self.axis}, got {shapes}"
            self.fail("branches", f"{message}: change the layers before it", got=inputs)
        return (*inputs[0][:axis], sum(x[axis] for x in inputs), *inputs[0][axis + 1 :])

    def flops(self, *inputs: Shape) -> int:
        return 0

    def build(self, *inputs: Shape) -> None:
        self.size, self.along = self.output_shape(*inputs), self.axis % len(inputs[0]) + 1

    def forward(self, *inputs, training):
        self.lengths = [x.shape[self.along] for x in inputs]
        y = self.buffer("y", len(inputs[0]), *self.size)
        for x, part in zip(inputs, self.split(y), strict=True):
            part[...] = x
        return y

    def backward(self, dy):
        return tuple(self.split(dy))

    def split(self, y):
        start = 0
        for length in self.lengths:
            place = [slice(None)] * y.ndim
            place[self.along] = slice(start, start + length)
            yield y[tuple(place)]
            start += length
