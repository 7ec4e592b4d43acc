"""What a Lab shows: every unit over the plane, the weights, one example followed through, what a generator makes.

Looking uses copies of the networks with memory of their own on the same weights, so that it never disturbs the steps.
"""

from dataclasses import dataclass
from functools import cached_property
from math import ceil, prod
from typing import Any

import numpy as np

from netsumiki.data import Split
from netsumiki.engine.errors import DataError, Problem, did_you_mean, quoted
from netsumiki.engine.graph import Graph
from netsumiki.engine.losses import losses
from netsumiki.engine.params import Parameter, Statistic
from netsumiki.engine.workspace import Streams, Workspace
from netsumiki.exporting.sampling import NOISES
from netsumiki.judging import judge_points
from netsumiki.training.lab.lab import Lab
from netsumiki.training.lab.limits import AT_ONCE

MOST_UNITS = 32
"""Nodes with more units are not drawn over the plane."""
MOST_WEIGHTS = 10_000
"""Parameters with more numbers are not told."""
MOST_NUMBERS = 1_024
"""Of an example, nodes with more numbers are not told."""
MADE = 256
"""Points that a generator makes."""


@dataclass
class Drawn:
    """A node's units over the plane: value ≈ byte / 127 · scale of its unit; `values` int8 (units, size, size)."""

    node: str
    scales: np.ndarray
    values: np.ndarray


@dataclass
class Followed:
    """A node with one example in it: its output, and how the loss would rise with each number of it."""

    node: str
    layer: str | None
    value: np.ndarray
    gradient: np.ndarray | None


@dataclass
class Example:
    """One example through the network and back; `parameters` are (parameter, gradient of this example alone)."""

    loss: float
    label: int
    nodes: list[Followed]
    parameters: list[tuple[Parameter, np.ndarray]]


