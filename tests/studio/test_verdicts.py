"""Verdicts: made in the background and told on the way, kept beside the model, given up, and never made twice."""

import threading

import pytest

from netsumiki.engine.errors import DataError, Problem
from netsumiki.judging import Cancelled
from netsumiki.studio import runs, verdicts
from netsumiki.studio.models import Run
from tests.studio.background import end, over, settled
from tests.studio.generators import PLANE, keep, train, untrained


@pytest.fixture
def plane(user, folder):
    return train(user, PLANE)


@pytest.fixture(autouse=True)
def nothing_goes_on():
    yield
    end(verdicts._jobs)


def verdict(browser, run):
    answer = browser.send("get", f"runs/{run.pk}/verdict")
    assert answer.status_code == 200
    return answer.json()


def judge(browser, run, **more):
    return browser.send("post", f"runs/{run.pk}/judge", more)


@pytest.fixture
def slow(monkeypatch):
    """An examination that goes on until it is told to stop, or to end well."""
    begun, enough = threading.Event(), threading.Event()
    count = []

    def examine(generator, data, *, progress, stop, sha256, **more):
        count.append(sha256)
        progress("Reading the pictures", 3, 10)
        begun.set()
        while not enough.wait(0.01):
            if stop():
                raise Cancelled
        return Made(sha256)

    monkeypatch.setattr(verdicts, "examine", examine)
    return begun, enough, count


class Made:
    def __init__(self, sha256):
        self.sha256 = sha256

    def to_json(self):
        return {"kind": "points", "protocol": {"model_sha256": self.sha256}}


def test_a_generator_of_points_is_judged_and_the_verdict_is_kept(browser, plane, told):
    assert verdict(browser, plane)["state"] == "missing"
    answer = judge(browser, plane, count=200, seed=3)
    assert answer.status_code == 202 and answer.json()["model"] == f"run:{plane.pk}"
    settled(lambda: verdict(browser, plane)["state"] == "ready")
    found = verdict(browser, plane)
    assert found["verdict"]["kind"] == "points" and found["current"]
    assert (found["verdict"]["protocol"]["seed"], found["verdict"]["protocol"]["count"]) == (3, 200)
    assert browser.send("get", f"models/run:{plane.pk}/verdict").json() == found
    assert (runs.folder_of(plane) / "verdict.json").is_file()
    states = [message["state"] for owner, message in told if owner == plane.owner_id]
    assert states[0] == "waiting" and "running" in states and states[-1] == "ready"
    assert {message["model"] for _, message in told} == {f"run:{plane.pk}"}


def test_a_model_that_learnt_on_has_a_verdict_that_is_not_current(browser, plane):
    judge(browser, plane, count=200)
    settled(lambda: verdict(browser, plane)["state"] == "ready")
    changed = untrained("gan-2d")
    changed.save(runs.folder_of(plane) / "model.safetensors")
    found = verdict(browser, plane)
    assert found["verdict"] and not found["current"]


def test_how_far_it_is_can_be_asked(browser, plane, slow):
    begun, enough, _ = slow
    judge(browser, plane)
    assert begun.wait(20)
    found = verdict(browser, plane)
    assert (found["state"], found["what"], found["done"], found["total"]) == ("running", "Reading the pictures", 3, 10)
    enough.set()
    settled(lambda: verdict(browser, plane)["state"] == "ready")


def test_a_second_request_answers_with_the_one_that_goes_on(browser, plane, slow):
    begun, enough, count = slow
    judge(browser, plane)
    assert begun.wait(20)
    assert judge(browser, plane, seed=5).json()["state"] == "running"
    assert browser.send("post", f"models/run:{plane.pk}/judge", {}).json()["done"] == 3
    enough.set()
    settled(lambda: verdict(browser, plane)["state"] == "ready")
    assert len(count) == 1


def test_models_are_judged_one_after_the_other(browser, user, plane, slow):
    begun, enough, count = slow
    other = train(user, PLANE)
    judge(browser, plane)
    assert begun.wait(20)
    assert judge(browser, other).json()["state"] == "waiting"
    assert len(count) == 1
    enough.set()
    settled(lambda: verdict(browser, other)["state"] == "ready")


def test_it_is_given_up_on_request_and_the_verdict_before_stays(browser, plane, slow, told):
    begun, enough, _ = slow
    enough.set()
    judge(browser, plane)
    settled(lambda: verdict(browser, plane)["state"] == "ready")
    begun.clear()
    enough.clear()
    judge(browser, plane)
    assert begun.wait(20)
    answer = browser.send("delete", f"runs/{plane.pk}/judge")
    assert answer.status_code == 202 and answer.json()["state"] == "ready" and answer.json()["verdict"]
    assert told[-1][1]["state"] == "ready"
    over(verdicts._jobs)
    assert browser.send("delete", f"models/run:{plane.pk}/judge").json()["state"] == "ready"  # nothing goes on


