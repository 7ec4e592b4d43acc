"""Three layers that tell 0, 1 and 2 apart, shown one picture at a time, with every part of a step in sight."""

import numpy as np
from digits import digits, flat

import netsumiki as nk

data = digits(limit=2000, classes=[0, 1, 2])
pictures, labels = flat(data.train), data.train.labels

# 784 pixels → 500 → 100 → 3 scores. LeakyReLU lets a little of what is negative through, so that no unit goes silent.
# The weights begin small and random: equal weights would all learn the same.
small = {"initializer": "normal", "std": 0.01}
graph = nk.Graph(
    {
        "inputs": {"pixels": [784]},
        "nodes": [
            {"layer": "dense", "units": 500, "initializer": small},
            {"layer": "leaky_relu", "slope": 0.1},
            {"layer": "dense", "units": 100, "initializer": small},
            {"layer": "leaky_relu", "slope": 0.1},
            {"layer": "dense", "units": 3, "initializer": small},
        ],
    }
)
print(graph)

# The target for a 1 is (0, 1, 0), and the loss half the squared distance from it; then dL/dy is simply y − target.
# Momentum keeps rolling in the direction of the last steps, which smooths out the whims of single pictures.
loss = nk.losses.HalfSquaredError().bind(graph.workspace)
optimizer = nk.optimizers.Momentum(lr=0.004, momentum=0.9).bind(graph.params)

total = 0.0
for number, (picture, label) in enumerate(zip(pictures, labels), 1):
    graph.params.zero()  # gradients add up, so each step begins with none
    y = graph.forward(picture[None], training=True)  # [None]: a batch of one
    total += loss.forward(y, label[None])
    graph.backward(loss.backward())
    optimizer.step()
    if number % 400 == 0:
        print(f"after {number:4} pictures: mean loss of the last 400 is {total / 400:.4f}")
        total = 0.0

guesses = graph.forward(flat(data.test)).argmax(axis=1)
print("the first test digits:", data.test.labels[:20])
print("the network reads:    ", guesses[:20])
right = np.mean(guesses == data.test.labels)
assert right > 0.85
print(f"After 2,000 pictures, each seen once, the network reads {right:.1%} of the test digits 0, 1 and 2.")
print("The template three-layer sees 5,000: netsumiki train three-layer")
