"""Experiments with the share of noise and label: one recipe as many runs, and what they show together."""

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Field, Router, Schema, Status

from netsumiki.studio import sweeps
from netsumiki.studio.api.schemas import ERRORS

router = Router(tags=["sweeps"])

Share = Annotated[float, Field(gt=0, lt=1)]
Seed = Annotated[int, Field(ge=0, le=2**32 - 1)]


class SweepIn(Schema):
    """A recipe (a template's name or a document) for each share of noise, and for each seed: at most 60 runs."""

    template: str | None = Field(None, max_length=200)
    recipe: dict[str, Any] | None = None
    shares: list[Share] | None = Field(None, min_length=1, max_length=20)
    seeds: list[Seed] = Field([0], min_length=1, max_length=20)
    steps: int | None = Field(None, ge=1, le=1_000_000, description="Of each run, instead of those of the recipe.")
    name: str | None = Field(None, max_length=200)


class SweepPoint(Schema):
    """One run: `share` of what the generator reads is noise, in numbers `noise` of `noise` + `label`."""

    share: float
    noise: int
    label: int
    seed: int
    run: str
    name: str
    state: Literal["queued", "running", "lost", "succeeded", "failed", "cancelled"]
    paused: bool
    step: int
    steps: int | None
    agreement: float | None
    spread: float | None
    classes_seen: int | None
    frame: int | None = Field(description="The newest frame of its timeline.")
    version: str | None = Field(description="Of that frame.")


class Finding(Schema):
    """What the runs show together, once enough of them have ended."""

    code: str
    facts: dict[str, Any]
    message: str


class SweepOut(Schema):
    id: str
    name: str
    recipe_name: str
    created: datetime
    state: Literal["queued", "running", "ended"]
    shares: list[float]
    seeds: list[int]
    done: int = Field(description="Runs that have ended.")
    points: list[SweepPoint]
    finding: Finding | None


@router.get("/sweeps", response={200: list[SweepOut], **ERRORS})
def list_sweeps(request):
    """One's experiments, the latest first."""
    return sweeps.all_of(request.user)


@router.post("/sweeps", response={201: SweepOut, **ERRORS})
def create_sweep(request, payload: SweepIn):
    """Put the runs of an experiment into the queue."""
    return Status(201, sweeps.create(request.user, **payload.dict()))


@router.get("/sweeps/{id}", response={200: SweepOut, **ERRORS})
def get_sweep(request, id: str):
    return sweeps.as_json(sweeps.of(request.user, id))


@router.delete("/sweeps/{id}", response={204: None, **ERRORS})
def delete_sweep(request, id: str):
    """Stop its runs and put everything away; `restore` brings it back."""
    sweeps.put_away(sweeps.of(request.user, id))
    return Status(204, None)


@router.post("/sweeps/{id}/restore", response={200: SweepOut, **ERRORS})
def restore_sweep(request, id: str):
    return sweeps.as_json(sweeps.restore(request.user, id))
