"""Data sets of one's own as they are named: in recipes {"dataset": "own", "id": …}, in addresses "own:<id>:<version>".

Whatever names one passes here, so that nobody reaches a data set of somebody else through a recipe.
"""

from typing import Any

from django.http import Http404

from netsumiki.data.own import Stored, naming
from netsumiki.engine.errors import DataError
from netsumiki.studio import own

OWN = "own"
NOBODYS = "0" * 16
"""An id that no data set has."""


def is_own(name: str) -> bool:
    return name.startswith(f"{OWN}:")


def name_of(spec: Any) -> str:
    """What pages call the data set of a recipe."""
    if not isinstance(spec, dict):
        return str(spec)
    name, version = str(spec.get("dataset", "")), spec.get("version")
    if name != OWN:
        return name
    return ":".join([OWN, str(spec.get("id", "")), *([str(version)] if version else [])])


def title_of(spec: Any) -> dict[str, Any] | None:
    """What one calls the data set of a recipe of one's own, and its version; nothing where it is not one's own."""
    if not isinstance(spec, dict) or spec.get("dataset") != OWN:
        return None
    try:
        name = Stored.open(str(spec.get("id", ""))).name
    except DataError:  # it is no more
        name = ""
    return {"name": name, "version": spec.get("version")}


def spec_of(user: Any, name: str) -> dict[str, Any]:
    """The other way round, with the number of the version. Raises `Http404` when this person has no such data set."""
    id, _, version = name.partition(":")[2].partition(":")
    if not (version.isascii() and version.isdecimal() and len(version) < 10) and version:
        raise Http404("there is no such data set: choose one of the list")
    current = own.stored(user, id).current
    return {"dataset": OWN, "id": id, "version": int(version) if version else current}


def permit(user: Any, recipe: Any) -> None:
    """Raises `Http404` when the recipe learns from a data set that this person does not have."""
    spec = _named_in(recipe)
    if spec is not None:
        own.owned(user, spec["id"] if isinstance(spec.get("id"), str) else NOBODYS)


def pinned(user: Any, recipe: dict[str, Any]) -> dict[str, Any]:
    """The recipe with the version that its data set has now, unless it names one. Raises as `permit` does."""
    permit(user, recipe)
    return naming.pinned(recipe)


def known_to(user: Any, recipe: Any) -> Any:
    """The recipe as this person may look at it: a data set of somebody else is one that is not there."""
    try:
        permit(user, recipe)
    except Http404:
        return recipe | {"data": recipe["data"] | {"dataset": {"dataset": OWN, "id": NOBODYS}}}
    return recipe


def _named_in(recipe: Any) -> dict[str, Any] | None:
    data = recipe.get("data") if isinstance(recipe, dict) else None
    spec = data.get("dataset") if isinstance(data, dict) else None
    return spec if isinstance(spec, dict) and spec.get("dataset") == OWN else None
