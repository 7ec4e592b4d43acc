"""Experiments: one recipe as many ordinary runs in the queue, and what they show together."""

import copy
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from netsumiki import recipes
from netsumiki.engine.errors import Problem, RecipeError
from netsumiki.studio import drafts, runs, timeline
from netsumiki.studio.models import Run, Sweep

MOST_RUNS = 60
SHARES = (0.1, 0.3, 0.5, 0.7, 0.9)


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
    shares, seeds = sorted(set(shares or SHARES)), sorted(set(seeds))
    if len(shares) * len(seeds) > MOST_RUNS:
        message = f"{len(shares)} shares with {len(seeds)} seeds are {len(shares) * len(seeds)} runs, and a sweep "
        message += f"has at most {MOST_RUNS}: leave some out"
        raise RecipeError(Problem("sweep-size", message, facts={"most": MOST_RUNS}))
    planned = [(share, seed, *at(document, share, seed, steps)) for seed in seeds for share in shares]
    with transaction.atomic():
        called = (name or "").strip() or str(document.get("title") or document.get("name") or "experiment")
        asked = {"shares": shares, "seeds": seeds, "steps": steps}
        sweep = Sweep.objects.create(owner=user, name=called[:200], recipe=document, asked=asked)
        for share, seed, changed, (noise, label) in planned:
            point = {"share": share, "noise": noise, "label": label, "seed": seed}
            runs.enqueue(user, changed, None, sweep=sweep, point=point)
    return as_json(sweep)


def source(template: str | None, recipe: dict[str, Any] | None) -> dict[str, Any]:
    """The recipe that was named or given. Raises `RecipeError` when it is neither, or both."""
    if (template is None) == (recipe is None):
        message = "an experiment begins with one recipe: name a template, or give a recipe"
        raise RecipeError(Problem("sweep-recipe", message))
    known = recipes.templates()
    if template is not None and template not in known:
        raise RecipeError(Problem("unknown-recipe", f"there is no template called {template}: choose one of the list"))
    return recipes.migrate(copy.deepcopy(recipe if template is None else known[template]))


def at(document: dict[str, Any], share: float, seed: int, steps: int | None) -> tuple[dict[str, Any], tuple[int, int]]:
    """(the recipe with this share of noise, (numbers of noise, numbers of the label))"""
    changed = copy.deepcopy(document)
    generator = changed.get("generator") or {}
    nodes = [n for n in generator.get("nodes", []) if n.get("layer") == "embedding" and n.get("inputs") == ["label"]]
    noise = (generator.get("inputs") or {}).get("noise")
    if not nodes or not noise or len(noise) != 1:
        message = "this recipe has no share of noise and label to vary: choose one whose generator embeds its label, "
        raise RecipeError(Problem("sweep-recipe", message + "such as cgan"))
    total = noise[0] + nodes[0]["units"]
    kept = min(max(round(share * total), 1), total - 1)
    generator["inputs"]["noise"], nodes[0]["units"] = [kept], total - kept
    changed["training"] = changed.get("training", {}) | {"seed": seed} | ({"steps": steps} if steps else {})
    return changed, (kept, total - kept)


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


def as_json(sweep: Sweep) -> dict[str, Any]:
    """See `api.sweeps.SweepOut`; runs that were put away by themselves are left out."""
    found = list(Run.objects.filter(sweep=sweep, deleted_at=None).order_by("created"))
    states = {str(run.state) for run in found}
    ended = [run for run in found if run.state in runs.ENDED]
    queued = states <= {"queued"} and bool(found)
    return {
        "id": sweep.pk,
        "name": sweep.name,
        "recipe_name": str(sweep.recipe.get("name") or ""),
        "created": sweep.created,
        "state": "ended" if len(ended) == len(found) else "queued" if queued else "running",
        "shares": sweep.asked.get("shares", []),
        "seeds": sweep.asked.get("seeds", []),
        "done": len(ended),
        "points": [point(run) for run in found],
        "finding": None,
    }


def point(run: Run) -> dict[str, Any]:
    progress, judged = run.progress, run.progress.get("judged") or {}
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
        "frame": frame,
        "version": None if frame is None else timeline.version(timeline.path(run, frame)),
    }
