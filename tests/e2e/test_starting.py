"""The one command: it says where everything is, ends at once, and says what is in its way."""

import os
import socket
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import closing

from tests.e2e.waiting import until


def netsumiki(*arguments, home):
    """A command run to its end, as in a terminal."""
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"} | {"NETSUMIKI_HOME": str(home)}
    command = [sys.executable, "-m", "netsumiki", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def test_the_terminal_shows_the_address_the_folder_and_how_to_stop(new_studio):
    studio = new_studio()
    for expected in (studio.start_url, str(studio.folder), "Ctrl-C"):
        assert expected in studio.output()
    assert stat.S_IMODE(studio.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((studio.folder / "studio.sqlite3").stat().st_mode) == 0o600


def test_ctrl_c_ends_it_with_streams_open_and_a_run_at_work(new_studio):
    studio = new_studio()
    recipe = {
        "version": 1,
        "data": {"dataset": "blobs"},
        "model": {
            "inputs": {"point": [2]},
            "nodes": [{"name": "dense", "layer": "dense", "units": 2}],
            "outputs": {"dense": "dense"},
        },
        "training": {"steps": 100_000_000, "batch_size": 20},
    }
    id = studio.api("POST", "runs", {"recipe": recipe})["id"]
    cookie = "; ".join(f"{n}={v}" for n, v in studio.cookies().items())
    ended = []

    def listen():
        request = urllib.request.Request(f"{studio.url}/api/stream", headers={"Cookie": cookie})
        with urllib.request.urlopen(request) as stream:
            for _ in stream:
                pass
        ended.append(True)

    tabs = [threading.Thread(target=listen) for _ in range(3)]
    for tab in tabs:
        tab.start()
    until(lambda: studio.api("GET", f"runs/{id}")["progress"]["step"], "a step")
    began = time.monotonic()
    studio.stop()
    print(f"ended after {time.monotonic() - began:.2f} s")
    for tab in tabs:
        tab.join(5)
    assert ended == [True] * 3

    studio.start()  # and the run goes on where it was

    def starts():
        return [e for e in studio.api("GET", f"runs/{id}/history")["log"] if e["kind"] == "started"]

    started = until(lambda: len(starts()) == 2 and starts(), "a second start")
    assert started[-1]["data"]["resumed_at"] > 0


def test_a_second_start_on_a_busy_port_says_so(studio, tmp_path):
    second = netsumiki("studio", "--no-browser", "--port", studio.port, home=tmp_path)
    assert second.returncode != 0
    assert f"port {studio.port} is taken" in second.stderr and "--port" in second.stderr


def test_a_second_studio_in_one_folder_says_so(studio):
    second = netsumiki("studio", "--no-browser", "--port", 0, home=studio.folder)
    assert second.returncode != 0
    assert "another studio is using" in second.stderr and "--data-dir" in second.stderr


def test_it_listens_on_this_machine_alone(studio):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.2", studio.port))  # which fails where somebody listens on every address


def test_a_backup_taken_while_it_runs_can_be_restored(new_studio, tmp_path):
    studio = new_studio()
    document = {"name": "before", "recipe": {"model": {}}, "positions": {}}
    studio.api("POST", "documents", document)
    copy = tmp_path / "copy.sqlite3"
    assert netsumiki("studio", "backup", copy, home=studio.folder).returncode == 0
    studio.api("POST", "documents", document | {"name": "after"})
    refused = netsumiki("studio", "restore", copy, home=studio.folder)
    assert refused.returncode != 0 and "another studio is using" in refused.stderr
    studio.stop()
    assert netsumiki("studio", "restore", copy, home=studio.folder).returncode == 0
    studio.start()
    assert [d["name"] for d in studio.api("GET", "documents")] == ["before"]


def test_a_damaged_database_is_told_at_the_start_and_a_backup_takes_its_place(new_studio, tmp_path):
    studio, copy = new_studio(), tmp_path / "copy.sqlite3"
    studio.api("POST", "documents", {"name": "kept", "recipe": {"model": {}}, "positions": {}})
    assert netsumiki("studio", "backup", copy, home=studio.folder).returncode == 0
    studio.stop()
    path = studio.folder / "studio.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    told = netsumiki("studio", "--no-browser", "--port", 0, home=studio.folder)
    assert told.returncode != 0 and "damaged" in told.stderr
    restored = netsumiki("studio", "restore", copy, home=studio.folder)
    assert restored.returncode == 0, restored.stderr
    studio.start()
    assert [d["name"] for d in studio.api("GET", "documents")] == ["kept"]
