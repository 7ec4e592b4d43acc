"""A model under glass: a copy of its networks that shows all it does, and the example that goes through it."""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import prod
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from netsumiki.data import Split
from netsumiki.engine.errors import DataError, NetsumikiError, Problem, did_you_mean, quoted
from netsumiki.engine.graph import Graph
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.writing import beginning
from netsumiki.insight.inside import looking_glass
from netsumiki.studio import runs, splits
from netsumiki.studio.ink import Strokes
from netsumiki.studio.loaded import opened_any
from netsumiki.studio.predictor import as_input
from netsumiki.studio.splits import Which
from netsumiki.studio.trained import Trained, trained

_copies: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
"""The copy of each model in memory, as long as that is kept."""


@dataclass(frozen=True)
class Asked:
    """The example that a request names, in one of these ways; in none: a golden sample of the model.

    A classifier reads `strokes`, a `picture` (base64 of bytes, height, width, channels), `numbers`, a `text`, or the
    `row` of a `split` of its data. A generator begins with the noise of `seed` and, if it is told one, a `label`.
    `changes` are (parameter, place, value) that hold for this request alone.
    """

    strokes: Strokes | None = None
    brush: float = 0.036
    picture: tuple[str, int, int, int] | None = None
    numbers: list[float] | None = None
    text: str | None = None
    row: int | None = None
    split: Which = "test"
    seed: int = 0
    label: int | None = None
    target: int | None = None
    changes: tuple[tuple[str, tuple[int, ...], float], ...] = ()


@dataclass(frozen=True)
class Given:
    """One example, an array for each input; of a classifier also as it is `stored`, and its label if that is known."""

    inputs: dict[str, Any]
    stored: np.ndarray | None = None
    label: int | None = None


@contextmanager
def under_glass(user: Any, model_id: str, asked: Asked) -> "Iterator[Glass]":
    """The model of that id with the changes that were asked for; nobody else uses it meanwhile.

    Raises: `Http404` when there is none, `NetsumikiError` when it cannot be read or has no such weight.
    """
    found = trained(user, model_id)
    with opened_any(found.path) as model:
        if model not in _copies:
            _copies[model] = _copy(model)
        glass = Glass(user, found, model, _copies[model])
        glass.change(asked.changes)
        yield glass


def _copy(model: Model | Generator) -> Model | Generator:
    if isinstance(model, Model):
        graph = looking_glass(model.graph)
        return Model(model.recipe, graph, model.preprocessing, model.class_names, model.activation, model.facts)
    opponent = looking_glass(model.discriminator) if model.discriminator else None
    parts = (model.preprocessing, model.class_names, opponent, model.facts)
    return Generator(model.recipe, looking_glass(model.graph), *parts)


