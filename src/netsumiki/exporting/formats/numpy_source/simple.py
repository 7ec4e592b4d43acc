"""Layers that are one formula."""

from math import pi, sqrt

import numpy as np


def dense(x, W, b=0.0):
    """y = x W + b"""
    return x @ W + b


def flatten(x):
    """y = x as one row of numbers"""
    return x.reshape(len(x), -1)


def reshape(x, shape):
    """y = x, read in the same order with another shape"""
    return x.reshape(len(x), *shape)


def step(x):
    """y = 1 if x > 0, else 0"""
    return (x > 0).astype(x.dtype)


def relu(x):
    """y = max(x, 0)"""
    return np.maximum(x, 0)


def leaky_relu(x, slope):
    """y = max(x, slope · x)"""
    return np.maximum(x, x * slope)


def elu(x, alpha):
    """y = x if x > 0, else alpha · (eˣ − 1)"""
    return np.maximum(x, 0) + alpha * np.expm1(np.minimum(x, 0))


def sigmoid(x):
    """y = 1 / (1 + e⁻ˣ) = (1 + tanh(x / 2)) / 2, the second form never overflows"""
    return 0.5 * np.tanh(0.5 * x) + 0.5


def tanh(x):
    """y = tanh(x)"""
    return np.tanh(x)


def softplus(x):
    """y = log(1 + eˣ) = max(x, 0) + log(1 + e^−|x|)"""
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def silu(x):
    """y = x · sigmoid(x)"""
    return x * sigmoid(x)


def gelu(x):
    """y = ½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))"""
    return 0.5 * x * (1 + np.tanh(sqrt(2 / pi) * x * (1 + 0.044715 * x * x)))


def softmax(x):
    """yᵢ = eˣⁱ / Σⱼ eˣʲ over the last axis"""
    y = np.exp(x - x.max(axis=-1, keepdims=True))
    return y / y.sum(axis=-1, keepdims=True)


def batch_norm(x, gamma, beta, mean, var, eps):
    """y = gamma · (x − mean) / √(var + eps) + beta, with the averages that training kept"""
    scale = gamma / np.sqrt(var + np.float32(eps))
    return x * scale + (beta - mean * scale)


def layer_norm(x, gamma, beta, eps):
    """y = gamma · (x − mean) / √(var + eps) + beta, mean and variance over the last axis"""
    centred = x - x.mean(axis=-1, keepdims=True)
    var = (centred * centred).mean(axis=-1, keepdims=True)
    return gamma * centred / np.sqrt(var + np.float32(eps)) + beta


def add(*branches):
    """y = x₁ + x₂ + …"""
    return sum(branches[1:], branches[0])


def multiply(*branches):
    """y = x₁ · x₂ · …, number by number"""
    y = branches[0]
    for x in branches[1:]:
        y = y * x
    return y


def dot(x1, x2):
    """y = Σ x₁ · x₂, (N, 1)"""
    return (x1 * x2).sum(axis=1, keepdims=True)


def concat(*branches, axis):
    """y = x₁, x₂, … one behind the other along one axis of the batch"""
    return np.concatenate(branches, axis=axis)


def embedding(x, W):
    """y = W[x]: one row for each whole number"""
    return W[x.astype(int)]


def one_hot(x, classes):
    """y[k] = 1 if x = k, else 0"""
    return np.eye(classes, dtype=np.float32)[x.astype(int)]


def point_features(x, features):
    """y = those of x₁, x₂, x₁², x₂², x₁x₂, sin πx₁ and sin πx₂ that are chosen"""
    x1, x2, turn = x[:, 0], x[:, 1], np.float32(pi)
    known = {"x1": x1, "x2": x2, "x1_squared": x1 * x1, "x2_squared": x2 * x2, "x1_x2": x1 * x2}
    known |= {"sin_x1": np.sin(turn * x1), "sin_x2": np.sin(turn * x2)}
    return np.stack([known[name] for name in features], axis=1)
