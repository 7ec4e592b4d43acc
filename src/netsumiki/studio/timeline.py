"""A generator's way, frame by frame: always the same noise and labels, as sheets of pictures or as points."""

from pathlib import Path
from typing import Any

import numpy as np
from django.http import Http404

from netsumiki.data import datasets
from netsumiki.engine.errors import DataError, NetsumikiError, Problem
from netsumiki.engine.losses.adversarial import GanLoss, gan_losses
from netsumiki.exporting.sheet import arrange, png
from netsumiki.studio import runs
from netsumiki.studio.models import Run, RunEvent
from netsumiki.training.observer import SHEET
from netsumiki.training.timeline import Timeline

MEASURED = ("agreement", "classes_seen", "spread", "quality", "coverage")


def timeline_of(run: Run) -> dict[str, Any]:
    """See `api.timeline.TimelineOut`; a run that has not begun, and one that makes nothing, has no frames."""
    found = Timeline(runs.folder_of(run))
    steps, snapshots = found.steps(), set(found.snapshot_steps())
    shape, count = _shown(found, steps)
    told = RunEvent.objects.filter(run=run, kind="evaluated", step__in=steps).order_by("pk").values_list("step", "data")
    judged = {step: data.get("judged") or {} for step, data in told}
    return {
        "points": len(shape) == 1,
        "shape": shape,
        "count": count,
        "columns": SHEET,
        "labels": labels_of(run, count, len(shape) == 1),
        "frames": [
            {"step": step, "snapshot": step in snapshots, "version": version(path(run, step))}
            | {key: judged.get(step, {}).get(key) for key in MEASURED}
            for step in steps
        ],
        "balance": balance_of(run.recipe),
    }


def _shown(timeline: Timeline, steps: list[int]) -> tuple[list[int], int]:
    """(the shape of one example, how many there are in a frame); ([], 0) where there is no frame."""
    for step in steps[:1]:
        try:
            samples = timeline.frame(step)
            return list(samples.shape[1:]), len(samples)
        except DataError:  # thinned away at this very moment
            continue
    return [], 0


def labels_of(run: Run, count: int, points: bool) -> list[int] | None:
    """The class that each example of a frame was asked for; None where the generator is told none."""
    generator = run.recipe.get("generator") or {}
    if "label" not in generator.get("inputs", {}) or not count:
        return None
    numbers = np.arange(count)
    if not points:
        return (numbers // SHEET).tolist()
    known = len(run.progress.get("class_names") or [])
    classes = known or datasets.create(runs.dataset_of(run.recipe)).class_count or 1
    return (numbers % classes).tolist()


def balance_of(recipe: dict[str, Any]) -> list[float] | None:
    """Both losses, discriminator's and generator's, where the discriminator cannot tell; None without one."""
    if runs.task_of(recipe) != "gan":
        return None
    try:
        loss: GanLoss = gan_losses.create(recipe.get("training", {}).get("loss", "non_saturating"))
    except NetsumikiError:  # of a version that knew other losses
        return None
    return list(loss.balance)


def sheet_of(run: Run, step: int) -> bytes:
    """The frame of that step as PNG: pictures in their own size, without gaps. Raises `Http404`, `DataError`."""
    samples = frame_of(run, step)
    if samples.ndim != 4:
        raise DataError(Problem("not-pictures", "this run makes points, no pictures: ask for the points of the frame"))
    return png(arrange(samples, SHEET, gap=0))


def points_of(run: Run, step: int) -> dict[str, Any]:
    """The points of the frame of that step that have a place. Raises `Http404`, `DataError`."""
    samples = frame_of(run, step)
    if samples.ndim != 2:
        raise DataError(Problem("not-points", "this run makes pictures, no points: ask for the sheet of the frame"))
    placed = np.isfinite(samples).all(axis=1)
    x, y = samples[placed].astype(float).round(4).T.tolist()
    labels = labels_of(run, len(samples), True)
    return {"x": x, "y": y, "label": labels and np.array(labels)[placed].tolist()}


def frame_of(run: Run, step: int) -> np.ndarray:
    """Raises `Http404` where there is no frame of that step."""
    try:
        return Timeline(runs.folder_of(run)).frame(step)
    except DataError as error:
        raise Http404(str(error)) from None


def path(run: Run, step: int) -> Path:
    return runs.folder_of(run) / "frames" / f"{step:08d}.safetensors"


def version(file: Path) -> str:
    """Changes when the frame was made anew, as after a retry with another learning rate; "" when it is gone."""
    try:
        facts = file.stat()
    except OSError:
        return ""
    return f"{facts.st_mtime_ns:x}-{facts.st_size:x}"
