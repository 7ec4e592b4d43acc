"""What is shown while a person waits: in a terminal, in a file, and as JSON."""

from io import StringIO

import pytest
from rich.console import Console

from netsumiki.cli import progress
from tests.training.small import points_recipe


@pytest.fixture
def terminal(monkeypatch):
    """Everything that is shown on a terminal of 120 columns."""
    screen = StringIO()
    shown = Console(file=screen, force_terminal=True, width=120, color_system=None, highlight=False)
    monkeypatch.setattr(progress, "console", lambda stderr=False: shown)
    return screen


def test_a_terminal_shows_a_bar_with_loss_validation_speed_and_time(netsumiki, written, terminal, monkeypatch):
    monkeypatch.setattr("netsumiki.training.loop.REPORT_SECONDS", 0.0)
    recipe = written(points_recipe(epochs=40))
    assert netsumiki("train", recipe).code == 0
    bars = [line for line in terminal.getvalue().replace("\r", "\n").split("\n") if "images/s" in line]
    assert bars and all(word in bars[-1] for word in ("/1000", "loss 0.", "validation", "%", " left"))
    assert "epoch  40  loss" in terminal.getvalue()


def test_a_file_gets_plain_lines_without_control_characters(netsumiki, written):
    outcome = netsumiki("train", written(points_recipe()))
    assert outcome.code == 0 and "\x1b" not in outcome.out and "\r" not in outcome.out
    assert outcome.out.splitlines()[0] == "points: 42 parameters, 800 examples (200 more validate), 50 steps"


def test_preparation_shows_a_bar_in_a_terminal(terminal):
    with progress.preparing() as tell:
        for done in range(11):
            tell("Drawing digits", done, 10)
    assert "Drawing digits" in terminal.getvalue() and " %" in terminal.getvalue()


def test_preparation_is_one_line_in_a_file(capsys):
    with progress.preparing() as tell:
        for done in range(11):
            tell("Drawing digits", done, 10)
        tell("Reading", 1, None)
    captured = capsys.readouterr()
    assert captured.err.splitlines() == ["Drawing digits", "Reading"] and not captured.out


def test_nothing_is_shown_where_nothing_is_prepared(capsys, terminal):
    with progress.preparing():
        pass
    assert capsys.readouterr().err == "" and terminal.getvalue() == ""


def test_preparation_in_json_is_told_now_and_then_and_at_the_end(capsys):
    with progress.preparing(as_json=True) as tell:
        for done in range(101):
            tell("Drawing digits", done, 100)
    lines = capsys.readouterr().out.splitlines()
    assert 2 <= len(lines) <= 4 and '"done": 100' in lines[-1]
