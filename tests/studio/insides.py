"""Asking for the inside of a model, and models to ask about."""

from base64 import b64decode

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.exporting.model_file import Model
from netsumiki.studio import runs
from netsumiki.studio.models import Run
from netsumiki.training import Run as Training
from netsumiki.training.recipe import Recipe

READER = "zoo:generator-cnn"  # conv (22 × 22 × 5) – relu – flatten – dense – softmax
POINTS = {
    "data": {"dataset": "moons"},
    "model": {
        "inputs": {"point": [2]},
        "nodes": [{"name": "hidden", "layer": "dense", "units": 3}, {"layer": "relu"}, {"layer": "dense", "units": 2}],
    },
    "training": {"epochs": 1},
}


def ask(browser, path="", model=READER, **content):
    return browser.send("post", f"models/{model}/inside{path}", content)


def told(answer) -> str:
    assert answer.status_code == 422, answer.content
    return answer.json()["problems"][0]["message"]


def planes(maps) -> np.ndarray:
    shape = (maps["count"], maps["height"], maps["width"])
    return np.frombuffer(b64decode(maps["planes"]), np.uint8).reshape(shape)


def trained_on_points(user) -> str:
    """A run of this user on points."""
    run = Run.objects.create(owner=user, name="calm-otter", recipe=POINTS, state="succeeded")
    Training(POINTS, out=runs.folder_of(run), threads=1).train()
    return f"run:{run.pk}"


def untrained_classifier(user, recipe) -> str:
    """A run of this user with the weights that it begins with."""
    read = Recipe.read(recipe)
    names = tuple(map(str, range(read.inspection.shape_of(next(iter(read.inspection.outputs.values())))[0])))
    model = Model(read.document, Graph(read.model), read.preprocessing, names, read.plan.loss.activation)
    run = Run.objects.create(owner=user, name="calm-otter", recipe=read.document, state="succeeded")
    runs.folder_of(run).mkdir(parents=True)
    model.save(runs.folder_of(run) / "model.safetensors")
    return f"run:{run.pk}"


BRANCHES = {
    "model": {
        "inputs": {"image": [28, 28, 1]},
        "nodes": [
            {"name": "wide", "layer": "conv2d", "filters": 4, "dilation": 2, "inputs": ["image"]},
            {"name": "bent", "layer": "silu", "inputs": ["wide"]},
            {"name": "mean", "layer": "global_average_pool", "inputs": ["bent"]},
            {"name": "rows", "layer": "reshape", "shape": [28, 28], "inputs": ["image"]},
            {"name": "read", "layer": "gru", "units": 5, "bidirectional": True, "inputs": ["rows"]},
            {"name": "norm", "layer": "layer_norm", "inputs": ["read"]},
            {"name": "both", "layer": "concat", "inputs": ["mean", "norm"]},
            {"name": "answer", "layer": "dense", "units": 10, "inputs": ["both"]},
        ],
    },
}
"""A network that nobody foresaw: two branches, a dilated convolution, a GRU on the side."""
