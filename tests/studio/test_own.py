"""Data sets of one's own in the studio: listed, changed in versions, put away, and nobody else's."""

from base64 import b64encode
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from netsumiki.data.own import Stored
from netsumiki.studio import own
from netsumiki.studio.models import OwnData
from tests.studio.own_sets import edited, made, rows


def told(browser, id):
    return browser.send("get", f"own/{id}").json()


def test_a_data_set_is_told_as_its_current_version_has_it(browser, user):
    found = made(user)
    answer = told(browser, found.id)
    assert answer["dataset"] == f"own:{found.id}" and answer["name"] == "pets"
    assert answer["shape"] == [8, 8, 1] and answer["preparation"] == {"placing": "fit", "invert": False}
    assert answer["classes"] == [{"name": name, "train": 4, "test": 2, "left_out": 0} for name in ("cat", "dog")]
    assert (answer["pictures"], answer["train"], answer["test"], answer["bytes"]) == (12, 8, 4, 12 * 64)
    assert browser.send("get", "own").json() == [answer]


def test_several_changes_make_one_version_that_undo_takes_back_and_redo_makes_again(browser, user):
    id = made(user).id
    add, relabel = {"change": "add_class", "name": "bird"}, {"change": "relabel", "rows": [0, 7], "label": "bird"}
    after = edited(browser, id, 2, add, relabel).json()
    assert after["version"] == 3 and after["undo"]["change"] == "several" and after["redo"] is None
    assert [(one["name"], one["train"]) for one in after["classes"]] == [("cat", 3), ("dog", 3), ("bird", 2)]
    undone = browser.send("post", f"own/{id}/undo", {"version": 3}).json()
    assert undone["version"] == 2 and undone["redo"]["change"] == "several"
    assert [one["train"] for one in undone["classes"]] == [4, 4]
    assert browser.send("post", f"own/{id}/redo", {"version": 2}).json()["version"] == 3


@pytest.mark.parametrize(
    "change",
    [
        {"change": "leave_out", "rows": [1, 2]},
        {"change": "move", "rows": [1, 2], "to": "test"},
        {"change": "divide", "share": 0.5, "seed": 3},
        {"change": "rename_class", "name": "cat", "to": "猫"},
        {"change": "merge_classes", "name": "cat", "into": "dog"},
    ],
)
def test_every_change_makes_a_version_that_tells_it(browser, user, change):
    id = made(user).id
    after = edited(browser, id, 2, change)
    assert after.status_code == 200, after.content
    listed = browser.send("get", f"own/{id}/versions").json()
    assert [one["number"] for one in listed] == [1, 2, 3] and [one["current"] for one in listed] == [False, False, True]
    assert listed[2]["change"]["change"] == change["change"] and listed[2]["parent"] == 2
    said = {key: value for key, value in change.items() if key != "rows"}
    assert listed[2]["change"].items() >= said.items() and "rows" not in listed[2]["change"]
    assert after.json()["undo"] == listed[2]["change"]
    assert listed[1]["train"] == 8, "the version before stays as it was"


def test_a_change_that_does_not_fit_is_told_in_words_and_changes_nothing(browser, user):
    id = made(user).id
    for change in (
        {"change": "relabel", "rows": [99], "label": "cat"},
        {"change": "relabel", "rows": [0], "label": "cow"},
        {"change": "move", "rows": [0], "to": "nowhere"},
        {"change": "rename_class", "name": "cat", "to": "dog"},
        {"change": "relabel", "rows": [-1], "label": "cat"},
        {"change": "import_os"},
    ):
        answer = edited(browser, id, 2, change)
        assert answer.status_code == 422 and answer.json()["problems"][0]["message"], change
    assert told(browser, id)["version"] == 2


