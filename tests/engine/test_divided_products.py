"""A dense layer whose products are divided among threads computes what an undivided one computes."""

import numpy as np
import pytest

from netsumiki.engine.graph import Graph, sequential
from netsumiki.engine.ops import products
from netsumiki.engine.workspace import Workspace
from netsumiki.training.workers import Workers

NODES = [{"layer": "dense", "units": 7}, "tanh", {"layer": "dense", "units": 3}]


def step(workers):
    graph = Graph(sequential((11,), NODES, "x"), Workspace(np.float64, seed=3, strict=True))
    graph.workspace.workers = workers
    rng = np.random.default_rng(0)
    y = graph.forward(rng.normal(size=(5, 11)), training=True).copy()
    graph.params.zero()
    dx = graph.backward(rng.normal(size=y.shape), inputs=True)["x"].copy()
    graph.backward(np.ones(y.shape))  # a second time, so that gradients are added to some that are there
    return [y, dx, *(p.grad.copy() for p in graph.params)]


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_divided_products_agree_with_whole_ones(threads, monkeypatch):
    whole = step(None)
    monkeypatch.setattr(products, "WORTH_DIVIDING", 0)
    workers = Workers(threads)
    for divided, expected in zip(step(workers), whole, strict=True):
        np.testing.assert_allclose(divided, expected, rtol=1e-12, atol=1e-14)
    workers.close()


def test_small_products_stay_in_one_piece():
    class Many:
        threads = 4

    assert len(products.shares(Many(), 1, 512, 784)) == 1
    assert len(products.shares(Many(), 200, 512, 784)) == 4
    assert len(products.shares(None, 200, 512, 784)) == 1
