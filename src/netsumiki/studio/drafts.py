"""Keeping drafts and versions: nothing that was saved is ever overwritten unseen."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone

from netsumiki.studio.models import Document, Kept, Version


def create(owner: Any, name: str, recipe: dict, positions: dict) -> Document:
    return Document.objects.create(owner=owner, name=name, recipe=recipe, positions=positions)


def save(owner: Any, id: str, name: str, recipe: dict, positions: dict, revision: int) -> tuple[bool, Document]:
    """(True, the draft as saved), or (False, the draft as another tab left it) when `revision` is not the latest."""
    changed = (
        Document.objects.visible_to(owner)
        .filter(pk=id, revision=revision)
        .update(name=name, recipe=recipe, positions=positions, revision=revision + 1, updated=timezone.now())
    )
    return bool(changed), Document.objects.get(pk=id)


def keep_version(document: Document, name: str) -> Version:
    with transaction.atomic():
        last = document.versions.aggregate(last=Max("number"))["last"] or 0
        content = {"recipe": document.recipe, "positions": document.positions}
        return Version.objects.create(document=document, number=last + 1, name=name, **content)


def delete(row: Kept) -> None:
    """Put a row away; it can be restored until it is cleared."""
    row.deleted_at = timezone.now()
    row.save(update_fields=["deleted_at"])


def restore(kind: Any, owner: Any, id: str) -> Any:
    """Raises `Http404` when there is nothing to bring back."""
    if not kind.objects.deleted_of(owner).filter(pk=id).update(deleted_at=None):
        raise Http404("there is nothing to bring back: it was cleared, or never deleted")
    return kind.objects.get(pk=id)
