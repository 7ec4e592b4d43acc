"""Files that are added to a data set of one's own: whose it is, what is seen before, and what becomes of it."""

import pytest

from netsumiki.data.own import Stored
from tests.studio.background import settled
from tests.studio.imports import begun, ended, left, pets, surveyed
from tests.studio.own_sets import made

pytestmark = pytest.mark.usefixtures("no_imports")

stores = pytest.mark.django_db(transaction=True)
"""The job writes in a thread of its own."""


@stores
def test_files_are_compared_with_the_data_set_and_become_a_new_version_of_it(browser, user, folder):
    stored = made(user, ("cat", "bird"), side=12, channels=3)
    id, found = surveyed(browser, pets() | {"pets/dog/broken.png": b"no"}, into=stored.id)
    assert found["into"] == stored.id and found["survey"]["suggestion"]["shape"] == [12, 12, 3]
    assert [one["name"] for one in found["survey"]["refused"]] == ["pets/dog/broken.png"]
    assert found["survey"]["known_count"] == 0
    assert browser.send("post", f"own/imports/{id}/commit", {}).status_code == 202
    done = ended(browser, id)
    assert (done["state"], done["dataset"]) == ("imported", stored.id), done
    own = browser.send("get", f"own/{stored.id}").json()
    assert [one["name"] for one in own["classes"]] == ["cat", "bird", "dog"] and own["pictures"] == 18
    assert own["undo"] == {"change": "append", "count": 6} and own["version"] == 3
    assert left(folder) == [stored.id]

    id, found = surveyed(browser, pets(each=4), into=stored.id)
    known = found["survey"]["known"]
    assert found["survey"]["known_count"] == 6 and {"name": "pets/cat/0.png", "label": "cat"} in known
    plan = found["survey"]["suggestion"] | {"duplicates": "keep"}
    browser.send("post", f"own/imports/{id}/commit", {"plan": plan})
    assert ended(browser, id)["state"] == "imported"
    undone = browser.send("post", f"own/{stored.id}/undo", {"version": 4}).json()
    assert undone["pictures"] == 18 and undone["redo"] == {"change": "append", "count": 8}


def test_nobody_adds_to_the_data_set_of_somebody_else(browser, stranger, user):
    stored = made(user)
    for id in (stored.id, "0" * 16, "../x", ""):
        assert stranger.send("post", "own/imports", {"name": "x", "into": id}).status_code == 404
    assert stranger.send("get", "own/imports").json() == []


@stores
def test_a_data_set_that_is_deleted_meanwhile_is_told_and_stays_as_it_was(browser, user, folder):
    stored = made(user, side=12, channels=3)
    id, _ = surveyed(browser, pets(), into=stored.id)
    browser.send("delete", f"own/{stored.id}")
    browser.send("post", f"own/imports/{id}/commit", {})
    found = ended(browser, id)
    assert found["state"] == "failed" and found["problems"][0]["code"] == "own-missing"
    assert Stored.open(stored.id).current == 2
    browser.send("post", f"own/{stored.id}/restore")
    browser.send("post", f"own/imports/{id}/commit", {})
    assert ended(browser, id)["state"] == "imported"


@stores
@pytest.mark.parametrize("step", ["survey", "commit"])
def test_what_is_cancelled_changes_nothing(browser, user, folder, step):
    stored = made(user, side=12, channels=3)
    id, _ = surveyed(browser, pets(each=40), into=stored.id)
    assert browser.send("post", f"own/imports/{id}/{step}", {}).status_code == 202
    assert browser.send("delete", f"own/imports/{id}").status_code == 204
    settled(lambda: left(folder) == [stored.id])
    assert Stored.open(stored.id).current == 2


@stores
def test_another_form_than_that_of_the_data_set_is_refused_in_words(browser, user):
    stored = made(user, side=12, channels=3)
    id, found = surveyed(browser, pets(), into=stored.id)
    for change in ({"shape": [16, 16, 3]}, {"placing": "crop"}, {"invert": True}, {"label": "x" * 101}):
        plan = found["survey"]["suggestion"] | change
        answer = browser.send("post", f"own/imports/{id}/commit", {"plan": plan})
        told = answer.json() if answer.status_code == 422 else ended(browser, id)
        assert told["problems"][0]["code"] in ("own-form", "own-class-name"), change
    assert Stored.open(stored.id).current == 2


def test_an_import_into_a_data_set_is_one_of_those_that_are_open(browser, user):
    stored = made(user)
    id = begun(browser, into=stored.id)
    assert [(one["id"], one["into"]) for one in browser.send("get", "own/imports").json()] == [(id, stored.id)]
