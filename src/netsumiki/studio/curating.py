"""Looking through one's own data: which pictures a filter leaves, how they look, and what a model says of them.

Pictures are called by their row, which never changes.
"""

from base64 import b64encode
from hashlib import sha256
from typing import Any, Literal

import numpy as np
from django.http import Http404
from PIL import Image

from netsumiki.data.own import Stored, Version
from netsumiki.engine.errors import DataError, Problem
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.submission import submission
from netsumiki.studio import own
from netsumiki.studio.explaining import Read, Tell, begin, described, read
from netsumiki.studio.gallery import png
from netsumiki.studio.lessons import Kept, guessed
from netsumiki.studio.resemblance import READING

Only = Literal["wrong", "unsure", "duplicate"]
UNSURE = 0.8
"""A model that gives its best class less than this is unsure."""
NOTHING = -1
"""For the number of a class that the data set does not have."""
_answers = Kept(2)


def rows(
    user: Any,
    id: str,
    number: int | None,
    label: int | None,
    split: str | None,
    only: Only | None,
    model_id: str | None,
) -> dict[str, Any]:
    """Every picture that the filter leaves: see `api.own_schemas.RowsOut`, or `JobOut` while a model still reads.

    Raises: `Http404` when data set or model are not there, `DataError` when the filter makes no sense.
    """
    found = own.stored(user, id)
    version = found.version(number)
    left = version.rows(split, label)
    guesses = sure = groups = None
    if model_id is not None:
        answers = _answers_of(user, found, model_id)
        if isinstance(answers, dict):
            return answers
        names, guesses, sure = answers
        guesses = _renumbered(names, version)[guesses]
    if only == "duplicate":
        groups = _groups(found)
        left = left[groups[left] >= 0]
        numbers, counts = np.unique(groups[left], return_counts=True)
        left = left[np.isin(groups[left], numbers[counts > 1])]  # the others of its group may be filtered out
        left = left[np.argsort(groups[left], kind="stable")]
    elif only is not None:
        if guesses is None or sure is None:
            message = "only a model can tell what is wrong or unsure: choose the model that is to look"
            raise DataError(Problem("no-model-chosen", message))
        wrong = guesses[left] != version.labels[left]
        left = left[wrong if only == "wrong" else sure[left] < UNSURE]
        left = left[np.argsort(-sure[left] if only == "wrong" else sure[left], kind="stable")]
    return {
        "version": version.number,
        "total": len(left),
        "rows": _text(left, "<i4"),
        "labels": _text(version.labels[left], "<i2"),
        "splits": _text(version.split[left], "u1"),
        "groups": None if groups is None else _text(groups[left], "<i4"),
        "guesses": None if guesses is None else _text(guesses[left], "<i2"),
        "sure": None if sure is None else _text(sure[left], "<f4"),
    }


def _groups(found: Stored) -> np.ndarray:
    """int32 (rows,): the first of those that look like this one, itself among them; -1 where there is no other one."""
    same, near = found.duplicates()
    first = np.where(same >= 0, same, np.arange(len(same)))
    groups = np.where(near[first] >= 0, near[first], same)
    heads = np.unique(groups[groups >= 0])
    groups[heads] = heads
    return groups


def _text(array: np.ndarray, kind: str) -> str:
    return b64encode(np.ascontiguousarray(array, kind).tobytes()).decode("ascii")


# -- what a model says ------------------------------------------------------------------------------------------------

Answers = tuple[tuple[str, ...], np.ndarray, np.ndarray]
"""The model's class names, the number of the one that it takes each picture for, and how sure it is."""


def answers(user: Any, id: str, number: int | None, model_id: str) -> bytes | dict[str, Any]:
    """What the model takes each picture for, as a table in the order in which they came; or the job, as in `rows`."""
    found = own.stored(user, id)
    version = found.version(number)
    told = _answers_of(user, found, model_id)
    if isinstance(told, dict):
        return told
    names, guesses, _ = told
    return submission(names[k] for k in guesses[version.rows()])


def _answers_of(user: Any, found: Stored, model_id: str) -> Answers | dict[str, Any]:
    """For every row; or the job that finds them out."""
    this = read(user, model_id)
    key = (this.key, found.id, len(found.pictures))
    known = _answers.find(key)
    if known is None:
        _check_fits(this.model, found)
        if not len(found.pictures):
            return this.model.class_names, np.zeros(0, np.int64), np.zeros(0, np.float32)
        same = sha256(repr((user.pk, key)).encode()).hexdigest()[:16]
        job = begin(user, model_id, "reading", lambda tell: _read(this, found, key, tell), same)
        known = _answers.find(key)
        if known is None:
            return described(job)
    return known


def _read(this: Read, found: Stored, key: Any, tell: Tell) -> None:
    pictures = found.pictures
    guesses, sure = guessed(
        this.model, lambda some: pictures[some], len(pictures), lambda *progress: tell(READING, *progress)
    )
    _answers.keep(key, (this.model.class_names, guesses, sure))


def _check_fits(model: Model, found: Stored) -> None:
    if model.input_shape != found.shape:
        message = f"the model reads examples of shape {model.input_shape}, these pictures are {found.shape}: "
        message += "choose a model that was trained on pictures of their size"
        facts = {"got": list(found.shape), "expected": list(model.input_shape)}
        raise DataError(Problem("model-other-size", message, facts=facts))


def _renumbered(names: tuple[str, ...], version: Version) -> np.ndarray:
    """The number of each of the model's classes in the data set, by its name."""
    own_names = {name: number for number, name in enumerate(version.class_names)}
    return np.array([own_names.get(name, NOTHING) for name in names], np.int64)


# -- how they look ----------------------------------------------------------------------------------------------------


def sheet(user: Any, id: str, rows: list[int] | range, columns: int, side: int | None) -> bytes:
    """PNG: these pictures in rows of `columns`, without gaps, made smaller where a side is longer than `side`.

    A range may go beyond the last one.
    """
    pictures = own.stored(user, id).pictures
    if isinstance(rows, range):
        rows = list(rows[: max(0, len(pictures) - rows.start)])
    elif max(rows) >= len(pictures):
        message = f"there are {len(pictures):,} pictures, and not all of these are among them: look at the list again"
        raise DataError(Problem("own-rows", message, facts={"value": max(rows)}))
    return png(_smaller(pictures[rows], side), columns)


def _smaller(pictures: np.ndarray, side: int | None) -> np.ndarray:
    _, height, width, channels = pictures.shape
    longest = max(height, width)
    if side is None or side >= longest or not len(pictures):
        return pictures
    size = max(1, round(width * side / longest)), max(1, round(height * side / longest))
    shown = (Image.fromarray(one[..., 0] if channels == 1 else one) for one in pictures)
    small = [np.asarray(one.resize(size, Image.Resampling.BOX)) for one in shown]
    return np.stack(small).reshape(len(small), size[1], size[0], channels)


def picture(user: Any, id: str, row: int, number: int | None) -> dict[str, Any]:
    """All that is known of one picture. Raises `Http404` when the version has no such one."""
    found = own.stored(user, id)
    version = found.version(number)
    if row not in version.rows():
        raise Http404("there is no such picture in this version: look at the list again")
    groups = _groups(found)
    others = np.flatnonzero((groups == groups[row]) & (groups >= 0)).tolist()
    return {
        "row": row,
        "name": found.file_names()[row],
        "label": version.class_names[version.labels[row]],
        "split": ("train", "test", "left_out")[version.split[row]],
        "alike": [other for other in others if other != row],
        "picture": b64encode(png(found.pictures[row : row + 1], 1)).decode("ascii"),
    }
