"""What people send in to be imported: how much may come, and the bodies that it comes in.

An upload is forgotten with the server, and when nobody has touched it for a day.
"""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from threading import RLock
from typing import Any, BinaryIO

from django.conf import settings
from django.http import Http404

from netsumiki.data.own import Incoming
from netsumiki.engine.errors import DataError, Problem
from netsumiki.studio import own
from netsumiki.studio.own import OutOfStep

MOST_BYTES = 4_000_000_000
"""Of one import."""
MOST_FILES = 200_000
MOST_AT_ONCE = 2_000  # small files in one body
MOST_UPLOADS = 4  # of one person
QUOTA = 50_000_000_000
"""Bytes of one person: own data sets, and what is on its way."""
LEFT_FREE = 1_000_000_000
"""Bytes that stay free on the disk: database and checkpoints are written there too."""
FORGOTTEN_AFTER = 24 * 3600.0
LONGEST_NAME = 1_000


class TooMuch(DataError):
    """More than the studio takes: answered with 413."""


@dataclass(eq=False)
class Upload:
    """The files of one import as they arrive, and then what is known of them."""

    owner: int
    name: str
    incoming: Incoming
    received: int = 0
    names: set[str] = field(default_factory=set)
    dataset: str | None = None
    lock: RLock = field(default_factory=RLock)
    touched: float = field(default_factory=time.monotonic)
    _writing: "_Writing | None" = None

    @property
    def id(self) -> str:
        return self.incoming.id

    @property
    def into(self) -> str | None:
        """The id of the data set to which the pictures are to be added."""
        return self.incoming.into.id if self.incoming.into else None

    def piece(self, name: str, offset: int, content: bytes) -> None:
        """The next piece of a large file, which a piece at 0 begins; the next file, or the survey, ends it.

        Raises: `OutOfStep` when it is not the next one, `DataError` when it cannot be kept.
        """
        with self.lock:
            here = self._writing.size if self._writing and self._writing.name == name else 0
            if offset != here:
                message = f"{here:,} bytes of this file have arrived, and these begin at {offset:,}: go on at {here:,}"
                raise OutOfStep(Problem("upload-offset", message, facts={"offset": here}))
            self._make_room(len(content), 0 if here else 1)
            if self._writing is None or not here:
                self.close()
                self._writing = _Writing(_checked(name), self.incoming.receive(name))
            with self._lost_unless_kept(self._writing):
                self._writing.write(content)
            self.names.add(name)
            self.received += len(content)

    def bundle(self, body: bytes) -> None:
        """Many small files: one line of JSON with names and sizes, then their bytes. Those that are there are skipped.

        Raises: `DataError` when the line and the bytes do not belong together, or there is no room.
        """
        listed = _unbundled(body)
        with self.lock:
            listed = [(name, part) for name, part in listed if name not in self.names]  # only the answer was lost
            self._make_room(sum(len(part) for _, part in listed), len(listed))
            self.close()
            for name, part in listed:
                with self.incoming.receive(name) as file:
                    file.write(part)
                self.names.add(name)
                self.received += len(part)

    def close(self) -> None:
        """The file that arrives in pieces is whole."""
        with self.lock:
            writing, self._writing = self._writing, None
            if writing:
                with self._lost_unless_kept(writing):
                    writing.end()

    @contextmanager
    def _lost_unless_kept(self, writing: "_Writing") -> Iterator[None]:
        """A file of which something cannot be kept did not arrive at all, and may be sent again."""
        try:
            yield
        except DataError:
            self._writing = None
            self.names.discard(writing.name)
            self.received -= writing.size
            raise

    def remove(self) -> None:
        with self.lock:
            forget(self)
            self.close()
            self.incoming.discard()

    def _make_room(self, size: int, files: int) -> None:
        self.touched = time.monotonic()
        if len(self.names) + files > MOST_FILES:
            message = f"an import has at most {MOST_FILES:,} files: import them in parts"
            raise TooMuch(Problem("import-too-large", message, facts={"most": MOST_FILES}))
        ask_for(self.owner, size, self.received + size)


class _Writing:
    """A file that arrives over several requests."""

    def __init__(self, name: str, context: AbstractContextManager[BinaryIO]):
        self.name, self.size, self.context = name, 0, context
        self.file = context.__enter__()

    def write(self, content: bytes) -> None:
        """Raises: `DataError` when the disk is full; then nothing of the file is left."""
        try:
            self.file.write(content)
        except OSError as error:
            self.context.__exit__(type(error), error, error.__traceback__)
        self.size += len(content)

    def end(self) -> None:
        self.context.__exit__(None, None, None)


