"""What a run has told so far, as columns that a chart can draw at once."""

from typing import Any

from netsumiki.studio.models import Run, RunEvent

MOST_POINTS = 1_500
COLUMNS = {
    "progress": ("step", "epoch", "loss", "accuracy", "seconds", "lr", "images_per_second"),
    "evaluated": ("step", "epoch", "loss", "accuracy", "seconds", "training_loss", "training_accuracy", "best"),
}
UNLOGGED = (*COLUMNS, "epoch_ended", "checkpointed")


def history_of(run: Run) -> dict[str, Any]:
    """See `api.runs.History`."""
    told = list(RunEvent.objects.filter(run=run).order_by("pk"))
    columns = {kind: _columns([e.data for e in told if e.kind == kind], names) for kind, names in COLUMNS.items()}
    measured = [e.data for e in told if e.kind in ("evaluated", "finished") and e.data.get("confusion")]
    latest = measured[-1] if measured else None
    return {
        "last_event": told[-1].pk if told else 0,
        **columns,
        "confusion": latest and latest["confusion"],
        "confusion_of": latest and ("test" if latest["event"] == "finished" else "validation"),
        "confusion_epoch": latest and latest.get("epoch"),
        "class_names": run.progress.get("class_names") or [],
        "log": [
            {"id": e.pk, "kind": e.kind, "step": e.step, "data": {k: v for k, v in e.data.items() if k != "confusion"}}
            for e in told
            if e.kind not in UNLOGGED
        ],
    }


def _columns(entries: list[dict[str, Any]], names: tuple[str, ...]) -> dict[str, list[Any]]:
    every = max(1, -(-len(entries) // MOST_POINTS))
    kept = entries[::-1][::every][::-1]
    return {name: [entry.get(name) for entry in kept] for name in names}
