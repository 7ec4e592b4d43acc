"""What an export is asked to prove itself, and what the engine answers to it."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from netsumiki.engine.workspace import Streams
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.writing import writes

COUNT = 10


@dataclass(frozen=True)
class Asked:
    """Inputs by name, and the engine's answers to them.

    Shapes: of a classifier, `inputs["inputs"]` uint8 (N, H, W, C), or float32 (N, …) for what is no picture, and
    answers float32 (N, classes), what `Model.predict` gives. Of a generator, `inputs["noise"]` float32
    (N, *noise_shape), `inputs["labels"]` int64 (N,) only if it is told labels, and answers float32 (N, *example_shape),
    what `Generator.outputs` gives.
    """

    kind: Literal["classifier", "generator"]
    inputs: dict[str, np.ndarray]
    answers: np.ndarray

    @classmethod
    def golden(cls, model: Model | Generator) -> "Asked":
        """The ten golden samples, answered by the engine as the model is now."""
        if model.golden is None:
            return cls.invented(model, COUNT)
        if isinstance(model, Generator):
            noise, labels = model.golden[:2]
            return cls.generating(model, noise, labels if model.conditional else None)
        return cls.reading(model, model.golden[0])

    @classmethod
    def invented(cls, model: Model | Generator, count: int) -> "Asked":
        """So many examples that nobody kept; of a generator every class in turn."""
        if isinstance(model, Generator):
            labels = np.arange(count) % model.classes if model.conditional else None
            return cls.generating(model, model.noise(count, seed=1), labels)
        return cls.reading(model, invented(model, count))

    @classmethod
    def reading(cls, model: Model, inputs: np.ndarray) -> "Asked":
        """What the engine reads in these examples."""
        return cls("classifier", {"inputs": inputs}, model.predict(inputs))

    @classmethod
    def generating(cls, model: Generator, noise: np.ndarray, labels: Any = None) -> "Asked":
        """What the engine makes of this noise and these labels."""
        inputs = {"noise": noise} | ({} if labels is None else {"labels": np.asarray(labels, np.int64)})
        return cls("generator", inputs, model.outputs(noise, labels))


def invented(model: Model, count: int) -> np.ndarray:
    """Examples for a model of which nobody kept any."""
    stream, shape = Streams(1)["golden"], model.input_shape
    if writes(model):
        return stream.integers(0, len(model.class_names), (count, *shape)).astype(np.float32)
    if len(shape) == 3:
        return stream.integers(0, 256, (count, *shape), np.uint8)
    return stream.standard_normal((count, *shape), np.float32)
