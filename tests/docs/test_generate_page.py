"""What the page about generators shows is what happens: its commands run, its options exist, its sheets remember."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from netsumiki.cli import main
from netsumiki.exporting.sheet import read_sheet
from netsumiki.training.sweep import finding, meeting, recipes, usual
from tests.exporting import small

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "generate.md").read_text("utf-8")
COMMANDS = [
    *re.findall(r"^ {4}netsumiki (.*?)(?: +#.*)?$", PAGE, re.M),
    *re.findall(r"^\| `netsumiki (.*?)` \|", PAGE, re.M),
]
LONG = ("sweep",)


@pytest.fixture
def digit_writer(tmp_path, monkeypatch):
    """An untrained generator of ten digits in the place of the trained one."""
    monkeypatch.chdir(tmp_path)
    nodes = [
        {"name": "word", "layer": "embedding", "entries": 10, "units": 4, "inputs": ["label"]},
        {"name": "both", "layer": "concat", "inputs": ["noise", "word"]},
        {"name": "pixels", "layer": "dense", "units": 64},
        {"name": "picture", "layer": "reshape", "shape": [8, 8, 1]},
    ]
    network = {"inputs": {"noise": [8], "label": []}, "nodes": nodes}
    made = small.generator_of(network, names=tuple("0123456789"))
    made.save(tmp_path / "digit-writer" / "model.safetensors")


@pytest.mark.slow
def test_the_commands_run_one_after_the_other(digit_writer, tmp_path, capsys):
    assert len(COMMANDS) > 10
    for command in COMMANDS:
        if not command.startswith(LONG):
            assert main(command.split()) == 0, f"{command}: {capsys.readouterr().err}"
    assert (tmp_path / "film.gif").exists() and (tmp_path / "film.webp").exists()
    first, again = (load_file(tmp_path / "runs" / name / "model.safetensors") for name in ("points", "points-again"))
    assert all(np.array_equal(first[name], again[name]) for name in first)


def test_what_a_sheet_remembers_is_what_the_page_shows(digit_writer, tmp_path):
    (shown,) = re.findall(r"^```json\n(.*?)^```", PAGE, re.M | re.S)
    main(["generate", "digit-writer", "--label", "4", "--direction", "1"])
    assert read_sheet((tmp_path / "sheet.png").read_bytes()).to_json()["samples"][0] == json.loads(shown)


def test_the_options_of_the_experiment_exist(capsys):
    main(["sweep", "noise-label", "--help"])
    told = capsys.readouterr().out
    for option in re.findall(r"^\| `(--\w+)", PAGE, re.M):
        assert option in told


def test_the_numbers_of_the_experiment_are_those_that_were_measured():
    kept = json.loads((DOCS / "noise-label.json").read_text("utf-8"))
    shown = finding(list(kept["results"].values()))
    assert kept["finding"] == shown and f"> {shown['sentence']}\n" in PAGE
    for point in shown["curves"]:
        numbers = f"{100 * point['fidelity']:.2f} % | {point['diversity']:.3f} | {100 * point['same']:.1f} %"
        assert f"| {point['noise']} | {point['label']} | {numbers} |" in PAGE
    met = meeting(kept["asked"]["recipe"])
    planned = recipes(kept["asked"]["recipe"], usual(64), [0], kept["asked"]["steps"], kept["asked"]["total"])
    assert met.node == "class" and {trial.name for trial in planned} <= kept["results"].keys()
