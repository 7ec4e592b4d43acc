"""Drawings that somebody keeps: rows of one's own, and the file from which a training learns them."""

from base64 import b64encode
from typing import Any

import numpy as np
from django.conf import settings
from django.db import transaction
from django.http import Http404

from netsumiki.data.drawings import FILE, write_drawings
from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.errors import DataError, Problem
from netsumiki.studio import drafts
from netsumiki.studio.access import LOCAL
from netsumiki.studio.ink import Strokes, drawn
from netsumiki.studio.models import Drawing

MOST = 20_000


def all_of(user: Any) -> list[dict[str, Any]]:
    return [as_json(row) for row in Drawing.objects.visible_to(user).order_by("-created", "-pk")]


def keep(user: Any, label: str, strokes: Strokes, brush: float) -> dict[str, Any]:
    """Keep a drawing under its label. Raises `DataError` when the pad is empty or the label is no text."""
    label = " ".join(label.split())
    if not label.isprintable() or not label:
        raise DataError(Problem("drawing-label", "a label is a digit or a word: say what the drawing shows"))
    if Drawing.objects.visible_to(user).count() >= MOST:
        raise DataError(Problem("drawings-full", f"{MOST:,} drawings are kept already: delete some first"))
    picture = Preprocessing().from_picture(drawn(strokes, brush))
    with transaction.atomic():
        row = Drawing.objects.create(owner=user, label=label, strokes=strokes, picture=picture.tobytes())
        write_for_training(user)
    return as_json(row)


def put_away(user: Any, id: str) -> None:
    row = Drawing.objects.visible_to(user).filter(pk=id).first()
    if row is None:
        raise Http404("there is no such drawing: it may have been deleted")
    with transaction.atomic():
        drafts.delete(row)
        write_for_training(user)


def bring_back(user: Any, id: str) -> dict[str, Any]:
    with transaction.atomic():
        row = drafts.restore(Drawing, user, id)
        write_for_training(user)
    return as_json(row)


def write_for_training(user: Any) -> None:
    """The data set "drawings" anew: a training is another process, which does not look into the database."""
    if user.get_username() != LOCAL:
        return  # the one file belongs to the one person who uses an embedded studio
    rows = Drawing.objects.visible_to(user).order_by("created", "pk")
    labels, pictures = [], [np.empty((0, 28, 28, 1), np.uint8)]
    for label, picture in rows.values_list("label", "picture"):
        labels.append(label)
        pictures.append(np.frombuffer(picture, np.uint8).reshape(1, 28, 28, 1))
    write_drawings(settings.FOLDER / FILE, np.concatenate(pictures), labels)


def as_json(row: Drawing) -> dict[str, Any]:
    picture = b64encode(bytes(row.picture)).decode("ascii")
    return {"id": row.pk, "label": row.label, "created": row.created, "strokes": row.strokes, "picture": picture}