class Glass:
    """One request's view of a model: `copy` is what it looks at, `model` stays as it is."""

    def __init__(self, user: Any, found: Trained, model: Model | Generator, copy: Model | Generator):
        self.user, self.found, self.model, self.copy = user, found, model, copy
        self.networks = _networks(copy)

    @property
    def step(self) -> int | None:
        """The training step of a run in progress."""
        return self.model.facts.get("step") if self.found.live else None

    def network_of(self, node: str | None) -> tuple[str, Graph]:
        """(name, graph) of the network that has this node or input, the first of all for none.

        Raises: `NetsumikiError` when none has it.
        """
        for name, graph in self.networks.items():
            if node is None or node in graph.layers:
                return name, graph
        for name, graph in self.networks.items():
            if node in graph.inputs:
                return name, graph
        known = [name for graph in self.networks.values() for name in graph.slots]
        message = f"the model has no node {quoted(node)}{did_you_mean(node, known)}: "
        message += "it may have been removed or renamed meanwhile, choose another"
        raise NetsumikiError(Problem("unknown-node", message, facts={"value": node}))

    def change(self, changes: tuple[tuple[str, tuple[int, ...], float], ...]) -> None:
        """Take the model's weights, and then these numbers instead of some of them."""
        for graph, original in zip(self.networks.values(), _networks(self.model).values(), strict=True):
            graph.params.vector[...] = original.params.vector
        known = {p.name: p for graph in self.networks.values() for p in graph.params}
        for name, place, value in changes:
            if name not in known:
                message = f"the model has no parameter {quoted(name)}{did_you_mean(name, known)}: choose another"
                raise NetsumikiError(Problem("unknown-parameter", message, facts={"value": name}))
            shape = known[name].shape
            if len(place) != len(shape) or not all(0 <= i < n for i, n in zip(place, shape, strict=True)):
                message = f"there is no number at {list(place)} in {name} of shape {list(shape)}: choose another place"
                raise NetsumikiError(Problem("cell-index", message, facts={"shape": list(shape)}))
            known[name].value[place] = value

    # -- the example ------------------------------------------------------------------------------------------

    def example(self, asked: Asked) -> tuple[np.ndarray, int | None]:
        """(what a classifier reads, as it is stored: uint8 pictures or float32 numbers; its label if that is known)"""
        model: Any = self.model
        if asked.strokes is not None:
            return as_input(model, asked.strokes, asked.brush), None
        if asked.picture is not None:
            return self._picture(asked.picture, model.input_shape), None
        if asked.numbers is not None:
            return self._numbers(asked.numbers, model.input_shape), None
        if asked.text is not None:
            return beginning(model, asked.text), None
        if asked.row is not None:
            return self._sample(asked.row, asked.split)
        if model.golden is not None and len(model.golden[0]):
            return model.golden[0][0], None
        message = "this model has no example of its own: draw something, or choose an example of the data"
        raise DataError(Problem("no-example", message))

    def given(self, network: str, asked: Asked) -> "Given":
        """The example as it enters one of the networks. Raises `DataError` when it does not fit."""
        if not isinstance(self.copy, Model):
            return Given(self.many(network, asked, 1))
        example, label = self.example(asked)
        x = self.copy.preprocessing.to_network(example[np.newaxis])
        return Given({next(iter(self.networks[network].inputs)): x}, example, label)

    def many(self, network: str, asked: Asked, count: int) -> dict[str, Any]:
        """{input: array of `count` examples} for a network of a generator; of several labels if none is asked for."""
        maker: Any = self.copy
        graph = self.networks[network]
        label: Any = asked.label
        if maker.conditional and label is None:
            label = np.arange(count) % maker.classes
        labels = maker.labels(label, count)
        told = {} if labels is None else {"label": labels}
        if network == "generator":
            made: dict[str, Any] = {"noise": maker.noise(count, asked.seed)} | told
            if "time" in graph.inputs:  # a flow: its first step, from noise
                made["time"] = np.zeros(count, np.float32)
        elif asked.picture is not None:
            picture = self._picture(asked.picture, graph.inputs["image"])
            made = {"image": maker.preprocessing.to_network(np.repeat(picture[np.newaxis], count, axis=0))} | told
        else:  # as many generated pictures as it looks at, one behind the other
            packed = max(1, graph.inputs["image"][-1] // maker.example_shape[-1])
            parts = [maker.outputs(maker.noise(count, asked.seed + k), labels) for k in range(packed)]
            made = {"image": np.concatenate(parts, axis=-1)} | told
        return {name: x for name, x in made.items() if name in graph.inputs}

    @staticmethod
    def _picture(given: tuple[str, int, int, int], shape: tuple[int, ...]) -> np.ndarray:
        content, height, width, channels = given
        if len(shape) != 3:
            message = f"this model reads {prod(shape)} numbers, no pictures: give numbers, or choose another model"
            raise DataError(Problem("model-for-points", message, facts={"shape": list(shape)}))
        if (height, width, channels) != shape:
            message = (
                f"the network reads pictures of {in_words(shape)}, got one of {in_words((height, width, channels))}: "
            )
            message += "resize it, or draw it on the pad"
            raise DataError(Problem("picture-size", message, facts={"expected": list(shape)}))
        try:
            pixels = b64decode(content, validate=True)
        except (NotBase64, ValueError):
            raise DataError(Problem("picture-bytes", "the picture is not base64: send its bytes so encoded")) from None
        if len(pixels) != prod(shape):
            message = (
                f"a picture of {in_words(shape)} has {prod(shape)} bytes, got {len(pixels)}: send one for each pixel"
            )
            raise DataError(Problem("picture-bytes", message, facts={"expected": prod(shape)}))
        return np.frombuffer(pixels, np.uint8).reshape(shape)

    @staticmethod
    def _numbers(given: list[float], shape: tuple[int, ...]) -> np.ndarray:
        if len(given) != prod(shape):
            message = f"the network reads {prod(shape)} numbers of shape {list(shape)}, got {len(given)}: give as many"
            raise DataError(Problem("example-shape", message, facts={"expected": list(shape)}))
        return np.array(given, np.float32).reshape(shape)

    def _sample(self, row: int, which: Which) -> tuple[np.ndarray, int | None]:
        split = splits.split_of(self.user, runs.dataset_of(self.model.recipe), which)
        if row >= len(split):
            message = f"there is no example {row} among the {len(split)}: choose one from 0 to {len(split) - 1}"
            raise DataError(Problem("no-examples", message, facts={"value": row, "count": len(split)}))
        self.check_fits(split)
        return split.inputs[row], int(split.labels[row])

    def check_fits(self, split: Split) -> None:
        """Raises `DataError` when the model reads other examples than those of its data, which may have changed."""
        model: Any = self.model
        if split.input_shape != model.input_shape or split.labels.max() >= len(model.class_names):
            message = f"its data have examples of shape {split.input_shape}, the network reads {model.input_shape}, "
            message += f"of {len(model.class_names)} classes: draw something instead"
            facts = {"got": list(split.input_shape), "expected": list(model.input_shape)}
            raise DataError(Problem("data-changed", message, facts=facts))


def _networks(model: Model | Generator) -> dict[str, Graph]:
    if isinstance(model, Model):
        return {"model": model.graph}
    opponent = {"discriminator": model.discriminator} if model.discriminator else {}
    return {"generator": model.graph} | opponent


def in_words(shape: tuple[int, ...]) -> str:
    """A picture's shape as it stands in a sentence: `28 × 28 in 1 colour`."""
    height, width, channels = shape
    return f"{height} × {width} in {channels} colour{'' if channels == 1 else 's'}"
