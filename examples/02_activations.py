"""Activations: what a neuron makes of its sum decides whether it can learn, and what a network of them can draw."""

import numpy as np

import netsumiki as nk

sums = np.array([[-4.0], [-1.0], [-0.1], [0.1], [1.0], [4.0]], np.float32)


def answers_and_slopes(name):
    """The engine's own activation, and how much its answer changes with the sum: one forward and one backward pass."""
    graph = nk.Graph({"inputs": {"sum": [1]}, "nodes": [{"layer": name}]})
    y = graph.forward(sums, training=True).copy()
    slope = graph.backward(np.ones_like(y), inputs=True)["sum"].copy()
    return y[:, 0], slope[:, 0]


names = ("step", "sigmoid", "tanh", "relu", "leaky_relu")
table = {name: answers_and_slopes(name) for name in names}
print("        sum:", "  ".join(f"{s:6.1f}" for s in sums[:, 0]))
for name, (y, slope) in table.items():
    print(f"{name:>11}:", "  ".join(f"{v:6.2f}" for v in y), "  slopes:", "  ".join(f"{v:5.2f}" for v in slope))

# The step answers yes or no, and its slope is 0 everywhere: no weight ever hears in which direction to go.
assert not table["step"][1].any()
# The sigmoid has a slope, but hardly any where it is sure: at ±4 it is 14 times smaller than in the middle. Behind
# each further layer the gradient is multiplied by such a number again: deep networks with sigmoids learnt slowly.
assert table["sigmoid"][1][0] < table["sigmoid"][1][2] / 10
# ReLU lets positive sums through as they are: slope 1, however large. But a neuron whose sum is below zero for every
# example has slope 0 for ever; the leaky one keeps a little.
assert (table["relu"][1] == [0, 0, 0, 1, 1, 1]).all() and (table["leaky_relu"][1] > 0).all()

# And why any activation at all? Two layers without one are a single layer: the product of two matrices is a matrix.
rng = np.random.default_rng(0)
x, first, second = rng.normal(size=(5, 3)), rng.normal(size=(3, 8)), rng.normal(size=(8, 2))
np.testing.assert_allclose(x @ first @ second, x @ (first @ second))

# With one in between, neurons that cannot do XOR alone can do it together: "either", less twice "both".
questions = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
either = np.maximum(questions @ [1, 1], 0)  # 0 1 1 2
both = np.maximum(questions @ [1, 1] - 1, 0)  # 0 0 0 1
xor = either - 2 * both
assert xor.tolist() == [0, 1, 1, 0]
print("XOR by hand:", xor)
print("Without a bend two layers are one; with it, two neurons and a third that adds them up answer XOR.")
