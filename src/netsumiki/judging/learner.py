"""A small network that learns from pictures for a few seconds: what they teach is what they are worth."""

from collections.abc import Callable
from typing import Any

import numpy as np

from netsumiki.data import Batches, Preprocessing, Split
from netsumiki.engine.graph import Graph, sequential
from netsumiki.engine.losses import losses
from netsumiki.engine.optimizers import optimizers
from netsumiki.engine.schedules import schedules
from netsumiki.engine.workspace import Streams, Workspace

EPOCHS, BATCH, RATE = 3, 50, 0.004
AT_ONCE = 256


def accuracy_after_learning(
    pictures: Split, test: Split, classes: int, seed: int, heard: Callable[[int, int], None]
) -> float:
    """Share of `test` that a network reads correctly after it saw `pictures` three times.

    The same seed begins with the same weights. `heard` is told how many steps of how many are done.
    """
    nodes: list[Any] = [
        {"layer": "conv2d", "filters": 16, "kernel_size": 5, "strides": 2, "padding": "same"},
        "relu",
        {"layer": "conv2d", "filters": 32, "padding": "same"},
        {"layer": "max_pool"},
        "relu",
        "flatten",
        {"layer": "dense", "units": classes},
    ]
    graph = Graph(sequential(pictures.input_shape, nodes), Workspace(seed=seed))
    loss = losses.create("softmax_cross_entropy").bind(graph.workspace)
    optimizer = optimizers.create({"optimizer": "adam", "lr": RATE}).bind(graph.params)
    schedule = schedules.create("one_cycle")
    batches = Batches(pictures, Preprocessing(), BATCH, Streams(seed))
    steps = EPOCHS * batches.batches_per_epoch
    for step in range(steps):
        batch = batches.next()
        graph.params.zero()
        loss.forward(graph.forward(batch.inputs(), training=True), batch.labels)
        graph.backward(loss.backward())
        optimizer.step(RATE * schedule.factor(step, steps))
        heard(step + 1, steps)
    return _accuracy(graph, test)


def _accuracy(graph: Graph, test: Split) -> float:
    right = 0
    for start in range(0, len(test), AT_ONCE):
        x = Preprocessing().to_network(test.inputs[start : start + AT_ONCE])
        guesses = graph.forward(x).argmax(axis=1)
        right += int(np.count_nonzero(guesses == test.labels[start : start + AT_ONCE]))
    return right / len(test)
