"""`python -m netsumiki.cluster.child FOLDER --attempt N`: trains the run in a folder, and speaks with its supervisor.

See `protocol` for what is said. The exit code is 0 when the run ended (also early, on purpose), 1 when it failed and
told so, 73 when another process holds the folder, 75 when the supervisor is gone.
"""

import argparse
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from netsumiki.cluster import log
from netsumiki.cluster.protocol import BUSY, FAILED, HEARTBEAT_SECONDS, ORPHANED, SUCCEEDED, read, written
from netsumiki.engine.errors import NetsumikiError
from netsumiki.training.control import Abandoned, Control
from netsumiki.training.events import Event, Finished, Stopped
from netsumiki.training.failures import failure
from netsumiki.training.folder import RunFolder
from netsumiki.training.run import Run

NICENESS = 5
PREDECESSOR_SECONDS = 5.0
"""How long the process of an earlier attempt may take to save its checkpoint and free the folder."""
LAST_SECONDS = 20.0
"""How long a process may live without its supervisor; a step and a checkpoint take less."""
PREPARING_SECONDS = 0.2


class Speaker:
    """Tells events, from any thread, on what was standard output. Whatever else is printed goes to standard error."""

    def __init__(self, attempt: int):
        self.attempt, self.lock, self.spoke_at = attempt, Lock(), 0.0
        self.descriptor: int | None = os.dup(1)
        os.dup2(2, 1)

    def tell(self, event: dict[str, Any]) -> None:
        line = written({"attempt": self.attempt, "event": event})
        with self.lock:
            try:
                while line and self.descriptor is not None:
                    line = line[os.write(self.descriptor, line) :]
            except OSError:  # nobody listens any more; the end of the input will say so too
                self.descriptor = None
            self.spoke_at = time.monotonic()

    def beat(self, folder: Path) -> None:
        """Show that the process is alive, as long as it is."""
        while True:
            time.sleep(HEARTBEAT_SECONDS / 2)
            if time.monotonic() - self.spoke_at >= HEARTBEAT_SECONDS / 2:
                self.tell({"event": "heartbeat"})
            log.shorten(folder)


class Child:
    """One attempt at the run in a folder."""

    def __init__(self, folder: Path, speaker: Speaker, paused: bool, lr: float | None):
        self.files, self.speaker, self.paused, self.lr = RunFolder(folder), speaker, paused, lr
        self.busy, self.prepared_at = False, 0.0
        self.run: Run

    def work(self) -> int:
        """Train to the end; the exit code."""
        if finished := self.files.finished():  # the last supervisor did not live to hear it
            self.speaker.tell(finished)
            return SUCCEEDED
        try:
            self.run = Run(
                self.files.recipe,
                out=self.files.path,
                resume=True,
                on_event=self.on_event,
                on_data=self.on_data,
                control=Control(self.paused),
                lr=self.lr,
                live=True,
                patience=PREDECESSOR_SECONDS,
                command="netsumiki train recipe.json",
            )
        except NetsumikiError as error:
            self.speaker.tell(failure(error).to_json())
            return FAILED
        signal.signal(signal.SIGTERM, lambda *_: self.leave())
        Thread(target=self.listen, name="commands", daemon=True).start()
        try:
            self.run.train()
            return SUCCEEDED
        except Abandoned:
            return ORPHANED
        except NetsumikiError:
            return BUSY if self.busy else FAILED
        except Exception:
            traceback.print_exc()
            return FAILED

    # -- telling ----------------------------------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        entry = event.to_json()
        if entry.get("code") == "folder-busy":
            self.busy = True  # no failure of the run
        else:
            self.speaker.tell(entry)

    def on_data(self, what: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if done == total or now - self.prepared_at >= PREPARING_SECONDS:
            self.prepared_at = now
            self.speaker.tell({"event": "preparing", "what": what, "done": done, "total": total})

    # -- hearing ----------------------------------------------------------------------------------------------

    def listen(self) -> None:
        """Obey until the supervisor is gone, then leave."""
        with open(0, "rb", buffering=0, closefd=False) as lines:  # unbuffered: no lock that would outlive the program
            for line in lines:
                try:
                    self.obey(read(line) or {})
                except Exception as error:  # a command that is not understood must not end the run
                    print(f"cannot obey {line[:200]!r}: {error}", file=sys.stderr)
        self.leave()
        time.sleep(LAST_SECONDS)
        os._exit(ORPHANED)

    def obey(self, command: dict[str, Any]) -> None:
        control = self.run.control
        match command.get("do"):
            case "pause":
                control.pause()
            case "resume":
                control.resume()
            case "step":
                control.step()
            case "learning_rate":
                control.learning_rate(command["lr"])
            case "stop":
                self.stop(str(command.get("reason", "stopped")))
            case other:
                raise ValueError(f"there is no command {other!r}")

    def stop(self, reason: str) -> None:
        """End after the current step; at once where a run that never took one still waits for its data."""
        if self.run.loop is not None or self.files.checkpoint.exists():
            self.run.stop(reason)
            return
        for event in (Stopped(0, reason), Finished(0, None, 0.0, 0, interrupted=True)):
            self.speaker.tell(event.to_json())
        os._exit(SUCCEEDED)

    def leave(self) -> None:
        """Save a checkpoint and end, so that another process can go on; where nothing was begun, just end."""
        if self.run.loop is None:
            os._exit(ORPHANED)
        self.run.control.abandon()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m netsumiki.cluster.child", description=__doc__)
    parser.add_argument("folder", type=Path, help="the run's folder, with its recipe.json")
    parser.add_argument("--attempt", type=int, required=True, help="a number that every message repeats")
    parser.add_argument("--paused", action="store_true", help="wait before the first step")
    parser.add_argument("--lr", type=float, help="learn at this rate from now on")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    speaker = Speaker(options.attempt)
    Thread(target=speaker.beat, args=(options.folder,), name="heartbeat", daemon=True).start()
    return Child(options.folder, speaker, options.paused, options.lr).work()


if __name__ == "__main__":
    sys.exit(main())
