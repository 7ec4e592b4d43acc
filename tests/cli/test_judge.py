"""`netsumiki judge`: generators that have learnt nothing, of pictures and of points."""

import json

import numpy as np
import pytest

from netsumiki.data import Data, Preprocessing, Split
from netsumiki.data.strokes import generate
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.finding import bundled
from netsumiki.exporting.generator_file import Generator
from netsumiki.judging.judge import sha256_of

DRAWING = [
    {"name": "word", "layer": "embedding", "entries": 10, "units": 4, "inputs": ["label"]},
    {"name": "both", "layer": "concat", "inputs": ["noise", "word"]},
    {"name": "pixels", "layer": "dense", "units": 784},
    {"name": "grey", "layer": "sigmoid"},
    {"name": "picture", "layer": "reshape", "shape": [28, 28, 1]},
]
BLOBS = {"dataset": "blobs", "count": 400}


def untrained(folder, nodes, inputs, data, names):
    network = {"inputs": {"noise": [4]} | inputs, "nodes": nodes}
    recipe = {"version": 1, "name": "untrained", "data": {"dataset": data}, "generator": network}
    path = folder / "model.safetensors"
    Generator(recipe, Graph(network, Workspace(seed=0)), Preprocessing(), names).save(path)
    return path


@pytest.fixture
def drawer(tmp_path, monkeypatch):
    """A file of a generator that draws grey noise, for a data set of a few strokes."""
    pictures, labels = generate(600)
    made = Data(
        "strokes", Split(pictures[:400], labels[:400]), Split(pictures[400:], labels[400:]), tuple("0123456789")
    )
    monkeypatch.setattr("netsumiki.data.load", lambda *args, **options: made)
    return untrained(tmp_path, DRAWING, {"label": []}, "strokes", made.class_names)


@pytest.fixture
def dotter(tmp_path):
    return untrained(tmp_path, [{"name": "point", "layer": "dense", "units": 2}], {}, BLOBS, ("0", "1"))


def test_the_table_has_every_measure_beside_what_real_ones_reach(netsumiki, drawer):
    outcome = netsumiki("judge", drawer, "--count", 60)
    assert outcome.code == 0 and outcome.err.count("Generating pictures") == 1
    for words in (
        "Read as asked",
        "Worst class: ",
        "Classes seen",
        "Like no real one",
        "Spread within a class",
        "Fréchet distance",
        "nearest training example",
        "after learning",
        "Two look the same",
    ):
        assert words in outcome.out, words
    assert "Alarm: " in outcome.out and "are missing" in outcome.out


def test_protocol_and_seed_stand_below(netsumiki, drawer):
    last = netsumiki("judge", drawer, "--count", 60, "--seed", 7).out.splitlines()[-1]
    reader = f"judge sha256 {sha256_of(bundled()['digit-reader'])}"
    for words in ("judge digit-reader", reader, sha256_of(drawer), "count 60", "seed 7", "strokes"):
        assert words in last, words


def test_the_verdict_can_be_kept(netsumiki, drawer, tmp_path):
    outcome = netsumiki("judge", drawer, "--count", 60, "--json", "--out", tmp_path / "verdict.json")
    line, kept = outcome.lines[-1], json.loads((tmp_path / "verdict.json").read_text())
    assert line.pop("event") == "judged" and line == kept
    assert kept["kind"] == "pictures" and kept["protocol"]["model_sha256"] == sha256_of(drawer)
    assert {entry["event"] for entry in outcome.lines[:-1]} == {"preparing"}


def test_points_are_judged_by_where_they_lie(netsumiki, dotter):
    outcome = netsumiki("judge", dotter, "--count", 400)
    assert outcome.code == 0 and "Real ones with one near" in outcome.out
    (line,) = netsumiki("judge", dotter, "--count", 400, "--json").lines
    assert line["kind"] == "points" and line["real"]["coverage"] > 0.9 > line["generated"]["coverage"]
    assert line["protocol"]["judge"] is None and line["class_names"] == ["0", "1"]


def test_a_classifier_is_refused_with_a_remedy(netsumiki):
    outcome = netsumiki("judge", "digit-reader")
    assert outcome.code == 1 and outcome.err.count("\n") == 1
    assert "is a classifier, which reads pictures and cannot make them: choose a generator" in outcome.err


def test_data_of_another_shape_is_refused(netsumiki, dotter, monkeypatch):
    split = Split(np.zeros((4, 28, 28, 1), np.uint8), np.zeros(4, int))
    monkeypatch.setattr("netsumiki.data.load", lambda *args, **options: Data("blank", split, split, ("0",)))
    outcome = netsumiki("judge", dotter)
    assert outcome.code == 1 and "examples of shape (2,), those of blank have (28, 28, 1)" in outcome.err


def test_an_interrupt_ends_it_quietly(netsumiki, drawer, monkeypatch):
    def interrupt(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("netsumiki.judging.Judge.full", interrupt)
    outcome = netsumiki("judge", drawer)
    assert outcome.code == 130 and "Traceback" not in outcome.err and outcome.out == ""
