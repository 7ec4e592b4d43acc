"""What the page about explanations shows is what happens: its commands run, and its table names every method."""

import re
from pathlib import Path

import pytest
from PIL import Image

from netsumiki.cli import main
from netsumiki.exporting.finding import load
from netsumiki.insight.attribution import attributions

PAGE = (Path(__file__).parents[2] / "docs" / "explain.md").read_text("utf-8")
COMMANDS = re.findall(r"^ {4}netsumiki (.*?)(?: +#.*)?$", PAGE, re.M)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_runs(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Image.fromarray(load("digit-reader").golden[0][3][..., 0]).save("digit.png")
    assert main(command.split()) == 0, capsys.readouterr().err


def test_the_page_names_every_method():
    for name in attributions:
        assert f"`{name.replace('_', '-')}`" in PAGE
