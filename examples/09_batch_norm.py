"""Batch norm: keep every layer's signal at one strength, and a deep network learns however its weights began."""

import numpy as np
from digits import digits, flat

import netsumiki as nk

data = digits(limit=2000)
pictures, labels = flat(data.train), data.train.labels
DEPTH = 8


def deep(normalize):
    """Eight hidden layers of 64 units, whose weights begin somewhat too small."""
    nodes = []
    for number in range(1, DEPTH + 1):
        nodes.append({"layer": "dense", "units": 64, "initializer": {"initializer": "normal", "std": 0.05}})
        if normalize:
            nodes.append({"layer": "batch_norm"})
        nodes.append({"name": f"relu_{number}", "layer": "relu"})
    nodes.append({"name": "scores", "layer": "dense", "units": 10})
    return nk.Graph({"inputs": {"pixels": [784]}, "nodes": nodes})


def spreads(graph):
    """How much the signal varies after each hidden layer."""
    graph.forward(pictures[:200], training=True)  # training: batch norm measures this very batch
    return [float(graph.value_of(f"relu_{number}").std()) for number in range(1, DEPTH + 1)]


def train(graph, epochs=5, size=100):
    loss = nk.losses.SoftmaxCrossEntropy().bind(graph.workspace)
    optimizer = nk.optimizers.SGD(lr=0.1).bind(graph.params)
    rng = np.random.default_rng(0)
    for _ in range(epochs):
        order = rng.permutation(len(pictures))
        for start in range(0, len(order), size):
            rows = order[start : start + size]
            graph.params.zero()
            loss.forward(graph.forward(pictures[rows], training=True), labels[rows])
            graph.backward(loss.backward())
            optimizer.step()
    return np.mean(graph.forward(flat(data.test)).argmax(axis=1) == data.test.labels)


plain, normed = deep(normalize=False), deep(normalize=True)
signals = {"without": spreads(plain), "with": spreads(normed)}
print("spread of the signal after each layer, before any training:")
for name, values in signals.items():
    print(f"  {name:>7}:", "  ".join(f"{v:.4f}" for v in values))

# Each layer multiplies the signal by a little less than it should, and eight times that is almost nothing. Backward
# the same factors shrink the gradient, so the first layers never hear what was wrong. Batch norm subtracts the
# batch's mean and divides by its spread after every layer, then learns (gamma, beta) how much of that to undo.
# In use there is no batch to measure: running averages from training stand in.
accuracy = {"without": train(plain), "with": train(normed)}
print(f"after training: {accuracy['without']:.1%} without, {accuracy['with']:.1%} with batch norm")

assert signals["without"][-1] < 0.05 * signals["without"][0]  # the signal dies away …
assert signals["with"][-1] > 0.5 * signals["with"][0]  # … or stays alive
assert accuracy["with"] > 0.5 > 0.3 > accuracy["without"]
print("Eight layers learn with batch norm, and hear too little without it.")
