"""The timeline of a run that trains a generator: its frames, the film of them, and the way back to one."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from ninja import Field, Path, Query, Router, Schema, Status

from netsumiki.exporting.film import LONGEST, SHORTEST
from netsumiki.studio import films, rewinding, runs, timeline
from netsumiki.studio.api.runs import RunDetail, run_of
from netsumiki.studio.api.schemas import ERRORS

router = Router(tags=["timeline"])

Step = Path(ge=0, le=100_000_000)


class FrameOut(Schema):
    """One frame; with a snapshot one can go back to it. What the judge did not say is null."""

    step: int
    snapshot: bool
    version: str = Field(description="Changes when the frame was made anew: give it as `version` to its picture.")
    agreement: float | None
    classes_seen: int | None
    spread: float | None
    quality: float | None
    coverage: float | None


class TimelineOut(Schema):
    """Every frame shows the same noise and labels: `count` examples of `shape`, in rows of `columns`."""

    points: bool
    shape: list[int]
    count: int
    columns: int
    labels: list[int] | None = Field(description="The number of the class that each example was asked for.")
    frames: list[FrameOut]
    balance: list[float] | None = Field(
        description="Loss of the discriminator and of the generator where the discriminator cannot tell."
    )


class FramePoints(Schema):
    x: list[float]
    y: list[float]
    label: list[int] | None


class FrameQuery(Schema):
    version: str | None = Field(None, max_length=100, description="With it, the answer may be kept for ever.")


class FilmQuery(Schema):
    format: Literal["gif", "webp", "mp4"] = "gif"
    seconds: float = Field(8, ge=SHORTEST, le=LONGEST, description="How long it takes, but for the end.")


class Rewinding(Schema):
    step: int = Field(ge=0, le=100_000_000, description="The step of a snapshot.")
    name: str | None = Field(None, max_length=200)
    lr: float | None = Field(None, gt=0, le=1e6, description="Another learning rate from there on.")


@router.get("/runs/{id}/timeline", response={200: TimelineOut, **ERRORS})
def get_timeline(request, id: str):
    return timeline.timeline_of(run_of(request, id))


@router.get("/runs/{id}/timeline/{step}", response={200: None, 304: None, **ERRORS})
def get_frame(request, id: str, query: Query[FrameQuery], step: int = Step):
    """PNG: the pictures of one frame, each in its own size, without gaps."""
    run = run_of(request, id)
    return kept(request, run, step, query.version, lambda: HttpResponse(timeline.sheet_of(run, step), "image/png"))


@router.get("/runs/{id}/timeline/{step}/points", response={200: FramePoints, **ERRORS})
def get_frame_points(request, id: str, step: int = Step):
    """The points of one frame, of a run that learns points in the plane."""
    return timeline.points_of(run_of(request, id), step)


@router.get("/runs/{id}/film", response={200: None, **ERRORS})
def get_film(request, id: str, query: Query[FilmQuery]):
    """All frames one after the other, as GIF, WebP, or (where ffmpeg is installed) MP4."""
    return films.answer(run_of(request, id), query.format, query.seconds)


@router.post("/runs/{id}/rewind", response={201: RunDetail, **ERRORS})
def rewind_run(request, id: str, payload: Rewinding):
    """A new run that goes on from a snapshot of this one, which stays as it is."""
    made = rewinding.rewind(run_of(request, id), payload.step, payload.name, payload.lr)
    return Status(201, runs.detail(made))


def kept(request: HttpRequest, run: Any, step: int, known: str | None, make: Any) -> HttpResponse:
    """An answer that the browser keeps: for ever if it named the frame's version, else until it has changed."""
    version = timeline.version(timeline.path(run, step))
    tag = f'"{version}"'
    answer = HttpResponseNotModified() if version and request.headers.get("If-None-Match") == tag else make()
    answer["ETag"] = tag
    lasting = known == version
    answer["Cache-Control"] = "private, max-age=31536000, immutable" if lasting else "private, no-cache"
    return answer
