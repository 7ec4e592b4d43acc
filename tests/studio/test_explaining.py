"""Why a model decides as it does, over the interface: explanations, neighbours, maps and mistakes."""

import threading
import time
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from netsumiki.data import Split, load
from netsumiki.engine.errors import DataError
from netsumiki.engine.workspace import Streams
from netsumiki.exporting.finding import load as load_model
from netsumiki.insight.attribution import attributions, explain
from netsumiki.insight.neighbours import FeatureSpace, nearest
from netsumiki.studio import explaining, gallery, jobs, lessons, runs
from netsumiki.studio.models import Run
from netsumiki.training import Run as Training
from netsumiki.training.recipe import Recipe
from netsumiki.training.supply import supply
from tests.studio.doodles import DIGITS

READER = "zoo:generator-cnn"  # conv (22 × 22 × 5) – relu – flatten – dense – softmax
POINTS = {
    "data": {"dataset": "moons", "validation": 0.2},
    "model": {
        "inputs": {"point": [2]},
        "nodes": [{"name": "hidden", "layer": "dense", "units": 3}, {"layer": "relu"}, {"layer": "dense", "units": 2}],
    },
    "training": {"epochs": 1, "seed": 4},
}


@pytest.fixture(autouse=True)
def nothing_goes_on():
    yield
    explaining._jobs.end()
    settled(lambda: not [t for t in threading.enumerate() if t.name.startswith("looking ")])
    for kept in (lessons._features, lessons._answers):
        kept._kept.clear()


@pytest.fixture
def points(browser, user) -> str:
    """A run on points, of this user."""
    run = Run.objects.create(owner=user, name="calm-otter", recipe=POINTS, state="succeeded")
    Training(POINTS, out=runs.folder_of(run), threads=1).train()
    return f"run:{run.pk}"


@pytest.fixture
def told(monkeypatch) -> list:
    """What the tabs hear."""
    messages: list = []
    monkeypatch.setattr(jobs, "publish", lambda owner, message: messages.append((owner, message)))
    monkeypatch.setattr(jobs, "TOLD_EVERY", 0)
    return messages


def settled(condition):
    deadline = time.monotonic() + 60
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert condition()


def ask(browser, path, model, **content):
    """The answer, waited for."""
    answer = browser.send("post", f"models/{model}/{path}", content)
    assert answer.status_code in (200, 202), answer.content
    return finished(browser, answer.json())


def finished(browser, found):
    while found["state"] in ("waiting", "running"):
        time.sleep(0.01)
        found = browser.send("get", f"jobs/{found['job']}").json()
    assert found["state"] == "ready", found
    return found[found["kind"]]


def mistakes(browser, model, query=""):
    found = browser.send("get", f"models/{model}/mistakes?{query}")
    while found.status_code == 202:
        time.sleep(0.01)
        found = browser.send("get", f"models/{model}/mistakes?{query}")
    assert found.status_code == 200, found.content
    return found.json()["mistakes"]


def refused(answer) -> str:
    assert answer.status_code == 422, answer.content
    return answer.json()["problems"][0]["message"]


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
    assert job["state"] == "failed" and "itself failed (ZeroDivisionError)" in job["error"]
    assert "secret" not in job["error"]


def test_ended_jobs_are_forgotten_in_the_end(browser, monkeypatch):
    monkeypatch.setattr(jobs, "MOST_KEPT", 2)
    monkeypatch.setattr(explaining, "PATIENCE", 20)
    quick = {"attribution": "activation_maximization", "steps": 1}
    ids = [browser.send("post", f"models/{READER}/explain", {"method": quick}).json()["job"] for _ in range(4)]
    assert [browser.send("get", f"jobs/{id}").status_code for id in ids] == [404, 200, 200, 200]


# -- a model's own data -----------------------------------------------------------------------------------------------


def test_the_validation_examples_are_those_of_the_training(points, user):
    model = explaining.read(user, points).model
    recipe, data = Recipe.read(POINTS), load("moons")
    training, validation, _ = supply(recipe, data, Streams(4))
    for which, wanted in (("train", training), ("validation", validation)):
        found = lessons.lessons_of(user, model, which)
        assert np.array_equal(found.inputs(slice(None)), wanted.inputs)
        assert np.array_equal(found.labels, wanted.labels)
        assert np.array_equal(data.train.inputs[found.rows], wanted.inputs)


