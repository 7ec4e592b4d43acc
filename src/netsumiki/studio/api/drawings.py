"""Drawn digits that somebody kept with a label: a small data set of one's own."""

from datetime import datetime

from ninja import Field, Router, Schema, Status

from netsumiki.studio import keeping
from netsumiki.studio.api.predictions import Strokes
from netsumiki.studio.api.schemas import ERRORS

router = Router(tags=["drawings"])


class DrawingKeep(Schema):
    label: str = Field(min_length=1, max_length=50)
    strokes: Strokes
    brush: float = Field(0.036, ge=0.005, le=0.2)


class DrawingOut(Schema):
    id: str
    label: str
    created: datetime
    strokes: list[list[list[float]]]
    picture: str = Field(description="Base64 of uint8 28 × 28.")


@router.get("/drawings", response={200: list[DrawingOut], **ERRORS})
def list_drawings(request):
    """One's kept drawings, the latest first."""
    return keeping.all_of(request.user)


@router.post("/drawings", response={201: DrawingOut, **ERRORS})
def keep_drawing(request, payload: DrawingKeep):
    return Status(201, keeping.keep(request.user, payload.label, payload.strokes, payload.brush))


@router.delete("/drawings/{id}", response={204: None, **ERRORS})
def delete_drawing(request, id: str):
    """Put the drawing away; `restore` brings it back."""
    keeping.put_away(request.user, id)
    return Status(204, None)


@router.post("/drawings/{id}/restore", response={200: DrawingOut, **ERRORS})
def restore_drawing(request, id: str):
    return keeping.bring_back(request.user, id)
