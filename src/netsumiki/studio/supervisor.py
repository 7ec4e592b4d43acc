"""The supervisor: starts queued runs, hears what they tell, and is the only one that moves a run's state.

    queued → running → succeeded | failed | cancelled,   running → lost → queued

A run is claimed by compare-and-swap on (state, attempt). The attempt number fences off a child that was given up and
still speaks: what it says is not heard. A child that goes silent or dies without a word is lost and begun again from
its checkpoint, unless it dies again and again at the same place.
"""

import json
import logging
import queue
import time
from collections import defaultdict
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

from django.db import close_old_connections, connection, transaction
from django.db.models import F
from django.utils import timezone

from netsumiki.cluster.local import LocalExecutor, why
from netsumiki.cluster.protocol import Executor, Handle
from netsumiki.data.own import sweep
from netsumiki.data.storage import write_atomically
from netsumiki.studio import own, runs
from netsumiki.studio.broadcast import publish
from netsumiki.studio.hearing import Heard
from netsumiki.studio.models import OwnData, Run, Sweep
from netsumiki.training.run import available_cores

LEASE = timedelta(seconds=20)
SILENCE_SECONDS = 30
TICK_SECONDS = 0.1
UPKEEP_SECONDS = 1.0
MOST_LOSSES = 3
"""Times in a row that a run may be lost without having come further."""
DELETED_FOR = timedelta(days=7)

log = logging.getLogger("netsumiki.supervisor")


