"""Whoever dies, a run loses nothing: it goes on from its checkpoint and ends like one that was never disturbed."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from safetensors.numpy import load_file

from netsumiki.training import train
from netsumiki.training.folder import RunFolder
from tests.training.small import points_recipe

ROOT = Path(__file__).parents[2]
OFTEN = {"callbacks": [{"callback": "checkpoint", "steps": 100}], "average": 0.99, "schedule": "cosine"}
LONG = points_recipe(epochs=400, report_every=100, **OFTEN)
"""10,000 steps, and a checkpoint each 100."""
SUPERVISOR = """
import sys, time
from pathlib import Path
from netsumiki.cluster.local import LocalExecutor
handle = LocalExecutor().start(Path(sys.argv[1]), 1, tell=lambda event: print(event["event"], flush=True))
time.sleep(600)
"""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """The weights with which LONG ends."""
    folder = tmp_path_factory.mktemp("undisturbed")
    train(LONG, out=folder / "run")
    return weights(folder / "run")


def weights(folder):
    return {name: array.tobytes() for name, array in load_file(folder / "model.safetensors").items()}


def test_a_process_whose_supervisor_is_gone_saves_the_run_and_leaves(begin, tmp_path, undisturbed):
    child = begin(LONG)
    child.until("progress")
    child.handle.close()
    assert child.end() == 75 and not child.told("stopped", "failed", "finished")
    assert child.events[-1]["event"] == "checkpointed"
    second = begin(attempt=2)
    assert second.until("started")["resumed_at"] == child.events[-1]["step"]
    assert second.end() == 0 and weights(tmp_path / "run") == undisturbed


def test_a_paused_process_leaves_too(begin):
    child = begin(LONG, paused=True)
    child.until("paused")
    child.handle.close()
    assert child.end() == 75


@pytest.mark.parametrize("paused", [False, True])
def test_the_system_may_ask_the_process_to_end(begin, paused):
    child = begin(LONG, paused=paused)
    child.until("paused" if paused else "progress")
    os.kill(child.handle.process.pid, signal.SIGTERM)
    assert child.end() == 75 and child.events[-1]["event"] == "checkpointed"


def test_an_interrupt_is_for_the_server_to_hear(begin):
    child = begin(points_recipe(), paused=True)
    child.until("paused")
    os.kill(child.handle.process.pid, signal.SIGINT)
    child.handle.send({"do": "resume"})
    assert child.until("finished") and child.end() == 0


@pytest.mark.slow
def test_a_process_killed_again_and_again_ends_like_an_undisturbed_one(begin, tmp_path, undisturbed):
    moments = random.Random(1)
    child = begin(LONG)
    for attempt in range(2, 7):
        child.until("checkpointed")
        time.sleep(moments.uniform(0, 0.2))
        child.handle.kill()
        if child.end() == 0:
            break  # it was faster
        assert child.end() == -9
        child = begin(attempt=attempt)
    assert child.end() == 0 and attempt > 2
    assert weights(tmp_path / "run") == undisturbed
    log = RunFolder(tmp_path / "run").events()
    assert [e["step"] for e in log if e["event"] == "progress"] == list(range(100, 10_001, 100))


@pytest.mark.slow
def test_the_process_of_a_killed_supervisor_frees_the_folder(begin, tmp_path, undisturbed):
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "recipe.json").write_text(json.dumps(LONG))
    command = [sys.executable, "-c", SUPERVISOR, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as supervisor:
        assert any(line == "progress\n" for line in supervisor.stdout)
        supervisor.kill()
    second = begin(attempt=2)  # at once, while the orphan still saves
    assert second.until("started")["resumed_at"] > 0
    assert second.end() == 0 and weights(folder) == undisturbed


def test_the_end_of_a_run_is_told_again_to_a_supervisor_that_did_not_hear_it(begin, tmp_path):
    begin(points_recipe()).end()
    before = {f.name: f.read_bytes() for f in (tmp_path / "run").iterdir()}
    second = begin(attempt=2)
    assert second.end() == 0
    assert [e["event"] for e in second.told("started", "finished")] == ["finished"]
    assert {f.name: f.read_bytes() for f in (tmp_path / "run").iterdir()} == before


def test_a_diverged_run_goes_on_with_another_rate(begin):
    linear = [{"layer": "dense", "units": 2}]
    wild = points_recipe("blobs", linear, loss="mean_squared_error", optimizer={"optimizer": "sgd", "lr": 100})
    child = begin(wild)
    assert child.end() == 1 and child.told("failed")[0]["code"] == "diverged"
    second = begin(attempt=2, lr=0.01)
    assert second.end() == 0 and second.told("learning_rate")[0]["lr"] == 0.01 and second.told("finished")
