"""Small data sets of one's own for the tests of the interface: each picture is full of its own number."""

from base64 import b64decode

import numpy as np

from netsumiki.data.own import TEST, TRAIN, Plan, Stored
from netsumiki.studio import own


def made(user, classes=("cat", "dog"), each=6, side=8, channels=1, name="pets") -> Stored:
    """`each` pictures of every class: the last two are for testing; picture i is full of the number i."""
    told = own.create(user, name, Plan((side, side, channels)), list(classes))
    found = Stored.open(told["id"])
    numbers = np.arange(each * len(classes))
    pictures = np.zeros((len(numbers), side, side, channels), np.uint8) + numbers[:, None, None, None].astype(np.uint8)
    split = np.where(numbers % each >= each - 2, TEST, TRAIN)
    found.append(pictures, numbers // each, split, [f"{i}.png" for i in numbers])
    return Stored.open(found.id)


def numbers(text: str, kind: str) -> list:
    """What an answer's Base64 holds."""
    return np.frombuffer(b64decode(text), kind).tolist()


def rows(browser, id, query="") -> list[int]:
    answer = browser.send("get", f"own/{id}/rows?{query}")
    assert answer.status_code == 200, answer.content
    return numbers(answer.json()["rows"], "<i4")


def edited(browser, id, version, *changes):
    return browser.send("post", f"own/{id}/edits", {"version": version, "changes": list(changes)})
