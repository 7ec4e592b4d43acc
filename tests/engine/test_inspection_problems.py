"""Each thing that can be wrong with a network is found without building it, and said in a sentence with a remedy."""

import json

import pytest

from netsumiki.engine.inspection import MOST_NODES, inspect

IMAGE = {"image": [8, 8, 1]}


def model(*nodes, inputs=None, **more):
    return {"inputs": IMAGE if inputs is None else inputs, "nodes": list(nodes), **more}


def node(layer, *inputs, **more):
    return {"layer": layer, **({"inputs": list(inputs)} if inputs else {}), **more}


FLAT = {"inputs": {"x": [6]}}
CASES = {
    # what is wrong: (model, code, words of the sentence)
    "unknown layer": (model(node("dens")), "unknown-layer", ['"dens"', 'did you mean "dense"']),
    "no layer": (model({"name": "a"}), "malformed-node", ['which "layer"']),
    "layer is a list": (model(node(["dense"])), "unknown-layer", ["['dense']"]),
    "unknown option": (model(node("conv2d", filter=3)), "unknown-option", ['"filter"', 'did you mean "filters"']),
    "out of bounds": (model(node("conv2d", filters=0)), "option-value", ["filters", "from 1 to 4096", "got 0"]),
    "too large for a float": (model(node("dropout", rate=10**400)), "option-value", ["rate", "a number"]),
    "wrong type": (model(node("conv2d", filters="many")), "option-value", ["filters", "'many'"]),
    "not a number": (model(node("dropout", rate=float("nan"))), "option-value", ["rate", "nan"]),
    "true is no number": (model(node("conv2d", filters=True)), "option-value", ["filters", "True"]),
    "unknown initializer": (
        model(node("conv2d", initializer="hee")),
        "unknown-initializer",
        ["initializer", '"hee"', 'did you mean "he"'],
    ),
    "wrong rank": (model(node("dense", units=3)), "rank", ["flat input", "(8, 8, 1)", "flatten"]),
    "window too large": (model(node("conv2d", kernel_size=9)), "window-too-large", ["9 × 9", "8 × 8", "kernel_size"]),
    "strides and dilation": (
        model(node("conv2d", strides=2, dilation=2)),
        "strides-and-dilation",
        ["(2, 2)", "set one of them to 1"],
    ),
    "output padding": (
        model(node("conv2d_transpose", strides=2, output_padding=2)),
        "output-padding",
        ["smaller than strides"],
    ),
    "output padding and same": (
        model(node("conv2d_transpose", strides=2, output_padding=1, padding="same")),
        "output-padding",
        ["no effect", "same"],
    ),
    "pool padding": (model(node("max_pool", padding=2)), "padding-too-large", ["(2, 2)", "use less"]),
    "reshape": (model(node("reshape", shape=[5, -1])), "reshape", ["64 numbers", "(5, -1)"]),
    "two open entries": (model(node("reshape", shape=[-1, -1])), "reshape", ["at most one"]),
    "mismatched branches": (
        model(node("conv2d", name="a"), node("max_pool", "image", name="b"), node("add", "a", "b")),
        "branches",
        ["(6, 6, 8)", "(4, 4, 1)"],
    ),
    "concat off its axis": (
        model(node("conv2d", name="a"), node("concat", "a", "image")),
        "branches",
        ["differ only along axis -1"],
    ),
    "concat without such an axis": (
        model(node("flatten", name="a"), node("concat", "a", "a", axis=2)),
        "axis",
        ["axis 2", "1 ax"],
    ),
    "too few inputs": (model(node("add", "image")), "input-count", ["2 inputs or more", "got 1"]),
    "too many inputs": (model(node("relu", "image", "image")), "input-count", ["1 input", "got 2"]),
    "missing input": (model(node("relu", "imgae")), "unknown-input", ['"imgae"', 'did you mean "image"']),
    "inputs of numbers": (model({"layer": "relu", "inputs": [3]}), "malformed-node", ["list of names"]),
    "cycle": (
        model(node("add", "image", "b", name="a"), node("relu", "a", name="b")),
        "cycle",
        ["a and b", "remove one"],
    ),
    "reads itself": (model(node("add", "image", "a", name="a")), "cycle", ["a wait"]),
    "two unnamed outputs": (
        model(node("relu", name="a"), node("tanh", "image", name="b")),
        "unnamed-outputs",
        ["a and b", '"outputs"'],
    ),
    "unknown output": (model(node("relu", name="a"), outputs={"y": "aa"}), "unknown-output", ['"aa"', 'mean "a"']),
    "output is a list": (model(node("relu", name="a"), outputs={"y": ["a"]}), "unknown-output", ["['a']"]),
    "no outputs": (model(node("relu"), outputs={}), "no-output", ["empty"]),
    "outputs is a number": (model(node("relu"), outputs=3), "malformed-model", ['"outputs"', "got 3"]),
    "no nodes": (model(), "no-output", ["at least one node"]),
    "no input": (model(node("relu"), inputs={}), "no-input", ["at least one input"]),
    "input shape": (model(node("relu"), inputs={"x": [0, 3]}), "malformed-input", ["[0, 3]", "sizes from 1"]),
    "input of four axes": (model(node("relu"), inputs={"x": [1, 2, 3, 4]}), "malformed-input", ["at most three"]),
    "name used twice": (model(node("relu", name="a"), node("relu", name="a")), "node-name", ["'a'", "of its own"]),
    "name of an input": (model(node("relu", name="image")), "node-name", ["'image'"]),
    "name is a number": (model(node("relu", name=3)), "node-name", ["3 is not plain text"]),
    "name of two lines": (model(node("relu", name="a\nb")), "node-name", ["'a\\nb'"]),
    "input name of two lines": (model(node("relu"), inputs={"a\nb": [3]}), "node-name", ["of an input"]),
    "output name of two lines": (model(node("relu", name="a"), outputs={"a\nb": "a"}), "node-name", ["of an output"]),
    "node is text": (model("relu"), "malformed-node", ["node 1", "'relu'"]),
    "unknown key": (model(node("relu"), output="a"), "malformed-model", ['"output"', 'did you mean "outputs"']),
    "not a model": ([1, 2], "malformed-model", ['"nodes"']),
    "too many nodes": (model(*[node("relu")] * (MOST_NODES + 1)), "too-many-nodes", [str(MOST_NODES)]),
    "shares with nobody": (model({"name": "a", "share": "b"}), "share", ["earlier node", "'b'"]),
    "shares and has a layer": (
        model(node("relu", name="a"), {"share": "a", "layer": "relu"}),
        "share",
        ["leave them out"],
    ),
    "shares other shapes": (
        {**FLAT, "nodes": [node("dense", name="a"), {"name": "b", "share": "a"}]},
        "share-shape",
        ["a.W", "(6, 64)", "(64, 64)"],
    ),
    "trainable is text": (model(node("relu", trainable="no")), "option-value", ["trainable", "'no'"]),
}


