"""Source of PyTorch and of Keras, as far as it can be looked at without them; `make parity` runs it."""

import ast

import numpy as np
import pytest

from netsumiki.engine.graph import Graph
from netsumiki.engine.layers import layers
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.finding import load
from netsumiki.exporting.formats import export, formats, keras_calls, numpy_program, torch_calls
from netsumiki.exporting.formats.keras_network import KerasText
from netsumiki.exporting.formats.plan import DOES_NOTHING, plan_of
from netsumiki.exporting.formats.torch_network import TorchText
from netsumiki.recipes import templates
from tests.exporting.networks import filled, untrained
from tests.exporting.test_numpy_file import HOSTILE

LIBRARIES = {"torch": TorchText, "keras": KerasText}


@pytest.mark.parametrize("template", templates())
def test_every_template_has_readable_source_and_all_of_its_weights(template):
    model = untrained(template)
    numbers = sum(array.size for array in numpy_program.plan(model).weights.values())
    for name in LIBRARIES:
        library = formats.create(name)
        assert library.refusal(model) is None
        body = library.body(model, "float32")
        ast.parse(body.text)
        ast.parse(body.network(set()))
        assert sum(packed.values.size for packed in body.weights.values()) >= numbers


def test_every_layer_that_does_anything_has_its_line():
    assert torch_calls.CALLS.keys() == keras_calls.CALLS.keys() == set(layers) - set(DOES_NOTHING)


@pytest.mark.parametrize("name", LIBRARIES)
def test_whatever_people_call_things_stays_text(name, tmp_path):
    model = load("speed")
    model.class_names = (*HOSTILE, *model.class_names[len(HOSTILE) :])
    model.recipe = model.recipe | {"name": HOSTILE[1], "description": HOSTILE[0], "title": HOSTILE[2]}
    text = formats.create(name).write(model, tmp_path)[0].read_text("utf-8")
    (made,) = [node for node in ast.parse(text).body if isinstance(node, ast.ClassDef) and node.name == "Model"]
    facts = {n.targets[0].id: n.value for n in made.body if isinstance(n, ast.Assign)}
    assert ast.literal_eval(facts["class_names"]) == model.class_names
    assert "\u202e" not in text and "import os" not in {line.strip() for line in text.split("\n")}


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_node_may_be_called_as_the_library_calls_something_of_its_own(name):
    names = ["train", "forward", "lambda", "layers", "torch", "self", "x y", "x_y", "1st", "'); exit(1)", "\u3042", "F"]
    nodes = [{"name": each, "layer": "dense", "units": 3} for each in names]
    graph = filled(Graph({"inputs": {"parts": [4]}, "nodes": nodes}, Workspace(seed=0)))
    made = LIBRARIES[name](plan_of(graph))
    ast.parse(made.text)
    parts = {key.rpartition(".")[0] for key in made.arrays}
    assert len(parts) == len(names) and all(part.isidentifier() for part in parts)
    assert not parts & {"torch": {"train", "forward", "lambda", "self"}, "keras": {"lambda", "layers", "parts"}}[name]


def test_weights_of_8_bits_come_with_scales_that_stand_where_the_library_wants_the_column():
    graph = untrained("first-network").graph
    made = TorchText(plan_of(graph), "int8")
    conv, dense = made.arrays["conv.weight"], made.arrays["dense.weight"]
    assert conv.values.shape == (8, 1, 5, 5) and conv.scales.shape == (8, 1, 1, 1) and conv.values.dtype == np.int8
    assert dense.scales.shape == (10, 1)


@pytest.mark.parametrize("name", LIBRARIES)
def test_what_to_install_is_said_where_the_library_is_missing(name, tmp_path, monkeypatch):
    monkeypatch.setattr(f"netsumiki.exporting.formats.{name}_source.find_spec", lambda package: None)
    proof = export(untrained("logistic"), name, tmp_path).proof
    assert not proof.agree and f"pip install {name}" in proof.missing.message
