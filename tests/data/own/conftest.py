"""A home of its own for each test, and the import without its process where only what it finds is looked at."""

import json

import numpy as np
import pytest

from netsumiki.data.own import Incoming, Stored, Survey
from netsumiki.data.own import working as working_module
from netsumiki.data.own.worker import work


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """The user's folder of this test."""
    monkeypatch.setenv("NETSUMIKI_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def here(monkeypatch):
    """The worker's work is done in this process: half a second less, and nothing else differs but its limits."""

    def done(job, progress=None):
        told = progress or (lambda *_: None)
        work(json.loads(json.dumps(job | {"faulty": {}})), lambda what, done, total, at=-1: told(what, done, total))

    monkeypatch.setattr(working_module, "done", done)


@pytest.fixture
def look(here):
    """`look(path)`: the survey of what lies there."""

    def survey(path) -> Survey:
        incoming = Incoming.begin(path)
        try:
            return incoming.survey()
        finally:
            incoming.discard()

    return survey


@pytest.fixture
def imported(here):
    """`imported(path, **changes of the suggested plan)`: the data set that it becomes."""
    from dataclasses import replace

    def store(path, **changes) -> Stored:
        incoming = Incoming.begin(path)
        plan = replace(incoming.survey().suggestion, **changes)
        return incoming.commit("mine", plan)

    return store


@pytest.fixture
def small(home):
    """A data set of 12 pictures of 8 × 8, four of each of three classes, three of each to learn from."""
    stored = Stored.create("small", (8, 8, 1), ["a", "b", "c"])
    pictures = np.arange(12 * 64, dtype=np.int64).astype(np.uint8).reshape(12, 8, 8, 1)
    stored.append(pictures, np.arange(12) % 3, np.repeat([0, 1], [9, 3]), [f"{n}.png" for n in range(12)])
    return stored
