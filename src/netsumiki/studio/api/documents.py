"""Drafts, which save themselves, and named versions, which never change."""

from datetime import datetime
from typing import Any

from django.http import Http404
from ninja import Field, Router, Schema, Status

from netsumiki.studio import drafts
from netsumiki.studio.api.schemas import ERRORS, Problems
from netsumiki.studio.models import Document

router = Router(tags=["documents"])


class DocumentIn(Schema):
    name: str = Field(min_length=1, max_length=200)
    recipe: dict[str, Any]
    positions: dict[str, Any] = {}


class DocumentChange(DocumentIn):
    revision: int = Field(ge=1, description="The revision that was changed; another one answers 409.")


class DocumentSummary(Schema):
    id: str
    name: str
    revision: int
    created: datetime
    updated: datetime


class DocumentOut(DocumentSummary):
    recipe: dict[str, Any]
    positions: dict[str, Any]


class Conflict(Problems):
    """Somebody (another tab) saved meanwhile: the draft as it is now."""

    current: DocumentOut


class VersionIn(Schema):
    name: str = Field(min_length=1, max_length=200)


class VersionSummary(Schema):
    number: int
    name: str
    created: datetime


class VersionOut(VersionSummary):
    recipe: dict[str, Any]
    positions: dict[str, Any]


def document_of(request, id: str) -> Document:
    found = Document.objects.visible_to(request.user).filter(pk=id).first()
    if found is None:
        raise Http404("there is no such draft: it may have been deleted")
    return found


@router.get("/documents", response={200: list[DocumentSummary], **ERRORS})
def list_documents(request):
    """One's drafts, the latest first."""
    return Document.objects.visible_to(request.user).order_by("-updated")


@router.post("/documents", response={201: DocumentOut, **ERRORS})
def create_document(request, payload: DocumentIn):
    return Status(201, drafts.create(request.user, **payload.dict()))


@router.get("/documents/{id}", response={200: DocumentOut, **ERRORS})
def get_document(request, id: str):
    return document_of(request, id)


@router.put("/documents/{id}", response={200: DocumentOut, **ERRORS, 409: Conflict})
def save_document(request, id: str, payload: DocumentChange):
    """Save the draft, unless another tab did so since `revision`."""
    document_of(request, id)
    saved, current = drafts.save(request.user, id, **payload.dict())
    if saved:
        return current
    message = "this draft was changed in another tab: take that one, or keep yours as a copy"
    entry = {"code": "draft-changed", "message": message, "facts": {"revision": current.revision}}
    return Status(409, {"problems": [entry], "current": current})


@router.delete("/documents/{id}", response={204: None, **ERRORS})
def delete_document(request, id: str):
    """Put the draft away; `restore` brings it back."""
    drafts.delete(document_of(request, id))
    return Status(204, None)


@router.post("/documents/{id}/restore", response={200: DocumentOut, **ERRORS})
def restore_document(request, id: str):
    return drafts.restore(Document, request.user, id)


@router.get("/documents/{id}/versions", response={200: list[VersionSummary], **ERRORS})
def list_versions(request, id: str):
    return document_of(request, id).versions.order_by("-number")


@router.post("/documents/{id}/versions", response={201: VersionOut, **ERRORS})
def create_version(request, id: str, payload: VersionIn):
    """Keep the draft as it is now under a name."""
    return Status(201, drafts.keep_version(document_of(request, id), payload.name))


@router.get("/documents/{id}/versions/{number}", response={200: VersionOut, **ERRORS})
def get_version(request, id: str, number: int):
    found = document_of(request, id).versions.filter(number=number).first()
    if found is None:
        raise Http404(f"this draft has no version {number}")
    return found
