"""What the canvas is told about recipes with a generator: which network a node belongs to, and remedies that mend."""

import copy

import pytest

from netsumiki.recipes import templates
from netsumiki.studio.reading import inspect_recipe
from tests.training.adversaries import FLOW, POINTS, changed

CGAN = templates()["cgan"]


def applied(document, remedy):
    """What the canvas does when somebody clicks the remedy, for networks whose nodes follow one another."""
    document, name = copy.deepcopy(document), remedy.get("node")
    if remedy["kind"] == "set-training":
        document["training"][remedy["option"]] = remedy["value"]
        return document
    for network in (document[key] for key in ("generator", "discriminator") if key in document):
        nodes = network["nodes"]
        place = next((i for i, node in enumerate(nodes) if node["name"] == name), None)
        if name in network["inputs"]:
            network["inputs"][name] = remedy["value"]
        elif place is None:
            continue
        elif remedy["kind"] == "set-option":
            nodes[place][remedy["option"]] = remedy["value"]
        elif remedy["kind"] == "remove-node":
            nodes.pop(place)
        else:
            assert remedy["kind"] == "insert-after"
            option = {remedy["option"]: remedy["value"]} if remedy.get("option") else {}
            nodes.insert(place + 1, {"name": "new", "layer": remedy["layer"]} | option)
    return document


def without(document, network, *names):
    return document | {
        network: document[network] | {"nodes": [n for n in document[network]["nodes"] if n["name"] not in names]}
    }


def with_node(document, network, **node):
    return document | {network: document[network] | {"nodes": [*document[network]["nodes"], node]}}


FLAT = {
    "version": 1,
    "data": {"dataset": "mnist"},
    "generator": {"inputs": {"noise": [8]}, "nodes": [{"name": "made", "layer": "dense", "units": 784}]},
    "discriminator": {
        "inputs": {"image": [28, 28, 1]},
        "nodes": [{"name": "flat", "layer": "flatten"}, {"name": "score", "layer": "dense", "units": 1}],
    },
    "training": {"steps": 1},
}
COLOURED = changed(FLAT)
COLOURED["generator"]["nodes"] += [
    {"name": "pixels", "layer": "reshape", "shape": [28, 28, 1]},
    {"name": "colours", "layer": "conv2d", "filters": 3, "padding": "same"},
    {"name": "bright", "layer": "sigmoid"},
]
MENDED = {
    "points of three numbers": (changed(POINTS, generator__nodes__point__units=3), "generator-output"),
    "no layer that makes points": (without(POINTS, "generator", "point"), "generator-output"),
    "numbers that are still no picture": (FLAT, "generator-output"),
    "pictures of three channels": (COLOURED, "generator-output"),
    "three scores": (changed(POINTS, discriminator__nodes__score__units=3), "discriminator-output"),
    "a discriminator without its score": (without(POINTS, "discriminator", "score"), "discriminator-output"),
    "a sigmoid at the end": (with_node(POINTS, "discriminator", name="s", layer="sigmoid"), "discriminator-activation"),
    "a softmax of one number": (
        with_node(POINTS, "discriminator", name="s", layer="softmax"),
        "discriminator-activation",
    ),
    "a place for five labels": (changed(CGAN, generator__nodes__class__entries=5), "label-classes"),
    "no place for no label": (changed(FLOW, generator__nodes__class__entries=3), "label-classes"),
    "several at once with labels": (changed(CGAN, training__packing=2), "packing-labels"),
    "wrong labels for one that reads none": (changed(POINTS, training__mismatched=0.25), "mismatched-labels"),
    "another task": (changed(POINTS, training__task="flow"), "task"),
    "a velocity of three numbers": (changed(FLOW, generator__nodes__velocity__units=3), "flow-shape"),
    "points for pictures": (changed(POINTS, data__dataset="mnist"), "input-shape"),
}


def problem_of(document, code):
    return next(p for p in inspect_recipe(document)["problems"] if p["code"] == code)


@pytest.mark.parametrize("document, code", MENDED.values(), ids=MENDED)
def test_the_remedy_mends_the_problem(document, code):
    remedy = problem_of(document, code)["remedy"]
    assert remedy is not None
    assert code not in [p["code"] for p in inspect_recipe(applied(document, remedy))["problems"]]


ONE_CLICK = [name for name in MENDED if name != "points for pictures"]


@pytest.mark.parametrize("name", ONE_CLICK)
def test_one_click_is_enough(name):
    document, code = MENDED[name]
    after = inspect_recipe(applied(document, problem_of(document, code)["remedy"]))
    assert after["problems"] == [] and after["ready"]


def test_a_label_that_is_a_list_becomes_one_number_again():
    document = changed(CGAN, generator__inputs__label=[1])
    remedy = problem_of(document, "network-input")["remedy"]
    assert remedy == {"kind": "set-option", "node": "label", "option": "shape", "value": []}
    assert inspect_recipe(applied(document, remedy))["ready"]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (with_node(CGAN, "generator", name="larger", layer="upsample"), "generator-output"),
        (changed(POINTS, training__packing=2), "generator-output"),
        (POINTS | {"generator": POINTS["generator"] | {"outputs": {"a": "g4", "b": "point"}}}, "generator-outputs"),
    ],
)
def test_where_only_a_person_can_decide_there_is_no_remedy(document, code):
    assert problem_of(document, code)["remedy"] is None


def test_with_packing_the_discriminators_input_is_what_has_to_change():
    document = changed(POINTS, training__packing=2)
    problem = problem_of(document, "input-shape")
    assert "2 at once" in problem["message"]
    assert inspect_recipe(applied(document, problem["remedy"]))["ready"]


def test_every_node_says_which_network_it_belongs_to():
    found = {node["name"]: node["network"] for node in inspect_recipe(CGAN)["nodes"]}
    for network in ("generator", "discriminator"):
        assert all(found[node["name"]] == network for node in CGAN[network]["nodes"])


def test_data_with_fewer_classes_than_the_generator_knows_are_no_problem():
    document = changed(CGAN, data__dataset={"dataset": "mnist", "classes": [1, 7]})
    assert inspect_recipe(document)["ready"]
