"""The model file as an export: a fresh engine reads it, with weights of 32, 16 or 8 bits."""

import pytest

from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.finding import load
from netsumiki.exporting.formats import export, formats
from netsumiki.exporting.formats.golden import Asked
from netsumiki.exporting.formats.precision import BYTES, rounded
from tests.exporting.networks import filled, untrained


@pytest.mark.parametrize("precision", BYTES)
@pytest.mark.parametrize("name", ["speed", "digit-writer", "letter-writer"])
def test_a_fresh_engine_answers_the_same(name, precision, tmp_path):
    model = load(name)
    made = export(model, "safetensors", tmp_path, precision)
    assert made.proof.agree and made.proof.difference == 0, made.proof
    numbers = sum(p.size for graph in getattr(model, "graphs", [model.graph]) for p in graph.params if len(p.shape) > 1)
    assert made.files[0].stat().st_size < BYTES[precision] * numbers + 100_000
    again = load(made.files[0])
    assert again.class_names == model.class_names and again.preprocessing.options() == model.preprocessing.options()
    assert again.check_golden() == 0


def test_the_discriminator_comes_along_with_the_weights_that_it_computes_with(tmp_path):
    model = untrained("cgan")  # whose layers are spectrally normalised
    model.discriminator = filled(Graph(model.recipe["discriminator"], Workspace(seed=0)))
    again = load(export(model, "safetensors", tmp_path, "int8").files[0])
    expected = rounded(model, "int8")
    noise, labels, _ = expected.golden
    examples = expected.generate(noise, labels)
    assert (again.realness(examples, labels) == expected.realness(examples, labels)).all()


def test_a_thousand_pictures_are_read_alike(tmp_path):
    model, file = load("speed"), formats.create("safetensors")
    proof = file.prove(file.write(model, tmp_path), model, Asked.invented(model, 1000))
    assert proof.agree and proof.samples == 1000 and proof.difference == 0, proof
