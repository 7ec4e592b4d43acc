"""What a training process says arrives whole, whatever libraries print; its complaints are kept within bounds."""

import os
import subprocess
import sys
from pathlib import Path

from netsumiki.cluster import log, protocol
from tests.training.small import points_recipe

ROOT = Path(__file__).parents[2]
NOISY = """
import os, sys
from pathlib import Path
from netsumiki.cluster.child import Speaker
speaker = Speaker(3)
print("a library says hello")
os.write(1, b"so does C code\\n")
speaker.tell({"event": "progress", "step": 1})
"""


def test_what_libraries_print_does_not_disturb_what_is_told():
    done = subprocess.run([sys.executable, "-c", NOISY], cwd=ROOT, capture_output=True, timeout=60)
    assert protocol.read(done.stdout) == {"attempt": 3, "event": {"event": "progress", "step": 1}}
    assert b"hello" in done.stderr and b"C code" in done.stderr


def test_a_line_that_is_no_message_is_none():
    assert [protocol.read(line) for line in (b"", b"{", b"[1]", b"\xff\xfe", b"3")] == [None] * 5
    assert protocol.read(protocol.written({"do": "pause"})) == {"do": "pause"}


def test_what_lies_in_the_current_folder_is_not_imported(begin, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("argparse", "numpy", "safetensors"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported what lies around')")
    assert begin(points_recipe()).end() == 0


def test_training_gives_way_to_what_people_work_with(begin):
    child = begin(points_recipe(), paused=True)
    child.until("paused")
    mine, its = (os.getpriority(os.PRIO_PROCESS, pid) for pid in (0, child.handle.process.pid))
    assert its == min(mine + 5, 19)


def test_an_older_attempts_words_are_not_passed_on(begin):
    child = begin(points_recipe(), paused=True)
    child.until("paused")
    child.handle.attempt = 2  # what it tells from now on belongs to no attempt
    seen = len(child.events)
    child.handle.send({"do": "resume"})
    assert child.end() == 0 and len(child.events) == seen


# -- the log --------------------------------------------------------------------------------------------------------


def test_a_log_that_grows_too_long_keeps_its_end(tmp_path):
    with log.opened(tmp_path) as file:
        file.write(b"old\n" * 100_000)
        file.flush()
        log.shorten(tmp_path)
        file.write(b"the last line\n")
    kept = (tmp_path / "child.log").read_bytes()
    assert len(kept) == log.LIMIT + 14 and kept.endswith(b"old\nthe last line\n")
    assert log.tail(tmp_path, 5) == b"line\n"


def test_a_log_of_usual_length_is_left_alone(tmp_path):
    with log.opened(tmp_path) as file:
        file.write(b"x" * 2 * log.LIMIT)
    log.shorten(tmp_path)
    assert (tmp_path / "child.log").stat().st_size == 2 * log.LIMIT
    assert log.tail(tmp_path / "nowhere", 5) == b""
