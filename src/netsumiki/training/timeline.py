"""The timeline of a generator: sheets of examples from fixed noise along the way, and states to go back to.

    frames/00000250.safetensors      what the generator made at step 250 of the same noise and labels as ever
    snapshots/00000250.safetensors   everything that the run needs to go on from there

Both are thinned when there are too many, so that a folder never grows without bound: the one goes whose neighbours are
nearest to each other, but never the first, the newest or the best.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file, save

from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import DataError, Problem, RecipeError
from netsumiki.training.checkpoint import save_checkpoint

MOST_FRAMES, MOST_FRAME_BYTES = 240, 64_000_000
MOST_SNAPSHOTS, MOST_SNAPSHOT_BYTES = 24, 200_000_000


class Timeline:
    """The frames and snapshots in a run's folder."""

    def __init__(self, folder: Path):
        self.frames, self.snapshots = folder / "frames", folder / "snapshots"

    def steps(self) -> list[int]:
        """The steps of which there is a frame, in order."""
        return _steps(self.frames)

    def snapshot_steps(self) -> list[int]:
        """The steps that one can go back to, in order."""
        return _steps(self.snapshots)

    def frame(self, step: int) -> np.ndarray:
        """The examples of a frame: pictures uint8 (100, H, W, C) row by row, or points float32 (N, 2)."""
        try:
            return load_file(_path(self.frames, step))["samples"]
        except (OSError, SafetensorError, KeyError):
            known = self.steps()
            near = min(known, key=lambda s: abs(s - step), default=None)
            message = f"the timeline has no frame of step {step}: "
            message += "it is empty until the run has begun" if near is None else f"the nearest is that of step {near}"
            raise DataError(Problem("no-frame", message, facts={"step": step, "nearest": near})) from None

    def add_frame(self, step: int, samples: np.ndarray, keep: set[int]) -> None:
        self.frames.mkdir(exist_ok=True)
        write_atomically(_path(self.frames, step), save({"samples": samples}, {"netsumiki": "frame"}))
        _thin(self.frames, min(MOST_FRAMES, MOST_FRAME_BYTES // samples.nbytes), keep)

    def add_snapshot(self, step: int, facts: dict[str, Any], arrays: dict[str, Any], keep: set[int]) -> None:
        self.snapshots.mkdir(exist_ok=True)
        save_checkpoint(_path(self.snapshots, step), facts, arrays)
        size = sum(array.nbytes for array in arrays.values())
        _thin(self.snapshots, min(MOST_SNAPSHOTS, MOST_SNAPSHOT_BYTES // max(size, 1)), keep)

    def forget_after(self, step: int) -> None:
        """Drop what a run that is taken up again at `step` will make anew."""
        for folder in (self.frames, self.snapshots):
            for later in [s for s in _steps(folder) if s > step]:
                _path(folder, later).unlink()

    def snapshot(self, step: int) -> Path:
        """The file of a snapshot. Raises `RecipeError` when there is none of that step."""
        path = _path(self.snapshots, step)
        if path.is_file():
            return path
        known = ", ".join(map(str, self.snapshot_steps())) or "none"
        message = f"there is no snapshot of step {step}: choose one of {known}"
        raise RecipeError(Problem("no-snapshot", message, facts={"step": step, "known": self.snapshot_steps()}))


def _path(folder: Path, step: int) -> Path:
    return folder / f"{step:08d}.safetensors"


def _steps(folder: Path) -> list[int]:
    return sorted(int(path.stem) for path in folder.glob("*.safetensors") if path.stem.isdigit())


def _thin(folder: Path, most: int, keep: set[int]) -> None:
    """Leave at most `most` files, spread evenly; those in `keep`, the first and the newest stay for certain."""
    steps = _steps(folder)
    while len(steps) > max(most, 3):
        inner = [i for i in range(1, len(steps) - 1) if steps[i] not in keep]
        if not inner:
            return
        closest = min(inner, key=lambda i: steps[i + 1] - steps[i - 1])
        with suppress(OSError):
            _path(folder, steps.pop(closest)).unlink()
