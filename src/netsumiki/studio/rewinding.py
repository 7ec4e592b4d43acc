"""Back to a snapshot of a run, and on from there: a new run, so that nothing of the old one is lost."""

import json
import shutil
from contextlib import suppress
from pathlib import Path

from netsumiki.data.storage import unwritable, write_atomically
from netsumiki.engine.errors import Problem, RecipeError
from netsumiki.studio import runs
from netsumiki.studio.models import Run
from netsumiki.training.folder import LASTING, RunFolder
from netsumiki.training.timeline import Timeline


def rewind(run: Run, step: int, name: str | None) -> Run:
    """A queued run that goes on from this snapshot of `run`. Raises `RecipeError` if there is none."""
    if runs.task_of(run.recipe) == "classifier":
        message = "only a run that trains a generator keeps snapshots: retry this one, or start it anew"
        raise RecipeError(Problem("no-snapshot", message, facts={"step": step, "known": []}))
    source = runs.folder_of(run)
    Timeline(source).snapshot(step)

    def prepare(made: Run) -> None:
        target = runs.folder_of(made)
        try:
            fork(source, step, target)
        except (OSError, RecipeError) as error:
            with suppress(OSError):
                shutil.rmtree(target)
            raise unwritable(target, error) if isinstance(error, OSError) else error from None

    return runs.enqueue(run.owner, run.recipe, name, prepare=prepare, rewound_from=run)


def fork(source: Path, step: int, target: Path) -> None:
    """A folder whose run goes on where `source` was at `step`."""
    timeline, snapshot = Timeline(source), Timeline(source).snapshot(step)
    target.mkdir(parents=True)
    for folder in (timeline.frames, timeline.snapshots):
        (target / folder.name).mkdir()
        for file in folder.glob("*.safetensors"):
            if file.stem.isdigit() and int(file.stem) <= step:
                with suppress(FileNotFoundError):  # thinned away at this very moment
                    shutil.copyfile(file, target / folder.name / file.name)
    shutil.copyfile(snapshot, target / "checkpoint.safetensors")
    kept = [e for e in RunFolder(source).events() if e["event"] in LASTING and e["step"] <= step]
    write_atomically(target / "events.jsonl", "".join(json.dumps(e) + "\n" for e in kept).encode())