def slots(cores: int) -> int:
    """How many runs train at once: each keeps about four cores busy."""
    return max(1, cores // 4)


class Attempt:
    """One child at work on one run, as long as it lives."""

    def __init__(self, run: Run, handle: Handle):
        self.run_id, self.number, self.owner = run.pk, run.attempt, run.owner_id
        self.handle = handle
        self.heard_at = time.monotonic()
        self.ended = False  # it told of its end


class Supervisor:
    """One thread beside the server. `wake()` after a change that it should look at."""

    def __init__(self, executor: Executor | None = None):
        self.executor = executor
        self.attempts: dict[str, Attempt] = {}
        self.inbox: queue.SimpleQueue = queue.SimpleQueue()
        self._wake, self._stopping = Event(), False
        self._thread: Thread | None = None

    # -- from other threads -----------------------------------------------------------------------------------

    def start(self) -> None:
        self.executor = self.executor or LocalExecutor()
        self._stopping = False
        runs.clear_unfinished()
        sweep()
        self._thread = Thread(target=self.work, name="supervisor", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        self._wake.set()

    def stop(self) -> None:
        """Ask every child to keep its checkpoint and end; the runs go on at the next start."""
        self._stopping = True
        self.wake()

    def join(self, seconds: float = 1.2) -> None:
        """Wait for the end after `stop()`."""
        if self._thread:
            self._thread.join(seconds)

    # -- the thread -------------------------------------------------------------------------------------------

    def work(self) -> None:
        upkeep_at = 0.0
        while not self._stopping:
            try:
                self.hear()
                woken = self._wake.is_set()
                self._wake.clear()
                if woken or time.monotonic() >= upkeep_at:
                    upkeep_at = time.monotonic() + UPKEEP_SECONDS
                    self.upkeep()
            except Exception:  # one bad run must not end all supervision
                log.exception("the supervisor failed, and goes on")
                close_old_connections()
                time.sleep(UPKEEP_SECONDS)
            self._wake.wait(TICK_SECONDS)
        for attempt in self.attempts.values():
            attempt.handle.close()
        deadline = time.monotonic() + 1.0
        while any(a.handle.poll() is None for a in self.attempts.values()) and time.monotonic() < deadline:
            time.sleep(0.02)
        for attempt in self.attempts.values():
            attempt.handle.kill()
        connection.close()

    def upkeep(self) -> None:
        self.renew()
        self.recover()
        self.deliver()
        self.begin()
        self.clear_away()

    # -- hearing ----------------------------------------------------------------------------------------------

    def hear(self) -> None:
        """Write down what the children told since the last time, in one transaction, and pass it on."""
        told: dict[str, list[dict[str, Any]]] = defaultdict(list)
        while not self.inbox.empty():
            run_id, number, event = self.inbox.get()
            attempt = self.attempts.get(run_id)
            if attempt is None or attempt.number != number:
                continue  # a child that was given up
            attempt.heard_at = time.monotonic()
            if event.get("event") != "heartbeat":
                told[run_id].append(event)
        if told:
            messages = []
            with transaction.atomic():
                for run_id, events in told.items():
                    attempt = self.attempts[run_id]
                    run = Run.objects.filter(pk=run_id, attempt=attempt.number, state=Run.State.RUNNING).first()
                    if run is None:
                        attempt.handle.kill()
                        continue
                    heard = Heard(run, events)
                    messages += heard.write()
                    attempt.ended = attempt.ended or heard.ended
            for owner, message in messages:
                publish(owner, message)
        for run_id, attempt in list(self.attempts.items()):
            code = attempt.handle.poll()
            if code is not None and self.inbox.empty():
                del self.attempts[run_id]
                if not attempt.ended:
                    self.gone(attempt)
                self.wake()

    def gone(self, attempt: Attempt) -> None:
        """A child ended without saying how its run ended."""
        code, message, remedies = why(attempt.handle)
        if self._stopping:
            return
        with transaction.atomic():
            run = Run.objects.filter(pk=attempt.run_id, attempt=attempt.number, state=Run.State.RUNNING).first()
            if run is None:
                return
            losses = run.progress.get("stalled", 0) + 1
            if code == "busy":
                losses -= 1  # the child of an earlier server is just ending: wait for it
            run.progress = run.progress | {"stalled": losses}
            if losses >= MOST_LOSSES:
                run.state, run.ended, run.lease_until = Run.State.FAILED, timezone.now(), None
                run.error = {"code": code, "message": message, "facts": {"losses": losses}, "remedies": list(remedies)}
            else:
                run.state, run.lease_until = Run.State.LOST, None
            run.save(update_fields=["state", "ended", "error", "progress", "lease_until"])
        runs.announce(run)

    # -- upkeep -----------------------------------------------------------------------------------------------

    def renew(self) -> None:
        """Extend the lease of every child that is heard; give up the silent ones."""
        now = time.monotonic()
        for attempt in self.attempts.values():
            if now - attempt.heard_at > SILENCE_SECONDS:
                attempt.handle.kill()
        alive = [a.run_id for a in self.attempts.values()]
        if alive:
            Run.objects.filter(pk__in=alive, state=Run.State.RUNNING).update(lease_until=timezone.now() + LEASE)

    def recover(self) -> None:
        """Runs that claim to run although nobody trains them: they were another process's, which has died."""
        for run in Run.objects.filter(state=Run.State.RUNNING).exclude(pk__in=list(self.attempts)):
            self.move(run, Run.State.LOST)
        for run in Run.objects.filter(state=Run.State.LOST):
            self.move(run, Run.State.QUEUED)

    def move(self, run: Run, state: Run.State) -> bool:
        """Compare-and-swap; True when this call moved it."""
        moved = Run.objects.filter(pk=run.pk, state=run.state, attempt=run.attempt).update(
            state=state, lease_until=None
        )
        if moved:
            run.state = state
            runs.announce(run)
        return bool(moved)

    def deliver(self) -> None:
        """Pass on what users want from their runs."""
        for pk in list(Run.objects.exclude(wanted={}).filter(state__in=runs.ACTIVE).values_list("pk", flat=True)):
            attempt = self.attempts.get(pk)
            with transaction.atomic():
                run = Run.objects.get(pk=pk)
                wanted = run.wanted
                if run.state == Run.State.RUNNING and attempt is not None:
                    run.wanted = {}
                elif "stop" in wanted:  # nobody trains it
                    run.state, run.ended, run.wanted = Run.State.CANCELLED, timezone.now(), {}
                else:
                    continue
                run.save(update_fields=["state", "ended", "wanted"])
            if attempt is None:
                runs.announce(run)
            else:
                self.ask(attempt.handle, wanted)

    def ask(self, handle: Handle, wanted: dict[str, Any]) -> None:
        if "lr" in wanted:
            handle.send({"do": "learning_rate", "lr": wanted["lr"]})
        if "pause" in wanted:
            handle.send({"do": "pause" if wanted["pause"] else "resume"})
        for _ in range(wanted.get("steps", 0)):
            handle.send({"do": "step"})
        if "stop" in wanted:
            handle.send({"do": "stop", "reason": wanted["stop"]})

    def begin(self) -> None:
        """Start queued runs, the oldest first, while there is room. A paused run takes no room."""
        waiting = Run.objects.filter(state=Run.State.QUEUED, deleted_at=None).order_by("created")
        for run in waiting:
            busy = Run.objects.filter(pk__in=list(self.attempts), paused=False).count()
            if busy >= slots(available_cores()) and not run.paused:
                return
            now = timezone.now()
            claimed = Run.objects.filter(pk=run.pk, state=Run.State.QUEUED, attempt=run.attempt).update(
                state=Run.State.RUNNING, attempt=F("attempt") + 1, lease_until=now + LEASE, started=run.started or now
            )
            if claimed:
                run.refresh_from_db()
                self.launch(run)

    def launch(self, run: Run) -> None:
        folder, number = runs.folder_of(run), run.attempt
        assert self.executor is not None
        try:
            prepared(folder, run)
            handle = self.executor.start(
                folder,
                number,
                paused=run.paused,
                lr=run.wanted.get("lr"),
                tell=lambda event: self.inbox.put((run.pk, number, event)),
            )
        except OSError as error:
            message = f"the run could not be started ({error.strerror or error}): free some space, then try again"
            run.state, run.ended = Run.State.FAILED, timezone.now()
            run.error = {"code": "disk-full", "message": message, "remedies": ["free-space", "retry"]}
            run.save(update_fields=["state", "ended", "error"])
        else:
            self.attempts[run.pk] = Attempt(run, handle)
            with transaction.atomic():  # starting took a while, in which something else may have been asked for
                given, run = run.wanted.get("lr"), Run.objects.get(pk=run.pk)
                if run.wanted.get("lr") == given:
                    run.wanted.pop("lr", None)
                run.save(update_fields=["wanted"])
        runs.announce(run)

    def clear_away(self) -> None:
        old = Run.objects.filter(deleted_at__lt=timezone.now() - DELETED_FOR).exclude(state__in=runs.ACTIVE)
        runs.clear_away(old[:5])
        Sweep.objects.filter(deleted_at__lt=timezone.now() - DELETED_FOR, runs=None).delete()
        own.clear_away(OwnData.objects.filter(deleted_at__lt=timezone.now() - DELETED_FOR)[:5])


def prepared(folder: Path, run: Run) -> None:
    """The run's folder with its recipe, from which the child reads what to do."""
    if not (folder / "recipe.json").is_file():
        write_atomically(folder / "recipe.json", json.dumps(run.recipe, indent=2, ensure_ascii=False).encode())


supervisor = Supervisor()
