"""Cells of the layers that make pictures smaller or larger without learning: pooling and upsampling."""

from math import prod
from typing import Any

import numpy as np

from netsumiki.engine.layers.pooling import AveragePool, GlobalAveragePool, GlobalMaxPool, MaxPool, WindowPool
from netsumiki.engine.layers.resampling import Upsample
from netsumiki.insight.inside.cell import Cell, Patch, Terms, at, places
from netsumiki.insight.inside.geometry import Geometry, crossed, in_channel
from netsumiki.insight.inside.looking import Seen
from netsumiki.insight.inside.views import Linear, Place, explains


class PoolView(Linear):
    """Each output looks at one window of one map."""

    def geometry(self, seen: Seen) -> Geometry:
        layer: Any = seen.layer
        return Geometry.of(layer.geometry, seen.inputs[0].shape, seen.output.shape)

    def window(self, seen: Seen, index: Place) -> tuple[np.ndarray, Patch]:
        """(places in x, the window)"""
        layer: Any = seen.layer
        i, j, c = index
        geometry = self.geometry(seen)
        where = in_channel(geometry.of_small(i, j)[1], c)
        size = (*layer.pool_size, 1)
        return where, Patch.cut("x", seen.inputs[0], (*geometry.start(i, j), c), size)

    def outputs(self, seen: Seen, index: Place) -> np.ndarray:
        """The outputs in whose windows x[index] lies."""
        r, column, c = index
        return in_channel(self.geometry(seen).of_large(r, column)[1], c)


def one_of(seen: Seen, index: Place, where: np.ndarray, winner: int, windows: tuple[Patch, ...]) -> Cell:
    """The largest of the numbers at `where` counts, the others do not."""
    x = at(seen.inputs[0], where)
    factors = np.zeros(len(x))
    factors[winner] = 1
    terms = Terms("x", where, x, factors)
    return Cell("maximum", index, float(seen.output[index]), (terms,), windows=windows)


@explains(MaxPool)
class MaxPoolView(PoolView):
    """The largest number of a window; of several, the first column that holds it, there the first row."""

    def winner(self, seen: Seen, index: Place) -> tuple[np.ndarray, int]:
        where, _ = self.window(seen, index)
        x = at(seen.inputs[0], where)
        best = np.flatnonzero(x == x.max())
        if not len(best):  # not a number
            return where, 0
        return where, int(best[np.lexsort((where[best, 0], where[best, 1]))[0]])

    def output(self, seen: Seen, index: Place) -> Cell:
        where, winner = self.winner(seen, index)
        return one_of(seen, index, where, winner, (self.window(seen, index)[1],))

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        outputs = self.outputs(seen, index)
        won = np.zeros(len(outputs))
        for k, output in enumerate(outputs.tolist()):
            where, winner = self.winner(seen, tuple(output))
            won[k] = tuple(where[winner]) == index
        terms = Terms("dy", outputs, at(self.dy(seen), outputs), won)
        return Cell("maximum", index, float(seen.back[0][0][index]), (terms,))


@explains(AveragePool)
class AveragePoolView(PoolView):
    """The mean of a window; its border counts as zeros."""

    def output(self, seen: Seen, index: Place) -> Cell:
        where, window = self.window(seen, index)
        terms = Terms("x", where, at(seen.inputs[0], where), self.share(seen, where))
        return Cell("mean", index, float(seen.output[index]), (terms,), windows=(window,))

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        outputs = self.outputs(seen, index)
        terms = Terms("dy", outputs, at(self.dy(seen), outputs), self.share(seen, outputs))
        return Cell("mean", index, float(seen.back[0][0][index]), (terms,))

    def share(self, seen: Seen, where: np.ndarray) -> np.ndarray:
        layer: Any = seen.layer
        assert isinstance(layer, WindowPool)
        return np.full(len(where), 1 / prod(layer.pool_size))


@explains(GlobalAveragePool)
class GlobalAverageView(Linear):
    """The mean of a whole map."""

    def output(self, seen: Seen, index: Place) -> Cell:
        x = seen.inputs[0]
        where = in_channel(places(x.shape[:2]), index[0])
        terms = Terms("x", where, at(x, where), np.full(len(where), 1 / len(where)))
        window = Patch.cut("x", x, (0, 0, index[0]), (*x.shape[:2], 1))
        return Cell("mean", index, float(seen.output[index]), (terms,), windows=(window,))

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        outputs, area = np.array([[index[2]]]), prod(seen.inputs[0].shape[:2])
        terms = Terms("dy", outputs, at(self.dy(seen), outputs), np.array([1 / area]))
        return Cell("mean", index, float(seen.back[0][0][index]), (terms,))


@explains(GlobalMaxPool)
class GlobalMaxView(Linear):
    """The largest number of a whole map; of several, the first."""

    def output(self, seen: Seen, index: Place) -> Cell:
        x = seen.inputs[0]
        where = in_channel(places(x.shape[:2]), index[0])
        window = Patch.cut("x", x, (0, 0, index[0]), (*x.shape[:2], 1))
        return one_of(seen, index, where, int(at(x, where).argmax()), (window,))

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        r, column, c = index
        won = float(int(seen.inputs[0][..., c].argmax()) == r * seen.inputs[0].shape[1] + column)
        outputs = np.array([[c]])
        terms = Terms("dy", outputs, at(self.dy(seen), outputs), np.array([won]))
        return Cell("maximum", index, float(seen.back[0][0][index]), (terms,))


@explains(Upsample)
class UpsampleView(Linear):
    """y = R x Cᵀ: a pixel is repeated, or is a weighted mean of its neighbours"""

    def matrices(self, seen: Seen) -> list[np.ndarray]:
        layer: Any = seen.layer
        if layer.method == "bilinear":
            return [np.asarray(blend, np.float64) for blend in layer.blends]
        return [np.repeat(np.eye(n), f, axis=0) for n, f in zip(seen.inputs[0].shape[:2], layer.factor, strict=True)]

    def blended(self, of: str, array: Any, rows: np.ndarray, columns: np.ndarray, c: int) -> Terms:
        """The numbers of map c with a weight other than 0 in both."""
        i, j = np.flatnonzero(rows), np.flatnonzero(columns)
        pixels, _ = crossed((i, i), (j, j))
        where = in_channel(pixels, c)
        return Terms(of, where, at(array, where), rows[pixels[:, 0]] * columns[pixels[:, 1]])

    def kind(self, seen: Seen) -> str:
        layer: Any = seen.layer
        return "chosen" if layer.method == "nearest" else "sum"

    def output(self, seen: Seen, index: Place) -> Cell:
        rows, columns = self.matrices(seen)
        terms = self.blended("x", seen.inputs[0], rows[index[0]], columns[index[1]], index[2])
        low, high = terms.at.min(axis=0), terms.at.max(axis=0)
        window = Patch.cut("x", seen.inputs[0], low.tolist(), (high - low + 1).tolist())
        return Cell(self.kind(seen), index, float(seen.output[index]), (terms,), windows=(window,))

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        rows, columns = self.matrices(seen)
        terms = self.blended("dy", self.dy(seen), rows[:, index[0]], columns[:, index[1]], index[2])
        return Cell("sum", index, float(seen.back[0][0][index]), (terms,))
