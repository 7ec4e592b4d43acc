"""Data sets of one's own: looked through, changed in versions, put away and brought back."""

from typing import Any

from django.http import HttpResponse
from ninja import Query, Router, Status

from netsumiki.data.own import Plan
from netsumiki.studio import curating, fitting, own, sampling
from netsumiki.studio.api.explaining import JobOut
from netsumiki.studio.api.own_schemas import (
    AnswersOf,
    EditIn,
    OwnIn,
    OwnName,
    OwnOut,
    OwnPictureOut,
    OwnRowsQuery,
    OwnVersionOut,
    RowsOut,
    SamplesIn,
    Seen,
    SheetOf,
)
from netsumiki.studio.api.schemas import ERRORS

router = Router(tags=["own data"])


@router.get("/own", response={200: list[OwnOut], **ERRORS})
def list_own(request):
    """One's own data sets, the latest first."""
    return own.all_of(request.user)


@router.post("/own", response={201: OwnOut, **ERRORS})
def create_own(request, payload: OwnIn):
    plan = Plan(shape=payload.shape, **payload.preparation.dict())
    return Status(201, own.create(request.user, payload.name, plan, payload.class_names))


@router.get("/own/{id}", response={200: OwnOut, **ERRORS})
def get_own(request, id: str):
    return own.described(own.stored(request.user, id))


@router.patch("/own/{id}", response={200: OwnOut, **ERRORS})
def rename_own(request, id: str, payload: OwnName):
    return own.rename(request.user, id, payload.name)


@router.get("/own/{id}/recipe", response={200: dict[str, Any], **ERRORS})
def get_own_recipe(request, id: str):
    """A recipe with a network that suits these pictures, to be trained as it is."""
    return fitting.suited_to(own.stored(request.user, id))


@router.delete("/own/{id}", response={204: None, **ERRORS})
def delete_own(request, id: str):
    """Put it away; `restore` brings it back."""
    own.put_away(request.user, id)
    return Status(204, None)


@router.post("/own/{id}/restore", response={200: OwnOut, **ERRORS})
def restore_own(request, id: str):
    return own.bring_back(request.user, id)


# -- versions ---------------------------------------------------------------------------------------------------------


@router.get("/own/{id}/versions", response={200: list[OwnVersionOut], **ERRORS})
def list_own_versions(request, id: str):
    """Every version there was, the first one first."""
    return own.versions(own.stored(request.user, id))


@router.post("/own/{id}/edits", response={200: OwnOut, **ERRORS})
def edit_own(request, id: str, payload: EditIn):
    """Make one new version of these changes. 409 when another version than the one that was seen is current."""
    return own.edit(request.user, id, payload.version, [change.spec() for change in payload.changes])


@router.post("/own/{id}/undo", response={200: OwnOut, **ERRORS})
def undo_own(request, id: str, payload: Seen):
    return own.undo(request.user, id, payload.version)


@router.post("/own/{id}/redo", response={200: OwnOut, **ERRORS})
def redo_own(request, id: str, payload: Seen):
    return own.redo(request.user, id, payload.version)


@router.post("/own/{id}/versions/{number}/back", response={200: OwnOut, **ERRORS})
def go_back_own(request, id: str, number: int, payload: Seen):
    """Make a new version like that one."""
    return own.back_to(request.user, id, payload.version, number)


@router.post("/own/{id}/samples", response={200: OwnOut, **ERRORS})
def add_own_samples(request, id: str, payload: SamplesIn):
    """Add pictures that were drawn or taken by the camera."""
    samples = [(sample.label, sample.picture) for sample in payload.samples]
    return sampling.add(request.user, id, samples, payload.split)


# -- pictures ---------------------------------------------------------------------------------------------------------


@router.get("/own/{id}/rows", response={200: RowsOut, 202: JobOut, **ERRORS})
def list_own_rows(request, id: str, query: Query[OwnRowsQuery]):
    """All pictures under a filter. While a model reads them, the answer is its job: ask again when it is ready."""
    found = curating.rows(request.user, id, query.version, query.label, query.split, query.only, query.model)
    return Status(202, found) if "job" in found else found


@router.get("/own/{id}/answers", response={200: None, 202: JobOut, **ERRORS})
def get_own_answers(request, id: str, query: Query[AnswersOf]):
    """A table (CSV) of what a model takes each picture for: `ImageId,Label`, counted from 1 as they came.

    While the model reads them, the answer is its job: ask again when it is ready.
    """
    found = curating.answers(request.user, id, query.version, query.model)
    if isinstance(found, dict):
        return Status(202, found)
    headers = {"Content-Disposition": 'attachment; filename="submission.csv"'}
    return HttpResponse(found, content_type="text/csv; charset=utf-8", headers=headers)


@router.get("/own/{id}/sheet", response={200: None, **ERRORS})
def get_own_sheet(request, id: str, query: Query[SheetOf]):
    """One PNG with these pictures, without gaps. A row always is the same picture, so the browser may keep it."""
    rows = query.rows or range(query.start, query.start + query.count)
    picture = curating.sheet(request.user, id, rows, query.columns, query.side)
    headers = {"Cache-Control": "private, max-age=31536000, immutable"}
    return HttpResponse(picture, content_type="image/png", headers=headers)


@router.get("/own/{id}/pictures/{row}", response={200: OwnPictureOut, **ERRORS})
def get_own_picture(request, id: str, row: int, version: int | None = Query(None, ge=1, le=2**31 - 1)):
    return curating.picture(request.user, id, row, version)
