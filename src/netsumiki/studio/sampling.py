"""Pictures that are drawn or taken by the camera, added to a data set of one's own in its form.

They are read as any import is: by the worker, with its limits, for a page may send whatever it likes.
"""

from base64 import b64decode
from typing import Any

import numpy as np

from netsumiki.data.own import TEST, TRAIN, Incoming, Plan, Stored
from netsumiki.engine.errors import DataError, Problem
from netsumiki.studio import own, uploads

EVERY = 5
"""Of each class the fifth is for testing, unless somebody says otherwise."""


def add(user: Any, id: str, samples: list[tuple[str, str]], split: str | None) -> dict[str, Any]:
    """A version with these (label, Base64 of a picture) too. Raises `DataError` when one cannot be read."""
    shape = own.stored(user, id).shape
    contents = [_bytes(picture) for _, picture in samples]
    uploads.ask_for(user.pk, len(contents) * int(np.prod(shape)))
    with own.making():
        pictures = _read(own.stored(user, id), contents)

    def append(found: Stored) -> None:
        names, labels = [label for label, _ in samples], found.version().class_names
        new = [name for name in dict.fromkeys(names) if name not in labels]
        if new:
            found.edit(*({"change": "add_class", "name": name} for name in new))
        version = found.version()
        numbers = np.array([version.index(name) for name in names])
        found.append(pictures, numbers, _splits(numbers, version.counts(), split))

    return own.change(user, id, None, append)


def _bytes(picture: str) -> bytes:
    try:
        return b64decode(picture, validate=True)
    except ValueError:
        raise DataError(Problem("picture-bytes", "the picture is not base64: send its bytes so encoded")) from None


def _splits(numbers: np.ndarray, counts: np.ndarray, split: str | None) -> np.ndarray:
    """What each is for: where it is not said, the fifth, tenth, … of its class is for testing."""
    if split is not None:
        return np.full(len(numbers), {"train": TRAIN, "test": TEST}[split])
    seen, found = counts.sum(axis=1), np.full(len(numbers), TRAIN)
    for place, number in enumerate(numbers):
        seen[number] += 1
        if seen[number] % EVERY == 0:
            found[place] = TEST
    return found


def _read(found: Stored, contents: list[bytes]) -> np.ndarray:
    """uint8 (n, H, W, C): the pictures in the form of the data set."""
    incoming = Incoming.begin()
    try:
        for number, content in enumerate(contents):
            with incoming.receive(f"{number:03}.png") as file:
                file.write(content)
        survey = incoming.survey()
        if survey.refused_count:
            first = survey.refused[0]
            message = f"a picture cannot be read: {first.message}"
            raise DataError(Problem("sample-unreadable", message, facts={"reason": first.reason}))
        made = incoming.commit("", Plan(found.shape, **found.preparation, duplicates="keep"))
    finally:
        incoming.discard()
    order = np.argsort(made.file_names())
    pictures = np.array(made.pictures)[order]
    made.delete()
    return pictures
