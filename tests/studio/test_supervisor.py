"""The life of a run under a supervisor: claimed once, heard while it is ours, lost and found, steered, ended."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from netsumiki.studio import runs
from netsumiki.studio.history import history_of
from netsumiki.studio.models import Run, RunEvent
from netsumiki.studio.supervisor import MOST_LOSSES, Supervisor

State = Run.State


class Child:
    """Stands for a training process: the test says what it tells and when it ends."""

    killed = False

    def __init__(self, folder: Path, attempt: int, paused, lr, tell):
        self.folder, self.attempt, self.paused, self.lr, self.tell = folder, attempt, paused, lr, tell
        self.code, self.commands = None, []

    def send(self, command):
        self.commands.append(command)
        return True

    def poll(self):
        return self.code

    def close(self):
        self.code = 75

    def kill(self):
        self.killed, self.code = True, -9

    def last_words(self):
        return "no words"


class Children:
    def __init__(self):
        self.started = []

    def start(self, folder, attempt, paused=False, lr=None, tell=None):
        self.started.append(Child(folder, attempt, paused, lr, tell))
        return self.started[-1]


@pytest.fixture
def children():
    return Children()


@pytest.fixture
def supervisor(folder, user, children, monkeypatch):
    made = Supervisor(children)
    monkeypatch.setattr("netsumiki.studio.supervisor.available_cores", lambda: 2)
    monkeypatch.setattr("netsumiki.studio.supervisor.supervisor", made)
    return made


def turn(supervisor):
    """One turn of its loop."""
    supervisor.hear()
    supervisor.upkeep()


@pytest.fixture
def begun(supervisor, children, user, recipe):
    """A run that trains, and its child."""
    run = runs.create(user, recipe, "mine", None, False)
    turn(supervisor)
    children.started[0].tell({"event": "started", "steps": 100, "epochs": 2, "parameters": 9, "resumed_at": 0})
    turn(supervisor)
    run.refresh_from_db()
    assert run.state == State.RUNNING
    return run


def progress(step, loss=1.0):
    return {"event": "progress", "step": step, "epoch": 1, "loss": loss, "accuracy": 0.5, "lr": 0.1, "seconds": 1.0}


def test_a_run_goes_from_the_queue_to_its_end(begun, supervisor, children):
    child = children.started[0]
    child.tell(progress(50))
    child.tell({"event": "finished", "step": 100, "test_accuracy": 0.9, "test_loss": 0.3, "interrupted": False})
    child.code = 0
    turn(supervisor)
    begun.refresh_from_db()
    assert (begun.state, begun.progress["test_accuracy"], begun.lease_until) == (State.SUCCEEDED, 0.9, None)
    assert supervisor.attempts == {}
    assert history_of(begun)["progress"]["step"] == [50]


def test_only_one_run_trains_on_two_cores_and_the_next_follows(begun, supervisor, children, user, recipe):
    second = runs.create(user, recipe, None, None, False)
    turn(supervisor)
    assert len(children.started) == 1
    assert runs.as_json(second)["position"] == 1
    children.started[0].tell({"event": "finished", "step": 100, "interrupted": False})
    children.started[0].code = 0
    turn(supervisor)
    turn(supervisor)
    assert [c.folder.name for c in children.started] == [begun.pk, second.pk]


def test_a_paused_run_leaves_its_place_to_others(begun, supervisor, children, user, recipe):
    children.started[0].tell({"event": "paused", "step": 10})
    runs.create(user, recipe, None, None, False)
    turn(supervisor)
    turn(supervisor)
    assert len(children.started) == 2


def test_of_two_supervisors_one_gets_the_run(supervisor, children, user, recipe):
    run = runs.create(user, recipe, None, None, False)
    stale = Run.objects.get(pk=run.pk)
    turn(supervisor)
    rival = Supervisor(Children())
    claimed = Run.objects.filter(pk=stale.pk, state=stale.state, attempt=stale.attempt).update(attempt=7)
    assert claimed == 0
    rival.begin()
    assert rival.attempts == {} and len(children.started) == 1


def test_a_killed_child_is_begun_again_and_nothing_counts_twice(begun, supervisor, children):
    first = children.started[0]
    for step in (10, 20, 30):
        first.tell(progress(step))
    first.tell({"event": "checkpointed", "step": 20, "path": "x"})
    first.code = -9
    turn(supervisor)
    turn(supervisor)
    second = children.started[1]
    assert second.attempt == 2
    second.tell({"event": "started", "steps": 100, "epochs": 2, "parameters": 9, "resumed_at": 20})
    second.tell(progress(30))
    turn(supervisor)
    assert history_of(begun)["progress"]["step"] == [10, 20, 30]


def test_what_was_told_while_the_server_was_gone_is_read_from_the_log(begun, supervisor, children, folder):
    children.started[0].tell(progress(10))
    turn(supervisor)
    log = [progress(10), progress(20), {"event": "evaluated", "step": 20, "epoch": 1, "loss": 0.3, "accuracy": 0.8}]
    log = "".join(json.dumps(event) + "\n" for event in [*log, progress(30)])
    (folder / "runs" / begun.pk / "events.jsonl").write_text(log)
    later = Supervisor(Children())
    turn(later)
    started = {"event": "started", "steps": 100, "epochs": 2, "parameters": 9, "resumed_at": 20}
    later.executor.started[0].tell(started)
    turn(later)
    told = history_of(begun)
    assert told["progress"]["step"] == [10, 20]
    assert told["evaluated"]["accuracy"] == [0.8]
    begun.refresh_from_db()
    assert (begun.progress["step"], begun.progress["validation_accuracy"]) == (20, 0.8)


def test_a_zombie_is_not_heard(begun, supervisor, children):
    zombie = children.started[0]
    zombie.code = -9
    turn(supervisor)
    turn(supervisor)
    zombie.tell(progress(99, loss=7.0))
    zombie.tell({"event": "finished", "step": 100, "interrupted": False})
    turn(supervisor)
    begun.refresh_from_db()
    assert begun.state == State.RUNNING
    assert not RunEvent.objects.filter(step=99).exists()


def test_a_child_that_dies_again_and_again_at_one_place_fails_in_words(begun, supervisor, children):
    for _ in range(MOST_LOSSES):
        children.started[-1].code = -9
        turn(supervisor)
        turn(supervisor)
    begun.refresh_from_db()
    assert begun.state == State.FAILED
    assert "memory" in begun.error["message"] and begun.error["remedies"]
    assert len(children.started) == MOST_LOSSES


def test_a_child_that_comes_further_each_time_may_die_often(begun, supervisor, children):
    for number in range(MOST_LOSSES + 2):
        children.started[-1].tell({"event": "checkpointed", "step": 10 * (number + 1), "path": "x"})
        children.started[-1].code = -9
        turn(supervisor)
        turn(supervisor)
    begun.refresh_from_db()
    assert begun.state == State.RUNNING


def test_after_a_restart_of_the_server_its_runs_go_on(begun, supervisor, recipe):
    later = Supervisor(Children())  # a new process: it knows of no child
    turn(later)
    begun.refresh_from_db()
    assert (begun.state, begun.attempt) == (State.RUNNING, 2)
    assert later.executor.started[0].folder.name == begun.pk


def test_a_paused_run_is_still_paused_after_a_restart(begun, supervisor, children):
    children.started[0].tell({"event": "paused", "step": 10})
    turn(supervisor)
    later = Supervisor(Children())
    turn(later)
    assert later.executor.started[0].paused


def test_the_clock_may_jump(begun, supervisor, children):
    Run.objects.update(lease_until=timezone.now() - timedelta(days=400))
    turn(supervisor)
    begun.refresh_from_db()
    assert (begun.state, len(children.started)) == (State.RUNNING, 1)
    assert begun.lease_until > timezone.now()


def test_what_the_user_wants_reaches_the_child_in_order(begun, supervisor, children):
    for do, lr in (("learning_rate", 0.01), ("pause", None), ("step", None), ("step", None)):
        runs.command(begun, do, lr)
    turn(supervisor)
    expected = [{"do": "learning_rate", "lr": 0.01}, {"do": "pause"}, {"do": "step"}, {"do": "step"}]
    assert children.started[0].commands == expected
    turn(supervisor)
    assert len(children.started[0].commands) == 4


def test_a_run_in_the_queue_can_be_stopped_and_tried_again(begun, supervisor, user, recipe):
    waiting = runs.create(user, recipe, None, None, False)
    runs.command(waiting, "stop", None)
    turn(supervisor)
    waiting.refresh_from_db()
    assert waiting.state == State.CANCELLED
    runs.command(waiting, "retry", None)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.ended) == (State.QUEUED, None)


def test_divergence_is_told_with_the_node_and_a_retry_takes_the_lower_rate(begun, supervisor, children):
    child = children.started[0]
    child.tell({"event": "failed", "step": 7, "error": "dense: …", "node": "dense", "code": "diverged", "facts": {}})
    child.code = 1
    turn(supervisor)
    begun.refresh_from_db()
    assert (begun.state, begun.error["code"], begun.error["node"]) == (State.FAILED, "diverged", "dense")
    assert "retry-lower-rate" in begun.error["remedies"]
    runs.command(begun, "retry", 0.03)
    turn(supervisor)
    assert (children.started[1].lr, children.started[1].attempt) == (0.03, 2)


def test_a_full_disk_is_told_before_anything_starts(supervisor, user, recipe, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    run = runs.create(user, recipe, None, None, False)
    monkeypatch.setattr("netsumiki.studio.supervisor.prepared", full)
    turn(supervisor)
    run.refresh_from_db()
    assert (run.state, run.error["code"]) == (State.FAILED, "disk-full")


def test_a_silent_child_is_given_up(begun, supervisor, children, monkeypatch):
    monkeypatch.setattr("netsumiki.studio.supervisor.SILENCE_SECONDS", -1)
    supervisor.renew()
    assert children.started[0].killed


def test_deleting_a_run_stops_it_and_restoring_brings_it_back(begun, supervisor, children, browser):
    assert browser.send("delete", f"runs/{begun.pk}").status_code == 204
    turn(supervisor)
    assert children.started[0].commands[-1]["do"] == "stop"
    assert browser.send("get", "runs").json() == []
    assert browser.send("post", f"runs/{begun.pk}/restore").json()["name"] == "mine"
    assert len(browser.send("get", "runs").json()) == 1


@pytest.mark.parametrize("do", ["pause", "resume", "step", "stop", "learning_rate"])
def test_an_ended_run_takes_no_command_and_says_so(begun, browser, do):
    Run.objects.update(state=State.SUCCEEDED)
    answer = browser.send("post", f"runs/{begun.pk}/commands", {"do": do, "lr": 0.1})
    assert answer.status_code == 422
    assert "ended" in answer.json()["problems"][0]["message"]


def test_a_learning_rate_that_no_optimizer_takes_is_refused_at_once(begun, browser):
    answer = browser.send("post", f"runs/{begun.pk}/commands", {"do": "learning_rate", "lr": 1e6})
    assert answer.status_code == 422
    assert "0 to 100" in answer.json()["problems"][0]["message"]


def test_what_is_asked_while_a_child_starts_is_not_lost(supervisor, children, user, recipe, monkeypatch):
    run = runs.create(user, recipe, None, None, True)
    start = children.start

    def slowly(*arguments, **options):
        runs.command(run, "step", None)
        return start(*arguments, **options)

    monkeypatch.setattr(children, "start", slowly)
    turn(supervisor)
    turn(supervisor)
    assert children.started[0].commands == [{"do": "step"}]
