"""Setting one value of a recipe by its path: what it reaches, and what it refuses."""

import pytest

from netsumiki.engine.errors import OptionError, RecipeError
from netsumiki.recipes import override, read
from netsumiki.training import Recipe


@pytest.fixture
def document():
    return read("generator-cnn")


def test_sets_a_value(document):
    override(document, "training.batch_size", 7)
    assert Recipe.read(document).plan.batch_size == 7


def test_sets_an_option_of_a_part(document):
    override(document, "training.optimizer.lr", 0.5)
    optimizer = Recipe.read(document).plan.optimizer
    assert (optimizer.registered_name, optimizer.lr) == ("sgd", 0.5)


def test_replaces_a_part(document):
    override(document, "training.optimizer", "adam")
    assert Recipe.read(document).plan.optimizer.registered_name == "adam"


def test_a_part_written_as_its_name_becomes_an_object_when_one_of_its_options_is_set(document):
    override(document, "data.dataset.limit", 100)
    assert document["data"]["dataset"] == {"dataset": "mnist", "limit": 100}


def test_a_section_that_was_left_out_is_made(document):
    override(document, "training.schedule.final", 0.5)
    override(document, "training.schedule.schedule", "cosine")
    assert Recipe.read(document).plan.schedule.final == 0.5


def test_options_without_a_name_are_those_of_the_default_part(document):
    del document["training"]["optimizer"]
    override(document, "training.optimizer.lr", 0.5)
    optimizer = Recipe.read(document).plan.optimizer
    assert (optimizer.registered_name, optimizer.lr) == ("adam", 0.5)


@pytest.mark.parametrize("node", ["conv", "0"])
def test_finds_a_node_by_name_or_number(document, node):
    override(document, f"model.nodes.{node}.filters", 3)
    assert Recipe.read(document).inspection.nodes[0].layer.filters == 3


def test_a_name_wins_over_a_number(document):
    document["model"]["nodes"][1]["name"] = "0"
    override(document, "model.nodes.0.trainable", False)
    assert document["model"]["nodes"][1]["trainable"] is False


def test_replaces_a_whole_node(document):
    override(document, "model.nodes.relu", {"name": "relu", "layer": "tanh"})
    assert Recipe.read(document).inspection.nodes[1].layer.registered_name == "tanh"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("model.nodes.cnov.filters", 'no entry "cnov" (did you mean "conv"?)'),
        ("model.nodes.99.filters", 'no entry "99"'),
        ("model.nodes.-1.filters", 'no entry "-1"'),
        ("training.batch_size.inner", "training.batch_size is 100, which has no inner values"),
        ("name.inner", "name is 'generator-cnn', which has no inner values"),
    ],
)
def test_refuses_a_path_that_leads_nowhere(document, path, words):
    with pytest.raises(RecipeError) as caught:
        override(document, path, 1)
    assert words in str(caught.value)
    assert path in str(caught.value)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("training.optimzer", "adam", "optimzer"),
        ("training.optimizer.lr", -1, "lr must be"),
        ("training.batch_size", 0, "batch_size must be"),
        ("model.nodes.conv.filter", 3, 'did you mean "filters"?'),
        ("data.validation", 1.0, "validation must be"),
        ("modle.nodes", [], "modle"),
        ("data.augmentation.0.pixels", 1, "augmentation must be"),
    ],
)
def test_a_wrong_value_is_refused_when_the_recipe_is_read(document, path, value, words):
    override(document, path, value)
    with pytest.raises((RecipeError, OptionError)) as caught:
        Recipe.read(document)
    assert words in str(caught.value)
