"""Logistic regression: a neuron that says how sure it is, and can therefore learn by going downhill."""

import numpy as np

import netsumiki as nk

# Two clouds of points. Each point has two numbers; its label says from which cloud it comes.
data = nk.data.load({"dataset": "blobs", "noise": 0.4})
x, t = data.train.inputs, data.train.labels


def sigmoid(z):
    """From any number to a probability: 0 becomes ½, large numbers approach 1, very negative ones 0."""
    return 1 / (1 + np.exp(-z))


# The step of example 01 has no slope: a small change of a weight changes nothing, so no weight knows where to go.
# The sigmoid is a step with round corners. Now each weight has a slope to follow, the gradient of the loss:
#
#   p = sigmoid(x · w + b)                     how sure the neuron is that the label is 1
#   L = mean of −log p if t = 1, −log(1 − p) if t = 0        small where it was sure and right
#   dL/dw = mean of (p − t) · x,   dL/db = mean of (p − t)   the error, passed on to the inputs that caused it
w, b = np.zeros(2), 0.0
for step in range(200):
    p = sigmoid(x @ w + b)
    loss = -np.mean(np.where(t == 1, np.log(p), np.log(1 - p)))
    dw = (p - t) @ x / len(x)
    db = np.mean(p - t)
    w -= 1.0 * dw  # 1.0 is the learning rate: how far to go downhill
    b -= 1.0 * db
    if step % 50 == 0:
        print(f"step {step:3}  loss {loss:.4f}  weights {w.round(2)}  bias {b:.2f}")

# The same neuron from bricks: one dense unit, and a loss that contains the sigmoid. Does the engine agree with us
# about the slope at the place that we reached?
graph = nk.Graph({"inputs": {"point": [2]}, "nodes": [{"name": "neuron", "layer": "dense", "units": 1}]})
graph.params["neuron.W"].value[:, 0], graph.params["neuron.b"].value[:] = w, b
loss_of_engine = nk.losses.BinaryCrossEntropy().bind(graph.workspace)
loss_of_engine.forward(graph.forward(x), t)
graph.backward(loss_of_engine.backward())

p = sigmoid(x @ w + b)
np.testing.assert_allclose(graph.params["neuron.W"].grad[:, 0], (p - t) @ x / len(x), atol=1e-5)

right = np.mean((data.test.inputs @ w + b > 0) == data.test.labels)
assert right >= 0.97
print(f"A single neuron tells {right:.1%} of the test points apart, and the engine computes the same gradient.")
