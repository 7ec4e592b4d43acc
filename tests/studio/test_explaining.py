"""What a decision rests on, over the interface: in every way, and the slow ones in the background."""

import threading
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from netsumiki.exporting.finding import load as load_model
from netsumiki.insight.attribution import attributions, explain
from netsumiki.studio import explaining, jobs
from tests.studio.asking import ask, end_all, refused, train_points
from tests.studio.background import settled
from tests.studio.doodles import DIGITS

READER = "zoo:generator-cnn"  # conv (22 × 22 × 5) – relu – flatten – dense – softmax


@pytest.fixture(autouse=True)
def nothing_goes_on():
    yield
    end_all()


@pytest.fixture
def points(browser, user) -> str:
    return train_points(user)


def pixels(found) -> np.ndarray:
    shape = (found["height"], found["width"], found["channels"])
    return np.frombuffer(b64decode(found["pixels"]), np.uint8).reshape(shape)


# -- explanations -----------------------------------------------------------------------------------------------------


def test_a_quick_explanation_is_the_answer_itself(browser):
    answer = browser.send("post", f"models/{READER}/explain", {"strokes": DIGITS["5"], "method": "saliency"})
    assert answer.status_code == 200
    whole = answer.json()
    assert whole["job"] is None and whole["state"] == "ready" and whole["map"] is None
    found = whole["explanation"]
    assert (found["target"], found["label"], found["actual"]) == (5, "5", None)
    assert pixels(found).shape == (28, 28, 1) and pixels(found).max() == 255 and not found["signed"]
    assert len(b64decode(found["seen"])) == 784 and found["milliseconds"] > 0


def test_the_map_is_what_the_method_finds(browser):
    model = load_model("generator-cnn")
    picture = model.golden[0][3]
    given = {"pixels": b64encode(picture.tobytes()).decode(), "height": 28, "width": 28}
    for method in ("gradient_input", {"attribution": "integrated_gradients", "steps": 20}, "grad_cam"):
        found = ask(browser, "explain", READER, picture=given, method=method, target=8)
        wanted = explain(model, picture, method, 8)
        scale = 127 if found["signed"] else 255
        shown = (pixels(found)[..., 0].astype(float) - (128 if found["signed"] else 0)) / scale * found["limit"]
        assert np.abs(shown - wanted.plane).max() <= found["limit"] / scale
        assert found["score"] == pytest.approx(wanted.scores[0], rel=1e-5) and found["label"] == "8"
        assert found["signed"] == wanted.signed


def test_without_an_example_a_golden_sample_is_explained(browser):
    first = b64encode(load_model("generator-cnn").golden[0][0].tobytes()).decode()
    assert ask(browser, "explain", READER)["seen"] == first


def test_options_of_a_method_are_told_and_checked(browser):
    found = ask(browser, "explain", READER, method={"attribution": "grad_cam", "positive": False})
    assert found["signed"] and found["options"]["positive"] is False and found["facts"]["node"] == "relu"
    wrong = {"attribution": "integrated_gradients", "steps": 0}
    assert "steps" in refused(browser.send("post", f"models/{READER}/explain", {"method": wrong}))
    assert 'did you mean "saliency"' in refused(browser.send("post", f"models/{READER}/explain", {"method": "salency"}))


def test_shuffled_weights_are_asked_without_harm_to_the_model(browser):
    def why(**more):
        return pixels(ask(browser, "explain", READER, strokes=DIGITS["5"], method="gradient_input", target=5, **more))

    trained, once, again, other = why(), why(shuffled=1), why(shuffled=1), why(shuffled=2)
    assert np.array_equal(once, again)
    assert not np.array_equal(once, trained) and not np.array_equal(once, other)
    assert np.array_equal(why(), trained)


def test_points_are_explained_as_one_line(browser, points):
    found = ask(browser, "explain", points, numbers=[0.5, -1], method="gradient_input")
    assert pixels(found).shape == (1, 2, 1) and found["seen"] is None
    row = ask(browser, "explain", points, sample={"row": 3, "split": "train"}, method="saliency")
    assert row["actual"] in ("0", "1")


def test_every_way_is_listed_with_what_stands_against_it(browser, points):
    ways = {way["method"]: way["problem"] for way in browser.send("get", f"models/{READER}/explain").json()}
    assert list(ways) == list(attributions) and not any(ways.values())
    ways = {way["method"]: way["problem"] for way in browser.send("get", f"models/{points}/explain").json()}
    assert ways["saliency"] is None and ways["grad_cam"]["code"] == "no-pictures"
    assert "choose integrated_gradients" in ways["occlusion"]["message"]
    flat = {w["method"]: w["problem"] for w in browser.send("get", "models/zoo:note-whole-picture/explain").json()}
    assert "no convolution" in flat["grad_cam"]["message"] and flat["saliency"] is None


@pytest.mark.parametrize(
    "content, words",
    [
        ({"method": "grad_cam", "numbers": [1, 2]}, "needs a network that reads pictures"),
        ({"numbers": [1, 2, 3]}, "reads 2 numbers of shape [2], got 3"),
        ({"strokes": DIGITS["5"]}, "reads points of 2 numbers, no pictures"),
        ({"numbers": [1, 2], "target": 7}, "no class 7"),
        ({"numbers": [1, 2], "sample": {"row": 0}}, "give one example, not numbers and sample"),
        ({"method": "x" * 10_000}, "100"),
        ({"method": {"attribution": ["x"]}}, "attribution"),
    ],
)
def test_what_cannot_be_explained_is_told_in_words(browser, points, content, words):
    assert words in refused(browser.send("post", f"models/{points}/explain", content))


