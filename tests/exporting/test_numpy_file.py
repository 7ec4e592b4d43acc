"""model.py: one file that answers as the engine does, in a process that has nothing but NumPy."""

import ast
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from netsumiki.data import Preprocessing
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.certainty import SIGNALS
from netsumiki.exporting.finding import bundled, load
from netsumiki.exporting.formats import export, formats
from netsumiki.exporting.formats.base import compared
from netsumiki.exporting.formats.golden import Asked, invented
from netsumiki.exporting.formats.precision import rounded
from netsumiki.exporting.model_file import Model
from netsumiki.recipes import templates
from tests.exporting.networks import filled, unsure, untrained
from tests.exporting.small import generator_of


def run(file, *arguments):
    """What the program prints."""
    command = [sys.executable, "-I", file.name, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=file.parent, timeout=60)


def module_of(files):
    """The program as a module, within this process."""
    known = {"__name__": "model", "__file__": str(files[0])}
    exec(compile(files[0].read_text("utf-8"), files[0].name, "exec"), known)
    return known


@pytest.mark.parametrize("name", bundled())
def test_every_bundled_model_answers_the_same(name, tmp_path):
    model = load(name)
    exported = export(model, "numpy", tmp_path)
    assert exported.proof.agree and exported.proof.samples == 10, exported.proof
    theirs = module_of(exported.files)["Model"]()
    if hasattr(model, "scored"):
        asked = Asked.reading(model, invented(model, 1000))
        got = theirs.probabilities(asked.inputs["inputs"])
        assert np.abs(got - asked.answers).max() <= 1e-5
    else:
        noise, labels = model.noise(20, seed=3), np.arange(20) % 10 if model.conditional else None
        assert (theirs.noise(20, seed=3) == noise).all()
        assert np.abs(theirs.outputs(noise, labels) - model.outputs(noise, labels)).max() <= 1e-5
        assert np.abs(theirs.generate(noise, labels).astype(int) - model.generate(noise, labels)).max() <= 1


@pytest.mark.parametrize("name", templates())
def test_every_template_answers_the_same(name, tmp_path):
    model, numpy_format = untrained(name), formats.create("numpy")
    asked = Asked.golden(model)
    theirs = module_of(numpy_format.write(model, tmp_path))["Model"]()
    got = theirs.probabilities(**asked.inputs) if asked.kind == "classifier" else theirs.outputs(**asked.inputs)
    proof = compared(numpy_format.runtime, asked, got)
    assert proof.agree, proof
    assert theirs.check() == np.abs(got - asked.answers).max()


@pytest.mark.parametrize("precision", ["float16", "int8"])
def test_weights_of_fewer_bits_make_a_smaller_file_that_answers_as_the_rounded_model_does(precision, tmp_path):
    model = load("lenet-5")
    large, small = (export(model, "numpy", tmp_path / p, p) for p in ("float32", precision))
    assert small.proof.agree, small.proof
    bits = {"float16": 0.6, "int8": 0.4}[precision]
    assert small.files[0].stat().st_size < bits * large.files[0].stat().st_size
    asked = Asked.reading(rounded(model, precision), invented(model, 100))
    got = module_of(small.files)["Model"]().probabilities(asked.inputs["inputs"])
    assert np.abs(got - asked.answers).max() <= 1e-5


def test_weights_may_lie_beside_the_program(tmp_path):
    exported = export(load("speed"), {"format": "numpy", "beside": True}, tmp_path)
    assert [path.name for path in exported.files] == ["model.py", "model.npz"]
    assert exported.proof.agree
    assert exported.files[0].stat().st_size < 40_000


def test_the_program_reads_pictures_of_any_size_as_the_engine_does(tmp_path):
    model = load("digit-reader")
    files = export(model, "numpy", tmp_path).files
    drawn = np.full((90, 60), 250, np.uint8)
    drawn[20:70, 28:34] = 20
    Image.fromarray(drawn).save(tmp_path / "one.png")
    said, ours = module_of(files)["Model"]().predict(tmp_path / "one.png"), model.predict_picture(tmp_path / "one.png")
    assert said.label == ours.label and abs(said.sure - ours.sure) <= 1e-5
    printed = run(files[0], "one.png")
    assert printed.stdout.startswith(f"one.png: {ours.label} "), printed
    wrong = run(files[0], "none.png")
    assert wrong.returncode == 1 and "there is no file none.png" in wrong.stderr and "Traceback" not in wrong.stderr


