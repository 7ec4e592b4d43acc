"""Personal tokens, with which a script uses the same interface."""

import secrets
from datetime import datetime

from django.http import Http404
from ninja import Field, Router, Schema, Status

from netsumiki.studio.access import digest
from netsumiki.studio.api.schemas import ERRORS
from netsumiki.studio.models import Token

router = Router(tags=["tokens"])


class TokenIn(Schema):
    name: str = Field(min_length=1, max_length=100)


class TokenOut(Schema):
    id: int
    name: str
    created: datetime
    used: datetime | None


class NewToken(TokenOut):
    token: str = Field(description="Shown this once.")


@router.get("/tokens", response={200: list[TokenOut], **ERRORS})
def list_tokens(request):
    return Token.objects.filter(owner=request.user).order_by("-created")


@router.post("/tokens", response={201: NewToken, **ERRORS})
def create_token(request, payload: TokenIn):
    """A new token for `Authorization: Bearer …`."""
    secret = "nsk_" + secrets.token_urlsafe(32)
    row = Token.objects.create(owner=request.user, name=payload.name, digest=digest(secret))
    return Status(201, NewToken(id=row.pk, name=row.name, created=row.created, used=None, token=secret))


@router.delete("/tokens/{id}", response={204: None, **ERRORS})
def delete_token(request, id: int):
    if not Token.objects.filter(owner=request.user, pk=id).delete()[0]:
        raise Http404("there is no such token")
    return Status(204, None)
