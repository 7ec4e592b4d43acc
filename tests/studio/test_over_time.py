"""A recurrent layer over time, over the interface: what was read, and all units in pages."""

from base64 import b64decode

import numpy as np
import pytest

from netsumiki.data import Preprocessing
from netsumiki.engine.graph import Graph
from netsumiki.exporting.model_file import Model
from netsumiki.studio import over_time
from tests.exporting.texts import NAMES
from tests.studio.doodles import DIGITS
from tests.studio.insides import BRANCHES, READER, ask, told, untrained_classifier
from tests.studio.test_predicting import keep_run

LETTERS = {
    "version": 1,
    "data": {"dataset": {"dataset": "alice", "length": 4}},
    "model": {
        "inputs": {"text": [4]},
        "nodes": [
            {"name": "letters", "layer": "embedding", "entries": 11, "units": 5},
            {"name": "lstm", "layer": "lstm", "units": 6},
            {"name": "dense", "layer": "dense", "units": 11},
            {"name": "softmax", "layer": "softmax"},
        ],
    },
}


@pytest.fixture
def letters(user):
    model = Model(LETTERS, Graph(LETTERS["model"]), Preprocessing(), NAMES, "softmax")
    return f"run:{keep_run(user, model, 'model.safetensors', 'succeeded').pk}"


def values(answer, name):
    content = next(s["values"] for s in answer["series"] if s["name"] == name)
    return np.frombuffer(b64decode(content), "<f4").reshape(answer["steps"], answer["units"])


def test_gates_and_states_of_a_text_come_with_its_characters(browser, letters):
    found = ask(browser, "/over-time", model=letters, node="lstm", text="Ab").json()
    assert found["read"] == [" ", " ", "a", "b"]
    assert (found["steps"], found["units"], found["total"], found["start"]) == (4, 6, 6, 0)
    assert [s["name"] for s in found["series"]] == ["i", "f", "o", "g", "h", "c"]
    cell = ask(browser, "/cell", model=letters, node="lstm", index=[2], text="ab", step=3).json()
    assert values(found, "h")[3, 2] == pytest.approx(cell["value"], abs=1e-6)
    gates = {s["name"]: s["value"] for s in cell["sums"]}
    assert gates["f"] == pytest.approx(float(values(found, "f")[3, 2]), abs=1e-6)


def test_of_many_units_some_are_told_at_once(browser, letters, monkeypatch):
    whole = ask(browser, "/over-time", model=letters, node="lstm", text="ab").json()
    monkeypatch.setattr(over_time, "MOST_NUMBERS", 10)
    found = ask(browser, "/over-time", model=letters, node="lstm", text="ab", start=5).json()
    assert (found["start"], found["units"], found["total"]) == (5, 1, 6)
    assert np.array_equal(values(found, "c"), values(whole, "c")[:, 5:])
    assert ask(browser, "/over-time", model=letters, node="lstm", text="ab").json()["units"] == 2


def test_pictures_read_row_by_row_have_no_characters(browser, user):
    model = untrained_classifier(user, BRANCHES)
    found = ask(browser, "/over-time", model=model, node="read", strokes=DIGITS["5"], direction=1).json()
    assert found["read"] is None and (found["steps"], found["units"]) == (28, 5)


def test_what_has_no_steps_and_what_cannot_be_read_is_told(browser, letters):
    assert "conv reads no steps" in told(ask(browser, "/over-time", model=READER, node="conv"))
    backwards = ask(browser, "/over-time", model=letters, node="lstm", text="a", direction=1)
    assert "reads from the front alone" in told(backwards)
    assert "does not occur" in told(ask(browser, "/over-time", model=letters, node="lstm", text="z"))
