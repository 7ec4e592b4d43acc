"""Where data sets of one's own lie: `own/<id>/` in the user's folder, each under an id that nobody chooses."""

import re
import secrets
import shutil
from pathlib import Path

from netsumiki.data.storage import locked, unwritable, user_folder
from netsumiki.engine.errors import DataError, Problem, quoted

ID = re.compile(r"[0-9a-f]{16}")
FACTS, PICTURES, VERSIONS = "dataset.json", "pictures.bin", "versions"


def own_folder() -> Path:
    """The folder of all of them; it need not exist yet."""
    return user_folder() / "own"


def made_folder() -> Path:
    """The folder of all of them, made when it is missing; only its owner may look into it."""
    folder = own_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise unwritable(folder, error) from None
    return folder


def new_id() -> str:
    return secrets.token_hex(8)


def folder_of(id: str) -> Path:
    """The folder of one of them.

    Raises: `DataError` when there is none of that id; what is no id never becomes a path.
    """
    folder = own_folder() / id if isinstance(id, str) and ID.fullmatch(id) else None
    if folder is None or not (folder / FACTS).is_file():
        message = f"there is no data set of your own with the id {quoted(id)}: import it, or choose another one"
        raise DataError(Problem("own-missing", message, facts={"value": id}))
    return folder


def ids() -> list[str]:
    """The ids of all that are there."""
    root = own_folder()
    if not root.is_dir():
        return []
    return sorted(f.name for f in root.iterdir() if ID.fullmatch(f.name) and (f / FACTS).is_file())


def remove(id: str) -> None:
    """Remove one of them with all its versions, also one that is damaged. Raises `DataError` when there is none."""
    folder = folder_of(id)
    gone = folder.with_name(f".gone-{id}")
    try:
        with locked(folder):  # whoever changes it just now ends first, and whoever waits to change it finds nothing
            (folder / FACTS).unlink()
        folder.rename(gone)
    except OSError as error:
        raise unwritable(folder, error) from None
    shutil.rmtree(gone, ignore_errors=True)
