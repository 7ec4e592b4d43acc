"""Full verdicts on generators: made by the judge in the background, one at a time, and kept beside the model."""

import json
import logging
import time
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from django.conf import settings

from netsumiki.data import load
from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import DataError, NetsumikiError, Problem
from netsumiki.exporting.generator_file import Generator, load_generator
from netsumiki.judging import Cancelled, examine
from netsumiki.judging.judge import sha256_of
from netsumiki.studio import shelf
from netsumiki.studio.broadcast import publish
from netsumiki.studio.trained import Trained

FILE, BUNDLED = "verdict.json", "verdicts"
TOLD_EVERY = 0.25  # seconds
MOST_WAITING = 8


@dataclass(eq=False)
class Examining:
    """One verdict on its way: "waiting" for another one, "running", or "failed" with the reason."""

    found: Trained
    owner: int
    count: int
    seed: int
    state: str = "waiting"
    what: str | None = None
    done: int = 0
    total: int | None = None
    error: str | None = None
    cancelled: bool = False
    told: float = 0.0

    def progress(self, what: str, done: int, total: int | None) -> None:
        if self.cancelled:
            raise Cancelled
        self.what, self.done, self.total = what, done, total
        if time.monotonic() - self.told >= TOLD_EVERY:
            self.told = time.monotonic()
            self.tell()

    def tell(self, state: str | None = None) -> None:
        publish(self.owner, {"type": "judging", "model": self.found.id, **self.as_json(), "state": state or self.state})

    def as_json(self) -> dict[str, Any]:
        return {"state": self.state, "what": self.what, "done": self.done, "total": self.total, "error": self.error}

    def run(self) -> None:
        try:
            with _room:
                self.state = "running"
                self.progress("Reading the model", 0, None)
                self.examine()
        except Cancelled:
            return
        except NetsumikiError as error:
            self.fail(str(error))
        except Exception as error:
            logging.getLogger("netsumiki").exception("judging %s failed", self.found.id)
            self.fail(f"the studio itself failed ({type(error).__name__}): the terminal shows more")
        else:
            if _forget(self):
                self.tell("ready")

    def examine(self) -> None:
        generator, sha256 = read_whole(self.found.path)
        data = load(generator.recipe.get("data", {}).get("dataset", "mnist"), progress=self.progress)
        verdict = examine(
            generator,
            data,
            seed=self.seed,
            count=self.count,
            progress=self.progress,
            stop=lambda: self.cancelled,
            sha256=sha256,
        )
        write_atomically(place_of(self.found), json.dumps(known(verdict.to_json()), allow_nan=False).encode())

    def fail(self, error: str) -> None:
        if not self.cancelled:
            self.state, self.error = "failed", error
            self.tell()


_under_way: dict[str, Examining] = {}
_lock, _room = Lock(), Lock()


def read_whole(path: Path) -> tuple[Generator, str]:
    """A generator and the SHA-256 of the very file, which a run in progress replaces now and then."""
    while True:
        sha256 = sha256_of(path)
        generator = load_generator(path)
        if sha256_of(path) == sha256:
            return generator, sha256


def place_of(found: Trained) -> Path:
    """Where the verdict on a model is kept."""
    if found.run is not None:
        return found.path.parent / FILE
    return Path(settings.FOLDER) / BUNDLED / f"{found.path.stem}.json"


def verdict_on(found: Trained) -> dict[str, Any]:
    """How far the verdict is, and the last one that was made; see `api.verdicts.VerdictOut`."""
    under_way, kept = _under_way.get(found.id), _kept(found)
    now = under_way.as_json() if under_way else {"state": "ready" if kept else "missing"}
    current = kept is not None and is_current(found, kept)
    return no_verdict_on(found.id) | now | {"verdict": kept, "current": current}


def no_verdict_on(model_id: str) -> dict[str, Any]:
    """What is said of a model that has no weights yet."""
    nothing = {"what": None, "done": 0, "total": None, "error": None, "verdict": None, "current": False}
    return {"model": model_id, "state": "missing"} | nothing


def is_current(found: Trained, verdict: dict[str, Any]) -> bool:
    """Whether it is about the model's file as it is now."""
    return verdict["protocol"]["model_sha256"] == shelf.hash_of(found)


def _kept(found: Trained) -> dict[str, Any] | None:
    try:
        verdict = json.loads(place_of(found).read_bytes())
        return verdict if "protocol" in verdict else None
    except (OSError, ValueError, TypeError):
        return None


def begin(found: Trained, owner: int, count: int, seed: int) -> dict[str, Any]:
    """Start judging, unless that goes on already. Raises `DataError` when too many wait."""
    with _lock:
        known = _under_way.get(found.id)
        if known is None or known.state == "failed":
            busy = [one for one in _under_way.values() if one.state != "failed"]
            if len(busy) >= MOST_WAITING:
                message = f"{len(busy)} models wait for the judge already: wait for them, or cancel one"
                raise DataError(Problem("judge-busy", message, facts={"waiting": len(busy)}))
            made = _under_way[found.id] = Examining(found, owner, count, seed)
            made.tell()
            Thread(target=made.run, name=f"judging {found.id}", daemon=True).start()
    return verdict_on(found)


def cancel(found: Trained) -> dict[str, Any]:
    """Give up the verdict that is being made; the one before it stays."""
    give_up(found.id)
    return verdict_on(found)


def give_up(model_id: str) -> None:
    under_way = _under_way.get(model_id)
    if under_way:
        under_way.cancelled = True
        _forget(under_way)
        under_way.tell("ready" if _kept(under_way.found) else "missing")


def known(value: Any) -> Any:
    """The same with null for what is no number: a distance between clouds that have fallen to a point, say."""
    if isinstance(value, dict):
        return {key: known(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [known(inner) for inner in value]
    return None if isinstance(value, float) and not isfinite(value) else value


def _forget(done: Examining) -> bool:
    """True when it was still wanted."""
    with _lock:
        return _under_way.get(done.found.id) is done and _under_way.pop(done.found.id) is done
