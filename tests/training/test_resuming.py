"""A run that was killed and resumed ends exactly where an uninterrupted one ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from safetensors.numpy import load_file

from netsumiki.engine.errors import ModelFileError, RecipeError
from netsumiki.training import Run, train
from tests.training.small import FROZEN, pictures, pictures_recipe, points_recipe

ROOT = Path(__file__).parents[2]
KILLED = """
import json, os, signal, sys
from netsumiki.training import train
from tests.training.small import pictures

def kill(event):
    if event.name == "progress" and event.step == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

recipe = json.loads(sys.argv[1])
train(recipe, out=sys.argv[2], data=pictures() if recipe["name"] == "pictures" else None, on_event=kill, threads=2)
"""


def kill_at(step, recipe, folder):
    """Train in another process that dies by signal 9 after `step` steps."""
    done = subprocess.run(
        [sys.executable, "-c", KILLED, json.dumps(recipe), str(folder), str(step)], cwd=ROOT, timeout=60
    )
    assert done.returncode == -9


def saved(folder):
    return {name: array.tobytes() for name, array in load_file(folder / "model.safetensors").items()}


CHECKPOINTS = {"report_every": 1, "callbacks": [{"callback": "checkpoint", "steps": 4}]}
PATIENT = CHECKPOINTS | {"callbacks": [{"callback": "early_stopping", "patience": 2}, *CHECKPOINTS["callbacks"]]}
CASES = {
    "momentum, in the first epoch": (points_recipe(**CHECKPOINTS), 7),
    "momentum, in the second epoch, unshuffled": (points_recipe(**CHECKPOINTS, shuffle=False), 31),
    "early stopping, while it waits": (points_recipe(nodes=FROZEN, **PATIENT, epochs=9), 62),
    "all that has a state": (pictures_recipe(**CHECKPOINTS), 11),
    "all that has a state, without lanes": (pictures_recipe(**CHECKPOINTS, piece=None), 10),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_a_run_killed_in_the_middle_and_resumed_is_bit_identical(case, tmp_path):
    recipe, step = CASES[case]
    data = pictures() if recipe["name"] == "pictures" else None
    straight = train(recipe, out=tmp_path / "straight", data=data, threads=2)
    kill_at(step, recipe, tmp_path / "killed")
    assert not (tmp_path / "killed" / "model.safetensors").exists()
    events = []
    resumed = train(recipe, out=tmp_path / "killed", data=data, threads=2, resume=True, on_event=events.append)
    assert 0 < events[0].resumed_at <= step
    assert saved(tmp_path / "killed") == saved(tmp_path / "straight")
    assert resumed.finished.step == straight.finished.step
    assert resumed.finished.test_loss == straight.finished.test_loss


def test_the_log_of_a_resumed_run_tells_every_step_once(tmp_path):
    kill_at(7, points_recipe(**CHECKPOINTS), tmp_path / "run")
    train(points_recipe(**CHECKPOINTS), out=tmp_path / "run", resume=True)
    log = [json.loads(line) for line in (tmp_path / "run" / "events.jsonl").read_text().splitlines()]
    assert [e["step"] for e in log if e["event"] == "progress"] == list(range(1, 51))
    assert [e["event"] for e in log].count("started") == 1 and log[-1]["event"] == "finished"


def test_a_stopped_run_goes_on_and_ends_like_one_that_was_not_stopped(tmp_path):
    recipe = pictures_recipe(report_every=1)

    def stop(event):
        if event.name == "progress" and event.step == 6:
            run.stop("interrupted")

    run = Run(recipe, out=tmp_path / "stopped", data=pictures(), on_event=stop)
    assert run.train().finished.interrupted
    resumed = train(recipe, out=tmp_path / "stopped", data=pictures(), resume=True)
    straight = train(recipe, out=tmp_path / "straight", data=pictures())
    assert not resumed.finished.interrupted and straight.finished.step == resumed.finished.step
    assert saved(tmp_path / "stopped") == saved(tmp_path / "straight")
    assert not (tmp_path / "stopped" / "checkpoint.safetensors").exists()


def test_a_resumed_run_remembers_how_long_it_has_waited(tmp_path):
    recipe, step = CASES["early stopping, while it waits"]
    kill_at(step, recipe, tmp_path / "run")
    assert train(recipe, out=tmp_path / "run", resume=True).finished.step == 75  # best after 25, none after 50 and 75


def test_resuming_where_nothing_was_begun_begins(tmp_path):
    assert train(points_recipe(), out=tmp_path / "new", resume=True).finished.step == 50


def test_resuming_with_another_recipe_is_refused_and_changes_nothing(tmp_path):
    kill_at(7, points_recipe(**CHECKPOINTS), tmp_path / "run")
    (tmp_path / "run" / ".lock").unlink()  # empty; the process that was killed could not
    before = {f.name: f.read_bytes() for f in (tmp_path / "run").iterdir()}
    with pytest.raises(RecipeError, match="another recipe"):
        train(points_recipe(**CHECKPOINTS, seed=1), out=tmp_path / "run", resume=True, live=True)
    assert {f.name: f.read_bytes() for f in (tmp_path / "run").iterdir()} == before


def test_a_damaged_checkpoint_is_refused_with_a_remedy(tmp_path):
    kill_at(7, points_recipe(**CHECKPOINTS), tmp_path / "run")
    checkpoint = tmp_path / "run" / "checkpoint.safetensors"
    checkpoint.write_bytes(checkpoint.read_bytes()[:100])
    with pytest.raises(ModelFileError, match="without --resume"):
        train(points_recipe(**CHECKPOINTS), out=tmp_path / "run", resume=True)


def test_a_new_run_never_overwrites_one_that_waits_or_is_finished(tmp_path):
    kill_at(7, points_recipe(**CHECKPOINTS), tmp_path / "run")
    with pytest.raises(RecipeError, match="add --resume"):
        train(points_recipe(**CHECKPOINTS), out=tmp_path / "run")
    train(points_recipe(**CHECKPOINTS), out=tmp_path / "run", resume=True)
    for resume in (False, True):
        with pytest.raises(RecipeError, match="already holds a finished run"):
            train(points_recipe(**CHECKPOINTS), out=tmp_path / "run", resume=resume)
