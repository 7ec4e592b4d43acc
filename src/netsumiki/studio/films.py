"""The film of a run's timeline, made while the browser waits, and given up when it no longer does."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from threading import Event, Semaphore

import numpy as np
from django.http import Http404, StreamingHttpResponse

from netsumiki.data import load
from netsumiki.engine.errors import DataError, Problem
from netsumiki.exporting.film import KINDS, Cancelled, film
from netsumiki.studio import runs, timeline
from netsumiki.studio.models import Run
from netsumiki.training.observer import SHEET
from netsumiki.training.timeline import Timeline

PIECE = 1 << 16
WAITING_SECONDS = 0.2
_room = Semaphore(1)
"""One film at a time: its frames lie in memory while it is written."""


def answer(run: Run, kind: str, seconds: float) -> StreamingHttpResponse:
    """The film as an attachment. Raises `Http404` where there is no frame, `DataError` where no film can be made."""
    frames = Timeline(runs.folder_of(run))
    if not frames.steps():
        raise Http404("the timeline is empty until the run has begun: wait a moment")
    if kind == "mp4" and shutil.which("ffmpeg") is None:  # once the answer has begun it is too late to say so
        message = "an MP4 needs the program ffmpeg, which this machine does not have: install it, or choose gif or webp"
        raise DataError(Problem("no-ffmpeg", message))
    real = _real(run) if timeline.frame_of(run, frames.steps()[-1]).ndim == 2 else None

    def make(left: Callable[[], bool]) -> bytes:
        return film(frames, kind, seconds=seconds, columns=SHEET, real=real, stop=left)

    headers = {"Content-Disposition": f'attachment; filename="{runs.file_name(run.name)}.{kind}"'}
    return StreamingHttpResponse(pieces(make), content_type=KINDS[kind], headers=headers)


def _real(run: Run) -> np.ndarray:
    """Points of the data, to lie behind the generated ones."""
    return load(runs.dataset_of(run.recipe)).train.inputs


async def pieces(make: Callable[[Callable[[], bool]], bytes]) -> AsyncIterator[bytes]:
    """What `make(left)` makes in a thread; `left()` becomes true when nobody waits for it any longer."""
    left = Event()
    try:
        made = await asyncio.to_thread(_one_at_a_time, make, left)
        for start in range(0, len(made), PIECE):
            yield made[start : start + PIECE]
    finally:
        left.set()


def _one_at_a_time(make: Callable[[Callable[[], bool]], bytes], left: Event) -> bytes:
    while not _room.acquire(timeout=WAITING_SECONDS):
        if left.is_set():
            raise Cancelled
    try:
        return make(left.is_set)
    finally:
        _room.release()
