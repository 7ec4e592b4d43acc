"""Reading a decision: which pixels does it rest on? The gradient of a score is an answer, and has its limits."""

import numpy as np
from digits import digits, flat

import netsumiki as nk

data = digits(limit=3000)
pictures, labels = flat(data.train), data.train.labels
nodes = [{"layer": "dense", "units": 64}, {"layer": "tanh"}, {"name": "scores", "layer": "dense", "units": 10}]
graph = nk.Graph({"inputs": {"pixels": [784]}, "nodes": nodes})
loss = nk.losses.SoftmaxCrossEntropy().bind(graph.workspace)
optimizer = nk.optimizers.Adam(lr=0.002).bind(graph.params)
rng = np.random.default_rng(0)
for _ in range(5):
    for rows in np.split(rng.permutation(len(pictures)), 60):
        graph.params.zero()
        loss.forward(graph.forward(pictures[rows], training=True), labels[rows])
        graph.backward(loss.backward())
        optimizer.step()


def score(x, digit):
    return graph.forward(x)[:, digit].astype(float)


def slope(x, digit):
    """d score[digit] / d pixel: one step back through the network, as in training, but on to the picture."""
    one = np.zeros((len(x), 10), np.float32)
    one[np.arange(len(x)), digit] = 1
    graph.forward(x)
    return graph.backward(one, params=False, inputs=True)["pixels"].astype(float)


tested = flat(data.test)
x = tested[:1]
digit = int(graph.forward(x).argmax())
print(f"The network reads a {digit}, and it is a {data.test.labels[0]}.")

# 1. The slope says what *would* change the score, also where the picture is black: not what the score is made of.
sensitive = slope(x, digit)[0]

# 2. Slope times pixel. For a network without activations this would be exact; here it is the slope at this one place.
product = sensitive * x[0]

# 3. Integrated gradients (Sundararajan et al., 2017): walk from black to the picture, and add up the slopes on the way.
#    Nothing is lost on this walk: the shares of all pixels add up to the difference of the two scores.
steps = 100
way = (np.arange(steps) + 0.5)[:, None] / steps * x
shares = x[0] * slope(way.astype(np.float32), digit).mean(axis=0)
rise = (score(x, digit) - score(0 * x, digit)).item()
print(
    f"score minus that of black {rise:.3f}; shares add up to {shares.sum():.3f}, slope × pixel to {product.sum():.3f}"
)
np.testing.assert_allclose(shares.sum(), rise, rtol=1e-3)
assert abs(product.sum() - rise) > 10 * abs(shares.sum() - rise)

strong = np.abs(shares) > 0.15 * np.abs(shares).max()
drawing = np.where(strong, np.where(shares > 0, "+", "-"), np.where(x[0] > 0.3, ".", " ")).reshape(28, 28)
print("\n".join(line for line in ("".join(row).rstrip() for row in drawing) if line))

# Is it true? Take away the pixels that speak most for this digit, and the score must fall; by far more than when as
# many lit pixels go by chance.
lit = np.flatnonzero(x[0] > 0)
count = len(lit) // 5
without = np.repeat(x, 2, axis=0)
without[0, np.argsort(-shares)[:count]] = 0
without[1, rng.choice(lit, count, replace=False)] = 0
chosen, chance = score(x, digit) - score(without, digit)
print(f"without its {count} strongest pixels the score falls by {chosen:.2f}, without {count} others by {chance:.2f}")
assert chosen > 2 * max(chance, 0)

# And does the map depend on what was learnt at all? With other weights it must be another one (Adebayo et al., 2018).
for p in graph.params:
    p.value[...] = rng.permutation(p.value.reshape(-1)).reshape(p.shape)
mixed = x[0] * slope(way.astype(np.float32), digit).mean(axis=0)
alike = np.corrcoef(shares[lit], mixed[lit])[0, 1]
print(f"with shuffled weights the map is another one: correlation {alike:+.2f}")
assert abs(alike) < 0.5
print("The map shows what this network used. It does not say that a person would have looked there.")
