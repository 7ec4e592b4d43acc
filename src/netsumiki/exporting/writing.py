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
    if not writes(model):
        message = "this model reads no text, so it cannot go on with one: train char-lstm, and give its run folder"
        raise DataError(Problem("no-text-model", message))
    (window,), names = model.input_shape, model.class_names
    stream = np.random.default_rng(seed)
    read = encode((FILL * window + plain_beginning(begin))[-window:], names)
    for _ in range(length):
        p = model.predict(read[None])[0].astype(np.float64)
        if temperature > 0:
            p = np.exp((np.log(np.maximum(p, 1e-30)) - np.log(p.max())) / temperature)
            drawn = int(stream.choice(len(p), p=p / p.sum()))
        else:
            drawn = int(p.argmax())
        read = np.append(read[1:], np.float32(drawn))
        yield names[drawn]


def writes(model: Model) -> bool:
    """Whether it has learnt from a text."""
    try:
        return datasets.create(model.recipe.get("data", {}).get("dataset", "mnist")).kind == "text"
    except NetsumikiError:
        return False


def plain_beginning(begin: str) -> str:
    """As texts are read, but with a space kept at the end."""
    return plain(begin) + (" " if begin[-1:].isspace() and begin.strip() else "")
