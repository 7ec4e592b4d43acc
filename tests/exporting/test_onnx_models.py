"""A model as ONNX: its answers, what stands in its metadata, and names that somebody may have given with bad intent."""

import ast
import json

import numpy as np
import onnx
import pytest

from netsumiki.data import Preprocessing
from netsumiki.engine.errors import OptionError
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.certainty import SIGNALS, Certainty
from netsumiki.exporting.finding import bundled, load
from netsumiki.exporting.formats import export, formats
from netsumiki.exporting.formats.golden import Asked, invented
from netsumiki.exporting.formats.precision import rounded
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.onnx.programs import OLDEST
from netsumiki.recipes import templates
from tests.exporting.networks import filled, unsure, untrained
from tests.exporting.small import generator_of


@pytest.mark.parametrize("name", templates())
def test_every_template_answers_the_same(name, tmp_path):
    proof = export(untrained(name), "onnx", tmp_path).proof
    assert proof.missing is None and proof.agree and proof.samples == 10, proof


@pytest.mark.parametrize("name", bundled())
def test_every_bundled_model_answers_the_same(name, tmp_path):
    model, onnx_format = load(name), formats.create("onnx")
    files = export(model, onnx_format, tmp_path).files
    assert (proof := onnx_format.prove(files, model, Asked.invented(model, 1000))).agree, proof


@pytest.mark.parametrize("scale", ["unit", "standard", "signed"])
def test_bytes_of_colour_pictures_go_in_and_are_scaled_as_in_training(scale, tmp_path):
    nodes = [
        {"layer": "conv2d", "filters": 4, "strides": 2, "padding": "same"},
        {"layer": "relu"},
        {"layer": "global_average_pool"},
        {"layer": "dense", "units": 3},
        {"layer": "sigmoid"},
    ]
    graph = filled(Graph({"inputs": {"image": [9, 12, 3]}, "nodes": nodes}, Workspace(seed=0)))
    preprocessing = Preprocessing(scale=scale, mean=0.4, std=0.2)
    model = Model({"name": "colours"}, graph, preprocessing, ("red", "green", "blue"), "sigmoid")
    files = export(model, "onnx", tmp_path).files
    assert (proof := formats.create("onnx").prove(files, model, Asked.invented(model, 1000))).agree, proof


@pytest.mark.parametrize("precision", ["float16", "int8"])
def test_weights_of_fewer_bits_make_a_smaller_file_that_answers_as_the_rounded_model_does(precision, tmp_path):
    model, onnx_format = load("lenet-5"), formats.create("onnx")
    large, small = (export(model, onnx_format, tmp_path / p, p) for p in ("float32", precision))
    assert small.proof.agree, small.proof
    assert onnx_format.prove(small.files, model, Asked.invented(rounded(model, precision), 1000)).agree
    bits = {"float16": 0.55, "int8": 0.3}[precision]
    rest = 20_000  # recipe, names of nodes and golden samples
    assert small.files[0].stat().st_size < bits * large.files[0].stat().st_size + rest


def test_recurrent_weights_of_8_bits_keep_their_scales_in_both_directions(tmp_path):
    exported = export(untrained("row-lstm"), "onnx", tmp_path, "int8")
    assert exported.proof.agree, exported.proof


def test_it_can_say_that_it_does_not_know(tmp_path):
    import onnxruntime

    model = load("speed")
    inputs = invented(model, 50)
    for signal in SIGNALS:
        model.certainty = unsure(model, inputs, signal)
        exported = export(model, "onnx", tmp_path / signal)
        session = onnxruntime.InferenceSession(exported.files[0])
        (name,) = model.graph.inputs
        unknown = session.run(["unknown"], {name: inputs})[0]
        assert exported.proof.agree and unknown.sum() == 25
        assert np.array_equal(unknown, model.unknown(inputs, model.scores(inputs)))


def test_a_flow_that_is_guided_goes_the_same_way(tmp_path):
    model = untrained("flow")
    model.flow.guidance = 2.5
    model.keep_golden()
    assert (proof := export(model, "onnx", tmp_path).proof).agree, proof


