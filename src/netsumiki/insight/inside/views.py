"""How each type of layer explains a number of its output, of dx and of dW; a type without a view gets the general one.

A view is registered for a class of layers and holds for what is derived from it.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from netsumiki.engine.errors import DataError, Problem, listing, quoted
from netsumiki.engine.layers import Layer
from netsumiki.engine.params import Statistic
from netsumiki.insight.inside.cell import Cell, Patch, Terms, at, places, silent, wide
from netsumiki.insight.inside.looking import Seen

MOST_OUTPUTS = 64
"""Numbers of dy that the general view traces back one by one, a backward pass for each; the others are one number."""

Place = tuple[int, ...]
V = TypeVar("V", bound=type["View"])
_views: dict[type[Layer], "View"] = {}


def explains(*kinds: type[Layer]) -> Callable[[V], V]:
    """Register a view for these classes of layers."""

    def add(view: V) -> V:
        _views.update(dict.fromkeys(kinds, view()))
        return view

    return add


def view_of(layer: Layer) -> "View":
    return next(_views[kind] for kind in type(layer).__mro__ if kind in _views)


def explained(layer: Layer) -> bool:
    """Whether there is a view of its own for this layer."""
    return view_of(layer) is not _views[Layer]


# -- asking -----------------------------------------------------------------------------------------------------------


def output_cell(seen: Seen, index: Place, step: int | None = None) -> Cell:
    """How output[index] came about. `step`: of a recurrent layer, another step of the same unit than the last.

    Raises `DataError` when there is no such place.
    """
    index = _checked(index, seen.output.shape, "the output")
    view = view_of(seen.layer)
    with silent():
        return view.output(seen, index) if step is None else view.output_at_step(seen, index, step)


def input_gradient_cell(seen: Seen, index: Place, which: int = 0) -> Cell:
    """Of which dy dx[index] of input `which` was summed. Raises `DataError` when there is no such place."""
    if not 0 <= which < len(seen.inputs):
        message = f"{seen.layer.name} has {len(seen.inputs)} inputs, got number {which}: choose another"
        raise DataError(Problem("input-number", message, node=seen.layer.name, facts={"value": which}))
    index = _checked(index, seen.inputs[which].shape, "the input")
    with silent():
        return view_of(seen.layer).input_gradient(seen, index, which)


def parameter_gradient_cell(seen: Seen, name: str, index: Place) -> Cell:
    """Of what dL/dparameter[index] was summed. Raises `DataError` when there is no such parameter or place."""
    known = [n for n, p in seen.layer.parameters.items() if not isinstance(p, Statistic)]
    if name not in known:
        has = f"it has {listing(known)}" if known else "it has none"
        message = f"{seen.layer.name} learns no parameter {quoted(name)}: {has}"
        raise DataError(Problem("unknown-parameter", message, node=seen.layer.name, facts={"known": known}))
    index = _checked(index, seen.layer.parameters[name].shape, name)
    with silent():
        return view_of(seen.layer).parameter_gradient(seen, name, index)


def _checked(index: Place, shape: Place, of: str) -> Place:
    if len(index) != len(shape) or not all(0 <= i < n for i, n in zip(index, shape, strict=True)):
        message = f"there is no number at {list(index)} in {of} of shape {list(shape)}: choose another place"
        raise DataError(Problem("cell-index", message, facts={"value": list(index), "shape": list(shape)}))
    return tuple(map(int, index))


# -- the general view -------------------------------------------------------------------------------------------------


@explains(Layer)
class View:
    """What can be said of any layer: the slope of each number that counts, by the layer's own backward pass.

    y = Σ slope · x + what is left;  dx[i] = Σ dy[o] · dy[o]/dx[i];  dW[w] = Σ dy[o] · dy[o]/dW[w]
    """

    def output(self, seen: Seen, index: Place) -> Cell:
        value = float(seen.output[index])
        slopes, _ = seen.slopes(index)
        terms = []
        for name, x, slope in zip(seen.called, seen.inputs, slopes, strict=True):
            where = np.argwhere(slope)
            terms.append(Terms(name, where, at(x, where), at(slope, where)))
        explained = float(sum(t.values.sum() for t in terms))
        return Cell("general", index, value, tuple(terms), bias=value - explained)

    def output_at_step(self, seen: Seen, index: Place, step: int) -> Cell:
        message = f"{seen.layer.name} works in one go, without steps: leave the step out"
        raise DataError(Problem("no-steps", message, node=seen.layer.name, facts={"value": step}))

    def reach(self, seen: Seen, index: Place, which: int) -> np.ndarray:
        """Places (K, axes) of the output that x[index] can have an influence on."""
        return places(seen.output.shape)

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        value = float(seen.back[0][which][index])
        return self.traced(seen, index, value, self.reach(seen, index, which), lambda found: found[0][which][index])

    def parameter_gradient(self, seen: Seen, name: str, index: Place) -> Cell:
        value = float(seen.back[1][name][index])
        return self.traced(seen, index, value, places(seen.output.shape), lambda found: found[1][name][index])

    @staticmethod
    def traced(seen: Seen, index: Place, value: float, outputs: np.ndarray, slope: Callable[[Any], Any]) -> Cell:
        """The strongest dy, each with the slope of its output; all others together are the rest."""
        if seen.dy is None:
            return Cell("sum", index, value)
        dy = at(seen.dy, outputs)
        strongest = np.argsort(-np.abs(dy), kind="stable")[:MOST_OUTPUTS]
        strongest = np.sort(strongest[dy[strongest] != 0])
        slopes = wide([slope(seen.slopes(tuple(o))) for o in outputs[strongest].tolist()])
        terms = Terms("dy", outputs[strongest], dy[strongest], slopes)
        rest = value - float(terms.values.sum()) if np.count_nonzero(dy) > len(strongest) else 0.0
        return Cell("sum", index, value, (terms,), rest=rest)


# -- what several views need ------------------------------------------------------------------------------------------


class Linear(View):
    """What is a sum of products both ways; views derived from it tell the places, this one the numbers."""

    def dy(self, seen: Seen) -> Any:
        return np.zeros_like(seen.output) if seen.dy is None else seen.dy

    def of_bias(self, seen: Seen, name: str, index: Place) -> Cell:
        """db[k] = Σ dy[…, k]"""
        where = places(seen.output.shape)
        where = where[where[:, -1] == index[0]]
        terms = Terms("dy", where, at(self.dy(seen), where))
        return Cell("sum", index, float(seen.back[1][name][index]), (terms,))

    def of_products(self, seen: Seen, name: str, index: Place, x_at: np.ndarray, dy_at: np.ndarray) -> Cell:
        """dW[index] = Σ x · dy; with spectral normalisation divided by σ, and what that takes away is the rest."""
        value, scale = float(seen.back[1][name][index]), scale_of(seen.layer)
        x, dy = at(seen.inputs[0], x_at), at(self.dy(seen), dy_at)
        terms = Terms("x", x_at, x, dy * scale, "dy", dy_at)
        spectral = "u" in seen.layer.parameters
        rest = value - float(terms.values.sum()) if spectral else 0.0
        return Cell("sum", index, value, (terms,), rest=rest, steps=(("scale", scale),) if spectral else ())


def scale_of(layer: Any) -> float:
    """What the weights are multiplied with: 1 / σ with spectral normalisation, else 1."""
    return float(layer.W.scale(False))


def whole(of: str, array: Any) -> Patch:
    """All of an array as a window."""
    return Patch.cut(of, array, (0,) * np.ndim(array), np.shape(array))
