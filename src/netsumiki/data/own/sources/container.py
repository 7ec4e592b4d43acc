"""Files by their names, wherever they lie: a folder, files that were handed over, or a zip archive."""

import json
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from netsumiki.data.own.refusing import Unreadable
from netsumiki.data.own.survey import Refused
from netsumiki.engine.errors import DataError, Problem

MOST_FILES = 200_000
"""What a zip archive says of so many members takes a third of the memory that an import may take."""
MOST_PICTURE_BYTES = 64 << 20
"""Of one picture file; 25 million pixels without any compression are 75 MB."""
HIDDEN = re.compile(r"(^|/)(\.|__MACOSX/|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


class Container:
    """`names()` in natural order; a name is only looked up, never joined to a path."""

    def __init__(self) -> None:
        self.refused: list[Refused] = []

    def names(self) -> list[str]:
        raise NotImplementedError

    def stamp(self, name: str) -> list[int]:
        """What changes with its content: size, and time or checksum."""
        raise NotImplementedError

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A stream of its bytes. Raises `Unreadable`."""
        raise NotImplementedError
        yield

    def read(self, name: str) -> bytes:
        """All bytes of a picture. Raises `Unreadable`, for more than `MOST_PICTURE_BYTES` too."""
        with self.open(name) as file:
            content = file.read(MOST_PICTURE_BYTES + 1)
        if len(content) > MOST_PICTURE_BYTES:
            raise Unreadable("too-large", f"it has more than {MOST_PICTURE_BYTES >> 20} MB")
        return content

    def head(self, name: str, count: int) -> bytes:
        """The first bytes, none where it cannot be read."""
        try:
            with self.open(name) as file:
                return file.read(count)
        except Unreadable:
            return b""

    def close(self) -> None:
        pass


class Folder(Container):
    """A folder with everything below it, or the named files of it alone. Links are not followed."""

    def __init__(self, path: Path, only: list[str] | None = None):
        super().__init__()
        self.path, self.only = path, only

    def names(self) -> list[str]:
        found: list[str] = []
        for entry in self._entries():
            name = Path(entry.path).relative_to(self.path).as_posix()
            if not entry.is_file(follow_symlinks=False):
                self.refused.append(Refused(name, "link", "it is a link or no file: put the file itself there"))
                continue
            found.append(name)
            if len(found) > MOST_FILES:
                raise too_many(len(found))
        return sorted(found, key=natural)

    def _entries(self) -> Iterator[Any]:
        waiting = [self.path]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as entries:
                    inside = list(entries)
            except OSError as error:
                name = folder.relative_to(self.path).as_posix()
                self.refused.append(Refused(name, "not-permitted", f"it cannot be opened ({error.strerror})"))
                continue
            for entry in inside:
                if entry.is_dir(follow_symlinks=False):
                    waiting += [] if self.only else [Path(entry.path)]
                elif self.only is None or entry.name in self.only:
                    yield entry

    def stamp(self, name: str) -> list[int]:
        found = os.stat(self.path / name)
        return [found.st_size, found.st_mtime_ns]

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        with opened(self.path / name) as file:
            yield file


class Received(Container):
    """Files that were handed over one by one: each lies under a number, and a list has their names."""

    LIST, FILES = "names.jsonl", "files"

    def __init__(self, path: Path):
        super().__init__()
        self.path = path
        self.places: dict[str, Path] = {}
        lines = (path / self.LIST).read_text("utf-8").splitlines() if (path / self.LIST).exists() else []
        for number, told in map(json.loads, lines):
            name = plain(told)
            if name in self.places:
                self.refused.append(Refused(name, "twice", "another file has the same name: give it another one"))
            else:
                self.places[name] = path / self.FILES / str(number)

    def names(self) -> list[str]:
        return sorted(self.places, key=natural)

    def stamp(self, name: str) -> list[int]:
        return [self.places[name].stat().st_size, 0]

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        with opened(self.places[name]) as file:
            yield file


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A plain file; neither a link nor a pipe, which would never end. Raises `Unreadable`."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        file = os.fdopen(os.open(path, flags), "rb")
    except FileNotFoundError:
        raise Unreadable("gone", "it is no longer there: put it back, or look anew") from None
    except OSError as error:
        raise Unreadable("not-permitted", f"it cannot be opened ({error.strerror})") from None
    with file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Unreadable("link", "it is no plain file: put the file itself there")
        try:
            yield file
        except OSError as error:
            raise Unreadable("damaged", f"the disk cannot read it ({error.strerror})") from None


def plain(name: str) -> str:
    """A name with plain slashes, without what would lead out of the folder: `..`, a drive, a slash at its start."""
    parts = name.replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..") and not part.endswith(":"))


def natural(name: str) -> list[Any]:
    """Sorts 2 before 10."""
    parts = [part.lstrip("0") if part.isdecimal() else part for part in re.split(r"(\d+)", name.casefold())]
    return [(len(part), part) if place % 2 else (0, part) for place, part in enumerate(parts)]


def too_many(count: int) -> DataError:
    message = f"there are more than {MOST_FILES:,} files: import them in several data sets"
    return DataError(Problem("own-too-many", message, facts={"count": count, "most": MOST_FILES}))
