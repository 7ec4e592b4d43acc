"""Cells of the layers that weigh what they read: dense, the convolutions, and the lookup of rows."""

from typing import Any

import numpy as np

from netsumiki.engine.layers.convolution import Conv2D, Conv2DTranspose, DepthwiseConv2D
from netsumiki.engine.layers.core import Dense
from netsumiki.engine.layers.lookup import Embedding, OneHot
from netsumiki.engine.ops.window import Window
from netsumiki.insight.inside.cell import Cell, Patch, Terms, at, places
from netsumiki.insight.inside.geometry import Geometry, in_channel, with_channels
from netsumiki.insight.inside.looking import Seen
from netsumiki.insight.inside.views import Linear, Place, explains, scale_of


def bias_of(seen: Seen, k: int) -> float:
    return float(seen.value_of("b")[k]) if "b" in seen.layer.parameters else 0.0


def steps_of(seen: Seen) -> tuple[tuple[str, float], ...]:
    return (("scale", scale_of(seen.layer)),) if "u" in seen.layer.parameters else ()


@explains(Dense)
class DenseView(Linear):
    """y[u] = Σ x[d] · W[d, u] + b[u], at each step of a sequence"""

    def output(self, seen: Seen, index: Place) -> Cell:
        *step, u = index
        W = seen.value_of("W")
        where = places(W.shape[:1])
        x_at = np.concatenate([np.tile(np.array(step, int), (len(where), 1)), where], axis=1)
        W_at = in_channel(where, u)
        terms = Terms("x", x_at, at(seen.inputs[0], x_at), at(W, W_at) * scale_of(seen.layer), "W", W_at)
        row = Patch.cut("x", seen.inputs[0], (*step, 0), (*[1] * len(step), len(W)))
        windows = (row, Patch.cut("W", W, (0, u), (len(W), 1)))
        return Cell("sum", index, float(seen.output[index]), (terms,), bias_of(seen, u), 0.0, windows, steps_of(seen))

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        *step, d = index
        W = seen.value_of("W")
        where = places(W.shape[1:])
        dy_at = np.concatenate([np.tile(np.array(step, int), (len(where), 1)), where], axis=1)
        W_at = np.concatenate([np.full((len(where), 1), d), where], axis=1)
        terms = Terms("dy", dy_at, at(self.dy(seen), dy_at), at(W, W_at) * scale_of(seen.layer), "W", W_at)
        return Cell("sum", index, float(seen.back[0][0][index]), (terms,), steps=steps_of(seen))

    def parameter_gradient(self, seen: Seen, name: str, index: Place) -> Cell:
        if name == "b":
            return self.of_bias(seen, name, index)
        steps = places(seen.output.shape[:-1])
        return self.of_products(seen, name, index, in_channel(steps, index[0]), in_channel(steps, index[1]))


class WindowView(Linear):
    """y and x meet pixel by pixel through a kernel W[kh, kw, large channel, small channel] (see `geometry`)."""

    def geometry(self, seen: Seen) -> Geometry:
        raise NotImplementedError

    def from_large(self, seen: Seen, of: str, array: Any, place: Place) -> Terms:
        """What the small pixel `place` sums up of the large picture."""
        W = seen.value_of("W")
        taps, pixels = self.geometry(seen).of_small(place[0], place[1])
        where, W_at = with_channels(pixels, W.shape[2]), in_channel(with_channels(taps, W.shape[2]), place[2])
        return Terms(of, where, at(array, where), at(W, W_at) * scale_of(seen.layer), "W", W_at)

    def from_small(self, seen: Seen, of: str, array: Any, place: Place) -> Terms:
        """What the large pixel `place` sums up of the small picture."""
        W = seen.value_of("W")
        taps, pixels = self.geometry(seen).of_large(place[0], place[1])
        W_at = with_channels(in_channel(taps, place[2]), W.shape[3])
        where = with_channels(pixels, W.shape[3])
        return Terms(of, where, at(array, where), at(W, W_at) * scale_of(seen.layer), "W", W_at)

    def summed(self, seen: Seen, index: Place, terms: Terms, windows: tuple[Patch, ...]) -> Cell:
        bias = bias_of(seen, index[2])
        return Cell("sum", index, float(seen.output[index]), (terms,), bias, 0.0, windows, steps_of(seen))


@explains(Conv2D)
class Conv2DView(WindowView):
    """y is the small picture, x the large one."""

    def geometry(self, seen: Seen) -> Geometry:
        layer: Any = seen.layer
        return Geometry.of(layer.window(layer.shape), seen.inputs[0].shape, seen.output.shape)

    def output(self, seen: Seen, index: Place) -> Cell:
        layer: Any = seen.layer
        x, W = seen.inputs[0], seen.value_of("W")
        start = (*self.geometry(seen).start(*index[:2]), 0)
        window = Patch.cut("x", x, start, W.shape[:3], (*layer.dilation, 1))
        kernel = Patch.cut("W", W, (0, 0, 0, index[2]), (*W.shape[:3], 1))
        return self.summed(seen, index, self.from_large(seen, "x", x, index), (window, kernel))

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        terms = self.from_small(seen, "dy", self.dy(seen), index)
        return Cell("sum", index, float(seen.back[0][0][index]), (terms,), steps=steps_of(seen))

    def parameter_gradient(self, seen: Seen, name: str, index: Place) -> Cell:
        if name == "b":
            return self.of_bias(seen, name, index)
        kh, kw, c, f = index
        large, small = self.geometry(seen).of_tap(kh, kw)
        return self.of_products(seen, name, index, in_channel(large, c), in_channel(small, f))


