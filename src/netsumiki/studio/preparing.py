"""Getting a data set onto this machine while the studio goes on: in a thread that tells how far it is."""

import logging
import time
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfileobj
from threading import Lock, Thread
from typing import Any

from netsumiki.data import load, mnist
from netsumiki.data.storage import locked, user_folder, written_atomically
from netsumiki.engine.errors import DataError, NetsumikiError, Problem, listing
from netsumiki.studio.broadcast import publish

TOLD_EVERY = 0.1  # seconds
EXPECTED = {"mnist": 11_594_722}
"""Bytes of all files together, so that the first of several is not taken for the whole."""


class _Cancelled(Exception):
    """Somebody does not want it any more."""


@dataclass(eq=False)
class Preparation:
    """One data set on its way: "preparing", or "failed" with the reason, or done and forgotten."""

    name: str
    owner: int
    state: str = "preparing"
    error: str | None = None
    cancelled: bool = False
    parts: dict[str, tuple[int, int]] = field(default_factory=dict)  # of each file: what is done, and its size
    told: float = 0.0

    @property
    def done(self) -> int:
        return sum(done for done, _ in self.parts.values())

    @property
    def total(self) -> int | None:
        return max(EXPECTED.get(self.name, 0), sum(total for _, total in self.parts.values())) or None

    def progress(self, what: str, done: int, total: int | None) -> None:
        if self.cancelled:
            raise _Cancelled
        self.parts[what] = done, total or 0
        if time.monotonic() - self.told >= TOLD_EVERY:
            self.told = time.monotonic()
            self.tell()

    def tell(self, state: str | None = None) -> None:
        message = {"type": "preparation", "dataset": self.name, "done": self.done, "total": self.total}
        publish(self.owner, message | {"state": state or self.state, "error": self.error})

    def run(self) -> None:
        try:
            load(self.name, progress=self.progress)
        except _Cancelled:
            return
        except NetsumikiError as error:
            self.fail(str(error))
        except Exception as error:
            logging.getLogger("netsumiki").exception("preparing %s failed", self.name)
            self.fail(f"the studio itself failed ({type(error).__name__}): the terminal shows more")
        else:
            if _forget(self):
                self.tell("ready")

    def fail(self, error: str) -> None:
        if not self.cancelled:
            self.state, self.error = "failed", error
            self.tell()


_under_way: dict[str, Preparation] = {}
_lock = Lock()


def preparation(name: str) -> Preparation | None:
    """The preparation of this data set that goes on, or that failed."""
    return _under_way.get(name)


def begin(name: str, owner: int) -> Preparation:
    """Start preparing, unless that goes on already."""
    with _lock:
        found = _under_way.get(name)
        if found and found.state == "preparing":
            return found
        made = _under_way[name] = Preparation(name, owner)
    Thread(target=made.run, name=f"preparing {name}", daemon=True).start()
    made.tell()
    return made


def cancel(name: str) -> None:
    """Give up; what was downloaded stays and is continued the next time."""
    found = _under_way.get(name)
    if found:
        found.cancelled = True
        _forget(found)
        found.tell("missing")


def _forget(done: Preparation) -> bool:
    """True when it was still wanted."""
    with _lock:
        return _under_way.get(done.name) is done and _under_way.pop(done.name) is done


# -- from a folder ----------------------------------------------------------------------------------------------------


def take_mnist(folder: str) -> None:
    """Copy the files of MNIST from a folder of this machine into the studio's own.

    Raises: `DataError` when the folder does not hold them, or they are not what was published.
    """
    try:
        place = mnist.locate(Path(folder).expanduser())
        wrong = mnist.verify(place) if place else []
    except (ValueError, RuntimeError, OSError):  # half a character, NUL, ~nobody, a name longer than names can be
        raise DataError(Problem("mnist-missing", "there is no such folder: check how its name is written")) from None
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
