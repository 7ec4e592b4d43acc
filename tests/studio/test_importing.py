"""An import in the studio: sent in pieces, surveyed, seen, stored, cancelled; and what is refused on the way."""

import errno
import json
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from netsumiki.data.own import Incoming
from netsumiki.engine.errors import DataError, Problem
from netsumiki.studio import importing, uploads
from netsumiki.studio.models import OwnData
from tests.data.own.shapes import encoded
from tests.studio.background import settled
from tests.studio.imports import begun, bundled, ended, left, pets, png, put, state, surveyed, zipped

PIECE = 1_000


pytestmark = pytest.mark.usefixtures("no_imports")

stores = pytest.mark.django_db(transaction=True)
"""The job that makes a data set writes down whose it is, in a thread of its own."""


@stores
def test_a_zip_in_pieces_becomes_a_data_set_of_ones_own(browser, folder):
    id, body = begun(browser), zipped(pets())
    for start in range(0, len(body), PIECE):
        answer = put(browser, f"{id}/pieces?name=pets.zip&offset={start}", body[start : start + PIECE])
        assert answer.status_code == 200, answer.content
    assert answer.json() == {"received": len(body), "files": 1}
    assert browser.send("post", f"own/imports/{id}/survey").json()["state"] in ("surveying", "surveyed")
    found = ended(browser, id)
    assert found["state"] == "surveyed", found
    assert [(one["name"], one["count"]) for one in found["survey"]["classes"]] == [("cat", 3), ("dog", 3)]
    assert found["survey"]["sizes"] == [{"height": 12, "width": 12, "count": 6}] and found["survey"]["colour"] == 6
    assert browser.send("post", f"own/imports/{id}/commit", {"name": "Pets"}).status_code == 202
    done = ended(browser, id)
    assert done["state"] == "imported", done
    (listed,) = browser.send("get", "own").json()
    assert listed["id"] == done["dataset"] and listed["name"] == "Pets" and listed["pictures"] == 6
    assert left(folder) == [listed["id"]], "nothing else is left"


@stores
def test_what_shows_nothing_in_the_form_that_is_chosen_is_named_when_all_else_is_stored(browser):
    id, found = surveyed(browser, pets() | {"pets/cat/white.png": encoded(np.full((12, 12), 255, np.uint8))})
    plan = found["survey"]["suggestion"] | {"shape": [28, 28, 1], "placing": "digit", "duplicates": "keep"}
    browser.send("post", f"own/imports/{id}/commit", {"name": "Pets", "plan": plan})
    done = ended(browser, id)
    assert done["state"] == "imported", done
    assert [(one["name"], one["reason"]) for one in done["lost"]] == [("pets/cat/white.png", "empty")]
    assert done["lost_count"] == 1 and browser.send("get", "own").json()[0]["pictures"] == 6


