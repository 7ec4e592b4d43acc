"""model.js: Node computes what the engine computes, from the same pictures, seeds and texts; and it is small."""

import json
import re
import subprocess

import numpy as np
import pytest
from PIL import Image

from netsumiki.data import Preprocessing
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting import writing
from netsumiki.exporting.finding import load
from netsumiki.exporting.formats import export, formats
from netsumiki.exporting.formats.golden import Asked, invented
from netsumiki.exporting.formats.javascript import bare
from netsumiki.exporting.formats.web_module import find_node
from netsumiki.exporting.model_file import Model
from netsumiki.recipes import templates
from tests.exporting.networks import unsure, untrained
from tests.exporting.small import generator_of, linear

HOSTILE = (
    "</script><script>alert(1)</script>",
    "`${process.exit(9)}`",
    "\"'\\",
    "*/ // <!--",
    "line\u2028end",
    "__proto__",
)


def in_node(folder, program):
    """What a program prints as JSON that sees the module as `model`."""
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    text = "import * as model from './model.js';\nimport { readFileSync } from 'node:fs';\n"
    text += f"console.log(JSON.stringify({program}));"
    (folder / "ask.js").write_text(text, "utf-8")
    done = subprocess.run([find_node(), str(folder / "ask.js")], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def code_of(path):
    """The module without its packed numbers."""
    return re.sub(r'const PACKED =\s+"[^"]*"', "", path.read_text("utf-8"))


STRANGERS = ("digit-reader", "lenet-5", "note-whole-picture")
"""Bundled models that can say "I don't know"."""
PROVED = ("dcgan", "gan-2d", "gan-first-deconv", "keras-convnet", "row-lstm", "row-rnn")
"""Templates of every kind, each with layers that the others lack; the layers one by one are tested beside."""


@pytest.mark.slow
@pytest.mark.parametrize("name", PROVED)
def test_the_network_of_a_template_proves_itself(name, tmp_path):
    proof = export(untrained(name), "javascript", tmp_path).proof
    assert proof.missing is None and proof.agree and proof.samples == 10, proof


def test_a_guided_flow_goes_the_same_way(tmp_path):
    nodes = [
        {"name": "flat", "layer": "flatten", "inputs": ["noise"]},
        {"name": "clock", "layer": "reshape", "shape": [1], "inputs": ["time"]},
        {"name": "class", "layer": "embedding", "entries": 4, "units": 2, "inputs": ["label"]},
        {"name": "all", "layer": "concat", "inputs": ["flat", "clock", "class"]},
        {"name": "way", "layer": "dense", "units": 16},
        {"name": "picture", "layer": "reshape", "shape": [4, 4, 1]},
    ]
    network = {"inputs": {"noise": [4, 4, 1], "time": [], "label": []}, "nodes": nodes}
    generator = generator_of(network, {"sampling_steps": 5, "guidance": 1.7}, task="flow")
    generator.keep_golden()
    assert export(generator, "javascript", tmp_path).proof.agree


def test_what_is_written_closely_is_the_same_program():
    text = "/** A comment. */\nfunction f(a, b) {\n  const t = a > 0 ? 'x = y' : `${a} = ${b}`;\n"
    text += "  return t !== b && a - -b;\n}\n"
    assert bare(text) == "function f(a, b){\nconst t=a>0?'x = y' : `${a} = ${b}`;\nreturn t!==b&&a - -b;\n}\n"


@pytest.mark.slow
def test_no_model_becomes_more_than_fifteen_kilobytes_beside_its_weights(tmp_path):
    module = formats.create("javascript")
    models = {name: untrained(name) for name in templates()} | {f"trained {name}": load(name) for name in STRANGERS}
    sizes = {name: len(code_of(module.write(model, tmp_path)[0]).encode()) for name, model in models.items()}
    assert {name: size for name, size in sizes.items() if size > 15_000} == {}


@pytest.mark.slow
def test_a_thousand_pictures_are_read_alike(tmp_path):
    model, module = load("generator-cnn"), formats.create("javascript")
    files = module.write(model, tmp_path)
    proof = module.prove(files, model, Asked.reading(model, invented(model, 1000)))
    assert proof.agree and proof.samples == 1000, proof


SIZES = [(8, 8, 1), (31, 40, 3), (90, 60, 4), (60, 90, 3), (28, 28, 1), (1201, 700, 1), (37, 211, 4)]
"""Height, width and channels of pictures that are prepared."""


def drawn(height, width, channels):
    """A picture with a dark L on light, grainy paper, or on none where it is wide and may be transparent."""
    rng = np.random.default_rng(height)
    picture = rng.integers(200, 256, (height, width, channels), np.uint8)
    down, across = slice(height // 5, -height // 4), slice(width // 3, width // 3 + 1 + width // 6)
    foot = slice(-height // 3, -height // 4), slice(width // 3, -width // 5)
    for place in (down, across), foot:
        picture[(*place, slice(3))] = rng.integers(0, 90, 3)[:channels]
    if channels == 4:
        picture[..., 3] = 255 if height > width else 0
        picture[down, across, 3] = picture[(*foot, 3)] = 200
    return picture


@pytest.mark.slow
@pytest.mark.parametrize(
    ("placing", "shape", "invert"),
    [
        ("digit", (28, 28, 1), False),
        ("fit", (20, 32, 3), False),
        ("crop", (32, 24, 1), True),
        ("stretch", (64, 16, 3), False),
    ],
)
def test_a_picture_of_any_kind_is_prepared_alike(placing, shape, invert, tmp_path):
    nodes = [{"layer": "flatten"}, {"layer": "dense", "units": 2}]
    graph = Graph({"inputs": {"image": list(shape)}, "nodes": nodes}, Workspace(seed=0))
    made = Preprocessing(placing=placing, invert=invert, scale="standard")
    model = Model({"name": "prepared"}, graph, made, ("a", "b"), "softmax")
    assert export(model, "javascript", tmp_path).proof.agree
    pictures, given = [drawn(*size) for size in SIZES], []
    for number, picture in enumerate(pictures):
        path = tmp_path / f"{number}.bin"
        path.write_bytes(picture.tobytes())
        height, width, _ = picture.shape
        given.append(f"{{ width: {width}, height: {height}, data: readFileSync({json.dumps(str(path))}) }}")
    prepared = in_node(tmp_path, f"[{', '.join(given)}].map((one) => [...model.prepare(one)])")
    for size, picture, theirs in zip(SIZES, pictures, prepared, strict=True):
        source = Image.fromarray(picture[..., 0] if picture.shape[2] == 1 else picture)
        ours = made.from_picture(source, shape).ravel()
        assert np.abs(np.array(theirs) - ours).max() <= 1 and (theirs != ours).mean() < 0.01, size


@pytest.mark.slow
@pytest.mark.parametrize("precision", ["float16", "int8"])
def test_rounded_weights_take_less_room_and_answer_as_the_rounded_model(precision, tmp_path):
    sizes = [export(load("note-whole-picture"), "javascript", tmp_path / p, p) for p in ("float32", precision)]
    assert all(made.proof.agree for made in sizes)
    assert sizes[1].files[0].stat().st_size < sizes[0].files[0].stat().st_size - 10_000


def test_names_stay_text_whatever_they_are(tmp_path):
    nodes = [{"name": name, "layer": "dense", "units": 6} for name in HOSTILE if name.isprintable()]
    graph = Graph({"inputs": {"`${x}`": [2]}, "nodes": nodes}, Workspace(seed=0))
    model = Model({"title": HOSTILE[0], "description": "*/"}, graph, Preprocessing(), HOSTILE, "softmax")
    assert export(model, "javascript", tmp_path).proof.agree
    assert in_node(tmp_path, "model.info.classNames") == list(HOSTILE)
    assert in_node(tmp_path, "model.predict([0.5, 0.5]).ranked.map(([name]) => name).sort()") == sorted(HOSTILE)
    assert in_node(tmp_path, "model.recipe()") == model.recipe
    assert "</script" not in (tmp_path / "model.js").read_text("utf-8")


@pytest.mark.parametrize("distribution", ["normal", "uniform", "symmetric"])
def test_a_seed_is_the_same_noise_as_in_the_engine(distribution, tmp_path):
    generator, _ = linear(noise=2000, distribution=distribution)
    generator.keep_golden()
    export(generator, "javascript", tmp_path)
    seeds = [0, 7, 2**40 + 3]
    theirs = np.array(in_node(tmp_path, f"{seeds}.map((seed) => [...model.noise(seed)])"))
    ours = np.concatenate([generator.noise(1, seed) for seed in seeds])
    assert np.abs(theirs - ours).max() < 1e-6


def test_a_seed_writes_the_same_text_as_in_the_engine(tmp_path):
    model = load("letter-writer")
    export(model, "javascript", tmp_path)
    theirs = in_node(tmp_path, "[...model.write('It was\\n the ', 60, { temperature: 0.8, seed: 5 })].join('')")
    assert theirs == "".join(writing.write(model, "It was\n the ", 60, temperature=0.8, seed=5))


def test_a_character_that_was_never_read_is_refused_by_name(tmp_path):
    export(load("letter-writer"), "javascript", tmp_path)
    program = "(() => { try { return model.predict('a%b'); } catch (error) { return error.message; } })()"
    assert in_node(tmp_path, program) == '"%" does not occur in what the network has read: leave it out'


def test_what_is_none_of_the_classes_is_unknown(tmp_path):
    model = untrained("spiral")
    points = np.array([[0.1, 0.2], [0.9, -0.4], [-0.3, 0.8], [0.5, 0.5]], np.float32)
    for signal in ("energy", "probability"):
        model.certainty = unsure(model, points, signal)
        export(model, "javascript", tmp_path)
        said = in_node(tmp_path, f"{points.tolist()}.map((one) => model.predict(one))")
        assert [one["unknown"] for one in said] == model.unknown(points, model.scores(points)).tolist()
        assert {one["unknown"] for one in said} == {True, False}
        sure = model.predict(points).max(axis=1)
        assert np.allclose([one["sure"] for one in said], sure, atol=1e-6)


def test_a_picture_that_is_unlike_those_it_knows_is_unknown(tmp_path):
    model = load("lenet-5")
    pictures = invented(model, 12)
    prepared = np.stack([model.preprocessing.from_picture(one, model.input_shape) for one in pictures])
    model.certainty = unsure(model, prepared, "likeness")
    export(model, "javascript", tmp_path)
    given = [{"width": 28, "height": 28, "data": one.ravel().tolist()} for one in pictures]
    said = in_node(tmp_path, f"{json.dumps(given)}.map((one) => model.predict(one).unknown)")
    assert said == model.unknown(prepared, model.scores(prepared)).tolist() and sum(said) == 6


def test_without_node_nothing_is_claimed(tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name, path=None: None)
    proof = export(untrained("logistic"), "javascript", tmp_path).proof
    assert proof.missing.message.startswith("Node is not on this machine") and not proof.agree
    assert (tmp_path / "model.js").is_file()


def test_a_module_that_was_changed_does_not_prove_itself(tmp_path):
    model, module = untrained("logistic"), formats.create("javascript")
    files = module.write(model, tmp_path)
    text = files[0].read_text("utf-8")
    files[0].write_text(text.replace("sums[j] += b[j]", "sums[j] += 2 * b[j]"), "utf-8")
    proof = module.prove(files, model)
    assert not proof.agree and proof.difference > 1e-3
    assert in_node(tmp_path, "model.check().agree") is False
