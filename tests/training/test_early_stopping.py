"""Stopping when the validation data show no more progress."""

from netsumiki.training import train
from tests.training.small import FROZEN, heard, points_recipe


def stopping(patience):
    return [{"callback": "early_stopping", "patience": patience}]


def test_a_run_stops_after_so_many_evaluations_without_a_better_one():
    events = []
    result = train(points_recipe(nodes=FROZEN, epochs=9, callbacks=stopping(3)), on_event=events.append)
    assert [e.best for e in heard(events, "evaluated")] == [True, False, False, False]
    assert "no better validation result for 3 evaluations" in result.stopped
    assert heard(events, "stopped")[0].step == result.finished.step == 100


def test_stopping_early_is_no_failure_and_no_interruption(tmp_path):
    events = []
    recipe = points_recipe(nodes=FROZEN, epochs=9, callbacks=stopping(1))
    result = train(recipe, out=tmp_path / "run", on_event=events.append)
    assert not heard(events, "failed") and not result.finished.interrupted
    assert (tmp_path / "run" / "model.safetensors").exists()


def test_a_run_that_becomes_better_is_not_stopped():
    result = train(points_recipe("blobs", epochs=3, callbacks=stopping(1)))
    assert result.stopped is None and result.finished.step == 75
