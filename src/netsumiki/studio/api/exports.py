"""Exports of a model: every format with its proof, made in the background, and then given out as a file."""

from typing import Literal

from ninja import Field, Router, Schema, Status

from netsumiki.studio import exporting
from netsumiki.studio.api.schemas import ERRORS, ProblemOut
from netsumiki.studio.exporting import Way
from netsumiki.studio.trained import trained

router = Router(tags=["exports"])
Precision = Literal["float32", "float16", "int8"]


class ProofOut(Schema):
    """What came of running the written files on the golden samples."""

    runtime: str
    samples: int
    difference: float | None = Field(description="The largest difference from the engine; null when it is no number.")
    agree: bool
    missing: ProblemOut | None = Field(description="Why the files could not be run on this machine.")


class LostOut(Schema):
    """What rounding its weights does to the model."""

    samples: int
    difference: float | None
    same: float | None = Field(description="Share of examples whose best class stays.")
    before: float | None = Field(description="Accuracy before.")
    after: float | None = Field(description="Accuracy with rounded weights.")


class ExportFile(Schema):
    name: str
    size: int


class MadeOut(Schema):
    """How far an export is, which the stream tells too (`exporting`), and what came of it."""

    model: str
    format: str
    precision: Precision
    opset: int | None
    state: Literal["missing", "waiting", "running", "ready", "failed"]
    what: str | None
    done: int
    total: int | None
    problems: list[ProblemOut] = Field(description="Why it failed.")
    files: list[ExportFile]
    proof: ProofOut | None
    lost: LostOut | None
    snippet: str


class ExportOut(Schema):
    """A format, whether this model can be taken along in it, and what has been made of it."""

    format: str
    title: str
    group: Literal["try", "embed", "code", "onnx", "server", "file"]
    summary: str
    runtime: str
    precisions: list[Precision]
    oldest_opset: int | None = Field(description="The oldest opset that it can be held to; null where there is none.")
    refusal: ProblemOut | None = Field(description="Why this model cannot be taken along in this way.")
    made: list[MadeOut]


class ExportIn(Schema):
    format: str = Field(max_length=50)
    precision: Precision = "float32"
    opset: int | None = Field(None, ge=1, le=99, description="The newest opset to use (ONNX); null for the newest.")


@router.get("/models/{id}/exports", response={200: list[ExportOut], **ERRORS})
def list_exports(request, id: str):
    """Every format, in the order in which they are offered."""
    return exporting.all_of(request.user, trained(request.user, id))


@router.post("/models/{id}/exports", response={202: MadeOut, **ERRORS})
def begin_export(request, id: str, payload: ExportIn):
    """Write the files and run them; while that goes on already, the answer is how far it is."""
    return Status(202, exporting.begin(request.user, trained(request.user, id), Way(**payload.dict())))


@router.get("/models/{id}/exports/{format}/{precision}", response={200: MadeOut, **ERRORS})
def get_export(request, id: str, format: str, precision: Precision, opset: int | None = None):
    return exporting.made_of(request.user, trained(request.user, id), Way(format, precision, opset))


@router.delete("/models/{id}/exports/{format}/{precision}", response={202: MadeOut, **ERRORS})
def cancel_export(request, id: str, format: str, precision: Precision, opset: int | None = None):
    """Give up what is being made."""
    return Status(202, exporting.cancel(request.user, trained(request.user, id), Way(format, precision, opset)))


@router.get("/models/{id}/exports/{format}/{precision}/file", response={200: None, **ERRORS})
def download_export(request, id: str, format: str, precision: Precision, opset: int | None = None):
    """The file as an attachment; several of them in one archive."""
    return exporting.download(trained(request.user, id), Way(format, precision, opset))
