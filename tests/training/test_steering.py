"""A run that somebody pauses, steps through and changes while it trains."""

import threading
import time

import numpy as np
import pytest
from safetensors.numpy import load_file

from netsumiki.engine.errors import OptionError
from netsumiki.training import Run, train
from netsumiki.training.control import Abandoned, Control
from tests.training.small import heard, pictures, pictures_recipe, points_recipe

EVERY = {"report_every": 1}


def steered(recipe, at, *requests, **options):
    """A run that is asked these things after step `at`; the run and its events."""
    control, events = options.pop("control", None) or Control(), []

    def listen(event):
        events.append(event)
        if event.name == "progress" and event.step == at and len(heard(events, "progress")) == at:
            for request in requests:
                request(control)

    run = Run(recipe, control=control, on_event=listen, **options)
    return run, events


def told(events, *names):
    """(name, step) of the events of these kinds, in their order."""
    return [(e.name, e.step) for e in events if e.name in names]


def test_a_paused_run_takes_no_step_until_it_is_resumed():
    run, events = steered(points_recipe(**EVERY), 7, Control.pause)
    waiting = threading.Event()
    run.on_event = lambda event, listen=run.on_event: (listen(event), event.name == "paused" and waiting.set())
    thread = threading.Thread(target=run.train)
    thread.start()
    assert waiting.wait(30)
    thread.join(0.2)
    assert run.loop.step == 7 and events[-1].name == "paused"
    run.control.resume()
    thread.join(30)
    assert told(events, "paused", "resumed") == [("paused", 7), ("resumed", 7)]
    assert [e.step for e in heard(events, "progress")] == list(range(1, 51)) and events[-1].name == "finished"


def test_each_single_step_is_followed_by_a_pause():
    requests = (Control.pause, Control.step, Control.step, Control.resume)
    run, events = steered(points_recipe(**EVERY), 7, *requests)
    run.train()
    assert told(events, "paused", "progress", "resumed")[6:13] == [
        ("progress", 7),
        ("paused", 7),
        ("progress", 8),
        ("paused", 8),
        ("progress", 9),
        ("paused", 9),
        ("resumed", 9),
    ]


def test_a_step_is_reported_even_between_two_reports():
    control = Control(paused=True)
    for request in (control.step, control.step, control.resume):
        request()
    events = []
    Run(points_recipe(report_every=25), control=control, on_event=events.append).train()
    assert told(events, "progress", "paused", "resumed")[:6] == [
        ("paused", 0),
        ("progress", 1),
        ("paused", 1),
        ("progress", 2),
        ("paused", 2),
        ("resumed", 2),
    ]


def test_pausing_and_stepping_change_no_number(tmp_path):
    requests = (Control.pause, Control.step, Control.pause, Control.step, Control.resume)
    run, _ = steered(pictures_recipe(**EVERY), 6, *requests, data=pictures(), out=tmp_path / "run", live=True)
    straight = train(pictures_recipe(**EVERY), data=pictures())
    assert np.array_equal(run.train().model.graph.params.vector, straight.model.graph.params.vector)


def test_a_run_that_begins_paused_waits_before_its_first_step_with_a_checkpoint(tmp_path):
    run, events = steered(points_recipe(), None, control=Control(paused=True), out=tmp_path / "run")
    run.on_event = lambda event, listen=run.on_event: (listen(event), event.name == "paused" and run.control.abandon())
    with pytest.raises(Abandoned):
        run.train()
    assert [e.name for e in events] == ["started", "checkpointed", "paused", "checkpointed"]
    resumed, straight = (train(points_recipe(), out=tmp_path / n, resume=True) for n in ("run", "straight"))
    assert np.array_equal(resumed.model.graph.params.vector, straight.model.graph.params.vector)


def test_waiting_is_not_training_time():
    def listen(event):
        events.append(event)
        if event.name == "paused":
            threading.Timer(0.5, control.resume).start()

    control, events, began = Control(paused=True), [], time.perf_counter()
    Run(points_recipe(**EVERY), control=control, on_event=listen).train()
    trained = time.perf_counter() - began - 0.5
    first, last = heard(events, "progress")[0], events[-1]
    assert first.seconds < trained and first.images_per_second > 32 / trained
    assert last.name == "finished" and last.seconds < trained


def test_a_paused_run_can_be_stopped():
    run, events = steered(points_recipe(**EVERY), 7, Control.pause)
    run.on_event = lambda event, listen=run.on_event: (listen(event), event.name == "paused" and run.stop("enough"))
    result = run.train()
    assert result.stopped == "enough" and result.finished.step == 7 and result.finished.interrupted
    assert told(events, "paused", "stopped") == [("paused", 7), ("stopped", 7)]


def test_an_abandoned_run_is_saved_and_ends_like_one_that_was_not(tmp_path):
    recipe = pictures_recipe(**EVERY)
    run, events = steered(recipe, 6, Control.abandon, data=pictures(), out=tmp_path / "run")
    with pytest.raises(Abandoned):
        run.train()
    assert events[-1].name == "checkpointed" and events[-1].step == 6
    for name in ("run", "straight"):
        train(recipe, data=pictures(), out=tmp_path / name, resume=True)
    ends = [load_file(tmp_path / name / "model.safetensors") for name in ("run", "straight")]
    assert all(np.array_equal(ends[0][name], ends[1][name]) for name in ends[1])


# -- the learning rate ----------------------------------------------------------------------------------------------


def test_another_rate_holds_from_the_next_step_under_the_same_schedule():
    recipe = points_recipe(**EVERY, schedule={"schedule": "step", "every": 10, "gamma": 0.5})
    run, events = steered(recipe, 7, lambda control: control.learning_rate(0.2))
    run.train()
    assert [(e.step, e.lr) for e in heard(events, "learning_rate")] == [(7, 0.2)]
    rates = [e.lr for e in heard(events, "progress")]
    assert rates[:12] == pytest.approx([0.05] * 7 + [0.2] * 3 + [0.1] * 2)


@pytest.mark.parametrize("lr", [0, -1, float("nan"), 101, "fast", None])
def test_a_rate_that_no_optimizer_takes_is_refused_where_it_is_asked_for(lr):
    with pytest.raises(OptionError, match="lr must be a number above 0"):
        Control().learning_rate(lr)


def test_a_changed_rate_is_saved_and_the_run_goes_on_bit_identically(tmp_path):
    faster = (lambda control: control.learning_rate(0.2),)
    straight, _ = steered(pictures_recipe(**EVERY), 6, *faster, data=pictures())
    expected = straight.train().model.graph.params.vector
    run, _ = steered(pictures_recipe(**EVERY), 6, *faster, Control.abandon, data=pictures(), out=tmp_path / "run")
    with pytest.raises(Abandoned):
        run.train()
    events = []
    resumed = Run(pictures_recipe(**EVERY), data=pictures(), out=tmp_path / "run", resume=True, on_event=events.append)
    assert np.array_equal(resumed.train().model.graph.params.vector, expected)
    assert [e["lr"] for e in resumed.events if e["event"] == "learning_rate"] == [0.2]  # the log keeps it
