"""The trained models that a person may use, each by an opaque id."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import Http404

from netsumiki.engine.errors import ModelFileError, NetsumikiError, Problem
from netsumiki.exporting.finding import bundled, kind_of
from netsumiki.studio import runs
from netsumiki.studio.models import Run

FINISHED, LIVE = "model.safetensors", "live.safetensors"


@dataclass(frozen=True)
class Trained:
    """One model: `run` is nothing for those that come with Netsumiki; `live` while it is still being trained."""

    id: str
    path: Path
    run: Run | None = None

    @property
    def live(self) -> bool:
        return self.run is not None and self.run.state in runs.ACTIVE


def trained(user: Any, id: str) -> Trained:
    """The model "zoo:NAME" or "run:ID", if `user` may see it. The client never names a file.

    Raises: `Http404` when there is none, `NetsumikiError` when the run has no weights yet.
    """
    origin, _, name = id.partition(":")
    if origin == "zoo" and (path := bundled().get(name)):
        return Trained(id, path)
    run = Run.objects.visible_to(user).filter(pk=name).first() if origin == "run" else None
    if run is None:
        raise Http404("there is no such model: it may have been deleted")
    path = weights_of(run)
    if path is None:
        message = f"{run.name} has no weights yet: wait until it has begun to train, or choose another model"
        raise NetsumikiError(Problem("no-weights", message, facts={"state": run.state}))
    return Trained(id, path, run)


def generator(user: Any, id: str) -> Trained:
    """The generator of that id. Raises as `trained` does, and `ModelFileError` when it is a classifier."""
    found = trained(user, id)
    if kind_of(found.path) != "generator":
        message = "this model reads examples and cannot make any: choose a generator, or train one"
        raise ModelFileError(Problem("model-kind", message, facts={"kind": "classifier"}))
    return found


def visible(user: Any) -> Iterator[Trained]:
    """Bundled models, then one's own, the latest first."""
    for name, path in bundled().items():
        yield Trained(f"zoo:{name}", path)
    for run in Run.objects.visible_to(user).order_by("-created"):
        weights = weights_of(run)
        if weights is not None:
            yield Trained(f"run:{run.pk}", weights, run)


def generators(user: Any) -> Iterator[Trained]:
    """Those of them that make examples."""
    return (found for found in visible(user) if kind_of(found.path) == "generator")


def weights_of(run: Run) -> Path | None:
    """The file with the weights as they are now (while it trains) or as they were chosen in the end."""
    names = (LIVE, FINISHED) if run.state in runs.ACTIVE else (FINISHED, LIVE)
    return next((path for name in names if (path := runs.folder_of(run) / name).is_file()), None)
