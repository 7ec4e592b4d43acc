"""What a recipe corrects is learnt as corrected, validates where it validated before, and is never of the test data."""

import numpy as np
import pytest

from netsumiki.data import Data, Split
from netsumiki.data.corrections import crc_of
from netsumiki.data.drawings import FILE, write_drawings
from netsumiki.engine.errors import DataError, RecipeError
from netsumiki.engine.workspace import Streams
from netsumiki.training import Recipe, train
from netsumiki.training.supply import supply
from tests.training.small import pictures_recipe


def numbered(count=20):
    """Pictures full of their own number, of three classes in turn."""
    inputs = np.arange(count, dtype=np.uint8)[:, None, None, None] * np.ones((8, 8, 1), np.uint8)
    labels = np.arange(count) % 3
    return Data("numbered", Split(inputs, labels), Split(inputs[:5], labels[:5]), ("0", "1", "2"))


def recipe_with(*corrections, **data):
    recipe = pictures_recipe(epochs=1)
    recipe["data"] = {"validation": 0.2, "corrections": list(corrections)} | data
    return recipe


def supplied(recipe, data):
    """(training, validation), each {number of the picture: label}"""
    training, validation, batches = supply(Recipe.read(recipe), data, Streams(0))
    assert batches.split is training
    return [
        None if s is None else dict(zip(s.inputs[:, 0, 0, 0].tolist(), s.labels.tolist(), strict=True))
        for s in (training, validation)
    ]


def test_the_same_examples_validate_whatever_is_corrected():
    data = numbered()
    training, validation = supplied(recipe_with(), data)
    assert len(training) == 16 and len(validation) == 4
    learnt, kept = sorted(training)[:2], sorted(validation)[:2]
    changes = [
        {"correction": "relabel", "row": learnt[0], "label": "2"},
        {"correction": "exclude", "row": learnt[1]},
        {"correction": "relabel", "row": kept[0], "label": "1"},
        {"correction": "exclude", "row": kept[1], "crc": crc_of(data.train.inputs[kept[1]])},
    ]
    wanted = {n: label for n, label in training.items() if n != learnt[1]} | {learnt[0]: 2}
    validated = {n: label for n, label in validation.items() if n != kept[1]} | {kept[0]: 1}
    assert supplied(recipe_with(*changes), data) == [wanted, validated]


def test_without_validation_what_is_excluded_is_not_learnt():
    training, validation = supplied(recipe_with({"correction": "exclude", "row": 3}, validation=0), numbered(6))
    assert list(training) == [0, 1, 2, 4, 5] and validation is None


def test_a_run_is_the_same_from_its_recipe_alone_and_measured_on_test_data_as_they_are():
    changes = ({"correction": "relabel", "row": row, "label": "2"} for row in range(10))
    recipe, data = recipe_with(*changes), numbered(40)
    first, again = train(recipe, data=data, threads=1), train(recipe, data=data, threads=1)
    assert np.array_equal(first.model.graph.params.vector, again.model.graph.params.vector)
    assert np.array(first.finished.confusion).sum(axis=1).tolist() == [2, 2, 1]
    plain = train(recipe_with(), data=data, threads=1)
    assert not np.array_equal(first.model.graph.params.vector, plain.model.graph.params.vector)


def test_two_corrections_of_one_example_are_refused():
    twice = [{"correction": "exclude", "row": 7}, {"correction": "relabel", "row": 7, "label": "1"}]
    with pytest.raises(RecipeError, match=r"several corrections are of the same training example \(7\)") as told:
        Recipe.read(recipe_with(*twice))
    assert [p.code for p in told.value.problems] == ["correction-twice"]


@pytest.mark.parametrize(
    "wrong, says",
    [
        ({"correction": "exclude", "row": -1}, "row must be a whole number from 0"),
        ({"correction": "relable"}, 'did you mean "relabel"'),
        ({"correction": "exclude", "label": "7"}, 'exclude has no option "label"'),
        (7, "a correction is written as its name"),
    ],
)
def test_a_correction_that_makes_no_sense_is_told_before_training(wrong, says):
    with pytest.raises(RecipeError, match=says):
        Recipe.read(recipe_with(wrong))


def test_when_everything_is_excluded_there_is_nothing_to_learn_from():
    everything = [{"correction": "exclude", "row": n} for n in range(3)]
    with pytest.raises(DataError, match="no examples"):
        supplied(recipe_with(*everything, validation=0), numbered(3))


# -- one's own drawings beside the data --------------------------------------------------------------------------------


@pytest.fixture
def drawn(tmp_path, monkeypatch):
    """Four drawings, full of 101 to 104; the second has a label that is no digit."""
    monkeypatch.setenv("NETSUMIKI_HOME", str(tmp_path))
    inputs = np.arange(101, 105, dtype=np.uint8)[:, None, None, None] * np.ones((28, 28, 1), np.uint8)
    write_drawings(tmp_path / FILE, inputs, ["2", "star", "0", "2"])


def large():
    data = numbered()
    inputs = data.train.inputs[:, :1, :1] * np.ones((28, 28, 1), np.uint8)
    return Data("numbered", Split(inputs, data.train.labels), Split(inputs[:5], data.test.labels), data.class_names)


def test_the_oldest_drawings_of_the_classes_are_learnt_and_none_validates(drawn):
    training, validation = supplied(recipe_with(extra_drawings=2), large())
    plain, validated = supplied(recipe_with(), large())
    assert training == plain | {101: 2, 103: 0} and validation == validated


def test_fewer_drawings_than_the_recipe_wants_are_told_with_their_number(drawn):
    with pytest.raises(DataError, match=r"4 of your drawings .* but 3 are kept .* set extra_drawings to 3"):
        supplied(recipe_with(extra_drawings=4), large())


def test_drawings_do_not_fit_examples_of_another_shape(drawn):
    with pytest.raises(DataError, match="set extra_drawings to 0"):
        supplied(recipe_with(extra_drawings=1), numbered())


def test_drawings_are_not_learnt_beside_themselves():
    with pytest.raises(RecipeError, match="your drawings already"):
        Recipe.read(recipe_with(dataset="drawings", extra_drawings=1))
