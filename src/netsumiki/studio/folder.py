"""The one folder that holds everything the studio keeps: database, secret key, runs, backups and data sets."""

import os
import secrets
from pathlib import Path

from netsumiki.data.storage import user_folder
from netsumiki.engine.errors import NetsumikiError, Problem

DATABASE, KEY, RUNS, BACKUPS = "studio.sqlite3", "secret.key", "runs", "backups"


def studio_folder() -> Path:
    """The studio's folder, made when it is missing, which only its owner may read.

    Raises: `NetsumikiError` when it cannot be made.
    """
    folder = user_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        for name in (RUNS, BACKUPS):
            (folder / name).mkdir(exist_ok=True)
    except OSError as error:
        message = f"cannot use {folder} ({error.strerror or error}): make it writable, or name another with --data-dir"
        raise NetsumikiError(Problem("studio-folder", message, facts={"folder": str(folder)})) from None
    return folder


def secret_key(folder: Path) -> str:
    """The key that signs sessions: made at the first start, readable by its owner alone."""
    path = folder / KEY
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if key := path.read_text("ascii").strip():
            return key
        path.unlink()  # a first start that was cut off
        return secret_key(folder)
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(48)
        file.write(key)
    return key
