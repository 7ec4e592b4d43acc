"""The command line called as a function, in an empty folder."""

import json
from dataclasses import dataclass

import pytest

from netsumiki.cli import main
from tests.training.small import points_recipe


@dataclass
class Outcome:
    code: int
    out: str
    err: str

    @property
    def lines(self):
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def netsumiki(tmp_path, monkeypatch, capsys):
    """`netsumiki("train", "logistic")` in an empty current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NETSUMIKI_DEBUG", raising=False)

    def call(*arguments):
        capsys.readouterr()
        code = main([str(a) for a in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture
def written(tmp_path):
    """A function that writes a recipe to a file outside the current folder's sight and returns its path."""

    def write(recipe, name=".recipe.json"):
        path = tmp_path / name
        path.write_text(json.dumps(recipe))
        return path

    return write


@pytest.fixture
def points(written):
    """A recipe file that trains in a blink."""
    return written(points_recipe("blobs", report_every=25))


@pytest.fixture
def run_folder(netsumiki, points):
    """The folder of a finished run."""
    assert netsumiki("train", points, "--out", "run").code == 0
    return "run"
