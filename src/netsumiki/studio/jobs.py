"""Work in the background: in a thread of its own, which tells the tabs how far it is, and which can be given up."""

import logging
import time
from dataclasses import dataclass, field
from threading import Event, Lock, Semaphore, Thread
from typing import Any

from netsumiki.engine.errors import DataError, NetsumikiError, Problem
from netsumiki.studio.broadcast import publish
from netsumiki.studio.problems import as_json, itself_failed

TOLD_EVERY = 0.25  # seconds
MOST_KEPT = 64
ENDED = ("ready", "failed")


class Cancelled(Exception):
    """Nobody wants it any more."""


@dataclass(eq=False, kw_only=True)
class Job:
    """One piece of work: "waiting" for another one, "running", "ready", or "failed" with its problems."""

    key: str
    owner: int
    state: str = "waiting"
    what: str | None = None
    done: int = 0
    total: int | None = None
    problems: list[dict[str, Any]] = field(default_factory=list)
    cancelled: bool = False
    told: float = 0.0
    over: Event = field(default_factory=Event)

    def work(self) -> None:
        """Do it, calling `progress` now and then."""
        raise NotImplementedError

    def message(self) -> dict[str, Any]:
        """What the tabs hear of it, beside how far it is."""
        raise NotImplementedError

    def progress(self, what: str, done: int, total: int | None) -> None:
        """Tell how far it is. Raises `Cancelled` when nobody wants it any more."""
        if self.cancelled:
            raise Cancelled
        self.what, self.done, self.total = what, done, total
        if time.monotonic() - self.told >= TOLD_EVERY:
            self.told = time.monotonic()
            self.tell()

    def tell(self, state: str | None = None) -> None:
        publish(self.owner, self.message() | self.as_json() | ({"state": state} if state else {}))

    def as_json(self) -> dict[str, Any]:
        return {
            "state": self.state,
            "what": self.what,
            "done": self.done,
            "total": self.total,
            "problems": self.problems,
        }


class Jobs:
    """Jobs of one kind, each under its key: `at_once` of them run, a person's others wait, at most `most` of them."""

    def __init__(self, name: str, busy: tuple[str, str], at_once: int = 1, most: int = 8):
        self.name, self.busy, self.most = name, busy, most
        self._jobs: dict[str, Job] = {}
        self._lock, self._room = Lock(), Semaphore(at_once)

    def find(self, key: str) -> Job | None:
        return self._jobs.get(key)

    def begin(self, job: Job) -> Job:
        """Start it; where one of that key goes on already, that one is the answer.

        Raises: `DataError` when too many of this person's wait.
        """
        with self._lock:
            known = self._jobs.get(job.key)
            if known and known.state not in ENDED:
                return known
            waiting = sum(one.owner == job.owner and one.state not in ENDED for one in self._jobs.values())
            if waiting >= self.most:
                code, words = self.busy
                message = f"{waiting} {words}: wait for them, or cancel one"
                raise DataError(Problem(code, message, facts={"waiting": waiting}))
            self._jobs.pop(job.key, None)  # the new one is the youngest
            self._jobs[job.key] = job
            ended = [key for key, one in self._jobs.items() if one.state in ENDED]
            for key in ended[: max(0, len(ended) - MOST_KEPT)]:
                del self._jobs[key]
        job.tell()
        Thread(target=self._run, args=[job], name=f"{self.name} {job.key}", daemon=True).start()
        return job

    def give_up(self, key: str, owner: int | None = None) -> Job | None:
        """Forget it; if it runs, it ends with its next step. `owner`: who asks for that, unless it is the studio."""
        with self._lock:
            job = self._jobs.get(key)
            if job is None or owner not in (None, job.owner):  # somebody else waits for it
                return None
            del self._jobs[key]
            job.cancelled = True
        return job

    def end(self) -> None:
        """Give up all."""
        for key in list(self._jobs):
            self.give_up(key)

    def _run(self, job: Job) -> None:
        try:
            with self._room:
                job.state = "running"
                if not job.cancelled:
                    job.work()
        except NetsumikiError as error:
            job.problems = [as_json(problem) for problem in error.problems]
        except Exception as error:
            if not isinstance(error, Cancelled) and not job.cancelled:  # what it was doing may end in its own way
                logging.getLogger("netsumiki").exception("%s %s failed", self.name, job.key)
            job.problems = [as_json(itself_failed(error))]
        with self._lock:
            wanted = not job.cancelled
            if wanted:
                job.state = "failed" if job.problems else "ready"
        job.over.set()
        if wanted:
            job.tell()
