"""Looking through one's own data: filters, sheets that a browser may keep, and what a model says of the pictures."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from netsumiki.data import Preprocessing
from netsumiki.data.own import duplicates
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.model_file import Model
from netsumiki.studio import curating, runs
from netsumiki.studio.models import Run
from tests.studio.asking import end_all
from tests.studio.background import settled
from tests.studio.own_sets import edited, made, numbers, rows


def pixels(answer):
    assert answer.status_code == 200 and answer["Content-Type"] == "image/png", answer.content
    return np.asarray(Image.open(BytesIO(answer.content)))


def test_filters_leave_the_pictures_of_a_class_a_split_or_both(browser, user):
    id = made(user).id
    assert rows(browser, id) == [*range(12)]
    assert rows(browser, id, "label=1") == [*range(6, 12)]
    assert rows(browser, id, "split=test") == [4, 5, 10, 11]
    assert rows(browser, id, "split=test&label=0") == [4, 5]
    assert rows(browser, id, "label=7") == []


def test_the_whole_filter_comes_at_once_in_columns(browser, user):
    id = made(user).id
    edited(browser, id, 2, {"change": "leave_out", "rows": [3]})
    found = browser.send("get", f"own/{id}/rows").json()
    assert found["version"] == 3 and found["total"] == 12
    assert numbers(found["labels"], "<i2") == [0] * 6 + [1] * 6
    assert numbers(found["splits"], "u1") == [0, 0, 0, 2, 1, 1, 0, 0, 0, 0, 1, 1]
    assert found["groups"] is found["guesses"] is found["sure"] is None
    assert numbers(browser.send("get", f"own/{id}/rows?version=2").json()["splits"], "u1")[3] == 0


def test_duplicates_lie_beside_one_another_and_those_without_another_one_are_left_out(browser, user):
    found = made(user, each=3)
    same, near = np.array([-1, -1, -1, 1, 0, -1], np.int32), np.array([-1, -1, -1, -1, -1, 2], np.int32)
    duplicates.write(found.folder, same, near)
    answer = browser.send("get", f"own/{found.id}/rows?only=duplicate").json()
    assert numbers(answer["rows"], "<i4") == [0, 4, 1, 3, 2, 5]
    assert numbers(answer["groups"], "<i4") == [0, 0, 1, 1, 2, 2]
    assert rows(browser, found.id, "only=duplicate&label=0") == [], "the other one of each pair is of another class"
    assert browser.send("get", f"own/{found.id}/pictures/1").json()["alike"] == [3]


@pytest.mark.parametrize("query", ["only=wrong", "only=unsure", "split=secret", "only=all", "label=-1", "version=0"])
def test_a_filter_that_makes_no_sense_is_refused(browser, user, query):
    assert browser.send("get", f"own/{made(user).id}/rows?{query}").status_code == 422


# -- how they look ----------------------------------------------------------------------------------------------------


def test_a_sheet_shows_the_rows_asked_for_in_their_order_and_may_be_kept_for_ever(browser, user):
    id = made(user).id
    answer = browser.send("get", f"own/{id}/sheet?rows=7&rows=3&rows=11&columns=2")
    assert pixels(answer).shape == (16, 16) and pixels(answer)[::8, ::8].ravel().tolist() == [7, 3, 11, 0]
    assert "immutable" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
    assert pixels(browser.send("get", f"own/{id}/sheet?start=9&count=400"))[0, ::8].tolist() == [9, 10, 11]
    for query in ("rows=12", "start=12", "rows=-1", "side=7", "&".join(["rows=1"] * 401)):
        assert browser.send("get", f"own/{id}/sheet?{query}").status_code == 422, query


def test_large_pictures_are_made_smaller_and_small_ones_stay(browser, user):
    wide = made(user, side=64, channels=3)
    sheet = pixels(browser.send("get", f"own/{wide.id}/sheet?rows=5&rows=9&side=16"))
    assert sheet.shape == (16, 32, 3) and sheet[0, ::16, 0].tolist() == [5, 9]
    assert pixels(browser.send("get", f"own/{wide.id}/sheet?rows=5&side=200")).shape == (64, 64, 3)


def test_one_picture_is_told_with_the_name_of_its_file(browser, user):
    id = made(user).id
    found = browser.send("get", f"own/{id}/pictures/10").json()
    assert (found["name"], found["label"], found["split"]) == ("10.png", "dog", "test")
    assert browser.send("get", f"own/{id}/pictures/12").status_code == 404


# -- what a model says ------------------------------------------------------------------------------------------------


@pytest.fixture
def reader(user, folder):
    """A model that takes picture n for its second class by softmax of (0, n - 5.5)."""
    yield lambda names, side=8: _saved(user, names, side)
    end_all()
    curating._answers._kept.clear()


def _saved(user, names, side):
    nodes = [{"name": "flatten", "layer": "flatten"}, {"name": "out", "layer": "dense", "units": len(names)}]
    recipe = {"version": 1, "model": {"inputs": {"image": [side, side, 1]}, "nodes": nodes}, "training": {"epochs": 1}}
    graph = Graph(recipe["model"], Workspace(seed=0))
    W, b = np.zeros((side * side, len(names)), np.float32), np.zeros(len(names), np.float32)
    W[:, 1], b[1] = 255 / side**2, -5.5
    graph.params.load({"out.W": W, "out.b": b})
    run = Run.objects.create(owner=user, name="reader", recipe=recipe, state="succeeded")
    runs.folder_of(run).mkdir()
    Model(recipe, graph, Preprocessing(), names, "softmax").save(runs.folder_of(run) / "model.safetensors")
    return f"run:{run.pk}"


def asked(browser, id, query):
    answer = browser.send("get", f"own/{id}/rows?{query}")
    if answer.status_code == 202:
        job = answer.json()
        assert job["kind"] == "reading"
        settled(lambda: browser.send("get", f"jobs/{job['job']}").json()["state"] == "ready")
        answer = browser.send("get", f"own/{id}/rows?{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_what_is_wrong_comes_with_the_surest_first_and_what_is_unsure_with_the_least_sure(browser, user, reader):
    id, model = made(user).id, reader(("cat", "dog"))
    edited(
        browser,
        id,
        2,
        {"change": "relabel", "rows": [0, 11], "label": "cat"},
        {"change": "relabel", "rows": [1], "label": "dog"},
    )
    wrong = asked(browser, id, f"only=wrong&model={model}")
    assert numbers(wrong["rows"], "<i4") == [11, 1] and numbers(wrong["guesses"], "<i2") == [1, 0]
    assert numbers(wrong["sure"], "<f4") == pytest.approx([1 / (1 + np.exp(-5.5)), 1 / (1 + np.exp(-4.5))], abs=1e-4)
    unsure = asked(browser, id, f"only=unsure&model={model}")
    assert {*numbers(unsure["rows"], "<i4")} == {5, 6} and max(numbers(unsure["sure"], "<f4")) < 0.8
    assert numbers(asked(browser, id, f"label=1&model={model}")["rows"], "<i4") == [1, 6, 7, 8, 9, 10], (
        "told beside any filter"
    )


def test_a_class_is_found_by_its_name_and_one_that_the_data_have_not_is_wrong(browser, user, reader):
    id = made(user).id
    found = asked(browser, id, f"only=wrong&model={reader(('dog', 'wolf'))}")
    assert {*numbers(found["guesses"], "<i2")} == {1, -1} and found["total"] == 12


def test_what_a_model_answers_is_a_table_in_the_order_in_which_the_pictures_came(browser, user, reader):
    id, model = made(user).id, reader(("cat", "a, b"))
    edited(browser, id, 2, {"change": "leave_out", "rows": [3]})
    answer = browser.send("get", f"own/{id}/answers?model={model}")
    if answer.status_code == 202:
        asked(browser, id, f"only=wrong&model={model}")
        answer = browser.send("get", f"own/{id}/answers?model={model}")
    rows = answer.content.decode().splitlines()
    labels = ["cat"] * 6 + ['"a, b"'] * 6
    assert rows == ["ImageId,Label", *(f"{number},{label}" for number, label in enumerate(labels, 1))]
    assert answer["Content-Disposition"] == 'attachment; filename="submission.csv"'
    assert answer["Content-Type"].startswith("text/csv")


def test_a_model_that_reads_another_size_is_refused_in_words(browser, user, reader):
    id = made(user).id
    answer = browser.send("get", f"own/{id}/rows?only=wrong&model={reader(('cat', 'dog'), side=9)}")
    assert answer.status_code == 422 and answer.json()["problems"][0]["code"] == "model-other-size"
