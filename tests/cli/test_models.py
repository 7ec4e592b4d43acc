"""`netsumiki evaluate` and `netsumiki predict`."""

import numpy as np
import pytest
from PIL import Image

from netsumiki.cli import main
from netsumiki.exporting.model_file import load_model
from netsumiki.training import train
from tests.training.small import points_recipe


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """The folder of a run whose network looks at pictures of 28 × 28; it has learnt nearly nothing."""
    from netsumiki.data import Data, Split

    pictures = np.random.default_rng(0).integers(0, 256, (40, 28, 28, 1), np.uint8)
    split = Split(pictures, np.arange(40) % 10)
    nodes = [{"layer": "flatten"}, {"layer": "dense", "units": 10}, {"layer": "softmax"}]
    recipe = points_recipe(nodes=nodes, epochs=1)
    recipe["model"]["inputs"] = {"image": [28, 28, 1]}
    folder = tmp_path_factory.mktemp("reader") / "run"
    train(recipe, data=Data("noise", split, split, tuple("0123456789")), out=folder)
    return folder


@pytest.fixture
def picture(tmp_path):
    pixels = np.full((60, 50), 255, np.uint8)
    pixels[10:50, 20:28] = 0
    for name in ("one.png", "one.jpg"):
        Image.fromarray(pixels).save(tmp_path / name)
    return "one.png"


def test_evaluate_measures_on_the_data_of_the_recipe(netsumiki, run_folder):
    outcome = netsumiki("evaluate", run_folder)
    assert outcome.code == 0 and "of 250 test examples of blobs are right" in outcome.out and "Recall" in outcome.out


def test_evaluate_agrees_with_the_end_of_the_run(netsumiki, points):
    finished = netsumiki("train", points, "--out", "run", "--json").lines[-1]
    (measured,) = netsumiki("evaluate", "run", "--json").lines
    assert measured["test_accuracy"] == finished["test_accuracy"]
    assert measured["confusion"] == finished["confusion"] and measured["examples"] == 250
    assert set(measured["classes"]["0"]) == {"precision", "recall", "f1", "support"}


def test_evaluate_takes_other_data_of_the_same_shape(netsumiki, run_folder):
    assert netsumiki("evaluate", run_folder, "--data", "xor", "--json").lines[0]["data"] == "xor"


def test_evaluate_refuses_data_of_another_kind(netsumiki, run_folder):
    outcome = netsumiki("evaluate", run_folder, "--data", '{"dataset": "spiral", "classes": 5}')
    assert outcome.code == 1 and "5 classes, but the model knows 2" in outcome.err


def test_predict_says_the_best_guess_and_how_sure_it_is(netsumiki, reader, picture):
    outcome = netsumiki("predict", reader, picture, "one.jpg")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    heads = [line for line in lines if "sure)" in line]
    assert [head.split(":")[0] for head in heads] == ["one.png", "one.jpg"]
    guesses = lines[lines.index(heads[0]) + 1 :][:5]
    shares = [float(line.split()[1]) for line in guesses]
    assert shares == sorted(shares, reverse=True) and "█" in guesses[0]


def test_predict_in_json_gives_every_probability(netsumiki, reader, picture):
    (line,) = netsumiki("predict", reader / "model.safetensors", picture, "--json").lines
    assert line["event"] == "prediction" and line["image"] == picture
    label, share = next(iter(line["probabilities"].items()))
    assert (label, share) == (line["label"], line["sure"])
    assert sum(line["probabilities"].values()) == pytest.approx(1)
    expected = load_model(reader / "model.safetensors").predict_picture(picture)
    assert line["label"] == expected.label and line["sure"] == pytest.approx(expected.sure)


def test_predict_draws_what_the_network_sees(netsumiki, reader, picture):
    outcome = netsumiki("predict", reader, picture, "--show")
    assert outcome.out.count("█") > 20 and "sure" in outcome.out


def test_predict_goes_on_after_a_picture_that_cannot_be_read(netsumiki, reader, picture, tmp_path):
    (tmp_path / "broken.png").write_bytes(b"nothing")
    outcome = netsumiki("predict", reader, "broken.png", "missing.png", picture)
    assert outcome.code == 1 and "one.png: " in outcome.out
    assert len(outcome.err.splitlines()) == 2 and "Traceback" not in outcome.err
    lines = netsumiki("predict", reader, "missing.png", picture, "--json").lines
    assert [line["event"] for line in lines] == ["failed", "prediction"]


def test_predict_tells_a_network_of_points_from_one_of_pictures(netsumiki, run_folder, picture):
    outcome = netsumiki("predict", run_folder, picture)
    assert outcome.code == 1 and "this network reads (2,)" in outcome.err


def test_a_bundled_model_is_found_by_its_name(netsumiki, reader, picture, tmp_path, monkeypatch):
    import netsumiki.exporting.finding as finding

    zoo = tmp_path / "package" / "zoo"
    zoo.mkdir(parents=True)
    (zoo / "tiny.safetensors").write_bytes((reader / "model.safetensors").read_bytes())
    monkeypatch.setattr(finding, "files", lambda package: tmp_path / "package")
    assert main(["predict", "tiny", picture]) == 0
    outcome = netsumiki("predict", "tiney", picture)
    assert outcome.code == 1 and 'did you mean "tiny"?' in outcome.err
