"""What the canvas is told about a network: shapes, states, problems with remedies that really mend them."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netsumiki.studio.reading import inspect_recipe
from tests.recipes.test_hostile_recipes import DOCUMENTS, JSON, places, replaced


def recipe(*nodes, dataset="mnist", shape=(28, 28, 1), outputs=None, **training):
    """A recipe whose nodes are written `("conv2d", {options})`, one after the other unless they say their inputs."""
    written, previous = [], "image"
    for number, (layer, options) in enumerate(nodes):
        written.append({"name": f"{layer}_{number}", "layer": layer, "inputs": [previous]} | options)
        previous = written[-1]["name"]
    model = {"inputs": {"image": list(shape)}, "nodes": written} | ({"outputs": outputs} if outputs else {})
    return {"version": 1, "data": {"dataset": dataset}, "model": model, "training": training}


def states(found):
    return {node["name"]: node["state"] for node in found["nodes"]}


def codes(found, severity="error"):
    return [p["code"] for p in found["problems"] if p["severity"] == severity]


def applied(document, remedy):
    """What the canvas does when somebody clicks the remedy, for a network without branches."""
    document = copy.deepcopy(document)
    nodes, inputs = document["model"]["nodes"], document["model"]["inputs"]
    kind, name = remedy["kind"], remedy.get("node")
    place = next((i for i, n in enumerate(nodes) if n["name"] == name), 0)
    if kind == "set-training":
        document["training"][remedy["option"]] = remedy["value"]
    elif name in inputs:
        inputs[name] = remedy["value"]
    elif kind == "set-option":
        nodes[place][remedy["option"]] = remedy["value"]
    elif kind == "remove-node":
        gone = nodes.pop(place)
        for node in nodes:
            node["inputs"] = [gone["inputs"][0] if i == name else i for i in node["inputs"]]
    else:
        new = {"name": "new", "layer": remedy["layer"]}
        new |= {remedy["option"]: remedy["value"]} if remedy.get("option") else {}
        if kind == "insert-before":
            new["inputs"], nodes[place]["inputs"] = nodes[place]["inputs"], ["new"]
        else:
            for node in nodes:
                node["inputs"] = ["new" if i == name else i for i in node["inputs"]]
            new["inputs"] = [name]
        nodes.insert(place + (kind == "insert-after"), new)
    return document


DENSE = ("dense", {"units": 10})
MENDED = {
    "dense after maps": (recipe(("conv2d", {}), DENSE), "rank"),
    "dense on pictures": (recipe(DENSE), "rank"),
    "convolution after flatten": (
        recipe(("flatten", {}), ("relu", {}), ("conv2d", {"filters": 4}), ("flatten", {}), DENSE),
        "rank",
    ),
    "kernel larger than the map": (
        recipe(("max_pool", {"pool_size": 8}), ("conv2d", {"kernel_size": 5}), ("flatten", {}), DENSE),
        "window-too-large",
    ),
    "pooling larger than the map": (
        recipe(("max_pool", {"pool_size": 14}), ("max_pool", {"pool_size": 4}), ("flatten", {}), DENSE),
        "window-too-large",
    ),
    "a hundred outputs for ten classes": (
        recipe(("flatten", {}), ("dense", {"units": 100}), ("softmax", {})),
        "output-shape",
    ),
    "three of ten classes": (
        recipe(("flatten", {}), DENSE, dataset={"dataset": "mnist", "classes": [1, 2, 3]}),
        "output-shape",
    ),
    "no dense layer at the end": (recipe(("conv2d", {}), ("flatten", {})), "output-shape"),
    "squared error after softmax": (
        recipe(("flatten", {}), DENSE, ("softmax", {}), loss="half_squared_error"),
        "activation-and-loss",
    ),
    "squared error after sigmoid": (
        recipe(("flatten", {}), DENSE, ("sigmoid", {}), loss="half_squared_error"),
        "activation-and-loss",
    ),
    "ten places for the characters of a text": (
        recipe(("embedding", {}), ("gru", {}), ("dense", {"units": 38}), dataset="alice", shape=(40,)),
        "character-places",
    ),
    "characters one-hot with too few places": (
        recipe(("one_hot", {"classes": 37}), ("gru", {}), ("dense", {"units": 38}), dataset="alice", shape=(40,)),
        "character-places",
    ),
    "a text whose examples have another length": (
        recipe(("embedding", {"entries": 38}), ("gru", {}), ("dense", {"units": 38}), dataset="alice", shape=(20,)),
        "input-shape",
    ),
    "points into a network for pictures": (
        recipe(("flatten", {}), ("dense", {"units": 2}), dataset="moons"),
        "input-shape",
    ),
}


@pytest.mark.parametrize("document, code", MENDED.values(), ids=list(MENDED))
def test_one_click_mends_the_problem(document, code):
    problem = next(p for p in inspect_recipe(document)["problems"] if p["code"] == code)
    after = inspect_recipe(applied(document, problem["remedy"]))
    assert after["problems"] == []
    assert after["ready"]


def test_maps_as_an_answer_are_mended_in_two_clicks():
    document = recipe(("conv2d", {"filters": 4}))
    for wanted in ("flatten", "dense"):
        problem = inspect_recipe(document)["problems"][0]
        assert (problem["code"], problem["remedy"]["layer"]) == ("output-shape", wanted)
        document = applied(document, problem["remedy"])
        document["model"]["nodes"][-1]["name"] = wanted  # so that the next one may be called new
    assert inspect_recipe(document)["ready"]


def test_a_block_that_leads_nowhere_can_be_removed():
    document = recipe(("flatten", {}), DENSE, ("relu", {"inputs": ["flatten_0"]}), outputs={"answer": "dense_1"})
    found = inspect_recipe(document)
    assert found["ready"] and states(found)["relu_2"] == "warning"
    assert inspect_recipe(applied(document, found["problems"][0]["remedy"]))["problems"] == []


def test_a_convolution_after_flatten_and_dense_has_no_simple_remedy():
    found = inspect_recipe(recipe(("flatten", {}), ("dense", {}), ("conv2d", {}), ("flatten", {}), DENSE))
    assert next(p for p in found["problems"] if p["code"] == "rank")["remedy"] is None


def test_what_stands_after_the_characters_may_have_fewer_places():
    nodes = [("embedding", {"entries": 40}), ("gru", {"returns": "sequence", "units": 3}), ("flatten", {})]
    assert inspect_recipe(recipe(*nodes, ("dense", {"units": 38}), dataset="alice", shape=(40,)))["problems"] == []


def test_augmentation_of_text_is_refused_before_training():
    document = recipe(
        ("embedding", {"entries": 38}), ("gru", {}), ("dense", {"units": 38}), dataset="alice", shape=(40,)
    )
    document["data"]["augmentation"] = ["shift"]
    (problem,) = inspect_recipe(document)["problems"]
    assert problem["message"] == "augmentation changes pictures, and alice has text: leave it out"


def test_augmentation_of_points_is_refused_before_training():
    document = recipe(("dense", {"units": 2}), dataset="moons", shape=(2,))
    assert inspect_recipe(document)["ready"]
    document["data"]["augmentation"] = ["shift"]
    assert codes(inspect_recipe(document)) == ["augmentation-input"]


# -- states -----------------------------------------------------------------------------------------------------------


def test_shapes_costs_and_formula_stand_on_every_node():
    found = inspect_recipe(recipe(("conv2d", {"filters": 8, "kernel_size": 5}), ("flatten", {}), DENSE))
    conv = found["nodes"][0]
    assert conv["shape"] == [24, 24, 8] and conv["bytes"] == 4 * 24 * 24 * 8
    assert conv["formula"] == "5·5·1·8 + 8" and conv["parameters"] == 208
    assert conv["flops"] > 0 and found["parameters"] == 208 + 24 * 24 * 8 * 10 + 10
    assert found["outputs"] == {"dense_2": "dense_2"}


def test_a_block_that_was_only_put_down_is_grey_and_the_rest_stays_as_it_was():
    document = recipe(("flatten", {}), DENSE)
    document["model"]["nodes"].append({"name": "loose", "layer": "dense", "inputs": []})
    found = inspect_recipe(document)
    assert states(found) == {"flatten_0": "ok", "dense_1": "ok", "loose": "unconnected"}
    assert codes(found) == ["input-count"] and codes(found, "warning") == []
    assert not found["ready"]


def test_what_follows_a_loose_block_is_grey_too():
    document = recipe(("flatten", {"inputs": []}), ("dense", {}), ("relu", {}))
    assert set(states(inspect_recipe(document)).values()) == {"unconnected"}


def test_a_merge_that_waits_for_its_second_branch_is_grey():
    found = inspect_recipe(recipe(("flatten", {}), ("add", {}), DENSE))
    assert states(found) == {"flatten_0": "ok", "add_1": "unconnected", "dense_2": "unconnected"}


def test_one_wire_too_many_is_an_error():
    found = inspect_recipe(recipe(("flatten", {}), ("dense", {"units": 10, "inputs": ["flatten_0", "flatten_0"]})))
    assert states(found)["dense_1"] == "error"


def test_a_wrong_option_is_red_and_what_follows_has_no_shape_yet():
    found = inspect_recipe(recipe(("flatten", {}), ("dense", {"units": 0}), ("relu", {})))
    assert states(found) == {"flatten_0": "ok", "dense_1": "error", "relu_2": "unconnected"}
    assert found["nodes"][1]["layer"] == ""


def test_an_unwise_last_layer_is_amber_and_may_train():
    found = inspect_recipe(MENDED["squared error after softmax"][0])
    assert states(found)["softmax_2"] == "warning" and found["ready"]


def test_blocks_in_a_circle_are_all_red():
    document = recipe(("relu", {"inputs": ["tanh_1"]}), ("tanh", {}))
    found = inspect_recipe(document)
    assert states(found) == {"relu_0": "error", "tanh_1": "error"}
    assert "cycle" in codes(found)


def test_problems_of_data_and_training_are_told_with_the_shapes():
    document = recipe(("flatten", {}), DENSE, optimizer="adma", batch_size=0)
    document["data"]["validation"] = 3
    found = inspect_recipe(document)
    assert {p["node"] for p in found["problems"]} == {"data", "training"}
    assert states(found) == {"flatten_0": "ok", "dense_1": "ok"}
    assert not found["ready"]


# -- whatever comes in ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [None, 1, "digit-reader", "/etc/hostname", [], {}, {"version": 999, "model": {}}])
def test_what_is_no_recipe_is_answered_in_words(value):
    found = inspect_recipe(value)
    assert not found["ready"] and found["nodes"] == []
    assert found["problems"][0]["message"]


def test_ten_thousand_nodes_are_refused_in_words():
    found = inspect_recipe(recipe(*[("relu", {})] * 10_000))
    assert codes(found) == ["too-many-nodes"]


def test_a_thousand_wrong_wires_are_answered_shortly():
    document = recipe(*[("relu", {"inputs": [f"nobody {i}"]}) for i in range(1_000)])
    found = inspect_recipe(document)
    assert set(states(found).values()) == {"error"}
    assert len(json.dumps(found)) < 400_000


def test_a_recipe_nested_without_end_is_answered_in_words():
    inner = []
    for _ in range(5_000):
        inner = [inner]
    assert not inspect_recipe(recipe(("dense", {"units": inner})))["ready"]


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "\ud800", "a" * 5_000, "", "data", "\0", "💥"])
def test_hostile_names_come_back_as_plain_text(name):
    document = recipe(("flatten", {"name": name}), ("dense", {"units": 10, "inputs": [name]}))
    document["model"]["inputs"] |= {name + "2": [3]}
    answer = json.dumps(inspect_recipe(document), ensure_ascii=False, allow_nan=False).encode("utf-8")
    assert len(answer) < 30_000


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_anything_in_any_place_is_answered_as_json(data):
    document = data.draw(st.sampled_from(DOCUMENTS))
    path = data.draw(st.sampled_from(list(places(document))))
    changed = replaced(document, path, data.draw(JSON)) if path else data.draw(JSON)
    found = inspect_recipe(changed)
    json.dumps(found, ensure_ascii=False, allow_nan=False).encode("utf-8")
    assert found["ready"] == (not codes(found))
