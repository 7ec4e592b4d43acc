"""Recipes, data and weights for the tests of the Lab."""

import copy

import numpy as np

from netsumiki.data import Data, Split
from netsumiki.recipes import templates
from tests.training.small import points_recipe

NODES = [
    {"name": "features", "layer": "point_features", "x1_x2": True},
    {"name": "dense_1", "layer": "dense", "units": 6},
    {"name": "norm", "layer": "batch_norm"},
    {"name": "bend", "layer": "tanh"},
    {"name": "dropout", "layer": "dropout", "rate": 0.2},
    {"name": "dense_2", "layer": "dense", "units": 2},
    {"name": "softmax", "layer": "softmax"},
]
ADAM = {"optimizer": "adam", "lr": 0.01}


def recipe(**training):
    return points_recipe("moons", copy.deepcopy(NODES), **{"optimizer": ADAM} | training)


def template(name, **training):
    document = templates()[name]
    return document | {"training": document["training"] | training}


def weights(lab):
    return np.concatenate([graph.params.vector for graph in lab.graphs.values()])


def digits():
    stream = np.random.default_rng(0)
    pictures = stream.integers(0, 255, (60, 28, 28, 1), np.uint8)
    return Data("mnist", *(Split(pictures, np.arange(60) % 3) for _ in range(2)), tuple("012"))
