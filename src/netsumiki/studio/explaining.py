"""Why a model decides as it does: every way of asking, at once or, where that takes long, in the background."""

import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from django.http import Http404

from netsumiki.engine.errors import NetsumikiError
from netsumiki.exporting.model_file import Model
from netsumiki.insight.attribution import Attribution, Method, attributions
from netsumiki.insight.attribution.forgetting import shuffled
from netsumiki.insight.attribution.probe import Probe
from netsumiki.insight.inside.maps import REACH, ZERO
from netsumiki.studio.glass import Asked, Glass
from netsumiki.studio.jobs import Job, Jobs
from netsumiki.studio.loaded import opened, stamp
from netsumiki.studio.models import opaque
from netsumiki.studio.trained import Trained, trained

AT_ONCE = 2
PATIENCE = 0.2
"""Seconds that a request waits for what is worked at in the background: often it is done by then."""
RESULTS = ("explanation", "neighbours", "map", "mistakes")


class Tell(Protocol):
    """How far it is; and of a map that is being drawn, where its points lie by then."""

    def __call__(self, what: str, done: int, total: int, places: np.ndarray | None = None) -> None: ...


@dataclass(eq=False, kw_only=True)
class Looking(Job):
    """A question about a model that is worked at in the background."""

    model: str
    kind: str
    ask: Callable[[Tell], dict[str, Any] | None]
    result: dict[str, Any] | None = None
    refused: NetsumikiError | None = None
    places: np.ndarray | None = None
    begun: float = 0.0
    seconds: float = 0.0

    def about(self) -> dict[str, Any]:
        places = None if self.places is None else _text(self.places)
        seconds = round(self.seconds, 2)
        return {"job": self.key, "model": self.model, "kind": self.kind, "places": places, "seconds": seconds}

    def message(self) -> dict[str, Any]:
        return {"type": "job"} | self.about()

    def follow(self, what: str, done: int, total: int, places: np.ndarray | None = None) -> None:
        self.places, self.seconds = places, time.monotonic() - self.begun
        self.progress(what, done, total)

    def work(self) -> None:
        ask = self.ask
        del self.ask  # it holds a model, which is not to stay in memory as long as the answer
        self.begun = time.monotonic()
        try:
            self.result = ask(self.follow)
        except NetsumikiError as error:
            self.refused = error
            raise
        finally:
            self.places, self.seconds = None, time.monotonic() - self.begun


_jobs = Jobs("looking", ("looks-busy", "questions about models wait already"), AT_ONCE)


@dataclass(frozen=True)
class Read:
    """A classifier as its file is now (`key`). Nobody changes its weights, but its layers are not to be run."""

    found: Trained
    model: Model
    key: Any

    def example(self, user: Any, asked: Asked) -> tuple[np.ndarray, int | None]:
        return Glass(user, self.found, self.model, self.model).example(asked)


def read(user: Any, model_id: str) -> Read:
    """Raises: `Http404` when there is no such model, `NetsumikiError` when it is a generator or cannot be read."""
    found = trained(user, model_id)
    with opened(found.path) as model:
        return Read(found, model, (found.path, stamp(found.path)))


# -- in the background ------------------------------------------------------------------------------------------------


def begin(user: Any, model_id: str, kind: str, ask: Callable[[Tell], dict[str, Any] | None], key: str = "") -> Looking:
    """`ask(progress)` in the background; it may be done when this returns. Where `key` goes on, that one is it.

    Raises: what it refused at once, and `DataError` when too much waits.
    """
    made = Looking(key=key or opaque(), owner=user.pk, model=model_id, kind=kind, ask=ask)
    job: Any = _jobs.begin(made)
    job.over.wait(PATIENCE)
    if job.refused:
        _jobs.give_up(job.key)
        raise job.refused
    return job


def job_of(user: Any, id: str) -> Looking:
    """Raises `Http404` when this person has no such job, or it is so long ago that it was forgotten."""
    job = _jobs.find(id)
    if not isinstance(job, Looking) or job.owner != user.pk:
        raise Http404("there is no such question any more: ask again")
    return job