_uploads: dict[str, Upload] = {}


def begin(user: Any, name: str, size: int, into: str | None = None) -> Upload:
    """`into`: the id of a data set of this person's, to which the pictures are to be added.

    Raises: `DataError` when so much has no room, or this person has too many imports open; `Http404` as `own.stored`.
    """
    joined = own.stored(user, into) if into is not None else None
    for old in [one for one in _uploads.values() if time.monotonic() - one.touched > FORGOTTEN_AFTER]:
        old.remove()
    opened = [one for one in of(user) if one.dataset is None]
    if len(opened) >= MOST_UPLOADS:
        message = f"{len(opened)} imports are open already: finish or cancel one"
        raise DataError(Problem("uploads-open", message, facts={"count": len(opened)}))
    ask_for(user.pk, size, size)
    made = Upload(user.pk, name, Incoming.begin(into=joined))
    _uploads[made.id] = made
    return made


def forget(upload: Upload) -> None:
    """Nobody finds it any more."""
    _uploads.pop(upload.id, None)


def of(user: Any) -> list[Upload]:
    return [one for one in list(_uploads.values()) if one.owner == user.pk]


def find(user: Any, id: str) -> Upload:
    """Raises `Http404` when this person has no such import."""
    found = _uploads.get(id)
    if found is None or found.owner != user.pk:
        raise Http404("there is no such import any more: begin it anew")
    return found


def ask_for(owner: int, size: int, sent: int = 0) -> None:
    """Whether `size` more bytes have room, of which `sent` are sent by one import.

    Raises: `TooMuch` over the cap of an import, `DataError` over the quota of the person or of the disk.
    """
    if sent > MOST_BYTES:
        message = f"an import has at most {MOST_BYTES // 10**9} GB: make its pictures smaller, or import them in parts"
        raise TooMuch(Problem("import-too-large", message, facts={"most": MOST_BYTES}))
    used = own.bytes_of(owner) + sum(one.received for one in list(_uploads.values()) if one.owner == owner)
    if used + size > QUOTA:
        message = f"your data sets may take {QUOTA // 10**9} GB together: delete one first"
        raise DataError(Problem("quota", message, facts={"most": QUOTA, "used": used}))
    if shutil.disk_usage(settings.FOLDER).free - size < LEFT_FREE:
        message = f"the disk has no room for {size / 1e6:,.0f} MB more: free some space"
        raise DataError(Problem("disk-full", message, facts={"folder": str(settings.FOLDER)}))


# -- names and bodies -------------------------------------------------------------------------------------------------


def _checked(name: Any) -> str:
    """A file's name as it may be told again; it is never used as a path. Raises `DataError` otherwise."""
    try:
        if isinstance(name, str) and 0 < len(name) <= LONGEST_NAME and "\0" not in name and name.encode("utf-8"):
            return name
    except UnicodeEncodeError:  # half of a character
        pass
    message = f"a file's name has 1 to {LONGEST_NAME:,} characters: rename the file"
    raise DataError(Problem("upload-name", message, facts={"most": LONGEST_NAME}))


def _unbundled(body: bytes) -> list[tuple[str, memoryview]]:
    line, _, _ = body.partition(b"\n")
    rest = memoryview(body)[len(line) + 1 :]
    try:
        listed = json.loads(line)
        names = [_checked(name) for name, _ in listed]
        sizes = [size for _, size in listed]
    except (ValueError, TypeError, RecursionError):
        raise _malformed("the first line is not a list of names and sizes") from None
    if not 0 < len(names) <= MOST_AT_ONCE:
        raise _malformed(f"a body holds 1 to {MOST_AT_ONCE:,} of them")
    if not all(type(size) is int and size >= 0 for size in sizes) or sum(sizes) != len(rest):
        raise _malformed(f"the sizes are not those of the {len(rest):,} bytes that follow")
    return [(name, rest[end - size : end]) for name, size, end in zip(names, sizes, accumulate(sizes), strict=True)]


def _malformed(why: str) -> DataError:
    return DataError(Problem("upload-malformed", f"the files cannot be told apart, for {why}: reload the page"))