def test_pictures_are_made_of_whole_numbers_as_here(tmp_path):
    import onnxruntime

    for name in ("dcgan", "gan-first"):
        model = untrained(name)
        session = onnxruntime.InferenceSession(export(model, "onnx", tmp_path / name).files[0])
        noise = model.noise(4, seed=3)
        theirs, ours = session.run(["pictures"], {"noise": noise})[0], model.generate(noise)
        assert theirs.dtype == np.uint8 and np.abs(theirs.astype(int) - ours).max() <= 1  # 0.5 may round either way
        assert (theirs == ours).mean() > 0.999


def test_the_file_says_of_itself_what_a_model_file_says(tmp_path):
    model = load("lenet-5")
    model.certainty = Certainty(1.3, "energy", -4.0)
    made = onnx.load(export(model, "onnx", tmp_path).files[0])
    told = {entry.key: entry.value for entry in made.metadata_props}
    assert json.loads(told["recipe"]) == model.recipe and json.loads(told["class_names"]) == list(model.class_names)
    assert json.loads(told["preprocessing"])["scale"] == model.preprocessing.scale
    assert json.loads(told["certainty"])["temperature"] == 1.3
    assert json.loads(told["golden"])["answers"]["shape"] == [10, 10]
    assert made.opset_import[0].version == onnx.defs.onnx_opset_version()
    assert not any(tensor.external_data for tensor in made.graph.initializer)  # nothing is read from beside the file


def test_an_older_runtime_gets_an_opset_that_it_knows(tmp_path):
    model = untrained("flow")  # with its loop
    exported = export(model, {"format": "onnx", "opset": OLDEST}, tmp_path)
    made = onnx.load(exported.files[0])
    assert [entry.version for entry in made.opset_import] == [OLDEST] and made.ir_version == 9
    assert exported.proof.agree, exported.proof
    newest = onnx.load(export(model, {"format": "onnx", "opset": 999}, tmp_path).files[0])
    assert newest.opset_import[0].version == onnx.defs.onnx_opset_version()
    with pytest.raises(OptionError, match="opset must be a whole number from 20 or nothing, got 19"):
        formats.create({"format": "onnx", "opset": 19})


def test_names_that_clash_with_ours_or_hold_odd_signs_do_no_harm(tmp_path):
    nodes = [
        {"name": "probabilities", "layer": "dense", "units": 4, "inputs": ["label"]},
        {"name": "</script>'\"\\", "layer": "relu"},
        {"name": "probabilities.W", "layer": "dense", "units": 3},
        {"name": "dense", "layer": "softmax"},
    ]
    model = untrained("logistic")
    graph = filled(Graph({"inputs": {"label": [5]}, "nodes": nodes}, Workspace(seed=0)))
    made = type(model)(model.recipe, graph, model.preprocessing, ("a", "</script>", "\n'; import os"), "softmax")
    exported = export(made, "onnx", tmp_path)
    assert exported.proof.agree, exported.proof


def test_a_generator_whose_label_is_a_number_among_others_is_told_it_as_one(tmp_path):
    nodes = [
        {"name": "told", "layer": "reshape", "shape": [1], "inputs": ["label"]},
        {"name": "both", "layer": "concat", "inputs": ["noise", "told"]},
        {"name": "point", "layer": "dense", "units": 2},
    ]
    model = generator_of({"inputs": {"noise": [4], "label": []}, "nodes": nodes})
    assert export(model, "onnx", tmp_path).proof.agree


@pytest.mark.parametrize("name", ["lenet-5", "letter-writer", "digit-writer"])
def test_the_lines_to_copy_run(name, tmp_path, monkeypatch, capsys):
    model = load(name)
    exported = export(model, "onnx", tmp_path)
    monkeypatch.chdir(tmp_path)
    known = {}
    exec(formats.create("onnx").snippet(model, exported.files), known)
    if name == "digit-writer":
        assert known["pictures"].shape == (4, 28, 28, 1) and known["pictures"].dtype == np.uint8
    else:
        assert ast.literal_eval(capsys.readouterr().out)[0] in model.class_names


def test_what_to_install_is_said_where_it_is_missing(monkeypatch):
    monkeypatch.setattr("netsumiki.exporting.formats.onnx.find_spec", lambda name: None)
    assert "pip install onnx onnxruntime" in formats.create("onnx").refusal(load("lenet-5")).message
