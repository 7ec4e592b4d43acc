"""Small recipes and data for tests that train: each takes a fraction of a second."""

import numpy as np

from netsumiki.data import Data, Split

FROZEN = [{"layer": "dense", "units": 2, "trainable": False}]
"""A network that never becomes better."""


def points_recipe(dataset="moons", nodes=None, validation=0.2, **training):
    """Two-dimensional points, a network of 8 hidden units, 2 epochs of 25 steps."""
    hidden = [{"layer": "dense", "units": 8}, {"layer": "tanh"}, {"layer": "dense", "units": 2}, {"layer": "softmax"}]
    return {
        "version": 1,
        "name": "points",
        "data": {"dataset": dataset, "validation": validation},
        "model": {"inputs": {"point": [2]}, "nodes": hidden if nodes is None else nodes},
        "training": {"epochs": 2, "batch_size": 32, "optimizer": {"optimizer": "momentum", "lr": 0.05}} | training,
    }


def pictures_recipe(**training):
    """Everything that has a state to lose: augmentation, dropout, batch norm, lanes, an average, two moments."""
    nodes = [
        {"layer": "conv2d", "filters": 4, "bias": False},
        {"layer": "batch_norm"},
        {"layer": "relu"},
        {"layer": "flatten"},
        {"layer": "dropout", "rate": 0.3},
        {"layer": "dense", "units": 3},
    ]
    everything = {"batch_size": 32, "epochs": 3, "piece": 8, "average": 0.9, "clip": 1.0, "schedule": "cosine"}
    return {
        "version": 1,
        "name": "pictures",
        "data": {"validation": 0.2, "augmentation": ["shift", "rotate"]},
        "model": {"inputs": {"image": [8, 8, 1]}, "nodes": nodes},
        "training": everything | {"optimizer": {"optimizer": "adamw", "lr": 0.01}} | training,
    }


def pictures():
    """200 noisy 8 × 8 pictures of 3 classes: a bar at the left, in the middle or at the right."""
    stream = np.random.default_rng(0)
    labels = np.arange(250) % 3
    inputs = stream.integers(0, 90, (250, 8, 8, 1), np.uint8)
    inputs[np.arange(250), :, 1 + labels * 2] += 150
    return Data(
        "bars", Split(inputs[:200], labels[:200]), Split(inputs[200:], labels[200:]), ("left", "middle", "right")
    )


def heard(events, name):
    """The events of one name."""
    return [e for e in events if e.name == name]
