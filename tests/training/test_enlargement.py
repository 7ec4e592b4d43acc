"""A recipe's enlargement makes more of the training examples, and of no others; a data set's preparation travels."""

from dataclasses import replace

import numpy as np
import pytest

from netsumiki.data import Windows
from netsumiki.engine.errors import DataError, OptionError, RecipeError
from netsumiki.engine.workspace import Streams
from netsumiki.exporting.model_file import load_model
from netsumiki.training import Recipe, train
from netsumiki.training.supply import supply
from tests.training.small import pictures, pictures_recipe, points_recipe

WINDOWS = {"enlargement": "windows", "window": [6, 5], "grid": [3, 2]}


def recipe_with(enlargement, **training):
    recipe = pictures_recipe(**training)
    recipe["data"]["enlargement"] = enlargement
    return recipe


def supplied(recipe):
    return supply(Recipe.read(recipe), pictures(), Streams(0))


def test_training_examples_are_enlarged_and_those_that_validate_are_not():
    training, validation, batches = supplied(recipe_with(WINDOWS))
    plain, same, _ = supplied(pictures_recipe())
    assert isinstance(training.inputs, Windows) and len(training) == 6 * len(plain) == batches.batches_per_epoch * 32
    assert np.array_equal(training.labels, np.repeat(plain.labels, 6))
    assert np.array_equal(training.inputs[:6], Windows(plain.inputs[:1], (6, 5), (3, 2))[:])
    assert np.array_equal(validation.inputs, same.inputs)


def test_what_is_not_asked_for_is_not_done():
    assert Recipe.read(pictures_recipe()).data.enlargement is None


def test_a_run_with_an_enlargement_goes_on_bit_for_bit(tmp_path):
    recipe = recipe_with(WINDOWS, steps=8, callbacks=[{"callback": "checkpoint", "steps": 3}])
    whole = train(recipe, data=pictures())

    def stop(event):
        if event.name == "checkpointed":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(recipe, data=pictures(), out=tmp_path / "run", on_event=stop)
    again = train(recipe, data=pictures(), out=tmp_path / "run", resume=True)
    assert np.array_equal(again.model.graph.params.vector, whole.model.graph.params.vector)


@pytest.mark.parametrize(
    "enlargement, says",
    [("mirrors", "no enlargement"), ({"enlargement": "windows", "grid": 0}, "grid"), ([], "written")],
)
def test_an_enlargement_that_there_is_not_is_told_with_the_recipe(enlargement, says):
    with pytest.raises(RecipeError, match=says):
        Recipe.read(recipe_with(enlargement))


def test_points_are_not_enlarged():
    recipe = points_recipe()
    recipe["data"]["enlargement"] = "windows"
    with pytest.raises(RecipeError, match="moves parts of pictures"):
        Recipe.read(recipe)


def test_windows_that_do_not_fit_the_data_are_told_before_the_first_step():
    with pytest.raises(DataError, match="a window of 21 × 17 is larger than the pictures of 8 × 8"):
        train(recipe_with("windows"), data=pictures())


def test_how_the_data_were_placed_travels_with_the_model(tmp_path):
    data = replace(pictures(), preparation={"placing": "stretch", "invert": True})
    recipe = pictures_recipe(steps=2)
    recipe["data"]["preprocessing"] = {"scale": "standard", "std": 0.25}
    train(recipe, data=data, out=tmp_path / "run")
    model = load_model(tmp_path / "run" / "model.safetensors")
    assert model.preprocessing.options() == {"scale": "standard", "std": 0.25, "placing": "stretch", "invert": True}
    picture = np.zeros((16, 24), np.uint8)
    assert (model.preprocessing.from_picture(picture, model.input_shape) == 255).all()


def test_a_preparation_that_there_is_not_is_refused(tmp_path):
    with pytest.raises(OptionError, match="placing"):
        train(pictures_recipe(steps=1), data=replace(pictures(), preparation={"placing": "by-hand"}))
