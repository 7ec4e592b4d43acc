"""Made failures of generators: each is heard, and real digits are left in peace."""

import tracemalloc

import numpy as np
import pytest

from netsumiki.data import Data, Split
from netsumiki.judging import Judge, Reading
from netsumiki.judging.alarm import alarms


def codes(told):
    return [alarm["code"] for alarm in told["alarm"]]


def heard(told, code):
    return next(alarm for alarm in told["alarm"] if alarm["code"] == code)


def few_of_each(split, different, count=400):
    """`count` pictures, of each class only so many different ones."""
    rows = [np.flatnonzero(split.labels == c)[:different] for c in range(10)]
    stream = np.random.default_rng(0)
    return split.inputs[[stream.choice(rows[i % 10]) for i in range(count)]]


def test_real_digits_sound_no_alarm(judge, digits):
    told = judge.quick(digits.test.inputs, digits.test.labels)
    assert told["alarm"] == [] and told["classes_seen"] == 10
    assert told["agreement"] > 0.9 and 0.9 < told["spread"] < 1.1 and told["strange"] < 0.1
    assert max(told["same"]) < 0.02


def test_missing_classes_are_named(judge, digits):
    told = judge.quick(digits.test.inputs[~np.isin(digits.test.labels, (4, 9))])
    assert codes(told) == ["missing"] and told["classes_seen"] == 8
    assert told["alarm"][0]["facts"] == {"classes": ["4", "9"]}
    assert told["alarm"][0]["message"] == "4 and 9 are missing"


def test_one_picture_again_and_again_is_heard(judge, digits):
    told = judge.quick(np.repeat(digits.test.inputs[digits.test.labels == 3][:1], 200, axis=0))
    assert codes(told) == ["missing", "same"] and told["classes_seen"] == 1
    assert heard(told, "same")["message"] == "3 looks the same 100 % of the time"
    assert told["spread"] == pytest.approx(0, abs=1e-3)


def test_one_picture_for_each_class_is_heard_for_all_of_them(judge, digits):
    told = judge.quick(few_of_each(digits.test, 1))
    assert len(heard(told, "same")["facts"]["classes"]) == told["classes_seen"]


@pytest.mark.parametrize("different", [2, 4, 8])
def test_how_often_a_class_looks_the_same_says_how_many_pictures_it_has(judge, digits, different):
    told = judge.quick(few_of_each(digits.test, different))
    shares = [s for s in told["same"] if s is not None]
    assert np.median(shares) == pytest.approx(1 / different, rel=0.25)
    assert "same" in codes(told)


def test_it_does_not_depend_on_how_many_pictures_there_are(judge, digits):
    few, many = (np.median(judge.quick(few_of_each(digits.test, 2, n))["same"]) for n in (200, 800))
    assert few == pytest.approx(many, abs=0.1)


def test_thousands_of_one_class_fit_into_memory(judge, digits):
    one = judge.read(digits.test.inputs[:1])
    many = Reading(*(np.repeat(each, 8000, axis=0) for each in (one.labels, one.sure, one.features)))
    tracemalloc.start()
    told = judge.judged(many)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert told["same"][one.labels[0]] == 1
    assert peak < 200e6, "the table of all pairs alone would hold 256 MB"


def test_faint_noise_does_not_hide_a_repeated_picture(judge, digits):
    pictures = few_of_each(digits.test, 1).astype(float)
    pictures += np.random.default_rng(0).normal(0, 5, pictures.shape)
    told = judge.quick(np.clip(pictures, 0, 255).astype(np.uint8))
    assert np.median([s for s in told["same"] if s is not None]) > 0.9


def test_noise_is_like_no_real_digit_however_sure_the_judge_is(judge, noise):
    told = judge.quick(noise)
    assert codes(told)[0] == "strange" and told["strange"] > 0.9
    assert told["sure"] > 0.9, "a network is sure of what it was never shown: this is why strangeness is measured"


def test_an_even_grey_is_strange_though_it_is_read_as_a_digit(judge):
    told = judge.quick(np.full((50, 28, 28, 1), 128, np.uint8))
    assert told["strange"] == 1 and told["sure"] > 0.9


def test_two_digits_over_one_another_can_hardly_be_read(judge, digits):
    pictures = digits.test.inputs.astype(int)
    told = judge.quick(((pictures + np.roll(pictures, 1, axis=0)) // 2).astype(np.uint8))
    assert codes(told)[:2] == ["strange", "unsure"]


def test_another_digit_than_asked_is_told(judge, digits):
    asked = np.where(digits.test.labels == 8, 1, digits.test.labels)
    told = judge.quick(digits.test.inputs, asked)
    assert codes(told) == ["disobeyed"]
    facts = heard(told, "disobeyed")["facts"]
    assert facts["classes"] == ["1"] and 0.3 < facts["share"] < 0.7


def test_more_than_real_examples_reach_is_not_asked_for(judge, digits):
    train = digits.train.take(slice(1000))
    wrong = train.labels.copy()
    wrong[np.flatnonzero(wrong == 8)[::2]] = 9
    assert codes(judge.quick(train.inputs, wrong)) == ["disobeyed"]
    used_to_it = Judge.bundled(Data("mislabelled", Split(train.inputs, wrong), digits.test, digits.class_names))
    assert codes(used_to_it.quick(train.inputs, wrong)) == []


def test_pictures_near_the_middle_of_their_class_spread_less(judge, digits):
    reading = judge.read(digits.train.inputs)
    twos = np.flatnonzero(reading.labels == 2)
    middle = reading.features[twos].mean(axis=0)
    nearest = twos[np.argsort(np.linalg.norm(reading.features[twos] - middle, axis=1))[:25]]
    rows = np.concatenate([nearest, np.flatnonzero(reading.labels != 2)])
    spreads = judge.judged(Reading(reading.labels[rows], reading.sure[rows], reading.features[rows]))["spreads"]
    assert spreads[2] < 0.8 < min(spreads[:2] + spreads[3:])


GOOD = {"shares": [0.5, 0.5], "unsure": 0.0, "strange": 0.0, "same": [0.0, 0.0], "per_class": [1.0, 1.0]}
GOOD |= {"spreads": [1.0, 1.0]}
SENTENCES = {
    "a is missing": {"shares": [0.0, 1.0]},
    "a and b are missing": {"shares": [0.0, 0.0]},
    "b looks the same 80 % of the time": {"same": [0.0, 0.8]},
    "a and b look the same up to 80 % of the time": {"same": [0.1, 0.8]},
    "50 % of the pictures look like no real one": {"strange": 0.5},
    "25 % of the pictures can hardly be read": {"unsure": 0.25},
    "asked for a, it draws something else 25 % of the time": {"per_class": [0.75, 1.0]},
    "asked for a and b, it draws something else up to 50 % of the time": {"per_class": [0.75, 0.5]},
    "a varies less than real ones do (30 % of their spread)": {"spreads": [0.3, 1.0]},
    "a and b vary less than real ones do (as little as 30 % of their spread)": {"spreads": [0.3, 0.5]},
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_alarm_is_a_sentence(sentence):
    (told,) = alarms(GOOD | SENTENCES[sentence], ("a", "b"), [1.0, 1.0])
    assert told["message"] == sentence


def test_a_class_that_always_looks_the_same_is_not_called_narrow_too():
    told = alarms(GOOD | {"same": [1.0, 0.0], "spreads": [0.0, 1.0]}, ("a", "b"), [1.0, 1.0])
    assert [alarm["code"] for alarm in told] == ["same"]
