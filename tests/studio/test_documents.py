"""Drafts save themselves and never overwrite what another tab saved; versions never change."""

import pytest


@pytest.fixture
def draft(browser, recipe):
    return browser.send("post", "documents", {"name": "My network", "recipe": recipe, "positions": {}}).json()


def test_a_draft_is_saved_and_read_again(browser, draft, recipe):
    recipe["model"]["nodes"][0]["units"] = 5
    change = {"name": "Renamed", "recipe": recipe, "positions": {"dense": {"x": 3, "y": 4}}, "revision": 1}
    saved = browser.send("put", f"documents/{draft['id']}", change).json()
    assert saved["revision"] == 2
    again = browser.send("get", f"documents/{draft['id']}").json()
    assert (again["name"], again["recipe"], again["positions"]) == ("Renamed", recipe, {"dense": {"x": 3, "y": 4}})


def test_the_later_of_two_tabs_is_told_and_gets_the_other_draft(browser, draft, recipe):
    change = {"name": "First tab", "recipe": recipe, "positions": {}, "revision": 1}
    browser.send("put", f"documents/{draft['id']}", change)
    answer = browser.send("put", f"documents/{draft['id']}", change | {"name": "Second tab"})
    assert answer.status_code == 409
    assert answer.json()["problems"][0]["code"] == "draft-changed"
    assert answer.json()["current"]["name"] == "First tab"
    assert browser.send("get", f"documents/{draft['id']}").json()["name"] == "First tab"


def test_a_version_stays_as_it_was(browser, draft, recipe):
    kept = browser.send("post", f"documents/{draft['id']}/versions", {"name": "Before"}).json()
    changed = {**recipe, "name": "other"}
    change = {"name": "x", "recipe": changed, "positions": {}, "revision": 1}
    browser.send("put", f"documents/{draft['id']}", change)
    version = browser.send("get", f"documents/{draft['id']}/versions/{kept['number']}").json()
    assert version["recipe"] == recipe
    second = browser.send("post", f"documents/{draft['id']}/versions", {"name": "After"}).json()
    assert (second["number"], second["recipe"]) == (2, changed)
    listed = browser.send("get", f"documents/{draft['id']}/versions").json()
    assert [v["name"] for v in listed] == ["After", "Before"]


def test_a_deleted_draft_comes_back(browser, draft):
    assert browser.send("delete", f"documents/{draft['id']}").status_code == 204
    assert browser.send("get", f"documents/{draft['id']}").status_code == 404
    assert browser.send("post", f"documents/{draft['id']}/restore").json()["id"] == draft["id"]
    assert browser.send("get", f"documents/{draft['id']}").status_code == 200


def test_nobody_else_sees_a_draft(stranger, draft):
    assert stranger.send("get", "documents").json() == []
    assert stranger.send("get", f"documents/{draft['id']}").status_code == 404


@pytest.mark.parametrize("content", [[], {"name": ""}, {"name": "x", "recipe": "no object"}, "text"])
def test_a_malformed_draft_is_refused_in_words(browser, content):
    answer = browser.send("post", "documents", content)
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["message"]
