"""Cells of the layers in which each number goes its own way: activations, noise, changes of shape, merging."""

from math import prod
from typing import Any

import numpy as np

from netsumiki.engine.layers.activation import Activation, Identity
from netsumiki.engine.layers.core import Flatten, Reshape
from netsumiki.engine.layers.expansion import PRODUCTS, SINES, PointFeatures
from netsumiki.engine.layers.merge import Add, Concat, Dot, Multiply
from netsumiki.engine.layers.regularization import Dropout, GaussianNoise
from netsumiki.insight.inside.cell import Cell, Terms, at, places
from netsumiki.insight.inside.looking import Seen
from netsumiki.insight.inside.views import Linear, Place, View, explains, whole


def here(index: Place) -> np.ndarray:
    return np.array([index], int).reshape(1, len(index))


@explains(Activation)
class ActivationView(Linear):
    """y = f(x), number by number; dx = dy · f′(x)"""

    def output(self, seen: Seen, index: Place) -> Cell:
        value, where = float(seen.output[index]), here(index)
        terms = Terms("x", where, at(seen.inputs[0], where), given=np.array([value]))
        return Cell("elementwise", index, value, (terms,), steps=(("slope", self.slope(seen, index)),))

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        where = here(index)
        terms = Terms("dy", where, at(self.dy(seen), where), np.array([self.slope(seen, index)]))
        return Cell("elementwise", index, float(seen.back[0][0][index]), (terms,))

    def slope(self, seen: Seen, index: Place) -> float:
        """f′(x)"""
        return float(seen.slopes(index)[0][0][index])


@explains(PointFeatures)
class FeatureView(View):
    """One coordinate as it is, times another, or its sine"""

    def output(self, seen: Seen, index: Place) -> Cell:
        layer: Any = seen.layer
        name, value = layer.chosen()[index[0]], float(seen.output[index])
        if name in SINES:
            where = here((SINES[name],))
            terms = Terms("x", where, at(seen.inputs[0], where), given=np.array([value]))
            return Cell("elementwise", index, value, (terms,))
        first, *others = (here((k,)) for k in PRODUCTS[name])
        factors = (at(seen.inputs[0], others[0]), "x", others[0]) if others else ()
        return Cell(
            "sum" if others else "chosen", index, value, (Terms("x", first, at(seen.inputs[0], first), *factors),)
        )


class Moved(Linear):
    """Every number of the output is one of an input, elsewhere."""

    def origin(self, seen: Seen, index: Place) -> tuple[int, Place]:
        """(number of the input, place in it)"""
        return 0, index

    def goal(self, seen: Seen, index: Place, which: int) -> Place:
        """Where x[index] of input `which` went."""
        return index

    def output(self, seen: Seen, index: Place) -> Cell:
        which, place = self.origin(seen, index)
        terms = Terms(seen.called[which], here(place), at(seen.inputs[which], here(place)))
        return Cell("chosen", index, float(seen.output[index]), (terms,))

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        goal = here(self.goal(seen, index, which))
        terms = Terms("dy", goal, at(self.dy(seen), goal))
        return Cell("chosen", index, float(seen.back[0][which][index]), (terms,))


@explains(Identity, Dropout, GaussianNoise)
class Unchanged(Moved):
    """Noise and dropout leave everything as it is when nothing is trained."""


@explains(Flatten, Reshape)
class Reshaped(Moved):
    """The same numbers in the same order."""

    def origin(self, seen: Seen, index: Place) -> tuple[int, Place]:
        return 0, same_number(index, seen.output.shape, seen.inputs[0].shape)

    def goal(self, seen: Seen, index: Place, which: int) -> Place:
        return same_number(index, seen.inputs[0].shape, seen.output.shape)


def same_number(index: Place, shape: Place, other: Place) -> Place:
    """Where the number at `index` of an array lies when it has another shape."""
    flat = int(np.ravel_multi_index(index, shape)) if shape else 0
    return tuple(int(i) for i in np.unravel_index(flat, other)) if prod(other) and other else ()


@explains(Concat)
class Joined(Moved):
    """The inputs lie one behind the other along an axis."""

    def origin(self, seen: Seen, index: Place) -> tuple[int, Place]:
        layer: Any = seen.layer
        axis = layer.along - 1
        ends = np.cumsum([x.shape[axis] for x in seen.inputs])
        which = int(np.searchsorted(ends, index[axis], side="right"))
        before = int(ends[which]) - seen.inputs[which].shape[axis]
        return which, (*index[:axis], index[axis] - before, *index[axis + 1 :])

    def goal(self, seen: Seen, index: Place, which: int) -> Place:
        layer: Any = seen.layer
        axis = layer.along - 1
        before = sum(x.shape[axis] for x in seen.inputs[:which])
        return (*index[:axis], index[axis] + before, *index[axis + 1 :])


@explains(Add)
class AddView(Linear):
    """y = x₁ + x₂ + …; each branch gets dy"""

    def output(self, seen: Seen, index: Place) -> Cell:
        where = here(index)
        terms = [Terms(name, where, at(x, where)) for name, x in zip(seen.called, seen.inputs, strict=True)]
        return Cell("sum", index, float(seen.output[index]), tuple(terms))

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        terms = Terms("dy", here(index), at(self.dy(seen), here(index)))
        return Cell("chosen", index, float(seen.back[0][which][index]), (terms,))


@explains(Multiply)
class MultiplyView(Linear):
    """y = x₁ · x₂ · …; each branch gets dy times all others"""

    def others(self, seen: Seen, index: Place, which: int) -> np.ndarray:
        """The product of all branches but one."""
        factors = [float(x[index]) for k, x in enumerate(seen.inputs) if k != which]
        return np.array([prod(factors)])

    def output(self, seen: Seen, index: Place) -> Cell:
        where = here(index)
        terms = Terms("x1", where, at(seen.inputs[0], where), self.others(seen, index, 0))
        steps = tuple((name, float(x[index])) for name, x in zip(seen.called, seen.inputs, strict=True))
        return Cell("elementwise", index, float(seen.output[index]), (terms,), steps=steps)

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        terms = Terms("dy", here(index), at(self.dy(seen), here(index)), self.others(seen, index, which))
        return Cell("elementwise", index, float(seen.back[0][which][index]), (terms,))


@explains(Dot)
class DotView(Linear):
    """y = Σ x₁ · x₂; each branch gets dy times the other"""

    def output(self, seen: Seen, index: Place) -> Cell:
        x1, x2 = seen.inputs
        where = places(x1.shape)
        terms = Terms("x1", where, at(x1, where), at(x2, where), "x2", where)
        return Cell("sum", index, float(seen.output[index]), (terms,), windows=(whole("x1", x1), whole("x2", x2)))

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        other, where = 1 - which, here(index)
        first = np.zeros((1, 1), int)
        dy = at(self.dy(seen), first)
        terms = Terms("dy", first, dy, at(seen.inputs[other], where), seen.called[other], where)
        return Cell("sum", index, float(seen.back[0][which][index]), (terms,))
