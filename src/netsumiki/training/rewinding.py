"""Rewinding: a new run that goes on from a snapshot of another, which stays as it is."""

import json
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from netsumiki.data.storage import unwritable
from netsumiki.engine.errors import Problem, RecipeError
from netsumiki.engine.optimizers import Optimizer
from netsumiki.training.checkpoint import load_checkpoint, save_checkpoint
from netsumiki.training.events import LearningRateChanged
from netsumiki.training.folder import LASTING, RunFolder
from netsumiki.training.spreads import FILE, Spreads
from netsumiki.training.timeline import Timeline


def rewind(run: Path | str, step: int, out: Path | str, lr: float | None = None) -> Path:
    """The folder `out`, in which the run in folder `run` waits to go on after `step`, as if it had stopped there.

    Going on (`Run(recipe, out=out, resume=True)`) gives, to the last bit, what the old run became, unless `lr` takes
    the place of the rate that it had. `out` appears whole or not at all; it must not exist yet, or be empty.

    Raises: `RecipeError` when there is no such run or snapshot, or `out` is taken; `OptionError` for a rate that no
    optimizer can have.
    """
    source, target = RunFolder(Path(run)), Path(out)
    rate = None if lr is None else float(Optimizer.declared["lr"].check(lr))
    facts, arrays = load_checkpoint(_snapshot(source, step))
    unfinished = target.with_name(f"{target.name}.{secrets.token_hex(4)}.new")
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise _taken(target)
        _fill(RunFolder(unfinished), source, facts, arrays, rate)
        with suppress(FileNotFoundError):
            target.rmdir()  # whoever keeps a place free makes an empty folder
        os.rename(unfinished, target)
    except OSError as error:
        if target.exists() and unfinished.exists():
            raise _taken(target) from None  # by somebody else in this moment
        raise unwritable(target.parent, error) from None
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return target


def _snapshot(source: RunFolder, step: int) -> Path:
    timeline = Timeline(source.path)
    if not source.recipe.is_file():
        message = f"{source.path} is no folder of a run: give one that holds a recipe.json"
        raise RecipeError(Problem("no-run", message, facts={"folder": str(source.path)}))
    if not timeline.snapshot_steps():
        message = f"the run in {source.path} keeps no snapshots to go back to: only runs that train a generator do"
        raise RecipeError(Problem("no-snapshots", message, facts={"folder": str(source.path)}))
    return timeline.snapshot(step)


def _fill(made: RunFolder, source: RunFolder, facts: dict[str, Any], arrays: dict[str, Any], lr: float | None) -> None:
    """Make the folder of a run that was stopped where its checkpoint (facts, arrays) was taken."""
    step = int(facts["loop"]["step"])
    events = [e for e in source.events() if e["event"] in LASTING and e["step"] <= step]
    if step == 0:  # a run looks at its generator before it begins: it does so again, and tells of it then
        events, facts["loop"]["best"] = [], None
    if lr is not None:
        facts["loop"]["lr"] = lr
        events.append(LearningRateChanged(step, lr).to_json())
    for folder, steps in zip(("frames", "snapshots"), _kept(Timeline(source.path), step)):
        (made.path / folder).mkdir(parents=True)
        for number in steps:
            name = Path(folder, f"{number:08d}.safetensors")
            with suppress(FileNotFoundError):  # a run that goes on has thinned its timeline meanwhile
                shutil.copyfile(source.path / name, made.path / name)
    with suppress(FileNotFoundError):  # a run of an older version recorded none
        shutil.copyfile(source.path / FILE, made.path / FILE)
        Spreads(made.path).forget_after(step)
    made.recipe.write_text(json.dumps(facts["recipe"], indent=2, ensure_ascii=False) + "\n", "utf-8")
    made.log.write_text("".join(json.dumps(e) + "\n" for e in events), "utf-8")
    save_checkpoint(made.checkpoint, facts, arrays)


def _kept(timeline: Timeline, step: int) -> tuple[list[int], list[int]]:
    return [s for s in timeline.steps() if s <= step], [s for s in timeline.snapshot_steps() if s <= step]


def _taken(target: Path) -> RecipeError:
    message = f"{target} already holds something: choose another folder for the run that goes on"
    return RecipeError(Problem("folder-taken", message, facts={"folder": str(target)}))
