"""Writing with a network that says which character follows: one is drawn, and read as part of what stands before."""

from collections.abc import Iterator

import numpy as np

from netsumiki.data import datasets
from netsumiki.data.texts import FILL, encode, plain
from netsumiki.engine.errors import DataError, NetsumikiError, Problem
from netsumiki.exporting.model_file import Model


def write(model: Model, begin: str, length: int, temperature: float = 0.7, seed: int = 0) -> Iterator[str]:
    """`length` characters that follow `begin`, one after the other.

    p[k] ∝ p[k]^(1 / temperature): 1 draws as the network says, less keeps to what is likely, 0 takes the likeliest.

    Raises: `DataError` when the model reads no text, or the beginning holds a character that it has never read.
    """
    return (character for character, _ in drawn(model, begin, length, temperature, seed))


def drawn(
    model: Model, begin: str, length: int, temperature: float = 0.7, seed: int = 0
) -> Iterator[tuple[str, float]]:
    """The same characters as `write`, each with the probability that the network gave it. Raises as `write` does."""
    return _drawn(model, beginning(model, begin), length, temperature, np.random.default_rng(seed))


def following(model: Model, begin: str) -> np.ndarray:
    """How probable the network takes each character to follow, (classes,). Raises as `write` does."""
    return _following(model, beginning(model, begin))


def beginning(model: Model, begin: str) -> np.ndarray:
    """What the network reads of a beginning: its last characters, with spaces before them if there are too few."""
    if not writes(model):
        message = "this model reads no text, so it cannot go on with one: train char-lstm, and choose its run"
        raise DataError(Problem("no-text-model", message))
    (window,) = model.input_shape
    return encode((FILL * window + plain_beginning(begin))[-window:], model.class_names)


def _drawn(
    model: Model, read: np.ndarray, length: int, temperature: float, stream: np.random.Generator
) -> Iterator[tuple[str, float]]:
    for _ in range(length):
        p = _following(model, read)
        if temperature > 0:
            with np.errstate(over="ignore"):  # next to 0, all but the likeliest become e^(−∞) = 0
                weights = np.exp((np.log(np.maximum(p, 1e-30)) - np.log(p.max())) / temperature)
            k = int(stream.choice(len(p), p=weights / weights.sum()))
        else:
            k = int(p.argmax())
        read = np.append(read[1:], np.float32(k))
        yield model.class_names[k], float(p[k])


def _following(model: Model, read: np.ndarray) -> np.ndarray:
    p = model.predict(read[None])[0].astype(np.float64)
    if not np.isfinite(p).all():
        message = "the model's answers are no numbers (NaN): its training went wrong, so choose another model"
        raise DataError(Problem("not-finite", message))
    return p


def writes(model: Model) -> bool:
    """Whether it has learnt from a text."""
    return len(model.input_shape) == 1 and learns_from_text(model.recipe)


def learns_from_text(recipe: dict) -> bool:
    try:
        return datasets.create(recipe.get("data", {}).get("dataset", "mnist")).kind == "text"
    except NetsumikiError:
        return False


def plain_beginning(begin: str) -> str:
    """As texts are read, but with a space kept at the end."""
    return plain(begin) + (" " if begin[-1:].isspace() and begin.strip() else "")
