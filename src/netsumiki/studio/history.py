"""What a run has told so far, as columns that a chart can draw at once."""

from typing import Any

from netsumiki.studio.models import Run, RunEvent

MOST_POINTS = 1_500
PROGRESS = (
    *("step", "epoch", "loss", "accuracy", "seconds", "lr", "images_per_second"),
    *("generator_loss", "discriminator_loss", "real_found", "fake_found"),
)
EVALUATED = ("step", "epoch", "loss", "accuracy", "seconds", "training_loss", "training_accuracy", "best")
WHEN = ("step", "epoch", "seconds", "best")
JUDGED = ("agreement", "classes_seen", "spread", "sure", "quality", "coverage")
UNLOGGED = ("progress", "evaluated", "epoch_ended", "checkpointed", "frame")
LARGE = ("confusion", "judged")


def history_of(run: Run) -> dict[str, Any]:
    """See `api.runs.History`."""
    told = list(RunEvent.objects.filter(run=run).order_by("pk"))
    evaluated = [e.data for e in told if e.kind == "evaluated"]
    judged = [{key: e[key] for key in WHEN} | e["judged"] for e in evaluated if e.get("judged")]
    last = [e.data["judged"] for e in told if e.data.get("judged")][-1:]
    measured = [e.data for e in told if e.kind in ("evaluated", "finished") and e.data.get("confusion")]
    latest = measured[-1] if measured else None
    return {
        "last_event": told[-1].pk if told else 0,
        "progress": _columns([e.data for e in told if e.kind == "progress"], PROGRESS),
        "evaluated": _columns([e for e in evaluated if "judged" not in e], EVALUATED),
        "judged": _columns(judged, (*WHEN, *JUDGED)),
        "alarm": last[0].get("alarm", []) if last else [],
        "confusion": latest and latest["confusion"],
        "confusion_of": latest and ("test" if latest["event"] == "finished" else "validation"),
        "confusion_epoch": latest and latest.get("epoch"),
        "class_names": run.progress.get("class_names") or [],
        "log": [
            {"id": e.pk, "kind": e.kind, "step": e.step, "data": {k: v for k, v in e.data.items() if k not in LARGE}}
            for e in told
            if e.kind not in UNLOGGED
        ],
    }


def _columns(entries: list[dict[str, Any]], names: tuple[str, ...]) -> dict[str, list[Any]]:
    every = max(1, -(-len(entries) // MOST_POINTS))
    kept = entries[::-1][::every][::-1]
    return {name: [entry.get(name) for entry in kept] for name in names}
