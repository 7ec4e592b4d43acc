"""More numbers made from the coordinates of a point, so that even one layer of weights can draw a curve."""

from math import pi

from netsumiki.engine.layers.base import Layer, layers
from netsumiki.engine.registry import Shape, option

PRODUCTS = {"x1": (0,), "x2": (1,), "x1_squared": (0, 0), "x2_squared": (1, 1), "x1_x2": (0, 1)}
SINES = {"sin_x1": 0, "sin_x2": 1}
"""Which coordinates each feature is made of."""


@layers.register("point_features", group="Core")
class PointFeatures(Layer):
    """y = those of x₁, x₂, x₁², x₂², x₁x₂, sin πx₁ and sin πx₂ that are chosen, in this order

    With them a single layer parts what no straight line could: circles by the squares, xor by the product.

    Shapes: x (N, 2) → y (N, how many are chosen)
    """

    x1: bool = option(True, help="The first coordinate as it is.")
    x2: bool = option(True, help="The second coordinate as it is.")
    x1_squared: bool = option(False, help="The square of the first coordinate.")
    x2_squared: bool = option(False, help="The square of the second coordinate.")
    x1_x2: bool = option(False, help="The product of both coordinates.")
    sin_x1: bool = option(False, help="A wave along the first coordinate: the sine of π times it.")
    sin_x2: bool = option(False, help="A wave along the second coordinate: the sine of π times it.")

    def chosen(self) -> list[str]:
        return [name for name in self.declared if getattr(self, name)]

    def output_shape(self, x: Shape) -> Shape:
        if x != (2,):
            self.fail("rank", f"point_features needs points of two numbers (2,), got {x}: give it the points", got=x)
        if not self.chosen():
            self.fail("no-features", "point_features has nothing to put out: choose at least one of its features")
        return (len(self.chosen()),)

    def flops(self, x: Shape) -> int:
        return len(self.chosen())

    def forward(self, x, *, training):
        self.x, xp, names = x, self.xp, self.chosen()
        y = self.buffer("y", len(x), len(names))
        for name, out in zip(names, y.T, strict=True):
            if name in SINES:
                xp.multiply(x[:, SINES[name]], pi, out=out)
                xp.sin(out, out=out)
                continue
            first, *others = PRODUCTS[name]
            out[...] = x[:, first]
            for other in others:
                out *= x[:, other]
        return y

    def backward(self, dy):
        if not self.wants_inputs:
            return None
        xp, x, dx, term = self.xp, self.x, self.buffer("dx", *self.x.shape), self.buffer("term", len(self.x))
        dx.fill(0)
        for name, d in zip(self.chosen(), dy.T, strict=True):
            if name in SINES:
                xp.multiply(x[:, SINES[name]], pi, out=term)
                xp.cos(term, out=term)
                term *= pi
                term *= d
                dx[:, SINES[name]] += term
                continue
            factors = PRODUCTS[name]
            for i, coordinate in enumerate(factors):  # the product rule: each factor in its turn
                term[...] = d
                for other in (*factors[:i], *factors[i + 1 :]):
                    term *= x[:, other]
                dx[:, coordinate] += term
        return dx
