"""The database at start: checked, backed up before it is changed, and brought to the current form."""

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from netsumiki.engine.errors import NetsumikiError, Problem
from netsumiki.studio.folder import BACKUPS, DATABASE

KEPT = 10


def make_ready() -> None:
    """Check the database, and bring it to the current form after a backup. Raises `NetsumikiError` if it is damaged."""
    path = Path(settings.FOLDER) / DATABASE
    fresh = not path.exists()
    if not fresh:
        check(path)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if not fresh:
            backup("before-migration")
        call_command("migrate", verbosity=0, interactive=False)
    path.chmod(0o600)


def check(path: Path) -> None:
    """SQLite's own quick check. Raises `NetsumikiError` with the newest backup when the file is damaged."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            found = database.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        newest = newest_backup()
        remedy = f"netsumiki studio restore {newest}" if newest else "move the file away to begin with an empty studio"
        message = (
            f"the studio's database {path} is damaged ({found}): {remedy}; runs and models lie in files of their own"
        )
        raise NetsumikiError(Problem("database-damaged", message, facts={"backup": str(newest or "")}))


def newest_backup() -> Path | None:
    """The latest one that can be restored: a damaged database that was replaced lies among them too."""
    for copy in sorted((Path(settings.FOLDER) / BACKUPS).glob("*.sqlite3"), reverse=True):
        with suppress(NetsumikiError):
            check_is_studio(copy)
            return copy
    return None


def backup(reason: str, to: Path | None = None) -> Path:
    """A consistent copy of the database as it is now, also while it is in use; the latest ten of each folder stay."""
    folder = Path(settings.FOLDER)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = to or folder / BACKUPS / f"{stamp}-{reason}.sqlite3"
    unfinished = target.with_name(target.name + ".new")
    with closing(sqlite3.connect(folder / DATABASE)) as source, closing(sqlite3.connect(unfinished)) as copy:
        source.backup(copy)
    unfinished.chmod(0o600)
    unfinished.replace(target)
    if to is None:
        for old in sorted((folder / BACKUPS).glob("*.sqlite3"))[:-KEPT]:
            old.unlink()
    return target


def restore(source: Path) -> Path:
    """Make a backup the database; the one that it replaces is backed up first. Returns where that lies."""
    check_is_studio(source)
    path = Path(settings.FOLDER) / DATABASE
    kept = Path(settings.FOLDER) / BACKUPS / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-before-restore.sqlite3"
    if path.exists():
        put_aside(path, kept)
    with closing(sqlite3.connect(source)) as backup, closing(sqlite3.connect(path)) as database:
        backup.backup(database)
    path.chmod(0o600)
    return kept


def put_aside(path: Path, to: Path) -> None:
    """Move a database, sound or not, together with what was written last, which may still lie in its log."""
    log = path.with_name(path.name + "-wal")
    path.replace(to)
    if log.exists():
        log.replace(to.with_name(to.name + "-wal"))
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(to)) as moved:
        moved.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def check_is_studio(source: Path) -> None:
    """Raises `NetsumikiError` unless the file is a sound database of a studio."""
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as database:
            sound = database.execute("PRAGMA quick_check").fetchone()[0] == "ok"
            ours = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'studio_run'").fetchone()[0]
    except sqlite3.Error as error:
        sound, ours = False, str(error)
    if not sound or not ours:
        message = f"{source} is not a backup of the studio: choose a file from its folder backups"
        raise NetsumikiError(Problem("no-backup", message, facts={"file": str(source)}))
