"""Experiments with the share of noise and label: one recipe as many runs, and what they show together."""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpResponse
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
    shares: list[Share] | None = Field(None, min_length=1, max_length=20, description="Of noise; usual ones if null.")
    seeds: list[Seed] = Field([0], min_length=1, max_length=20)
    steps: int | None = Field(None, ge=1, le=1_000_000, description="Of each run, instead of those of the recipe.")
    name: str | None = Field(None, max_length=200)


class SweepPoint(Schema):
    """One run: `noise` of the `noise` + `label` numbers that its generator reads are noise, which is their `share`.

    `fidelity` and `diversity` are agreement and spread of pictures, quality and coverage of points.
    """

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
    fidelity: float | None
    diversity: float | None
    frame: int | None = Field(description="The newest frame of its timeline.")
    version: str | None = Field(description="Of that frame.")


class Curve(Schema):
    """The runs of one share together: means, with the smallest and the largest."""

    noise: int
    label: int
    runs: int
    fidelity: float | None
    fidelity_range: list[float] | None
    diversity: float | None
    diversity_range: list[float] | None
    same: float | None = Field(description="Share of pairs of pictures of a class that look the same.")


class Trend(Schema):
    """Rank correlation with the share of noise, and how often chance alone shows one as strong."""

    rank: float
    chance: float
    clear: bool
    as_said: bool = Field(description="It goes the way in which the finding says.")


class Finding(Schema):
    """Whether more noise means more diversity and less fidelity, by the runs that succeeded so far."""

    code: Literal["few", "holds", "half", "unclear", "opposite"]
    holds: bool | None
    facts: dict[str, Any]
    curves: list[Curve]
    trends: dict[str, Trend]
    message: str


class SweepOut(Schema):
    """An experiment; its runs are ordinary ones, whose timelines and models are there too."""

    id: str
    name: str
    recipe_name: str
    created: datetime
    state: Literal["queued", "running", "ended"]
    shares: list[float]
    noises: list[int]
    total: int = Field(description="Numbers that noise and label have together.")
    seeds: list[int]
    steps: int
    done: int = Field(description="Runs that have ended.")
    points: list[SweepPoint]
    finding: Finding


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


@router.get("/sweeps/{id}/runs/{run}/sheet", response={200: None, **ERRORS})
def get_sweep_sheet(request, id: str, run: str):
    """PNG: what one run of it makes of noise and labels that are the same for all of them."""
    picture = sweeps.sheet(sweeps.of(request.user, id), run)
    return HttpResponse(picture, content_type="image/png")


@router.post("/sweeps/{id}/restore", response={200: SweepOut, **ERRORS})
def restore_sweep(request, id: str):
    return sweeps.as_json(sweeps.restore(request.user, id))
