"""The film of a run's timeline, made while the browser waits, and given up when it no longer does."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from threading import Event, Semaphore

from django.http import Http404, StreamingHttpResponse
from PIL import Image

from netsumiki.engine.errors import DataError, Problem
from netsumiki.studio import runs, timeline
from netsumiki.studio.models import Run
from netsumiki.training.timeline import Timeline

TYPES = {"gif": "image/gif", "webp": "image/webp", "mp4": "video/mp4"}
PIECE = 1 << 16
MOST_PIXELS = 1_500_000
"""Of one frame; a larger one is drawn smaller."""
_room = Semaphore(1)


class _Left(Exception):
    """The browser no longer waits."""


def answer(run: Run, format: str, milliseconds: int, scale: int) -> StreamingHttpResponse:
    """The film as an attachment. Raises `Http404` where there is no frame, `DataError` where no film can be made."""
    steps = Timeline(runs.folder_of(run)).steps()
    if not steps:
        raise Http404("the timeline is empty until the run has begun: wait a moment")
    if timeline.frame_of(run, steps[-1]).ndim != 4:
        raise DataError(Problem("not-pictures", "this run makes points: there is a film of pictures only"))
    if format == "mp4":
        raise DataError(Problem("film-format", "an MP4 film cannot be made here: choose GIF or WebP"))
    name = f"{runs.file_name(run.name)}.{format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(
        pieces(run, steps, format, milliseconds, scale), content_type=TYPES[format], headers=headers
    )


async def pieces(run: Run, steps: list[int], format: str, milliseconds: int, scale: int) -> AsyncIterator[bytes]:
    left = Event()
    try:
        film = await asyncio.to_thread(made, run, steps, format, milliseconds, scale, left)
        for start in range(0, len(film), PIECE):
            yield film[start : start + PIECE]
    finally:
        left.set()


def made(run: Run, steps: list[int], format: str, milliseconds: int, scale: int, left: Event) -> bytes:
    with _room:
        frames = pictures(run, steps, scale, left)
        file, first = BytesIO(), next(frames)
        options = {"save_all": True, "append_images": frames, "duration": milliseconds, "loop": 0}
        first.save(file, "GIF" if format == "gif" else "WEBP", **options)
        return file.getvalue()


def pictures(run: Run, steps: list[int], scale: int, left: Event) -> Iterator[Image.Image]:
    for step in steps:
        if left.is_set():
            raise _Left
        picture = Image.open(BytesIO(timeline.sheet_of(run, step)))
        yield picture.resize((picture.width * scale, picture.height * scale), Image.Resampling.NEAREST)