def test_nobody_gives_up_the_verdict_on_a_bundled_model_that_somebody_else_waits_for(browser, stranger, slow):
    begun, _, _ = slow
    assert browser.send("post", "models/zoo:digit-writer/judge", {}).status_code == 202
    assert begun.wait(20)
    assert stranger.send("delete", "models/zoo:digit-writer/judge").json()["state"] == "running"
    assert browser.send("delete", "models/zoo:digit-writer/judge").json()["state"] == "missing"


def test_who_deletes_a_run_no_longer_waits_for_its_verdict(browser, plane, slow):
    begun, _, _ = slow
    judge(browser, plane)
    assert begun.wait(20)
    browser.send("delete", f"runs/{plane.pk}")
    over(verdicts._jobs)
    assert not (runs.folder_of(plane) / "verdict.json").exists()
    browser.send("post", f"runs/{plane.pk}/restore")
    assert verdict(browser, plane)["state"] == "missing"


def test_what_is_no_number_in_a_verdict_is_kept_as_nothing(browser, plane, monkeypatch):
    class Fallen(Made):
        def to_json(self):
            return super().to_json() | {"frechet": {"generated": float("nan"), "floor": [float("inf"), 1.5]}}

    monkeypatch.setattr(verdicts, "examine", lambda *a, sha256, **n: Fallen(sha256))
    judge(browser, plane)
    settled(lambda: verdict(browser, plane)["state"] == "ready")
    assert verdict(browser, plane)["verdict"]["frechet"] == {"generated": None, "floor": [None, 1.5]}


def test_a_run_that_has_not_begun_has_no_verdict_yet(browser, user):
    run = Run.objects.create(owner=user, name="new", recipe=PLANE)
    assert verdict(browser, run)["state"] == "missing"
    assert judge(browser, run).json()["problems"][0]["code"] == "no-weights"


def test_too_many_that_wait_are_refused(browser, user, folder, slow, monkeypatch):
    monkeypatch.setattr(verdicts._jobs, "most", 1)
    one, two = train(user, PLANE), train(user, PLANE)
    judge(browser, one)
    answer = judge(browser, two)
    assert answer.status_code == 422 and answer.json()["problems"][0]["code"] == "judge-busy"


@pytest.mark.parametrize(
    "error, words", [(DataError(Problem("data", "it is gone: get it")), "get it"), (ZeroDivisionError(), "itself")]
)
def test_what_goes_wrong_is_told_and_can_be_tried_again(browser, plane, monkeypatch, error, words):
    def examine(*args, **named):
        raise error

    monkeypatch.setattr(verdicts, "examine", examine)
    judge(browser, plane)
    settled(lambda: verdict(browser, plane)["state"] == "failed")
    assert words in verdict(browser, plane)["problems"][0]["message"]
    monkeypatch.setattr(verdicts, "examine", lambda *a, sha256, **n: Made(sha256))
    judge(browser, plane)
    settled(lambda: verdict(browser, plane)["state"] == "ready")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\x80\x04", b"null"])
def test_a_damaged_verdict_is_as_if_there_were_none(browser, plane, content):
    (runs.folder_of(plane) / "verdict.json").write_bytes(content)
    assert verdict(browser, plane)["state"] == "missing"


@pytest.mark.parametrize("more", [{"count": 0}, {"count": 10**9}, {"count": "x"}, {"seed": -1}, {"seed": 2**32}])
def test_a_verdict_that_cannot_be_meant_is_refused(browser, plane, more):
    assert judge(browser, plane, **more).status_code == 422


def test_a_classifier_is_no_generator_to_judge(browser):
    for method, path in [("get", "verdict"), ("post", "judge"), ("delete", "judge")]:
        answer = browser.send(method, f"models/zoo:digit-reader/{path}", {} if method == "post" else None)
        assert answer.status_code == 422 and answer.json()["problems"][0]["code"] == "model-kind"


def test_the_verdict_on_a_bundled_model_lies_in_the_studios_folder(user, folder):
    from netsumiki.studio.trained import Trained

    place = verdicts.place_of(Trained("zoo:digit-writer", folder / "digit-writer.safetensors"))
    assert place == folder / "verdicts" / "digit-writer.json"


def test_nobody_else_judges_ones_model(stranger, plane):
    for method, path in [("get", "verdict"), ("post", "judge"), ("delete", "judge")]:
        for owner in (f"runs/{plane.pk}", f"models/run:{plane.pk}"):
            answer = stranger.send(method, f"{owner}/{path}", {} if method == "post" else None)
            assert answer.status_code == 404, (method, owner)


def test_a_run_in_progress_can_be_judged_by_its_weights_as_they_are_now(browser, user, folder, slow):
    run = keep(user, untrained("gan-2d"), "live.safetensors", "running")
    assert judge(browser, run).status_code == 202
    assert slow[0].wait(20)
