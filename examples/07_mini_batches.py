"""Mini-batches: a few examples at a time say nearly as much about the way downhill as all, and cost far less."""

import time

import numpy as np
from digits import digits, flat

import netsumiki as nk

data = digits(limit=4000)
pictures, labels = flat(data.train), data.train.labels
nodes = [{"layer": "dense", "units": 32}, {"layer": "relu"}, {"layer": "dense", "units": 10}]


def network():
    graph = nk.Graph({"inputs": {"pixels": [784]}, "nodes": nodes})
    return graph, nk.losses.SoftmaxCrossEntropy().bind(graph.workspace)


def look(graph, loss, rows):
    """Leave the slope of the mean loss over these examples in the parameters."""
    graph.params.zero()
    loss.forward(graph.forward(pictures[rows], training=True), labels[rows])
    graph.backward(loss.backward())


def slope(graph, loss, rows):
    """The same as one long vector."""
    look(graph, loss, rows)
    return np.concatenate([p.grad.reshape(-1) for p in graph.params])


# What we would like to follow is the slope over all examples. A batch is an opinion poll of it: how far off is it?
graph, loss = network()
whole = slope(graph, loss, np.arange(len(pictures)))
rng = np.random.default_rng(0)
noise = {}
for size in (1, 10, 100):
    polls = [slope(graph, loss, rng.choice(len(pictures), size, replace=False)) - whole for _ in range(60)]
    noise[size] = np.sqrt(np.mean(np.square(polls).sum(axis=1)))
    print(f"batches of {size:3}: off by {noise[size] / np.linalg.norm(whole):5.2f} times the slope itself")

# As in every poll, asking ten times as many makes the error only about three times smaller: noise ~ 1 / √size. So 100
# examples cost a hundred times as much as one, for a tenth of its noise. On the other hand a processor is made for
# large matrices: 100 rows at once take it much less than 100 times as long as one row.
reached = {}
for size in (1, 10, 100, 1000):
    graph, loss = network()
    optimizer = nk.optimizers.SGD(lr=min(0.5, 0.02 * size)).bind(graph.params)  # less noise allows longer steps
    order = rng.permutation(len(pictures))
    started = time.perf_counter()
    for start in range(0, len(order), size):  # one epoch: every example once
        look(graph, loss, order[start : start + size])
        optimizer.step()
    seconds = time.perf_counter() - started
    reached[size] = np.mean(graph.forward(flat(data.test)).argmax(axis=1) == data.test.labels)
    steps = -(-len(order) // size)
    print(f"batches of {size:4}: {steps:4} steps in {seconds:.2f} s reach {reached[size]:.1%} of the test digits")

assert 2 < noise[1] / noise[10] < 5 and 2 < noise[10] / noise[100] < 5  # √10 is about 3.2
assert reached[10] > reached[1000] + 0.05  # four steps are too few, however good their direction
print("Ten times the batch, a third of the noise; the best use of time lies between one example and all of them.")
