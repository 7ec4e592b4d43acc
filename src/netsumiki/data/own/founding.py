"""How a folder becomes a data set: `dataset.json` is written last, and tells what counts."""

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from netsumiki.data.own import version as versions
from netsumiki.data.own.changes import clean
from netsumiki.data.own.place import FACTS, new_id, own_folder
from netsumiki.data.own.version import Version
from netsumiki.data.storage import unwritable, write_atomically
from netsumiki.engine.registry import Shape

FORMAT = 1


def establish(
    folder: Path,
    name: str,
    shape: Shape,
    first: Version,
    preparation: dict[str, Any] | None,
    source: dict[str, Any] | None,
    names: list[str] | None = None,
) -> Path:
    """Make a data set of a folder that lies in `own_folder()` and holds its pictures; it is there whole, or not at all.

    `names`: what the pictures were called. Answers where it lies now.
    """
    facts = {"format": FORMAT, "name": clean(name)[:200] or "pictures", "shape": list(shape), "current": 1, "last": 1}
    facts |= {"rows": len(first.labels), "preparation": preparation or {}, "source": source or {}}
    facts |= {"created": datetime.now(UTC).isoformat(timespec="seconds")}
    target = own_folder() / new_id()
    try:
        versions.write(folder, first, names)
        write_facts(folder, facts)
        os.rename(folder, target)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise unwritable(own_folder(), error) from None
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return target


def write_facts(folder: Path, facts: dict[str, Any]) -> None:
    write_atomically(folder / FACTS, json.dumps(facts, ensure_ascii=False, indent=1).encode())


def read_facts(folder: Path) -> dict[str, Any]:
    """Raises: `DataError` when they are damaged."""
    try:
        facts = json.loads((folder / FACTS).read_text("utf-8"))
        if facts["format"] == FORMAT and len(facts["shape"]) == 3 and 1 <= facts["current"] <= facts["last"]:
            return facts
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise versions.damaged(folder)
