"""What a network as text for PyTorch and one for Keras have in common: names, weights, layers that are said alike."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from netsumiki.engine.layers.expansion import PRODUCTS, SINES
from netsumiki.exporting.formats.numpy_calls import variables
from netsumiki.exporting.formats.plan import Plan, Step
from netsumiki.exporting.formats.precision import Packed, pack

Call = Callable[[Any, Step, Any], str]
"""`call(text, step, layer)` is the right side of a step's line; it asks the text for what it needs."""


class LibraryText:
    """A network as source of a library: `lines`, the `parts` that hold weights, and these as `arrays` by full names."""

    def __init__(self, plan: Plan, precision: str, taken: set[str]):
        self.plan, self.precision = plan, precision
        self.shapes = plan.inputs | {step.name: step.shape for step in plan.steps}
        self.names = variables(plan, taken)
        self.parts: dict[str, str] = {}
        self.arrays: dict[str, Packed] = {}
        self.lines: list[str] = []

    def inputs(self, step: Step) -> list[str]:
        return [self.names[name] for name in step.inputs]

    def packed(self, step: Step, name: str) -> Packed:
        return pack(self.plan.weights[step.weights[name]], self.precision)

    def owner(self, step: Step, made: str, weights: dict[str, Packed]) -> str:
        """The name of the part with these weights, which is `made` so; steps that share weights share it."""
        owner = self.names.get(next(iter(step.weights.values())).rpartition(".")[0], self.names[step.name])
        self.parts.setdefault(owner, made)
        self.arrays.update({f"{owner}.{name}": packed for name, packed in weights.items()})
        return owner

    def options(self, **given: Any) -> str:
        """ ", strides=2, use_bias=False" without those that are None, which the library takes anyway."""
        return "".join(f", {name}={self.value_of(value)!r}" for name, value in given.items() if value is not None)

    def value_of(self, option: Any) -> Any:
        """An option as the library likes it written."""
        return option


# -- layers that are said alike -------------------------------------------------------------------------------------


def function(name: str, **options: Any) -> Call:
    """A function of one input, with the same options always."""
    return lambda text, step, layer: f"{name}({text.inputs(step)[0]}{text.options(**options)})"


def between(sign: str) -> Call:
    return lambda text, step, layer: f" {sign} ".join(text.inputs(step))


def bias(step: Step) -> bool | None:
    """The option of that name: False without one, nothing with one, as the libraries have it."""
    return None if "b" in step.weights else False


def features(x: str, layer: Any, sine: str, pi: str) -> list[str]:
    """Each feature of points `x` as an expression."""
    made = []
    for name in layer.chosen():
        if name in SINES:
            made.append(f"{sine}({pi} * {x}[:, {SINES[name]}])")
        else:
            made.append(" * ".join(f"{x}[:, {k}]" for k in PRODUCTS[name]))
    return made


def directions(
    text: LibraryText, step: Step, layer: Any, order: tuple[int, ...]
) -> Iterator[tuple[Packed, Packed, Packed | None, np.ndarray | None]]:
    """(W, U, b, what is added to h U beside it) of a recurrent layer, for each direction and as far as it has them.

    `order`: which of our blocks of columns is each of theirs.
    """
    u = layer.units
    columns = np.concatenate([np.arange(k * u, (k + 1) * u) for k in order])
    for back in ("", "_back")[: layer.directions]:
        W, U = (text.packed(step, kind + back).columns(columns) for kind in ("W", "U"))
        b = text.packed(step, "b" + back).columns(columns) if layer.bias else None
        recalled = None
        if b is not None and "d" + back in step.weights:
            recalled = np.zeros_like(b.values)
            recalled[-u:] = text.packed(step, "d" + back).values
        yield W, U, b, recalled
