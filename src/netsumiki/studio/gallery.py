"""The data sets as the Data page shows them: what is there, how many of each class, and how the examples look."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from netsumiki.data import Augmenter, Data, Preprocessing, Split, datasets, enlargements, load, mnist, strokes
from netsumiki.data.drawings import FILE
from netsumiki.data.idx import read_idx
from netsumiki.data.own import Stored, Version
from netsumiki.data.storage import user_folder
from netsumiki.data.strokes import TESTING, TRAINING
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.workspace import Streams
from netsumiki.studio import own, preparing
from netsumiki.studio.naming import OWN, is_own
from netsumiki.studio.problems import as_json
from netsumiki.studio.splits import Which, is_kept, known, must_have, split_named

POINTS = 1_000  # that a toy has if nobody says otherwise

_cards: dict[tuple, bytes] = {}
"""The small first sheets by which the gallery shows what is there: else one card would push out the other's data."""
MOST_CARDS, LARGEST_CARD = 2, 40
FIRST = 1_000
"""So many pictures of MNIST are read by themselves: all of it would stay in memory."""


# -- the list ---------------------------------------------------------------------------------------------------------


def all_of(user: Any) -> list[dict[str, Any]]:
    """Every registered data set and one's own ones; no picture is read for it."""
    return [described(name) for name in datasets if name != OWN] + [_owned(id) for id in own.ids_of(user)]


def described(name: str) -> dict[str, Any]:
    """One data set with its state and, where it is there, how many examples each class has."""
    part, found = datasets.describe_one(name), preparing.preparation(name)
    row = {key: part[key] for key in ("name", "label", "summary")}
    shape = datasets.create(name).example_shape
    row |= {"kind": datasets[name].kind, "shape": list(shape) if shape else None}
    row |= _presence(name)
    if found and row["state"] != "ready":
        row |= found.as_json()
    return row


def _owned(id: str) -> dict[str, Any]:
    """The same of one's own data set, also of one that is damaged, so that it can be deleted."""
    label = id
    try:
        found = Stored.open(id)
        label = found.name
        return _whole(found, found.version())
    except DataError as error:
        row = {"name": f"{OWN}:{id}", "label": label, "summary": "", "kind": "pictures"}
        return row | {"state": "failed", "problems": [as_json(p) for p in error.problems]}


def _whole(found: Stored, version: Version) -> dict[str, Any]:
    """Where nothing is for training or for testing, it cannot be learnt yet."""
    counts = version.counts().T.tolist()
    numbers = {"train": sum(counts[0]), "test": sum(counts[1]), "train_counts": counts[0], "test_counts": counts[1]}
    row: dict[str, Any] = {"name": f"{OWN}:{found.id}", "label": found.name, "summary": "", "kind": "pictures"}
    row |= {"shape": list(found.shape), "class_names": list(version.class_names), "where": str(found.folder)}
    if numbers["train"] and numbers["test"]:
        return row | numbers | {"state": "ready"}
    message = "it needs pictures for training and for testing: add some, or divide those that there are"
    problem = Problem("own-split", message, facts={"value": found.name})
    return row | numbers | {"state": "missing", "problems": [as_json(problem)]}


def _presence(name: str) -> dict[str, Any]:
    """State, place and counts."""
    if name == "mnist":
        folder = mnist.locate()
        if folder is None:
            return {"state": "missing"}
        try:
            return {"state": "ready", "where": str(folder), **_counts(_digits(), *_mnist_labels(folder))}
        except DataError as error:
            return {"state": "failed", "where": str(folder), "problems": [as_json(p) for p in error.problems]}
    if name == "strokes":
        splits = (np.arange(count) % 10 for count in (TRAINING, TESTING))  # as many of each digit, by construction
        return {"state": "ready", "where": str(user_folder() / "strokes"), **_counts(_digits(), *splits)}
    if name == "drawings":
        return _drawings()
    data = _text(name) if datasets[name].kind == "text" else _toy(name, POINTS)
    return {"state": "ready", **_counts(data.class_names, data.train.labels, data.test.labels)}


def _drawings() -> dict[str, Any]:
    where = {"where": str(user_folder() / FILE)}
    try:
        data = load("drawings")
    except DataError as error:
        return {"state": "missing", "problems": [as_json(p) for p in error.problems], **where}
    return {"state": "ready", **where, **_counts(data.class_names, data.train.labels, data.test.labels)}


def _counts(names: tuple[str, ...], train: np.ndarray, test: np.ndarray) -> dict[str, Any]:
    train_counts, test_counts = (np.bincount(labels, minlength=len(names)).tolist() for labels in (train, test))
    counts = {"train_counts": train_counts, "test_counts": test_counts}
    return {"class_names": list(names), "train": len(train), "test": len(test), **counts}


def _digits() -> tuple[str, ...]:
    return tuple("0123456789")


