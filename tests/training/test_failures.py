"""What went wrong is told with a code, with facts and with what can be done; good checkpoints outlive it."""

import errno
import json

import numpy as np
import pytest

from netsumiki.engine.errors import DataError, DivergenceError
from netsumiki.training import Run, train
from netsumiki.training.checkpoint import load_checkpoint
from netsumiki.training.classifier import ClassifierStep
from netsumiki.training.control import Control
from tests.training.small import heard, points_recipe

EVERY = {"report_every": 1, "callbacks": [{"callback": "checkpoint", "steps": 4}]}


@pytest.fixture
def failing(tmp_path):
    """A function that trains until something goes wrong: the event that tells of it."""

    def fail(error, recipe=None, **options):
        events = []
        with pytest.raises(error):
            train(recipe or points_recipe(**EVERY), out=tmp_path / "run", on_event=events.append, **options)
        assert events[-1].name == "failed"
        return events[-1]

    return fail


def at_step(monkeypatch, number, act):
    """Do something in the place of this step."""
    run, steps = ClassifierStep.run, iter(range(1, 10**6))
    monkeypatch.setattr(
        ClassifierStep, "run", lambda self, *batch: act(self) if next(steps) == number else run(self, *batch)
    )


def explode(step):
    step.graph.params.vector[:] = np.inf
    return 1.0, 1


# -- memory and disk ------------------------------------------------------------------------------------------------


def test_too_little_memory_is_told_with_the_size_of_the_run(failing, monkeypatch):
    def hungry(step):
        raise MemoryError

    at_step(monkeypatch, 3, hungry)
    failed = failing(MemoryError)
    assert failed.code == "memory" and failed.step == 2 and "smaller batch_size" in failed.error
    assert failed.facts == {"batch_size": 32, "parameters": 42}


def test_a_full_disk_at_a_checkpoint_keeps_the_one_before(failing, tmp_path, monkeypatch):
    from netsumiki.training import folder

    save, saved = folder.save_checkpoint, []

    def full(path, facts, arrays):
        saved.append(facts["loop"]["step"])
        if len(saved) == 3:
            monkeypatch.setattr("netsumiki.data.storage.os.fsync", refuse)
        save(path, facts, arrays)

    def refuse(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context():
        monkeypatch.setattr(folder, "save_checkpoint", full)
        failed = failing(DataError)
    assert failed.code == "disk-full" and "free some space" in failed.error
    assert failed.facts == {"folder": str(tmp_path / "run")}
    monkeypatch.undo()
    assert load_checkpoint(tmp_path / "run" / "checkpoint.safetensors")[0]["loop"]["step"] == saved[1] == 8
    assert not list((tmp_path / "run").glob("*.new"))
    resumed = train(points_recipe(**EVERY), out=tmp_path / "run", resume=True)
    assert np.array_equal(resumed.model.graph.params.vector, train(points_recipe()).model.graph.params.vector)


def test_a_full_disk_under_the_log_is_told_to_who_listens(failing, monkeypatch):
    from netsumiki.training.folder import RunFolder

    note = RunFolder.note

    def full(self, entry):
        if entry.get("step", 0) >= 7 or entry["event"] == "failed":
            raise OSError(errno.ENOSPC, "No space left on device")
        note(self, entry)

    monkeypatch.setattr(RunFolder, "note", full)
    failed = failing(OSError)
    assert failed.code == "disk-full" and "then resume" in failed.error


def test_a_folder_that_nobody_may_write_to_is_another_matter_than_a_full_disk(tmp_path):
    (tmp_path / "file").write_text("")
    events = []
    with pytest.raises(DataError, match="make it writable"):
        train(points_recipe(), out=tmp_path / "file" / "run", on_event=events.append)
    assert events[-1].code == "unwritable"


def test_our_own_mistakes_are_told_as_such(failing, monkeypatch):
    at_step(monkeypatch, 3, lambda step: 1 / 0)
    failed = failing(ZeroDivisionError)
    assert failed.code == "unexpected" and "ZeroDivisionError" in failed.error


# -- divergence -----------------------------------------------------------------------------------------------------


def test_divergence_is_told_with_its_node_rate_and_last_good_checkpoint(failing, tmp_path, monkeypatch):
    at_step(monkeypatch, 11, explode)
    failed = failing(DivergenceError)
    assert (failed.code, failed.step, failed.node) == ("diverged", 12, "dense_1")
    assert failed.facts == {"lr": 0.05, "checkpoint": 8}
    entry = json.loads((tmp_path / "run" / "events.jsonl").read_text().splitlines()[-1])
    assert (entry["code"], entry["facts"]) == ("diverged", failed.facts)


def test_weights_that_are_not_finite_never_take_the_place_of_good_ones(failing, tmp_path, monkeypatch):
    at_step(monkeypatch, 12, explode)  # the loss of this step is still good, and a checkpoint is due
    assert failing(DivergenceError).facts["checkpoint"] == 8
    facts, arrays = load_checkpoint(tmp_path / "run" / "checkpoint.safetensors")
    assert facts["loop"]["step"] == 8 and all(np.isfinite(a).all() for a in arrays.values())


def test_a_diverged_run_goes_on_from_its_checkpoint_with_another_rate(failing, tmp_path, monkeypatch):
    with monkeypatch.context():
        at_step(monkeypatch, 11, explode)
        failing(DivergenceError)
    monkeypatch.undo()
    events = []
    run = Run(points_recipe(**EVERY), out=tmp_path / "run", resume=True, lr=0.01, on_event=events.append)
    assert run.train().finished.step == 50
    assert heard(events, "started")[0].resumed_at == 8
    assert [(e.step, e.lr) for e in heard(events, "learning_rate")] == [(8, 0.01)]
    assert {e.lr for e in heard(events, "progress")} == {0.01}
    assert json.loads((tmp_path / "run" / "recipe.json").read_text())["training"]["optimizer"]["lr"] == 0.05
    log = [json.loads(line)["event"] for line in (tmp_path / "run" / "events.jsonl").read_text().splitlines()]
    assert "failed" not in log and "learning_rate" in log


def test_without_checkpoint_a_diverged_run_begins_again_with_the_other_rate(failing, tmp_path, monkeypatch):
    with monkeypatch.context():
        at_step(monkeypatch, 2, explode)
        assert failing(DivergenceError).facts["checkpoint"] is None
    monkeypatch.undo()
    retried = train(points_recipe(**EVERY), out=tmp_path / "run", resume=True, lr=0.01)
    slower = points_recipe(optimizer={"optimizer": "momentum", "lr": 0.01})
    assert np.array_equal(retried.model.graph.params.vector, train(slower).model.graph.params.vector)


def test_a_rate_that_is_asked_for_again_is_not_told_again(tmp_path):
    events = []
    train(points_recipe(), lr=0.05, on_event=events.append)
    assert not heard(events, "learning_rate")


# -- a death at the very end ----------------------------------------------------------------------------------------


def test_a_run_that_died_between_model_and_last_event_begins_again(tmp_path):
    folder = tmp_path / "run"
    first = train(points_recipe(), out=folder)
    lines = (folder / "events.jsonl").read_text().splitlines(keepends=True)
    (folder / "events.jsonl").write_text("".join(lines[:-1]) + lines[-1][:30])  # cut off in the middle
    again = train(points_recipe(), out=folder, resume=True, control=Control())
    assert np.array_equal(first.model.graph.params.vector, again.model.graph.params.vector)
