"""A trained classifier learns other classes: what it knows is taken along, what is frozen stays to the last bit."""

import copy

import numpy as np
import pytest

from netsumiki.engine.errors import RecipeError
from netsumiki.exporting.model_file import load_model
from netsumiki.training import Recipe, train
from netsumiki.training.fine_tuning import fine_tuning
from tests.training.small import heard, pictures, pictures_recipe, points_recipe

THREE = {"dataset": "blobs", "classes": 3, "count": 200}


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    folder = tmp_path_factory.mktemp("first")
    train(points_recipe(), out=folder, threads=1)
    return load_model(folder / "model.safetensors")


@pytest.fixture(scope="module")
def reader():
    """A network of convolutions with batch norm."""
    return train(pictures_recipe(epochs=1), data=pictures(), threads=1).model


def plan(model, dataset=THREE, names=("0", "1", "2"), shape=(2,), **options):
    return fine_tuning(model, dataset, names, shape, **options)


def test_other_classes_get_a_new_head_and_the_rest_is_taken(model):
    found = plan(model)
    assert (found.head, found.new_head) == ("head", True)
    told = {w.name: (w.taken, w.shape, w.theirs) for w in found.weights}
    assert told == {
        "dense_1.W": (True, (2, 8), (2, 8)),
        "dense_1.b": (True, (8,), (8,)),
        "head.W": (False, (8, 3), None),
        "head.b": (False, (3,), None),
        "dense_2.W": (False, None, (8, 2)),
        "dense_2.b": (False, None, (2,)),
    }
    assert found.recipe["data"]["dataset"] == THREE and found.recipe["name"] == "points-tuned"
    assert Recipe.read(found.recipe).inspection.shape_of("softmax_1") == (3,)


def test_the_same_classes_keep_their_head_unless_a_new_one_is_asked_for(model):
    kept, new = (plan(model, "xor", model.class_names, new_head=asked) for asked in (None, True))
    assert not kept.new_head and all(w.taken for w in kept.weights)
    assert new.new_head and new.head == "head" and not new.weights[2].taken


def test_it_learns_ten_times_more_slowly(model):
    assert plan(model).recipe["training"]["optimizer"] == {"optimizer": "momentum", "lr": 0.005}
    assert plan(model, slower=1).recipe["training"]["optimizer"]["lr"] == 0.05
    assert plan(model, epochs=7).recipe["training"]["epochs"] == 7


def test_the_model_itself_stays_as_it_is(model):
    before = copy.deepcopy(model.recipe)
    plan(model, freeze="body")
    assert model.recipe == before


def test_frozen_layers_stay_to_the_last_bit_and_the_head_learns(model, tmp_path):
    model.save(tmp_path / "model.safetensors")
    events = []
    found = plan(model, freeze="body", slower=1)
    tuned = train(
        found.recipe, out=tmp_path / "run", begin_with=tmp_path / "model.safetensors", threads=1, on_event=events.append
    ).model
    was, now = model.graph.params, tuned.graph.params
    assert all(np.array_equal(was[name].value, now[name].value) for name in ("dense_1.W", "dense_1.b"))
    assert heard(events, "finished")[0].test_accuracy > 0.6
    started = heard(events, "started")[0]
    assert started.taken == 24 and [w["name"] for w in started.weights if w["frozen"]] == ["dense_1.W", "dense_1.b"]


def test_frozen_batch_norm_keeps_its_averages(reader, tmp_path):
    reader.save(tmp_path / "model.safetensors")
    found = plan(reader, "strokes", ("left", "middle", "right"), (8, 8, 1), freeze=["batch_norm_1"])
    tuned = train(found.recipe, data=pictures(), begin_with=tmp_path / "model.safetensors", threads=1).model
    was, now = reader.graph.params, tuned.graph.params
    for name in ("gamma", "beta", "mean", "var"):
        assert np.array_equal(was[f"batch_norm_1.{name}"].value, now[f"batch_norm_1.{name}"].value), name
    assert not np.array_equal(was["conv2d_1.W"].value, now["conv2d_1.W"].value)


def test_larger_pictures_keep_the_convolutions(reader):
    found = plan(reader, "mnist", ("left", "middle", "right"), (12, 12, 1))
    taken = {w.name: w.taken for w in found.weights}
    assert taken["conv2d_1.W"] and taken["batch_norm_1.mean"] and not taken["dense_1.W"]
    assert Recipe.read(found.recipe).inspection.shape_of("dense_1") == (3,)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"freeze": ["nowhere"]}, 'no layer "nowhere" to freeze'),
        ({"freeze": ["head"]}, "head is the head, which has to learn"),
        ({"new_head": False}, "it needs a new head"),
        ({"slower": 0}, "above 0 up to 1, got 0"),
    ],
)
def test_what_cannot_be_is_told(model, options, words):
    with pytest.raises(RecipeError, match=words):
        plan(model, **options)


def test_pictures_too_small_for_the_network_are_refused(reader):
    with pytest.raises(RecipeError, match="conv2d"):
        plan(reader, "mnist", ("left", "middle", "right"), (2, 2, 1))
