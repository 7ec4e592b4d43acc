"""Numbers, shapes and layers in words."""

import pytest

from netsumiki.engine.graph import Graph
from netsumiki.insight.facts import RunFacts
from netsumiki.insight.wording import (
    count,
    duration,
    input_in_words,
    number,
    options_in_words,
    percent,
    shape_in_words,
    sureness,
)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (24460, "24,460"),
        (0.0912, "0.0912"),
        (0.9, "0.900"),
        (4.3, "4.30"),
        (1234.5, "1,234"),
        (0, "0"),
        (float("inf"), "infinite"),
    ],
)
def test_number(value, words):
    assert number(value) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.26, "0.3 s"),
        (9.96, "10 s"),
        (59.7, "1 min 0 s"),
        (75, "1 min 15 s"),
        (3599.6, "1 h 0 min"),
        (4012, "1 h 6 min"),
    ],
)
def test_duration(seconds, words):
    assert plain(duration(seconds)) == words


def test_percent_has_the_decimals_that_the_examples_can_tell_apart():
    assert plain(percent(0.97287, 10_000)) == "97.29 %"
    assert plain(percent(0.976, 250)) == "97.6 %"


def test_sureness_never_claims_certainty():
    assert plain(sureness(0.99999)) == "over 99.9 %"
    assert plain(sureness(0.42)) == "42.0 %"


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ((24, 24, 8), "8 maps of 24 × 24"),
        ((3, 5, 1), "1 map of 3 × 5"),
        ((10,), "10 numbers"),
        ((), "1 number"),
        ((20, 64), "20 steps of 64 numbers"),
        (None, "unknown"),
    ],
)
def test_shape(shape, words):
    assert plain(shape_in_words(shape)) == words


def test_shape_of_a_picture():
    assert plain(input_in_words((28, 28, 1))) == "28 × 28, grey"
    assert plain(input_in_words((32, 32, 3))) == "32 × 32, colour"
    assert plain(input_in_words((9, 9, 2))) == "2 maps of 9 × 9"
    assert input_in_words((2,)) == "2 numbers"


@pytest.mark.parametrize(
    ("layer", "words"),
    [
        ({"layer": "conv2d", "kernel_size": [3, 5]}, ["8 filters", "3 × 5"]),
        (
            {"layer": "conv2d", "kernel_size": 3, "strides": 2, "padding": "same", "bias": False},
            ["8 filters", "3 × 3", "stride 2", "same", "no bias"],
        ),
        ({"layer": "conv2d", "padding": [1, 2]}, ["8 filters", "3 × 3", "padding 1 × 2"]),
        ({"layer": "max_pool"}, ["2 × 2"]),
        ({"layer": "dropout", "rate": 0.25}, ["25 %"]),
        ({"layer": "batch_norm", "momentum": 0.5}, []),
        ({"layer": "upsample", "method": "bilinear"}, ["larger by 2 × 2", "method bilinear"]),
    ],
)
def test_options_tell_what_a_layer_is_and_what_differs_from_its_defaults(layer, words):
    node = Graph.inspect({"inputs": {"x": [16, 16, 2]}, "nodes": [layer]}).nodes[0]
    assert node.layer is not None
    assert [plain(told) for told in options_in_words(node.layer)] == words


def test_count():
    assert count(1, "layer") == "1 layer"
    assert count(2000, "entry", "entries") == "2,000 entries"


def test_a_space_among_the_classes_can_be_seen():
    facts = RunFacts({}, [], (" ", "a"), "netsumiki train x")
    assert [facts.class_name(number) for number in range(3)] == ["␣", "a", "2"]
