"""What goes wrong on the way: an import is given up or dies, a worker dies, the disk is full, files change."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from netsumiki.data.own import Incoming, Stored, ids, own_folder, sweep, working
from netsumiki.data.own.incoming import YOUNG
from netsumiki.engine.errors import DataError
from tests.data.own.shapes import encoded, laid_out, shape_files, zipped
from tests.e2e.waiting import until


class GivenUp(Exception):
    pass


def give_up(what, done, total):
    raise GivenUp


def running(incoming):
    """Processes whose job is this import."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if "netsumiki.data.own.worker" in (process / "cmdline").read_text() and str(incoming.folder) in os.readlink(
                process / "fd" / "2"
            ):
                found.append(process)
        except OSError:
            continue
    return found


def test_an_import_through_its_process(tmp_path, home):
    incoming = Incoming.begin(zipped(tmp_path / "shapes.zip", shape_files(each=5)))
    told = []
    survey = incoming.survey(lambda *progress: told.append(progress))
    stored = incoming.commit("shapes", progress=lambda *progress: told.append(progress))
    assert survey.pictures == 50 and len(stored.pictures) == 50 and len(stored.version().rows("test")) == 10
    assert {what for what, _, _ in told} >= {"Looking at the pictures", "Storing the pictures"}
    assert [entry.name for entry in (home / "own").iterdir()] == [stored.id]  # nothing else is left


def test_what_is_given_up_ends_at_once_and_leaves_nothing(tmp_path, home):
    incoming = Incoming.begin(laid_out(tmp_path / "a", shape_files(each=3)))
    with pytest.raises(GivenUp):
        incoming.survey(give_up)
    assert running(incoming) == []
    incoming.survey()
    with pytest.raises(GivenUp):
        incoming.commit("a", progress=give_up)
    assert ids() == [] and running(incoming) == []
    incoming.discard()
    assert list((home / "own").iterdir()) == []


CHILD = """
import sys
from netsumiki.data.own import Incoming
from pathlib import Path
incoming = Incoming.begin(Path(sys.argv[1]))
survey = incoming.survey()
print("surveyed", incoming.folder, flush=True)
incoming.commit("a", progress=lambda *progress: print(*progress, flush=True))
"""


