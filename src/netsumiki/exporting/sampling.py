"""From noise to examples: how noise is drawn, and the way along which a flow carries it."""

from collections.abc import Callable
from typing import Any

import numpy as np

from netsumiki.engine.graph import Graph


def _normal(stream: np.random.Generator, shape: tuple[int, ...], out: Any = None) -> Any:
    return stream.standard_normal(shape, np.float32, out)


def _uniform(stream: np.random.Generator, shape: tuple[int, ...], out: Any = None) -> Any:
    return stream.random(shape, np.float32, out)


def _symmetric(stream: np.random.Generator, shape: tuple[int, ...], out: Any = None) -> Any:
    noise = stream.random(shape, np.float32, out)
    noise *= 2
    noise -= 1
    return noise


NOISES: dict[str, Callable[..., Any]] = {"normal": _normal, "uniform": _uniform, "symmetric": _symmetric}
"""`draw(stream, shape, out=None)` for each way in which a recipe may ask for noise."""


class Flow:
    """dx/dt = v(x, t, label) from noise at t = 0 to an example at t = 1, in steps of the midpoint rule

    With guidance w the velocity is v(no label) + w · (v(label) − v(no label)); w = 1 is what was learnt.

    Source: Lipman et al., 2023; guidance: Ho & Salimans, Classifier-free diffusion guidance, 2022
    """

    def __init__(self, graph: Graph, training: dict[str, Any], classes: int):
        self.graph, self.classes = graph, classes
        self.steps = int(training.get("sampling_steps", 16))
        self.guidance = float(training.get("guidance", 1.0))

    def carry(self, noise: np.ndarray, labels: np.ndarray | None) -> np.ndarray:
        x, length = noise.astype(np.float32), 1 / self.steps
        for step in range(self.steps):
            halfway = x + np.float32(length / 2) * self.velocity(x, step * length, labels)
            x += np.float32(length) * self.velocity(halfway, (step + 0.5) * length, labels)
        return x

    def velocity(self, x: np.ndarray, time: float, labels: np.ndarray | None) -> np.ndarray:
        inputs: dict[str, Any] = {"noise": x, "time": np.full(len(x), time, np.float32)}
        if labels is None:
            return self.graph.forward(inputs)
        told = self.graph.forward(inputs | {"label": labels})
        if self.guidance == 1.0:
            return told
        told = told.copy()
        free = self.graph.forward(inputs | {"label": np.full(len(x), self.classes)})
        return free + np.float32(self.guidance) * (told - free)
