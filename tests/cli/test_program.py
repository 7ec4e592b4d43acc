"""The program as a whole: help, version, failures of its own, interruption, pipes; some of it in real processes."""

import json
import os
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

import netsumiki as package
from netsumiki.cli.train import stopped_by_interrupt
from netsumiki.exporting.model_file import load_model
from tests.training.small import points_recipe

PROGRAM = [sys.executable, "-m", "netsumiki"]
TRAIN, GENERATE = ("train", "evaluate", "predict"), ("generate", "judge", "timeline", "rewind")
COMMANDS = (*TRAIN, *GENERATE, "inspect", "check", "layers", "explain", "show", "doctor", "data")


def test_help_lists_the_commands_in_groups(netsumiki):
    outcome = netsumiki("--help")
    assert outcome.code == 0
    for word in (*COMMANDS, "templates"):
        assert word in outcome.out
    groups = ("─ Train and use ─", "─ Generate ─", "─ Understand ─", "─ This machine ─")
    places = [outcome.out.index(group) for group in groups]
    assert places == sorted(places)
    assert netsumiki().code == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(netsumiki, command):
    outcome = netsumiki(command, "--help")
    assert outcome.code == 0 and f"netsumiki {command}" in outcome.out and "<bool>" not in outcome.out


def test_the_version_is_told(netsumiki):
    assert netsumiki("--version").out == f"netsumiki {package.__version__}\n"


def test_a_failure_of_its_own_is_one_sentence_that_says_how_to_see_more(netsumiki, monkeypatch):
    monkeypatch.setattr("netsumiki.recipes.templates", lambda: 1 / 0)
    outcome = netsumiki("templates")
    assert outcome.code == 1 and outcome.err.count("\n") == 1 and "--debug" in outcome.err
    assert "Traceback" in netsumiki("templates", "--debug").err
    monkeypatch.setenv("NETSUMIKI_DEBUG", "1")
    assert "Traceback" in netsumiki("templates").err


def test_what_the_system_refuses_is_one_sentence(netsumiki, points, tmp_path):
    (tmp_path / "runs").write_text("in the way")
    outcome = netsumiki("train", points)
    assert outcome.code == 1 and outcome.err.startswith("Error: the system refused: ") and "runs" in outcome.err


def test_too_little_memory_is_one_sentence(netsumiki, points, monkeypatch):
    def refuse(*args, **options):
        raise MemoryError

    monkeypatch.setattr("netsumiki.training.tasks.ClassifierStep", refuse)
    outcome = netsumiki("train", points)
    assert outcome.code == 1 and "not enough memory" in outcome.err and outcome.err.count("\n") == 1
    assert netsumiki("train", points, "--json").lines[-1]["event"] == "failed"


def test_help_comes_without_importing_numpy():
    code = "import sys; from netsumiki.cli import main; main(['--help']); assert 'numpy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL, timeout=60)


def test_a_reader_that_has_seen_enough_ends_the_program_quietly():
    reader = subprocess.Popen([*PROGRAM, "layers", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    reader.stdout.close()  # before it has begun to write: a small output could pass through the pipe whole
    assert reader.wait(60) == 1 and reader.stderr.read() == b""
    reader.stderr.close()


@pytest.fixture
def long_run(tmp_path):
    """A training process that would go on for minutes, once it has reported its first step; and its folder."""
    recipe = tmp_path / "recipe.json"
    recipe.write_text(json.dumps(points_recipe(steps=10_000_000)))
    command = [*PROGRAM, "train", str(recipe), "--out", "run", "--json"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    for line in process.stdout:
        if json.loads(line)["event"] == "progress":
            break
    yield process, tmp_path / "run"
    process.kill()
    process.communicate()


@pytest.mark.slow
def test_ctrl_c_stops_keeps_the_model_and_exits_with_130(long_run):
    process, folder = long_run
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130 and err == ""
    events = [json.loads(line) for line in out.splitlines()]
    assert events[-1]["event"] == "finished" and events[-1]["interrupted"]
    assert "stopped" in [e["event"] for e in events]
    assert load_model(folder / "model.safetensors").graph.params.size == 42
    resumed = subprocess.run(
        [*PROGRAM, "train", str(folder), "--resume", "--steps", "9"], capture_output=True, text=True
    )
    assert resumed.returncode == 2 and "has another recipe" in resumed.stderr


def interrupt():
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.01)


def test_the_first_ctrl_c_stops_and_the_second_aborts():
    reasons = []
    run = SimpleNamespace(loop=object(), stop=reasons.append)
    before = signal.getsignal(signal.SIGINT)
    with stopped_by_interrupt(run):
        interrupt()
        assert reasons == ["interrupted"]
        with pytest.raises(KeyboardInterrupt):
            interrupt()
    assert reasons == ["interrupted"] and signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_before_training_has_begun_aborts(netsumiki, points, monkeypatch):
    with stopped_by_interrupt(SimpleNamespace(loop=None)), pytest.raises(KeyboardInterrupt):
        interrupt()

    def aborted(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("netsumiki.data.load", aborted)
    outcome = netsumiki("train", points)
    assert outcome.code == 130 and "Traceback" not in outcome.err