def test_a_killed_import_leaves_nothing_but_what_the_next_start_removes(tmp_path, home):
    files = laid_out(tmp_path / "a", shape_files(each=30))
    command = [sys.executable, "-c", CHILD, str(files)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    with child, child.stdout as said:
        for line in said:
            if line.startswith("Storing"):
                break
        os.kill(child.pid, signal.SIGKILL)
    (left,) = (home / "own").iterdir()
    assert left.name.startswith(".import-") and ids() == []
    until(
        lambda: not any(str(left) in _log_of(process) for process in Path("/proc").glob("[0-9]*")), "its worker leaves"
    )
    sweep()
    assert list((home / "own").iterdir()) == []


def _log_of(process):
    try:
        return os.readlink(process / "fd" / "2")
    except OSError:
        return ""


def test_a_running_import_is_not_swept_away(tmp_path, home):
    incoming = Incoming.begin(laid_out(tmp_path / "a", shape_files(each=1)))
    os.utime(incoming.folder, (0, 0))
    subprocess.run([sys.executable, "-c", "from netsumiki.data.own import sweep; sweep()"], check=True)
    assert incoming.folder.is_dir()
    incoming.discard()


def test_a_file_at_which_the_worker_dies_is_left_out(tmp_path):
    """The worker is one that dies at the candidates 3 and 5; the second time it knows what not to touch."""
    fragile = """
import json, os, sys
job = json.loads(sys.stdin.readline())
with open(job["folder"] + "/at", "wb", buffering=0) as place:
    for at in range(8):
        place.seek(0)
        place.write(at.to_bytes(8, "little", signed=True))
        if at in (3, 5) and str(at) not in job["faulty"]:
            os.kill(os.getpid(), 9)
open(job["folder"] + "/faulty", "w").write(json.dumps(job["faulty"]))
print('{"done": true}')
"""
    working.done({"folder": str(tmp_path)}, command=[sys.executable, "-c", fragile])
    assert json.loads((tmp_path / "faulty").read_text()) == {"3": "damaged", "5": "damaged"}


def test_a_worker_that_always_dies_is_told(tmp_path):
    with pytest.raises(DataError, match="was ended by the system"):
        working.done({"folder": str(tmp_path)}, command=[sys.executable, "-c", "raise SystemExit(3)"])


def test_a_worker_that_says_nothing_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(working, "SILENCE", 0.0)
    with pytest.raises(DataError, match="was ended by the system"):
        working.done({"folder": str(tmp_path)}, command=[sys.executable, "-c", "import sys; sys.stdin.read()"])


def test_the_worker_may_take_only_so_much_memory(tmp_path, monkeypatch):
    """A picture that is within the limit of pixels, read with hardly any memory left."""
    picture = np.zeros((5_000, 5_000, 3), np.uint8)
    picture[::7, ::5] = 200
    files = {"a/large.png": encoded(picture, compress_level=1), "a/small.png": encoded(picture[:40, :40])}
    script = "import numpy.random, PIL.PngImagePlugin, resource\nimport netsumiki.data.own.surveying\n"
    script += "from netsumiki.data.own import worker\n"
    script += "used = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize()\n"
    script += "worker.MEMORY = used + (80 << 20)\nworker.main()"
    monkeypatch.setattr(working, "COMMAND", (sys.executable, "-P", "-c", script))
    incoming = Incoming.begin(laid_out(tmp_path / "a", files))
    working.done(incoming._job("survey"), command=working.COMMAND)
    found = json.loads((incoming.folder / "survey.json").read_text())
    assert [(one["name"], one["reason"]) for one in found["refused"]] == [("a/large.png", "too-large")]
    incoming.discard()


@pytest.fixture
def no_room():
    """The system lets no file grow beyond 8 KB, as where the disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, before[1]))
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before)
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_ends_an_edit_and_the_version_before_is_whole(small, no_room):
    with pytest.raises(DataError, match="cannot write to"):
        small.append(np.zeros((200, 8, 8, 1), np.uint8), np.zeros(200, int), np.zeros(200, int))
    no_room()
    found = Stored.open(small.id)
    assert found.current == 2 and len(found.pictures) == 12 and len(found.version()) == 12
    found.append(np.full((1, 8, 8, 1), 9, np.uint8), [0], [0])
    assert (found.pictures[12] == 9).all() and len(found.pictures) == 13


def test_a_full_disk_ends_an_import_with_nothing_left(tmp_path, home, here, no_room, request):
    no_room()
    incoming = Incoming.begin(laid_out(tmp_path / "a", shape_files(each=3)))
    incoming.survey()
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    with pytest.raises(DataError, match="cannot write to"):
        incoming.commit("a")
    incoming.discard()
    assert list((home / "own").iterdir()) == []


def test_too_little_room_is_told_before_anything_is_stored(tmp_path, here, monkeypatch):
    incoming = Incoming.begin(laid_out(tmp_path / "a", shape_files(each=1)))
    incoming.survey()
    monkeypatch.setattr("shutil.disk_usage", lambda path: type("Usage", (), {"free": 1_000_000}))
    with pytest.raises(DataError, match="where 1 MB are free"):
        incoming.commit("a")
    incoming.discard()


@pytest.mark.parametrize("moment", ["pictures", "npz", "json", "dataset"])
def test_killed_in_the_middle_of_adding_the_version_before_is_whole(small, moment, monkeypatch):
    """Whatever was written until then does not count, is written over, and is removed at the next start."""

    class Killed(BaseException):
        pass

    from netsumiki.data import storage
    from netsumiki.data.own import founding, version

    real = storage.write_atomically

    def write(path, content):
        if {"npz": "0003.npz", "json": "0003.json", "dataset": "dataset.json"}.get(moment) == path.name:
            raise Killed
        real(path, content)

    monkeypatch.setattr(version, "write_atomically", write)
    monkeypatch.setattr(founding, "write_atomically", write)
    if moment == "pictures":
        monkeypatch.setattr(version, "write", lambda *_: (_ for _ in ()).throw(Killed))
    before = (small.folder / "dataset.json").read_text()
    more = np.full((3, 8, 8, 1), 5, np.uint8)
    with pytest.raises(Killed):
        small.append(more, [0, 1, 2], [0, 0, 0], ["x", "y", "z"])
    monkeypatch.undo()
    monkeypatch.setenv("NETSUMIKI_HOME", str(small.folder.parents[1]))
    found = Stored.open(small.id)
    assert found.current == 2 and len(found.pictures) == 12 and len(found.file_names()) == 12
    small.edit({"change": "leave_out", "rows": [0]})  # which is version 3 now
    assert len(small.file_names()) == 12
    small.facts = json.loads(before)
    (small.folder / "dataset.json").write_text(before)
    (small.folder / "versions" / "0003.npz.abcdef01.new").write_bytes(b"cut off")
    sweep()
    assert (small.folder / "pictures.bin").stat().st_size == 12 * 64
    assert sorted(p.name for p in (small.folder / "versions").iterdir()) == [
        "0001.json",
        "0001.npz",
        "0002.json",
        "0002.names",
        "0002.npz",
    ]
    assert found.append(more + 1, [0, 1, 2], [0, 0, 0]).number == 3 and (found.pictures[12:] == 6).all()


def test_pictures_that_vanish_between_looking_and_storing_are_told(tmp_path, here):
    folder = laid_out(tmp_path / "a", shape_files(each=3))
    incoming = Incoming.begin(folder)
    incoming.survey()
    (folder / "red circle" / "1.png").unlink()
    (folder / "red circle" / "2.png").write_bytes(b"no picture any more")
    (folder / "red circle" / "9.png").write_bytes(encoded(np.zeros((32, 32, 3), np.uint8)))  # came later: not looked at
    stored = incoming.commit("a")
    assert len(stored.pictures) == 28 and stored.source["refused_count"] == 2
    assert {one["name"]: one["reason"] for one in stored.source["refused"]} == {
        "red circle/1.png": "gone",
        "red circle/2.png": "damaged",
    }
    assert len(stored.file_names()) == 28 and "red circle/9.png" not in stored.file_names()


def test_a_table_that_changes_between_looking_and_storing_is_told(tmp_path, here):
    path = tmp_path / "a.csv"
    line = ",".join(["1", *["7"] * 64])
    path.write_text(f"{line}\n" * 3)
    incoming = Incoming.begin(path)
    incoming.survey()
    path.write_text(f"{line}\n" * 4)
    with pytest.raises(DataError, match="have changed since they were looked at"):
        incoming.commit("a")
    assert ids() == []
    assert incoming.survey().pictures == 4  # looked at anew
    incoming.discard()


def test_what_lies_about_unlocked_is_removed_when_it_is_old(home):
    old, young = own_folder() / ".gone-1", own_folder() / ".new-2"
    for folder in (old, young):
        folder.mkdir(parents=True)
    os.utime(old, (time.time() - YOUNG - 1,) * 2)
    sweep()
    assert not old.exists() and young.exists()


@pytest.mark.parametrize("damage", ["dataset.json", "versions/0002.npz", "versions/0002.json"])
def test_a_damaged_data_set_says_so(small, damage):
    (small.folder / damage).write_bytes(b"{")
    with pytest.raises(DataError, match="is damaged: delete it"):
        Stored.open(small.id).version()
