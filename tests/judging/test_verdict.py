"""The whole examination, of stand-ins whose verdict is known."""

import json

import numpy as np
import pytest

from netsumiki import __version__
from netsumiki.engine.errors import DataError
from netsumiki.judging import Cancelled
from tests.judging.conftest import StandIn

pytestmark = pytest.mark.slow
COUNT = 600


def blurred(pictures):
    wide = np.pad(pictures.astype(float), ((0, 0), (2, 2), (2, 2), (0, 0)))
    return (sum(wide[:, i : i + 28, j : j + 28] for i in range(5) for j in range(5)) / 25).astype(np.uint8)


def scrambled(pictures):
    return np.random.default_rng(0).integers(0, 256, pictures.shape, np.uint8)


@pytest.fixture(scope="module")
def real(judge, digits):
    """The verdict on digits that are real but were never shown."""
    return judge.full(StandIn(digits.test), digits, seed=3, count=COUNT)


def test_real_digits_pass(real):
    assert real.alarm == [] and real.generated["classes_seen"] == 10
    assert real.generated["agreement"] == pytest.approx(real.real["agreement"], abs=0.03)
    assert real.lowest[1] == min(real.generated["per_class"])
    assert real.frechet.generated < 2 * real.frechet.floor
    assert real.nearest.ratio == pytest.approx(1, abs=0.1) and real.nearest.copies < 0.01
    assert real.learnt.generated > 0.5 and real.learnt.generated > real.learnt.real - 0.1
    assert real.learnt.labels == "asked"


def test_the_protocol_stands_beside_the_numbers(real, judge):
    protocol = real.protocol
    assert (protocol.judge, protocol.judge_sha256) == (judge.name, judge.sha256)
    assert (protocol.count, protocol.seed, protocol.library) == (COUNT, 3, __version__)
    assert (protocol.data, protocol.training_examples, protocol.test_examples) == ("strokes", 4000, 1000)


def test_it_can_be_written_as_json(real):
    read = json.loads(json.dumps(real.to_json(), allow_nan=False))
    assert read["frechet"]["floor"] == real.frechet.floor and read["protocol"]["seed"] == 3
    assert read["nearest"]["pairs"][0].keys() == {"generated", "training", "distance", "ratio"}


def test_the_same_seed_gives_the_same_verdict(real, judge, digits):
    again = judge.full(StandIn(digits.test), digits, seed=3, count=COUNT).to_json()
    first = real.to_json()
    first["protocol"].pop("seconds"), again["protocol"].pop("seconds")
    assert again == first


def test_copies_of_training_digits_are_found_with_what_they_copy(judge, digits):
    told = judge.full(StandIn(digits.train), digits, count=200)
    assert told.nearest.copies == 1 and told.nearest.ratio < 0.01
    assert [a["message"] for a in told.alarm] == ["100 % of the pictures are copies of training pictures"]
    stand_in = StandIn(digits.train)
    pictures = stand_in.generate(stand_in.noise(200, 0), np.arange(200) % 10)
    for pair in told.nearest.pairs:
        np.testing.assert_array_equal(pictures[pair.generated], digits.train.inputs[pair.training])


def test_blurred_digits_lie_farther_from_real_ones(real, judge, digits):
    told = judge.full(StandIn(digits.test, blurred), digits, seed=3, count=COUNT)
    assert told.frechet.floor == real.frechet.floor and told.frechet.generated > 2 * real.frechet.generated
    assert told.generated["agreement"] < real.generated["agreement"] - 0.1


def test_noise_teaches_nothing(judge, digits):
    told = judge.full(StandIn(digits.test, scrambled, conditional=False), digits, count=COUNT)
    assert told.learnt.generated < 0.3 and told.learnt.labels == "read"
    assert told.generated["agreement"] is None and told.lowest is None
    assert told.alarm[0]["code"] == "strange" and told.nearest.ratio > 1.5


def test_a_generator_that_shows_none_of_the_classes_is_judged_too(judge, digits):
    fives = digits.test.take(digits.test.labels == 5)
    told = judge.full(StandIn(fives, conditional=False), digits.keep([3, 7]), count=20)
    assert told.generated["classes_seen"] <= 1 and told.learnt.generated < 0.9


def test_progress_is_told_of_every_part_up_to_its_end(judge, digits):
    last = {}
    judge.full(StandIn(digits.test), digits, count=150, progress=lambda *told: last.update({told[0]: told[1:]}))
    assert len(last) == 8 and all(done == total for done, total in last.values())


def test_it_ends_when_nobody_waits_any_longer(judge, digits):
    told = []
    with pytest.raises(Cancelled):
        judge.full(
            StandIn(digits.test), digits, count=150, progress=lambda *t: told.append(t), stop=lambda: len(told) > 1
        )
    assert len(told) == 2


def test_a_generator_of_other_classes_is_refused(judge, digits):
    with pytest.raises(DataError, match="draws 3 classes, strokes has 10: judge it with the data"):
        judge.full(StandIn(digits.test, classes=3), digits, count=20)


def test_a_generator_of_other_pictures_is_refused_at_once(judge, digits):
    told = []
    small = StandIn(digits.test, lambda pictures: pictures[:, :8, :8])
    with pytest.raises(DataError, match="got 8 × 8 × 1"):
        judge.full(small, digits, count=2000, progress=lambda *t: told.append(t))
    assert told == []


def test_one_picture_is_too_few(judge, digits):
    with pytest.raises(DataError, match="at least 2 pictures, got 1"):
        judge.full(StandIn(digits.test), digits, count=1)
