"""Everything that a person can get wrong: one sentence, the right exit code, no traceback, nothing half-written."""

import json

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from netsumiki.recipes import templates
from tests.training.small import points_recipe

DENSE = {"layer": "dense", "units": 2}


def network(*nodes, inputs=None, **more):
    recipe = points_recipe()
    recipe["model"] = {"inputs": inputs or {"point": [2]}, "nodes": list(nodes), **more}
    return recipe


def trained_with(**training):
    return points_recipe(**training)


BRANCHES = [
    {"name": "left", "layer": "dense", "units": 3},
    {"name": "right", "layer": "dense", "units": 4, "inputs": ["point"]},
]
WRONG = {
    "unknown layer": (network({"layer": "dens"}), 'no layer called "dens" (did you mean "dense"?)'),
    "unknown option": (network({"layer": "dense", "unit": 2}), 'has no option "unit" (did you mean "units"?)'),
    "out of bounds": (network({"layer": "dense", "units": 0}), "units must be a whole number from 1 to 65536, got 0"),
    "wrong type": (network({"layer": "dense", "units": "two"}), "units must be a whole number"),
    "wrong rank": (network({"layer": "conv2d"}), "conv2d needs pictures (height, width, channels), got (2,)"),
    "mismatched branches": (network(*BRANCHES, {"layer": "add", "inputs": ["left", "right"]}), "(3,)"),
    "cycle": (network({"name": "a", **DENSE, "inputs": ["b"]}, {"name": "b", **DENSE, "inputs": ["a"]}), "in a circle"),
    "two outputs": (network(*BRANCHES), "left and right all end the network"),
    "missing input": (network({**DENSE, "inputs": ["pint"]}), 'input "pint" does not exist (did you mean "point"?)'),
    "two inputs": (
        network({"layer": "add", "inputs": ["point", "other"]}, inputs={"point": [2], "other": [2]}),
        "a classifier has one input, this network has point and other: keep one",
    ),
    "outputs of no node": (network(DENSE, outputs={}), '"outputs" is empty: name at least one node'),
    "no inputs": (network(DENSE, inputs={"point": "2"}), "the shape of an input is a list"),
    "no nodes": (network(), "at least one node"),
    "unknown optimizer": (trained_with(optimizer="adan"), 'no optimizer called "adan" (did you mean "adam"?)'),
    "unknown training option": (trained_with(batchsize=3), 'has no option "batchsize" (did you mean "batch_size"?)'),
    "unknown data set": (points_recipe("moon"), 'no dataset called "moon" (did you mean "moons"?)'),
    "unknown section": (points_recipe() | {"trainig": {}}, 'a recipe has no "trainig" (did you mean "training"?)'),
    "later version": (points_recipe() | {"version": 9}, "version 9, this Netsumiki reads version 1: update"),
    "no recipe": ({"nodes": []}, 'a recipe is a JSON object with "version"'),
    "a list": ([1, 2], "a recipe is a JSON object"),
}


def check(outcome, code, words):
    """One sentence on standard error, and the exit code."""
    assert outcome.code == code
    assert outcome.err.startswith("Error: ") and outcome.err.count("\n") == 1, outcome.err
    assert words in outcome.err and "Traceback" not in outcome.err


def nothing_written(folder):
    return [f.name for f in folder.iterdir() if not f.name.startswith(".")] == []


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_recipe_is_refused_in_one_sentence(netsumiki, written, tmp_path, case):
    recipe, words = WRONG[case]
    check(netsumiki("train", written(recipe)), 2, words)
    assert nothing_written(tmp_path)


@pytest.mark.parametrize("case", ["unknown layer", "two outputs", "later version"])
def test_in_json_the_failure_is_the_last_line(netsumiki, written, case):
    recipe, words = WRONG[case]
    outcome = netsumiki("train", written(recipe), "--json")
    assert outcome.code == 2 and not outcome.err
    assert outcome.lines[-1]["event"] == "failed" and outcome.lines[-1]["exit_code"] == 2
    assert words in outcome.lines[-1]["problems"][0]["message"]


def test_the_node_is_named_and_all_problems_are_told(netsumiki, written):
    wrong = network({"name": "first", "layer": "dense", "units": 0}, {"name": "second", "layer": "rely"})
    lines = netsumiki("inspect", written(wrong)).err.splitlines()
    assert len(lines) == 2 and lines[0].startswith("Error: first: ") and lines[1].startswith("Error: second: ")


