"""What a child told, turned into kept events, the run's row, and messages for the tabs."""

import os
from contextlib import suppress
from typing import Any

from django.utils import timezone

from netsumiki.studio import runs
from netsumiki.studio.models import Run, RunEvent
from netsumiki.training.folder import LASTING, RunFolder

State = Run.State
TRANSIENT = ("live", "preparing")
FROM_EVENT = {
    "progress": (
        "step",
        "epoch",
        "loss",
        "accuracy",
        "generator_loss",
        "discriminator_loss",
        "real_found",
        "fake_found",
        "lr",
        "images_per_second",
        "seconds",
        "remaining",
    ),
    "evaluated": ("step", "epoch", "seconds"),
    "finished": ("step", "test_accuracy", "test_loss", "seconds"),
    "started": ("steps", "parameters", "training_examples", "validation_examples"),
    "learning_rate": ("lr",),
}
REMEDIES = {
    "diverged": ["retry-lower-rate", "edit"],
    "memory": ["smaller-batch", "edit"],
    "disk-full": ["free-space", "retry"],
}
SIZED_AFTER = ("checkpointed", "finished", "stopped", "failed")


class Heard:
    """The events of one run from one drain, in order. `write()`, inside a transaction, returns (owner, message)s."""

    def __init__(self, run: Run, events: list[dict[str, Any]]):
        self.run, self.events = run, events
        self.ended = False

    def write(self) -> list[tuple[int, dict[str, Any]]]:
        run, owner = self.run, self.run.owner_id
        before = (run.state, run.paused)
        kept: list[RunEvent] = []
        messages: list[tuple[int, dict[str, Any]]] = []
        for event in self.events:
            kind = event["event"]
            if kind == "started" and event.get("resumed_at") is not None:
                kept = [e for e in kept if e.step <= event["resumed_at"]]
                kept += self.caught_up(event["resumed_at"])
            self.apply(event)
            if kind == "live":
                messages.append((owner, {"type": "live", "run": run.pk, "step": event["step"]}))
            if kind not in TRANSIENT:
                kept.append(self.row(event))
        if any(event["event"] in SIZED_AFTER for event in self.events):
            run.size = size_of(run)
        run.save(update_fields=["state", "paused", "progress", "error", "ended", "lease_until", "size"])
        rows = RunEvent.objects.bulk_create(kept)
        if rows:
            told = [{"id": row.pk, **row.data} for row in rows]
            messages.append((owner, {"type": "events", "run": run.pk, "events": told}))
        if (run.state, run.paused) != before or any(e["event"] not in ("progress", "live") for e in self.events):
            messages.append((owner, {"type": "run", "run": runs.as_json(run)}))
        return [] if run.deleted_at else messages

    def caught_up(self, resumed_at: int) -> list[RunEvent]:
        """Make what is kept agree with the checkpoint that the run goes on from.

        Steps after it are done again: what was told of them must not count twice. Steps before it that were told to
        a server which was no longer there stand in the run's log.
        """
        told = RunEvent.objects.filter(run=self.run)
        told.filter(step__gt=resumed_at).delete()
        known = set(told.filter(kind__in=LASTING).values_list("kind", "step"))
        logged = RunFolder(runs.folder_of(self.run)).events() if resumed_at else []
        missed = [e for e in logged if e["event"] in LASTING and (e["event"], e["step"]) not in known]
        missed = [e for e in missed if e["step"] <= resumed_at]
        for event in missed:
            self.apply(event)
        return [self.row(event) for event in missed]

    def row(self, event: dict[str, Any]) -> RunEvent:
        step = event.get("step", event.get("resumed_at", 0)) or 0
        return RunEvent(run=self.run, attempt=self.run.attempt, step=step, kind=event["event"], data=event)

    def apply(self, event: dict[str, Any]) -> None:
        """The run's row after this event."""
        run, kind = self.run, event["event"]
        progress = run.progress | {k: event[k] for k in FROM_EVENT.get(kind, ()) if k in event}
        progress["preparing"] = {k: event.get(k) for k in ("what", "done", "total")} if kind == "preparing" else None
        if kind == "started":
            progress |= {"step": event.get("resumed_at", 0), "class_names": event.get("class_names")}
        elif kind == "checkpointed" and event["step"] > progress.get("kept_step", -1):
            progress |= {"stalled": 0, "kept_step": event["step"]}
        elif kind == "evaluated" and "judged" in event:
            progress |= judgement(event["judged"])
        elif kind == "frame":
            progress["frame_step"] = event["step"]
        elif kind == "evaluated":
            progress |= {"validation_loss": event["loss"], "validation_accuracy": event["accuracy"]}
            best = progress.get("best_validation_accuracy") or 0
            progress["best_validation_accuracy"] = max(best, event["accuracy"] or 0)
        elif kind == "live":
            progress["live_step"] = event["step"]
        elif kind in ("paused", "resumed"):
            run.paused = kind == "paused"
            progress["step"] = event["step"]
        elif kind == "finished":
            self.end(State.CANCELLED if event.get("interrupted") else State.SUCCEEDED)
            progress |= {"remaining": 0, "preparing": None} | judgement(event.get("judged"))
        elif kind == "failed":
            code = event.get("code") or "unexpected"
            remedies = REMEDIES.get(code, ["retry", "edit"])
            facts = event.get("facts") or {}
            run.error = {"code": code, "message": event["error"], "node": event.get("node"), "facts": facts}
            run.error["remedies"] = remedies
            self.end(State.FAILED)
        run.progress = progress

    def end(self, state: State) -> None:
        self.ended = True
        self.run.state, self.run.ended, self.run.lease_until = state, timezone.now(), None
        self.run.paused = False


def size_of(run: Run) -> int:
    """Bytes that the run's folder takes, frames and snapshots included."""
    folder = runs.folder_of(run)
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):  # a training process replaces and thins its files while we look
                total += os.stat(os.path.join(place, name)).st_size
    return total


def judgement(judged: dict[str, Any] | None) -> dict[str, Any]:
    """What the row keeps of the judge's last words, if there were any."""
    return {key: judged.get(key) for key in ("agreement", "classes_seen")} | {"judged": judged} if judged else {}
