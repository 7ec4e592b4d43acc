"""Runs: begun, steered, looked at, compared, put away and brought back."""

from datetime import datetime
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Router, Schema, Status

from netsumiki.studio import drafts, retraining, runs
from netsumiki.studio.api.judged import Alarm, Judged, JudgedColumns
from netsumiki.studio.api.own_schemas import OwnTitle
from netsumiki.studio.api.schemas import ERRORS
from netsumiki.studio.history import history_of
from netsumiki.studio.live import live_of
from netsumiki.studio.models import Document, Run

router = Router(tags=["runs"])


class RunIn(Schema):
    recipe: dict[str, Any]
    name: str | None = Field(None, max_length=200)
    document: str | None = Field(None, description="The draft that the recipe comes from.")
    paused: bool = Field(False, description="Wait before the first step.")
    begin_with: str | None = Field(
        None, max_length=200, description="The classifier whose weights it begins with, by name and shape."
    )


class RunName(Schema):
    name: str = Field(min_length=1, max_length=200)


class Command(Schema):
    do: Literal["pause", "resume", "step", "stop", "learning_rate", "retry"]
    lr: float | None = Field(None, gt=0, le=1e6, description="For learning_rate and retry.")


class RunProgress(Schema):
    """How far the run is; what is not known yet is null. `remaining` and `seconds` in seconds."""

    step: int = 0
    steps: int | None = None
    epoch: int = 0
    epochs: int | None = None
    loss: float | None = None
    accuracy: float | None = None
    validation_loss: float | None = None
    validation_accuracy: float | None = None
    best_validation_accuracy: float | None = None
    test_accuracy: float | None = None
    test_loss: float | None = None
    lr: float | None = None
    images_per_second: float | None = None
    seconds: float = 0
    remaining: float | None = None
    parameters: int | None = None
    training_examples: int | None = None
    validation_examples: int | None = None
    live_step: int | None = None
    preparing: dict[str, Any] | None = None
    generator_loss: float | None = None
    discriminator_loss: float | None = None
    real_found: float | None = Field(None, description="Share of real examples that were taken for real.")
    fake_found: float | None = Field(None, description="Share of generated examples that were taken for generated.")
    agreement: float | None = Field(None, description="Share of generated pictures that are read as asked for.")
    classes_seen: int | None = None
    frame_step: int | None = Field(None, description="The newest frame of the timeline.")
    judged: Judged | None = Field(None, description="What the judge said last of what the generator makes.")


class RunError(Schema):
    """What went wrong, and what can be done: `remedies` are commands or changes that the page offers."""

    code: str
    message: str
    node: str | None = None
    facts: dict[str, Any] = {}
    remedies: list[Literal["retry-lower-rate", "smaller-batch", "free-space", "retry", "edit"]] = []


class RunOut(Schema):
    id: str
    name: str
    task: Literal["classifier", "gan", "flow"]
    recipe_name: str
    title: str
    dataset: str
    own_data: OwnTitle | None = None
    document: str | None
    sweep: str | None = Field(description="The experiment that it belongs to.")
    rewound_from: str | None = Field(description="The run from whose snapshot it went on.")
    begun_with: str | None = Field(description="The model with whose weights it began.")
    seed: int
    state: Literal["queued", "running", "lost", "succeeded", "failed", "cancelled"]
    paused: bool
    attempt: int
    position: int | None = Field(description="Place in the queue, from 1.")
    progress: RunProgress
    error: RunError | None
    size: int = Field(description="Bytes on disk.")
    has_model: bool
    created: datetime
    started: datetime | None
    ended: datetime | None


class RunRow(RunOut):
    """A run in the list: with the course, from 0 to 1, of what says how good it is, at most 40 points.

    Of a classifier that is its validation accuracy, or else the training accuracy; of a generator the agreement, or
    else the share of the classes that were seen.
    """

    sparkline: list[float]
    recipe: dict[str, Any]


class RunDetail(RunOut):
    recipe: dict[str, Any]
    wanted: dict[str, Any]


class Columns(Schema):
    """One list per quantity, all of one length."""

    step: list[int]
    epoch: list[int]
    loss: list[float | None]
    accuracy: list[float | None]
    seconds: list[float]


class ProgressColumns(Columns):
    lr: list[float | None]
    images_per_second: list[float | None]
    generator_loss: list[float | None]
    discriminator_loss: list[float | None]
    real_found: list[float | None]
    fake_found: list[float | None]


