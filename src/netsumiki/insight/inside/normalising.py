"""Cells of the layers that shift and scale by a mean and a variance, and of softmax, which divides by a sum."""

from typing import Any

import numpy as np

from netsumiki.engine.layers.activation import Softmax
from netsumiki.engine.layers.normalization import BatchNorm, LayerNorm
from netsumiki.insight.inside.cell import Cell, Patch, Terms, at, places
from netsumiki.insight.inside.geometry import in_channel
from netsumiki.insight.inside.looking import Seen
from netsumiki.insight.inside.views import Linear, Place, explains


class NormView(Linear):
    """y = gamma · (x − mean) / √(var + eps) + beta = x · scale + (beta − mean · scale)"""

    def moments(self, seen: Seen, index: Place) -> tuple[float, float]:
        """The mean and the variance that x[index] was normalised with."""
        raise NotImplementedError

    def normal(self, seen: Seen, index: Place) -> tuple[float, float]:
        """((x − mean) / √(var + eps), 1 / √(var + eps)) at this place"""
        layer: Any = seen.layer
        mean, var = self.moments(seen, index)
        inverse = float((var + layer.eps) ** -0.5)
        return (float(seen.inputs[0][index]) - mean) * inverse, inverse

    def window(self, seen: Seen, index: Place) -> tuple[Patch, ...]:
        return ()

    def output(self, seen: Seen, index: Place) -> Cell:
        mean, var = self.moments(seen, index)
        normal, inverse = self.normal(seen, index)
        gamma, beta = (float(seen.value_of(name)[index[-1]]) for name in ("gamma", "beta"))
        where, scale = np.array([index]), gamma * inverse
        terms = Terms("x", where, at(seen.inputs[0], where), np.array([scale]))
        steps = {
            "mean": mean,
            "variance": var,
            "centred": float(seen.inputs[0][index]) - mean,
            "inverse": inverse,
            "normal": normal,
            "gamma": gamma,
            "beta": beta,
        }
        windows, bias = self.window(seen, index), beta - mean * scale
        value = float(seen.output[index])
        return Cell("normalised", index, value, (terms,), bias, windows=windows, steps=tuple(steps.items()))

    def parameter_gradient(self, seen: Seen, name: str, index: Place) -> Cell:
        if name == "beta":
            return self.of_bias(seen, name, index)
        where = in_channel(places(seen.output.shape[:-1]), index[0])
        normal = np.array([self.normal(seen, tuple(place))[0] for place in where.tolist()])
        terms = Terms("dy", where, at(self.dy(seen), where), normal)
        return Cell("sum", index, float(seen.back[1][name][index]), (terms,))


@explains(BatchNorm)
class BatchNormView(NormView):
    """Outside of training the running averages stand in for mean and variance."""

    def moments(self, seen: Seen, index: Place) -> tuple[float, float]:
        return float(seen.value_of("mean")[index[-1]]), float(seen.value_of("var")[index[-1]])

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        scale = float(seen.value_of("gamma")[index[-1]]) * self.normal(seen, index)[1]
        where = np.array([index])
        terms = Terms("dy", where, at(self.dy(seen), where), np.array([scale]))
        return Cell("sum", index, float(seen.back[0][0][index]), (terms,))


@explains(LayerNorm)
class LayerNormView(NormView):
    """Mean and variance are those of the row; so each number of a row has an influence on all of it."""

    def moments(self, seen: Seen, index: Place) -> tuple[float, float]:
        row = seen.inputs[0][index[:-1]].astype(np.float64)
        return float(row.mean()), float(row.var())

    def window(self, seen: Seen, index: Place) -> tuple[Patch, ...]:
        return (row_of("x", seen.inputs[0], index),)

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        where = row_places(seen.output.shape, index)
        normal = np.array([self.normal(seen, tuple(place))[0] for place in where.tolist()])
        mine, inverse = self.normal(seen, index)
        gamma, n = at(seen.value_of("gamma"), where[:, -1:]), len(where)
        slopes = gamma * inverse * ((np.arange(n) == index[-1]) - (1 + mine * normal) / n)
        terms = Terms("dy", where, at(self.dy(seen), where), slopes)
        return Cell("sum", index, float(seen.back[0][0][index]), (terms,))


@explains(Softmax)
class SoftmaxView(Linear):
    """yᵢ = eˣⁱ / Σ eˣʲ, the largest x taken off everywhere; dxᵢ = Σⱼ dyⱼ · yⱼ (δᵢⱼ − yᵢ)"""

    def output(self, seen: Seen, index: Place) -> Cell:
        x, where, value = seen.inputs[0], np.array([index]), float(seen.output[index])
        row = row_of("x", x, index)
        wide = row.values.astype(np.float64)
        powers = np.exp(wide - wide.max())
        steps = {
            "largest": float(wide.max()),
            "power": float(powers.reshape(-1)[index[-1]]),
            "total": float(powers.sum()),
        }
        windows = (row, Patch("powers", row.start, row.size, row.stride, powers))
        terms = Terms("x", where, at(x, where), given=np.array([steps["power"] / steps["total"]]))
        return Cell("normalised", index, value, (terms,), windows=windows, steps=tuple(steps.items()))

    def input_gradient(self, seen: Seen, index: Place, which: int) -> Cell:
        where, mine = row_places(seen.output.shape, index), float(seen.output[index])
        y = at(seen.output, where)
        terms = Terms("dy", where, at(self.dy(seen), where), y * ((np.arange(len(y)) == index[-1]) - mine))
        return Cell("sum", index, float(seen.back[0][0][index]), (terms,))


def row_places(shape: Place, index: Place) -> np.ndarray:
    """The places of the row along the last axis in which `index` lies."""
    return np.array([(*index[:-1], k) for k in range(shape[-1])])


def row_of(of: str, array: Any, index: Place) -> Patch:
    return Patch.cut(of, array, (*index[:-1], 0), (*[1] * (len(index) - 1), array.shape[-1]))
