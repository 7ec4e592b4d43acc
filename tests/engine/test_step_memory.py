"""After warm-up a whole training step allocates nothing that grows with the batch."""

import tracemalloc

import numpy as np
import pytest

from netsumiki.engine.graph import Graph, sequential
from netsumiki.engine.losses import losses
from netsumiki.engine.optimizers import optimizers

CONV = {"layer": "conv2d", "filters": 8, "kernel_size": 3, "padding": "same"}
DENSE = {"layer": "dense", "units": 10}
NETWORKS = {
    "perceptron": ((784,), [{"layer": "dense", "units": 128}, "sigmoid", DENSE]),
    "convolutions": ((28, 28, 1), [CONV, "relu", "max_pool", CONV, "batch_norm", "relu", "max_pool", "flatten", DENSE]),
    "enlargements": (
        (7, 7, 4),
        [
            *["upsample", CONV, "batch_norm", "relu", {"layer": "conv2d_transpose", "filters": 6, "strides": 2}],
            *["leaky_relu", {**CONV, "filters": 1, "spectral_norm": True}, "flatten", {**DENSE, "spectral_norm": True}],
        ],
    ),
    "averages": ((28, 28, 1), [CONV, "batch_norm", "leaky_relu", CONV, "dropout", "global_average_pool", DENSE]),
}


def peak_of_a_step(shape, nodes, batch):
    graph = Graph(sequential(shape, nodes))
    loss = losses.create("softmax_cross_entropy").bind(graph.workspace)
    optimizer = optimizers.create("adamw").bind(graph.params)
    rng = np.random.default_rng(0)
    x, labels = rng.random((batch, *shape), np.float32), rng.integers(0, 10, batch)

    def step():
        graph.params.zero()
        loss.forward(graph.forward(x, training=True), labels)
        graph.backward(loss.backward())
        optimizer.step(clip=1.0)

    step()
    step()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    step()
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return peak


@pytest.mark.slow
@pytest.mark.parametrize(("shape", "nodes"), NETWORKS.values(), ids=NETWORKS)
def test_step_allocates_little_and_no_more_for_a_larger_batch(shape, nodes):
    small, large = (peak_of_a_step(shape, nodes, batch) for batch in (64, 256))
    assert max(small, large) <= 128 * 1024
    assert large - small <= 192 * 16  # 16 bytes a sample: room for a number or an index, not for an array
