"""The life of a run's row: made, steered, named, put away. Its state is moved by the supervisor alone."""

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from netsumiki.engine.errors import NetsumikiError, Problem, RecipeError
from netsumiki.engine.optimizers import Optimizer
from netsumiki.studio import drafts
from netsumiki.studio.broadcast import publish
from netsumiki.studio.fitting import unfit
from netsumiki.studio.folder import RUNS
from netsumiki.studio.models import Document, Run, RunEvent
from netsumiki.studio.names import new_name
from netsumiki.studio.naming import name_of, pinned, title_of
from netsumiki.training.recipe import Recipe

State = Run.State
ACTIVE = (State.QUEUED, State.RUNNING, State.LOST)
ENDED = (State.SUCCEEDED, State.FAILED, State.CANCELLED)
SPARKLINE_POINTS = 40


def folder_of(run: Run) -> Path:
    """Where the run's files lie."""
    return settings.FOLDER / RUNS / run.pk


def create(owner: Any, recipe: dict, name: str | None, document: Document | None, paused: bool) -> Run:
    """A run in the queue. Raises `RecipeError` with every problem of the recipe."""
    return enqueue(owner, recipe, name, document=document, paused=paused)


def enqueue(
    owner: Any, recipe: dict, name: str | None, *, prepare: Callable[[Run], None] | None = None, **fields: Any
) -> Run:
    """A run in the queue; `prepare(run)` fills its folder before the supervisor can begin it.

    The recipe of the run names the version of one's own data that it will see.

    Raises: `RecipeError` with every problem of the recipe, `Http404` where its data are somebody else's, and what
    `prepare` raises; then there is no run.
    """
    from netsumiki.studio.supervisor import supervisor

    checked = Recipe.read(pinned(owner, recipe))
    if problems := unfit(checked):
        raise RecipeError(*problems)
    taken = set(Run.objects.filter(owner=owner).values_list("name", flat=True))
    plan: Any = checked.plan
    epochs = None if plan.steps else plan.epochs
    progress = {"parameters": checked.inspection.parameter_count, "epochs": epochs, "lr": plan.optimizer.lr}
    run = Run(
        owner=owner,
        name=(name or "").strip() or new_name(taken),
        recipe=checked.document,
        seed=plan.seed,
        progress=progress,
        **fields,
    )
    if prepare:
        prepare(run)
    run.save(force_insert=True)
    announce(run)
    supervisor.wake()
    return run


def command(run: Run, do: str, lr: float | None) -> Run:
    """Write down what is wanted; the supervisor passes it on. Raises `NetsumikiError` when it makes no sense now."""
    from netsumiki.studio.supervisor import supervisor

    if lr is not None:
        Optimizer.declared["lr"].check(lr)  # the run itself could not say that it does not obey
    with transaction.atomic():
        run = Run.objects.get(pk=run.pk)
        refusal = _refusal(run, do, lr)
        if refusal:
            raise NetsumikiError(Problem(f"cannot-{do.replace('_', '-')}", refusal, facts={"state": run.state}))
        fields = ["wanted"]
        if do == "retry":
            run.state, run.error, run.ended, run.paused = State.QUEUED, None, None, False
            run.wanted = {"lr": lr} if lr else {}
            run.progress = run.progress | {"stalled": 0}
            fields += ["state", "error", "ended", "paused", "progress"]
        elif run.state != State.RUNNING and do in ("pause", "resume"):
            run.paused = do == "pause"  # it is not running yet: begin that way
            fields.append("paused")
        elif do == "learning_rate":
            run.wanted = run.wanted | {"lr": lr}
        elif do == "step":
            run.wanted = run.wanted | {"steps": run.wanted.get("steps", 0) + 1}
        elif do == "stop":
            run.wanted = run.wanted | {"stop": "you stopped it"}
        else:
            run.wanted = run.wanted | {"pause": do == "pause"}
        run.save(update_fields=fields)
    announce(run)
    supervisor.wake()
    return run


def _refusal(run: Run, do: str, lr: float | None) -> str | None:
    if do in ("learning_rate",) and lr is None:
        return "say which learning rate, such as 0.001"
    if do == "retry":
        return None if run.state in (State.FAILED, State.CANCELLED) else f"this run is {run.state}: it needs no retry"
    if run.state not in ACTIVE:
        return f"this run has ended ({run.state}): start it anew to go on"
    return None


def rename(run: Run, name: str) -> None:
    run.name = name
    run.save(update_fields=["name"])
    announce(run)