@pytest.mark.parametrize(("spec", "code", "words"), CASES.values(), ids=CASES)
def test_problem_is_found_and_said_in_a_sentence(spec, code, words):
    found = inspect(spec)
    assert code in [p.code for p in found.errors], found.problems
    message = next(str(p) for p in found.errors if p.code == code)
    assert all(word in message for word in words), message
    assert "\n" not in message and len(message) < 300


@pytest.mark.parametrize("name", [n for n in CASES if CASES[n][1] not in ("share", "unknown-layer", "malformed-input")])
def test_one_mistake_is_reported_once(name):
    assert [p.code for p in inspect(CASES[name][0]).errors] == [CASES[name][1]]


def test_all_mistakes_are_found_at_once_with_their_nodes():
    found = inspect(
        model(
            node("conv2d", name="first", filters=-1, stride=2),
            node("dense", "image", name="second", units=3),
            node("relo", "image", name="third"),
            outputs=["first", "second", "third"],
        )
    )
    assert [(p.node, p.code) for p in found.errors] == [
        ("first", "unknown-option"),
        ("first", "option-value"),
        ("third", "unknown-layer"),
        ("second", "rank"),
    ]


def test_what_leads_nowhere_is_a_warning():
    spec = model(node("relu", name="a"), node("tanh", "image", name="b"), inputs={**IMAGE, "x": [2]}, outputs=["a"])
    found = inspect(spec)
    assert found.errors == []
    assert [(p.node, p.code, p.severity) for p in found.problems] == [
        ("x", "unused", "warning"),
        ("b", "unused", "warning"),
    ]


def test_shapes_are_known_up_to_the_mistake_and_beside_it():
    found = inspect(
        model(
            node("conv2d", name="a", filters=4, kernel_size=3),
            node("dense", name="wrong", units=3),
            node("relu", name="after"),
            node("max_pool", "a", name="beside"),
            outputs=["after", "beside"],
        )
    )
    assert {n.name: n.shape for n in found.nodes} == {"a": (6, 6, 4), "wrong": None, "after": None, "beside": (3, 3, 4)}


def test_parameters_formula_and_operations_are_counted():
    nodes = [
        node("conv2d", name="conv", filters=5, kernel_size=7),
        node("flatten"),
        node("dense", name="out", units=10),
    ]
    found = inspect(model(*nodes, inputs={"image": [28, 28, 1]}))
    described = {n["name"]: n for n in found.describe()["nodes"]}
    assert described["conv"]["formula"] == "7·7·1·5 + 5" and described["conv"]["parameters"] == 250
    assert described["conv"]["flops"] == 2 * 22 * 22 * 5 * 49
    assert described["out"]["formula"] == "2420·10 + 10" and described["out"]["flops"] == 2 * 2420 * 10
    assert found.parameter_count == 250 + 24_210
    assert json.loads(json.dumps(found.describe()))["nodes"][0]["bytes"] == 4 * 22 * 22 * 5


def test_nodes_listed_in_any_order_run_in_the_right_one():
    nodes = [node("dense", "b", name="c", units=2), node("relu", "a", name="b"), node("dense", "x", name="a", units=3)]
    found = inspect({**FLAT, "nodes": nodes})
    assert found.problems == [] and [n.name for n in found.nodes] == ["a", "b", "c"]
    assert found.shape_of("c") == (2,) and found.shape_of("x") == (6,) and found.shape_of("nothing") is None


def test_node_without_a_name_gets_one_that_is_free():
    found = inspect(model(node("relu", name="relu_1"), node("relu"), node("relu")))
    assert [n.name for n in found.nodes] == ["relu_1", "relu_2", "relu_3"]


def test_a_network_too_large_for_the_memory_is_refused_before_it_is_built():
    nodes = [{"layer": "dense", "units": 65_536}, {"layer": "dense", "units": 65_536}]
    found = inspect({"inputs": {"x": [10]}, "nodes": nodes})
    assert [p.code for p in found.errors] == ["too-many-parameters"]
    assert "4,295,753,728 parameters" in found.errors[0].message and "fewer units" in found.errors[0].message
