"""Full verdicts on generators: made by the judge in the background, one at a time, and kept beside the model."""

import json
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from django.conf import settings

from netsumiki.data import load
from netsumiki.data.storage import write_atomically
from netsumiki.exporting.generator_file import Generator, load_generator
from netsumiki.judging import examine
from netsumiki.judging.judge import sha256_of
from netsumiki.studio import shelf
from netsumiki.studio.jobs import Job, Jobs
from netsumiki.studio.trained import Trained

FILE, BUNDLED = "verdict.json", "verdicts"


@dataclass(eq=False, kw_only=True)
class Examining(Job):
    """One verdict on its way."""

    found: Trained
    count: int
    seed: int

    def message(self) -> dict[str, Any]:
        return {"type": "judging", "model": self.found.id}

    def work(self) -> None:
        self.progress("Reading the model", 0, None)
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


_jobs = Jobs("judging", ("judge-busy", "models wait for the judge already"))


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
    under_way, kept = _jobs.find(found.id), _kept(found)
    now: dict[str, Any] = {"state": "ready" if kept else "missing"}
    if under_way and under_way.state != "ready":
        now = under_way.as_json()
    current = kept is not None and is_current(found, kept)
    return no_verdict_on(found.id) | now | {"verdict": kept, "current": current}


def no_verdict_on(model_id: str) -> dict[str, Any]:
    """What is said of a model that has no weights yet."""
    nothing: dict[str, Any] = {"what": None, "done": 0, "total": None, "problems": []}
    return {"model": model_id, "state": "missing"} | nothing | {"verdict": None, "current": False}


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
    _jobs.begin(Examining(key=found.id, owner=owner, found=found, count=count, seed=seed))
    return verdict_on(found)


def cancel(found: Trained, owner: int) -> dict[str, Any]:
    """Give up the verdict that is being made, if this person asked for it; the one before it stays."""
    give_up(found.id, owner)
    return verdict_on(found)


def give_up(model_id: str, owner: int | None = None) -> None:
    under_way = _jobs.give_up(model_id, owner)
    if isinstance(under_way, Examining):
        under_way.tell("ready" if _kept(under_way.found) else "missing")


def known(value: Any) -> Any:
    """The same with null for what is no number: a distance between clouds that have fallen to a point, say."""
    if isinstance(value, dict):
        return {key: known(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [known(inner) for inner in value]
    return None if isinstance(value, float) and not isfinite(value) else value
