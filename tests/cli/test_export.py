"""`netsumiki export`: a format or a file, its proof, and what is refused."""

import json

import onnx
import pytest

from netsumiki.cli import main
from netsumiki.exporting.formats import Proof, formats
from tests.exporting.networks import untrained


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_says_by_its_ending_what_it_shall_be(here, capsys):
    assert main(["export", "speed", "--to", "made/digits.py"]) == 0
    assert [path.name for path in (here / "made").iterdir()] == ["digits.py"]
    shown = capsys.readouterr().out
    assert "10 golden samples differ by at most" in shown and " import Model" in shown


def test_a_format_is_written_into_a_folder(here, capsys):
    assert main(["export", "speed", "--to", "safetensors", "--out", "folder", "--precision", "int8", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == "safetensors" and told["proof"]["agree"] is True
    assert main(["predict", "folder/model.safetensors", "none.png"]) == 1  # the model is read, the picture is not there
    assert "none.png" in capsys.readouterr().err


def test_smaller_weights_say_what_they_cost(here, capsys):
    untrained("spiral").save("spiral.safetensors")
    asked = ["export", "spiral.safetensors", "--to", "model.py", "--precision", "int8"]
    assert main([*asked, "--data", "spiral"]) == 0
    shown = capsys.readouterr().out
    assert "Weights as int8" in shown and "keep their best class" in shown and "were right, now" in shown


def test_an_older_runtime_can_be_thought_of(here, capsys):
    untrained("spiral").save("spiral.safetensors")
    assert main(["export", "spiral.safetensors", "--to", "model.onnx", "--opset", "20"]) == 0
    assert [entry.version for entry in onnx.load("model.onnx").opset_import] == [20]
    capsys.readouterr()
    assert main(["export", "spiral.safetensors", "--to", "model.py", "--opset", "20"]) == 2
    assert "opset" in capsys.readouterr().err


def test_without_a_format_they_are_listed(here, capsys):
    assert main(["export", "speed"]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in formats)


@pytest.mark.parametrize("to", ["word", "model.docx", ""])
def test_an_unknown_format_is_refused_with_those_that_there_are(to, here, capsys):
    assert main(["export", "speed", "--to", to]) == 2
    assert "numpy" in capsys.readouterr().err


def test_several_files_are_not_forced_into_one_of_another_name(here, capsys):
    assert main(["export", "speed", "--to", "digits.py", "--beside"]) == 2
    assert "several files (model.py and model.npz)" in capsys.readouterr().err
    assert not list(here.iterdir())
    assert main(["export", "speed", "--to", "made/model.py", "--beside"]) == 0
    assert {path.name for path in (here / "made").iterdir()} == {"model.py", "model.npz"}


def test_what_a_format_does_not_have_is_refused(here, capsys):
    assert main(["export", "speed", "--to", "safetensors", "--precision", "int4"]) == 2
    assert "int4" in capsys.readouterr().err
    assert main(["export", "speed", "--to", "safetensors", "--beside"]) == 2
    assert "beside" in capsys.readouterr().err
    assert not list(here.iterdir())


def test_what_answers_otherwise_is_an_error(here, capsys, monkeypatch):
    monkeypatch.setattr(formats["safetensors"], "prove", lambda *all: Proof("a fresh engine", 10, 0.5))
    assert main(["export", "speed", "--to", "safetensors"]) == 1
    assert "0.5" in capsys.readouterr().err
