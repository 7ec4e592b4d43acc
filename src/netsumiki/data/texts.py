"""Texts as sequences of characters: what comes next, given what stands before."""

from functools import lru_cache
from pathlib import Path

import numpy as np

from netsumiki.data.dataset import Data, Dataset, Split, datasets
from netsumiki.data.storage import Progress
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.registry import Shape, option

TESTED = 10
"""The last of so many parts of a text is for testing."""
FILL = " "
"""What stands before a beginning that is shorter than what the network reads."""


class Text(Dataset):
    """Base of the texts: an example is `length` characters, as numbers, and its label the character that follows.

    Capital letters become small ones, and each run of spaces and line ends one space. Learnt are the examples that lie
    in the first nine tenths of the text, the others are for testing; none lies in both.

    Shapes: inputs float32 (N, length), whole numbers: the place of each character among the class names
    """

    kind = "text"
    length: int = option(40, ge=1, le=1000, help="How many characters the network reads.")

    @property
    def example_shape(self) -> Shape:  # type: ignore[override]
        return (self.length,)

    @property
    def class_count(self) -> int:
        return len(alphabet(self.text))

    @property
    def text(self) -> str:
        raise NotImplementedError

    def load(self, data_dir: Path | str | None = None, progress: Progress | None = None) -> Data:
        text = self.text
        names = alphabet(text)
        numbers = encode(text, names)
        cut = len(numbers) - len(numbers) // TESTED
        if len(numbers) - cut <= self.length:
            message = f"the tenth for testing has {len(numbers) - cut} characters, too few for examples of "
            message += f"{self.length}: lower length"
            raise DataError(Problem("text-length", message))
        train, test = (_windows(part, self.length) for part in (numbers[:cut], numbers[cut:]))
        return Data(self.registered_name, train, test, names)


@datasets.register("alice", group="Texts")
class Alice(Text):
    """The first chapter of Alice's Adventures in Wonderland, by Lewis Carroll (1865)."""

    label = "Alice's Adventures"

    @property
    def text(self) -> str:
        return _alice()


@lru_cache(maxsize=1)
def _alice() -> str:
    return plain(Path(__file__).with_name("alice.txt").read_text("utf-8"))


def plain(text: str) -> str:
    """Small letters, and one space for each run of spaces and line ends."""
    return " ".join(text.lower().split())


def alphabet(text: str) -> tuple[str, ...]:
    """The characters of a text, in their order."""
    return tuple(sorted(set(text)))


def encode(text: str, names: tuple[str, ...]) -> np.ndarray:
    """The place of each character among the names, float32 (characters,).

    Raises: `DataError` for a character that is not among them.
    """
    places = {name: place for place, name in enumerate(names)}
    if unknown := sorted(set(text) - set(places)):
        message = f'"{unknown[0]}" does not occur in what the network has read: leave it out'
        raise DataError(Problem("unknown-character", message, facts={"characters": unknown}))
    return np.array([places[c] for c in text], np.float32)


def _windows(numbers: np.ndarray, length: int) -> Split:
    """Each run of `length` characters that another one follows, with that one."""
    runs = np.lib.stride_tricks.sliding_window_view(numbers, length)[:-1]
    return Split(runs, numbers[length:].astype(np.int64))