def test_who_saw_an_older_version_is_told_and_changes_nothing(browser, user):
    id = made(user).id
    leave = {"change": "leave_out", "rows": [0]}
    assert edited(browser, id, 2, leave).status_code == 200
    late = edited(browser, id, 2, {"change": "leave_out", "rows": [5]})
    assert late.status_code == 409 and late.json()["problems"][0]["facts"] == {"version": 3}
    assert browser.send("post", f"own/{id}/undo", {"version": 2}).status_code == 409
    assert rows(browser, id, "split=left_out") == [0]


def test_an_older_version_comes_back_as_a_new_one(browser, user):
    id = made(user).id
    edited(browser, id, 2, {"change": "leave_out", "rows": [0]})
    edited(browser, id, 3, {"change": "leave_out", "rows": [1]})
    after = browser.send("post", f"own/{id}/versions/3/back", {"version": 4}).json()
    assert after["version"] == 5 and rows(browser, id, "split=left_out") == [0]
    assert browser.send("post", f"own/{id}/versions/9/back", {"version": 5}).status_code == 422


def test_what_is_put_away_comes_back_whole_and_is_removed_in_the_end(browser, user, folder):
    id = made(user).id
    assert browser.send("delete", f"own/{id}").status_code == 204
    assert browser.send("get", "own").json() == [] and browser.send("get", f"own/{id}").status_code == 404
    assert own.bytes_of(user.pk) == 12 * 64, "it still takes its room"
    assert browser.send("post", f"own/{id}/restore").json()["pictures"] == 12
    browser.send("delete", f"own/{id}")
    own.clear_away(OwnData.objects.deleted_of(user))
    assert not list((folder / "own").glob(f"*{id}*")) and own.bytes_of(user.pk) == 0
    assert browser.send("post", f"own/{id}/restore").status_code == 404


@pytest.mark.parametrize("file", ["dataset.json", "versions/0002.npz"])
def test_one_that_is_damaged_hides_no_other_and_can_be_put_away_and_cleared(browser, user, folder, recipe, file):
    damaged, sound = made(user, name="pets"), made(user, name="signs")
    (folder / "own" / damaged.id / file).write_bytes(b"{")
    assert [one["id"] for one in browser.send("get", "own").json()] == [sound.id]
    listed = {row["name"]: row for row in browser.send("get", "datasets").json()}
    assert listed[f"own:{sound.id}"]["state"] == "ready"
    told = listed[f"own:{damaged.id}"]
    assert (told["state"], told["problems"][0]["code"]) == ("failed", "own-damaged")
    assert browser.send("get", f"own/{damaged.id}").json()["problems"][0]["code"] == "own-damaged"
    recipe["data"] = {"dataset": {"dataset": "own", "id": damaged.id}}
    assert browser.send("post", "inspect", {"recipe": recipe}).status_code == 200
    assert browser.send("delete", f"own/{damaged.id}").status_code == 204
    own.clear_away(OwnData.objects.deleted_of(user))
    assert [path.name for path in (folder / "own").iterdir()] == [sound.id]


def test_an_empty_one_is_made_for_drawing_and_one_of_no_possible_shape_is_refused(browser):
    asked = {"name": "signs", "shape": [16, 16, 3], "class_names": ["stop", "go"]}
    answer = browser.send("post", "own", asked)
    assert answer.status_code == 201 and answer.json()["pictures"] == 0
    for shape in ([7, 8, 1], [8, 257, 1], [8, 8, 2]):
        assert browser.send("post", "own", asked | {"shape": shape}).status_code == 422, shape
    assert len(browser.send("get", "own").json()) == 1


def test_a_name_is_text_whatever_stands_in_it(browser, user):
    id = made(user).id
    markup = "<script>alert(1)</script>"
    assert browser.send("patch", f"own/{id}", {"name": markup}).json()["name"] == markup
    after = edited(browser, id, 2, {"change": "rename_class", "name": "cat", "to": markup}).json()
    assert after["classes"][0]["name"] == markup


