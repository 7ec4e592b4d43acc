"""Convolution: one small filter slides over the whole picture and reports where it fits."""

import numpy as np
from digits import digits

import netsumiki as nk

data = digits(limit=200)
pictures = data.train.inputs.astype(np.float32) / 255  # (N, 28, 28, 1)

# A filter of 3 × 3 numbers. This one subtracts the row above from the row below: it answers strongly where dark
# turns into bright on the way down, and not at all where the picture is even.
edge = np.array([[-1, -1, -1], [0, 0, 0], [1, 1, 1]], np.float32)


def convolve(picture, kernel):
    """What a convolution is, in the plainest words: at each place, multiply what lies under the kernel and add up."""
    height, width = picture.shape[0] - 2, picture.shape[1] - 2  # the kernel must fit inside
    out = np.empty((height, width), np.float32)
    for i in range(height):
        for j in range(width):
            out[i, j] = np.sum(picture[i : i + 3, j : j + 3] * kernel)
    return out


def drawn(values):
    """A map as text: + where the filter fits, - where its opposite does."""
    return ["".join("+" if v > 1 else "-" if v < -1 else "." for v in row) for row in values]


by_hand = convolve(pictures[0, :, :, 0], edge)
print(f"the edges of a {data.train.labels[0]}:", *drawn(by_hand)[::2], sep="\n  ")

# The layer does the same for a whole batch, and much faster. One filter, nine weights, used at all 26 × 26 places:
# what it learns in one corner it knows everywhere. A dense layer of that size would have half a million weights.
spec = {"name": "conv", "layer": "conv2d", "filters": 1, "kernel_size": 3, "bias": False}
teacher = nk.Graph({"inputs": {"image": [28, 28, 1]}, "nodes": [spec]})
teacher.params["conv.W"].value[:, :, 0, 0] = edge
wanted = teacher.forward(pictures).copy()  # a layer's output is valid until it runs again, so it is copied
np.testing.assert_allclose(wanted[0, :, :, 0], by_hand, atol=1e-5)

# Nobody writes filters by hand any more. Here a second layer begins with random numbers and sees only pictures and
# the answers it should give; the gradient finds the filter.
learner = nk.Graph({"inputs": {"image": [28, 28, 1]}, "nodes": [spec]})
weights = learner.params["conv.W"].value[:, :, 0, 0]
print("the filter at first:", *weights.round(2), sep="\n  ")
loss = nk.losses.MeanSquaredError().bind(learner.workspace)
optimizer = nk.optimizers.Adam(lr=0.1).bind(learner.params)
for _ in range(15):
    for start in range(0, len(pictures), 20):
        batch = slice(start, start + 20)
        learner.params.zero()
        error = loss.forward(learner.forward(pictures[batch], training=True), wanted[batch])
        learner.backward(loss.backward())
        optimizer.step()
print("and after learning:", *weights.round(2), sep="\n  ")

np.testing.assert_allclose(weights, edge, atol=0.05)
print(f"From examples alone the layer found the edge filter (mean squared error {error:.1e}).")
