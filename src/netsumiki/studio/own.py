"""Data sets of one's own: whose they are, what is told of them, and every way to change one.

The folder of a data set knows nothing of people; a row says whose it is. Whoever names one comes through `stored`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any

from django.http import Http404

from netsumiki.data.own import Plan, Stored, ids, own_folder
from netsumiki.data.own.place import ID, remove
from netsumiki.engine.errors import DataError, Problem
from netsumiki.studio import drafts
from netsumiki.studio.access import LOCAL
from netsumiki.studio.broadcast import publish
from netsumiki.studio.models import OwnData

_changing = Lock()
"""One change at a time, so that who saw an older version is told."""
_being_made: set[object] = set()


class OutOfStep(DataError):
    """The page and the studio disagree about how something stands: answered with 409."""


# -- whose it is ------------------------------------------------------------------------------------------------------


def stored(user: Any, id: str) -> Stored:
    """This person's data set. Raises as `owned` does, and `DataError` when it is damaged."""
    return Stored.open(owned(user, id).pk)


def owned(user: Any, id: str) -> OwnData:
    """Raises `Http404` when this person has no data set of that id, whoever else may have it."""
    row = OwnData.objects.visible_to(user).filter(pk=id).first() if ID.fullmatch(id) else None
    if row is None or not (own_folder() / id).is_dir():
        raise Http404("there is no such data set: it may have been deleted")
    return row


def ids_of(user: Any) -> list[str]:
    """The ids of one's data sets, the latest first; some may be damaged."""
    here = {*ids()}
    if user.get_username() == LOCAL:
        _take_over(user, here)
    rows = OwnData.objects.visible_to(user).order_by("-created", "-pk")
    return [row.pk for row in rows if row.pk in here]


def all_of(user: Any) -> list[dict[str, Any]]:
    """What is told of each of one's data sets that is not damaged."""
    told = []
    for id in ids_of(user):
        with suppress(DataError):
            told.append(described(Stored.open(id)))
    return told


def _take_over(user: Any, here: set[str]) -> None:
    """What the command line imported belongs to the one person of an embedded studio."""
    known = {*OwnData.objects.values_list("pk", flat=True)}
    if not _being_made:
        OwnData.objects.bulk_create([OwnData(pk=id, owner=user) for id in sorted(here - known)], ignore_conflicts=True)


@contextmanager
def making() -> Iterator[None]:
    """While the studio makes a data set itself, none that lies about is taken for the command line's."""
    mark = object()
    _being_made.add(mark)
    try:
        yield
    finally:
        _being_made.discard(mark)


def give(owner: int, id: str) -> None:
    """It was made for this person."""
    OwnData.objects.get_or_create(pk=id, defaults={"owner_id": owner})


def bytes_of(owner: int) -> int:
    """Bytes of all pictures of a person's data sets, those that can still be brought back among them."""
    rows = OwnData.objects.filter(owner=owner).values_list("pk", flat=True)
    files = (own_folder() / id / "pictures.bin" for id in rows)
    return sum(file.stat().st_size for file in files if file.is_file())


# -- what is told -----------------------------------------------------------------------------------------------------


def described(found: Stored) -> dict[str, Any]:
    """See `api.own_schemas.OwnOut`."""
    version = found.version()
    counts = version.counts()
    classes = [
        {"name": name, "train": train, "test": test, "left_out": out}
        for name, (train, test, out) in zip(version.class_names, counts.tolist(), strict=True)
    ]
    train, test, out = counts.sum(axis=0).tolist()
    return {
        "id": found.id,
        "dataset": f"own:{found.id}",
        "name": found.name,
        "created": found.created,
        "shape": list(found.shape),
        "preparation": found.preparation,
        "source": str(found.source.get("name", "")),
        "bytes": found.pictures.nbytes,
        "version": version.number,
        "classes": classes,
        "pictures": train + test + out,
        "train": train,
        "test": test,
        "left_out": out,
    } | _steps(found)


def _steps(found: Stored) -> dict[str, Any]:
    """What `undo` would take back, and what `redo` would do again."""
    here, later = found.version(), found.later()
    redo = None if later is None else found.version(later).change
    return {"undo": None if here.parent is None else here.change, "redo": redo}


def versions(found: Stored) -> list[dict[str, Any]]:
    """See `api.own_schemas.VersionOut`."""
    keys = ("train", "test", "left_out")
    return [
        {key: one[key] for key in ("number", "parent", "created", "change")}
        | dict(zip(keys, one["counts"], strict=True))
        | {"current": one["number"] == found.current}
        for one in found.history()
    ]


# -- changing ---------------------------------------------------------------------------------------------------------


def create(user: Any, name: str, plan: Plan, names: list[str]) -> dict[str, Any]:
    """An empty one, for samples that are drawn or taken by the camera."""
    with making():
        made = Stored.create(name, plan.shape, names, plan.preparation, {"name": "", "kind": "samples"})
        give(user.pk, made.id)
    return told(user, made)


def rename(user: Any, id: str, name: str) -> dict[str, Any]:
    found = stored(user, id)
    found.rename(name)
    return told(user, found)


def edit(user: Any, id: str, seen: int, changes: list[dict[str, Any]]) -> dict[str, Any]:
    """One new version after all these changes. Raises `OutOfStep`, or `DataError` when a change does not fit."""
    return change(user, id, seen, lambda found: found.edit(*changes))


def undo(user: Any, id: str, seen: int) -> dict[str, Any]:
    return change(user, id, seen, Stored.undo)


def redo(user: Any, id: str, seen: int) -> dict[str, Any]:
    return change(user, id, seen, Stored.redo)


def back_to(user: Any, id: str, seen: int, number: int) -> dict[str, Any]:
    """A new version like an older one."""
    return change(user, id, seen, lambda found: found.back_to(number))


def change(user: Any, id: str, seen: int | None, make: Callable[[Stored], Any]) -> dict[str, Any]:
    """`make(found)`, while nobody else changes it, unless another version than the one that was `seen` is current."""
    with _changing:
        found = stored(user, id)
        if seen not in (None, found.current):
            message = f"this data set has changed: version {found.current} is the current one, not {seen}: look again"
            raise OutOfStep(Problem("version-changed", message, facts={"version": found.current}))
        make(found)
    return told(user, found)


@contextmanager
def adding(owner: int, id: str) -> Iterator[None]:
    """While it gets more pictures, nobody else changes it; afterwards every tab is told. Raises `DataError`."""
    with _changing:
        try:
            stored(owner, id)
        except Http404:
            message = (
                "the data set to which these pictures are to be added was deleted: bring it back, or import them anew"
            )
            raise DataError(Problem("own-missing", message, facts={"value": id})) from None
        yield
    _tell(owner, Stored.open(id))


def told(user: Any, found: Stored) -> dict[str, Any]:
    """As it is now, told to every tab as well."""
    _tell(user.pk, found)
    return described(found)


def _tell(owner: int, found: Stored) -> None:
    publish(owner, {"type": "own", "dataset": found.id, "version": found.current})


def put_away(user: Any, id: str) -> None:
    """Hide it; `bring_back` shows it again until it is cleared."""
    drafts.delete(owned(user, id))  # also where it is damaged, and could not be opened
    publish(user.pk, {"type": "own", "dataset": id, "version": None})


def bring_back(user: Any, id: str) -> dict[str, Any]:
    row = drafts.restore(OwnData, user, id)
    return told(user, stored(user, row.pk))


def clear_away(long_deleted: Any) -> None:
    """Remove for good what was deleted long ago."""
    here = ids()
    for row in long_deleted:
        if row.pk in here:
            remove(row.pk)
        row.delete()
