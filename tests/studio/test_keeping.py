"""Drawings that are kept: found again with their strokes, deleted undoably, and learnt from by the next training."""

from base64 import b64decode

import numpy as np
import pytest

from netsumiki.data import load
from netsumiki.data.drawings import FILE, read_drawings
from netsumiki.training import Run

ONE = [[[0.5, 0.2], [0.5, 0.8]]]
SEVEN = [[[0.3, 0.2], [0.7, 0.22], [0.45, 0.8]]]


def keep(browser, label="1", strokes=ONE):
    return browser.send("post", "drawings", {"label": label, "strokes": strokes})


def test_a_kept_drawing_comes_back_with_strokes_and_picture(browser):
    kept = keep(browser, "7", SEVEN).json()
    assert browser.send("get", "drawings").json() == [kept]
    assert kept["strokes"] == SEVEN and kept["label"] == "7"
    picture = np.frombuffer(b64decode(kept["picture"]), np.uint8)
    assert picture.shape == (784,) and picture.max() == 255


def test_the_latest_drawing_comes_first(browser):
    ids = [keep(browser, label).json()["id"] for label in "123"]
    assert [d["id"] for d in browser.send("get", "drawings").json()] == ids[::-1]


def test_a_deleted_drawing_is_gone_and_can_be_brought_back(browser, folder):
    kept = keep(browser).json()
    assert browser.send("delete", f"drawings/{kept['id']}").status_code == 204
    assert browser.send("get", "drawings").json() == []
    assert read_drawings(folder / FILE)[1] == []
    assert browser.send("post", f"drawings/{kept['id']}/restore").json() == kept
    assert read_drawings(folder / FILE)[1] == ["1"]


def test_what_a_training_reads_is_what_was_kept(browser, folder):
    kept = [keep(browser, label, strokes).json() for label, strokes in (("1", ONE), ("7", SEVEN))]
    pictures, labels = read_drawings(folder / FILE)
    assert labels == ["1", "7"]
    assert [p.tobytes() for p in pictures] == [b64decode(k["picture"]) for k in kept]


def test_a_network_learns_from_kept_drawings(browser):
    for shift in (0, 0.05, 0.1):
        keep(browser, "1", [[[0.4 + shift, 0.2], [0.4, 0.8]]])
        keep(browser, "7", [[[0.3, 0.2], [0.7, 0.22 + shift], [0.45, 0.8]]])
    assert load("drawings").class_names == ("1", "7")
    recipe = {
        "data": {"dataset": "drawings", "validation": 0},
        "model": {"inputs": {"image": [28, 28, 1]}, "nodes": [{"layer": "flatten"}, {"layer": "dense", "units": 2}]},
        "training": {"epochs": 60},
    }
    assert Run(recipe, threads=1).train().finished.test_accuracy == 1


def test_others_neither_see_nor_delete_nor_change_my_drawings(browser, stranger, folder):
    kept = keep(browser).json()
    assert stranger.send("get", "drawings").json() == []
    assert stranger.send("delete", f"drawings/{kept['id']}").status_code == 404
    assert stranger.send("post", f"drawings/{kept['id']}/restore").status_code == 404
    keep(stranger, "9")
    assert read_drawings(folder / FILE)[1] == ["1"]


@pytest.mark.parametrize("strokes", [[], [[]], [[[2.0, 2.0], [1.5, 1.9]]]])
def test_an_empty_pad_is_not_kept(browser, strokes):
    answer = keep(browser, "1", strokes)
    assert answer.status_code == 422 and browser.send("get", "drawings").json() == []


@pytest.mark.parametrize("label", ["", "   ", "a\0b", "x" * 51])
def test_a_label_is_a_word(browser, label):
    assert keep(browser, label).status_code == 422


@pytest.mark.parametrize("label", ["<script>alert(1)</script>", "だるま", "5 ", "null"])
def test_any_word_is_a_label(browser, label):
    assert keep(browser, label).json()["label"] == label.strip()
