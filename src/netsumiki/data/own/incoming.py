"""An import on its way: files that arrive, the survey of them, and the data set that they become or that they join."""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from netsumiki.data.own import duplicates, storing, surveying, working
from netsumiki.data.own.forming import Form
from netsumiki.data.own.founding import establish
from netsumiki.data.own.place import PICTURES, made_folder, new_id, own_folder
from netsumiki.data.own.settling import Settled, lost_of, settled
from netsumiki.data.own.sources.container import MOST_FILES, Received, too_many
from netsumiki.data.own.stored import Stored
from netsumiki.data.own.survey import MOST_TOLD, Plan, Refused, Survey
from netsumiki.data.own.version import ABSENT, Version
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
    """A folder of its own under `own_folder()`, held by this process; it vanishes when the import is over.

    `Incoming.begin(path)` imports what lies there already; `Incoming.begin()` what is handed over with `receive`.
    With `into` the pictures are for that data set: they take its form, and are compared with what it has.
    `progress` may raise: then the work ends, its process too, and the exception comes through.
    """

    def __init__(self, folder: Path, source: Path | None, lock: "BaseFileLock", into: Stored | None = None):
        self.folder, self.source, self._lock, self.into = folder, source, lock, into
        self.id = folder.name.removeprefix(BEGUN)
        self.found: Survey | None = None
        self.lost: tuple[Refused, ...] = ()
        self.received = 0
        self._names = 0
        self._writing = Lock()

    @classmethod
    def begin(cls, source: Path | None = None, into: Stored | None = None) -> "Incoming":
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
        return cls(folder, source.resolve() if source else None, lock, into)

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
        form = Form(plan)
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
        with self._stored(survey, plan, progress) as made:
            found = settled(self.folder, survey, plan)
            self.lost = found.lost
            duplicates.write(made, *found.twins.rows(0))
            change = {"change": "import", "count": len(found.names)}
            first = Version(1, found.classes, found.labels, found.split, change)
            source = self._source(survey, plan, found)
            done = establish(made, name, plan.shape, first, plan.preparation, source, found.names)
        self.discard()
        return Stored(done)

    def add(
        self,
        plan: Plan | None = None,
        progress: Progress | None = None,
        within: AbstractContextManager[None] = nullcontext(),  # noqa: B008 - it has no state
    ) -> Version:
        """Store the pictures as a new version of the data set that they are for; this import is over then.

        `within`: entered for the moment in which the data set changes.
        Raises: `DataError`; then the data set is as it was, and the import can be tried again with another plan.
        """
        assert self.into is not None
        survey = self.found or self.survey(progress)
        plan = plan or survey.suggestion
        if not plan.same_form(self.into.plan):
            message = f"pictures that are added to {self.into.name} take its form: leave size, colour and placing to it"
            raise DataError(Problem("own-form", message, facts={"value": self.into.name}))
        with self._stored(survey, plan, progress) as made, within:
            self.into = Stored.open(self.into.id)  # as it is by now
            there = self._still_there(plan)
            found = settled(self.folder, survey, plan, there)
            if not found.names:
                message = f"all of these pictures are in {self.into.name} already: there is nothing to add"
                raise DataError(Problem("own-nothing-new", message, facts={"value": self.into.name}))
            parts = found.labels, found.split, found.names, found.classes, found.twins
            version = self.into.append(made / PICTURES, *parts)
            self.lost = found.lost
        self.discard()
        return version

    def pictures(self, plan: Plan) -> tuple[np.ndarray, tuple[Refused, ...]]:
        """(uint8 (n, H, W, C), all in this form and in the order of their names; those for which that is not possible).

        No data set comes of them.
        """
        with self._stored(self.found or self.survey(), plan, None) as made:
            pixels = np.fromfile(made / PICTURES, np.uint8)
            return pixels.reshape(-1, *plan.shape), lost_of(self.folder)

    def discard(self) -> None:
        """Leave nothing behind."""
        gone = self.folder.with_name(GONE + self.id)
        with suppress(OSError):
            self.folder.rename(gone)  # at once, whatever its size
        self._lock.release()
        for folder in (gone, self.folder):
            shutil.rmtree(folder, ignore_errors=True)

    # -- within ---------------------------------------------------------------------------------------------------

    def _job(self, what: str) -> dict[str, Any]:
        into = [self.into.id, Stored.open(self.into.id).current] if self.into else None
        path = str(self.source) if self.source else None
        return {"do": what, "folder": str(self.folder), "path": path, "into": into}

    @contextmanager
    def _stored(self, survey: Survey, plan: Plan, progress: Progress | None) -> Iterator[Path]:
        """A folder with the pictures in their form, which is gone afterwards unless it became a data set."""
        size = survey.pictures * int(np.prod(plan.shape))
        self._check_room(2 * size if self.into else size)  # what is added lies there twice for a moment
        made = self.folder / storing.MADE
        shutil.rmtree(made, ignore_errors=True)
        try:
            working.done(self._job("store") | {"plan": plan.to_json()}, progress)
            yield made
        except OSError as error:
            raise unwritable(own_folder(), error) from None
        finally:
            shutil.rmtree(made, ignore_errors=True)

    def _still_there(self, plan: Plan) -> np.ndarray:
        """uint8 (rows,): what each picture of the data set is for.

        Raises: `DataError` when one is no more, perhaps by an undo, on account of which a new one was left out.
        """
        assert self.into is not None
        split = self.into.version().split
        split = np.append(split, np.full(len(self.into.pictures) - len(split), ABSENT, np.uint8))
        with np.load(self.folder / surveying.ITEMS, allow_pickle=False) as items:
            relied_on = items["there"]
        relied_on = relied_on[relied_on >= 0]
        if plan.duplicates == "leave_out" and (split[relied_on] == ABSENT).any():
            message = f"{self.into.name} has changed since these pictures were compared with it: look at them anew"
            raise DataError(Problem("own-joined-changed", message, facts={"value": self.into.name}))
        return split

    def _check_room(self, size: int) -> None:
        free = shutil.disk_usage(self.folder).free
        if size + MARGIN > free:
            needs, has = f"{(size + MARGIN) / 1e6:,.0f} MB", f"{free / 1e6:,.0f} MB"
            message = (
                f"the pictures need {needs} on the disk, where {has} are free: free more, or choose a smaller size"
            )
            raise DataError(Problem("own-room", message, facts={"needs": needs, "free": has}))

    def _source(self, survey: Survey, plan: Plan, found: Settled) -> dict[str, Any]:
        """What is told of where the pictures came from."""
        refused = [vars(one) for one in (*survey.refused, *found.lost)][:MOST_TOLD]
        told = {"kind": survey.kind, "refused": refused, "refused_count": survey.refused_count + len(found.lost)}
        return told | {"name": self.source.name if self.source else "", "plan": plan.to_json()}


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
