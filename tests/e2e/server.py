"""The studio as a user starts it: a process of its own, in a folder of its own."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import netsumiki

STATIC = Path(netsumiki.__file__).parent / "studio" / "static"
PATIENCE = 60.0  # seconds, for a busy machine
START_LINE = re.compile(r"(http://127\.0\.0\.1:(\d+))/start\?token=[\w-]+")
OURS = ("OPENBLAS_NUM_THREADS", "DJANGO_SETTINGS_MODULE")
"""Variables for the tests themselves: a user's studio runs without them."""


class Studio:
    """One `netsumiki studio`; it can be stopped or killed, and started again in the same folder at the same port."""

    def __init__(self, folder: Path, program: Sequence[str] = (sys.executable, "-m", "netsumiki"), **environment: str):
        self.folder = folder
        self.program = program
        self.environment = environment
        self.port = 0
        self.log = folder.with_name(folder.name + ".log")
        self._cookies: dict[str, str] = {}
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        environment = {name: value for name, value in os.environ.items() if name not in OURS}
        environment |= {"NETSUMIKI_HOME": str(self.folder), "PYTHONUNBUFFERED": "1", **self.environment}
        command = [*self.program, "studio", "--no-browser", "--port", str(self.port), "--data-dir", str(self.folder)]
        self._before = len(self.output())
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                cwd=self.folder.parent,
                start_new_session=True,  # so that what it leaves behind can be ended with it
            )
        found = self._wait_for(lambda: START_LINE.search(self.output()[self._before :]), "did not print its address")
        self.start_url, self.url, self.port = found.group(0), found.group(1), int(found.group(2))
        self._wait_for(self._answers, "did not answer")

    def output(self) -> str:
        """What it printed so far, in all its lives."""
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""

    def stop(self) -> None:
        """Ctrl-C. Raises: `AssertionError` when it does not end by that, and well."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the studio did not end by Ctrl-C; it said:\n{self.output()}") from None
        assert code in (0, 130, -signal.SIGINT), f"the studio ended with {code}; it said:\n{self.output()}"

    def kill(self) -> None:
        """kill -9 of the server alone; its children notice by themselves."""
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """End it and whatever it left behind."""
        if self.process.poll() is None:
            try:
                self.stop()
            finally:
                self._end_group()
        else:
            self._end_group()

    def cookies(self) -> dict[str, str]:
        """The cookies of a browser that opened the start address; they outlast a restart."""
        if not self._cookies:
            with self._send(self.start_url) as answer:
                assert self._cookies, f"{self.start_url} gave no session: {answer.status} {answer.read()[:500]!r}"
        return self._cookies

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON answer of /api/PATH to the one who is logged in. Raises: `AssertionError` for an error answer."""
        cookies, headers = self.cookies(), {}
        if method != "GET":
            if "csrftoken" not in cookies:
                self.api("GET", "session")
            headers = {"X-CSRFToken": cookies["csrftoken"], "Origin": self.url, "Content-Type": "application/json"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        data = None if body is None else json.dumps(body).encode()
        with self._send(f"{self.url}/api/{path}", data, headers, method) as answer:
            content = answer.read()
            assert answer.status < 300, f"{method} {path}: {answer.status} {content.decode()}"
        return json.loads(content) if content else None

    def _send(self, url: str, data: bytes | None = None, headers: dict[str, str] | None = None, method: str = "GET"):
        """The answer as it is, whatever its status, redirections not followed; cookies that it sets are kept."""
        try:
            request = urllib.request.Request(url, data, headers or {}, method=method)
            answer: Any = urllib.request.build_opener(_NoRedirect).open(request, timeout=PATIENCE)
        except urllib.error.HTTPError as error:
            answer = error
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer

    def _answers(self) -> bool:
        try:
            self._send(self.url).close()
        except OSError:
            return False
        return True

    def _wait_for(self, condition: Any, complaint: str) -> Any:
        deadline = time.monotonic() + PATIENCE
        while not (found := condition()):
            if self.process.poll() is not None:
                raise AssertionError(f"the studio ended with {self.process.returncode}; it said:\n{self.output()}")
            if time.monotonic() > deadline:
                self.kill()
                raise AssertionError(f"the studio {complaint} in {PATIENCE:.0f} s; it said:\n{self.output()}")
            time.sleep(0.05)
        return found

    def _end_group(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None
