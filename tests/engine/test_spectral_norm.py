"""A layer with spectral norm soon stretches no signal by more than 1; the estimate that this takes is state."""

import numpy as np
import pytest

from netsumiki.engine.graph import Graph
from netsumiki.engine.optimizers import optimizers
from netsumiki.engine.testing import assert_gradients, check_graph
from netsumiki.engine.testing.cases import LayerCase
from netsumiki.engine.workspace import Workspace

CASES = [
    LayerCase("dense", ((30,),), {"units": 12}),
    LayerCase("embedding", ((),), {"entries": 9, "units": 5}, integers=9),
    LayerCase("conv2d", ((6, 6, 3),), {"filters": 7, "kernel_size": 3}),
    LayerCase("conv2d_transpose", ((4, 4, 6),), {"filters": 3, "kernel_size": 4, "strides": 2}),
]
LAYERS = pytest.mark.parametrize("case", CASES, ids=lambda case: case.layer)


def made(case, seed=0, **options):
    spec = LayerCase(case.layer, case.shapes, {**case.options, "spectral_norm": True, **options}, case.integers).spec()
    return Graph(spec, Workspace(np.float64, seed, strict=True))


def step(graph, case, seed=0, batch=4):
    graph.params.zero()
    y = graph.forward(case.arrays(batch, seed), training=True)
    graph.backward(np.random.default_rng(seed).normal(size=y.shape))
    optimizers["sgd"](lr=1e-3).bind(graph.params).step()


def largest_stretch(graph):
    """The largest singular value of the weights that the layer computed with."""
    used = graph.layers["node"].W.effective(False)
    return np.linalg.svd(used.reshape(-1, used.shape[-1]), compute_uv=False)[0]


@LAYERS
def test_weights_stretch_no_signal_by_more_than_one(case):
    graph = made(case)
    for number in range(60):
        step(graph, case, number)
    assert largest_stretch(graph) == pytest.approx(1, abs=0.01)
    graph.params["node.W"].value[...] *= 100  # the scale of what is learned does not matter
    assert largest_stretch(graph) == pytest.approx(1, abs=0.01)


@LAYERS
def test_gradient_is_exact_before_the_estimate_has_settled(case):
    assert_gradients(check_graph(made(case), case.arrays(3)))


@LAYERS
def test_direction_begins_as_a_unit_vector_that_the_seed_gives(case):
    u, again, other = (made(case, seed).params["node.u"].value for seed in (0, 0, 1))
    assert np.linalg.norm(u) == pytest.approx(1)
    assert np.array_equal(u, again) and not np.allclose(abs(u), abs(other))


def test_direction_moves_with_a_step_and_never_without():
    case = CASES[0]
    graph = made(case)
    u = graph.params["node.u"].value
    start = u.copy()
    whole = graph.forward(case.arrays(4)).copy()
    for _ in range(3):
        assert np.array_equal(graph.forward(case.arrays(4), training=True), whole)
    assert np.array_equal(u, start)
    W = graph.params["node.W"].value
    ahead = W.T @ (W @ start)
    step(graph, case)
    assert np.allclose(u, ahead / np.linalg.norm(ahead))


def test_resumed_network_goes_on_bit_for_bit():
    case = CASES[2]
    straight, before = made(case), made(case)
    for number in range(3):
        step(straight, case, number)
        step(before, case, number)
    after = made(case, seed=5)
    after.params.load(before.params.values())
    for number in range(3, 6):
        step(straight, case, number)
        step(after, case, number)
    assert all(np.array_equal(p.value, after.params[p.name].value) for p in straight.params)


@LAYERS
def test_pieces_on_replicas_move_the_network_as_the_whole_batch_does(case):
    whole, pieces = made(case), made(case)
    replica = pieces.replica(1)
    pieces.params.replicas = [replica.params]
    x = case.arrays(6)["x0"]
    dy = np.random.default_rng(0).normal(size=(6, *whole.inspection.shape_of("node")))
    for number in range(3):
        for graph, cut in ((whole, slice(0, 6)), (pieces, slice(0, 2)), (replica, slice(2, 6))):
            graph.forward(x[cut], training=True)
            graph.backward(dy[cut])
        for graph in (whole, pieces):
            optimizers["sgd"](lr=0.1).bind(graph.params).step()
            graph.params.zero()
        for p in whole.params:
            assert np.allclose(p.value, pieces.params[p.name].value, rtol=1e-10, atol=1e-12), (number, p.name)


@LAYERS
def test_weights_of_zeros_learn_like_others(case):
    graph = made(case, initializer="zeros")
    step(graph, case)
    step(graph, case)
    assert np.isfinite(graph.params.vector).all() and graph.params["node.W"].value.any()


def test_frozen_layer_keeps_its_direction():
    case = CASES[0]
    graph = Graph(case.spec(spectral_norm=True, trainable=False), Workspace(np.float64, strict=True))
    before = graph.params.values()
    graph.forward(case.arrays(4), training=True)
    graph.params.commit()
    assert all(np.array_equal(before[p.name], p.value) for p in graph.params)


@LAYERS
def test_gradient_may_be_read_between_two_passes_and_never_points_along_the_weights(case):
    """Only the direction of W counts, so its gradient is at right angles to it."""
    graph = made(case)
    dy = np.random.default_rng(0).normal(size=graph.forward(case.arrays(4), training=True).shape)
    graph.params.zero()
    W = graph.params["node.W"]
    graph.backward(dy)
    once = W.grad.copy()
    assert abs((once * W.value).sum()) < 1e-12 * np.linalg.norm(once) * np.linalg.norm(W.value)
    graph.backward(dy)
    assert np.allclose(W.grad, 2 * once, rtol=1e-12)


def test_threads_find_the_gradients_finished():
    """The optimizer's workers read blocks side by side: by then nothing may be left to do to the sum."""
    case = CASES[0]
    graph = made(case)
    y = graph.forward(case.arrays(1), training=True)
    graph.params.zero()
    graph.backward(np.ones_like(y))
    assert graph.params["node.W"].finish is not None
    left = []

    def side_by_side(work, count):
        left.extend(p.name for p in graph.params if p.finish is not None or p.factors is not None)
        for i in range(count):
            work(i)

    optimizers["sgd"]().bind(graph.params, 2).step(side_by_side=side_by_side)
    assert left == []
