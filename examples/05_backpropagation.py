"""Backpropagation by hand: the chain rule, one factor at a time, on a network of four numbers."""

from math import exp

import numpy as np

import netsumiki as nk

# x ──(w1, b1)──▶ z ──sigmoid──▶ h ──(w2, b2)──▶ y,   loss L = ½ (y − t)²
w1, b1, w2, b2 = 0.5, -0.2, 1.5, 0.3
x, t = 2.0, 0.0

# Forward: every value is kept, because the way back needs it.
z = w1 * x + b1
h = 1 / (1 + exp(-z))
y = w2 * h + b2
loss = 0.5 * (y - t) ** 2

# Backward: dL/d(anything) is dL/d(what it feeds) times the slope in between. So one starts at the end, and each line
# uses only the line before it: the work is the same as forward, however many weights there are.
dy = y - t
dw2, db2 = dy * h, dy
dh = dy * w2
dz = dh * h * (1 - h)  # the slope of the sigmoid, written with its own output
dw1, db1 = dz * x, dz
print(f"by hand       dw1 {dw1:.6f}  db1 {db1:.6f}  dw2 {dw2:.6f}  db2 {db2:.6f}")


# Is that true? Nudge each number a little and see how much the loss really changes: slow, but it needs no calculus.
def loss_with(w1, b1, w2, b2):
    return 0.5 * (w2 / (1 + exp(-(w1 * x + b1))) + b2 - t) ** 2


numbers, nudge = np.array([w1, b1, w2, b2]), 1e-5
measured = [(loss_with(*(numbers + d)) - loss_with(*(numbers - d))) / (2 * nudge) for d in nudge * np.eye(4)]
print("by nudging    dw1 {:.6f}  db1 {:.6f}  dw2 {:.6f}  db2 {:.6f}".format(*measured))

# And what does the engine say? Each of its layers knows just its own slope; the graph walks them in reverse.
layers = [{"name": "first", "layer": "dense", "units": 1}, "sigmoid", {"name": "second", "layer": "dense", "units": 1}]
nodes = [{"layer": layer} if isinstance(layer, str) else layer for layer in layers]
graph = nk.Graph({"inputs": {"x": [1]}, "nodes": nodes})
for name, value in {"first.W": w1, "first.b": b1, "second.W": w2, "second.b": b2}.items():
    graph.params[name].value[...] = value
out = graph.forward(np.array([[x]]))
graph.backward(out - t)
engine = [graph.params[name].grad.item() for name in ("first.W", "first.b", "second.W", "second.b")]
print("by the engine dw1 {:.6f}  db1 {:.6f}  dw2 {:.6f}  db2 {:.6f}".format(*engine))

np.testing.assert_allclose([dw1, db1, dw2, db2], measured, rtol=1e-6)
np.testing.assert_allclose([dw1, db1, dw2, db2], engine, rtol=1e-5)
print("By hand, by nudging and by the engine: the same four slopes.")
