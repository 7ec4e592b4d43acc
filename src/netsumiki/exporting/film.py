"""A film of a generator's timeline: the same noise at every step, as an animated GIF or WebP, or as MP4 by ffmpeg."""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from threading import Timer
from typing import IO, TYPE_CHECKING, Any, Protocol

import numpy as np

from netsumiki.data.storage import Progress
from netsumiki.engine.errors import DataError, Problem, did_you_mean, quoted
from netsumiki.exporting.sheet import arrange, pixels_of, scatter, window, with_words

if TYPE_CHECKING:
    from PIL import Image

KINDS = {"gif": "image/gif", "webp": "image/webp", "mp4": "video/mp4"}
"""What a film can be written as, with its media type."""
SHORTEST, LONGEST = 1.0, 60.0
QUICKEST, SLOWEST = 25, 2
"""Frames a second: more are left out, fewer last longer than the film should."""
HELD = 1.5
"""Seconds for which the last frame stays."""
WIDTH = 560
"""Pixels to which small pictures are enlarged, by whole factors."""
REAL_POINTS = 1_000
PATIENCE = 120.0
"""Seconds that ffmpeg may take."""


class Cancelled(Exception):
    """Whoever asked for the film no longer wants it."""


class Frames(Protocol):
    """A timeline: the steps of which there is a frame, and the examples of each."""

    def steps(self) -> list[int]: ...

    def frame(self, step: int) -> np.ndarray: ...


def film(
    timeline: Frames,
    kind: str = "gif",
    *,
    seconds: float = 8.0,
    columns: int = 10,
    real: np.ndarray | None = None,
    progress: Progress | None = None,
    stop: Callable[[], bool] | None = None,
) -> bytes:
    """The file of a film that takes `seconds`, and then shows the end for a moment.

    `real`: points that lie behind generated ones. `stop()` is asked between two frames.
    Raises: `DataError` when there is nothing to show, no such kind, or no ffmpeg; `Cancelled` when `stop()` said so.
    """
    if kind not in KINDS:
        raise _refuse("film-kind", f"a film cannot be written as {quoted(kind)}{did_you_mean(kind, KINDS)}")
    if not SHORTEST <= seconds <= LONGEST:
        raise _refuse("film-seconds", f"a film takes {SHORTEST:g} to {LONGEST:g} seconds, got {seconds:g}")
    steps = _some(timeline.steps(), int(seconds * QUICKEST))
    rate = max(SLOWEST, min(QUICKEST, len(steps) / seconds))
    images = _images(timeline, steps, columns, real, progress, stop)
    first = next(images, None)
    if first is None:
        raise _refuse("film-empty", "the timeline holds no frames: train a generator in this run first")
    write = _by_ffmpeg if kind == "mp4" else _by_pillow
    return write(kind, chain([first], images), len(steps), rate)


def _some(steps: list[int], most: int) -> list[int]:
    """At most so many, evenly; the first and the last among them."""
    if len(steps) <= most:
        return steps
    return [steps[round(k * (len(steps) - 1) / (most - 1))] for k in range(most)]


# -- frames ---------------------------------------------------------------------------------------------------------


def _images(
    timeline: Frames,
    steps: list[int],
    columns: int,
    real: np.ndarray | None,
    progress: Progress | None,
    stop: Callable[[], bool] | None,
) -> Iterator["Image.Image"]:
    from PIL import Image  # here: slow to import, and most commands do not need it

    shown, image = None, None
    if real is not None:
        real = real[:REAL_POINTS]
        shown = window(real)
    for number, step in enumerate(steps):
        if stop and stop():
            raise Cancelled
        with suppress(DataError):  # a run that goes on has thinned its timeline meanwhile: the one before stays longer
            examples = timeline.frame(step)
            if examples.ndim == 2:
                shown = shown or window(timeline.frame(steps[-1]))
                sheet = scatter(examples, real, shown=shown)
            else:
                sheet = arrange(examples, columns, scale=max(1, WIDTH // (columns * examples.shape[2])))
            image = Image.fromarray(pixels_of(with_words(sheet, f"step {step:,}")))
        if image:
            yield image
        if progress:
            progress("Drawing frames", number + 1, len(steps))


# -- files ----------------------------------------------------------------------------------------------------------


def _by_pillow(kind: str, images: Iterator["Image.Image"], count: int, rate: float) -> bytes:
    each = round(1000 / rate)
    durations = [each] * (count - 1) + [each + round(1000 * HELD)]
    options: dict[str, Any] = {"optimize": False}
    if kind == "webp":
        options = {"lossless": True, "method": 2, "quality": 30}  # here quality is patience
    else:
        images = (image.point(_greys) if image.mode == "L" else image for image in images)
    file = io.BytesIO()
    first = next(images)
    first.save(file, kind.upper(), save_all=True, append_images=images, duration=durations, loop=0, **options)
    return file.getvalue()


def _greys(value: int) -> int:
    """The nearest of sixteen greys: with them a GIF takes a third of the bytes."""
    return round(value / 17) * 17


def _by_ffmpeg(kind: str, images: Iterator["Image.Image"], count: int, rate: float) -> bytes:
    program = shutil.which("ffmpeg")
    if program is None:
        message = "an MP4 needs the program ffmpeg, which this machine does not have: install it, or choose gif or webp"
        raise _refuse("no-ffmpeg", message)
    first = next(images)
    pixels = "gray" if first.mode == "L" else "rgb24"
    size = f"{first.width}x{first.height}"
    with tempfile.TemporaryDirectory() as folder:
        made, said = Path(folder, "film.mp4"), Path(folder, "said.txt")
        source = ["-f", "rawvideo", "-pix_fmt", pixels, "-s", size, "-r", f"{rate:.3f}", "-i", "-"]
        target = ["-an", "-pix_fmt", "yuv420p", "-movflags", "+faststart", str(made)]
        command = [program, "-hide_banner", "-loglevel", "error", "-nostdin", "-y", *source, *target]
        with said.open("wb") as complaints:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=complaints)
            impatience = Timer(PATIENCE, process.kill)
            impatience.start()
            try:
                with suppress(BrokenPipeError):  # it has ended already; why, it said
                    _feed(process.stdin, chain([first], images), round(HELD * rate))
                code = process.wait()
            finally:
                impatience.cancel()
                process.kill()
                process.wait()
        if code or not made.exists():
            lines = said.read_text("utf-8", "replace").strip().splitlines()
            reason = lines[-1][:200] if lines else f"it ended with code {code}"
            raise _refuse("ffmpeg", f"ffmpeg could not write the film ({reason}): choose gif or webp")
        return made.read_bytes()


def _feed(pipe: IO[bytes] | None, images: Iterator["Image.Image"], held: int) -> None:
    assert pipe is not None
    with pipe:
        for image in images:
            pixels = image.tobytes()
            pipe.write(pixels)
        for _ in range(held):
            pipe.write(pixels)


def _refuse(code: str, message: str) -> DataError:
    return DataError(Problem(code, message))
