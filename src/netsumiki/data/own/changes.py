"""What can be done to a data set of one's own. Each change makes the next version from the one before."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from netsumiki.data.own.version import LEFT_OUT, MOST_CLASSES, SPLITS, TEST, TRAIN, Version
from netsumiki.engine.errors import DataError, Problem, quoted
from netsumiki.engine.registry import Declared, Registry, Shape, option

changes: "Registry[Change]" = Registry("change")
LONGEST_NAME = 100
KEPT = ("rows",)
"""Options that are not told of a version: there may be a hundred thousand of them."""


class Change(Declared):
    """Base of all; written as {"change": "relabel", "rows": [3, 5], "label": "cat"}."""

    def apply(self, version: Version) -> Version:
        """The version that comes of it. Raises `DataError` when it does not fit this one."""
        raise NotImplementedError

    def facts(self) -> dict[str, Any]:
        """What is told of the version that it made: the change, and how many pictures it was about."""
        told = {key: value for key, value in self.spec().items() if key not in KEPT}
        return told | ({"count": len(self.rows)} if isinstance(self, OfPictures) else {})


class OfPictures(Change):
    """A change of some pictures."""

    rows: Shape = option([], ge=0, le=2**31 - 1, help="The rows of the pictures.")

    def chosen(self, version: Version) -> np.ndarray:
        rows = np.asarray(self.rows, np.int64)
        present = set(version.rows().tolist()) if len(rows) else set()
        wrong = next((row for row in self.rows if row not in present), None)
        if wrong is not None or not len(rows):
            told = "no picture is chosen" if wrong is None else f"there is no picture {wrong} in this version"
            message = f"{told}: choose some of those that are shown"
            raise DataError(Problem("own-rows", message, facts={"value": wrong}))
        return rows


@changes.register("relabel")
class Relabel(OfPictures):
    """They are of another class."""

    label: str = option("", help="The name of that class.")

    def apply(self, version: Version) -> Version:
        labels = version.labels.copy()
        labels[self.chosen(version)] = version.index(self.label)
        return replace(version, labels=labels)


@changes.register("leave_out")
class LeaveOut(OfPictures):
    """They are neither learnt nor tested with; `move` brings them back."""

    def apply(self, version: Version) -> Version:
        split = version.split.copy()
        split[self.chosen(version)] = LEFT_OUT
        return replace(version, split=split)


@changes.register("move")
class Move(OfPictures):
    """They are for training, or for testing."""

    to: str = option("train", choices=("train", "test"), help="What they are for.")

    def apply(self, version: Version) -> Version:
        split = version.split.copy()
        split[self.chosen(version)] = SPLITS[self.to]
        return replace(version, split=split)


@changes.register("divide")
class Divide(Change):
    """What is not left out is divided anew between training and testing, each class by the same share."""

    share: float = option(0.2, gt=0, lt=1, help="Share of each class that is for testing.")
    seed: int = option(0, ge=0, le=2**31 - 1, help="Same seed, same pictures.")

    def apply(self, version: Version) -> Version:
        used = np.flatnonzero(version.split <= TEST)
        split = version.split.copy()
        split[used] = divided(version.labels[used], self.share, self.seed)
        return replace(version, split=split)


@changes.register("rename_class")
class RenameClass(Change):
    """A class has another name."""

    name: str = option("", help="Its name so far.")
    to: str = option("", help="Its new name.")

    def apply(self, version: Version) -> Version:
        place, names = version.index(self.name), list(version.class_names)
        names[place] = self.to
        return replace(version, class_names=class_names(names))


@changes.register("merge_classes")
class MergeClasses(Change):
    """The pictures of one class become those of another one, and the first is no more."""

    name: str = option("", help="The class that ends.")
    into: str = option("", help="The class that takes its pictures.")

    def apply(self, version: Version) -> Version:
        gone, stays = version.index(self.name), version.index(self.into)
        if gone == stays:
            message = f"the class {quoted(self.name)} cannot be merged into itself: choose another one"
            raise DataError(Problem("own-merge", message, facts={"value": self.name}))
        labels = np.where(version.labels == gone, stays, version.labels)
        names = tuple(n for i, n in enumerate(version.class_names) if i != gone)
        return replace(version, labels=labels - (labels > gone), class_names=names)


@changes.register("add_class")
class AddClass(Change):
    """There is one more class, of which there are no pictures yet."""

    name: str = option("", help="Its name.")

    def apply(self, version: Version) -> Version:
        return replace(version, class_names=class_names([*version.class_names, self.name]))


def divided(labels: np.ndarray, share: float, seed: int = 0) -> np.ndarray:
    """uint8 (N,): of each class `share` for testing, rounded, but one at least stays for training."""
    split = np.full(len(labels), TRAIN, np.uint8)
    stream = np.random.default_rng(seed)
    for label in np.unique(labels):
        rows = stream.permutation(np.flatnonzero(labels == label))
        count = min(max(1, round(share * len(rows))), len(rows) - 1)
        split[rows[:count]] = TEST
    return split


def matched(there: Sequence[str], others: Sequence[str], labels: np.ndarray) -> tuple[tuple[str, ...], np.ndarray]:
    """(all class names; int16 (n,) `labels`, which were numbers of `others`, as numbers of these).

    Those of the others that are used and not there, come behind. Raises `DataError` as `class_names` does.
    """
    others = [clean(name) for name in others]
    used = (others[label] for label in np.unique(labels))
    names = class_names([*there, *(name for name in dict.fromkeys(used) if name not in there)])
    places = np.array([names.index(name) if name in names else -1 for name in others], np.int16)
    return names, places[labels]


def class_names(names: list[str]) -> tuple[str, ...]:
    """The names as they are kept: without what cannot be seen, none twice.

    Raises: `DataError` for an empty or very long name, one that is there twice, or too many.
    """
    if len(names) > MOST_CLASSES:
        message = f"{len(names)} classes are more than {MOST_CLASSES}: put the pictures into fewer folders"
        raise DataError(Problem("own-classes", message, facts={"count": len(names), "most": MOST_CLASSES}))
    kept = [clean(name) for name in names]
    for place, name in enumerate(kept):
        if not name or len(name) > LONGEST_NAME or name in kept[:place]:
            why = "is there already" if name in kept[:place] else f"must have 1 to {LONGEST_NAME} characters"
            message = f"the class name {quoted(name)} {why}: choose another one"
            facts = {"value": name[:LONGEST_NAME], "most": LONGEST_NAME}
            raise DataError(Problem("own-class-name", message, facts=facts))
    return tuple(kept)


def clean(name: str) -> str:
    """A name in its composed form, with one space for each run of what is no printable character."""
    composed = unicodedata.normalize("NFC", name)
    return " ".join("".join(c if c.isprintable() else " " for c in composed).split())
