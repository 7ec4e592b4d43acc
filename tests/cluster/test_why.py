"""How a process ended is known, and told in words with what can be done."""

import os
import signal

import pytest

from netsumiki.cluster.local import why
from netsumiki.training.folder import RunFolder
from tests.training.small import FROZEN, points_recipe


@pytest.mark.parametrize(("text", "code"), [("{", "recipe-json"), ("[]", "malformed-recipe"), (None, "recipe-file")])
def test_a_recipe_that_cannot_be_read_is_told_as_a_failure(begin, tmp_path, text, code):
    (tmp_path / "run").mkdir()
    if text is not None:
        (tmp_path / "run" / "recipe.json").write_text(text)
    child = begin()
    assert child.end() == 1 and [e["code"] for e in child.told("failed")] == [code]


def test_a_recipe_that_does_not_fit_its_data_is_told_as_a_failure(begin):
    recipe = points_recipe("blobs", nodes=[*FROZEN, {"layer": "dense", "units": 7}])
    child = begin(recipe)
    assert child.end() == 1 and child.told("failed")[0]["code"] == "output-shape"


def test_a_process_that_the_system_killed_is_said_to_lack_memory(begin):
    child = begin(points_recipe(), paused=True)
    child.until("paused")
    os.kill(child.handle.process.pid, signal.SIGKILL)
    assert child.end() == -9
    code, message, remedies = why(child.handle)
    assert code == "killed" and "memory" in message and "smaller batch_size" in message
    assert remedies == ("smaller-batch", "retry")


def test_a_process_that_was_ended_for_its_silence_is_told_apart(begin):
    child = begin(points_recipe(), paused=True)
    child.until("paused")
    child.handle.kill()
    assert child.end() == -9 and why(child.handle).code == "silent"


def test_a_process_that_crashed_leaves_its_last_words(begin, tmp_path):
    child = begin(points_recipe(), paused=True)
    child.until("paused")
    (tmp_path / "run" / "child.log").write_text("before\nnumpy broke\n")
    os.kill(child.handle.process.pid, signal.SIGBUS)
    assert child.end() == -signal.SIGBUS
    code, message, _ = why(child.handle)
    assert code == "crashed" and "SIGBUS" in message and "numpy broke" in message


@pytest.mark.slow
def test_a_process_that_finds_the_folder_taken_fails_no_run(begin, tmp_path):
    child = begin(points_recipe(), paused=True)
    child.until("paused")
    second = begin(attempt=2)
    assert second.end() == 73 and not second.told("failed", "started")
    assert why(second.handle).code == "busy"
    child.handle.send({"do": "resume"})
    assert child.until("finished") and child.end() == 0


def test_an_abandoned_process_says_so(begin):
    child = begin(points_recipe(), paused=True)
    child.until("paused")
    child.handle.close()
    assert child.end() == 75 and why(child.handle).code == "orphaned"


def test_a_process_that_has_ended_hears_nothing_more(begin):
    child = begin(points_recipe())
    child.end()
    assert not child.handle.send({"do": "pause"})
    child.handle.close()
    child.handle.kill()
    assert child.end() == 0


def test_the_folder_is_free_after_the_end(begin, tmp_path):
    begin(points_recipe()).end()
    folder = RunFolder(tmp_path / "run")
    folder.claim()
    folder.release()
