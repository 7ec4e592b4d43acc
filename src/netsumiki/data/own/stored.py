"""A data set of one's own on the disk: pictures that are only added to, and versions of what is said of them.

`dataset.json` is written last and tells what counts. Whatever a process that was killed left beyond, does not exist.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from netsumiki.data.own import duplicates
from netsumiki.data.own import version as versions
from netsumiki.data.own.changes import Change, Divide, changes, class_names, clean, matched
from netsumiki.data.own.duplicates import Twins
from netsumiki.data.own.founding import establish, read_facts, write_facts
from netsumiki.data.own.place import PICTURES, VERSIONS, folder_of, made_folder, new_id, own_folder, remove
from netsumiki.data.own.survey import Plan
from netsumiki.data.own.version import ABSENT, LEFT_OUT, TEST, Version
from netsumiki.data.storage import locked, unwritable
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.registry import Shape

AT_ONCE = 4 << 20
"""Bytes that are copied at a time."""


class Stored:
    """`Stored.open(id)`; `name`, `shape` (H, W, C), `preparation`, `source` and the number of the `current` version."""

    def __init__(self, folder: Path):
        self.folder, self.id = folder, folder.name
        self.facts = read_facts(folder)

    # -- making and finding ---------------------------------------------------------------------------------------

    @classmethod
    def open(cls, id: str) -> "Stored":
        """Raises: `DataError` when there is none, or it is damaged."""
        return cls(folder_of(id))

    @classmethod
    def create(
        cls,
        name: str,
        shape: Shape,
        names: Sequence[str] = (),
        preparation: dict[str, Any] | None = None,
        source: dict[str, Any] | None = None,
    ) -> "Stored":
        """A new one without pictures, with these names of classes; `append` adds the pictures."""
        folder = made_folder() / f".new-{new_id()}"
        try:
            (folder / VERSIONS).mkdir(parents=True)
            (folder / PICTURES).touch()
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise unwritable(own_folder(), error) from None
        nothing = np.zeros(0, np.int16)
        first = Version(1, class_names(list(names)), nothing, nothing.astype(np.uint8), {"change": "created"})
        return cls(establish(folder, name, shape, first, preparation, source))

    # -- what it is ----------------------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        return self.facts["name"]

    @property
    def shape(self) -> tuple[int, int, int]:
        height, width, channels = self.facts["shape"]
        return height, width, channels

    @property
    def preparation(self) -> dict[str, Any]:
        """How any other picture is brought into this form: {"placing": …, "invert": …}."""
        return self.facts["preparation"]

    @property
    def plan(self) -> Plan:
        """How pictures that are added are brought into its form."""
        keep = self.source.get("plan", {}).get("keep", True)
        return Plan(self.shape, **self.preparation, keep=keep)

    @property
    def source(self) -> dict[str, Any]:
        """Where it came from: {"name": …, "kind": …}, and what was refused."""
        return self.facts["source"]

    @property
    def created(self) -> str:
        return self.facts["created"]

    @property
    def current(self) -> int:
        return self.facts["current"]

    @property
    def pictures(self) -> np.ndarray:
        """uint8 (rows, H, W, C), read from the disk where they are looked at."""
        count = self.facts["rows"]
        if not count:
            return np.zeros((0, *self.shape), np.uint8)
        try:
            return np.memmap(self.folder / PICTURES, np.uint8, "r", shape=(count, *self.shape))
        except (OSError, ValueError):
            raise versions.damaged(self.folder) from None

    def version(self, number: int | None = None) -> Version:
        """The version of this number, or the current one. Raises `DataError` when there is none."""
        number = self.current if number is None else number
        if not 1 <= number <= self.facts["last"]:
            message = f'the data set "{self.name}" has no version {number}: choose one from 1 to {self.facts["last"]}'
            raise DataError(Problem("own-version", message, facts={"value": number, "most": self.facts["last"]}))
        return versions.read(self.folder, number)

    def history(self) -> list[dict[str, Any]]:
        """Every version, the first one first: {"number", "parent", "change", "created", "counts"}."""
        keys = ("parent", "change", "created", "counts")
        found = ((n, versions.facts_of(self.folder, n)) for n in range(1, self.facts["last"] + 1))
        return [{"number": number} | {key: facts[key] for key in keys} for number, facts in found]

    def later(self) -> int | None:
        """The latest version that was made from the current one, if there is any."""
        numbers = range(self.facts["last"], self.current, -1)
        return next((n for n in numbers if versions.facts_of(self.folder, n)["parent"] == self.current), None)

    def file_names(self) -> list[str]:
        """What each picture was called where it came from, for each row."""
        told = (versions.names_of(self.folder, n) for n in range(1, self.facts["last"] + 1))
        return [name for names in told for name in names]

    def duplicates(self) -> tuple[np.ndarray, np.ndarray]:
        """int32 (rows,) twice: the first picture that is the same, and the first that is nearly so; -1 where none is.

        Pictures that are imported are compared with one another and with those that are there.
        """
        return duplicates.read(self.folder, self.facts["rows"])

    # -- changing it ---------------------------------------------------------------------------------------------

    def edit(self, *wanted: Change | dict[str, Any]) -> Version:
        """One new version after these changes, now the current one. Raises `DataError` when one does not fit."""
        parts = [changes.create(one) for one in wanted]
        with self._held():
            old = draft = self.version()
            for part in parts:
                draft = part.apply(draft)
                if isinstance(part, Divide):
                    draft = self._with_twins_together(draft)
            told = parts[0].facts() if len(parts) == 1 else {"change": "several", "changes": [p.facts() for p in parts]}
            return self._next(replace(draft, change=told, parent=old.number))

    def _with_twins_together(self, draft: Version) -> Version:
        split, used = draft.split.copy(), draft.split <= TEST
        for first in reversed(self.duplicates()):
            duplicates.follow(split, used, first[: len(split)])
        return replace(draft, split=split)

    def append(
        self,
        pictures: np.ndarray | Path,
        labels: Sequence[int] | np.ndarray,
        split: Sequence[int] | np.ndarray,
        names: Sequence[str] | None = None,
        classes: Sequence[str] | None = None,
        twins: Twins | None = None,
    ) -> Version:
        """A new version with more pictures, of these classes and for these purposes; one undo takes it back.

        `pictures`: uint8 (n, H, W, C), or a file of their bytes. `labels`: numbers of `classes`, which the data set
        gets where it has none of that name; if there are none, of its own. `names`: what they were called.

        Raises: `DataError` when they do not fit the data set, or cannot be written.
        """
        count, labels, split = self._count(pictures), np.asarray(labels), np.asarray(split)
        names = [clean(name) for name in names or [""] * count]
        with self._held():
            old, rows = self.version(), self.facts["rows"]
            if not count == len(labels) == len(split) == len(names) > 0:
                raise DataError(
                    Problem("own-rows", "give each picture one class and one purpose", facts={"value": None})
                )
            known = old.class_names if classes is None else classes
            if labels.min() < 0 or labels.max() >= len(known) or split.max() > LEFT_OUT:
                raise DataError(Problem("own-class", "there is no such class in this data set", facts={"value": ""}))
            all_classes, labels = matched(old.class_names, known, labels)
            # what was added to versions it does not descend from
            absent = np.full(rows - len(old.labels), ABSENT, np.uint8)
            draft = Version(
                self.facts["last"] + 1,
                all_classes,
                np.concatenate([old.labels, np.zeros(len(absent), np.int16), labels]),
                np.concatenate([old.split, absent, split.astype(np.uint8)]),
                {"change": "append", "count": count},
                old.number,
            )
            self._write_pictures(pictures, rows)
            made = versions.write(self.folder, draft, names)
            self._save(current=made.number, last=made.number, rows=rows + count)
            if twins is not None:
                self._note_twins(twins, rows)
            return made

    def undo(self) -> Version:
        """The version before this one is the current one. Raises `DataError` when this is the first."""
        with self._held():
            parent = self.version().parent
            if parent is None:
                raise DataError(Problem("own-undo", "this is the first version: there is nothing to undo"))
            self._save(current=parent)
            return self.version()

    def redo(self) -> Version:
        """The latest version that was made from this one is the current one. Raises `DataError` when there is none."""
        with self._held():
            child = self.later()
            if child is None:
                raise DataError(Problem("own-redo", "no version was made from this one: there is nothing to redo"))
            self._save(current=child)
            return self.version()

    def back_to(self, number: int) -> Version:
        """A new version like that older one, now the current one. Raises `DataError` when there is none."""
        with self._held():
            old, like = self.version(), self.version(number)
            return self._next(replace(like, change={"change": "back_to", "number": number}, parent=old.number))

    def rename(self, name: str) -> None:
        """Another name for the data set; its id stays."""
        with self._held():
            self._save(name=clean(name)[:200] or self.name)

    def delete(self) -> None:
        """Remove it with all its versions."""
        remove(self.id)

    def tidy(self) -> None:
        """Remove what a process that was killed left; whoever calls it holds the folder."""
        for place in (self.folder, self.folder / VERSIONS):
            for unfinished in place.glob("*.????????.new"):
                unfinished.unlink(missing_ok=True)
        for file in (self.folder / VERSIONS).iterdir():
            number = file.name.partition(".")[0]
            if number.isdecimal() and int(number) > self.facts["last"]:
                file.unlink(missing_ok=True)
        pictures, size = self.folder / PICTURES, self.facts["rows"] * int(np.prod(self.shape))
        if pictures.stat().st_size > size:
            os.truncate(pictures, size)

    # -- the files -----------------------------------------------------------------------------------------------

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Nobody else changes it meanwhile, and what others changed before is known."""
        folder_of(self.id)  # one that was deleted is not made anew by its lock
        with locked(self.folder):
            self.facts = read_facts(self.folder)
            yield

    def _count(self, pictures: np.ndarray | Path) -> int:
        """How many these are. Raises `DataError` when they do not have the form of the data set."""
        if isinstance(pictures, Path):
            return pictures.stat().st_size // int(np.prod(self.shape))
        if pictures.dtype != np.uint8 or pictures.shape[1:] != self.shape:
            message = f"the pictures of {self.name} are bytes {self.shape}, got {pictures.dtype} {pictures.shape[1:]}: "
            message += "bring them into its form first"
            raise DataError(Problem("own-shape", message, facts={"expected": list(self.shape)}))
        return len(pictures)

    def _write_pictures(self, pictures: np.ndarray | Path, rows: int) -> None:
        """After the pictures that count; what a process that was killed wrote there is written over."""
        try:
            with open(self.folder / PICTURES, "r+b") as file:
                file.truncate(rows * int(np.prod(self.shape)))
                file.seek(0, os.SEEK_END)
                if isinstance(pictures, Path):
                    with open(pictures, "rb") as source:
                        shutil.copyfileobj(source, file, AT_ONCE)
                else:
                    file.write(np.ascontiguousarray(pictures).data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise unwritable(self.folder, error) from None

    def _note_twins(self, twins: Twins, first: int) -> None:
        """Of the pictures from row `first` on, which count already."""
        kept = duplicates.read(self.folder, first)
        with suppress(DataError):  # on a full disk it is not known which look alike, and nothing else is missing
            duplicates.write(self.folder, *(np.append(*pair) for pair in zip(kept, twins.rows(first), strict=True)))

    def _next(self, draft: Version) -> Version:
        number = self.facts["last"] + 1
        made = versions.write(self.folder, replace(draft, number=number))
        self._save(current=number, last=number)
        return made

    def _save(self, **changed: Any) -> None:
        facts = self.facts | changed
        write_facts(self.folder, facts)
        self.facts = facts
