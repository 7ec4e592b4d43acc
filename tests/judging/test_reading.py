"""What the judge sees in pictures, and what it refuses to look at."""

import numpy as np
import pytest

from netsumiki.data import Data, Preprocessing, Split
from netsumiki.engine.errors import DataError, ModelFileError
from netsumiki.engine.graph import Graph, sequential
from netsumiki.exporting.model_file import Model
from netsumiki.judging import Judge
from netsumiki.zoo import cards


def untrained(*nodes):
    """A classifier of 8 × 8 pictures that has learnt nothing."""
    graph = Graph(sequential((8, 8, 1), list(nodes)))
    return Model({}, graph, Preprocessing(), ("a", "b"), "softmax")


def test_every_result_names_the_file_that_judged(judge, digits):
    told = judge.quick(digits.test.inputs[:20])
    assert told["judge"] == "digit-reader" and told["sha256"] == cards()["digit-reader"].sha256


def test_features_are_what_comes_into_the_last_dense_layer_at_length_one():
    model = untrained(
        "flatten", {"layer": "dense", "units": 5, "name": "hidden"}, "relu", {"layer": "dense", "units": 2}
    )
    pictures = np.random.default_rng(1).integers(0, 256, (300, 8, 8, 1), np.uint8)
    features = Judge(model, "tiny", "0").read(pictures).features
    model.graph.forward(Preprocessing().to_network(pictures))
    raw = np.maximum(model.graph.value_of("hidden"), 0)
    length = np.linalg.norm(raw, axis=1, keepdims=True)
    np.testing.assert_allclose(features * length, raw, rtol=1e-4, atol=1e-6)
    assert features.shape == (300, 5)


def test_a_picture_is_read_alike_in_whatever_company(judge, digits):
    together, alone = judge.read(digits.test.inputs[:200]), judge.read(digits.test.inputs[150:151])
    assert together.labels[150] == alone.labels[0]
    np.testing.assert_allclose(together.features[150], alone.features[0], atol=1e-5)


def test_a_pale_digit_has_nearly_the_features_of_itself(judge, digits):
    pictures = digits.test.inputs[:100]
    whole, pale = judge.read(pictures).features, judge.read(pictures // 2).features
    to_itself = np.linalg.norm(whole - pale, axis=1)
    to_next = np.linalg.norm(whole - np.roll(whole, 1, axis=0), axis=1)
    assert np.median(to_itself) < 0.5 * np.median(to_next)


def test_a_class_of_the_data_is_found_by_its_name(digits):
    few = digits.keep([7, 3])
    judge = Judge.bundled(few)
    assert (judge.read(few.test.inputs).labels == few.test.labels).mean() > 0.9
    told = judge.quick(few.test.inputs, few.test.labels)
    assert told["classes_seen"] == 2 and len(told["per_class"]) == 2 and told["alarm"] == []


def test_what_shows_another_class_than_those_of_the_data_counts_as_none(digits):
    judge = Judge.bundled(digits.keep([7, 3]))
    fives = digits.test.inputs[digits.test.labels == 5]
    assert (judge.read(fives).labels == -1).mean() > 0.9
    assert judge.quick(fives)["classes_seen"] == 0


def test_without_real_examples_nothing_is_said_about_how_pictures_differ(digits):
    told = Judge.bundled().quick(digits.test.inputs[:100], digits.test.labels[:100])
    assert told["agreement"] > 0.9
    assert [told[k] for k in ("reachable", "spread", "spreads", "same", "strange")] == [None] * 5


@pytest.mark.parametrize(
    "pictures, words",
    [
        (np.zeros((3, 32, 32, 3), np.uint8), "reads pictures of 28 × 28 × 1 in bytes, got 32 × 32 × 3 of uint8"),
        (np.zeros((3, 28, 28, 1), np.float32), "got 28 × 28 × 1 of float32"),
        (np.zeros((3, 2), np.float32), "got 2 of float32"),
        (np.zeros((0, 28, 28, 1), np.uint8), "generate at least one picture"),
    ],
)
def test_other_pictures_are_refused_in_one_sentence(judge, pictures, words):
    with pytest.raises(DataError) as refused:
        judge.quick(pictures)
    (problem,) = refused.value.problems
    assert words in problem.message and "\n" not in problem.message


def test_as_many_labels_are_wanted_as_there_are_pictures(judge, digits):
    with pytest.raises(DataError, match="20 pictures need as many labels"):
        judge.quick(digits.test.inputs[:20], [1, 2, 3])


def test_data_with_classes_that_the_judge_does_not_know_is_refused(digits):
    split = Split(digits.test.inputs[:20], np.arange(20) % 2)
    with pytest.raises(DataError, match="this data has the classes cat: choose a judge that knows them"):
        Judge.bundled(Data("pets", split, split, ("1", "cat")))


def test_a_network_without_a_dense_layer_is_no_judge():
    model = untrained({"layer": "conv2d", "filters": 2, "kernel_size": 8}, "flatten")
    with pytest.raises(DataError, match="has no dense layer"):
        Judge(model, "bare", "0")


def test_a_judge_that_is_not_there_is_asked_for_by_name():
    with pytest.raises(ModelFileError, match='did you mean "digit-reader"'):
        Judge.named("digit-readr")
