"""Importing pictures: sent in pieces, surveyed, seen as they would be stored, and stored."""

from typing import Literal

from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status

from netsumiki.data.own import Plan
from netsumiki.studio import importing, uploads
from netsumiki.studio.api.own_schemas import Name, OwnPreparation
from netsumiki.studio.api.schemas import ERRORS, ProblemOut
from netsumiki.studio.gallery import png

router = Router(tags=["own data"])

BYTES = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class ImportIn(Schema):
    name: Name
    bytes: int = Field(0, ge=0, le=2**53 - 1, description="Of all files together: whether they have room.")
    into: str | None = Field(None, max_length=100, description="The data set to which the pictures are to be added.")


class ReceivedOut(Schema):
    received: int
    files: int


class PlanIn(OwnPreparation):
    """How the pictures are to be stored; `survey.suggestion` is one."""

    shape: tuple[int, int, int] = Field(description="Height, width and colours (1 or 3).")
    keep: bool = Field(True, description="Pictures that have the size already are not placed anew.")
    test: float = Field(0.2, gt=0, lt=1, description="The share of each class that is for testing.")
    given_split: bool = Field(True, description="Where the files themselves say what is for testing, they are right.")
    duplicates: Literal["keep", "leave_out"] = "leave_out"
    seed: int = Field(0, ge=0, le=2**31 - 1)
    label: str = Field("", max_length=1_000, description="The class of all of them, where the files name one at most.")

    def plan(self) -> Plan:
        return Plan(**self.dict())


class FoundClassOut(Schema):
    name: str
    count: int
    train: int
    test: int


class SizeOut(Schema):
    height: int
    width: int
    count: int


class RefusedOut(Schema):
    """A file that is not taken, and why."""

    name: str
    reason: str
    message: str


class KnownOut(Schema):
    """A picture that the data set to which it would be added has already, and the class that it has there."""

    name: str
    label: str


class SurveyOut(Schema):
    """What was found. `duplicates` and `near` are groups of names; their counts are of those beyond the first.

    `known` and `nearly_known`: what the data set to which they would be added has already, or nearly.
    """

    kind: Literal["folders", "table", "idx", "pixels", "arrays"]
    pictures: int
    classes: list[FoundClassOut]
    sizes: list[SizeOut]
    grey: int
    colour: int
    given_split: bool
    refused: list[RefusedOut]
    refused_count: int
    duplicates: list[list[str]]
    duplicate_count: int
    near: list[list[str]]
    near_count: int
    known: list[KnownOut]
    known_count: int
    nearly_known: list[KnownOut]
    nearly_known_count: int
    samples: list[int] = Field(description="The number of the class of each picture of the preview.")
    suggestion: PlanIn
    remarks: list[str]


class ImportOut(Schema):
    """An import: what has arrived, how far it is, what was found, and the data set that it became.

    `into`: the data set to which the pictures are to be added.
    """

    id: str
    name: str
    into: str | None
    state: Literal["receiving", "surveying", "surveyed", "importing", "imported", "failed"]
    what: str | None
    done: int
    total: int | None
    problems: list[ProblemOut] = Field(description="Why it failed.")
    received: int
    files: int
    survey: SurveyOut | None
    dataset: str | None
    lost: list[RefusedOut] = Field(description="What could not be brought into the form, and so was not kept.")
    lost_count: int


class PreviewIn(Schema):
    plan: PlanIn
    columns: int = Field(10, ge=1, le=40)


class CommitIn(Schema):
    name: Name | None = Field(None, description="Of the new data set, unless as its files are called.")
    plan: PlanIn | None = None


@router.get("/own/imports", response={200: list[ImportOut], **ERRORS})
def list_imports(request):
    """One's imports that are open, or were finished lately."""
    return [importing.described(upload) for upload in uploads.of(request.user)]


@router.post("/own/imports", response={201: ImportOut, **ERRORS})
def begin_import(request, payload: ImportIn):
    return Status(201, importing.described(uploads.begin(request.user, payload.name, payload.bytes, payload.into)))


@router.get("/own/imports/{id}", response={200: ImportOut, **ERRORS})
def get_import(request, id: str):
    return importing.described(uploads.find(request.user, id))


@router.put("/own/imports/{id}/pieces", response={200: ReceivedOut, **ERRORS}, openapi_extra=BYTES)
def send_piece(
    request,
    id: str,
    name: str = Query("", max_length=uploads.LONGEST_NAME),
    offset: int = Query(0, ge=0, le=2**53 - 1),
):
    """The next piece of one large file, at most 8 MB. 409 tells in `offset` where to go on."""
    upload = uploads.find(request.user, id)
    return importing.receive(upload, lambda: upload.piece(name, offset, request.body))


@router.put("/own/imports/{id}/files", response={200: ReceivedOut, **ERRORS}, openapi_extra=BYTES)
def send_files(request, id: str):
    """Up to 2,000 small files, at most 8 MB: one line of JSON `[["a/1.png", size], …]`, and then their bytes."""
    upload = uploads.find(request.user, id)
    return importing.receive(upload, lambda: upload.bundle(request.body))


@router.post("/own/imports/{id}/survey", response={202: ImportOut, **ERRORS})
def survey_import(request, id: str):
    """Begin to look at all that has arrived; the stream tells how far it is (`import`)."""
    return Status(202, importing.survey(uploads.find(request.user, id)))


@router.post("/own/imports/{id}/preview", response={200: None, **ERRORS})
def preview_import(request, id: str, payload: PreviewIn):
    """One PNG: the pictures of `survey.samples` as this plan would store them."""
    pictures = importing.preview(uploads.find(request.user, id), payload.plan.plan())
    return HttpResponse(png(pictures, payload.columns), content_type="image/png")


@router.post("/own/imports/{id}/commit", response={202: ImportOut, **ERRORS})
def commit_import(request, id: str, payload: CommitIn):
    """Begin to make the data set, or to add to it, as the survey suggests unless there is a plan."""
    plan = payload.plan.plan() if payload.plan else None
    upload = uploads.find(request.user, id)
    return Status(202, importing.commit(upload, payload.name or upload.name, plan))


@router.delete("/own/imports/{id}", response={204: None, **ERRORS})
def cancel_import(request, id: str):
    """End what goes on and remove what was sent. A data set that was made stays."""
    importing.cancel(uploads.find(request.user, id))
    return Status(204, None)
