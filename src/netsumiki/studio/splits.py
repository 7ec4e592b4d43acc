"""The examples of data sets as all pages ask for them: of pictures, one set at a time is kept in memory."""

import json
from functools import lru_cache
from threading import Lock
from typing import Any, Literal

from django.http import Http404

from netsumiki.data import Data, Split, datasets, load, mnist
from netsumiki.data.drawings import FILE
from netsumiki.data.storage import user_folder
from netsumiki.engine.errors import DataError, Problem
from netsumiki.studio import preparing
from netsumiki.studio.naming import OWN, is_own, name_of, spec_of

Which = Literal["train", "test"]
ASKED_BY = {"pictures": "thumbnails", "points": "points", "text": "lines"}
"""How examples of each kind are asked for."""

_lock = Lock()
_kept: dict[str, tuple[Any, dict[Which, Split]]] = {}
"""{name: (what would change with it, its splits)}. MNIST takes 55 MB, so only what is asked for is read of it."""


def is_kept(name: str, which: Which) -> bool:
    return which in _kept.get(name, (None, {}))[1]


def split_of(user: Any, spec: Any, which: Which) -> Split:
    """One split of the data set that a recipe names, of whatever kind. Raises `DataError` when it is not there."""
    dataset = datasets.create(spec)
    if dataset.kind == "pictures":
        return split_named(user, name_of(dataset.spec()), which)
    data = _of_recipe(json.dumps(dataset.spec()))
    return data.train if which == "train" else data.test


@lru_cache(maxsize=2)
def _of_recipe(spec: str) -> Data:
    return load(json.loads(spec))


def split_named(user: Any, name: str, which: Which) -> Split:
    """One split of a data set of pictures, from memory if it was the last one asked for."""
    if is_own(name):
        mine = _of_recipe(json.dumps(spec_of(user, name)))
        return mine.train if which == "train" else mine.test
    known(name)
    must_have(name, "pictures")
    folder = mnist.locate() if name == "mnist" else user_folder()
    if folder is None:
        raise DataError(Problem("data-missing", "MNIST is not on this machine yet: download it, or name its folder"))
    file = folder / FILE
    version = (folder, file.stat().st_mtime_ns if name == "drawings" and file.exists() else 0)
    with _lock:  # two requests for a set that is not there yet must not both make it
        kept, splits = _kept.get(name, (None, {}))
        if kept != version:
            _kept.clear()  # before the next one is read, so that there are never two
            splits = {}
        if which not in splits:
            splits |= {which: mnist.split(folder, which)} if name == "mnist" else _both(user, name)
            _kept[name] = (version, splits)
    return splits[which]


def _both(user: Any, name: str) -> dict[Which, Split]:
    made = preparing.Preparation(key=name, owner=user.pk)  # strokes are drawn when they are first wanted
    data = load(name, progress=made.progress)
    if made.parts:
        made.tell("ready")
    return {"train": data.train, "test": data.test}


def known(name: str) -> None:
    """Raises `Http404` when no data set that comes along has this name."""
    if name not in datasets or name == OWN:
        raise Http404("there is no such data set: choose one of the list")


def must_have(name: str, kind: str) -> None:
    """Raises `DataError` when its examples are of another kind."""
    own = datasets[name].kind
    if own != kind:
        message = f"{name} has {own}, no {kind}: ask for its {ASKED_BY[own]}"
        raise DataError(Problem(f"not-{kind}", message))
