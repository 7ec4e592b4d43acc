"""Samples: what is asked for survives JSON, lists of them are what they say, and nonsense is refused in a sentence."""

import json

import pytest

from netsumiki.engine.errors import DataError
from netsumiki.exporting import samples
from netsumiki.exporting.samples import MOST, Sample, read_samples


def test_samples_survive_json():
    asked = [Sample(), Sample(0, 0), Sample(3, 7, 8, 0.25, (0.0, -1.5)), Sample(label=None, seed=2**32 - 1)]
    assert read_samples(json.loads(json.dumps(samples.to_json(asked)))) == asked


def test_only_what_was_asked_for_is_written():
    assert Sample(3, 1).to_json() == {"label": 3, "seed": 1}
    assert Sample(label=0).to_json() == {"label": 0, "seed": 0}


def test_nothing_may_be_said_as_null():
    assert read_samples([{"seed": 1, "label": None, "other_seed": None, "mix": None, "directions": None}]) == [
        Sample(seed=1)
    ]


@pytest.mark.parametrize(
    "given, words",
    [
        ({"seed": 1}, "must be a list of 1 to 256"),
        ([], "must be a list of 1 to 256, got 0"),
        ([{"seed": 1}] * (MOST + 1), "got 257: ask for fewer"),
        ([3], "sample 0 must be an object"),
        ([{"seed": 1}, {"sed": 1}], 'sample 1 has no "sed" (did you mean "seed"?)'),
        ([{"seed": -1}], "seed must be a whole number from 0 to 4294967295, got -1"),
        ([{"seed": True}], "got True"),
        ([{"seed": None}], "got None"),
        ([{"seed": 2**32}], "got 4294967296"),
        ([{"label": "3"}], "label must be a whole number"),
        ([{"other_seed": 1.5}], "other_seed must be a whole number"),
        ([{"mix": 1.01}], "mix must be a number from 0 to 1, got 1.01"),
        ([{"mix": float("nan")}], "got nan"),
        ([{"directions": 3}], "directions must be a list of at most 64 numbers"),
        ([{"directions": [0] * 65}], "directions must be a list of at most 64 numbers"),
        ([{"directions": [11]}], "each of directions must be a number from -10 to 10, got 11"),
        ([{"directions": [None]}], "got None"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(given, words):
    with pytest.raises(DataError) as refused:
        read_samples(given)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value) and len(str(refused.value)) < 300


def test_a_class_sweep_has_one_noise_and_every_label():
    assert samples.class_sweep(5, 3) == [Sample(0, 5), Sample(1, 5), Sample(2, 5)]


def test_a_style_sweep_moves_along_one_direction_through_the_middle():
    swept = samples.style_sweep(3, 1, direction=2, count=5, reach=2)
    assert [s.directions for s in swept] == [(0.0, 0.0, a) for a in (-2, -1, 0, 1, 2)]
    assert {(s.label, s.seed) for s in swept} == {(3, 1)}


def test_an_interpolation_begins_and_ends_at_its_seeds():
    assert [s.mix for s in samples.interpolation(None, 1, 2, 3)] == [0.0, 0.5, 1.0]


def test_a_number_is_written_in_one_hand():
    assert samples.number("2026", 9) == [Sample(2, 9), Sample(0, 9), Sample(2, 9), Sample(6, 9)]
    assert samples.number("ba", 1, ("a", "b")) == [Sample(1, 1), Sample(0, 1)]


@pytest.mark.parametrize("text, words", [("20x6-", '"-" and "x" cannot be written'), ("", "nothing to write")])
def test_what_cannot_be_written_is_refused(text, words):
    with pytest.raises(DataError, match=words):
        samples.number(text, 1)


def test_several_differ_in_their_seeds_beyond_the_largest_too():
    assert [s.seed for s in samples.several(3, 2**32 - 2)] == [2**32 - 2, 2**32 - 1, 0]