def test_what_the_command_line_imported_belongs_to_the_one_person_of_the_studio(browser, stranger, folder):
    id = Stored.create("by hand", (8, 8, 1), ("a", "b")).id
    assert stranger.send("get", "own").json() == []
    assert [one["id"] for one in browser.send("get", "own").json()] == [id]
    browser.send("delete", f"own/{id}")
    assert browser.send("get", "own").json() == [], "it is not taken over once more"


def test_it_stands_among_all_data_sets_and_each_version_keeps_its_labels(browser, user):
    id = made(user).id
    edited(browser, id, 2, {"change": "relabel", "rows": [0], "label": "dog"})
    browser.send("post", "own", {"name": "empty", "shape": [8, 8, 1]})
    listed = {row["label"]: row for row in browser.send("get", "datasets").json()}
    assert listed["pets"]["name"] == f"own:{id}" and listed["pets"]["state"] == "ready"
    assert listed["pets"]["train_counts"] == [3, 5] and listed["pets"]["shape"] == [8, 8, 1]
    assert listed["empty"]["state"] == "missing" and listed["empty"]["problems"][0]["code"] == "own-split"

    def labels(name):
        return browser.send("get", f"datasets/{name}/examples?count=4").json()["labels"]

    assert labels(f"own:{id}") == labels(f"own:{id}:3") == [1, 0, 0, 0] and labels(f"own:{id}:2") == [0] * 4
    for name, status in ((f"own:{id}:9", 422), (f"own:{id}:x", 404), ("own", 404), ("own:", 404)):
        assert browser.send("get", f"datasets/{name}/examples").status_code == status, name


def test_pictures_that_were_drawn_or_taken_are_added_in_its_form(browser, folder):
    asked = {"name": "signs", "shape": [16, 16, 3], "class_names": ["stop"]}
    id = browser.send("post", "own", asked).json()["id"]
    shown = [np.full((16, 16, 3), 20 * n, np.uint8) + np.arange(16, dtype=np.uint8)[:, None] for n in range(6)]
    samples = [{"label": "go" if n == 5 else "stop", "picture": png(one)} for n, one in enumerate(shown)]
    after = browser.send("post", f"own/{id}/samples", {"samples": samples})
    assert after.status_code == 200, after.content
    assert [(one["name"], one["train"], one["test"]) for one in after.json()["classes"]] == [
        ("stop", 4, 1),
        ("go", 1, 0),
    ]
    assert np.array_equal(Stored.open(id).pictures, shown)
    for picture in (b64encode(b"no picture").decode(), "no base64!"):
        refused = browser.send(
            "post", f"own/{id}/samples", {"samples": [samples[0], {"label": "go", "picture": picture}]}
        )
        assert refused.status_code == 422 and refused.json()["problems"][0]["message"]
    assert told(browser, id)["pictures"] == 6 and len(browser.send("get", "own").json()) == 1


@pytest.mark.parametrize("others", [0, 1])
def test_a_drawing_that_shows_nothing_is_told_as_such_and_nothing_is_kept(browser, folder, others):
    form = {"shape": [28, 28, 1], "preparation": {"placing": "digit", "invert": False}}
    id = browser.send("post", "own", {"name": "digits", "class_names": ["1"]} | form).json()["id"]
    one = np.zeros((40, 40, 3), np.uint8)
    one[5:35, 18:22] = 255
    samples = [{"label": "1", "picture": png(one)}] * others + [{"label": "2", "picture": png(one * 0)}]
    refused = browser.send("post", f"own/{id}/samples", {"samples": samples})
    assert refused.status_code == 422 and refused.json()["problems"][0]["code"] == "picture-empty"
    assert told(browser, id)["version"] == 1 and [path.name for path in (folder / "own").iterdir()] == [id]


def png(pixels):
    held = BytesIO()
    Image.fromarray(pixels).save(held, "PNG")
    return b64encode(held.getvalue()).decode()