USAGE = {
    "no such command": (("trian",), "Did you mean 'train'?"),
    "no such option": (("train", "logistic", "--epoch", "3"), "--epochs"),
    "no number": (("train", "logistic", "--epochs", "many"), "--epochs"),
    "number out of bounds": (("train", "logistic", "--threads", "0"), "--threads"),
    "no recipe": (("train",), "name a recipe"),
    "unknown template": (("train", "logistc"), 'did you mean "logistic"?'),
    "missing file": (("train", "mine.json"), "cannot read mine.json: No such file"),
    "both lengths": (("train", "logistic", "--epochs", "1", "--steps", "1"), "--epochs and --steps exclude each other"),
    "setting without value": (("train", "logistic", "--set", "training.seed"), "--set takes path=value"),
    "setting of nothing": (("train", "logistic", "--set", "training..seed=1"), "--set takes path=value"),
    "unknown path": (("train", "logistic", "--set", "model.nodes.hiden.units=3"), 'there is no entry "hiden"'),
    "path into a number": (("train", "logistic", "--set", "name.x=3"), "name is 'logistic', which has no inner values"),
    "not a number": (("train", "logistic", "--set", "training.optimizer.lr=NaN"), "lr must be a number above 0"),
    "unknown data": (("train", "logistic", "--data", "moonz"), 'did you mean "moons"?'),
    "unknown layer": (("layers", "dens"), 'did you mean "dense"?'),
    "malformed data": (("data", "show", '{"dataset": "moons", "count": 1}'), "count must be a whole number from 20"),
}


@pytest.mark.parametrize("case", USAGE)
def test_a_wrong_request_is_refused_in_one_sentence(netsumiki, tmp_path, case):
    arguments, words = USAGE[case]
    check(netsumiki(*arguments), 2, words)
    assert nothing_written(tmp_path)


def test_a_recipe_that_is_not_json_is_refused(netsumiki, tmp_path):
    (tmp_path / ".broken.json").write_text('{"version": 1,')
    check(netsumiki("train", ".broken.json"), 2, "is not JSON")


# -- data -----------------------------------------------------------------------------------------------------------


def idx(array):
    return bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes() + array.astype(np.uint8).tobytes()


def mnist_like(folder, images=(20, 28, 28), labels=None, damage=None):
    folder.mkdir()
    labels = np.arange(images[0]) % 10 if labels is None else labels
    for prefix in ("train", "t10k"):
        (folder / f"{prefix}-images-idx3-ubyte").write_bytes(idx(np.full(images, 9)))
        (folder / f"{prefix}-labels-idx1-ubyte").write_bytes(idx(labels))
    if damage:
        path = folder / "train-images-idx3-ubyte"
        path.write_bytes(damage(path.read_bytes()))


DATA = {
    "labels outside the classes": ({"labels": np.full(20, 12)}, "label 12 is outside the 10 classes"),
    "empty data": ({"images": (0, 28, 28)}, "the data holds no examples"),
    "images of another size": ({"images": (20, 9, 9)}, "shape (9, 9, 1) but the network reads (28, 28, 1)"),
    "truncated IDX": ({"damage": lambda content: content[:-5]}, "it is damaged or not an IDX file"),
    "no IDX": ({"damage": lambda content: b"hello"}, "it is damaged or not an IDX file"),
    "missing labels": ({"labels": np.arange(3)}, "20 inputs but 3 labels"),
}


@pytest.mark.parametrize("case", DATA)
def test_bad_data_are_refused_in_one_sentence(netsumiki, tmp_path, case):
    facts, words = DATA[case]
    mnist_like(tmp_path / ".data", **facts)
    check(netsumiki("train", "note-linear", "--data-dir", ".data", "--set", "data.validation=0"), 1, words)
    assert not list(tmp_path.glob("runs/*"))


def test_a_folder_without_the_files_is_refused(netsumiki, tmp_path):
    check(netsumiki("train", "note-linear", "--data-dir", tmp_path), 1, "does not hold MNIST")


# -- models ---------------------------------------------------------------------------------------------------------


def rewritten(path, **metadata):
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as file:
        known = file.metadata()
    save_file(load_file(path), path, known | metadata)


MODELS = {
    "truncated": (lambda path: path.write_bytes(path.read_bytes()[:200]), "cannot be read as a model"),
    "empty": (lambda path: path.write_bytes(b""), "cannot be read as a model"),
    "another file": (lambda path: save_file({"x": np.zeros(3)}, path), "is not a model file of Netsumiki"),
    "unknown version": (lambda path: rewritten(path, format="7"), "model format 7, this Netsumiki reads format 1"),
    "broken recipe": (lambda path: rewritten(path, recipe="{"), "cannot be read as a model"),
    "other weights": (lambda path: rewritten(path, recipe=json.dumps(templates()["note-linear"])), "do not fit"),
    "fewer class names": (lambda path: rewritten(path, class_names='["0"]'), "class names do not fit its outputs"),
    "broken preprocessing": (lambda path: rewritten(path, preprocessing="7"), "cannot be read as a model"),
}


@pytest.mark.parametrize("case", MODELS)
def test_a_bad_model_file_is_refused_in_one_sentence(netsumiki, run_folder, tmp_path, case):
    damage, words = MODELS[case]
    damage(tmp_path / run_folder / "model.safetensors")
    check(netsumiki("evaluate", run_folder), 1, words)
    check(netsumiki("predict", run_folder, "picture.png"), 1, words)


def test_a_model_that_is_not_there_is_refused(netsumiki, tmp_path):
    check(netsumiki("predict", "nowhere", "picture.png"), 1, 'there is no model "nowhere"')
    (tmp_path / "begun").mkdir()
    check(netsumiki("evaluate", "begun"), 1, "its run has not ended")
