"""`netsumiki train --data own:NAME`: without a recipe, a network that suits the pictures is trained."""

import json

import pytest

from tests.data.own.shapes import shape_files, zipped


@pytest.fixture
def shapes(netsumiki, tmp_path, monkeypatch):
    """A data set of 17 × 33 pixels, which no template is made for."""
    monkeypatch.setenv("NETSUMIKI_HOME", str(tmp_path / ".home"))
    path = zipped(tmp_path / "shapes.zip", shape_files(each=3, side=32))
    imported = netsumiki("data", "import", path, "--size", "17x33", "--placing", "fit")
    assert imported.code == 0
    return imported


def test_what_was_imported_is_trained_by_the_command_that_the_import_ends_with(netsumiki, shapes, tmp_path):
    command = shapes.out.splitlines()[-1].removeprefix("Train on it: netsumiki ").split()
    assert netsumiki(*command, "--epochs", 1, "--seed", 5, "--out", "run").code == 0
    recipe = json.loads((tmp_path / "run" / "recipe.json").read_text())
    assert recipe["model"]["inputs"] == {"image": [17, 33, 3]} and recipe["model"]["nodes"][-2]["units"] == 10
    assert recipe["training"]["epochs"] == 1 and recipe["training"]["seed"] == 5
    assert recipe["data"]["dataset"]["version"] == 1


def test_a_run_is_called_as_its_data_set(netsumiki, shapes, tmp_path):
    assert netsumiki("train", "--data", "own:shapes", "--epochs", 1).code == 0
    assert [one.name for one in (tmp_path / "runs").iterdir()] == ["shapes-1"]
    resumed = netsumiki("train", "--data", "own:shapes", "--resume")
    assert resumed.code == 2 and "no run of shapes" in resumed.err


def test_what_is_asked_for_is_not_made_smaller_to_fit(netsumiki, shapes, tmp_path):
    shapes = netsumiki("train", "lenet-5", "--data", "own:shapes", "--steps", 2, "--set", "training.batch_size=6")
    assert shapes.code == 0 and "reads (17, 33, 3)" in shapes.err
    training = json.loads((tmp_path / "runs" / "lenet-5-1" / "recipe.json").read_text())["training"]
    assert (training["batch_size"], training["steps"]) == (6, 2)


@pytest.mark.parametrize(
    "arguments, says",
    [
        ((), "name a recipe, such as digit-reader, or your own pictures"),
        (("--data", "moons"), "no pictures: name a recipe to train"),
        (("--data", "own:shapse"), "none was imported yet"),
    ],
)
def test_what_cannot_be_guessed_is_asked_for(netsumiki, tmp_path, monkeypatch, arguments, says):
    monkeypatch.setenv("NETSUMIKI_HOME", str(tmp_path / ".home"))
    outcome = netsumiki("train", *arguments)
    assert outcome.code in (1, 2) and says in " ".join(outcome.err.split()) and "Traceback" not in outcome.err
    assert not (tmp_path / "runs").exists()
