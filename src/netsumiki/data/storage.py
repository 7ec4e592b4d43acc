"""Where data sets live on this machine, and how they are written: all or nothing, one process at a time."""

import errno
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from netsumiki.engine.errors import DataError, Problem

ENVIRONMENT_VARIABLE = "NETSUMIKI_DATA_DIR"
HOME_VARIABLE = "NETSUMIKI_HOME"
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)

Progress = Callable[[str, int, int | None], None]
"""Called with what is being done, how much of it is done, and how much there is (None when nobody knows)."""


def user_folder() -> Path:
    """The folder named by NETSUMIKI_HOME, else this user's data folder; it need not exist yet."""
    if home := os.environ.get(HOME_VARIABLE, ""):
        return Path(home).expanduser()
    import platformdirs  # here: only needed when data is looked for, and `import netsumiki` must stay quick

    return Path(platformdirs.user_data_path("netsumiki", appauthor=False))


def named_folder() -> Path | None:
    """The folder that the user named in the environment."""
    name = os.environ.get(ENVIRONMENT_VARIABLE, "")
    return Path(name).expanduser() if name else None


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold `folder` (made when it is missing) against other processes that prepare the same data set."""
    import filelock  # here: it is slow to import

    lock = filelock.FileLock(folder / ".lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except OSError as error:
        raise unwritable(folder, error) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def written_atomically(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` when the block ends well, and vanishes when it does not."""
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        file = open(unfinished, "xb")  # noqa: SIM115 - and not tempfile, whose files only their owner may read
    except OSError as error:
        raise unwritable(path.parent, error) from None
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except BaseException as error:
        unfinished.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise unwritable(path.parent, error) from None
        raise


def unwritable(folder: Path, error: OSError) -> DataError:
    """What is told when the system refuses to write there."""
    full = error.errno in DISK_FULL
    remedy = "free some space" if full else "make it writable, or choose another folder"
    message = f"cannot write to {folder} ({error.strerror or error}): {remedy}"
    return DataError(Problem("disk-full" if full else "unwritable", message, facts={"folder": str(folder)}))


def write_atomically(path: Path, content: bytes) -> None:
    """Make `content` the file `path`, which is always either the old one or the new one, whole."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path.parent, error) from None
    with written_atomically(path) as file:
        file.write(content)