@pytest.mark.parametrize("placing", ["digit", "fit", "crop", "stretch"])
def test_the_program_places_pictures_in_its_frame_as_the_engine_does(placing, tmp_path):
    shape = (12, 16, 1 if placing == "digit" else 3)
    nodes = [{"layer": "flatten"}, {"layer": "dense", "units": 2}]
    recipe = {"version": 1, "name": "frames", "model": {"inputs": {"image": list(shape)}, "nodes": nodes}}
    graph = filled(Graph(recipe["model"], Workspace(seed=0)))
    scaled = Preprocessing(placing=placing, invert=True, scale="standard", mean=0.4, std=0.2)
    model = Model(recipe, graph, scaled, ("round", "square"), "softmax")
    theirs = module_of(formats.create("numpy").write(model, tmp_path))["Model"]()
    picture = np.random.default_rng(1).integers(0, 256, (31, 20, 3), np.uint8)
    assert (theirs.from_picture(picture) == scaled.from_picture(picture, shape)).all()
    assert np.abs(theirs.predict(picture).probabilities - model.predict_picture(picture).probabilities).max() <= 1e-5


def test_the_program_knows_when_it_does_not_know(tmp_path):
    model = load("note-whole-picture")
    inputs = invented(model, 50)
    for signal in SIGNALS:
        model.certainty = unsure(model, inputs, signal)
        files = export(model, "numpy", tmp_path / signal).files
        theirs, scores = module_of(files)["Model"](), model.scores(inputs)
        assert np.array_equal(theirs.unknown(inputs, theirs.scores(inputs)), model.unknown(inputs, scores))
        assert model.unknown(inputs, scores).sum() == 25
        assert np.abs(theirs.probabilities(inputs) - model.predict(inputs)).max() <= 1e-5


def test_the_program_goes_on_with_a_text_as_the_engine_does(tmp_path):
    from netsumiki.exporting.writing import write

    model = load("letter-writer")
    files = export(model, "numpy", tmp_path).files
    ours = "alice was " + "".join(write(model, "alice was ", 30, 0.7, seed=2))
    assert module_of(files)["Model"]().write("alice was ", 30, 0.7, seed=2) == ours
    printed = run(files[0], "alice was ", "--length", 30, "--seed", 2)
    assert printed.stdout.rstrip("\n") == ours


def test_the_program_makes_pictures_from_the_terminal(tmp_path):
    files = export(load("digit-writer"), "numpy", tmp_path).files
    assert run(files[0], "made.png", "--label", 3, "--count", 4).returncode == 0
    with Image.open(tmp_path / "made.png") as made:
        assert made.size == (4 * 28, 28)
    assert run(files[0], "--check").stdout.startswith("largest difference")


HOSTILE = [
    "</script><script>alert(1)</script>",
    '"""\nimport os\nos.abort()\n"""',
    "'); exit(1) #",
    "\\",
    "\u202e",
    "%(prog)s",
]


def test_whatever_people_call_things_stays_text(tmp_path):
    model = load("speed")
    model.class_names = (*HOSTILE, *model.class_names[len(HOSTILE) :])
    model.recipe = model.recipe | {"name": HOSTILE[1], "description": HOSTILE[0], "title": HOSTILE[2]}
    exported = export(model, "numpy", tmp_path)
    assert exported.proof.agree
    known = module_of(exported.files)
    assert known["Model"].class_names == model.class_names
    assert known["RECIPE"] == model.recipe
    assert "\u202e" not in exported.files[0].read_text("utf-8")
    assert run(exported.files[0]).returncode == 0


def test_the_program_has_only_what_the_model_uses(tmp_path):
    texts = {
        name: export(load(name), "numpy", tmp_path / name).files[0].read_text() for name in ("speed", "letter-writer")
    }
    defined = {n: {d.name for d in ast.parse(t).body if isinstance(d, ast.FunctionDef)} for n, t in texts.items()}
    assert {"conv2d", "max_pool", "dense"} <= defined["speed"] and not {"lstm_cell", "gelu"} & defined["speed"]
    assert {"recurrent", "lstm_cell"} <= defined["letter-writer"] and not {"conv2d", "relu"} & defined["letter-writer"]
    assert all("import netsumiki" not in text and "from netsumiki" not in text for text in texts.values())


def test_points_that_a_generator_makes_are_printed(tmp_path):
    nodes = [{"layer": "dense", "units": 2}]
    model = generator_of({"inputs": {"noise": [3]}, "nodes": nodes})
    exported = export(model, "numpy", tmp_path)
    assert exported.proof.agree
    assert len(run(exported.files[0], "--count", 4).stdout.split()) == 8
