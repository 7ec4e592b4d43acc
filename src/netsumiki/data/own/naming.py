"""One's own data sets by the names that people gave them, and recipes that say which version they learn from."""

from contextlib import suppress
from typing import Any

from netsumiki.data.own.place import ID, ids
from netsumiki.data.own.stored import Stored
from netsumiki.engine.errors import DataError, Problem, did_you_mean, quoted

PREFIX = "own:"
"""Before the name or id of one of them, where any data set may be named."""


def readable() -> list[Stored]:
    """All but those that are damaged, in the order in which they were made."""
    found = []
    for id in ids():
        with suppress(DataError):
            found.append(Stored.open(id))
    return sorted(found, key=lambda one: one.created)


def find(word: str) -> Stored:
    """The data set of this id or name; of several with one name, the one that was made last.

    Raises: `DataError` when there is none.
    """
    if ID.fullmatch(word):
        return Stored.open(word)
    known = readable()
    found = [one for one in known if one.name == word]
    if found:
        return found[-1]
    hint = did_you_mean(word, {one.name for one in known}) if known else "; none was imported yet"
    message = f"there is no data set of your own called {quoted(word)}{hint}: import it with netsumiki data import"
    raise DataError(Problem("own-missing", message, facts={"value": word}))


def exact(word: str) -> dict[str, Any]:
    """How a recipe names the current version of it. Raises `DataError` as `find` does."""
    stored = find(word)
    return {"dataset": "own", "id": stored.id, "version": stored.current}


def pinned(document: dict[str, Any]) -> dict[str, Any]:
    """The recipe with the version that its data set has now, where it names one of one's own and no version."""
    data = document.get("data")
    spec = data.get("dataset") if isinstance(data, dict) else None
    if not isinstance(spec, dict) or spec.get("dataset") != "own" or spec.get("version") is not None:
        return document
    try:
        current = Stored.open(spec.get("id", "")).current
    except DataError:
        return document  # that it is not there is told where it is loaded
    return document | {"data": data | {"dataset": spec | {"version": current}}}  # type: ignore[operator]
