"""`netsumiki generate`: sheets of pictures and of points, every way of steering, and what is refused."""

import numpy as np
import pytest
from PIL import Image

from netsumiki.exporting.generator_file import load_generator
from netsumiki.exporting.samples import Sample
from netsumiki.exporting.sheet import GAP, GENERATED, REAL, read_sheet
from netsumiki.exporting.steering import Steering
from netsumiki.judging.judge import sha256_of
from tests.exporting import small
from tests.training.test_rewinding import gan_recipe

POINT = [{"name": "point", "layer": "dense", "units": 2}]
LARGE = 560 // (10 * 8)
"""By how much ten pictures of 8 × 8 in a row are enlarged."""


@pytest.fixture
def writer(tmp_path):
    """The folder of a run that trained a generator of three classes, as far as `generate` looks at it."""
    small.told().save(tmp_path / "writer" / "model.safetensors")
    return "writer"


@pytest.fixture
def dreamer(tmp_path):
    """A file of a generator without labels."""
    small.linear(noise=4)[0].save(tmp_path / "dreamer.safetensors")
    return "dreamer.safetensors"


@pytest.fixture
def dotter(tmp_path):
    """A file of a generator of points, which learnt from blobs."""
    made = small.generator_of({"inputs": {"noise": [2]}, "nodes": POINT}, names=("0", "1"))
    made.recipe["data"] = {"dataset": {"dataset": "blobs", "count": 200}}
    made.save(tmp_path / "dotter.safetensors")
    return "dotter.safetensors"


def sheet():
    with open("sheet.png", "rb") as file:
        return read_sheet(file.read())


def pixels():
    with Image.open("sheet.png") as image:
        return np.asarray(image)


def test_one_class_is_made_from_seeds_in_a_row(netsumiki, writer):
    outcome = netsumiki("generate", writer, "--label", 2, "--count", 5, "--seed", 7, "--columns", 10)
    assert outcome.code == 0 and "5 pictures of right in" in outcome.out and outcome.err == ""
    assert sheet().samples == tuple(Sample(2, 7 + k) for k in range(5))
    expected = Steering(load_generator("writer/model.safetensors")).examples(sheet().samples)
    for k in range(5):
        left = 1 + k * (8 * LARGE + 1)
        assert np.array_equal(
            pixels()[1 : 1 + 8 * LARGE, left : left + 8 * LARGE][::LARGE, ::LARGE], expected[k, ..., 0]
        )
    assert (pixels()[:, 1 + 5 * (8 * LARGE + 1) :] == GAP).all()


def test_the_sheet_says_which_model_made_it(netsumiki, writer):
    netsumiki("generate", writer, "--count", 2, "--out", "sheet.png")
    found = sheet()
    assert (found.model, found.recipe) == ("writer", "small")
    assert found.sha256 == sha256_of("writer/model.safetensors")


def test_without_a_class_each_has_a_row_of_the_same_noise(netsumiki, writer):
    assert "30 pictures of 3 classes" in netsumiki("generate", writer).out
    assert sheet().columns == 10
    assert [s.label for s in sheet().samples] == [0] * 10 + [1] * 10 + [2] * 10
    assert [s.seed for s in sheet().samples] == [*range(10)] * 3


def test_a_class_may_be_called_by_its_name(netsumiki, writer):
    netsumiki("generate", writer, "--label", "middle")
    assert {s.label for s in sheet().samples} == {1} and len(sheet().samples) == 64 and sheet().columns == 8


def test_the_same_seed_writes_the_same_file(netsumiki, writer, tmp_path):
    for name in ("a.png", "b.png"):
        netsumiki("generate", writer, "--seed", 5, "--out", name)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_a_number_is_written_in_one_hand(netsumiki, tmp_path):
    digits = small.told()
    digits.class_names = ("0", "2", "6")
    digits.save(tmp_path / "digits.safetensors")
    assert netsumiki("generate", "digits.safetensors", "--number", 2026, "--seed", 4).code == 0
    assert sheet().samples == tuple(Sample(label, 4) for label in (1, 0, 1, 2)) and sheet().columns == 4
    outcome = netsumiki("generate", "digits.safetensors", "--number", 1)
    assert outcome.code == 1 and '"1" cannot be written: this generator knows 0, 2 and 6' in outcome.err


def test_it_goes_from_one_seed_to_another(netsumiki, dreamer):
    netsumiki("generate", dreamer, "--interpolate", 9, "--seed", 3, "--count", 5)
    assert sheet().samples == tuple(Sample(None, 3, 9, k / 4) for k in range(5)) and sheet().columns == 5


