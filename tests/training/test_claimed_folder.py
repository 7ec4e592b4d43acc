"""One process at a time trains in a folder, however it dies."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from netsumiki.engine.errors import RecipeError
from netsumiki.training import Run, train
from netsumiki.training.folder import RunFolder
from tests.training.small import heard, points_recipe

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys
from pathlib import Path
from netsumiki.training.folder import RunFolder
folder = RunFolder(Path(sys.argv[1]))
folder.claim()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the folder "run"."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path / "run"], cwd=ROOT, **pipes) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


@pytest.mark.parametrize("resume", [False, True])
def test_a_second_process_is_refused_with_the_name_of_the_folder(tmp_path, holder, resume):
    events = []
    with pytest.raises(RecipeError, match=r"another process is training in .*run: wait"):
        train(points_recipe(), out=tmp_path / "run", resume=resume, on_event=events.append)
    assert [e.code for e in heard(events, "failed")] == ["folder-busy"]
    assert [f.name for f in (tmp_path / "run").iterdir()] == [".lock"]


def test_the_folder_is_free_when_its_process_was_killed(tmp_path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert train(points_recipe(), out=tmp_path / "run").finished.step == 50
    assert not (tmp_path / "run" / ".lock").exists()


def test_what_a_killed_process_left_half_written_is_cleared_away(tmp_path):
    (tmp_path / "run").mkdir()
    for name in ("checkpoint.safetensors.0a1b2c3d.new", "notes.new"):
        (tmp_path / "run" / name).write_text("half")
    train(points_recipe(), out=tmp_path / "run")
    assert [f.name for f in (tmp_path / "run").glob("*.new")] == ["notes.new"]


def test_who_has_patience_waits_for_the_folder(tmp_path, holder):
    holder.stdin.close()  # it ends now, in its own time
    assert train(points_recipe(), out=tmp_path / "run", patience=30).finished.step == 50


def test_the_folder_is_held_while_the_run_trains(tmp_path):
    def look(event):
        if event.name == "epoch_ended":
            with pytest.raises(RecipeError, match="another process"):
                RunFolder(tmp_path / "run").claim()
            looked.append(event.epoch)

    looked = []
    Run(points_recipe(), out=tmp_path / "run", on_event=look).train()
    assert looked == [1, 2]


def test_a_folder_that_was_empty_is_empty_again_after_a_refusal(tmp_path):
    recipe = points_recipe("blobs")
    recipe["data"]["augmentation"] = ["shift"]
    (tmp_path / "mine").mkdir()
    for name in ("mine", "new"):
        with pytest.raises(Exception, match="augmentation needs pictures"):
            train(recipe, out=tmp_path / name)
    assert not list((tmp_path / "mine").iterdir()) and not (tmp_path / "new").exists()
