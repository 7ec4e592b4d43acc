"""A convolution gives the same numbers whichever way its windows are gathered into matrices, and in whatever blocks."""

import numpy as np
import pytest

from netsumiki.engine.ops import unfolding
from netsumiki.engine.ops.convolution import Correlation
from netsumiki.engine.ops.input_gradient import InputGradient
from netsumiki.engine.ops.window import Tiling, Window
from netsumiki.engine.testing.cases import layer_cases
from netsumiki.engine.testing.single_layer import build, same
from netsumiki.engine.testing.single_layer import run as run_layer
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
    dW = correlation.weight_gradient(dy).copy()
    dx = InputGradient(window, shape, filters, lend)(dy, W).copy()
    return correlation.tiling.flowing, (y, dW, dx)


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


@pytest.mark.parametrize("pictures", [1, 2, 3])
@pytest.mark.parametrize("case", [*layer_cases("conv2d"), *layer_cases("conv2d_transpose")], ids=str)
def test_a_batch_in_blocks_that_fit_into_the_cache_gives_the_same(case, pictures, monkeypatch):
    """Seven pictures in seven, four and three blocks, the last of them a smaller one."""
    inputs = case.arrays(7)
    whole = run_layer(build(case, strict=True), inputs)
    monkeypatch.setattr(
        unfolding.Unfolding, "blocks", lambda *_: [slice(i, min(i + pictures, 7)) for i in range(0, 7, pictures)]
    )
    graph = build(case, strict=True)
    same(whole, run_layer(graph, inputs), f"in blocks of {pictures}", rtol=1e-11)
    same(whole, run_layer(graph, inputs), f"in blocks of {pictures}, once more", rtol=1e-11)


def test_blocks_are_alike_and_cover_the_batch():
    window = Window((3, 3))
    deep = unfolding.Unfolding(window, (14, 14, 64), 12, lambda *_, **__: None)
    blocks = deep.blocks(64, 14)
    assert [b.start for b in blocks] == [0, *[b.stop for b in blocks[:-1]]] and blocks[-1].stop == 64
    sizes = [b.stop - b.start for b in blocks]
    assert 1 < sizes[0] < 16 and len({*sizes[:-1]}) == 1 and sizes[-1] <= sizes[0]
    small = unfolding.Unfolding(window, (9, 9, 1), 7, lambda *_, **__: None)
    assert len(deep.blocks(1, 14)) == 1 and len(small.blocks(64, 9)) == 1