def test_rows_of_some_of_the_digits_are_those_of_all(user, monkeypatch):
    labels = np.array([3, 7, 1, 7, 3, 3, 1, 7])
    whole = Split(np.arange(8, dtype=np.uint8)[:, None, None, None] * np.ones((1, 28, 28, 1), np.uint8), labels)
    monkeypatch.setattr(gallery, "split_of", lambda *given: whole)
    model = load_model("generator-cnn")
    dataset = {"dataset": "strokes", "classes": [7, 3], "limit": 5}
    model.recipe = model.recipe | {"data": model.recipe["data"] | {"dataset": dataset, "validation": 0}}
    found = lessons.lessons_of(user, model, "train")
    assert found.rows.tolist() == [0, 1, 3, 4, 5] and found.labels.tolist() == [1, 0, 0, 1, 1]
    assert found.inputs(slice(2, 3))[0, 0, 0, 0] == 3


def test_neighbours_are_the_nearest_of_the_training_examples(browser, points, user):
    model = explaining.read(user, points).model
    known = lessons.lessons_of(user, model, "train")
    space = FeatureSpace(model)
    asked = np.array([0.5, -0.3], np.float32)
    wanted = nearest(space.features(asked), space.features(known.inputs(slice(None))), 5)
    found = ask(browser, "neighbours", points, numbers=[0.5, -0.3], count=5)
    assert [one["row"] for one in found["rows"]] == known.rows[wanted.rows[0]].tolist()
    assert [one["distance"] for one in found["rows"]] == pytest.approx(1 - wanted.likeness[0], abs=1e-5)
    assert (found["dataset"], found["kind"], found["node"], found["looked"]) == ("moons", "points", "relu_1", 800)
    first = found["rows"][0]
    assert first["numbers"] == pytest.approx(load("moons").train.inputs[first["row"]].tolist(), abs=1e-4)


def test_a_training_example_is_not_its_own_neighbour(browser, points, user):
    row = int(lessons.lessons_of(user, explaining.read(user, points).model, "train").rows[5])
    found = ask(browser, "neighbours", points, sample={"row": row, "split": "train"}, count=50, node="point")
    assert row not in [one["row"] for one in found["rows"]] and len(found["rows"]) == 50
    distances = [one["distance"] for one in found["rows"]]
    assert distances == sorted(distances)


def test_features_are_computed_once_for_a_model(browser, points, monkeypatch):
    ask(browser, "neighbours", points, numbers=[0.5, -1])
    count = []
    real = FeatureSpace.features
    monkeypatch.setattr(FeatureSpace, "features", lambda self, x, *a: (count.append(len(x)), real(self, x, *a))[1])
    ask(browser, "neighbours", points, numbers=[1.5, 1])
    assert sum(count) == 2  # one example of two numbers, and nothing else


def test_wide_features_are_kept_of_fewer_examples(browser, points, monkeypatch):
    monkeypatch.setattr(lessons, "MOST_BYTES", 4 * 3 * 100)
    assert ask(browser, "neighbours", points, numbers=[0.5, -1])["looked"] == 100


def test_a_node_that_is_not_there_is_told(browser, points):
    for path, content in (("neighbours", {"numbers": [1, 2]}), ("map", {})):
        answer = browser.send("post", f"models/{points}/{path}", content | {"node": "hiden"})
        assert 'no layer "hiden" (did you mean "hidden"?)' in refused(answer)


@pytest.mark.parametrize("method", ["pca", "tsne"])
@pytest.mark.parametrize("split, total", [("train", 800), ("validation", 200)])
def test_a_map_has_a_place_for_each_example(browser, points, user, method, split, total):
    found = ask(browser, "map", points, method=method, count=40, split=split, seed=2)
    rows = set(lessons.lessons_of(user, explaining.read(user, points).model, split).rows.tolist())
    assert len(rows) == total and set(found["row"]) <= rows and len(set(found["row"])) == 40
    for column in ("x", "y", "label", "predicted"):
        assert len(found[column]) == 40
    data = load("moons").train
    assert found["label"] == data.labels[found["row"]].tolist()
    model = explaining.read(user, points).model
    assert found["predicted"] == model.predict(data.inputs[found["row"]]).argmax(axis=1).tolist()
    assert (found["method"], found["split"], found["dataset"]) == (method, split, "moons")
    assert set(found["facts"]) == ({"shares"} if method == "pca" else {"divergence", "perplexity"})
    assert ask(browser, "map", points, method=method, count=40, split=split, seed=2) == found


