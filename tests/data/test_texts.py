"""Texts: each example is a run of characters, its label the character that follows."""

import numpy as np
import pytest

from netsumiki.data import load
from netsumiki.data.texts import Text, alphabet, encode, plain
from netsumiki.engine.errors import DataError, OptionError


class Counting(Text):
    """Twenty characters, each of them once."""

    text = "abcdefghijklmnopqrst"
    registered_name = "counting"


class Twice(Counting):
    text = Counting.text + Counting.text.upper()


def spelled(data, row):
    return "".join(data.class_names[int(number)] for number in row)


def test_an_example_is_some_characters_and_the_label_the_one_that_follows():
    data = Twice(length=3).load()
    assert spelled(data, data.train.inputs[0]) == "abc" and data.class_names[data.train.labels[0]] == "d"
    assert spelled(data, data.train.inputs[-1]) == "MNO" and data.class_names[data.train.labels[-1]] == "P"


def test_the_last_tenth_is_for_testing_and_no_example_lies_in_both():
    data = Counting(length=1).load()
    assert len(data.train) == 17 and len(data.test) == 1
    assert spelled(data, data.test.inputs[0]) == "s" and data.class_names[data.test.labels[0]] == "t"


def test_characters_are_whole_numbers_in_float32():
    data = Counting(length=1).load()
    assert data.train.inputs.dtype == np.float32 and data.train.labels.dtype == np.int64
    assert data.train.inputs[5].tolist() == [5]


def test_a_text_too_short_for_its_length_says_so():
    with pytest.raises(DataError, match="the tenth for testing has 2 characters, too few for examples of 2: lower"):
        Counting(length=2).load()


def test_letters_become_small_and_spaces_one():
    assert plain("  Down,\n\n the  Rabbit-Hole\t") == "down, the rabbit-hole"


def test_the_alphabet_is_in_order_and_without_repetition():
    assert alphabet("hello, world") == (" ", ",", "d", "e", "h", "l", "o", "r", "w")


def test_a_character_outside_the_alphabet_is_named():
    with pytest.raises(DataError, match='"x" does not occur') as refused:
        encode("caféx", tuple("acf"))
    assert refused.value.problems[0].facts == {"characters": ["x", "é"]}


def test_alice_knows_its_shape_and_classes_before_it_is_read():
    from netsumiki.data import datasets

    alice = datasets.create({"dataset": "alice", "length": 25})
    data = alice.load()
    assert alice.example_shape == (25,) == data.input_shape
    assert alice.class_count == 38 == len(data.class_names)


def test_alice_begins_at_the_rabbit_hole_and_reads_on():
    data = load("alice")
    assert spelled(data, data.train.inputs[0]) == "down the rabbit-hole alice was beginning"
    following = data.class_names[data.train.labels[0]]
    assert spelled(data, data.train.inputs[1]) == spelled(data, data.train.inputs[0])[1:] + following


def test_alice_is_read_without_a_file_of_its_own_in_the_data_folder(tmp_path):
    assert len(load("alice", data_dir=tmp_path).train) == len(load("alice").train)


@pytest.mark.parametrize("length", [0, 1001, 2.5, "many"])
def test_a_length_that_makes_no_sense_is_refused(length):
    with pytest.raises(OptionError):
        load({"dataset": "alice", "length": length})
