"""Small recipes with two networks for tests that train: points in the plane, and pictures of bars."""

import copy

from netsumiki.recipes import override

POINTS = {
    "version": 1,
    "name": "plane",
    "data": {"dataset": {"dataset": "blobs", "classes": 4, "noise": 0.1, "count": 2000}, "validation": 0},
    "generator": {
        "inputs": {"noise": [4]},
        "nodes": [
            {"name": "g1", "layer": "dense", "units": 32},
            {"name": "g2", "layer": "relu"},
            {"name": "g3", "layer": "dense", "units": 32},
            {"name": "g4", "layer": "relu"},
            {"name": "point", "layer": "dense", "units": 2},
        ],
    },
    "discriminator": {
        "inputs": {"image": [2]},
        "nodes": [
            {"name": "d1", "layer": "dense", "units": 32},
            {"name": "d2", "layer": "leaky_relu"},
            {"name": "d3", "layer": "dense", "units": 32},
            {"name": "d4", "layer": "leaky_relu"},
            {"name": "score", "layer": "dense", "units": 1},
        ],
    },
    "training": {
        "optimizer": {"optimizer": "adam", "lr": 0.001, "beta1": 0.5},
        "discriminator_optimizer": {"optimizer": "adam", "lr": 0.002, "beta1": 0.5},
        "batch_size": 64,
        "steps": 40,
    },
}

BARS = {
    "version": 1,
    "name": "bars",
    "data": {"validation": 0, "preprocessing": {"scale": "signed"}},
    "generator": {
        "inputs": {"noise": [6], "label": []},
        "nodes": [
            {"name": "class", "layer": "embedding", "entries": 3, "units": 4, "inputs": ["label"]},
            {"name": "both", "layer": "concat", "inputs": ["noise", "class"]},
            {"name": "g1", "layer": "dense", "units": 64},
            {"name": "maps", "layer": "reshape", "shape": [4, 4, 4]},
            {"name": "norm", "layer": "batch_norm"},
            {"name": "g2", "layer": "relu"},
            {"name": "up", "layer": "upsample"},
            {"name": "g3", "layer": "conv2d", "filters": 1, "padding": "same"},
            {"name": "wide", "layer": "dense", "units": 64, "inputs": ["both"]},
            {"name": "skip", "layer": "reshape", "shape": [8, 8, 1]},
            {"name": "sum", "layer": "add", "inputs": ["g3", "skip"]},
            {"name": "tanh", "layer": "tanh"},
        ],
    },
    "discriminator": {
        "inputs": {"image": [8, 8, 1], "label": []},
        "nodes": [
            {
                "name": "d1",
                "layer": "conv2d",
                "filters": 8,
                "strides": 2,
                "padding": "same",
                "spectral_norm": True,
                "inputs": ["image"],
            },
            {"name": "d2", "layer": "leaky_relu"},
            {"name": "flat", "layer": "flatten"},
            {"name": "drop", "layer": "dropout", "rate": 0.1},
            {"name": "features", "layer": "dense", "units": 16},
            {"name": "score", "layer": "dense", "units": 1},
            {"name": "asked", "layer": "embedding", "entries": 3, "units": 16, "inputs": ["label"]},
            {"name": "match", "layer": "dot", "inputs": ["features", "asked"]},
            {"name": "verdict", "layer": "add", "inputs": ["score", "match"]},
        ],
    },
    "training": {
        "loss": "least_squares",
        "optimizer": {"optimizer": "adam", "lr": 0.002, "beta1": 0.5},
        "discriminator_optimizer": {"optimizer": "rmsprop", "lr": 0.002},
        "schedule": {"schedule": "linear_decay", "hold": 0.5},
        "average": 0.9,
        "clip": 5.0,
        "instance_noise": 0.2,
        "discriminator_steps": 2,
        "generator_steps": 2,
        "batch_size": 32,
        "piece": 16,
        "steps": 24,
    },
}

FLOW = {
    "version": 1,
    "name": "flow",
    "data": {"dataset": {"dataset": "blobs", "classes": 3, "noise": 0.1, "count": 2000}, "validation": 0},
    "generator": {
        "inputs": {"noise": [2], "time": [], "label": []},
        "nodes": [
            {"name": "class", "layer": "embedding", "entries": 4, "units": 8, "inputs": ["label"]},
            {"name": "t", "layer": "reshape", "shape": [1], "inputs": ["time"]},
            {"name": "all", "layer": "concat", "inputs": ["noise", "t", "class"]},
            {"name": "f1", "layer": "dense", "units": 64},
            {"name": "f2", "layer": "relu"},
            {"name": "f3", "layer": "dense", "units": 64},
            {"name": "f4", "layer": "relu"},
            {"name": "velocity", "layer": "dense", "units": 2},
        ],
    },
    "training": {
        "task": "flow",
        "optimizer": {"optimizer": "adam", "lr": 0.003},
        "label_dropout": 0.1,
        "guidance": 1.5,
        "average": 0.9,
        "batch_size": 64,
        "steps": 40,
    },
}


def changed(recipe, **settings):
    """The recipe with other options; a double underscore stands for the dot of a path: training__steps=10."""
    document = copy.deepcopy(recipe)
    for path, value in settings.items():
        override(document, path.replace("__", "."), value)
    return document
