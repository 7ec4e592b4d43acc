"""`python -m netsumiki.data.own.worker`: reads files that nobody can vouch for, in a process that may come to harm.

The job comes as a line of JSON; how far it is, and how it ends, goes out as lines of JSON. When whoever asked is gone,
so is the worker.
"""

import json
import os
import sys
import time
from pathlib import Path
from threading import Thread
from typing import Any

from netsumiki.engine.errors import NetsumikiError, Problem

MEMORY = 1_500 << 20
"""Of addresses; half of it is taken by the program and its libraries, and is never used."""
TOLD_EVERY = 0.1
NICENESS = 5


def main() -> int:
    limit_memory()
    tongue = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # whatever a library prints is no answer
    job = json.loads(sys.stdin.readline())
    Thread(target=leave_with_parent, name="parent", daemon=True).start()
    try:
        work(job, Teller(tongue, Path(job["folder"])))
    except NetsumikiError as error:
        say(tongue, problems=[{"code": p.code, "message": p.message, "facts": p.facts} for p in error.problems])
        return 1
    except MemoryError:
        problem = Problem("own-memory", "there is not enough memory to read these files: import them in parts")
        say(tongue, problems=[{"code": problem.code, "message": problem.message, "facts": {}}])
        return 1
    say(tongue, done=True)
    return 0


def work(job: dict[str, Any], tell: "Teller") -> None:
    from netsumiki.data.own.joining import Joined
    from netsumiki.data.own.storing import store
    from netsumiki.data.own.survey import Plan
    from netsumiki.data.own.surveying import survey

    folder, path = Path(job["folder"]), Path(job["path"]) if job["path"] else None
    faulty = {int(number): reason for number, reason in job["faulty"].items()}
    if job["do"] == "survey":
        survey(folder, path, faulty, tell, Joined(*job["into"]) if job.get("into") else None)
    else:
        store(folder, path, Plan.read(job["plan"]), faulty, tell)


class Teller:
    """Tells how far it is, now and then, and leaves word of where it is, for whoever finds the process dead."""

    def __init__(self, tongue: Any, folder: Path):
        self.tongue, self.told = tongue, 0.0
        self.place = open(folder / "at", "wb", buffering=0)  # noqa: SIM115 - as long as the process lives

    def __call__(self, what: str, done: int, total: int | None, at: int = -1) -> None:
        self.place.seek(0)
        self.place.write(at.to_bytes(8, "little", signed=True))
        now = time.monotonic()
        if now - self.told >= TOLD_EVERY:
            self.told = now
            say(self.tongue, progress=[what, done, total])


def say(tongue: Any, **said: Any) -> None:
    tongue.write(json.dumps(said) + "\n")


def limit_memory() -> None:
    """What does not fit is refused with an error instead of filling the machine. Windows has no such limit."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(NICENESS)


def leave_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
