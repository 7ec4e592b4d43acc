"""An import on its way: files that arrive, the survey of them, and the data set that they become, or nothing at all."""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from netsumiki.data.own import duplicates, storing, surveying, working
from netsumiki.data.own.place import made_folder, new_id, own_folder
from netsumiki.data.own.sources.container import MOST_FILES, Received, too_many
from netsumiki.data.own.stored import Stored, establish
from netsumiki.data.own.survey import MOST_TOLD, Plan, Refused, Survey
from netsumiki.data.own.version import LEFT_OUT, Version
from netsumiki.data.storage import Progress, unwritable
from netsumiki.engine.errors import DataError, Problem

if TYPE_CHECKING:
    from filelock import BaseFileLock

BEGUN, GONE, NEW, LOCK = ".import-", ".gone-", ".new-", ".lock"
MARGIN = 64 << 20
"""Bytes that stay free on the disk."""
YOUNG = 60.0
"""Seconds in which another process may still be at what has no lock of its own."""


class Incoming:
    """A folder of its own under `own_folder()`, held by this process, which vanishes with `discard()` or `commit()`.

    `Incoming.begin(path)` imports what lies there already; `Incoming.begin()` what is handed over with `receive`.
    `progress` may raise: then the work ends, its process too, and the exception comes through.
    """

    def __init__(self, folder: Path, source: Path | None, lock: "BaseFileLock"):
        self.folder, self.source, self._lock = folder, source, lock
        self.id = folder.name.removeprefix(BEGUN)
        self.found: Survey | None = None
        self.received = 0
        self._names = 0
        self._writing = Lock()

    @classmethod
    def begin(cls, source: Path | None = None) -> "Incoming":
        """Raises: `DataError` when there is nothing at that path, or no folder can be made."""
        import filelock  # here: it is slow to import

        if source is not None and not source.exists():
            message = f"there is nothing at {source}: check the name"
            raise DataError(Problem("own-no-source", message, facts={"value": str(source)}))
        folder = made_folder() / (BEGUN + new_id())
        try:
            (folder / Received.FILES).mkdir(parents=True)
            lock = filelock.FileLock(folder / LOCK, thread_local=False)  # begun by one request, ended by another
            lock.acquire()
        except OSError as error:
            raise unwritable(own_folder(), error) from None
        return cls(folder, source.resolve() if source else None, lock)

    @contextmanager
    def receive(self, name: str) -> Iterator[BinaryIO]:
        """A file to write what arrives into; its name, "cats/1.png" too, is only noted and never becomes a path.

        One file that is a zip, CSV, npz or npy is opened; several are the files of a folder.
        """
        with self._writing:
            number, self._names = self._names, self._names + 1
        if number >= MOST_FILES:
            raise too_many(number)
        path = self.folder / Received.FILES / str(number)
        try:
            with open(path, "xb") as file:
                yield file
            with self._writing, open(self.folder / Received.LIST, "a", encoding="utf-8") as names:
                names.write(json.dumps([number, name]) + "\n")
            self.received += path.stat().st_size
        except BaseException as error:
            path.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise unwritable(self.folder.parent, error) from None
            raise

    def survey(self, progress: Progress | None = None) -> Survey:
        """Look at everything. Raises `DataError` when nothing in it can be imported."""
        working.done(self._job("survey"), progress)
        self.found = Survey.read(json.loads((self.folder / surveying.FOUND).read_text("utf-8")))
        return self.found

    def preview(self, plan: Plan) -> np.ndarray:
        """uint8 (n, H, W, C): some pictures as this plan would store them, as many as `Survey.samples`."""
        form = storing.Form(plan)
        with np.load(self.folder / surveying.SAMPLES, allow_pickle=False) as samples:
            pictures = [samples[f"arr_{i}"] for i in range(len(samples.files))]
        shown = np.zeros((len(pictures), *plan.shape), np.uint8)
        for place, pixels in zip(shown, pictures, strict=True):
            with suppress(DataError):  # one that shows nothing stays black here, and is told of when it is stored
                place[:] = form.of_pixels(pixels)
        return shown

    def commit(self, name: str, plan: Plan | None = None, progress: Progress | None = None) -> Stored:
        """Store the pictures as a data set; this import is over then.

        Raises: `DataError`; then there is no data set, and the import can be tried again with another plan.
        """
        survey = self.found or self.survey(progress)
        plan = plan or survey.suggestion
        self._check_room(survey.pictures * int(np.prod(plan.shape)))
        made = self.folder / storing.MADE
        shutil.rmtree(made, ignore_errors=True)
        try:
            working.done(self._job("store") | {"plan": plan.to_json()}, progress)
            first, names, twins, source = self._first(survey, plan)
            duplicates.write(made, twins["same"], twins["near"])
            done = establish(made, name, plan.shape, first, plan.preparation, source, names)
        except OSError as error:
            raise unwritable(own_folder(), error) from None
        finally:
            shutil.rmtree(made, ignore_errors=True)
        self.discard()
        return done

    def discard(self) -> None:
        """Leave nothing behind."""
        gone = self.folder.with_name(GONE + self.id)
        with suppress(OSError):
            self.folder.rename(gone)  # at once, whatever its size
        self._lock.release()
        for folder in (gone, self.folder):
            shutil.rmtree(folder, ignore_errors=True)

    # -- within ---------------------------------------------------------------------------------------------------

    def _job(self, what: str) -> dict[str, str | None]:
        return {"do": what, "folder": str(self.folder), "path": str(self.source) if self.source else None}

    def _check_room(self, size: int) -> None:
        free = shutil.disk_usage(self.folder).free
        if size + MARGIN > free:
            needs, has = f"{(size + MARGIN) / 1e6:,.0f} MB", f"{free / 1e6:,.0f} MB"
            message = (
                f"the pictures need {needs} on the disk, where {has} are free: free more, or choose a smaller size"
            )
            raise DataError(Problem("own-room", message, facts={"needs": needs, "free": has}))

    def _first(self, survey: Survey, plan: Plan) -> tuple[Version, list[str], dict[str, np.ndarray], dict]:
        """The first version, the names of its pictures, which are duplicates, and what is told of the source."""
        with np.load(self.folder / surveying.ITEMS, allow_pickle=False) as items:
            labels, given, same, near = (items[key] for key in ("labels", "splits", "same", "near"))
        names = json.loads((self.folder / surveying.NAMES).read_text("utf-8"))["names"]
        kept = np.load(self.folder / storing.KEPT, allow_pickle=False)
        lost = tuple(Refused(**one) for one in json.loads((self.folder / storing.LOST).read_text("utf-8")))
        place = np.full(len(labels) + 1, -1, np.int32)  # the last one: of what is no duplicate
        place[kept] = np.arange(len(kept))
        twins = {"same": place[same[kept]], "near": place[near[kept]]}
        labels, given = labels[kept], given[kept]
        split = np.full(len(kept), LEFT_OUT, np.uint8)
        used = twins["same"] < 0 if plan.duplicates == "leave_out" else np.ones(len(kept), bool)
        split[used] = survey.split_of(plan, labels[used], given[used])
        if not (survey.given_split and plan.given_split):  # nobody is tested with nearly what was learnt
            alike = np.flatnonzero(twins["near"] >= 0)
            split[alike] = split[twins["near"][alike]]
        refused = [vars(one) for one in (*survey.refused, *lost)][:MOST_TOLD]
        told = {"kind": survey.kind, "refused": refused, "refused_count": survey.refused_count + len(lost)}
        told |= {"name": self.source.name if self.source else "", "plan": plan.to_json()}
        change = {"change": "import", "count": len(kept)}
        classes = tuple(one.name for one in survey.classes)
        return Version(1, classes, labels, split, change), [names[row] for row in kept], twins, told


def sweep() -> None:
    """Remove what processes that are no more left unfinished; call it when a program starts."""
    import filelock

    root = own_folder()
    for folder in root.iterdir() if root.is_dir() else ():
        with suppress(OSError, filelock.Timeout, DataError):
            if folder.name.startswith((GONE, NEW)) or not (folder / LOCK).exists():
                if folder.name.startswith(".") and time.time() - folder.stat().st_mtime > YOUNG:
                    shutil.rmtree(folder, ignore_errors=True)
                continue
            with filelock.FileLock(folder / LOCK, timeout=0):
                if folder.name.startswith(BEGUN):
                    shutil.rmtree(folder, ignore_errors=True)
                else:
                    Stored(folder).tidy()
