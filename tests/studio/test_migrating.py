"""A database of an earlier form is backed up before it is brought to the current one."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

EARLIER = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", "sessions", verbosity=0)
call_command("migrate", "auth", "0001", verbosity=0)
"""
NOW = """
import django; django.setup()
from netsumiki.studio.storage import make_ready
make_ready()
"""


def run(program, folder):
    environment = os.environ | {"NETSUMIKI_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "netsumiki.studio.settings"}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, timeout=60)


def tables(path):
    with closing(sqlite3.connect(path)) as database:
        return {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_a_backup_is_made_before_a_migration_and_only_then(tmp_path):
    run(EARLIER, tmp_path)
    before = tables(tmp_path / "studio.sqlite3")
    run(NOW, tmp_path)
    (backup,) = (tmp_path / "backups").iterdir()
    assert "before-migration" in backup.name
    assert tables(backup) == before
    assert "studio_run" in tables(tmp_path / "studio.sqlite3") - before
    run(NOW, tmp_path)
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_a_fresh_studio_needs_no_backup(tmp_path):
    run(NOW, tmp_path)
    assert list((tmp_path / "backups").iterdir()) == []