class EvaluatedColumns(Columns):
    training_loss: list[float | None]
    training_accuracy: list[float | None]
    best: list[bool]


class LogEntry(Schema):
    id: int
    kind: str
    step: int
    data: dict[str, Any]


class History(Schema):
    """Everything a run has told so far, thinned to at most 1,500 progress points."""

    last_event: int
    progress: ProgressColumns
    evaluated: EvaluatedColumns
    judged: JudgedColumns
    alarm: list[Alarm] = Field(description="Those that the judge raised last.")
    confusion: list[list[int]] | None
    confusion_of: Literal["validation", "test"] | None
    confusion_epoch: int | None
    class_names: list[str]
    log: list[LogEntry]


class LiveFilters(Schema):
    """Weights as pictures: `weights` (k, H, W, C) nested lists, `low`…`high` symmetric around zero."""

    node: str
    kind: Literal["filter", "unit"]
    numbers: list[int]
    total: int
    height: int
    width: int
    channels: int
    scale: float
    pixels: list[str] = Field(description="Base64 of int8 (H × W × C) per filter; value = byte · scale / 127.")


class LiveSample(Schema):
    picture: str | None = Field(description="Base64 of uint8 (H × W × C).")
    text: str | None = Field(description="What was read, where it is a text; the label is what follows.")
    label: str
    guess: str
    sure: float


class Live(Schema):
    """What the network looks like now: its first filters, and what it makes of twenty validation pictures."""

    step: int
    filters: LiveFilters | None
    shape: list[int]
    samples: list[LiveSample]


def run_of(request: HttpRequest, id: str) -> Run:
    found = Run.objects.visible_to(request.user).filter(pk=id).first()
    if found is None:
        raise Http404("there is no such run: it may have been deleted")
    return found


@router.get("/runs", response={200: list[RunRow], **ERRORS})
def list_runs(request):
    """One's runs, the latest first."""
    return runs.rows(Run.objects.visible_to(request.user))


@router.post("/runs", response={201: RunDetail, **ERRORS})
def create_run(request, payload: RunIn):
    """Put a run into the queue."""
    document = None
    if payload.document:
        document = Document.objects.visible_to(request.user).filter(pk=payload.document).first()
    asked = (payload.recipe, payload.name, document, payload.paused)
    if payload.begin_with is None:
        run = runs.create(request.user, *asked)
    else:
        run = retraining.retrain(request.user, payload.begin_with, *asked)
    return Status(201, runs.detail(run))


@router.get("/runs/{id}", response={200: RunDetail, **ERRORS})
def get_run(request, id: str):
    return runs.detail(run_of(request, id))


@router.patch("/runs/{id}", response={200: RunDetail, **ERRORS})
def rename_run(request, id: str, payload: RunName):
    run = run_of(request, id)
    runs.rename(run, payload.name)
    return runs.detail(run)


@router.delete("/runs/{id}", response={204: None, **ERRORS})
def delete_run(request, id: str):
    """Stop the run if it runs, and put it away; `restore` brings it back."""
    runs.put_away(run_of(request, id))
    return Status(204, None)


@router.post("/runs/{id}/restore", response={200: RunDetail, **ERRORS})
def restore_run(request, id: str):
    run = drafts.restore(Run, request.user, id)
    runs.announce(run)
    return runs.detail(run)


@router.post("/runs/{id}/commands", response={202: RunDetail, **ERRORS})
def command_run(request, id: str, payload: Command):
    """Steer a run. The answer says what is wanted now; the stream tells when it has happened."""
    return Status(202, runs.detail(runs.command(run_of(request, id), payload.do, payload.lr)))


@router.get("/runs/{id}/history", response={200: History, **ERRORS})
def get_history(request, id: str):
    return history_of(run_of(request, id))


@router.get("/runs/{id}/live", response={200: Live, **ERRORS})
def get_live(request, id: str):
    return live_of(run_of(request, id))


def file_of(run: Run, name: str, what: str) -> bytes:
    """A file of a run's folder. The name is ours, never the client's."""
    try:
        return (runs.folder_of(run) / name).read_bytes()
    except FileNotFoundError:
        raise Http404(f"this run has no {what} yet: let it run to its end, or stop it") from None


@router.get("/runs/{id}/report", response={200: None, **ERRORS})
def get_report(request, id: str):
    """The report, one page of HTML that runs nothing."""
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"}
    report = file_of(run_of(request, id), "report.html", "report")
    return HttpResponse(report, content_type="text/html; charset=utf-8", headers=headers)
