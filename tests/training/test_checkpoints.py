"""When a run saves what it needs to go on."""

import pytest

from netsumiki.training import Run, train
from netsumiki.training.callbacks import Checkpoint
from tests.training.small import heard, points_recipe


def checkpoints(folder, **options):
    events = []
    train(points_recipe(callbacks=[{"callback": "checkpoint", **options}]), out=folder, on_event=events.append)
    return [e.step for e in heard(events, "checkpointed")]


def test_a_checkpoint_is_saved_after_every_so_many_steps(tmp_path):
    assert checkpoints(tmp_path / "run", steps=20, seconds=None) == [20, 40]
    assert not (tmp_path / "run" / "checkpoint.safetensors").exists()  # the run is finished


def test_a_checkpoint_is_saved_after_every_so_many_seconds(tmp_path):
    assert len(checkpoints(tmp_path / "often", seconds=1e-9)) == 49
    assert checkpoints(tmp_path / "seldom", seconds=3600) == []


def test_a_run_with_a_folder_is_saved_twice_a_minute_unless_the_recipe_says_otherwise(tmp_path):
    def kept(folder, **training):
        run = Run(points_recipe(**training), out=folder)
        return [(c.steps, c.seconds) for c in run.recipe.plan.callbacks if isinstance(c, Checkpoint)]

    assert kept(tmp_path / "run") == [(None, 30.0)]
    assert kept(tmp_path / "run", callbacks=[{"callback": "checkpoint", "steps": 5}]) == [(5, 30.0)]
    assert kept(None) == []


def test_a_disk_that_is_full_ends_the_run_in_a_sentence(tmp_path, monkeypatch):
    from netsumiki.engine.errors import DataError

    def full(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("netsumiki.data.storage.os.fsync", full)
    with pytest.raises(DataError, match="No space left on device"):
        train(points_recipe(), out=tmp_path / "run")
    assert not list((tmp_path / "run").glob("*.safetensors*"))
