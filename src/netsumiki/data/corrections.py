"""What somebody put right among the examples that are learnt: a wrong label, or an example that only misleads.

Examples are called by their rows among all training examples of the data set, so that a correction means the same
whichever of them a recipe keeps. Examples for testing have no such number: they stay as they are.
"""

import zlib
from collections.abc import Callable, Sequence

import numpy as np

from netsumiki.engine.errors import DataError, Problem, listing, quoted
from netsumiki.engine.registry import Declared, Registry, option

corrections: "Registry[Correction]" = Registry("correction")


class Correction(Declared):
    """One example that is not learnt as the data set has it."""

    row: int = option(0, ge=0, le=2**31 - 1, help="Its number among all training examples of the data set, from 0.")
    crc: int | None = option(
        None, ge=0, le=2**32 - 1, help="CRC-32 of its bytes, by which it is found also where it lies in another row."
    )


@corrections.register("relabel")
class Relabel(Correction):
    """It is learnt as another class."""

    label: str = option("", help="The name of the class that it is.")


@corrections.register("exclude")
class Exclude(Correction):
    """It is left out, of training and of validation."""


def crc_of(example: np.ndarray) -> int:
    """What tells an example from the others: CRC-32 of its bytes."""
    return zlib.crc32(np.ascontiguousarray(example).tobytes())


def corrected(
    wanted: Sequence[Correction],
    labels: np.ndarray,
    rows: np.ndarray | None,
    example: Callable[[int], np.ndarray],
    names: Sequence[str],
) -> tuple[np.ndarray, np.ndarray]:
    """(labels int64 (N,), whether an example stays bool (N,)) of N training examples with these `names` of classes.

    `rows`, ascending, are their numbers among all of the data set, if they are not all of it; `example(i)` is the i-th
    of the N. A correction of an example that the recipe leaves out says nothing.

    Raises: `DataError` when the data have no such example or class.
    """
    labels, stays = labels.copy(), np.ones(len(labels), bool)
    finder = _Finder(rows, len(labels), example)
    for one in wanted:
        place = finder.place(one)
        if place is None:
            continue
        if isinstance(one, Relabel):
            labels[place] = _class(one, names)
        else:
            stays[place] = False
    return labels, stays


class _Finder:
    """Where the example of a correction is, by its row or by its bytes."""

    def __init__(self, rows: np.ndarray | None, count: int, example: Callable[[int], np.ndarray]):
        self.rows, self.count, self.example = rows, count, example
        self._by_crc: dict[int, int] | None = None

    def place(self, one: Correction) -> int | None:
        place = one.row if self.rows is None else int(np.searchsorted(self.rows, one.row))
        here = place < self.count and (self.rows is None or int(self.rows[place]) == one.row)
        if here and one.crc in (None, crc_of(self.example(place))):
            return place
        if one.crc is not None and (found := self.by_crc.get(one.crc)) is not None:
            return found
        if self.rows is not None and not here:
            return None  # it may well be one of those that the recipe leaves out
        if one.crc is None:
            message = f"there is no training example {one.row} among the {self.count} to correct: "
            message += f"choose one from 0 to {self.count - 1}, or remove the correction"
        else:
            message = f"training example {one.row} is not the one that was corrected, and that one is nowhere else: "
            message += "choose the data set that the corrections are for, or remove them"
        raise DataError(Problem("correction-row", message, facts={"row": one.row, "count": self.count}))

    @property
    def by_crc(self) -> dict[int, int]:
        """The first place of each example; all are read only where one has moved."""
        if self._by_crc is None:
            self._by_crc = {crc_of(self.example(i)): i for i in reversed(range(self.count))}
        return self._by_crc


def _class(one: Relabel, names: Sequence[str]) -> int:
    if one.label in names:
        return list(names).index(one.label)
    message = f"training example {one.row} is to be {quoted(one.label)}, but the classes are {listing(list(names))}: "
    message += "choose one of them, or leave the example out"
    raise DataError(Problem("correction-label", message, facts={"row": one.row, "value": one.label}))