def test_a_slow_method_refuses_at_once_what_does_not_fit(browser, points):
    answer = browser.send("post", f"models/{points}/explain", {"method": "occlusion", "numbers": [1, 2]})
    assert "needs a network that reads pictures" in refused(answer)


def test_a_generator_has_no_decision(browser):
    for method, path, content in [("get", "explain", None), ("post", "explain", {}), ("post", "map", {})]:
        answer = browser.send(method, f"models/zoo:digit-writer/{path}", content)
        assert "makes examples and cannot read any" in refused(answer)


# -- in the background ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["occlusion", {"attribution": "smoothgrad", "samples": 5}])
def test_a_slow_method_ends_with_the_same_answer(browser, told, user, method):
    found = ask(browser, "explain", READER, method=method)
    wanted = explain(load_model("generator-cnn"), load_model("generator-cnn").golden[0][0], method)
    assert found["target"] == wanted.targets[0]
    assert found["limit"] == pytest.approx(np.abs(wanted.plane).max(), rel=1e-4)
    assert {owner for owner, _ in told} == {user.pk}
    states = [message["state"] for _, message in told]
    assert states[0] == "waiting" and "running" in states and states[-1] == "ready"
    assert told[-1][1]["type"] == "job" and told[-1][1]["kind"] == "explanation"
    assert told[-1][1]["done"] == told[-1][1]["total"] > 0


def test_a_wish_is_a_picture_of_a_class_or_a_filter(browser):
    quick = {"attribution": "activation_maximization", "steps": 3}
    found = ask(browser, "explain", READER, method=quick, target=3)
    assert (found["makes"], found["label"], found["target"], found["limit"]) == ("picture", "3", 3, 1)
    assert pixels(found).shape == (28, 28, 1) and pixels(found).any() and found["seen"] is None
    found = ask(browser, "explain", READER, method=quick | {"node": "conv"}, target=4)
    assert found["label"] is None and found["facts"]["node"] == "conv"


@dataclass
class Held:
    """A question that goes on until it may end, or is cancelled."""

    begun: threading.Event
    enough: threading.Event

    def __call__(self, tell):
        self.begun.set()
        step = 0
        while not self.enough.wait(0.01):
            tell("Explaining", step, 1_000)
            step += 1
        return {}


@pytest.fixture
def held(monkeypatch, browser) -> Any:
    monkeypatch.setattr(explaining, "PATIENCE", 0)
    question = Held(threading.Event(), threading.Event())
    real = explaining.begin
    monkeypatch.setattr(explaining, "begin", lambda user, model, kind, ask, key="": real(user, model, kind, question))
    return question


def slowly(browser) -> dict:
    answer = browser.send("post", f"models/{READER}/explain", {"method": "occlusion"})
    assert answer.status_code == 202
    return answer.json()


def test_how_far_it_is_can_be_asked_and_it_can_be_cancelled(browser, held, told):
    job = slowly(browser)
    assert held.begun.wait(20) and job["explanation"] is None
    found = browser.send("get", f"jobs/{job['job']}").json()
    assert (found["state"], found["model"], found["kind"]) == ("running", READER, "explanation")
    answer = browser.send("delete", f"jobs/{job['job']}")
    assert answer.status_code == 200 and answer.json()["state"] == "cancelled"
    settled(lambda: not [t for t in threading.enumerate() if t.name.startswith("looking ")])
    assert told[-1][1]["state"] == "cancelled"  # and nothing after it
    assert browser.send("get", f"jobs/{job['job']}").status_code == 404


def test_nobody_elses_job_can_be_read_or_cancelled(browser, stranger, held):
    job = slowly(browser)["job"]
    for method in ("get", "delete"):
        assert stranger.send(method, f"jobs/{job}").status_code == 404
    assert browser.send("get", f"jobs/{job}").status_code == 200
    held.enough.set()


def test_one_person_cannot_fill_the_queue_for_all(browser, stranger, held, monkeypatch):
    monkeypatch.setattr(explaining._jobs, "most", 2)
    slowly(browser), slowly(browser)
    message = refused(browser.send("post", f"models/{READER}/explain", {"method": "occlusion"}))
    assert message.startswith("2 questions about models wait already: wait for them, or cancel one")
    assert slowly(stranger)["state"] in ("waiting", "running")


def test_what_fails_in_the_background_says_so_and_no_more(browser, monkeypatch, caplog):
    def broken(tell):
        raise ZeroDivisionError("a secret place")

    monkeypatch.setattr(explaining, "PATIENCE", 5)
    real = explaining.begin
    monkeypatch.setattr(explaining, "begin", lambda user, model, kind, ask, key="": real(user, model, kind, broken))
    job = slowly(browser)
    assert job["state"] == "failed" and "itself failed (ZeroDivisionError)" in job["problems"][0]["message"]
    assert "secret" not in str(job["problems"])


def test_ended_jobs_are_forgotten_in_the_end(browser, monkeypatch):
    monkeypatch.setattr(jobs, "MOST_KEPT", 2)
    monkeypatch.setattr(explaining, "PATIENCE", 20)
    quick = {"attribution": "activation_maximization", "steps": 1}
    ids = [browser.send("post", f"models/{READER}/explain", {"method": quick}).json()["job"] for _ in range(4)]
    assert [browser.send("get", f"jobs/{id}").status_code for id in ids] == [404, 200, 200, 200]
