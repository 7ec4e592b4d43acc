"""Going on with a text: what is drawn becomes part of what is read next."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from netsumiki.engine.errors import DataError
from netsumiki.exporting.finding import load
from netsumiki.exporting.writing import beginning, drawn, following, plain_beginning, write, writes
from tests.exporting.texts import reciting


def text(*arguments, **more):
    return "".join(write(reciting(), *arguments, **more))


def test_the_likeliest_character_is_written_and_then_read():
    assert text("abc", 12, temperature=0) == "defghij abcd"


def test_only_the_end_of_the_beginning_is_read():
    assert text("ja jabcdef", 3, temperature=0) == text("f", 3, temperature=0) == "ghi"


def test_before_a_short_beginning_stand_spaces():
    assert beginning(reciting(), "b").tolist() == [0, 0, 2]
    assert beginning(reciting(), "").tolist() == [0, 0, 0]
    assert text("", 2, temperature=0) == "ab"


@pytest.mark.parametrize(
    ("begin", "read"),
    [
        ("A B", "a b"),
        ("a\n\n b", "a b"),
        ("a ", "a "),
        ("a\n", "a "),
        ("  a", "a"),
        ("   ", ""),
        ("", ""),
    ],
)
def test_a_beginning_is_read_as_texts_are_and_keeps_a_space_at_its_end(begin, read):
    assert plain_beginning(begin) == read


def test_what_may_follow_is_what_the_network_says():
    chances = following(reciting(), "ab")
    assert chances[3] == pytest.approx(0.5, abs=1e-6)  # c
    np.testing.assert_allclose(np.delete(chances, 3), 0.05, atol=1e-6)


def test_each_character_comes_with_the_probability_that_it_had():
    pairs = list(drawn(reciting(), "a", 300, temperature=1))
    before = "a" + "".join(character for character, _ in pairs)
    expected = [0.5 if b + a in "abcdefghij a" else 0.05 for b, a in pairwise(before)]
    assert [sure for _, sure in pairs] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(("temperature", "share"), [(1, 0.5), (0.5, 10 / 11), (2, 10**0.5 / (10**0.5 + 10))])
def test_temperature_sharpens_or_flattens_what_is_drawn(temperature, share):
    """p^(1/T): ½ against ten times 1/20 become 100 : 10 · 1 at T = ½ and √10 : 10 · 1 at T = 2."""
    drawn_once = Counter(text("a", 1, temperature=temperature, seed=seed) for seed in range(600))
    assert drawn_once["b"] / 600 == pytest.approx(share, abs=0.06)
    assert len(drawn_once) > 5


@pytest.mark.parametrize("temperature", [1e-3, 1e-300, 5e-324])
def test_next_to_temperature_zero_the_likeliest_is_written(temperature):
    assert text("a", 5, temperature=temperature) == "bcdef"


def test_the_same_seed_writes_the_same_and_another_one_something_else():
    assert text("a", 50, seed=3) == text("a", 50, seed=3) != text("a", 50, seed=4)


def test_nothing_is_written_when_no_character_is_asked_for():
    assert text("a", 0) == ""


def test_a_character_that_was_never_read_is_refused_before_anything_is_written():
    with pytest.raises(DataError, match='"z" does not occur in what the network has read: leave it out'):
        write(reciting(), "jazz", 5)


def test_a_model_that_reads_pictures_cannot_write():
    model = load("digit-reader")
    assert not writes(model) and writes(reciting())
    with pytest.raises(DataError, match="reads no text"):
        write(model, "a", 5)


def test_a_text_network_with_another_input_than_its_data_is_told_that_it_cannot_write():
    model = load("digit-reader")
    model.recipe = model.recipe | {"data": {"dataset": "alice"}}  # as in a file that was tampered with
    assert not writes(model)


def test_weights_that_are_no_numbers_are_told():
    model = reciting()
    model.graph.params.vector[...] = np.nan
    with pytest.raises(DataError, match="NaN"):
        list(write(model, "a", 1))
