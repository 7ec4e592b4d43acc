"""Made-up runs to report on: a network, test examples with scores, and the events that led there."""

from typing import Any

import numpy as np

from netsumiki.data.dataset import Split
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace

CNN = [
    {"name": "conv", "layer": "conv2d", "filters": 5, "kernel_size": 5},
    {"layer": "relu"},
    {"layer": "flatten"},
    {"layer": "dense", "units": 10},
    {"layer": "softmax"},
]
MLP = [
    {"layer": "flatten"},
    {"name": "hidden", "layer": "dense", "units": 40},
    {"layer": "relu"},
    {"layer": "dense", "units": 10},
]
PLANE = [{"layer": "dense", "units": 4}, {"layer": "tanh"}, {"layer": "dense", "units": 2}, {"layer": "softmax"}]


def network(nodes: list[dict[str, Any]], shape: tuple[int, ...] = (12, 12, 1), name: str = "image") -> Graph:
    return Graph({"inputs": {name: list(shape)}, "nodes": nodes}, Workspace(seed=1))


def pictures(n: int = 60, classes: int = 10, shape: tuple[int, ...] = (12, 12, 1)) -> Split:
    stream = np.random.default_rng(0)
    return Split(stream.integers(0, 256, (n, *shape), np.uint8), np.arange(n) % classes)


def points(n: int = 40, features: int = 2, classes: int = 2) -> Split:
    stream = np.random.default_rng(0)
    return Split(stream.normal(size=(n, features)).astype(np.float32), np.arange(n) % classes)


def scores(labels: np.ndarray, classes: int, wrong: int = 7) -> np.ndarray:
    """Scores that name all examples rightly except the first so many."""
    made = np.zeros((len(labels), classes), np.float32)
    guesses = labels.copy()
    guesses[:wrong] = (guesses[:wrong] + 1) % classes
    made[np.arange(len(labels)), guesses] = np.linspace(5, 2, len(labels))
    return made


def events(steps: int = 20, validated: bool = True, **finished: Any) -> list[dict[str, Any]]:
    """What a run tells: a report at each step, an evaluation at every fifth."""
    held_back = 100 if validated else 0
    begun = {"steps": steps, "epochs": 2, "parameters": 99, "training_examples": 900, "validation_examples": held_back}
    told = [{"event": "started", "recipe": "made-up", "seed": 7, "resumed_at": 0, **begun}]
    for step in range(1, steps + 1):
        measured = {"loss": 2.0 / step, "accuracy": 1 - 0.8 / step}
        told.append({"event": "progress", "step": step, "images_per_second": 1000.0, "seconds": step / 10, **measured})
        if validated and step % 5 == 0:
            told.append({"event": "evaluated", "step": step, "best": True, **measured})
    end = {"step": steps, "test_accuracy": 0.9, "test_loss": 0.25, "seconds": 75.0, "interrupted": False, **finished}
    return [*told, {"event": "finished", **end}]


def facts(nodes: list[dict[str, Any]] = CNN, test: Split | None = None, **changed: Any) -> dict[str, Any]:
    """The arguments of `write_report`, for a run of `nodes` on `test` (by default small pictures of ten classes)."""
    test = test or pictures()
    classes = len(changed.get("class_names", ())) or int(test.labels.max()) + 1
    recipe = {
        "name": "made-up",
        "title": "A made-up run",
        "description": "For a test.",
        "data": {"dataset": "mnist", "validation": 0.1},
        "training": {"batch_size": 90, "seed": 7},
    }
    made = {
        "recipe": recipe,
        "events": events(),
        "graph": network(nodes, test.input_shape),
        "test": test,
        "outputs": scores(test.labels, classes),
        "class_names": tuple(str(c) for c in range(classes)),
        "command": "netsumiki train made-up --seed 7",
    }
    return made | changed
