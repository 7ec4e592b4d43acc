"""Gradient descent: a loss is a landscape over the weights, and learning is walking downhill, step by step."""

import numpy as np

import netsumiki as nk

# A straight line through points: y = w x + b. Two weights, so the loss is a valley that one could draw.
rng = np.random.default_rng(0)
x = rng.uniform(-1, 1, 100)
t = 2.0 * x - 0.5 + rng.normal(0, 0.1, 100)


def loss(w, b):
    """L = mean of (w x + b − t)²"""
    return np.mean((w * x + b - t) ** 2)


def slopes(w, b):
    """(dL/dw, dL/db): how much the loss rises with each."""
    error = w * x + b - t
    return np.mean(2 * error * x), np.mean(2 * error)


def walk(rate, steps=60):
    """From (0, 0) against the slope: the weights after each step."""
    w = b = 0.0
    places = [(w, b)]
    for _ in range(steps):
        dw, db = slopes(w, b)
        w, b = w - rate * dw, b - rate * db
        places.append((w, b))
    return places


for rate in (0.01, 0.3, 1.1):
    w, b = walk(rate)[-1]
    print(f"rate {rate:4}: after 60 steps w = {w:10.3g}, b = {b:10.3g}, loss {loss(w, b):.3g}")

# Too small a step hardly gets anywhere; a good one is there after some dozen steps; too large a one lands on the other
# side of the valley, higher than before, and the next one higher still.
small, good, large = (loss(*walk(rate)[-1]) for rate in (0.01, 0.3, 1.1))
assert good < 0.02 < small and large > loss(0, 0)

# How large may it be? Along a direction in which the valley curves by c, a step keeps (1 − rate · c) of the distance:
# beyond rate = 2 / c it grows. For b, L curves by 2, so the border lies at 1.
inside, outside = (loss(*walk(rate, 200)[-1]) for rate in (0.95, 1.05))
assert inside < 0.02 < 1 < outside

# The engine walks the same way: one dense unit, the mean squared error, plain gradient descent.
graph = nk.Graph({"inputs": {"x": [1]}, "nodes": [{"name": "line", "layer": "dense", "units": 1}]})
graph.params["line.W"].value[...] = graph.params["line.b"].value[...] = 0
error, optimizer = nk.losses.MeanSquaredError().bind(graph.workspace), nk.optimizers.SGD(lr=0.3).bind(graph.params)
for _ in range(60):
    graph.params.zero()
    error.forward(graph.forward(x[:, None].astype(np.float32), training=True), t[:, None].astype(np.float32))
    graph.backward(error.backward())
    optimizer.step()
found = graph.params["line.W"].value.item(), graph.params["line.b"].value.item()
np.testing.assert_allclose(found, walk(0.3)[-1], rtol=1e-4)
print(f"The engine ends at the same place: w = {found[0]:.3f}, b = {found[1]:.3f} (made with 2 and −0.5).")
