"""An import on its way: files that arrive, the survey of them, and the data set that they become, or nothing at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np

from netsumiki.data.own.stored import Stored
from netsumiki.data.own.survey import Plan, Survey
from netsumiki.data.storage import Progress


class Incoming:
    """A folder of its own under `own_folder()`, held by this process, which vanishes with `discard()` or `commit()`.

    `Incoming.begin(path)` imports what lies there already; `Incoming.begin()` what is handed over with `receive`.
    `progress` may raise: then the work ends, its process too, and the exception comes through.
    """

    def __init__(self, folder: Path, source: Path | None):
        self.folder, self.source = folder, source
        self.id = folder.name.removeprefix(".import-")
        self.found: Survey | None = None

    @classmethod
    def begin(cls, source: Path | None = None) -> "Incoming":
        """Raises: `DataError` when there is nothing at that path, or no folder can be made."""
        raise NotImplementedError

    @contextmanager
    def receive(self, name: str) -> Iterator[BinaryIO]:
        """A file to write what arrives into; its name, "cats/1.png" too, is only noted and never becomes a path.

        One file that is a zip, CSV, npz or npy is opened; several are the files of a folder.
        """
        raise NotImplementedError
        yield

    @property
    def received(self) -> int:
        """How many bytes have been handed over."""
        raise NotImplementedError

    def survey(self, progress: Progress | None = None) -> Survey:
        """Look at everything. Raises `DataError` when nothing in it can be imported."""
        raise NotImplementedError

    def preview(self, plan: Plan) -> np.ndarray:
        """uint8 (n, H, W, C): some pictures as this plan would store them, as many as `Survey.samples`."""
        raise NotImplementedError

    def commit(
        self, name: str, plan: Plan | None = None, progress: Progress | None = None
    ) -> Stored:
        """Store the pictures as a data set; this import is over then. Raises `DataError` and leaves nothing, or all."""
        raise NotImplementedError

    def discard(self) -> None:
        """End the work that is under way, and leave nothing behind."""
        raise NotImplementedError


def sweep() -> None:
    """Remove what processes that are no more left unfinished; call it when a program starts."""
    raise NotImplementedError
