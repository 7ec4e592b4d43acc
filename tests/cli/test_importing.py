"""`netsumiki data import`: from pictures to a trained model, by name."""

import json

import numpy as np
import pytest

from netsumiki.data.own import Stored
from tests.data.own.shapes import CLASSES, encoded, laid_out, shape_files, zipped


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("NETSUMIKI_HOME", str(tmp_path / ".home"))
    return tmp_path / ".home"


@pytest.fixture
def shapes(tmp_path):
    files = shape_files(each=6, side=16) | {"red circle/broken.png": b"nothing", "readme.txt": b"hello"}
    return zipped(tmp_path / "shapes.zip", files)


def test_a_zip_becomes_a_data_set_that_a_template_is_trained_on(netsumiki, shapes):
    imported = netsumiki("data", "import", shapes, "--name", "my shapes", "--test", "0.34")
    assert imported.code == 0 and "60 pictures of 10 classes" in imported.out
    assert (
        "red circle/broken.png: it is no picture of a known kind" in imported.out
        and "Not taken  2 files" in imported.out
    )
    assert "Imported my shapes: 40 pictures to learn from, 20 to test with" in imported.out
    assert "own:'my shapes'" in imported.out and "Traceback" not in imported.err
    assert (
        "own:my shapes" in netsumiki("data", "list").out
        and "yellow square" in netsumiki("data", "show", "own:my shapes").out
    )
    trained = netsumiki("train", "lenet-5", "--data", "own:my shapes", "--epochs", "2", "--out", "run")
    assert trained.code == 0 and "reads (16, 16, 3) instead of (28, 28, 1)" in trained.err
    with open("run/recipe.json") as file:
        spec = json.load(file)["data"]["dataset"]
    assert spec["dataset"] == "own" and spec["version"] == 1
    assert "20 test examples of my shapes" in netsumiki("evaluate", "run").out


def test_in_json_everything_is_told(netsumiki, shapes, home):
    survey, imported = (
        line for line in netsumiki("data", "import", shapes, "--json").lines if line["event"] != "preparing"
    )
    assert [one["name"] for one in survey["classes"]] == list(CLASSES) and survey["refused_count"] == 2
    assert survey["plan"]["shape"] == [16, 16, 3] and imported["train"] + imported["test"] == 60
    assert (home / "own" / imported["id"] / "pictures.bin").stat().st_size == 60 * 16 * 16 * 3
    assert netsumiki("data", "remove", f"own:{imported['name']}").code == 0
    assert list((home / "own").iterdir()) == []


def test_what_shows_nothing_in_the_form_that_is_asked_for_is_named(netsumiki, tmp_path):
    white = {"red circle/white.png": encoded(np.full((16, 16), 255, np.uint8))}
    folder = zipped(tmp_path / "shapes.zip", shape_files(each=2, side=16) | white)
    form = ("--grey", "--placing", "digit", "--size", "28", "--keep-duplicates")
    told = netsumiki("data", "import", folder, *form)
    assert told.code == 0 and "Not kept   1 file" in told.out and "red circle/white.png: " in told.out
    imported = netsumiki("data", "import", folder, *form, "--json").lines[-1]
    assert [one["name"] for one in imported["lost"]] == ["red circle/white.png"]


def test_a_damaged_data_set_is_listed_and_can_be_removed(netsumiki, home):
    damaged, sound = (Stored.create(name, (8, 8, 1)) for name in ("cats", "dogs"))
    (damaged.folder / "dataset.json").write_text("{")
    listed = netsumiki("data", "list")
    assert listed.code == 0 and f"own:{damaged.id}" in listed.out and "own:dogs" in listed.out
    assert netsumiki("data", "remove", f"own:{damaged.id}").code == 0
    assert [path.name for path in (home / "own").iterdir()] == [sound.id]


def test_looking_stores_nothing(netsumiki, shapes, home):
    outcome = netsumiki(
        "data", "import", shapes, "--look", "--size", "24x32", "--grey", "--placing", "crop", "--invert"
    )
    assert "Stored as  24 × 32 × 1, cropped to the middle, inverted" in outcome.out
    assert list((home / "own").iterdir()) == []


def test_more_pictures_are_added_to_a_data_set_that_is_there(netsumiki, shapes, tmp_path):
    netsumiki("data", "import", shapes, "--name", "mine")
    star = {f"star/{n}.png": encoded(np.full((16, 16, 3), 40 * n, np.uint8)) for n in range(3)}
    again = {name: content for name, content in shape_files(each=6, side=16).items() if name.endswith("/0.png")}
    more = zipped(tmp_path / "more.zip", again | star)
    added = netsumiki("data", "import", more, "--into", "own:mine")
    assert added.code == 0 and "Known      10, as blue circle/0.png = blue circle" in added.out
    assert "Added 3 pictures to mine, version 2: " in added.out and "Traceback" not in added.err
    loose = laid_out(tmp_path / "loose", {"1.png": encoded(np.full((16, 16, 3), 7, np.uint8))})
    told = netsumiki("data", "import", loose, "--into", "mine", "--class", "star", "--json").lines[-1]
    assert (told["event"], told["count"], told["version"], told["train"] + told["test"]) == ("added", 1, 3, 64)
    assert "star" in netsumiki("data", "show", "own:mine").out and netsumiki("data", "list").out.count("own:mine") == 1
    for arguments, says in [
        (("--into", "yours"), "no data set of your own called"),
        (("--into", "mine", "--size", "8"), "give --into alone"),
        (("--into", "mine"), "there is nothing to add"),
    ]:
        refused = netsumiki("data", "import", more, *arguments)
        assert refused.code in (1, 2) and says in " ".join(refused.err.split()), refused.err


@pytest.mark.parametrize(
    "arguments, says",
    [
        (("nowhere.zip",), "there is nothing at"),
        (("a", "--size", "7"), "choose sides from 8 to 256"),
        (("a", "--size", "large"), "--size takes a side in pixels"),
        (("a", "--placing", "sideways"), "no such way to store pictures"),
        (("a", "--placing", "digit", "--colour"), "choose fit, or a grey square"),
        (("a", "--test", "1"), "no such way"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_and_leaves_nothing(netsumiki, tmp_path, home, arguments, says):
    laid_out(tmp_path / "a", {f"x/{n}.png": encoded(np.full((9, 9, 3), 80 * n, np.uint8)) for n in range(2)})
    outcome = netsumiki("data", "import", *arguments)
    assert outcome.code in (1, 2) and says in outcome.err.replace("\n", " ") and "Traceback" not in outcome.err
    assert not (home / "own").exists() or list((home / "own").iterdir()) == []


def test_a_name_that_nobody_gave_is_told_with_those_there_are(netsumiki, shapes):
    assert "none was imported yet" in netsumiki("data", "show", "own:shapse").err
    netsumiki("data", "import", shapes)
    assert 'did you mean "shapes"?' in netsumiki("data", "show", "own:shapse").err
