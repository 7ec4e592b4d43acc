"""The models that come with the package still say what they said when they were trained, and their cards are true."""

import hashlib

import pytest

import netsumiki as nk
from docs import zoo as training
from docs.results_gan import judge
from netsumiki.data import load
from netsumiki.data.mnist import locate
from netsumiki.exporting.finding import bundled
from netsumiki.recipes import read
from netsumiki.zoo import cards

NAMES = sorted(bundled())


@pytest.mark.parametrize("name", NAMES)
def test_golden_samples_come_out_as_stored(name):
    model = nk.load(name)
    assert len(model.golden[0]) == 10
    assert model.check_golden() < 1e-5


def test_the_flagship_comes_along_with_its_own_recipe():
    assert "digit-reader" in bundled()
    assert nk.load("digit-reader").recipe["model"] == read("digit-reader")["model"]


def test_every_model_has_a_card_and_every_card_a_model():
    assert sorted(cards()) == NAMES
    assert {*training.MODELS, *training.LONG} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_card_tells_of_this_very_file(name):
    card, content = cards()[name], bundled()[name].read_bytes()
    assert card.sha256 == hashlib.sha256(content).hexdigest()
    assert card.size == len(content)
    model = nk.load(name)
    assert model.facts == {"data": card.data, "seed": card.seed}
    if name == training.WRITER:
        assert card.parameters == sum(graph.params.size for graph in model.graphs)
        assert model.recipe == training.smaller()
        return
    assert card.parameters == model.graph.params.size
    assert model.recipe["model"] == read(card.recipe)["model"]


def test_they_are_small_enough_to_come_along():
    assert sum(path.stat().st_size for path in bundled().values()) <= training.LARGEST


def test_page_says_what_the_cards_say():
    assert training.PAGE.read_text("utf-8") == training.page(cards().values()), "run make zoo"


@pytest.mark.slow
@pytest.mark.skipif(not locate(), reason="needs the real MNIST files: netsumiki data download mnist")
@pytest.mark.parametrize("name", [name for name in NAMES if name != training.WRITER])
def test_accuracy_on_the_card_is_that_of_the_file(name):
    test = load(cards()[name].data).test
    right = int((nk.load(name).scores(test.inputs).argmax(axis=1) == test.labels).sum())
    assert abs(right - len(test.labels) * cards()[name].test_accuracy) <= 2  # rounding differs between processors


@pytest.mark.slow
@pytest.mark.skipif(not locate(), reason="needs the real MNIST files: netsumiki data download mnist")
def test_the_digit_writer_writes_what_is_asked_for_as_its_card_says():
    told = judge(nk.load(training.WRITER), load("mnist"))
    assert abs(told["agreement"] - cards()[training.WRITER].agreement) <= 0.0005
    assert told["classes_seen"] == 10 and told["spread"] > 0.9 and told["alarm"] == []


def test_the_digit_writer_is_small_enough_for_the_first_page():
    assert cards()[training.WRITER].size <= 700_000
