"""One step in slow motion is the very step that a training takes, with its phases in order."""

import numpy as np
import pytest

from netsumiki.engine.graph import Graph
from netsumiki.engine.losses import losses
from netsumiki.engine.optimizers import optimizers
from netsumiki.engine.workspace import Workspace
from netsumiki.insight.inside.slow_step import slow_step
from tests.insight.inside.networks import network

NET = [
    {"name": "d1", "layer": "dense", "units": 4},
    {"name": "n", "layer": "batch_norm"},
    {"name": "drop", "layer": "dropout"},
    {"name": "d2", "layer": "dense", "units": 2},
]
X = np.random.default_rng(1).normal(size=(8, 3)).astype(np.float32)
T = np.arange(8) % 2


def fresh() -> Graph:
    return Graph({"inputs": {"x": [3]}, "nodes": NET}, Workspace(seed=5), absorb=False)


def step(graph: Graph, **options):
    loss, optimizer = losses.create("softmax_cross_entropy"), optimizers.create({"optimizer": "sgd", "lr": 0.1})
    return slow_step(graph, loss, optimizer, X, T, **options)


def test_phases_come_in_order_and_nodes_forth_and_back():
    phases = step(fresh())
    assert [p.name for p in phases] == ["batch", "forward", "loss", "backward", "update", "after"]
    assert [m.node for m in phases[1].moments] == ["d1", "n", "drop", "d2"]
    assert [m.node for m in phases[3].moments] == ["d2", "drop", "n", "d1"]
    assert phases[0].facts == {"size": 8}
    assert phases[1].moments[0].numbers.shape == (8, 4)


def test_it_is_the_step_that_training_takes():
    slow, quick = fresh(), fresh()
    step(slow)
    loss = losses.create("softmax_cross_entropy").bind(quick.workspace)
    optimizer = optimizers.create({"optimizer": "sgd", "lr": 0.1}).bind(quick.params)
    quick.params.zero()
    loss.forward(quick.forward(X, training=True), T)
    quick.backward(loss.backward())
    optimizer.step()
    assert np.array_equal(slow.params.vector, quick.params.vector)


def test_a_step_downhill_makes_the_loss_smaller_on_the_same_batch_with_the_same_draws():
    phases = step(fresh(), lr=0.01)
    facts = phases[5].facts
    assert facts["loss"] < phases[2].facts["loss"]
    assert facts["difference"] == pytest.approx(facts["loss"] - phases[2].facts["loss"])
    assert step(fresh(), lr=1e-12)[5].facts["difference"] == pytest.approx(0, abs=1e-6)


def test_the_update_by_hand():
    graph = network([{"name": "d", "layer": "dense", "units": 1, "bias": False}], {"d.W": [[2]]}, x=[1])
    loss, optimizer = losses.create("half_squared_error"), optimizers.create({"optimizer": "sgd", "lr": 0.5})
    x, t = np.array([[1]], np.float32), np.array([[0]], np.float32)
    phases = slow_step(graph, loss, optimizer, x, t)  # L = ½ · 2² = 2, dL/dW = 2, W = 2 − ½ · 2
    (update,) = phases[4].updates
    assert phases[2].facts["loss"] == 2 and phases[4].facts["learning_rate"] == 0.5
    assert (update.gradient_norm, update.weight_norm, update.change_norm, update.ratio) == (2, 2, 1, 0.5)
    assert phases[5].facts["loss"] == 0.5
    assert phases[3].moments[0].gradients == {"W": 2}


def test_it_can_be_told_as_json():
    told = [p.describe() for p in step(fresh())]
    assert told[3]["moments"][0]["gradients"].keys() == {"W", "b"}
    assert isinstance(told[1]["moments"][0]["numbers"]["shape"], list)