def test_a_picked_folder_is_previewed_as_it_will_be_stored_and_what_cannot_be_read_is_listed(browser):
    id, found = surveyed(browser, pets() | {"pets/cat/broken.png": b"no picture", "pets/<b>.txt": b"x"})
    assert found["survey"]["kind"] == "folders" and found["files"] == 8 and found["survey"]["pictures"] == 6
    refused = {one["name"]: one for one in found["survey"]["refused"]}
    assert any(name.endswith("broken.png") for name in refused)
    assert all(one["reason"] and one["message"] for one in refused.values())
    plan = found["survey"]["suggestion"] | {"shape": [16, 20, 1], "placing": "stretch"}
    answer = browser.send("post", f"own/imports/{id}/preview", {"plan": plan, "columns": 3})
    assert answer.status_code == 200, answer.content
    samples = len(found["survey"]["samples"])
    assert Image.open(BytesIO(answer.content)).size == (3 * 20, -(-samples // 3) * 16)


def test_nothing_to_be_imported_is_told_in_words(browser, folder):
    id = begun(browser)
    assert browser.send("post", f"own/imports/{id}/survey").json()["problems"][0]["code"] == "upload-empty"
    put(browser, f"{id}/files", bundled({"a/readme.txt": b"no picture"}))
    browser.send("post", f"own/imports/{id}/survey")
    found = ended(browser, id)
    assert found["state"] == "failed" and found["problems"][0]["message"]


def test_steps_out_of_order_are_refused_with_409(browser):
    id = begun(browser)
    plan = {"plan": {"shape": [8, 8, 1]}}
    assert browser.send("post", f"own/imports/{id}/commit", {"name": "x"}).status_code == 409
    assert browser.send("post", f"own/imports/{id}/preview", plan).status_code == 409
    put(browser, f"{id}/pieces?name=a.zip&offset=0", b"12345")
    answer = put(browser, f"{id}/pieces?name=a.zip&offset=9", b"678")
    assert answer.status_code == 409 and answer.json()["problems"][0]["facts"] == {"offset": 5}
    assert put(browser, f"{id}/pieces?name=a.zip&offset=5", b"678").json()["received"] == 8


def test_files_whose_answer_was_lost_may_be_sent_again(browser):
    id = begun(browser)
    for _ in range(2):
        answer = put(browser, f"{id}/files", bundled(pets()))
    assert answer.json() == {"received": sum(map(len, pets().values())), "files": 6}


def test_a_piece_for_which_the_disk_has_no_room_leaves_nothing_of_its_file(browser, folder):
    id = begun(browser)
    put(browser, f"{id}/pieces?name=a.zip&offset=0", b"12345")
    uploads._uploads[id]._writing.file = Full()
    answer = put(browser, f"{id}/pieces?name=a.zip&offset=5", b"678")
    assert answer.status_code == 422 and answer.json()["problems"][0]["code"] == "disk-full"
    assert (state(browser, id)["received"], state(browser, id)["files"]) == (0, 0)
    assert not [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size == 5]
    assert put(browser, f"{id}/pieces?name=a.zip&offset=5", b"678").json()["problems"][0]["facts"] == {"offset": 0}


class Full:
    def write(self, content):
        raise OSError(errno.ENOSPC, "No space left on device")


# -- cancelling -------------------------------------------------------------------------------------------------------


def test_a_file_of_which_the_last_bytes_find_no_room_did_not_arrive(browser, monkeypatch):
    def end():
        raise DataError(Problem("disk-full", "the disk is full: free some space"))

    id = begun(browser)
    assert put(browser, f"{id}/pieces?name=a.png&offset=0", png(1)).json()["files"] == 1
    monkeypatch.setattr(uploads._uploads[id]._writing, "end", end)
    assert put(browser, f"{id}/pieces?name=b.png&offset=0", png(2)).status_code == 422
    assert (state(browser, id)["files"], state(browser, id)["received"]) == (0, 0)


def test_what_is_cancelled_leaves_nothing_behind(browser, folder):
    id = begun(browser)
    put(browser, f"{id}/files", bundled(pets()))
    assert left(folder) != []
    assert browser.send("delete", f"own/imports/{id}").status_code == 204
    assert browser.send("get", f"own/imports/{id}").status_code == 404 and left(folder) == []


@stores
@pytest.mark.parametrize("step", ["survey", "commit"])
def test_what_goes_on_is_cancelled_too(browser, folder, step):
    """The job tells how far it is, hears that nobody wants it any more, and clears away after itself."""
    id = begun(browser)
    put(browser, f"{id}/files", bundled(pets(each=40)))
    if step == "commit":
        browser.send("post", f"own/imports/{id}/survey")
        ended(browser, id)
    upload = uploads._uploads[id]
    assert (
        browser.send("post", f"own/imports/{id}/{step}", {"name": "x"} if step == "commit" else None).status_code == 202
    )
    assert browser.send("delete", f"own/imports/{id}").status_code == 204
    job_over = importing._jobs.find(id) is None
    settled(lambda: left(folder) == [])
    assert job_over and not OwnData.objects.exists() and upload.dataset is None
    assert browser.send("get", "own").json() == []


def test_an_import_that_ends_in_another_thread_than_it_began_holds_nothing_any_more(folder):
    with ThreadPoolExecutor(1) as other:
        incoming = other.submit(Incoming.begin).result()
        incoming.discard()
        assert not other.submit(lambda: incoming._lock.is_locked).result() and left(folder) == []


# -- limits -----------------------------------------------------------------------------------------------------------


WRONG = [
    b"",
    b"\n",
    b"[]\n",
    b'[["a.png", 3]]\nxx',
    b'[["a.png", -1]]\n',
    b'[["a.png", true]]\nx',
    b'[["a.png", 1e400]]\nx',
    b'[["", 1]]\nx',
    b'[["a\\u0000b", 1]]\nx',
    b'[["\\ud800", 1]]\nx',
    b'{"a.png": 1}\nx',
    b"[" * 100_000 + b"\n",
    b'[["a.png", 1]]',
    json.dumps([["x" * 1_001, 1]]).encode() + b"\nx",
    json.dumps([[str(i), 0] for i in range(2_001)]).encode() + b"\n",
]


def test_a_body_that_cannot_be_taken_apart_is_refused_and_nothing_is_kept(browser):
    id = begun(browser)
    for body in WRONG:
        answer = put(browser, f"{id}/files", body)
        assert answer.status_code == 422, body[:80]
        assert answer.json()["problems"][0]["code"] in ("upload-malformed", "upload-name")
    assert state(browser, id)["files"] == 0


def test_a_name_never_becomes_a_path(browser, folder):
    id = begun(browser)
    before = {path for path in folder.rglob("*") if "own" not in path.parts}
    for name in ("../../x.zip", "/etc/passwd", "C:\\x.zip", ".hidden", "con", "a" * 900 + ".zip"):
        assert put(browser, f"{id}/pieces?name={name}&offset=0", b"PK").status_code == 200
        assert put(browser, f"{id}/files", bundled({name: b"PK"})).status_code == 200
    assert {path for path in folder.rglob("*") if "own" not in path.parts} == before
    assert not [*folder.parent.glob("x*"), *folder.parent.glob("con")]


def test_too_much_is_refused_with_413_and_over_quota_or_disk_in_words(browser, monkeypatch):
    assert browser.send("post", "own/imports", {"name": "x", "bytes": uploads.MOST_BYTES + 1}).status_code == 413
    id = begun(browser)
    put(browser, f"{id}/pieces?name=a.zip&offset=0", b"x" * 500)
    for limit, value, status, code in [
        ("MOST_BYTES", 900, 413, "import-too-large"),
        ("MOST_FILES", 0, 413, "import-too-large"),
        ("QUOTA", 900, 422, "quota"),
        ("LEFT_FREE", 10**18, 422, "disk-full"),
    ]:
        with monkeypatch.context() as lowered:
            lowered.setattr(uploads, limit, value)
            answer = put(browser, f"{id}/files", bundled({"a.png": b"x" * 500}))
            assert answer.status_code == status and answer.json()["problems"][0]["code"] == code, answer.content
    assert state(browser, id)["received"] == 500


def test_a_person_has_a_few_imports_open_and_the_forgotten_ones_go(browser, monkeypatch, folder):
    ids = [begun(browser) for _ in range(uploads.MOST_UPLOADS)]
    assert browser.send("post", "own/imports", {"name": "x"}).json()["problems"][0]["code"] == "uploads-open"
    monkeypatch.setattr(uploads, "FORGOTTEN_AFTER", -1.0)
    id = begun(browser)
    assert [one["id"] for one in browser.send("get", "own/imports").json()] == [id] and id not in ids


def test_a_piece_over_the_cap_is_refused_while_it_arrives():
    from netsumiki.studio.limit import cap

    assert cap("/api/own/imports/x/pieces") == 9_000_000 > cap("/api/own") == cap("/api/own/x/samples")
