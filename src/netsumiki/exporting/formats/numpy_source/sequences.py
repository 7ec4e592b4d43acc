"""Layers that read a sequence (N, T, features) step by step."""

import numpy as np

from netsumiki.exporting.formats.numpy_source.simple import sigmoid


def recurrent(cell, x, readings, returns, begin=None, states=1):
    """Read the steps with the first weights of `readings`, and from the end with the second ones, if there are any."""
    outputs, ends = [], []
    for direction, weights in enumerate(readings):
        units = len(weights[1])
        now = [np.zeros((len(x), units), np.float32)] * states
        if begin is not None:
            now = [begin[:, (direction * states + j) * units :][:, :units] for j in range(states)]
        steps = []
        for t in reversed(range(x.shape[1])) if direction else range(x.shape[1]):
            now = cell(x[:, t], *now, *weights)
            steps.append(now[0])
        outputs.append(np.stack(steps[::-1] if direction else steps, axis=1))
        ends.append(now)
    if returns == "sequence":
        return np.concatenate(outputs, axis=-1)
    kept = [h for now in ends for h in (now if returns == "state" else now[:1])]
    return np.concatenate(kept, axis=-1)


def simple_rnn_cell(x, h, W, U, b=0.0):
    """h[t] = tanh(x[t] W + h[t − 1] U + b)"""
    return [np.tanh(x @ W + b + h @ U)]


def lstm_cell(x, h, c, W, U, b=0.0):
    """i, f, o = σ(x[t] W + h[t − 1] U + b), g = tanh(the same), c[t] = f · c[t − 1] + i · g, h[t] = o · tanh(c[t])"""
    i, f, o, g = np.split(x @ W + b + h @ U, 4, axis=1)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return [sigmoid(o) * np.tanh(c), c]


def gru_cell(x, h, W, U, b=0.0, d=0.0):
    """r, z = σ(x[t] W + h[t − 1] U + b), n = tanh(x[t] W + b + r (h[t − 1] U + d)), h[t] = z h[t − 1] + (1 − z) n"""
    (r, z, n), (r_said, z_said, n_said) = (np.split(a, 3, axis=1) for a in (x @ W + b, h @ U))
    r, z = sigmoid(r + r_said), sigmoid(z + z_said)
    n = np.tanh(n + r * (n_said + d))
    return [z * h + (1 - z) * n]
