"""Weights that take less room: 16 bits, or 8 with one scale for each column; and what that costs a model.

Only weights are rounded. An export widens them to float32 when it is loaded and computes as the engine does, so that
its answers are those of the engine with the same rounded weights (`rounded`), and `lost` is what rounding alone costs.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.graph import Graph
from netsumiki.engine.params import Parameter
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.formats.golden import COUNT, invented
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.sampling import Flow

BYTES = {"float32": 4, "float16": 2, "int8": 1}
"""How weights can be stored, and the bytes that each number then takes."""
LARGEST = 127
EXACT_BITS = 17  # of a scale: its product with a whole number up to 127 is then exact in float32
M = TypeVar("M", bound=Model | Generator)


@dataclass(frozen=True)
class Packed:
    """An array as a file stores it: values · scales, float32

    `values`: float32, float16 or int8. `scales`: float32 of as many axes, one as long as that of the values and all
    others 1; None where there is nothing to multiply by.
    """

    values: np.ndarray
    scales: np.ndarray | None = None

    @property
    def unpacked(self) -> np.ndarray:
        """float32, what the export computes with."""
        wide = self.values.astype(np.float32)
        return wide if self.scales is None else wide * self.scales

    def moved(self, *axes: int) -> "Packed":
        """With its axes in another order, as other libraries have them."""
        scales = None if self.scales is None else np.ascontiguousarray(self.scales.transpose(axes))
        return Packed(np.ascontiguousarray(self.values.transpose(axes)), scales)

    def inserted(self, axis: int) -> "Packed":
        """With one more axis, of length 1; not behind the last."""
        scales = None if self.scales is None else np.expand_dims(self.scales, axis)
        return Packed(np.expand_dims(self.values, axis), scales)

    def columns(self, order: Sequence[int] | np.ndarray) -> "Packed":
        """Those places along the last axis, in that order; before `moved`."""
        return Packed(self.values[..., order], None if self.scales is None else self.scales[..., order])


def pack(array: np.ndarray, precision: str) -> Packed:
    """float16: the nearest number of 16 bits.  int8: q = round(W / s), with s = max |W| / 127 of each column

    A column is all that has the same place along the last axis. Vectors (offsets, norms) stay float32: they are few,
    and a variance may be too small or too large for 16 bits. So does an array with a number beyond the reach of 16
    bits. What was rounded once is packed without any further loss.

    Raises: `DataError` when 8 bits shall hold what is no number.
    """
    array = np.ascontiguousarray(array, np.float32)
    if array.ndim < 2 or precision == "float32":
        return Packed(array)
    if precision == "float16":
        with np.errstate(over="ignore"):  # to infinity, which is looked for next
            half = array.astype(np.float16)
        return Packed(half if np.isfinite(half).all() else array)
    if not np.isfinite(array).all():
        message = "some weights are no numbers (NaN), which 8 bits cannot hold: choose float32, or another model"
        raise DataError(Problem("not-finite", message))
    most = np.abs(array).max(axis=tuple(range(array.ndim - 1)), keepdims=True)
    scales = _upwards(most / LARGEST)
    return Packed(np.rint(array / scales).astype(np.int8), scales)


def _upwards(scales: np.ndarray) -> np.ndarray:
    """The next numbers of `EXACT_BITS` bits that are not smaller, and 1 in the place of 0."""
    shares, exponents = np.frexp(scales.astype(np.float64))
    whole = np.ldexp(np.ceil(np.ldexp(shares, EXACT_BITS)), exponents - EXACT_BITS)
    return np.where(whole > 0, np.maximum(whole, np.finfo(np.float32).tiny), 1).astype(np.float32)


# -- a model with such weights --------------------------------------------------------------------------------------


def rounded(model: M, precision: str) -> M:
    """The model with the weights that an export of this precision has; its golden samples are answered anew.

    Its layers hold the weights that they compute with, so those with spectral normalisation become plain ones.
    """
    if precision == "float32":
        return model
    made = copy.copy(model)
    made.graph = _rounded(model.graph, precision)
    if isinstance(made, Generator):
        made.recipe = model.recipe | {"generator": made.graph.spec}
        if made.discriminator:
            made.discriminator = _rounded(made.discriminator, precision)
            made.recipe["discriminator"] = made.discriminator.spec
        if made.flow:
            made.flow = Flow(made.graph, model.recipe.get("training", {}), len(model.class_names))
        if made.golden is not None:
            made.keep_golden()
    else:
        made.recipe = model.recipe | {"model": made.graph.spec}
        if made.golden is not None:
            made.golden = (made.golden[0], made.predict(made.golden[0]))
    return made


def _rounded(graph: Graph, precision: str) -> Graph:
    nodes = [{k: v for k, v in node.items() if k != "spectral_norm"} for node in graph.spec["nodes"]]
    made = Graph(graph.spec | {"nodes": nodes}, Workspace(seed=0))
    for layer in graph.layers.values():
        for name, p in layer.parameters.items():
            if p.name in made.params.by_name:  # not what spectral normalisation remembers
                made.params[p.name].value[...] = pack(_at_work(layer, name, p), precision).unpacked
    return made


def _at_work(layer: Any, name: str, p: Parameter) -> np.ndarray:
    """What the layer computes with: for spectral normalisation another array than the one it learns."""
    weight = getattr(layer, name, p)
    return weight.effective(False) if hasattr(weight, "effective") else p.value


# -- what it costs --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lost:
    """What rounding its weights does to a model, measured on so many `samples`.

    `difference`: the largest change of an answer. `same`: the share of examples whose best class stays; None for a
    generator. `before`, `after`: the share that is right; None where nobody knows the right answers.
    """

    samples: int
    difference: float
    same: float | None = None
    before: float | None = None
    after: float | None = None


def lost(
    model: Model | Generator, precision: str, inputs: np.ndarray | None = None, labels: np.ndarray | None = None
) -> Lost:
    """What the answers lose with rounded weights: to these examples, or else to the golden samples.

    Of a generator the inputs are noise, and the labels what it is told to make.
    """
    other: Any = rounded(model, precision)
    if isinstance(model, Generator):
        if inputs is None:
            noise, told = model.noise(COUNT, seed=1), np.arange(COUNT) % model.classes if model.conditional else None
        else:
            noise, told = inputs, labels
        changes = np.abs(model.outputs(noise, told) - other.outputs(noise, told))
        return Lost(len(noise), float(changes.max(initial=0)))
    if inputs is None:
        inputs = model.golden[0] if model.golden else invented(model, COUNT)
    first, second = model.predict(inputs), other.predict(inputs)
    best, then = first.argmax(axis=1), second.argmax(axis=1)
    right = (None, None) if labels is None else (float((best == labels).mean()), float((then == labels).mean()))
    return Lost(len(inputs), float(np.abs(first - second).max(initial=0)), float((best == then).mean()), *right)
