"""A Chromium without a window that opens one page and answers questions about it, through a pipe and no network."""

import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from netsumiki.engine.errors import Problem
from netsumiki.exporting.formats.base import CannotRun

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
OPTIONS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--no-first-run",
    "--no-default-browser-check",
)
PATIENCE = 120.0
"""Seconds for which it may be silent."""
HANDED = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for place, end in enumerate(ends, 3):
    os.dup2(end, place)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""A browser reads from its file 3 and writes to its file 4: puts the two ends there, and becomes the browser."""
MISSING = (
    "no browser was found to run the page: install Chromium or Chrome (or name it in CHROME_PATH), and export again"
)


def find_chromium() -> str:
    """The browser of this machine. Raises `CannotRun` where there is none."""
    named = os.environ.get("CHROME_PATH")
    candidates = [named] if named else [*map(shutil.which, NAMES), *ELSEWHERE]
    for path in candidates:
        if path and Path(path).is_file() and _starts(path):
            return path
    raise CannotRun(Problem("browser-missing", MISSING))


def _starts(path: str) -> bool:
    """What stands in for a package that is missing is on the path, too, and only gives advice."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


class Page:
    """`with Page(file) as page: page.ask("1 + 1")`: the file in a browser of its own, with an empty profile.

    Raises: `CannotRun` where there is no browser, or one that does not answer.
    """

    def __init__(self, file: Path):
        if os.name != "posix":
            message = "the page can be run by itself only on Linux and macOS: open it, and it says how it did"
            raise CannotRun(Problem("browser-elsewhere", message))
        browser = find_chromium()
        self._folder = tempfile.mkdtemp(prefix="netsumiki-")
        self._waiting, self._number = b"", 0
        read_by_it, self._write = os.pipe()
        self._read, written_by_it = os.pipe()
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # it refuses to sandbox for root
        command = [browser, *OPTIONS, *sandbox, f"--user-data-dir={self._folder}", "about:blank"]
        ends = [str(read_by_it), str(written_by_it)]
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", HANDED, *ends, *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(read_by_it, written_by_it),
            start_new_session=True,
        )
        os.close(read_by_it)
        os.close(written_by_it)
        try:
            target = self._call("Target.createTarget", {"url": "about:blank"})["targetId"]
            self._session = self._call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
            self._call("Page.enable", {}, self._session)
            self._call("Page.navigate", {"url": file.resolve().as_uri()}, self._session)
            while self._receive().get("method") != "Page.loadEventFired":
                pass
        except BaseException:
            self.close()
            raise

    def ask(self, expression: str) -> Any:
        """What an expression comes to in the page, as JSON; a promise is waited for."""
        options = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        told = self._call("Runtime.evaluate", options, self._session)
        if "exceptionDetails" in told:
            thrown = told["exceptionDetails"]
            raise RuntimeError(f"the page failed: {thrown.get('exception', {}).get('description', thrown['text'])}")
        return told["result"].get("value")

    def _call(self, method: str, parameters: dict[str, Any], session: str | None = None) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        data = json.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data) :]
        while True:
            answer = self._receive()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"the browser refused {method}: {answer['error'].get('message')}")
                return answer["result"]

    def _receive(self) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE
        while b"\0" not in self._waiting:
            ready, _, _ = select.select([self._read], [], [], max(0.0, deadline - time.monotonic()))
            part = os.read(self._read, 1 << 20) if ready else b""
            if not part:
                words = "the browser started but does not answer: open the page by hand, and it says how it did"
                raise CannotRun(Problem("browser-silent", words))
            self._waiting += part
        message, _, self._waiting = self._waiting.partition(b"\0")
        return json.loads(message)

    def close(self) -> None:
        for end in (self._write, self._read):
            os.close(end)
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> "Page":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
