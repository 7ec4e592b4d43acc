"""A model of the engine in the form that the server asks, which is that of an exported model.py."""

from typing import Any

import numpy as np

from netsumiki.engine.errors import NetsumikiError
from netsumiki.exporting import writing
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model


def subject(model: Model | Generator) -> "Reads | Writes | Makes":
    if isinstance(model, Generator):
        return Makes(model)
    return Writes(model) if writing.writes(model) else Reads(model)


class Subject:
    def __init__(self, model: Any):
        self.model = model
        self.name = str(model.recipe.get("name") or "model")
        self.class_names = model.class_names


class Reads(Subject):
    """A classifier."""

    def __init__(self, model: Model):
        super().__init__(model)
        self.input_shape, self.scores = model.input_shape, model.scores
        self.shares, self.unknown = model.probabilities, model.unknown

    def from_picture(self, picture: Any) -> np.ndarray:
        try:
            return self.model.preprocessing.from_picture(picture, self.input_shape)
        except NetsumikiError as error:
            raise ValueError(str(error)) from None


class Writes(Reads):
    """A classifier of characters, which goes on with a text."""

    def write(self, begin: str, length: int, temperature: float, seed: int) -> str:
        try:
            return begin + "".join(writing.write(self.model, begin, length, temperature, seed))
        except NetsumikiError as error:
            raise ValueError(str(error)) from None


class Makes(Subject):
    """A generator."""

    def __init__(self, model: Generator):
        super().__init__(model)
        self.noise_shape, self.conditional = model.noise_shape, model.conditional
        self.noise, self.outputs, self.generate = model.noise, model.outputs, model.generate
        self.to_pictures = model.preprocessing.to_pictures
