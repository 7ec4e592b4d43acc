"""What every data set promises, and what it refuses."""

import numpy as np
import pytest

from netsumiki.data import Data, Split, datasets, load
from netsumiki.engine.errors import DataError, OptionError

X, Y = np.zeros((4, 3, 3, 1), np.uint8), np.array([0, 1, 2, 1])


@pytest.mark.parametrize(
    "inputs, labels, says",
    [
        (X, Y[:3], "4 inputs but 3 labels"),
        (X[:0], Y[:0], "no examples"),
        (X.astype(np.float32), Y, "uint8 images"),
        (X[..., 0], Y, "uint8 images"),
        (np.array([object()] * 4), Y, "uint8 images"),
        ([[1, 2], [3]], [0, 1], "different shapes"),
        ([[1.0], [np.nan]], [0, 1], "example 1 holds NaN"),
        ([[np.inf], [1.0]], [0, 1], "example 0 holds NaN or infinity"),
        ([[1e39], [1.0]], [0, 1], "example 0"),
        (X, Y.astype(float), "one whole number for each example"),
        (X, Y[:, None], "one whole number for each example"),
    ],
)
def test_a_split_refuses_what_is_not_examples_with_labels(inputs, labels, says):
    with pytest.raises(DataError, match=says):
        Split(inputs, labels)


@pytest.mark.parametrize(
    "labels, says", [([0, 1, 2, 3], "label 3 is outside the 3 classes"), ([0, 1, -1, 2], "label -1")]
)
def test_labels_outside_the_classes_are_refused(labels, says):
    with pytest.raises(DataError, match=says):
        Data("mine", Split(X, labels), Split(X, Y), ("a", "b", "c"))


def test_training_and_test_examples_must_have_one_shape():
    with pytest.raises(DataError, match=r"\(3, 3, 1\) but test examples are \(2, 3, 1\)"):
        Data("mine", Split(X, Y), Split(X[:, :2], Y), ("a", "b", "c"))


def test_a_split_lends_its_arrays_read_only_and_leaves_the_callers_alone():
    inputs = X.copy()
    split = Split(inputs, Y)
    with pytest.raises(ValueError):
        split.inputs[0] = 1
    inputs[0] = 1
    assert inputs.flags.writeable


def test_keeping_classes_relabels_them_in_the_order_given():
    inputs = np.arange(6, dtype=np.float32)[:, None]
    data = Data("mine", Split(inputs, [0, 1, 2, 2, 1, 0]), Split(inputs, [2, 2, 1, 1, 0, 0]), ("a", "b", "c"))
    kept = data.keep([2, 0], limit=3)
    assert kept.class_names == ("c", "a")
    assert kept.train.inputs[:, 0].tolist() == [0, 2, 3] and kept.train.labels.tolist() == [1, 0, 0]
    assert kept.test.inputs[:, 0].tolist() == [0, 1, 4, 5] and kept.test.labels.tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize("classes", [[], [0, 0], [3], [-1]])
def test_classes_that_cannot_be_kept_are_refused(classes):
    with pytest.raises(DataError, match="name each once, from 0 to 2"):
        Data("mine", Split(X, Y), Split(X, Y), ("a", "b", "c")).keep(classes)


@pytest.mark.parametrize("fraction", [0, 1, -0.1, 1.5, 1e-9, 0.9999999, float("nan")])
def test_a_validation_fraction_that_empties_a_split_is_refused(fraction):
    with pytest.raises(DataError, match="leaves a split empty"):
        Split(X, Y).stratified(fraction, np.random.default_rng(0))


def test_validation_takes_each_class_by_its_share_and_is_seeded():
    labels = np.repeat([0, 1, 2], [700, 200, 101])
    split = Split(np.arange(1001, dtype=np.float32)[:, None], labels)
    training, validation = split.stratified(0.1, np.random.default_rng(5))
    assert np.bincount(validation.labels).tolist() == [70, 20, 10]
    together = np.concatenate([training.inputs, validation.inputs])[:, 0]
    assert sorted(together) == list(range(1001))
    again = split.stratified(0.1, np.random.default_rng(5))[1]
    other = split.stratified(0.1, np.random.default_rng(6))[1]
    assert np.array_equal(validation.inputs, again.inputs) and not np.array_equal(validation.inputs, other.inputs)


def test_an_unknown_data_set_or_option_is_named_with_a_hint():
    with pytest.raises(OptionError, match=r'there is no dataset called "mnits".*did you mean "mnist"'):
        load("mnits")
    with pytest.raises(OptionError, match=r'mnist has no option "limits".*did you mean "limit"'):
        load({"dataset": "mnist", "limits": 5})
    with pytest.raises(OptionError, match="limit must be a whole number from 1"):
        load({"dataset": "mnist", "limit": 0})


def test_every_data_set_describes_itself_and_survives_json():
    for entry in datasets.describe():
        part = datasets.create(entry["name"])
        assert entry["summary"] and datasets.create(part.spec()).spec() == part.spec()
        assert all(o["help"] for o in entry["options"])
