"""`netsumiki explain` and `netsumiki show`: pictures of what a decision rests on and of what a network has learnt."""

import numpy as np
import pytest
from PIL import Image

from netsumiki.exporting.finding import load
from netsumiki.insight.attribution import attributions

METHODS = [name.replace("_", "-") for name in attributions]
QUICK = {"smoothgrad": "samples=3", "activation-maximization": "steps=3", "occlusion": "stride=4"}


@pytest.fixture
def digit(tmp_path):
    """A real 3, in a file beside the current folder's sight."""
    model = load("generator-cnn")
    digits, outputs = model.golden
    Image.fromarray(digits[outputs.argmax(axis=1) == 3][0][..., 0]).save(tmp_path / ".3.png")
    return ".3.png"


def picture(path):
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


@pytest.mark.parametrize("method", METHODS)
def test_every_method_writes_a_picture_and_says_its_sentences(netsumiki, digit, tmp_path, method):
    options = ("--set", QUICK[method]) if method in QUICK else ()
    outcome = netsumiki("explain", "generator-cnn", digit, "--method", method, *options)
    cls = attributions[method.replace("-", "_")]
    assert outcome.code == 0 and ".3.png is read as 3." in outcome.out and f"{cls.label} for 3 (score" in outcome.out
    assert f"It says: {cls.says}" in outcome.out and f"It does not say: {cls.silent}" in outcome.out
    drawn = picture(tmp_path / "why.png")
    assert drawn.shape[1] >= 560 and drawn.std() > 20


def test_the_map_is_drawn_in_the_two_colours_beside_what_the_network_saw(netsumiki, digit, tmp_path):
    assert netsumiki("explain", "generator-cnn", digit, "--method", "gradient-input", "--out", "a.png").code == 0
    drawn = picture(tmp_path / "a.png").reshape(-1, 3).tolist()
    for colour in ((0xF5, 0x93, 0x22), (0x08, 0x77, 0xBD), (0xE8, 0xEA, 0xEB), (255, 255, 255), (0, 0, 0)):
        assert [*colour] in drawn


def test_another_class_can_be_explained(netsumiki, digit):
    (found,) = netsumiki("explain", "generator-cnn", digit, "--class", "8", "--json").lines
    assert found["class"] == "8" and found["target"] == 8 and found["method"] == "integrated_gradients"
    (best,) = netsumiki("explain", "generator-cnn", digit, "--json").lines
    assert best["class"] == "3" and best["score"] > found["score"] and best["signed"] is True
    assert best["facts"]["gap"] and best["limit"] > 0 and best["out"] == "why.png"


def test_options_of_the_method_are_set(netsumiki, digit):
    outcome = netsumiki("explain", "generator-cnn", digit, "--method", "grad-cam", "--set", "node=relu", "--json")
    (found,) = outcome.lines
    assert (found["method"], found["options"]) == ("grad_cam", {"node": "relu"})
    assert found["facts"] == {"node": "relu", "size": [22, 22]}


def test_what_a_class_or_a_filter_wants_to_see_needs_no_picture(netsumiki, tmp_path):
    wish = ("explain", "generator-cnn", "--method", "activation-maximization", "--set", "steps=2", "--class")
    outcome = netsumiki(*wish, "3")
    assert outcome.code == 0 and outcome.out.startswith("Activation maximisation for 3 (score")
    assert picture(tmp_path / "why.png").std() > 20
    assert "for number 4 of conv (score" in netsumiki(*wish, "4", "--set", "node=conv").out
    assert netsumiki(*wish, "5", "--set", "node=conv").code == 1  # it has five filters


def test_list_names_every_method_and_why_a_model_cannot_be_asked(netsumiki):
    outcome = netsumiki("explain", "--method", "list")
    assert outcome.code == 0 and all(method in outcome.out for method in METHODS)
    lines = netsumiki("explain", "note-whole-picture", "--method", "list", "--json").lines
    assert [line["name"] for line in lines] == list(attributions)
    refused = {line["name"] for line in lines if line["why_not"]}
    assert refused == {"grad_cam", "guided_grad_cam"}
    assert "not for this model" in netsumiki("explain", "note-whole-picture", "--method", "list").out


WRONG = {
    "unknown method": (("generator-cnn", ".3.png", "--method", "gradcam"), 2, 'did you mean "grad_cam"'),
    "unknown class": (("generator-cnn", ".3.png", "--class", "12"), 1, 'there is no class "12"'),
    "unknown option": (("generator-cnn", ".3.png", "--set", "step=3"), 2, 'did you mean "steps"'),
    "no option": (("generator-cnn", ".3.png", "--set", "steps"), 2, "--set takes option=value"),
    "no model": ((), 2, "say which MODEL"),
    "no picture": (("generator-cnn",), 2, "give an IMAGE"),
    "no wish": (("generator-cnn", "--method", "activation-maximization"), 2, "or --class"),
    "missing picture": (("generator-cnn", "nowhere.png"), 1, "there is no file nowhere.png"),
    "unknown model": (("nowhere", ".3.png"), 1, 'there is no model "nowhere"'),
    "a generator": (("digit-writer", ".3.png"), 1, "is a generator, which makes pictures"),
    "no PNG": (("generator-cnn", ".3.png", "--out", "why.jpg"), 2, "ends in .png"),
    "no maps": (("note-whole-picture", ".3.png", "--method", "grad-cam"), 1, "no convolution with maps"),
    "no such layer": (("generator-cnn", ".3.png", "--method", "grad-cam", "--set", "node=conv9"), 1, 'mean "conv"'),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_explained_is_refused_in_one_sentence(netsumiki, digit, tmp_path, case):
    arguments, code, words = WRONG[case]
    outcome = netsumiki("explain", *arguments)
    assert outcome.code == code and words in outcome.err, outcome.err
    assert outcome.err.startswith("Error: ") and outcome.err.count("\n") == 1
    assert not list(tmp_path.glob("*.png")) or not (tmp_path / "why.png").exists()


# -- show -----------------------------------------------------------------------------------------------------------


def test_show_draws_filters_and_what_every_layer_makes_of_a_picture(netsumiki, digit, tmp_path):
    heights = []
    for number, options in enumerate((("--filters",), ("--features", digit), ("--filters", "--features", digit))):
        outcome = netsumiki("show", "generator-cnn", *options, "--out", f"{number}.png")
        assert outcome.code == 0, outcome.err
        drawn = picture(tmp_path / f"{number}.png")
        assert drawn.std() > 10
        heights.append(len(drawn))
    assert heights[2] > max(heights[:2])
    assert "Drew the filters and the features of generator-cnn" in outcome.out
    (shown,) = netsumiki("show", "generator-cnn", "--filters", "--json").lines
    assert shown == {"event": "shown", "model": "generator-cnn", "shown": ["filters"], "out": "sheet.png"}


def test_show_must_know_what(netsumiki, digit):
    outcome = netsumiki("show", "generator-cnn")
    assert outcome.code == 2 and "--filters, --features IMAGE, or both" in outcome.err


def test_a_network_of_points_has_neither(netsumiki, run_folder):
    outcome = netsumiki("show", run_folder, "--filters")
    assert outcome.code == 1 and "this network has no filters that can be drawn" in outcome.err
