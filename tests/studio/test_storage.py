"""The database at start: backed up before it is changed, checked, never lost by a restore."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from netsumiki.engine.errors import NetsumikiError
from netsumiki.studio import storage


@pytest.fixture
def database(folder):
    """A small database of a studio as a file (the tests' own lies in memory)."""
    path = folder / "studio.sqlite3"
    with closing(sqlite3.connect(path)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE studio_run (name TEXT)")
        made.execute("INSERT INTO studio_run VALUES ('first')")
        made.commit()
    return path


def names(path):
    with closing(sqlite3.connect(path)) as opened:
        return [row[0] for row in opened.execute("SELECT name FROM studio_run")]


def write(path, name):
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("INSERT INTO studio_run VALUES (?)", [name])
        opened.commit()


def test_a_backup_is_consistent_while_somebody_writes(database):
    with closing(sqlite3.connect(database)) as writing:
        writing.execute("INSERT INTO studio_run VALUES ('unfinished')")
        copy = storage.backup("by-hand")
        writing.commit()
    assert names(copy) == ["first"]
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_restore_brings_back_the_backup_and_keeps_what_it_replaces(database):
    copy = storage.backup("by-hand")
    write(database, "second")
    kept = storage.restore(copy)
    assert names(database) == ["first"]
    assert names(kept) == ["first", "second"]


def test_a_restore_keeps_also_what_a_killed_studio_wrote_last(database):
    copy = storage.backup("by-hand")
    writing = "import os, sqlite3, sys; opened = sqlite3.connect(sys.argv[1]); "
    writing += "opened.execute(\"INSERT INTO studio_run VALUES ('last')\"); opened.commit(); os._exit(0)"
    subprocess.run([sys.executable, "-c", writing, str(database)], check=True)
    assert database.with_name(database.name + "-wal").stat().st_size > 0
    kept = storage.restore(copy)
    assert names(database) == ["first"]
    assert names(kept) == ["first", "last"]


def test_a_damaged_database_is_replaced_and_never_taken_for_a_backup(database):
    copy = storage.backup("by-hand")
    content = database.read_bytes()
    database.write_bytes(content[:100] + bytes(len(content) - 100))
    storage.restore(copy)
    assert names(database) == ["first"]
    assert storage.newest_backup() == copy


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + bytes(100)])
def test_what_is_no_backup_is_refused_and_nothing_changes(database, tmp_path, content):
    other = tmp_path / "other.sqlite3"
    other.write_bytes(content)
    with pytest.raises(NetsumikiError, match="not a backup"):
        storage.restore(other)
    assert names(database) == ["first"]


def test_a_missing_backup_is_named(database, tmp_path):
    with pytest.raises(NetsumikiError, match=r"gone\.sqlite3 is not a backup"):
        storage.restore(tmp_path / "gone.sqlite3")


def test_a_damaged_database_is_told_with_the_newest_backup(database, folder):
    newest = storage.backup("by-hand")
    content = bytearray(database.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    database.write_bytes(content)
    with pytest.raises(NetsumikiError, match="damaged") as caught:
        storage.check(database)
    assert f"netsumiki studio restore {newest}" in str(caught.value)


def test_old_backups_go_and_the_latest_stay(database, folder, monkeypatch):
    for number in range(storage.KEPT + 3):
        storage.backup(f"by-hand-{number:02}")
    assert len(list((folder / "backups").iterdir())) == storage.KEPT
    assert list((folder / "backups").glob(f"*-by-hand-{storage.KEPT + 2:02}.sqlite3"))
