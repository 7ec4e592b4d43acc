"""A recipe fitted to data of another size and with other classes."""

import pytest

from netsumiki.engine.errors import RecipeError
from netsumiki.recipes import read
from netsumiki.training import Recipe
from netsumiki.training.fitted import MOST_BYTES, fitted
from netsumiki.training.memory import step_bytes


def test_input_and_last_layer_follow_the_data():
    document = read("lenet-5")
    changed, told = fitted(document, (32, 32, 3), 4)
    found = Recipe.read(changed).inspection
    assert list(found.inputs.values()) == [(32, 32, 3)]
    assert found.shape_of(next(iter(found.outputs.values()))) == (4,)
    assert told == ["reads (32, 32, 3) instead of (28, 28, 1)", "tells 4 classes apart instead of 10"]
    assert document == read("lenet-5")


def test_a_recipe_that_fits_and_one_of_a_generator_stay():
    for name, shape, classes in (("lenet-5", (28, 28, 1), 10), ("cgan", (32, 32, 3), 4)):
        assert fitted(read(name), shape, classes) == (read(name), [])


def test_pictures_too_small_for_the_network_are_refused_in_words():
    with pytest.raises(RecipeError, match="needs a picture of at least"):
        fitted(read("generator-cnn"), (5, 5, 1), 10)


def test_a_network_whose_end_has_no_weights_says_so():
    document = read("lenet-5") | {
        "model": {"inputs": {"image": [28, 28, 1]}, "nodes": [{"name": "flat", "layer": "flatten"}]}
    }
    with pytest.raises(RecipeError, match="classes cannot be changed"):
        fitted(document, (28, 28, 1), 3)


def test_pictures_that_would_fill_the_memory_are_learnt_in_smaller_batches_and_as_often():
    document = read("speed")
    changed, told = fitted(document, (256, 256, 3), 10)
    before, after = document["training"], changed["training"]
    assert after["batch_size"] < before["batch_size"] and after["piece"] < before["piece"]
    assert after["steps"] * after["batch_size"] == before["steps"] * before["batch_size"]
    assert told[-1] == f"learns {after['batch_size']} examples at a time instead of {before['batch_size']}"
    assert step_bytes(Recipe.read(changed).inspection, after["batch_size"]) <= MOST_BYTES


def test_pictures_of_a_usual_size_are_learnt_in_the_batches_of_the_recipe():
    for name in ("speed", "lenet-5", "keras-convnet", "digit-reader"):
        changed, _ = fitted(read(name), (48, 48, 3), 5)
        assert changed["training"] == read(name)["training"]
