"""What a source of pictures gives: one candidate after the other, with a class as it is called there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from netsumiki.data.own.sources.container import Container
from netsumiki.data.own.survey import Refused
from netsumiki.data.own.version import TEST, TRAIN
from netsumiki.engine.errors import DataError, Problem

UNLABELLED = "unlabelled"
"""The class of pictures of which nothing says what they are."""
TEST_WORDS, TRAIN_WORDS = ("test", "testing", "t10k"), ("train", "training", "val", "valid", "validation")
"""Names of folders, files and arrays by which a source says what its pictures are for."""


@dataclass(frozen=True)
class Candidate:
    """One picture: the bytes of a file, which are read when they are asked for, or pixels uint8 (H, W, 1|3)."""

    name: str
    label: str
    split: int
    content: Callable[[], bytes] | np.ndarray


class Source:
    """`kind` names it; `refused` are files that it does not take; `total` pictures, if it is known beforehand.

    `used` are the files that hold the pictures, where those are only a few.
    """

    kind: ClassVar[str]
    given_split = False
    total: int | None = None
    used: Sequence[str] = ()

    def __init__(self, container: Container):
        self.container = container
        self.refused: list[Refused] = []

    def candidates(self) -> Iterator[Candidate]:
        """Raises `DataError` where a file that holds many pictures is damaged."""
        raise NotImplementedError

    def stamps(self) -> list[Any]:
        """What tells that the files are still the same."""
        return [[name, *self.container.stamp(name)] for name in self.used]


def split_named(word: str) -> int | None:
    """What a folder's or file's name says that its pictures are for."""
    parts = "".join(c if c.isalnum() else " " for c in word.lower()).split()
    if any(part in TEST_WORDS for part in parts):
        return TEST
    return TRAIN if any(part in TRAIN_WORDS for part in parts) else None


def damaged_file(name: str, what: str) -> DataError:
    """`what` continues the file's name to a sentence with its remedy."""
    return DataError(Problem("own-file", f"{name} {what}", facts={"value": name}))
