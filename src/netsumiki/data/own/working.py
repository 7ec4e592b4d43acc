"""The other side of the worker: starts it, passes on how far it is, and ends it when nobody wants it any more."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any

from netsumiki.data.storage import Progress
from netsumiki.engine.errors import DataError, Problem

COMMAND = (sys.executable, "-P", "-m", "netsumiki.data.own.worker")
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
"""Each thread would reserve memory that it never uses, and the worker's is limited."""
SILENCE = 120.0
"""Seconds after which a worker that says nothing is given up; the largest picture takes about one."""
ASKED_EVERY = 0.25
MOST_DEATHS = 4


class Died(Exception):
    """The worker ended without saying why; `reason` is one of those for which a file is refused."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def done(job: dict[str, Any], progress: Progress | None = None, command: Sequence[str] = COMMAND) -> None:
    """Have the job done. A file at which the worker dies is left out, and the work begun anew.

    Raises: `DataError` with what the worker told, or when it dies again and again; whatever `progress` raises.
    """
    place = Path(job["folder"]) / "at"
    faulty: dict[str, str] = {}
    for _ in range(MOST_DEATHS):
        place.unlink(missing_ok=True)
        try:
            return _once(job | {"faulty": faulty}, progress, command)
        except Died as death:
            at = int.from_bytes(place.read_bytes()[:8], "little", signed=True) if place.exists() else -1
            if at < 0:
                break
            faulty[str(at)] = death.reason
    message = "the program that reads the pictures was ended by the system: close other programs, or import in parts"
    raise DataError(Problem("own-worker", message))


def _once(job: dict[str, Any], progress: Progress | None, command: Sequence[str]) -> None:
    environment = os.environ | ENVIRONMENT
    with open(Path(job["folder"]) / "worker.log", "ab") as log:
        # a session of its own: Ctrl-C is for the program to hear that asked for it
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, start_new_session=True, env=environment
        )
    stdin, stdout = process.stdin, process.stdout
    assert stdin and stdout
    lines: Queue[bytes] = Queue()
    try:
        Thread(target=_listen, args=[stdout, lines], name="worker", daemon=True).start()
        with suppress(BrokenPipeError):  # that it is dead is heard below
            stdin.write(json.dumps(job).encode() + b"\n")
            stdin.flush()
        _hear(lines, progress)
    finally:
        process.kill()
        process.wait()
        with suppress(BrokenPipeError):
            stdin.close()


def _listen(stdout: IO[bytes], lines: Queue) -> None:
    with stdout:
        for line in stdout:
            lines.put(line)
    lines.put(b"")


def _hear(lines: Queue, progress: Progress | None) -> None:
    told: tuple[str, int, int | None] | None = None
    heard = time.monotonic()
    while True:
        try:
            line = lines.get(timeout=ASKED_EVERY)
            heard = time.monotonic()
        except Empty:
            line = None
        if line == b"":
            raise Died("damaged")
        message = json.loads(line) if line else {}
        if message.get("done"):
            return
        if "problems" in message:
            raise DataError(*(Problem(p["code"], p["message"], facts=p["facts"]) for p in message["problems"]))
        told = tuple(message["progress"]) if "progress" in message else told
        if progress and told:
            progress(*told)  # also while nothing is heard, so that it can be given up
        if time.monotonic() - heard > SILENCE:
            raise Died("too-slow")
