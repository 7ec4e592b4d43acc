"""A memory: a recurrent network reads a sequence step by step, and an LSTM still knows at the end how it began."""

import numpy as np

import netsumiki as nk

# The task: the first number is 1 or −1, then comes noise for STEPS steps. In the end, say what the first number was.
STEPS = 20
rng = np.random.default_rng(0)


def sequences(count):
    x = rng.normal(0, 0.3, (count, STEPS, 1)).astype(np.float32)
    labels = rng.integers(0, 2, count)
    x[:, 0, 0] = 2 * labels - 1
    return x, labels


def network(layer, **options):
    nodes = [
        {"name": "memory", "layer": layer, "units": 16} | options,
        {"name": "scores", "layer": "dense", "units": 2},
    ]
    return nk.Graph({"inputs": {"x": [STEPS, 1]}, "nodes": nodes})


def heard(graph, x, labels):
    """How strongly the loss depends on each step of the input: the gradient after its way back through time."""
    loss = nk.losses.SoftmaxCrossEntropy().bind(graph.workspace)
    loss.forward(graph.forward(x, training=True), labels)
    dx = graph.backward(loss.backward(), params=False, inputs=True)["x"]
    return np.abs(dx[:, :, 0]).mean(axis=0)


# On its way back through time the gradient of a simple RNN, h[t] = tanh(x[t] W + h[t − 1] U + b), passes the same
# matrix U at every step. A U that shrinks what it is given shrinks the gradient STEPS times over; one that only turns
# it (an orthogonal matrix, with which our layers begin) hands most of it on.
x, labels = sequences(200)
small = {"initializer": "normal", "std": 0.1}
starts = {"small": network("simple_rnn", recurrent_initializer=small), "orthogonal": network("simple_rnn")}
told = {name: heard(graph, x, labels) for name, graph in starts.items()}
for name, gradient in told.items():
    print(
        f"simple RNN, {name:>10} U: the first step is heard {gradient[0] / gradient[-1]:.0e} times as much as the last"
    )
assert told["small"][0] < 1e-6 * told["small"][-1] and told["orthogonal"][0] > 1e-2 * told["orthogonal"][-1]


def train(graph, rounds=300, size=64):
    loss = nk.losses.SoftmaxCrossEntropy().bind(graph.workspace)
    optimizer = nk.optimizers.Adam(lr=0.01).bind(graph.params)
    for _ in range(rounds):
        x, labels = sequences(size)
        graph.params.zero()
        loss.forward(graph.forward(x, training=True), labels)
        graph.backward(loss.backward())
        optimizer.step(clip=1.0)  # now and then a gradient through time explodes: its length is bounded
    x, labels = sequences(1000)
    return np.mean(graph.forward(x).argmax(axis=1) == labels)


# An LSTM has a second path: its memory c[t] = f · c[t − 1] + i · g passes through no matrix. What is kept of it is only
# the product of the forget gates f, and these it learns: where something is to be remembered, f goes to 1.
def kept(graph):
    """The share of each unit's memory that the forget gates leave from the first step to the last."""
    graph.forward(x[:1])
    gates = graph.layers["memory"].readings[0].a[:, 0]  # after σ and tanh: i, f, o and g of 16 units each
    return gates[1:, 16:32].prod(axis=0).max()


lstm = network("lstm")
before, right = kept(lstm), train(lstm)
after = kept(lstm)
print(f"LSTM: {right:.1%} of the beginnings are remembered")
print(f"      its best unit kept {before:.1%} of its memory to the end before training, and now keeps {after:.1%}")
assert right > 0.95 and after > 3 * before
print("It learnt to keep one thing in mind.")
