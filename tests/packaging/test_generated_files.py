"""What is generated must be up to date, and what is locked must name no server."""

import json
import os
import re
import sys

import pytest

from tests.packaging.scripts import ROOT, script


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """scripts/fresh.py over a folder with a description and a client of one file, both from the year 1970."""
    module = script("fresh")
    description, client = tmp_path / "openapi.json", tmp_path / "api"
    client.mkdir()
    for path in (description, client / "sdk.ts"):
        path.write_text("{}")
        os.utime(path, (1000, 1000))
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "DESCRIPTION", description)
    monkeypatch.setattr(module, "CLIENT", client)
    return module


def check(fresh, monkeypatch, command):
    """Its exit code when this Python line is what generates."""
    monkeypatch.setattr(sys, "argv", ["fresh.py", sys.executable, "-c", f"from pathlib import Path; {command}"])
    return fresh.main()


def test_files_that_come_out_the_same_are_fresh_and_keep_their_time(fresh, monkeypatch, tmp_path):
    assert check(fresh, monkeypatch, "Path('openapi.json').write_text('{}')") == 0
    assert (tmp_path / "openapi.json").stat().st_mtime == 1000


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("Path('openapi.json').write_text('changed')", "openapi.json"),
        ("Path('api/new.ts').write_text('')", "api/new.ts"),
        ("Path('api/sdk.ts').unlink()", "api/sdk.ts"),
    ],
)
def test_a_stale_file_fails_and_is_named(fresh, monkeypatch, capsys, command, name):
    assert check(fresh, monkeypatch, command) == 1
    assert f"{name} was stale" in capsys.readouterr().err
    assert check(fresh, monkeypatch, "pass") == 0


def test_a_generator_that_fails_fails_the_check(fresh, monkeypatch):
    assert check(fresh, monkeypatch, "raise SystemExit(3)") == 3


def test_locks_have_a_hash_for_everything_and_name_no_server():
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))["packages"]
    bundled = {path for path, package in packages.items() if package.get("inBundle")}
    for path in packages.keys() - bundled - {""}:
        assert "integrity" in packages[path], path
        assert "resolved" not in packages[path], path
    for name in ("run", "test", "node"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        assert "://" not in text
        assert not re.findall(r"^[\w.-]+==[^\\\n]*$", text, re.M), "every line goes on with a hash"
