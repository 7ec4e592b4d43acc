"""kill -9 of the training process and of the server, again and again: no run is lost, stuck or counted twice."""

import os
import random
import signal
import sqlite3
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

import numpy as np
import pytest

import netsumiki as nk
from netsumiki.exporting.model_file import load_model
from tests.e2e.waiting import until

KILLS = 50
STEPS = 40_000
ENDED = ("succeeded", "failed", "cancelled")
RECIPE = {
    "version": 1,
    "name": "killed",
    "data": {"dataset": {"dataset": "moons"}, "validation": 0.2},
    "model": {
        "inputs": {"point": [2]},
        "nodes": [
            {"name": "hidden", "layer": "dense", "units": 16},
            {"name": "tanh", "layer": "tanh"},
            {"name": "dense", "layer": "dense", "units": 2},
        ],
        "outputs": {"dense": "dense"},
    },
    "training": {
        "optimizer": "adam",
        "batch_size": 20,
        "steps": STEPS,
        "callbacks": [{"callback": "checkpoint", "seconds": 0.1}],
    },
}


def children(folder: Path) -> list[int]:
    """The training processes at work below `folder`."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            words = entry.read_bytes().split(b"\0")
            if b"netsumiki.cluster.child" in words and any(w.startswith(bytes(folder)) for w in words):
                found.append(int(entry.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds processes in /proc")
def test_fifty_kills_at_random_moments_change_nothing(new_studio):
    studio, chance = new_studio(), random.Random(7)
    ids = []

    def current():
        """The run that is not over, begun if need be: a fast machine needs several until it has been killed enough."""
        if not ids or studio.api("GET", f"runs/{ids[-1]}")["state"] == "succeeded":
            ids.append(studio.api("POST", "runs", {"recipe": RECIPE})["id"])
        return studio.api("GET", f"runs/{ids[-1]}")

    def comes_further(before):  # far enough for a checkpoint
        now = current()
        return now["id"] != before["id"] or now["progress"]["step"] > before["progress"]["step"] + 2_000

    for kill in range(KILLS):
        before = current()
        until(lambda: current() and children(studio.folder), "a training process")  # it may have ended since
        if kill % 2:  # every other time it may come further, so that dying is not all it does
            until(lambda before=before: comes_further(before), "steps")
        time.sleep(chance.uniform(0, 0.3))
        if kill % 4 == 3:
            studio.kill()
            studio.start()
        else:
            for pid in children(studio.folder):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    undisturbed = nk.train(RECIPE).model.graph.params.vector
    for id in ids:
        run = until(lambda id=id: (r := studio.api("GET", f"runs/{id}"))["state"] in ENDED and r, "the end", 120)
        assert run["state"] == "succeeded", run["error"]
        assert run["progress"]["step"] == STEPS
        history = studio.api("GET", f"runs/{id}/history")
        for column in ("progress", "evaluated"):
            steps = history[column]["step"]
            assert steps == sorted(set(steps)), f"some {column} was counted twice"
        assert [e["kind"] for e in history["log"]].count("finished") == 1
        killed = load_model(studio.folder / "runs" / id / "model.safetensors").graph.params.vector
        assert np.array_equal(killed, undisturbed)
    assert sorted(r["id"] for r in studio.api("GET", "runs")) == sorted(ids)
    with closing(sqlite3.connect(studio.folder / "studio.sqlite3")) as database:
        assert database.execute("PRAGMA quick_check").fetchone() == ("ok",)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds processes in /proc")
def test_what_was_saved_outlives_a_kill_at_any_moment(new_studio):
    studio, chance = new_studio(), random.Random(3)
    draft = studio.api("POST", "documents", {"name": "draft", "recipe": {"model": {}}, "positions": {}})
    id, revision, versions = draft["id"], draft["revision"], 0
    for _ in range(5):
        killer = threading.Timer(chance.uniform(0.1, 0.5), studio.process.kill)
        killer.start()
        with suppress(OSError):  # until it no longer answers
            while True:
                change = {"name": f"draft {revision}", "recipe": {"model": {}}, "positions": {}, "revision": revision}
                revision = studio.api("PUT", f"documents/{id}", change)["revision"]
                versions = studio.api("POST", f"documents/{id}/versions", {"name": f"v{revision}"})["number"]
        killer.join()
        studio.kill()
        studio.start()
        kept = studio.api("GET", f"documents/{id}")
        assert kept["revision"] in (revision, revision + 1)  # the last one may have been saved without an answer
        assert kept["name"] == f"draft {kept['revision'] - 1}"
        listed = studio.api("GET", f"documents/{id}/versions")
        assert listed[0]["number"] in (versions, versions + 1)
        assert [v["number"] for v in listed] == list(range(listed[0]["number"], 0, -1))
        revision, versions = kept["revision"], listed[0]["number"]