def test_it_moves_along_a_direction(netsumiki, writer):
    netsumiki("generate", writer, "--direction", 2, "--label", 0, "--count", 3)
    assert [s.directions for s in sheet().samples] == [(0, -3), (0, 0), (0, 3)]
    outcome = netsumiki("generate", writer, "--direction", 5)
    assert outcome.code == 1 and "this model has 4 directions, got amounts for 5" in outcome.err


def test_points_lie_before_real_ones(netsumiki, dotter):
    assert "256 points in" in netsumiki("generate", dotter).out
    for colour in (GENERATED, REAL):
        assert (np.abs(pixels().astype(int) - colour).sum(axis=2) < 30).any()
    assert len(sheet().samples) == 256


def test_json_says_what_was_made(netsumiki, dreamer):
    (line,) = netsumiki("generate", dreamer, "--count", 2, "--seed", 1, "--json").lines
    assert line["event"] == "generated" and line["out"] == "sheet.png" and line["realness"] is None
    assert line["samples"] == [{"seed": 1}, {"seed": 2}] and line["sha256"] == sha256_of("dreamer.safetensors")


def test_what_takes_a_while_tells_how_far_it_is(netsumiki, dreamer, monkeypatch):
    monkeypatch.setattr("netsumiki.cli.generating.QUIET", -1)
    assert netsumiki("generate", dreamer, "--count", 40).err == "Generating\n"
    assert netsumiki("generate", dreamer, "--count", 40, "--json").lines[-2] == {
        "event": "preparing",
        "what": "Generating",
        "done": 40,
        "total": 40,
    }


@pytest.mark.parametrize(
    "options, words",
    [
        (["--label", "3"], 'no class "3": this generator makes left, middle, right'),
        (["--label", "up"], 'no class "up"'),
        (["--label", "-1"], 'no class "-1"'),
        (["--count", "86"], "a sheet holds 256 examples, got 86 in each of 3 rows: set --count to 85"),
        (["--label", "0", "--count", "257"], "a sheet holds 256 examples, got 257: set --count to 256"),
        (["--number", "1", "--direction", "1"], "exclude each other"),
        (["--number", "1", "--label", "1"], "leave --label and --count out"),
        (["--out", "sheet.jpg"], "give --out a name that ends in .png"),
        (["--out", "/dev/null/sheet.png"], "cannot write to /dev/null"),
        (["--seed", "-1"], "--seed"),
        (["--count", "0"], "--count"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence(netsumiki, writer, tmp_path, options, words):
    outcome = netsumiki("generate", writer, *options)
    assert outcome.code in (1, 2) and outcome.err.count("\n") == 1 and words in outcome.err
    assert not list(tmp_path.glob("sheet*"))


@pytest.mark.parametrize("options", [["--label", "0"], ["--number", "2026"]])
def test_a_generator_without_labels_is_not_asked_for_one(netsumiki, dreamer, options):
    outcome = netsumiki("generate", dreamer, *options)
    assert outcome.code == 1 and "was trained without labels" in outcome.err and outcome.err.count("\n") == 1


def test_a_classifier_is_refused_with_a_remedy(netsumiki):
    outcome = netsumiki("generate", "digit-reader")
    assert outcome.code == 1 and outcome.err.count("\n") == 1 and "cannot make them: choose a generator" in outcome.err


def test_an_interrupt_ends_it_quietly_and_leaves_nothing(netsumiki, dreamer, tmp_path, monkeypatch):
    def interrupt(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("netsumiki.exporting.generator_file.Generator.outputs", interrupt)
    outcome = netsumiki("generate", dreamer)
    assert outcome.code == 130 and "Traceback" not in outcome.err and not list(tmp_path.glob("sheet*"))


def test_a_discriminator_that_must_be_told_the_label_stays_silent_where_there_is_none(netsumiki, written):
    recipe = gan_recipe(steps=2)
    asked = {"name": "asked", "layer": "embedding", "entries": 2, "units": 4, "inputs": ["label"]}
    seen = {"name": "seen", "layer": "concat", "inputs": ["image", "asked"]}
    recipe["discriminator"]["inputs"]["label"] = []
    recipe["discriminator"]["nodes"] = [asked, seen, *recipe["discriminator"]["nodes"]]
    assert netsumiki("train", written(recipe), "--out", "run").code == 0
    (line,) = netsumiki("generate", "run", "--json").lines
    assert line["realness"] is None


def test_the_discriminator_says_how_real_it_takes_them_to_be(netsumiki, written):
    assert netsumiki("train", written(gan_recipe(steps=2)), "--out", "run").code == 0
    assert "The discriminator takes them for real: " in netsumiki("generate", "run").out
    (line,) = netsumiki("generate", "run", "--count", 3, "--json").lines
    assert len(line["realness"]) == 3 and all(0 < share < 1 for share in line["realness"])
