"""Getting a data set onto this machine while the studio goes on: in a thread that tells how far it is."""

from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfileobj
from typing import Any

from netsumiki.data import load, mnist
from netsumiki.data.storage import locked, user_folder, written_atomically
from netsumiki.engine.errors import DataError, Problem, listing
from netsumiki.studio.jobs import ENDED, Job, Jobs

EXPECTED = {"mnist": 11_594_722}
"""Bytes of all files together, so that the first of several is not taken for the whole."""


@dataclass(eq=False, kw_only=True)
class Preparation(Job):
    """One data set (`key`) on its way."""

    parts: dict[str, tuple[int, int]] = field(default_factory=dict)  # of each file: what is done, and its size

    def __post_init__(self) -> None:
        self.total = EXPECTED.get(self.key)

    def work(self) -> None:
        load(self.key, progress=self.progress)

    def progress(self, what: str, done: int, total: int | None) -> None:
        self.parts[what] = done, total or 0
        together = max(EXPECTED.get(self.key, 0), sum(size for _, size in self.parts.values()))
        super().progress(what, sum(part for part, _ in self.parts.values()), together or None)

    def message(self) -> dict[str, Any]:
        return {"type": "preparation", "dataset": self.key}

    def as_json(self) -> dict[str, Any]:
        state = self.state if self.state in ENDED else "preparing"
        return {"state": state, "done": self.done, "total": self.total, "problems": self.problems}


_jobs = Jobs("preparing", ("data-busy", "data sets are on their way already"), at_once=4)


def preparation(name: str) -> Preparation | None:
    """The preparation of this data set that goes on, or that failed."""
    found = _jobs.find(name)
    return found if isinstance(found, Preparation) and found.state != "ready" else None


def begin(name: str, owner: int) -> None:
    """Start preparing, unless that goes on already."""
    _jobs.begin(Preparation(key=name, owner=owner))


def cancel(name: str, owner: int | None = None) -> None:
    """Give up, if this person began it; what was downloaded stays and is continued the next time."""
    found = _jobs.give_up(name, owner)
    if found:
        found.tell("missing")


# -- from a folder ----------------------------------------------------------------------------------------------------


def take_mnist(folder: str) -> None:
    """Copy the files of MNIST from a folder of this machine into the studio's own.

    Raises: `DataError` when the folder does not hold them, or they are not what was published.
    """
    try:
        place = mnist.locate(Path(folder).expanduser())
        wrong = mnist.verify(place) if place else []
    except (ValueError, RuntimeError, OSError):  # half a character, NUL, ~nobody, a name longer than names can be
        message = "there is no such folder: check how its name is written"
        raise DataError(Problem("no-folder", message, facts={"folder": folder})) from None
    if wrong:
        message = f"{listing(wrong)} in that folder differ from the published MNIST: get the files anew"
        raise DataError(Problem("mnist-differs", message, facts={"wrong": wrong}))
    target = user_folder() / "mnist"
    with locked(target):
        for name in mnist.MD5_SUMS:
            source = mnist.file_of(place, name) if place else None
            if source and source.resolve().parent != target.resolve():
                with source.open("rb") as original, written_atomically(target / source.name) as copy:
                    copyfileobj(original, copy)


def folder_refused(name: str) -> Any:
    return DataError(Problem("no-files", f"{name} is not made of files: it needs no folder"))
