"""What cannot be looked into is told in words, and what is no number is shown and named."""

from base64 import b64encode

import numpy as np

from netsumiki.exporting.finding import load
from netsumiki.studio import runs
from netsumiki.studio.models import Run
from tests.studio.insides import READER, ask, planes, told, trained_on_points


def test_a_picture_of_another_size_or_colour_is_told_in_words(browser):
    small = {"pixels": b64encode(bytes(4)).decode(), "height": 2, "width": 2}
    assert "pictures of 28 × 28 in 1 colour, got one of 2 × 2 in 1 colour" in told(ask(browser, picture=small))
    colour = {"pixels": b64encode(bytes(28 * 28 * 3)).decode(), "height": 28, "width": 28, "channels": 3}
    assert "got one of 28 × 28 in 3 colours: resize it" in told(ask(browser, picture=colour))
    short = {"pixels": b64encode(bytes(5)).decode(), "height": 28, "width": 28}
    assert "has 784 bytes, got 5" in told(ask(browser, picture=short))
    assert "not base64" in told(ask(browser, picture=short | {"pixels": "$$$$"}))
    assert "one example, not" in told(ask(browser, picture=small, numbers=[1]))
    assert "reads 784 numbers of shape [28, 28, 1], got 2" in told(ask(browser, numbers=[1, 2]))
    assert "reads no text" in told(ask(browser, text="abc"))


def test_a_node_that_was_removed_meanwhile_is_told_in_words(browser):
    for path in ("", "/cell", "/bindings"):
        more = {"index": [0]} if path == "/cell" else {}
        assert 'no node "conw" (did you mean "conv"?): it may have been removed' in told(
            ask(browser, path, node="conw", **more)
        )
    answer = browser.send("get", f"models/{READER}/inside/source?node=conw")
    assert "it may have been removed" in told(answer)
    assert "is an input" in told(browser.send("get", f"models/{READER}/inside/source?node=image"))


def test_places_classes_and_parameters_that_are_not_there(browser):
    assert "no number at [99, 0, 0] in the output of shape [22, 22, 5]" in told(
        ask(browser, "/cell", node="conv", index=[99, 0, 0])
    )
    assert "no class 77 among the 10 outputs" in told(ask(browser, node="conv", target=77))
    assert 'has no parameter "V": it has W and b' in told(ask(browser, node="conv", parameter="V"))
    assert "no parameter" in told(ask(browser, "/cell", node="relu", of="parameter", index=[0]))
    assert "no network" in told(ask(browser, "/health", model="zoo:digit-writer", network="critic"))


def test_a_run_deleted_in_another_tab_is_told_in_words(browser, stranger, user):
    points = trained_on_points(user)
    answer = ask(stranger, model=points)
    assert answer.status_code == 404  # somebody else's
    run = Run.objects.get(pk=points.removeprefix("run:"))
    (runs.folder_of(run) / "model.safetensors").unlink()
    assert "no weights yet" in told(ask(browser, model=points))
    run.delete()
    answer = ask(browser, model=points)
    assert answer.status_code == 404 and "may have been deleted" in answer.json()["problems"][0]["message"]


def test_nan_inside_is_shown_and_named(browser, user):
    model = load("generator-cnn")
    model.graph.params["conv.W"].value[0, 0, 0, 1] = np.nan
    run = Run.objects.create(owner=user, name="calm-otter", recipe=model.recipe, state="succeeded")
    runs.folder_of(run).mkdir(parents=True)
    model.save(runs.folder_of(run) / "model.safetensors")
    id = f"run:{run.pk}"
    answer = ask(browser, model=id, node="conv")
    found = answer.json()
    assert found["problems"][0]["code"] == "node-not-finite" and found["problems"][0]["node"] == "conv"
    assert found["selected"]["output"]["nan"] == 22 * 22
    assert (planes(found["selected"]["maps"])[1] == 0).all()
    assert found["probabilities"][0]["probability"] is None
    assert ask(browser, "/cell", model=id, node="conv", index=[0, 0, 1]).json()["value"] is None
    for path in ("/bindings", "/cell"):
        more = {"index": [0]} if path == "/cell" else {}
        assert ask(browser, path, model=id, node="dense", **more).status_code == 200
    assert ask(browser, "/try", model=id).status_code == 200
