"""`make dev` starts the server anew when its Python changes, and leaves nothing running when it ends."""

import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from tests.packaging.scripts import script


@pytest.fixture
def dev(tmp_path, monkeypatch):
    """scripts/dev.py over a folder with one source, with processes that only wait in place of server and Vite."""
    module = script("dev")
    (tmp_path / "a.py").write_text("")
    monkeypatch.setattr(module, "SOURCES", tmp_path)
    monkeypatch.setattr(module.signal, "signal", lambda *_: None)
    monkeypatch.setattr(sys, "argv", ["dev.py", "--data-dir", "here"])
    module.started = []

    def start(kind):
        def start(*arguments):
            process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
            module.started.append((kind, arguments, process))
            return process

        return start

    monkeypatch.setattr(module, "start_server", start("server"))
    monkeypatch.setattr(module, "start_vite", start("vite"))
    yield module
    for _, _, process in module.started:
        process.kill()
        process.communicate()


def run(dev, monkeypatch, *moments):
    """Run it, with something happening whenever it waits; the last thing is Ctrl-C."""
    happenings = iter(moments)

    def wait(_):
        happening = next(happenings, None)
        if happening is None:
            raise KeyboardInterrupt
        happening()

    monkeypatch.setattr(dev, "time", SimpleNamespace(sleep=wait))
    return dev.main()


def kinds(dev):
    return [kind for kind, _, _ in dev.started]


def test_ctrl_c_ends_both(dev, monkeypatch):
    assert run(dev, monkeypatch) == 0
    assert kinds(dev) == ["vite", "server"]
    assert all(process.returncode == -signal.SIGTERM for _, _, process in dev.started)
    assert dev.started[1][1] == (["--data-dir", "here"],)


def test_a_changed_source_starts_the_server_anew(dev, monkeypatch, tmp_path):
    run(dev, monkeypatch, lambda: (tmp_path / "a.py").write_text("changed"), lambda: None)
    assert kinds(dev) == ["vite", "server", "server"]


@pytest.mark.parametrize("change", ["new.py", "a.py"])
def test_so_does_a_new_or_a_removed_one(dev, monkeypatch, tmp_path, change):
    path = tmp_path / change
    run(dev, monkeypatch, path.unlink if path.exists() else path.touch, lambda: None)
    assert kinds(dev) == ["vite", "server", "server"]


def test_without_a_change_it_keeps_running(dev, monkeypatch):
    run(dev, monkeypatch, lambda: None, lambda: None, lambda: None)
    assert kinds(dev) == ["vite", "server"]


def test_when_vite_ends_so_does_the_server(dev, monkeypatch):
    def end_vite():
        process = dev.started[0][2]
        process.kill()
        process.wait()

    assert run(dev, monkeypatch, end_vite) == -signal.SIGKILL
    assert dev.started[1][2].returncode == -signal.SIGTERM


def test_the_address_is_that_of_the_pages(dev, capsys):
    said = [f"Open    {dev.SERVER}/start?token=abc\n", "Stop    Ctrl-C\n"]
    server = subprocess.Popen(
        [sys.executable, "-c", f"print({''.join(said)!r}, end='')"], stdout=subprocess.PIPE, text=True
    )
    dev.pass_on(server)
    server.communicate()
    assert capsys.readouterr().out == f"Open    {dev.PAGES}/start?token=abc\nStop    Ctrl-C\n"
