"""The network that suits pictures of one's own: for any size, grey and in colour, few and many."""

import pytest

from netsumiki.engine.errors import RecipeError
from netsumiki.training import Recipe
from netsumiki.training.memory import step_bytes
from netsumiki.training.suited import suited

MINE = {"dataset": "own", "id": "0123456789abcdef"}


def recipe(shape=(32, 32, 3), classes=10, examples=800):
    return suited(MINE, "Shapes", shape, classes, examples)


def convolutions(shape):
    return [node for node in recipe(shape)["model"]["nodes"] if node["layer"] == "conv2d"]


@pytest.mark.parametrize("shape", [(8, 8, 1), (8, 256, 3), (17, 33, 3), (96, 96, 1), (97, 97, 3), (256, 256, 3)])
@pytest.mark.parametrize("examples", [6, 20_000])
def test_pictures_of_any_size_are_learnt_without_a_word_of_warning_and_in_little_memory(shape, examples):
    found, problems = Recipe.inspect(recipe(shape, 137, examples))
    assert problems == []
    assert found.data.dataset.id == MINE["id"] and found.inspection.inputs == {"image": shape}
    assert found.inspection.shape_of("dense") == (137,)
    assert step_bytes(found.inspection, found.plan.batch_size) < 2e9


@pytest.mark.parametrize(
    "shape, filters",
    [
        ((8, 8, 1), [32, 64]),
        ((17, 33, 3), [16, 32]),
        ((28, 28, 1), [16, 32, 64]),
        ((64, 64, 3), [16, 32, 64, 64]),
        ((200, 40, 3), [16, 32, 64]),
        ((256, 256, 3), [8, 16, 32, 64, 64]),
    ],
)
def test_the_shorter_side_is_halved_until_little_is_left(shape, filters):
    assert [node["filters"] for node in convolutions(shape)] == filters


def test_small_pictures_are_looked_at_whole_before_they_are_halved():
    layers = [node["layer"] for node in recipe((8, 8, 1))["model"]["nodes"]]
    assert layers[:4] == ["conv2d", "batch_norm", "relu", "conv2d"] and layers.count("max_pool") == 1


def test_large_pictures_are_halved_by_the_first_convolution_already():
    first, *others = convolutions((256, 256, 3))
    assert first["strides"] == 2 and not any("strides" in node for node in others)


@pytest.mark.parametrize(
    "examples, batch, epochs", [(20, 16, 200), (400, 32, 120), (1_000, 32, 48), (5_000, 64, 20), (60_000, 128, 5)]
)
def test_few_pictures_are_learnt_in_small_batches_and_often(examples, batch, epochs):
    training = recipe(examples=examples)["training"]
    assert (training["batch_size"], training["epochs"]) == (batch, epochs)
    assert training["piece"] == batch // 2, "both halves at once, on two cores"


def test_of_large_pictures_fewer_are_learnt_at_a_time():
    assert [recipe((256, 256, 3), examples=n)["training"]["batch_size"] for n in (100, 1_000, 30_000)] == [16, 16, 16]
    assert recipe((128, 128, 3), examples=30_000)["training"]["batch_size"] == 64


@pytest.mark.parametrize("examples, share", [(20, 0), (199, 0), (200, 0.1), (60_000, 0.1)])
def test_a_handful_of_pictures_is_learnt_whole(examples, share):
    assert recipe(examples=examples)["data"]["validation"] == share


def test_what_is_no_picture_is_refused_in_words():
    with pytest.raises(RecipeError, match="no pictures: name a recipe"):
        recipe(shape=(2,))
