"""Experiments: one recipe as many ordinary runs in the queue, and what they show together."""

from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from netsumiki import recipes
from netsumiki.engine.errors import DataError, Problem, RecipeError, did_you_mean, quoted
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.sheet import arrange, png
from netsumiki.studio import drafts, runs, timeline
from netsumiki.studio.loaded import opened_any
from netsumiki.studio.models import Run, Sweep
from netsumiki.studio.naming import permit
from netsumiki.studio.trained import generator
from netsumiki.training import sweep as experiment

MOST_RUNS = 60
STEPS = 1_000
"""Of each run, unless somebody says otherwise: enough to tell shares apart, in about a minute."""


def of(user: Any, id: str) -> Sweep:
    found = Sweep.objects.visible_to(user).filter(pk=id).first()
    if found is None:
        raise Http404("there is no such experiment: it may have been deleted")
    return found


def all_of(user: Any) -> list[dict[str, Any]]:
    return [as_json(sweep) for sweep in Sweep.objects.visible_to(user).order_by("-created")]


def create(
    user: Any,
    template: str | None,
    recipe: dict[str, Any] | None,
    shares: list[float] | None,
    seeds: list[int],
    steps: int | None,
    name: str | None,
) -> dict[str, Any]:
    """The runs of an experiment, in the queue. Raises `RecipeError` when there would be too many, or none can be."""
    document = source(template, recipe)
    permit(user, document)
    total = experiment.meeting(document).total
    noises = sorted({min(max(round(s * total), 1), total - 1) for s in shares}) if shares else experiment.usual(total)
    seeds = sorted(set(seeds))
    if len(noises) * len(seeds) > MOST_RUNS:
        message = f"{len(noises)} shares with {len(seeds)} seeds are {len(noises) * len(seeds)} runs, "
        message += f"and an experiment has at most {MOST_RUNS}: leave some out"
        raise RecipeError(Problem("sweep-size", message, facts={"most": MOST_RUNS}))
    planned = experiment.recipes(document, noises, seeds, steps or STEPS)
    with transaction.atomic():
        called = (name or "").strip() or str(document.get("title") or document.get("name") or "experiment")
        asked = {"noises": noises, "total": total, "seeds": seeds, "steps": steps or STEPS}
        sweep = Sweep.objects.create(owner=user, name=called[:200], recipe=document, asked=asked)
        for trial in planned:
            point = {"share": trial.noise / total, "noise": trial.noise, "label": trial.label, "seed": trial.seed}
            runs.enqueue(user, trial.recipe, trial.name, sweep=sweep, point=point)
    return as_json(sweep)


def source(template: str | None, recipe: dict[str, Any] | None) -> dict[str, Any]:
    """The recipe that was named or given. Raises `RecipeError` when it is neither, or both."""
    if (template is None) == (recipe is None):
        message = "an experiment begins with one recipe: name a template, or give a recipe"
        raise RecipeError(Problem("sweep-recipe", message))
    known = recipes.templates()
    if template is not None and template not in known:
        message = f"there is no template called {quoted(template)}{did_you_mean(template, known)}"
        raise RecipeError(Problem("unknown-recipe", message, facts={"value": template}))
    return recipes.read(recipe if template is None else known[template])


def put_away(sweep: Sweep) -> None:
    """Stop its runs and hide them with it; `restore` brings all of them back until they are cleared."""
    drafts.delete(sweep)
    for run in Run.objects.filter(sweep=sweep, deleted_at=None):
        runs.put_away(run)


def restore(user: Any, id: str) -> Sweep:
    """The experiment and those of its runs that went with it."""
    gone = Sweep.objects.deleted_of(user).filter(pk=id).values_list("deleted_at", flat=True).first()
    sweep = drafts.restore(Sweep, user, id)
    for run in Run.objects.filter(sweep=sweep, deleted_at__gte=gone or timezone.now()):
        runs.announce(drafts.restore(Run, user, run.pk))
    return sweep


def sheet(sweep: Sweep, run_id: str) -> bytes:
    """PNG: a column for each label, a row for each noise, the same ones for every run of the experiment.

    Raises: `Http404` where it has no such run, `NetsumikiError` where that has no weights yet or makes no pictures.
    """
    run = Run.objects.visible_to(sweep.owner).filter(sweep=sweep, pk=run_id).first()
    if run is None:
        raise Http404("this experiment has no such run: it may have been deleted")
    with opened_any(generator(sweep.owner, f"run:{run.pk}").path) as model:
        assert isinstance(model, Generator)
        made, columns = experiment.same_asked(model)
    if made.ndim != 4:
        raise DataError(Problem("not-pictures", "this experiment is about points: look at the timelines of its runs"))
    return png(arrange(made, columns))


def as_json(sweep: Sweep) -> dict[str, Any]:
    """See `api.sweeps.SweepOut`; runs that were put away by themselves are left out."""
    found = list(Run.objects.filter(sweep=sweep, deleted_at=None).order_by("created"))
    ended = [run for run in found if run.state in runs.ENDED]
    waiting = all(run.state == Run.State.QUEUED and not run.attempt for run in found)
    points = [point(run) for run in found]
    asked = sweep.asked
    return {
        "id": sweep.pk,
        "name": sweep.name,
        "recipe_name": str(sweep.recipe.get("name") or ""),
        "created": sweep.created,
        "state": "ended" if len(ended) == len(found) else "queued" if waiting else "running",
        "shares": [noise / asked["total"] for noise in asked["noises"]],
        "noises": asked["noises"],
        "total": asked["total"],
        "seeds": asked["seeds"],
        "steps": asked["steps"],
        "done": len(ended),
        "points": points,
        "finding": finding(points),
    }


def finding(points: list[dict[str, Any]]) -> dict[str, Any]:
    """What the runs that were trained to their end show together."""
    found = experiment.finding([p for p in points if p["state"] == Run.State.SUCCEEDED])
    return found | {"message": found["sentence"]}


def point(run: Run) -> dict[str, Any]:
    progress, judged = run.progress, run.progress.get("judged") or {}
    alike = [share for share in judged.get("same") or [] if share is not None]
    frame = progress.get("frame_step")
    return (run.point or {}) | {
        "run": run.pk,
        "name": run.name,
        "state": str(run.state),
        "paused": run.paused,
        "step": progress.get("step", 0),
        "steps": progress.get("steps"),
        "agreement": progress.get("agreement"),
        "spread": judged.get("spread"),
        "classes_seen": progress.get("classes_seen"),
        "fidelity": judged.get("agreement", judged.get("quality")),
        "diversity": judged.get("spread", judged.get("coverage")),
        "same": sum(alike) / len(alike) if alike else None,
        "frame": frame,
        "version": None if frame is None else timeline.version(timeline.path(run, frame)),
    }
