"""Pictures that are there twice, and those that nearly are: saved anew, resized, or a little lighter."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np

from netsumiki.data.storage import write_atomically

FILE = "duplicates.npz"
NEAR = 4.0
"""Root of the mean square by which two small copies may differ, of 255 levels."""
CELL = 3
STEP = 32
LATTICES = 4
NEIGHBOURS = 3


@dataclass(frozen=True, eq=False)
class Twins:
    """Of pictures that came together, int64 (n,) each, and -1 where there is none.

    `same` and `near`: the first of them that is the same, or nearly. `there` and `nearly_there`: the row of one that
    the data set had before; who has one of these needs none of them.
    """

    same: np.ndarray
    near: np.ndarray
    there: np.ndarray
    nearly_there: np.ndarray

    def of(self, kept: np.ndarray) -> "Twins":
        """Only of those that are `kept`, numbered anew."""
        place = np.full(len(self.same) + 1, -1, np.int64)  # the last one: of what has none
        place[kept] = np.arange(len(kept))
        return Twins(place[self.same[kept]], place[self.near[kept]], self.there[kept], self.nearly_there[kept])

    def rows(self, first: int) -> tuple[np.ndarray, np.ndarray]:
        """int32 (n,) twice, same and near: rows of the data set, where these pictures begin at row `first`."""
        pairs = (self.same, self.there), (self.near, self.nearly_there)
        same, near = (
            np.where(before >= 0, before, np.where(among >= 0, among + first, -1)).astype(np.int32)
            for among, before in pairs
        )
        return same, near


def twins(digests: np.ndarray, small: np.ndarray, rows: np.ndarray) -> Twins:
    """Of all but the first pictures, which are those that the data set has already in these rows."""
    before = len(rows)
    known = np.append(rows, -1)
    found = []
    exact = same(digests)
    for first in (exact, near(small, exact)):
        first = first[before:].astype(np.int64)
        among = np.where(first >= before, first - before, -1)
        found.append((among, known[np.where((first >= 0) & (first < before), first, before)]))
    return Twins(found[0][0], found[1][0], found[0][1], found[1][1])


def same(digests: np.ndarray) -> np.ndarray:
    """int32 (N,): the first picture with the same content, where it is another one; else -1."""
    _, first, inverse = np.unique(digests, return_index=True, return_inverse=True)
    found = first[inverse].astype(np.int32)
    found[found == np.arange(len(found))] = -1
    return found


def near(small: np.ndarray, exact: np.ndarray) -> np.ndarray:
    """int32 (N,): a picture before it whose small copy is nearly the same, else -1; not those that are `exact` copies.

    The copies, averaged to 4 × 4 cells, are sorted into boxes of a lattice that is shifted four times: what differs
    little is at least once in one box, where each is compared with the next ones.
    """
    N = len(small)
    found = np.full(N, -1, np.int32)
    alone = np.flatnonzero(exact < 0)
    cells = small[alone].reshape(len(alone), 4, CELL, 4, CELL).mean(axis=(2, 4)).reshape(len(alone), 16)
    for lattice in range(LATTICES):
        shifts = np.random.default_rng(lattice).uniform(0, STEP, 16)
        boxes = ((cells + shifts) // STEP).astype(np.uint8)
        keys = np.ascontiguousarray(boxes).view("V16")[:, 0]
        order = np.argsort(keys, kind="stable")
        for step in range(1, NEIGHBOURS + 1):
            one, other = order[:-step], order[step:]
            pairs = keys[one] == keys[other]
            _note(found, small, alone[one[pairs]], alone[other[pairs]])
    return _first_of_each(found)


def _note(found: np.ndarray, small: np.ndarray, one: np.ndarray, other: np.ndarray, at_once: int = 20_000) -> None:
    """Write down which pairs are near, a piece at a time; `one` lies before `other`."""
    for start in range(0, len(one), at_once):
        a, b = one[start : start + at_once], other[start : start + at_once]
        difference = small[a].astype(np.float32) - small[b]
        close = np.sqrt((difference**2).mean(axis=(1, 2))) <= NEAR
        a, b = a[close], b[close]
        found[b] = np.where(found[b] < 0, a, np.minimum(found[b], a))


def _first_of_each(found: np.ndarray) -> np.ndarray:
    """The first picture of each chain. A picture points to one before it, so going on comes to an end."""
    while True:
        further = np.where(found >= 0, found[found], -1)
        if (further < 0).all():
            return found
        found = np.where(further >= 0, further, found)


def groups(found: np.ndarray, names: list[str], most: int) -> tuple[tuple[str, ...], ...]:
    """The names of the pictures of each group, the first one first; at most so many groups, of ten names each."""
    members: dict[int, list[int]] = {}
    for row in np.flatnonzero(found >= 0).tolist():
        group = members.setdefault(int(found[row]), [int(found[row])])
        if len(group) < 10:
            group.append(row)
        if len(members) > most:
            del members[int(found[row])]
            break
    return tuple(tuple(names[row] for row in group) for group in members.values())


def follow(split: np.ndarray, used: np.ndarray, first: np.ndarray) -> None:
    """Each picture that is used is for what the first one like it is for, if that is used too.

    So nobody is tested with what was learnt, or nearly.
    """
    among = np.flatnonzero(used & (first >= 0))
    among = among[used[first[among]]]
    split[among] = split[first[among]]


def write(folder: Path, same: np.ndarray, near: np.ndarray) -> None:
    """Keep in the folder of a data set what was found when its pictures were imported."""
    held = BytesIO()
    np.savez_compressed(held, same=same, near=near)
    write_atomically(folder / FILE, held.getvalue())


def read(folder: Path, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """int32 (rows,) twice: what was kept, and -1 for pictures that came later."""
    found = np.full((2, rows), -1, np.int32)
    if (folder / FILE).is_file():
        with np.load(folder / FILE, allow_pickle=False) as kept:
            for row, key in zip(found, ("same", "near"), strict=True):
                row[: len(kept[key])] = kept[key]
    return found[0], found[1]
