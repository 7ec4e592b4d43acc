"""A Chromium that starts is found; when there is none and none can be installed, a sentence says what to do."""

import subprocess
import sys

import pytest

from tests.e2e import chromium


@pytest.fixture(autouse=True)
def bare_machine(tmp_path, monkeypatch):
    """Nothing on the path, and no browser of Playwright's."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "_of_playwright", list)
    chromium.find.cache_clear()
    yield
    chromium.find.cache_clear()


@pytest.fixture
def put(tmp_path):
    """Put a program on the path that ends with this code."""

    def put(name, code=0):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\nexit {code}\n")
        program.chmod(0o755)
        return str(program)

    return put


@pytest.mark.parametrize("name", chromium.NAMES)
def test_it_is_found_by_each_of_its_names(put, name):
    path = put(name)
    assert chromium.find() == chromium.require() == path


def test_what_only_prints_advice_is_passed_over(put):
    put("chromium-browser", code=1)
    good = put("google-chrome")
    assert chromium.find() == good


def test_the_one_of_playwright_comes_last(put, monkeypatch, tmp_path):
    own = put("playwrights-own")
    monkeypatch.setattr(chromium, "_of_playwright", lambda: [own])
    assert chromium.find() == own
    chromium.find.cache_clear()
    systems = put("chromium")
    assert chromium.find() == systems


def test_without_one_the_tests_fail_with_what_to_install():
    with pytest.raises(RuntimeError, match=r"apt-get install chromium.*playwright install"):
        chromium.require()


def test_root_installs_the_package(put, monkeypatch):
    commands = []

    def run(command, **_):
        commands.append(command)
        if "install" in command:
            put("chromium")
        return subprocess.CompletedProcess(command, 0)

    put("apt-get")
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 0)
    monkeypatch.setattr(chromium.subprocess, "run", run)
    assert chromium.install()
    assert any(command[-1] == "chromium" and "apt-get" in command for command in commands)
    assert not any("playwright" in command for command in commands)


@pytest.mark.parametrize("sudo", [None, 1])
def test_others_get_that_of_playwright_unless_sudo_asks_no_password(put, monkeypatch, sudo):
    commands = []

    def run(command, **_):
        commands.append(command)
        return subprocess.CompletedProcess(command, 1)

    put("apt-get")
    if sudo is not None:
        put("sudo", code=sudo)
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(chromium.subprocess, "run", run)
    assert not chromium.install()
    assert commands[-1] == [sys.executable, "-m", "playwright", "install", "chromium"]
    assert not any("apt-get" in command for command in commands)


def test_when_nothing_works_the_command_says_so_and_fails(monkeypatch, capsys):
    monkeypatch.setattr(chromium, "install", lambda: False)
    assert chromium.main() == 1
    assert chromium.MISSING in capsys.readouterr().err
