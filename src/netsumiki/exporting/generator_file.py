"""A trained generator, with everything it needs to make examples; in a model file like a classifier."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.errors import DataError, ModelFileError, Problem
from netsumiki.engine.graph import Graph
from netsumiki.engine.losses.adversarial import GanLoss, gan_losses
from netsumiki.engine.workspace import Streams, Workspace
from netsumiki.exporting.model_file import WEIGHT, read_model, write_model
from netsumiki.exporting.sampling import NOISES, Flow
from netsumiki.recipes import read

SHOWN = 10  # pictures in a notebook
AT_ONCE = 100
GOLDEN = ("golden/noise", "golden/labels", "golden/outputs")


class Generator:
    """`generate(noise(16, seed=1), labels)` makes sixteen examples.

    `discriminator` is its opponent in training, if it had one. `golden`: (noise, labels, outputs) of ten examples.
    """

    def __init__(
        self,
        recipe: dict[str, Any],
        graph: Graph,
        preprocessing: Preprocessing,
        class_names: tuple[str, ...],
        discriminator: Graph | None = None,
        facts: dict[str, Any] | None = None,
        golden: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None,
    ):
        self.recipe, self.graph, self.preprocessing = recipe, graph, preprocessing
        self.class_names, self.discriminator = tuple(class_names), discriminator
        self.facts, self.golden = facts or {}, golden
        training = recipe.get("training", {})
        self.distribution = training.get("noise", "normal")
        self.flow = Flow(graph, training, len(self.class_names)) if "time" in graph.inputs else None

    # -- what it is -------------------------------------------------------------------------------------------

    @property
    def noise_shape(self) -> tuple[int, ...]:
        return self.graph.inputs["noise"]

    @property
    def conditional(self) -> bool:
        """It is told which class to make."""
        return "label" in self.graph.inputs

    @property
    def classes(self) -> int:
        return len(self.class_names)

    @property
    def example_shape(self) -> tuple[int, ...]:
        """(H, W, C) of a picture, or (2,) of a point."""
        return self.graph.inspection.shape_of(next(iter(self.graph.outputs.values()))) or ()

    def _repr_html_(self) -> str:
        from netsumiki.exporting.sheet import arrange, png
        from netsumiki.insight.notebook import network, sheet

        told = network(self.graph.inspection, str(self.recipe.get("name", "generator")))
        if len(self.example_shape) != 3:
            return told
        labels = np.arange(SHOWN) % self.classes if self.conditional else None
        return told + sheet(png(arrange(self.generate(self.noise(SHOWN), labels), SHOWN)))

    # -- making examples --------------------------------------------------------------------------------------

    def noise(self, count: int, seed: int = 0) -> np.ndarray:
        """float32 (count, *noise_shape), drawn as in training; example k does not depend on how many follow it."""
        return NOISES[self.distribution](Streams(seed)["noise"], (count, *self.noise_shape))

    def labels(self, labels: Any, count: int) -> np.ndarray | None:
        """One whole number for each example. Raises `DataError` when there are too few or there is no such class."""
        if not self.conditional:
            if labels is not None:
                message = "this generator was trained without labels and makes what it likes: leave the label out"
                raise DataError(Problem("no-labels", message))
            return None
        if labels is None:
            message = f"this generator is told what to make: give a label, one of {', '.join(self.class_names[:20])}"
            raise DataError(Problem("label-missing", message, facts={"classes": list(self.class_names)}))
        array = np.asarray(labels)
        if array.ndim == 0:
            array = np.full(count, array)
        if array.dtype.kind not in "iu" or array.shape != (count,):
            message = f"give one whole number as label for each of {count} examples, got {array.dtype} {array.shape}"
            raise DataError(Problem("label-count", message))
        if count and not 0 <= array.min() <= array.max() < self.classes:
            wrong = int(array.min() if array.min() < 0 else array.max())
            message = f"there is no label {wrong}: this generator knows the classes 0 to {self.classes - 1}"
            raise DataError(Problem("label-range", message, facts={"value": wrong, "classes": self.classes}))
        return array

    def outputs(self, noise: np.ndarray, labels: Any = None) -> np.ndarray:
        """What the network puts out, float32 (N, *example_shape)."""
        if noise.shape[1:] != self.noise_shape:
            message = f"the generator reads noise of shape {self.noise_shape}, got {noise.shape[1:]}: use noise(count)"
            raise DataError(Problem("noise-shape", message))
        chosen = self.labels(labels, len(noise))
        parts = []
        for start in range(0, len(noise), AT_ONCE):
            here = slice(start, start + AT_ONCE)
            some = None if chosen is None else chosen[here]
            if self.flow:
                parts.append(self.flow.carry(noise[here], some))
            else:
                inputs = {"noise": noise[here]} | ({} if some is None else {"label": some})
                parts.append(self.graph.forward(inputs).copy())
        return np.concatenate(parts) if parts else np.empty((0, *self.example_shape), np.float32)

    def generate(self, noise: np.ndarray, labels: Any = None) -> np.ndarray:
        """uint8 pictures (N, H, W, C), or float32 points (N, 2). Raises `DataError` for labels that do not fit."""
        return self.preprocessing.to_pictures(self.outputs(noise, labels))

    def realness(self, examples: np.ndarray, labels: Any = None) -> np.ndarray | None:
        """(N,) from 0 to 1: how real the discriminator takes each example to be; None where there is none to ask."""
        opponent = self.discriminator
        if opponent is None or opponent.inputs["image"] != examples.shape[1:]:  # none, or it looks at several at once
            return None
        if labels is None and "label" in opponent.inputs:  # it was told labels that nobody knows of these
            return None
        loss: GanLoss = gan_losses.create(self.recipe["training"].get("loss", "non_saturating"))
        inputs = {"image": self.preprocessing.to_network(examples)}
        if "label" in opponent.inputs:
            inputs["label"] = np.asarray(labels)
        scores = np.concatenate(
            [
                opponent.forward({k: v[start : start + AT_ONCE] for k, v in inputs.items()}).copy()
                for start in range(0, len(examples), AT_ONCE)
            ]
        )
        return loss.probability(scores[:, 0])

    # -- the file ---------------------------------------------------------------------------------------------

    @property
    def graphs(self) -> list[Graph]:
        """The generator, and the discriminator if there is one."""
        return [self.graph, *([self.discriminator] if self.discriminator else [])]

    def keep_golden(self) -> None:
        """Make the ten golden samples with the weights as they are."""
        noise, labels = self.noise(10, seed=1), np.arange(10) % self.classes
        self.golden = (noise, labels, self.outputs(noise, labels if self.conditional else None))

    def save(self, path: Path | str, half: bool = False) -> None:
        """Write the model file, atomically; with `half`, weights of 16 bits, half as large (see `halve`)."""
        kind = np.float16 if half else np.float32
        tensors = {WEIGHT + p.name: p.value.astype(kind) for graph in self.graphs for p in graph.params}
        if self.golden is not None:
            tensors |= dict(zip(GOLDEN, self.golden, strict=True))
        write_model(path, self, tensors)

    @property
    def metadata(self) -> dict[str, str]:
        """What a file says of a generator, and of no other kind of model."""
        return {"kind": "generator"}

    def halve(self) -> None:
        """Round every weight to 16 bits, so that what is saved with `half` is exactly what is used here."""
        for graph in self.graphs:
            for p in graph.params:
                p.value[...] = p.value.astype(np.float16)
        self.keep_golden()

    def check_golden(self) -> float:
        """The largest difference between the stored outputs of the golden samples and those computed now."""
        if self.golden is None:
            return 0.0
        noise, labels, outputs = self.golden
        return float(np.abs(self.outputs(noise, labels if self.conditional else None) - outputs).max())


def load_generator(path: Path | str) -> Generator:
    """The generator in a file. Raises `ModelFileError` as `read_model` does, and when it holds a classifier."""

    def make(metadata: dict[str, str], tensors: dict[str, Any]) -> Generator:
        if metadata.get("kind") != "generator":
            message = f"{path} is a classifier, which reads pictures and cannot make them: choose a generator, "
            message += "such as one trained by: netsumiki train cgan"
            raise ModelFileError(Problem("model-kind", message, facts={"kind": "classifier"}))
        recipe = read(json.loads(metadata["recipe"]))
        weights = {k.removeprefix(WEIGHT): v for k, v in tensors.items() if k.startswith(WEIGHT)}
        graph = _filled(recipe["generator"], weights)
        opponent = _filled(recipe["discriminator"], weights) if "discriminator" in recipe else None
        preprocessing = Preprocessing(**json.loads(metadata["preprocessing"]))
        names, facts = (json.loads(metadata[key]) for key in ("class_names", "facts"))
        if not isinstance(names, list) or not all(isinstance(n, str) for n in names) or not isinstance(facts, dict):
            raise ValueError("its class names or facts cannot be read")
        golden = tuple(tensors[name] for name in GOLDEN) if GOLDEN[0] in tensors else None
        return Generator(recipe, graph, preprocessing, tuple(names), opponent, facts, golden)

    return read_model(path, make)


def _filled(spec: dict[str, Any], weights: dict[str, Any]) -> Graph:
    graph = Graph(spec, Workspace(seed=0))
    graph.params.load({p.name: weights[p.name] for p in graph.params})
    return graph
