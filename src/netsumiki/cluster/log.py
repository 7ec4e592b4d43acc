"""What a training process writes to its standard error, kept beside the run, so that one can say why it died."""

from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

NAME = "child.log"
LIMIT = 100_000  # bytes


def opened(folder: Path) -> BinaryIO:
    """The log, for a process to append to."""
    shorten(folder)
    return open(folder / NAME, "ab")


def shorten(folder: Path) -> None:
    """Keep the end of a log that has grown too long; whoever appends to it goes on after that."""
    path = folder / NAME
    with suppress(OSError):  # there is none yet, or the disk is full: then it cannot grow either
        if path.stat().st_size > 2 * LIMIT:
            kept = tail(folder, LIMIT)
            with open(path, "r+b") as file:
                file.truncate(0)
            with open(path, "ab") as file:
                file.write(kept)


def tail(folder: Path, size: int) -> bytes:
    """The last bytes of the log."""
    try:
        with open(folder / NAME, "rb") as file:
            file.seek(max(0, file.seek(0, 2) - size))
            return file.read()
    except OSError:
        return b""
