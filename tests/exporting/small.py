"""Generators that need no training: their weights are set."""

import numpy as np

from netsumiki.data import Preprocessing
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.generator_file import Generator

NAMES = ("left", "middle", "right")


def generator_of(network, training=None, names=NAMES, task="gan"):
    """A generator with random weights, which are the same each time."""
    recipe = {"version": 1, "name": "small", "data": {}, "generator": network}
    recipe["training"] = {"task": task} | (training or {})
    graph = Graph(network, Workspace(seed=1, strict=True))
    return Generator(recipe, graph, Preprocessing(), names, facts={"seed": 0})


def linear(noise=4, distribution="normal"):
    """Pictures 8 × 8 that are W z, without labels; (generator, W)."""
    nodes = [
        {"name": "pixels", "layer": "dense", "units": 64, "bias": False},
        {"name": "picture", "layer": "reshape", "shape": [8, 8, 1]},
    ]
    made = generator_of({"inputs": {"noise": [noise]}, "nodes": nodes}, {"noise": distribution})
    (W,) = made.graph.params
    return made, W.value


def told(noise=4):
    """Pictures 8 × 8 of three classes."""
    nodes = [
        {"name": "word", "layer": "embedding", "entries": 3, "units": 2, "inputs": ["label"]},
        {"name": "both", "layer": "concat", "inputs": ["noise", "word"]},
        {"name": "pixels", "layer": "dense", "units": 64},
        {"name": "grey", "layer": "sigmoid"},
        {"name": "picture", "layer": "reshape", "shape": [8, 8, 1]},
    ]
    return generator_of({"inputs": {"noise": [noise], "label": []}, "nodes": nodes})


def flow():
    """A flow of pictures 8 × 8 that only shrinks what it is given: v = −x / 2."""
    nodes = [
        {"name": "flat", "layer": "flatten", "inputs": ["noise"]},
        {"name": "half", "layer": "dense", "units": 64, "bias": False},
        {"name": "picture", "layer": "reshape", "shape": [8, 8, 1]},
    ]
    made = generator_of({"inputs": {"noise": [8, 8, 1], "time": []}, "nodes": nodes}, task="flow")
    (W,) = made.graph.params
    W.value[...] = -0.5 * np.eye(64, dtype=np.float32)
    return made
