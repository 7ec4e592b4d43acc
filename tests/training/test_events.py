"""Events: immutable, written to events.jsonl as they happen, in one order."""

import dataclasses
import json
from math import inf, nan

import pytest

from netsumiki.training import events as kinds
from netsumiki.training import train
from tests.training.small import heard, points_recipe


@pytest.fixture
def told(tmp_path):
    events = []
    train(points_recipe(report_every=10), out=tmp_path, on_event=events.append)
    return events, [json.loads(line) for line in (tmp_path / "events.jsonl").read_text("utf-8").splitlines()]


def test_what_is_told_is_what_is_written(told):
    events, written = told
    assert [e.to_json() for e in events] == written


def test_an_event_cannot_be_changed(told):
    for event in told[0]:
        with pytest.raises(dataclasses.FrozenInstanceError):
            event.step = 3


def test_a_run_begins_with_started_and_ends_with_finished(told):
    names = [e.name for e in told[0]]
    assert names[0] == "started" and names[-1] == "finished"
    assert names.count("epoch_ended") == names.count("evaluated") == 2
    started, finished = told[0][0], told[0][-1]
    assert (started.steps, started.training_examples, started.validation_examples) == (50, 800, 200)
    assert started.parameters == finished.parameters == 42
    assert sum(map(sum, finished.confusion)) == 250


def test_reports_come_after_every_so_many_steps(told):
    reports = heard(told[0], "progress")
    assert [e.step for e in reports] == [10, 20, 30, 40, 50]
    assert all(0 <= e.accuracy <= 1 and e.images_per_second > 0 and e.remaining >= 0 for e in reports)
    assert reports[-1].remaining == 0


def test_the_log_holds_no_number_that_json_does_not_know():
    event = kinds.Tested(1, None, 1.0, 1, test_accuracy=nan, test_loss=inf, validation_accuracy=-inf)
    written = json.dumps(event.to_json(), allow_nan=False)
    assert json.loads(written)["test_accuracy"] is None
