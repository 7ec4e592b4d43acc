"""The palette, the forms and the gallery follow from the registries, the templates and what was measured."""

import json

import pytest

from netsumiki.engine.layers import layers
from netsumiki.recipes import expectations, templates
from netsumiki.studio.catalogue import BEGINNER, REGISTRIES, describe_parts, describe_templates

GALLERY = {entry["name"]: entry for entry in describe_templates(templates())}


def test_every_registered_part_of_every_kind_is_described():
    described = describe_parts()
    assert set(described) == {*REGISTRIES, "data", "preprocessing"}
    for kind, registry in REGISTRIES.items():
        assert [part["name"] for part in described[kind]] == list(registry) != []


def test_a_layer_registered_a_moment_ago_is_in_the_palette(monkeypatch):
    monkeypatch.setitem(layers._parts, "invented", layers["dense"])
    assert "invented" in {part["name"] for part in describe_parts()["layers"]}


def test_the_options_of_training_and_data_can_be_filled_in():
    described = describe_parts()
    classifier = next(task for task in described["tasks"] if task["name"] == "classifier")
    assert {"optimizer", "batch_size", "epochs"} <= {option["name"] for option in classifier["options"]}
    assert {"dataset", "validation", "augmentation"} <= {option["name"] for option in described["data"]}
    assert json.dumps(described, allow_nan=False)


def test_the_gallery_begins_with_the_first_network_and_then_goes_from_quick_to_slow():
    assert list(GALLERY)[: len(BEGINNER)] == list(BEGINNER)
    assert BEGINNER[0] == "first-network"
    rest = [entry["seconds"] for name, entry in GALLERY.items() if name not in BEGINNER]
    measured = [seconds for seconds in rest if seconds is not None]
    assert measured == sorted(measured) == rest[: len(measured)]  # and last those that were not measured yet


def test_the_gallery_holds_every_template_with_what_was_measured():
    assert GALLERY.keys() == templates().keys() >= expectations().keys()
    for name, entry in GALLERY.items():
        assert entry["recipe"] == templates()[name]
        assert entry["parameters"] > 0 and entry["flops"] > 0
        expected = expectations().get(name, {})
        assert entry["seconds"] == expected.get("seconds")
        assert entry["expected_accuracy"] == expected.get("test_accuracy")
        assert entry["expected_agreement"] == expected.get("agreement")


@pytest.mark.parametrize(
    "name, goal",
    [
        ("first-network", "recognise"),
        ("logistic", "explore"),
        ("spiral", "explore"),
        ("three-layer", "explore"),
        ("cgan", "generate"),
        ("gan-2d", "generate"),
        ("char-lstm", "explore"),
        ("row-lstm", "recognise"),
    ],
)
def test_a_template_says_what_it_is_good_for(name, goal):
    assert GALLERY[name]["goal"] == goal


def test_the_first_network_has_one_convolution_and_shows_its_validation():
    first = GALLERY["first-network"]
    assert [node["layer"] for node in first["recipe"]["model"]["nodes"]].count("conv2d") == 1
    assert first["recipe"]["data"]["validation"] > 0
    assert first["expected_accuracy"] > 0.95 and first["seconds"] < 60


def test_a_template_that_was_not_measured_yet_comes_last():
    described = describe_templates(templates() | {"new": templates()["note-linear"]})
    assert described[-1]["name"] == "new" and described[-1]["seconds"] is None