def cancel(user: Any, id: str) -> dict[str, Any]:
    job = job_of(user, id)
    _jobs.give_up(id)
    job.state = "cancelled"
    job.tell()
    return described(job) | dict.fromkeys(RESULTS)


def described(job: Looking) -> dict[str, Any]:
    """See `api.explaining.JobOut`."""
    told = job.about() | job.as_json() | dict.fromkeys(RESULTS)
    return told | {job.kind: job.result if job.state == "ready" else None}


def at_once(model_id: str, kind: str, result: dict[str, Any]) -> dict[str, Any]:
    """The answer to what needed no job."""
    done: dict[str, Any] = {"state": "ready", "what": None, "done": 0, "total": None, "problems": []}
    done |= {"places": None, "seconds": 0.0}
    return {"job": None, "model": model_id, "kind": kind} | done | dict.fromkeys(RESULTS) | {kind: result}


# -- explanations -----------------------------------------------------------------------------------------------------


def methods(user: Any, model_id: str) -> list[dict[str, Any]]:
    """Every way of asking, with the problem of those in which this model cannot be asked."""
    model = read(user, model_id).model
    return [{"method": name, "problem": attributions.create(name).why_not(model)} for name in attributions]


def explained(user: Any, model_id: str, asked: Asked, method: Any, seed: int | None = None) -> dict[str, Any]:
    """What the score of `asked.target`, or of the best class, rests on; with a `seed`, where the weights are shuffled.

    Raises: as `read` does, and `NetsumikiError` when method, example, target and model do not fit.
    """
    this, how = read(user, model_id), attributions.create(method)
    model = this.model if seed is None else _forgetful(this.model, seed)
    example: np.ndarray | None = None
    label = None
    if how.makes == "map" or asked.target is None:
        example, label = this.example(user, asked)

    def ask(tell: Tell) -> dict[str, Any]:
        began = time.perf_counter()
        found = how.explain(model, example, asked.target, lambda done, total: tell("Explaining", done, total))
        told = _told(this.model, how, found, example)
        told["actual"] = None if label is None else this.model.class_names[label]
        return told | {"milliseconds": round(1000 * (time.perf_counter() - began), 2)}

    if how.slow:
        return described(begin(user, model_id, "explanation", ask))
    return at_once(model_id, "explanation", ask(lambda *progress: None))


def _forgetful(model: Model, seed: int) -> Model:
    parts = (model.preprocessing, model.class_names, model.activation, model.facts)
    return Model(model.recipe, shuffled(model.graph, seed), *parts)


def _told(model: Model, how: Method, found: Attribution, example: np.ndarray | None) -> dict[str, Any]:
    target, label = found.targets[0], None
    if how.makes == "map" or found.facts["node"] == Probe(model).node:
        label = model.class_names[target] if target < len(model.class_names) else None
    if how.makes == "picture":
        shown, limit = model.preprocessing.to_pictures(found.values[np.newaxis])[0], 1.0
    else:
        plane = found.plane if found.values.ndim == 3 else found.values.reshape(-1, found.values.shape[-1])
        limit = float(np.abs(plane).max(initial=0.0))
        shares = plane / (limit or 1.0)
        levels = np.rint(ZERO + REACH * shares if found.signed else 255 * shares)
        shown = levels.astype(np.uint8)[..., np.newaxis]
    height, width, channels = shown.shape
    seen = None if example is None or example.dtype != np.uint8 else _text(example)
    return {
        "method": how.registered_name,
        "options": how.options(),
        "makes": how.makes,
        "target": target,
        "label": label,
        "score": found.scores[0],
        "signed": found.signed,
        "limit": limit,
        "pixels": _text(shown),
        "height": height,
        "width": width,
        "channels": channels,
        "seen": seen,
        "facts": found.facts,
    }


def _text(array: np.ndarray) -> str:
    return b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")
