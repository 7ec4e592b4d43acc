"""A convolution gives the same numbers whichever way its windows are gathered into matrices."""

import numpy as np
import pytest

from netsumiki.engine.ops.convolution import Correlation
from netsumiki.engine.ops.input_gradient import InputGradient
from netsumiki.engine.ops.window import Tiling, Window
from netsumiki.engine.workspace import Workspace

GEOMETRIES = [
    ((3, 3), (1, 1), (1, 1), "valid", (9, 8, 3), 5),
    ((3, 3), (1, 1), (1, 1), "same", (7, 10, 2), 24),
    ((5, 4), (2, 3), (1, 1), (1, 2), (11, 13, 1), 6),
    ((2, 3), (1, 1), (2, 2), "valid", (8, 9, 2), 4),
    ((1, 1), (1, 1), (1, 1), "valid", (5, 5, 4), 1),
    ((7, 7), (1, 1), (1, 1), "valid", (7, 12, 1), 5),
]


def run(choose, monkeypatch, kernel, strides, dilation, padding, shape, filters):
    monkeypatch.setattr(Tiling, "cheapest", staticmethod(choose))
    workspace = Workspace(np.float64, strict=True)

    def lend(name, *size, dtype=None):
        return workspace.buffer("conv", name, size, dtype)

    rng = np.random.default_rng(0)
    window = Window.padded(kernel, strides, dilation, padding, shape[:2])
    x, W = rng.normal(size=(3, *shape)), rng.normal(size=(*kernel, shape[2], filters))
    correlation = Correlation(window, shape, filters, lend)
    y = correlation(x, W, rng.normal(size=filters)).copy()
    dy = rng.normal(size=y.shape)
    dW, db = correlation.weight_gradient(dy).copy(), correlation.bias_gradient().copy()
    dx = InputGradient(window, shape, filters, lend)(dy, W).copy()
    return correlation.tiling.flowing, (y, dW, db, dx)


def columns(window, width, columns, depth, filters, lines):
    return Tiling.columns(window, width, max(t for t in (1, 2, 3) if columns % t == 0), columns)


def flow(window, width, columns, depth, filters, lines):
    return Tiling.flow(window, width, min(columns, 2))


@pytest.mark.parametrize("geometry", GEOMETRIES, ids=str)
def test_columns_and_flow_agree(geometry, monkeypatch):
    by_columns, numbers = run(columns, monkeypatch, *geometry)
    by_flow, others = run(flow, monkeypatch, *geometry)
    assert (by_columns, by_flow) == (False, True)
    for number, other in zip(numbers, others, strict=True):
        np.testing.assert_allclose(number, other, rtol=1e-12, atol=1e-12)


def test_one_picture_flows_and_many_deep_pictures_go_by_columns():
    window = Window((3, 3))
    assert Tiling.cheapest(window, 12, 10, 3 * 48, 48, lines=10).flowing
    assert not Tiling.cheapest(window, 12, 10, 3 * 48, 48, lines=640).flowing