class View:
    """Looks at one Lab."""

    def __init__(self, lab: Lab):
        self.lab = lab
        self.network = "discriminator" if lab.recipe.task == "gan" else "model"

    def copy(self, network: str) -> Graph:
        """The network as the recipe has it (final softmax included) on the weights that are trained."""
        return Graph(self.lab.recipe.document[network], Workspace(), self.lab.graphs[network].params.vector)

    @cached_property
    def graph(self) -> Graph:
        """The network that is drawn over the plane: a classifier, or a discriminator."""
        return self.copy(self.network)

    @cached_property
    def generator(self) -> Graph:
        return self.copy("generator")

    # -- the plane ------------------------------------------------------------------------------------------------

    @cached_property
    def reach(self) -> float:
        """The plane goes from −reach to reach on both axes: all points of the data lie in it."""
        self._points_only()
        farthest = max(float(np.abs(s.inputs).max()) for s in (self.lab.data.train, self.lab.data.test))
        return ceil(11 * farthest) / 10

    def drawable(self) -> list[str]:
        """The nodes that can be drawn over the plane, in running order."""
        nodes = self.graph.inspection.nodes
        return [n.name for n in nodes if n.shape is not None and len(n.shape) == 1 and n.shape[0] <= MOST_UNITS]

    def plane(self, size: int, nodes: list[str] | None = None) -> list[Drawn]:
        """These nodes (or all that can be drawn) over `size` × `size` points; first row at the top, where y is highest.

        Raises: `DataError` when the data are no points of the plane, or a node cannot be drawn.
        """
        reach, graph, known = self.reach, self.graph, self.drawable()
        if "label" in graph.inputs:
            message = "this discriminator is told a label as well, so that there is no one score for each point: "
            raise DataError(Problem("label-needed", message + "draw a GAN without labels"))
        names = known if nodes is None else nodes
        for name in names:
            if name not in known:
                message = f"there is no node {quoted(name)} of at most {MOST_UNITS} units{did_you_mean(name, known)}"
                raise DataError(Problem("node-not-drawable", message, name, {"known": known}))
        axis = np.linspace(-reach, reach, size, dtype=np.float32)
        points = np.stack(np.meshgrid(axis, axis[::-1]), axis=-1).reshape(-1, 2)  # (size · size, 2)
        found: dict[str, list[np.ndarray]] = {name: [] for name in names}
        with np.errstate(all="ignore"):
            for start in range(0, len(points) if names else 0, AT_ONCE):
                graph.forward(points[start : start + AT_ONCE])
                for name in names:
                    found[name].append(graph.value_of(name).copy())
            return [_drawn(name, np.concatenate(values), size) for name, values in found.items()]

    def _points_only(self) -> None:
        shape = self.lab.data.input_shape
        if shape != (2,):
            message = f"the examples are of shape {shape}, no points of the plane: look at one example instead"
            raise DataError(Problem("not-points", message, facts={"shape": list(shape)}))

    def points(self) -> dict[str, Split]:
        """The examples that are learnt from, and those for testing."""
        self._points_only()
        return {"training": self.lab.training, "test": self.lab.data.test}

    def made(self) -> np.ndarray:
        """`MADE` points (N, 2) that the generator makes, always of the same noise."""
        if self.lab.recipe.task != "gan":
            raise DataError(Problem("not-generator", "this network makes nothing: ask for what it reads instead"))
        plan: Any = self.lab.recipe.plan
        graph = self.generator
        inputs = {"noise": NOISES[plan.noise](Streams(plan.seed)["lab"], (MADE, *graph.inputs["noise"]))}
        if "label" in graph.inputs:
            inputs["label"] = np.arange(MADE) % len(self.lab.data.class_names)
        with np.errstate(all="ignore"):
            return graph.forward(inputs).copy()

    def classes_seen(self, made: np.ndarray) -> int:
        """In how many classes of the data these points lie, as the judge counts it."""
        real = self.lab.training
        with np.errstate(all="ignore"):
            judged = judge_points(np.nan_to_num(made, posinf=0, neginf=0), real.inputs, real.labels)
        return int(judged["classes_seen"])

    # -- weights --------------------------------------------------------------------------------------------------

    def weights(self) -> list[Parameter]:
        """Everything that is learnt and of which there are at most `MOST_WEIGHTS` numbers, with its last gradient."""
        found = []
        for graph in self.lab.graphs.values():
            with np.errstate(all="ignore"):
                graph.params.gather()
            found += [p for p in graph.params if p.size <= MOST_WEIGHTS and not isinstance(p, Statistic)]
        return found

    # -- one example ----------------------------------------------------------------------------------------------

    @cached_property
    def _pupil(self) -> Graph:
        """The network as the loss sees it, with gradients of its own."""
        graph = self.lab.graphs["model"]
        return Graph(graph.spec, Workspace(), graph.params.vector)

    def example(self, x: np.ndarray, label: int) -> Example:
        """Follow one example (of the shape that the network reads) forward and back; nothing is learnt from it."""
        if self.network != "model":
            message = "a GAN learns from two networks at once, not from one labelled example: follow a classifier"
            raise DataError(Problem("not-classifier", message))
        classes = len(self.lab.data.class_names)
        if not 0 <= label < classes:
            message = f"label {label} lies outside the {classes} classes 0 … {classes - 1}: give one of them"
            raise DataError(Problem("label-range", message, facts={"label": label, "classes": classes}))
        plan: Any = self.lab.recipe.plan
        pupil, graph, batch = self._pupil, self.graph, x[np.newaxis]
        loss = losses.create(plan.loss.spec()).bind(pupil.workspace)
        with np.errstate(all="ignore"):
            pupil.params.zero()
            value = loss.forward(pupil.forward(batch), np.array([label]), total=1)
            pupil.backward(loss.backward(), inputs=True)
            graph.forward(batch)
            nodes = [_followed(graph, pupil, name) for name in graph.slots]
            told = [p for p in pupil.params if p.size <= MOST_WEIGHTS and not isinstance(p, Statistic)]
            gradients = [(p, p.grad.copy()) for p in told]
        return Example(value, label, [n for n in nodes if n.value.size <= MOST_NUMBERS], gradients)

    def picked(self, row: int) -> tuple[np.ndarray, int]:
        """(what the network reads, label) of one training example."""
        training = self.lab.training
        if not 0 <= row < len(training):
            message = f"there is no training example {row}: give a number from 0 to {len(training) - 1}"
            raise DataError(Problem("row-range", message, facts={"row": row, "count": len(training)}))
        return self.lab.recipe.preprocessing.to_network(training.inputs[row : row + 1])[0], int(training.labels[row])

    def given(self, numbers: list[float]) -> np.ndarray:
        """Numbers in the shape that the network reads."""
        shape = self.lab.data.input_shape
        if len(numbers) != prod(shape):
            message = f"the network reads {prod(shape)} numbers {shape}, got {len(numbers)}: give as many"
            raise DataError(Problem("example-shape", message, facts={"expected": list(shape)}))
        return np.array(numbers, np.float32).reshape(shape)

    def pictured(self, ink: np.ndarray) -> np.ndarray:
        """A drawing as the network reads it, by the one way that every picture goes."""
        shape, preprocessing = self.lab.data.input_shape, self.lab.recipe.preprocessing
        if len(shape) != 3:
            message = f"this network reads {prod(shape)} numbers, no pictures: give numbers"
            raise DataError(Problem("model-for-points", message, facts={"shape": list(shape)}))
        return preprocessing.to_network(preprocessing.from_picture(ink, shape)[np.newaxis])[0]


def _drawn(name: str, values: np.ndarray, size: int) -> Drawn:
    """What is not finite counts as zero; the largest absolute value of a unit becomes 127."""
    values = np.where(np.isfinite(values), values, np.float32(0)).T  # (units, points)
    scales = np.abs(values).max(axis=1)
    scaled = values * (127 / np.maximum(scales, 1e-30))[:, np.newaxis]
    return Drawn(name, scales, np.rint(scaled).astype(np.int8).reshape(-1, size, size))


def _followed(graph: Graph, pupil: Graph, name: str) -> Followed:
    """An input or a node; what the loss contains itself (a final softmax) has no gradient of its own."""
    layer = graph.layers.get(name)
    gradient = pupil.gradient_of(name) if name in pupil.slots else None
    return Followed(
        name,
        layer.registered_name if layer else None,
        graph.value_of(name)[0].copy(),
        None if gradient is None else gradient[0].copy(),
    )
