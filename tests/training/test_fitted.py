"""A recipe fitted to data of another size and with other classes."""

import pytest

from netsumiki.engine.errors import RecipeError
from netsumiki.recipes import read
from netsumiki.training import Recipe
from netsumiki.training.fitted import fitted


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
