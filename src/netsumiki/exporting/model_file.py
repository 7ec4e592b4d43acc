"""The model file: weights, recipe, preprocessing, class names and golden samples in one safetensors file.

Nothing is unpickled, and only layers found in the registry are built.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from netsumiki.data.portions import portion
from netsumiki.data.preprocessing import Preprocessing
from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import DataError, ModelFileError, NetsumikiError, Problem
from netsumiki.engine.graph import Graph
from netsumiki.engine.ops.softmax import softmax
from netsumiki.engine.registry import to_json
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.certainty import Certainty
from netsumiki.exporting.likeness import LEAST_SIDE, grain
from netsumiki.recipes import read

FORMAT = 1
AT_ONCE = 64  # examples whose signals stay in the cache: a seventh quicker than with 256
CLASSES_NAMED = 12
M = TypeVar("M")
WEIGHT, GOLDEN_INPUTS, GOLDEN_OUTPUTS = "weight/", "golden/inputs", "golden/outputs"
SCALES = "scales/"
"""Before the name of what a weight of 8 bits is multiplied by."""


@dataclass
class Prediction:
    """What a model says about one picture: `probabilities` (classes,), the best `label` and how `sure` it is.

    `unknown`: it is probably none of the classes, whatever the label says (see `Certainty`).
    """

    label: str
    sure: float
    probabilities: np.ndarray
    class_names: tuple[str, ...]
    unknown: bool = False

    def ranked(self) -> list[tuple[str, float]]:
        """(class name, probability), best first."""
        order = np.argsort(-self.probabilities, kind="stable")
        return [(self.class_names[i], float(self.probabilities[i])) for i in order]

    def _repr_html_(self) -> str:
        from netsumiki.insight.notebook import bars

        return bars(self.label, self.ranked())


class Model:
    """A trained classifier with everything it needs to be used: `predict(images)`, `predict_picture(path)`.

    `scored` is the node whose output is the scores, and `squash` what makes probabilities of them: "softmax",
    "sigmoid", or nothing where the scores are taken as they are. A final softmax layer is no score: it is the squash.
    """

    def __init__(
        self,
        recipe: dict[str, Any],
        graph: Graph,
        preprocessing: Preprocessing,
        class_names: tuple[str, ...],
        activation: str | None = None,
        facts: dict[str, Any] | None = None,
        golden: tuple[np.ndarray, np.ndarray] | None = None,
        certainty: Certainty | None = None,
    ):
        self.recipe, self.graph, self.preprocessing = recipe, graph, preprocessing
        self.class_names, self.facts, self.golden = tuple(class_names), facts or {}, golden
        self.activation, self.certainty = activation, certainty
        self.scored, self.squash = _end(graph, activation)

    @property
    def input_shape(self) -> tuple[int, ...]:
        return next(iter(self.graph.inputs.values()))

    def scores(self, inputs: np.ndarray) -> np.ndarray:
        """The scores (N, classes) for images uint8 (N, H, W, C) or features float32 (N, F)."""
        if inputs.shape[1:] != self.input_shape:
            message = f"the model reads examples of shape {self.input_shape}, got {inputs.shape[1:]}: "
            message += "for a picture of any size use predict_picture"
            facts = {"expected": list(self.input_shape)}
            raise DataError(Problem("example-shape", message, facts=facts))
        parts = []
        for x in self._prepared(inputs):
            self.graph.forward(x)
            parts.append(self.graph.value_of(self.scored).copy())
        return np.concatenate(parts) if parts else np.empty((0, len(self.class_names)), np.float32)

    def grains(self, images: np.ndarray) -> np.ndarray:
        """The grain (N, 4) of images uint8 (N, H, W, C), as the network sees them."""
        return np.concatenate([np.empty((0, 4), np.float32), *map(grain, self._prepared(images))])

    def _prepared(self, inputs: np.ndarray) -> Iterator[np.ndarray]:
        """What the network reads, in pieces."""
        at_once = portion(self.input_shape, AT_ONCE)
        for start in range(0, len(inputs), at_once):
            yield self.preprocessing.to_network(inputs[start : start + at_once])

    def predict(self, inputs: np.ndarray) -> np.ndarray:
        """Probabilities (N, classes) for images uint8 (N, H, W, C) or features float32 (N, F)."""
        return self.probabilities(self.scores(inputs))

    def probabilities(self, scores: np.ndarray) -> np.ndarray:
        """What the scores (N, classes) mean, as shares of one whole: softmax(scores / temperature), if it is one."""
        return self.shares(self.certainty.scaled(scores) if self.certainty else scores.copy())

    def shares(self, p: np.ndarray) -> np.ndarray:
        """Shares of one whole from scores that were divided by the temperature, in the same array."""
        if self.squash == "softmax":
            return softmax(np, p, out=p)
        if self.squash == "sigmoid":
            np.tanh(np.multiply(p, 0.5, out=p), out=p)
            p *= 0.5
            p += 0.5
        np.clip(p, 0, None, out=p)  # each class was scored by itself: make them shares of one whole
        total = p.sum(axis=1, keepdims=True)
        return np.divide(p, total, out=p, where=total > 0)

    def unknown(self, inputs: np.ndarray, scores: np.ndarray) -> np.ndarray:
        """bool (N,): which of the inputs (N, …), which have these scores (N, classes), are probably no class at all."""
        if self.certainty is None:
            return np.zeros(len(scores), bool)
        return self.certainty.unknown(scores, self.grains(inputs) if self.certainty.usual else None)

    def predict_picture(self, picture: Any) -> Prediction:
        """What the model reads in a picture of any size: a path, an open file, a Pillow image or an array."""
        return self.answer(self.preprocessing.from_picture(picture, self.input_shape))

    def answer(self, example: np.ndarray) -> Prediction:
        """What the model says about one example in the form that it reads."""
        scores = self.scores(example[None])
        probabilities, unknown = self.probabilities(scores)[0], bool(self.unknown(example[None], scores)[0])
        best = int(probabilities.argmax())
        return Prediction(self.class_names[best], float(probabilities[best]), probabilities, self.class_names, unknown)

    def _repr_html_(self) -> str:
        from netsumiki.insight.notebook import network

        return network(self.graph.inspection, str(self.recipe.get("name", "model")), [_classes(self.class_names)])

    def save(self, path: Path | str) -> None:
        """Write the model file, atomically."""
        tensors = {WEIGHT + p.name: p.value for p in self.graph.params}
        if self.golden is not None:
            tensors[GOLDEN_INPUTS], tensors[GOLDEN_OUTPUTS] = self.golden
        write_model(path, self, tensors)

    @property
    def metadata(self) -> dict[str, str]:
        """What a file says of a classifier, and of no other kind of model."""
        certainty = {"certainty": json.dumps(self.certainty.to_json())} if self.certainty else {}
        return {"activation": json.dumps(self.activation)} | certainty

    def check_golden(self) -> float:
        """The largest difference between the stored outputs of the golden samples and those computed now."""
        if self.golden is None:
            return 0.0
        return float(np.abs(self.predict(self.golden[0]) - self.golden[1]).max())


def _end(graph: Graph, activation: str | None) -> tuple[str, str | None]:
    """(the node that the scores come from, what makes probabilities of them); `activation` is that of the loss."""
    output = next(iter(graph.outputs.values()))
    final = next((node for node in graph.inspection.nodes if node.name == output), None)
    kind = final.layer.registered_name if final and final.layer else None
    if final and kind in ("softmax", "sigmoid") and activation in (None, kind):
        return final.inputs[0], kind
    return output, activation


def _classes(names: tuple[str, ...]) -> str:
    shown = names if len(names) <= CLASSES_NAMED else (*names[:CLASSES_NAMED], "…")
    return f"classes {' '.join(shown)}"


def described(model: Any) -> dict[str, str]:
    """What a file of any format says of a model."""
    from netsumiki import __version__

    preprocessing = {name: to_json(getattr(model.preprocessing, name)) for name in model.preprocessing.declared}
    return {
        "library_version": __version__,
        "recipe": json.dumps(model.recipe, ensure_ascii=False),
        "preprocessing": json.dumps(preprocessing),
        "class_names": json.dumps(model.class_names, ensure_ascii=False),
        "facts": json.dumps(model.facts, ensure_ascii=False),
        **model.metadata,
    }


def write_model(path: Path | str, model: Any, tensors: dict[str, Any]) -> None:
    """A model file with these arrays."""
    arrays = {name: np.ascontiguousarray(array) for name, array in tensors.items()}
    metadata = {"netsumiki": "model", "format": str(FORMAT)} | described(model)
    write_atomically(Path(path), save(arrays, metadata))


def read_model(path: Path | str, make: Callable[[dict[str, str], dict[str, Any]], M]) -> M:
    """`make(metadata, tensors)` for a model file, which may raise whatever a file that was tampered with leads to.

    Raises `ModelFileError` when it is corrupt, of an unknown version, or no model file.
    """
    path = Path(path)
    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            if metadata.get("netsumiki") != "model":
                raise ModelFileError(
                    Problem("model-file", f"{path} is not a model file of Netsumiki: choose a model.safetensors")
                )
            if metadata.get("format") != str(FORMAT):
                found = metadata.get("format")
                message = f"{path} has model format {found}, this Netsumiki reads format {FORMAT}: update Netsumiki"
                raise ModelFileError(Problem("model-version", message))
            return make(metadata, _widened({name: file.get_tensor(name) for name in file.keys()}))  # noqa: SIM118
    except ModelFileError:
        raise
    except FileNotFoundError:
        raise ModelFileError(
            Problem("model-file", f"there is no model file {path}: train one or check the path")
        ) from None
    except (SafetensorError, OSError, ValueError, KeyError, TypeError, AttributeError, NetsumikiError) as error:
        raise ModelFileError(
            Problem("model-file", f"{path} cannot be read as a model ({error}): export it again")
        ) from None


def _widened(tensors: dict[str, Any]) -> dict[str, Any]:
    """The tensors, with weights of 8 bits multiplied by their scales."""
    scales = {WEIGHT + name.removeprefix(SCALES): s for name, s in tensors.items() if name.startswith(SCALES)}
    kept = {name: t for name, t in tensors.items() if not name.startswith(SCALES)}
    return kept | {name: kept[name].astype(np.float32) * s for name, s in scales.items()}


def load_model(path: Path | str) -> Model:
    """The classifier in a file. Raises `ModelFileError` as `read_model` does, and when it holds a generator."""

    def make(metadata: dict[str, str], tensors: dict[str, Any]) -> Model:
        recipe = read(json.loads(metadata["recipe"]))
        if metadata.get("kind") == "generator":
            message = f"{path} is a generator, which makes pictures and cannot read them: use netsumiki generate, "
            raise ModelFileError(Problem("model-kind", message + "or choose a classifier", facts={"kind": "generator"}))
        graph = Graph(recipe["model"], Workspace(seed=0), values=None)
        graph.params.load({k.removeprefix(WEIGHT): v for k, v in tensors.items() if k.startswith(WEIGHT)})
        golden = (tensors[GOLDEN_INPUTS], tensors[GOLDEN_OUTPUTS]) if GOLDEN_INPUTS in tensors else None
        preprocessing = Preprocessing(**json.loads(metadata["preprocessing"]))
        names, activation, facts = (json.loads(metadata[key]) for key in ("class_names", "activation", "facts"))
        certainty = Certainty.from_json(json.loads(metadata.get("certainty", "null")))
        _check_parts(graph, names, activation, facts, golden)
        _check_certainty(certainty, graph, names)
        return Model(recipe, graph, preprocessing, tuple(names), activation, facts, golden, certainty)

    return read_model(path, make)


def _check_parts(graph: Graph, names: Any, activation: Any, facts: Any, golden: Any) -> None:
    """Raise `ValueError` unless the parts of a model file fit together."""
    classes = [graph.inspection.shape_of(node) for node in graph.outputs.values()]
    if not isinstance(names, list) or not all(isinstance(n, str) for n in names) or classes != [(len(names),)]:
        raise ValueError("its class names do not fit its outputs")
    if len(graph.inputs) != 1 or activation not in (None, "softmax", "sigmoid") or not isinstance(facts, dict):
        raise ValueError("it is no classifier")
    shape = next(iter(graph.inputs.values()))
    if golden and (golden[0].shape[1:] != shape or golden[1].shape != (len(golden[0]), len(names))):
        raise ValueError("its golden samples do not fit the network")


def _check_certainty(certainty: Certainty | None, graph: Graph, names: list[str]) -> None:
    """Raise `ValueError` where what is usual is not what this model puts out."""
    usual, (shape,) = certainty and certainty.usual, graph.inputs.values()
    if usual and (usual.classes != len(names) or len(shape) != 3 or min(shape[:2]) < LEAST_SIDE):
        raise ValueError("its certainty does not fit the network")