@explains(Conv2DTranspose)
class Conv2DTransposeView(WindowView):
    """y is the large picture, x the small one."""

    def geometry(self, seen: Seen) -> Geometry:
        layer: Any = seen.layer
        size = seen.output.shape[:2]
        window = Window.padded(layer.kernel_size, layer.strides, (1, 1), layer.padding, size)
        return Geometry.of(window, seen.output.shape, seen.inputs[0].shape)

    def output(self, seen: Seen, index: Place) -> Cell:
        return self.summed(seen, index, self.from_small(seen, "x", seen.inputs[0], index), self.windows(seen, index))

    def windows(self, seen: Seen, index: Place) -> tuple[Patch, ...]:
        """The pixels of x, and the kernel's numbers that meet them in this order: backwards, one stride apart."""
        layer: Any = seen.layer
        x, W, geometry = seen.inputs[0], seen.value_of("W"), self.geometry(seen)
        (kh, i), (kw, j) = geometry.rows.of_large(index[0]), geometry.columns.of_large(index[1])
        if not len(i) or not len(j):
            return ()
        window = Patch.cut("x", x, (i.min(), j.min(), 0), (len(i), len(j), x.shape[2]))
        start, size = (kh.max(), kw.max(), index[2], 0), (len(i), len(j), 1, x.shape[2])
        return window, Patch.cut("W", W, start, size, (-layer.strides[0], -layer.strides[1], 1, 1))

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        terms = self.from_large(seen, "dy", self.dy(seen), index)
        return Cell("sum", index, float(seen.back[0][0][index]), (terms,), steps=steps_of(seen))

    def parameter_gradient(self, seen: Seen, name: str, index: Place) -> Cell:
        if name == "b":
            return self.of_bias(seen, name, index)
        kh, kw, f, c = index
        large, small = self.geometry(seen).of_tap(kh, kw)
        return self.of_products(seen, name, index, in_channel(small, c), in_channel(large, f))


@explains(DepthwiseConv2D)
class DepthwiseView(Linear):
    """Like a conv2d, with one kernel W[kh, kw, c] for each map."""

    def geometry(self, seen: Seen) -> Geometry:
        layer: Any = seen.layer
        return Geometry.of(layer.geometry, seen.inputs[0].shape, seen.output.shape)

    def terms(self, seen: Seen, of: str, array: Any, taps: np.ndarray, pixels: np.ndarray, c: int) -> Terms:
        where, W_at = in_channel(pixels, c), in_channel(taps, c)
        return Terms(of, where, at(array, where), at(seen.value_of("W"), W_at), "W", W_at)

    def output(self, seen: Seen, index: Place) -> Cell:
        layer: Any = seen.layer
        i, j, c = index
        x, W, geometry = seen.inputs[0], seen.value_of("W"), self.geometry(seen)
        terms = self.terms(seen, "x", x, *geometry.of_small(i, j), c)
        window = Patch.cut("x", x, (*geometry.start(i, j), c), (*W.shape[:2], 1), (*layer.dilation, 1))
        kernel = Patch.cut("W", W, (0, 0, c), (*W.shape[:2], 1))
        return Cell("sum", index, float(seen.output[index]), (terms,), bias_of(seen, c), 0.0, (window, kernel))

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        r, column, c = index
        terms = self.terms(seen, "dy", self.dy(seen), *self.geometry(seen).of_large(r, column), c)
        return Cell("sum", index, float(seen.back[0][0][index]), (terms,))

    def parameter_gradient(self, seen: Seen, name: str, index: Place) -> Cell:
        if name == "b":
            return self.of_bias(seen, name, index)
        kh, kw, c = index
        large, small = self.geometry(seen).of_tap(kh, kw)
        x_at, dy_at = in_channel(large, c), in_channel(small, c)
        terms = Terms("x", x_at, at(seen.inputs[0], x_at), at(self.dy(seen), dy_at), "dy", dy_at)
        return Cell("sum", index, float(seen.back[1][name][index]), (terms,))


@explains(Embedding)
class EmbeddingView(Linear):
    """y[u] = W[x, u]; the input has no gradient"""

    def output(self, seen: Seen, index: Place) -> Cell:
        W, entry = seen.value_of("W"), int(seen.inputs[0][index[:-1]])
        W_at = np.array([[entry, index[-1]]])
        terms = Terms("W", W_at, at(W, W_at), np.array([scale_of(seen.layer)]))
        windows = (Patch.cut("W", W, (entry, 0), (1, W.shape[1])),)
        steps = (("entry", float(entry)), *steps_of(seen))
        return Cell("chosen", index, float(seen.output[index]), (terms,), 0.0, 0.0, windows, steps)

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        return Cell("chosen", index, 0.0)

    def parameter_gradient(self, seen: Seen, name: str, index: Place) -> Cell:
        x = np.asarray(seen.inputs[0]).astype(int)
        dy_at = in_channel(np.argwhere(x == index[0]), index[1])
        value, scale = float(seen.back[1][name][index]), scale_of(seen.layer)
        terms = Terms("dy", dy_at, at(self.dy(seen), dy_at), np.full(len(dy_at), scale))
        rest = value - float(terms.values.sum()) if "u" in seen.layer.parameters else 0.0
        return Cell("sum", index, value, (terms,), rest=rest, steps=steps_of(seen))


@explains(OneHot)
class OneHotView(Linear):
    """y[k] = 1 if x = k, else 0"""

    def output(self, seen: Seen, index: Place) -> Cell:
        value = float(seen.output[index])
        where = np.array([index[:-1]], int)
        terms = Terms("x", where, at(seen.inputs[0], where), given=np.array([value]))
        return Cell("chosen", index, value, (terms,))

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        return Cell("chosen", index, 0.0)