@lru_cache(maxsize=2)
def _mnist_labels(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    names = [name for name in mnist.MD5_SUMS if "labels" in name]
    train, test = (read_idx(mnist.file_of(folder, name) or folder) for name in names)
    return train, test


@lru_cache(maxsize=16)
def _toy(name: str, count: int) -> Data:
    return load({"dataset": name, "count": count})


@lru_cache(maxsize=4)
def _text(name: str) -> Data:
    return load(name)


# -- getting them -----------------------------------------------------------------------------------------------------


def prepare(user: Any, name: str, folder: str | None) -> dict[str, Any]:
    """Begin to download or make it, or take its files from a folder. Raises `DataError` when the folder is wrong."""
    known(name)
    if folder is not None:
        if name != "mnist":
            raise preparing.folder_refused(name)
        preparing.take_mnist(folder)
        preparing.cancel(name)  # a download that was under way is needed no longer
    elif described(name)["state"] != "ready" and name != "drawings":
        preparing.begin(name, user.pk)
    return described(name)


def cancel(user: Any, name: str) -> dict[str, Any]:
    known(name)
    preparing.cancel(name, user.pk)
    return described(name)


# -- looking at them --------------------------------------------------------------------------------------------------


def examples(user: Any, name: str, which: Which, label: int | None, start: int, count: int) -> dict[str, Any]:
    """Which examples a sheet of pictures shows."""
    split = split_named(user, name, which)
    rows = _rows(split, label)
    shown = rows[start : start + count]
    return {"total": len(rows), "labels": split.labels[shown].tolist(), "rows": shown.tolist()}


def sheet(user: Any, name: str, which: Which, label: int | None, start: int, count: int, columns: int) -> bytes:
    """PNG: these examples in rows of `columns`, in their own size and without gaps."""
    card = name, mnist.locate() if name == "mnist" else None, which, label, start, count, columns
    if picture := _cards.get(card):
        return picture
    picture = png(_pictures(user, name, which, label, start, count), columns)
    if name != "drawings" and not is_own(name) and label is None and start == 0 and count <= LARGEST_CARD:
        while len(_cards) >= MOST_CARDS:
            _cards.pop(next(iter(_cards)), None)
        _cards[card] = picture
    return picture


def of_rows(user: Any, name: str, which: Which, rows: list[int], columns: int) -> bytes:
    """PNG: the examples of these numbers, in this order. Raises `DataError` when there is no such one."""
    split = split_named(user, name, which)
    if max(rows) >= len(split):
        message = f"there is no example {max(rows)} among the {len(split)}: choose one from 0 to {len(split) - 1}"
        raise DataError(Problem("no-examples", message, facts={"value": max(rows), "count": len(split)}))
    return png(split.inputs[rows], columns)


def _pictures(user: Any, name: str, which: Which, label: int | None, start: int, count: int) -> np.ndarray:
    if name == "strokes" and label is None and not strokes.is_made():
        # the first page shows a few: all 70,000 would keep every core busy for a while
        first, end = (0, TRAINING) if which == "train" else (TRAINING, TRAINING + TESTING)
        return strokes.excerpt(first + start, min(count, end - first - start))
    folder = mnist.locate() if name == "mnist" and label is None and start + count <= FIRST else None
    if folder and not is_kept(name, which):
        return mnist.pictures(folder, mnist.PREFIXES[which], start + count)[start:]
    split = split_named(user, name, which)
    return split.inputs[_rows(split, label)[start : start + count]]


def augmented(
    user: Any, name: str, augmentation: list[Any], enlargement: Any, start: int, count: int, columns: int, seed: int
) -> bytes:
    """PNG: training pictures as a training changes them, with the random numbers of `seed`.

    Of the pictures that an enlargement makes of each, one is shown.
    """
    augmenter, preprocessing = Augmenter(augmentation), Preprocessing()
    split = split_named(user, name, "train")
    pictures = split.inputs[(start + np.arange(count)) % len(split)]
    if enlargement is not None:
        made = enlargements.create(enlargement).enlarged(Split(pictures, np.zeros(count, int))).inputs
        each = len(made) // count
        pictures = made[np.arange(count) * each + Streams(seed)["enlargement"].integers(each, size=count)]
    if augmenter:
        drawn = augmenter.draw(Streams(seed)["augmentation"], count, split.input_shape)
        images = preprocessing.to_unit(pictures)
        changed = augmenter.apply(images, drawn, np.empty_like(images))
        pictures = np.rint(changed.clip(0, 1) * 255).astype(np.uint8)
    return png(pictures, columns)


def points(user: Any, name: str, count: int) -> dict[str, Any]:
    """Coordinates and classes of the first so many training points."""
    known(name)
    must_have(name, "points")
    train = _toy(name, max(count, POINTS)).train.take(slice(count))
    x, y = train.inputs.astype(float).round(4).T.tolist()
    return {"x": x, "y": y, "label": train.labels.tolist()}


def lines(user: Any, name: str, which: Which, label: int | None, start: int, count: int, every: int) -> dict[str, Any]:
    """Examples of a text: what is read, and the character that follows; each begins `every` characters further on."""
    known(name)
    must_have(name, "text")
    data = _text(name)
    split = data.train if which == "train" else data.test
    rows, names = _rows(split, label), data.class_names
    shown = [
        {"row": row, "text": "".join(names[int(c)] for c in split.inputs[row]), "next": names[split.labels[row]]}
        for row in rows[start::every][:count].tolist()
    ]
    return {"total": len(rows), "lines": shown}


def _rows(split: Split, label: int | None) -> np.ndarray:
    return np.arange(len(split)) if label is None else np.flatnonzero(split.labels == label)


def png(pictures: np.ndarray, columns: int) -> bytes:
    if not len(pictures):
        raise DataError(Problem("no-examples", "there are no examples here: go back to the beginning"))
    count, height, width, channels = pictures.shape
    columns = min(columns, count)
    rows = -(-count // columns)
    cells = np.zeros((rows * columns, height, width, channels), np.uint8)
    cells[:count] = pictures
    whole = cells.reshape(rows, columns, height, width, channels).swapaxes(1, 2)
    whole = whole.reshape(rows * height, columns * width, channels)
    file = BytesIO()
    Image.fromarray(whole[..., 0] if channels == 1 else whole[..., :3]).save(file, "PNG", compress_level=3)
    return file.getvalue()