def put_away(run: Run) -> None:
    """Stop it, and who judges it, and hide it; `drafts.restore` brings it back until it is cleared."""
    from netsumiki.studio import verdicts
    from netsumiki.studio.supervisor import supervisor

    if run.state in ACTIVE:
        command(run, "stop", None)
        run.refresh_from_db()
    verdicts.give_up(f"run:{run.pk}")
    drafts.delete(run)
    publish(run.owner_id, {"type": "deleted", "run": run.pk})
    supervisor.wake()


def announce(run: Run) -> None:
    """Tell every tab of its owner how the run stands."""
    if run.deleted_at is None:
        publish(run.owner_id, {"type": "run", "run": as_json(run)})


# -- as the interface shows it --------------------------------------------------------------------------------


def as_json(run: Run, position: int | None = None) -> dict[str, Any]:
    """The row as a JSON object, also for the stream."""
    recipe = run.recipe
    if position is None and run.state == State.QUEUED:
        position = 1 + Run.objects.filter(state=State.QUEUED, deleted_at=None, created__lt=run.created).count()
    return {
        "id": run.pk,
        "name": run.name,
        "task": task_of(recipe),
        "recipe_name": str(recipe.get("name") or ""),
        "title": str(recipe.get("title") or recipe.get("name") or ""),
        "dataset": name_of(dataset_of(recipe)),
        "own_data": title_of(dataset_of(recipe)),
        "document": run.document_id,
        "sweep": run.sweep_id,
        "rewound_from": run.rewound_from_id,
        "begun_with": run.begun_with or None,
        "seed": run.seed,
        "state": str(run.state),
        "paused": run.paused,
        "attempt": run.attempt,
        "position": position,
        "progress": {k: v for k, v in run.progress.items() if k != "stalled"},
        "error": run.error,
        "size": run.size,
        "has_model": (folder_of(run) / "model.safetensors").is_file(),
        "created": run.created.isoformat(),
        "started": run.started and run.started.isoformat(),
        "ended": run.ended and run.ended.isoformat(),
    }


def dataset_of(recipe: dict[str, Any]) -> Any:
    """The data set that a recipe learns from, as it is written there."""
    return recipe.get("data", {}).get("dataset", "mnist")


def detail(run: Run) -> dict[str, Any]:
    return as_json(run) | {"recipe": run.recipe, "wanted": run.wanted}


def task_of(recipe: dict[str, Any]) -> str:
    """What a run of this recipe learns, by the networks that it has."""
    return "gan" if "discriminator" in recipe else "flow" if "generator" in recipe else "classifier"


def rows(found: QuerySet) -> list[dict[str, Any]]:
    """All of them with their sparklines, in two queries."""
    listed = list(found.order_by("-created"))
    queue = [r.pk for r in sorted(listed, key=lambda r: r.created) if r.state == State.QUEUED]
    points: dict[str, dict[str, list[float]]] = {}
    told = RunEvent.objects.filter(run__in=listed, kind__in=("evaluated", "epoch_ended")).order_by("pk")
    for id, kind, data in told.values_list("run_id", "kind", "data"):
        value = good(data["judged"]) if data.get("judged") else data.get("accuracy")
        if value is not None:
            points.setdefault(id, {}).setdefault(kind, []).append(value)
    return [
        as_json(run, queue.index(run.pk) + 1 if run.pk in queue else None)
        | {"sparkline": thinned(points.get(run.pk, {}), SPARKLINE_POINTS), "recipe": run.recipe}
        for run in listed
    ]


def good(judged: dict[str, Any]) -> float | None:
    """One number from 0 to 1 for what a judge said: agreement, or else the share of classes that it saw."""
    if judged.get("agreement") is not None:
        return judged["agreement"]
    if judged.get("shares"):
        return judged["classes_seen"] / len(judged["shares"])
    return judged.get("coverage")


def thinned(points: dict[str, list[float]], most: int) -> list[float]:
    """At most `most` values: of what was evaluated, or else of the training accuracy."""
    values = points.get("evaluated") or points.get("epoch_ended") or []
    step = max(1, -(-len(values) // most))
    return values[::-1][::step][::-1]  # the last one is always among them


def file_name(name: str) -> str:
    """A run's name as the name of a file on any system."""
    return re.sub(r"[^a-zA-Z0-9_.-]+", "-", name).strip("-.")[:80] or "model"


def clear_unfinished() -> None:
    """Remove folders that were still being filled when the studio was killed; nobody may be rewinding a run."""
    for unfinished in (settings.FOLDER / RUNS).glob("*.????????.new"):
        shutil.rmtree(unfinished, ignore_errors=True)


def clear_away(long_deleted: Iterable[Run]) -> None:
    """Remove for good what was deleted long ago."""
    for run in long_deleted:
        shutil.rmtree(folder_of(run), ignore_errors=True)
        run.delete()