def test_a_map_of_more_examples_than_there_are_has_them_all(browser, points):
    assert len(ask(browser, "map", points, count=1_000, split="validation")["x"]) == 200


@pytest.mark.parametrize("more", [{"count": 4}, {"count": 1_001}, {"split": "test"}, {"method": "umap"}])
def test_a_map_that_cannot_be_meant_is_refused(browser, points, more):
    assert browser.send("post", f"models/{points}/map", more).status_code == 422


# -- mistakes ---------------------------------------------------------------------------------------------------------


def test_mistakes_are_counted_on_the_validation_data_alone(browser, points, user):
    found = mistakes(browser, points)
    model = explaining.read(user, points).model
    validation = lessons.lessons_of(user, model, "validation")
    guesses = model.predict(validation.inputs(slice(None))).argmax(axis=1)
    wanted = [[int(((validation.labels == a) & (guesses == p)).sum()) for p in (0, 1)] for a in (0, 1)]
    assert found["confusion"] == wanted and found["count"] == 200
    assert found["right"] == wanted[0][0] + wanted[1][1]
    assert found["total"] == 200 - found["right"] == wanted[0][1] + wanted[1][0]
    assert {one["row"] for one in found["rows"]} <= set(validation.rows.tolist())


def test_the_rows_behind_a_cell_are_surest_first_and_come_in_pages(browser, points):
    whole = mistakes(browser, points)
    cell = mistakes(browser, points, "actual=0&predicted=0")
    assert cell["total"] == whole["confusion"][0][0]
    assert {(one["label"], one["predicted"]) for one in cell["rows"]} == {("0", "0")}
    sure = [one["sure"] for one in cell["rows"]]
    assert sure == sorted(sure, reverse=True) and 0.5 <= sure[-1] <= sure[0] <= 1
    page = mistakes(browser, points, "actual=0&predicted=0&start=2&count=3")
    assert page["rows"] == cell["rows"][2:5]
    assert mistakes(browser, points, "actual=1")["total"] == sum(whole["confusion"][1])


def test_a_class_that_is_not_there_has_no_mistakes(browser, points):
    answer = browser.send("get", f"models/{points}/mistakes?actual=9")
    assert "no class 9 among the 2: choose one from 0 to 1" in refused(answer)


def test_without_validation_data_the_test_data_are_not_taken_instead(browser, user):
    recipe = POINTS | {"data": {"dataset": "moons", "validation": 0}}
    run = Run.objects.create(owner=user, name="brave-otter", recipe=recipe, state="succeeded")
    Training(recipe, out=runs.folder_of(run), threads=1).train()
    assert "trained without validation data" in refused(browser.send("get", f"models/run:{run.pk}/mistakes"))
    assert len(ask(browser, "map", f"run:{run.pk}", count=30)["x"]) == 30


def test_a_model_whose_answers_are_no_numbers_is_told(points, user):
    model = explaining.read(user, points).model
    model.graph.params.vector[...] = np.nan
    validation = lessons.lessons_of(user, model, "validation")
    with pytest.raises(DataError, match="no numbers"):
        lessons.answers_of(model, validation, "key", lambda done, total: None)


def test_data_that_were_changed_since_are_told(user, monkeypatch):
    model = load_model("generator-cnn")
    other = Split(np.zeros((20, 8, 8, 1), np.uint8), np.arange(20) % 10)
    monkeypatch.setattr(gallery, "split_of", lambda *given: other)
    with pytest.raises(DataError, match="changed since it was trained"):
        lessons.lessons_of(user, model, "train")


def test_nobody_else_asks_ones_model(stranger, points):
    for method, path in [("get", "explain"), ("post", "explain"), ("post", "neighbours"), ("post", "map")]:
        content = {} if method == "post" else None
        assert stranger.send(method, f"models/{points}/{path}", content).status_code == 404
    assert stranger.send("get", f"models/{points}/mistakes").status_code == 404
