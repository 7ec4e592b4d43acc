"""Pictures that are drawn or taken by the camera, added to a data set of one's own in its form.

They are read as any import is: by the worker, with its limits, for a page may send whatever it likes.
"""

from base64 import b64decode
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np

from netsumiki.data.own import TEST, TRAIN, Incoming, Refused, Stored, Version
from netsumiki.data.own.changes import clean
from netsumiki.engine.errors import DataError, Problem
from netsumiki.studio import own, uploads

EVERY = 5
"""Of each class the fifth is for testing, unless somebody says otherwise."""


def add(user: Any, id: str, samples: list[tuple[str, str]], split: str | None) -> dict[str, Any]:
    """A version with these (label, Base64 of a picture) too. Raises `DataError` when one cannot be read."""
    found = own.stored(user, id)
    contents = [_bytes(picture) for _, picture in samples]
    uploads.ask_for(user.pk, len(contents) * int(np.prod(found.shape)))
    pictures = _read(found, contents)

    def append(found: Stored) -> None:
        names = [clean(label) for label, _ in samples]
        classes = [*dict.fromkeys(names)]
        numbers = [classes.index(name) for name in names]
        found.append(pictures, numbers, _splits(names, found.version(), split), classes=classes)

    return own.change(user, id, None, append)


def _bytes(picture: str) -> bytes:
    try:
        return b64decode(picture, validate=True)
    except ValueError:
        raise DataError(Problem("picture-bytes", "the picture is not base64: send its bytes so encoded")) from None


def _splits(names: list[str], version: Version, split: str | None) -> list[int]:
    """What each is for: where it is not said, the fifth, tenth, … of its class is for testing."""
    if split is not None:
        return [{"train": TRAIN, "test": TEST}[split]] * len(names)
    seen = Counter(dict(zip(version.class_names, version.counts().sum(axis=1).tolist(), strict=True)))
    found = []
    for name in names:
        seen[name] += 1
        found.append(TEST if seen[name] % EVERY == 0 else TRAIN)
    return found


def _read(found: Stored, contents: list[bytes]) -> np.ndarray:
    """uint8 (n, H, W, C): the pictures in the form of the data set."""
    incoming = Incoming.begin()
    try:
        for number, content in enumerate(contents):
            with incoming.receive(f"{number:03}.png") as file:
                file.write(content)
        refused = incoming.survey().refused
        if not refused:
            pictures, refused = incoming.pictures(replace(found.plan, duplicates="keep"))
        if refused:
            raise _unusable(refused[0])
        return pictures
    finally:
        incoming.discard()


def _unusable(one: Refused) -> DataError:
    if one.reason == "empty":
        return DataError(Problem("picture-empty", one.message))
    message = f"a picture cannot be read: {one.message}"
    return DataError(Problem("sample-unreadable", message, facts={"reason": one.reason}))
