"""A model's own data as it sees them, over the interface: neighbours, maps and mistakes."""

import threading
from base64 import b64decode
from types import SimpleNamespace

import numpy as np
import pytest

from netsumiki.data import Preprocessing, Split, load
from netsumiki.engine.errors import DataError
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Streams, Workspace
from netsumiki.exporting.finding import load as load_model
from netsumiki.exporting.model_file import Model
from netsumiki.insight.neighbours import FeatureSpace, nearest
from netsumiki.studio import explaining, lessons, resemblance, runs, splits
from netsumiki.studio.models import Run
from netsumiki.training import Run as Training
from netsumiki.training.recipe import Recipe
from netsumiki.training.supply import supply
from tests.studio.asking import POINTS, ask, end_all, finished, mistakes, refused, train_points


@pytest.fixture(autouse=True)
def nothing_goes_on():
    yield
    end_all()


@pytest.fixture
def points(browser, user) -> str:
    return train_points(user)


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
    monkeypatch.setattr(splits, "split_of", lambda *given: whole)
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
    for column in ("x", "y", "label", "predicted", "sure"):
        assert len(found[column]) == 40
    data = load("moons").train
    assert found["label"] == data.labels[found["row"]].tolist()
    model = explaining.read(user, points).model
    answers = model.predict(data.inputs[found["row"]])
    assert found["predicted"] == answers.argmax(axis=1).tolist()
    assert found["sure"] == pytest.approx(answers.max(axis=1), abs=1e-4)
    assert (found["method"], found["split"], found["dataset"]) == (method, split, "moons")
    assert set(found["facts"]) == ({"shares"} if method == "pca" else {"divergence", "perplexity"})
    assert ask(browser, "map", points, method=method, count=40, split=split, seed=2) == found


def test_a_map_of_more_examples_than_there_are_has_them_all(browser, points):
    assert len(ask(browser, "map", points, count=1_000, split="validation")["x"]) == 200


def test_without_a_split_a_map_is_of_what_was_not_learnt_from(browser, points):
    assert ask(browser, "map", points, count=10)["split"] == "validation"


def test_a_map_is_told_as_it_is_drawn_and_begins_as_that_of_principal_components(browser, points, told):
    flat = ask(browser, "map", points, count=40)
    assert not any(message["places"] for _, message in told)
    found = ask(browser, "map", points, count=40, method="tsne")
    moments = [np.frombuffer(b64decode(m["places"]), "<f4").reshape(40, 2) for _, m in told if m["places"]]
    assert len(moments) > 100 and told[-1][1]["state"] == "ready" and told[-1][1]["places"] is None
    wanted = np.stack([flat["x"], flat["y"]], axis=1)
    for axis in (0, 1):
        assert np.corrcoef(moments[0][:, axis], wanted[:, axis])[0, 1] > 0.9
    assert found["row"] == flat["row"]
    assert moments[-1] == pytest.approx(np.stack([found["x"], found["y"]], axis=1), abs=1e-4)


def test_a_map_that_is_being_drawn_is_not_begun_again(browser, points, monkeypatch):
    monkeypatch.setattr(explaining, "PATIENCE", 0)
    enough = threading.Event()
    real = resemblance.tsne
    monkeypatch.setattr(resemblance, "tsne", lambda *given, **more: (enough.wait(60), real(*given, **more))[1])
    asked = {"method": "tsne", "count": 40}
    one, same = (browser.send("post", f"models/{points}/map", asked).json() for _ in range(2))
    other = browser.send("post", f"models/{points}/map", asked | {"seed": 1}).json()
    enough.set()
    assert one["job"] == same["job"] != other["job"] and same["state"] in ("waiting", "running")
    assert len(finished(browser, same)["x"]) == 40


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


def test_the_rows_behind_a_cell_come_in_pages(browser, points):
    whole = mistakes(browser, points)
    cell = mistakes(browser, points, "actual=0&predicted=0")
    assert cell["total"] == whole["confusion"][0][0]
    assert {(one["label"], one["predicted"]) for one in cell["rows"]} == {("0", "0")}
    assert all(0.5 <= one["sure"] <= 1 for one in cell["rows"])
    page = mistakes(browser, points, "actual=0&predicted=0&start=2&count=3")
    assert page["rows"] == cell["rows"][2:5]
    assert mistakes(browser, points, "actual=1")["total"] == sum(whole["confusion"][1])


def test_mistakes_of_a_model_in_training_are_counted_now_and_then(browser, points, monkeypatch):
    run = Run.objects.get(pk=points.removeprefix("run:"))
    run.state = "running"
    run.save()
    live = runs.folder_of(run) / "live.safetensors"
    content = (runs.folder_of(run) / "model.safetensors").read_bytes()
    now, count, real = [1_000.0], [], lessons.apart
    monkeypatch.setattr(resemblance, "time", SimpleNamespace(monotonic=lambda: now[0]))
    monkeypatch.setattr(lessons, "apart", lambda model: (count.append(model), real(model))[1])
    for now[0], times in ((1_000.0, 1), (1_001.0, 1), (1_060.0, 2)):
        live.write_bytes(content)  # the training has shown its weights again
        assert mistakes(browser, points)["count"] == 200 and len(count) == times


def test_a_reader_of_text_has_mistakes_though_it_has_no_slopes(browser, user):
    names = load({"dataset": "alice", "length": 3}).class_names
    nodes = [{"layer": "embedding", "entries": len(names), "units": 2}, {"layer": "flatten"}]
    nodes.append({"layer": "dense", "units": len(names)})
    data = {"dataset": {"dataset": "alice", "length": 3}, "validation": 0.01}
    recipe = {"version": 1, "name": "text", "data": data, "model": {"inputs": {"text": [3]}, "nodes": nodes}}
    run = Run.objects.create(owner=user, name="quiet-otter", recipe=recipe, state="succeeded")
    runs.folder_of(run).mkdir()
    graph = Graph(recipe["model"], Workspace(seed=0))
    Model(recipe, graph, Preprocessing(), names, "softmax").save(runs.folder_of(run) / "model.safetensors")
    found = mistakes(browser, f"run:{run.pk}", "count=5")
    assert found["kind"] == "text" and found["count"] == sum(map(sum, found["confusion"])) > 100
    line = browser.send("get", f"datasets/alice/lines?start={found['rows'][0]['row']}&count=1")
    assert line.status_code == 200
    answer = browser.send("post", f"models/run:{run.pk}/explain", {"text": "the"})
    assert "reads whole numbers, which cannot change a little" in refused(answer)


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
    monkeypatch.setattr(splits, "split_of", lambda *given: other)
    with pytest.raises(DataError, match="changed since it was trained"):
        lessons.lessons_of(user, model, "train")


def test_nobody_else_asks_ones_model(stranger, points):
    for method, path in [("get", "explain"), ("post", "explain"), ("post", "neighbours"), ("post", "map")]:
        content = {} if method == "post" else None
        assert stranger.send(method, f"models/{points}/{path}", content).status_code == 404
    assert stranger.send("get", f"models/{points}/mistakes").status_code == 404
