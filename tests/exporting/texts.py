"""A network of characters whose weights are set: after each character comes the next of the alphabet, mostly."""

import numpy as np

from netsumiki.data import Preprocessing
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.model_file import Model

NAMES = (" ", *"abcdefghij")
RECIPE = {
    "version": 1,
    "name": "reciting",
    "data": {"dataset": {"dataset": "alice", "length": 3}},
    "model": {
        "inputs": {"text": [3]},
        "nodes": [
            {"name": "letters", "layer": "embedding", "entries": 11, "units": 11},
            {"name": "flat", "layer": "flatten"},
            {"name": "dense", "layer": "dense", "units": 11},
            {"name": "softmax", "layer": "softmax"},
        ],
    },
}


def reciting(names=NAMES):
    """Reads three characters and looks at the last: ½ for the next in `names` (after the last, the first); the other
    ten share the other half."""
    graph = Graph(RECIPE["model"], Workspace(seed=0, strict=True))
    letters, W, b = graph.params
    letters.value[...] = np.eye(11)
    W.value[...] = 0
    W.value[22:] = np.log(10) * np.roll(np.eye(11), 1, axis=1)  # e^ln 10 / (e^ln 10 + 10) = ½
    b.value[...] = 0
    return Model(RECIPE, graph, Preprocessing(), names, "softmax", {"step": 7})
