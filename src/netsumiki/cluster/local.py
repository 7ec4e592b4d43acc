"""Runs execute as processes of this machine, below those that people work with."""

import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from netsumiki.cluster import log
from netsumiki.cluster.protocol import BUSY, ORPHANED, Handle, Why, read, written


class LocalExecutor:
    """Starts each attempt as `python -m netsumiki.cluster.child`."""

    def start(
        self,
        folder: Path,
        attempt: int,
        paused: bool = False,
        lr: float | None = None,
        tell: Callable[[dict[str, Any]], None] = lambda event: None,
    ) -> "LocalHandle":
        """Raises `OSError` where no process or log can be made."""
        # -P: what lies in the current folder is never imported
        command = [sys.executable, "-P", "-m", "netsumiki.cluster.child", str(folder), "--attempt", str(attempt)]
        command += ["--paused"] if paused else []
        command += ["--lr", repr(lr)] if lr is not None else []
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with log.opened(folder) as errors:
            # a session of its own: Ctrl-C in the server's terminal is for the server to hear
            process = subprocess.Popen(command, stderr=errors, start_new_session=True, **pipes)
        return LocalHandle(process, Path(folder), attempt, tell)


class LocalHandle:
    """A child process: a thread passes on what it tells."""

    def __init__(self, process: Any, folder: Path, attempt: int, tell: Callable[[dict[str, Any]], None]):
        self.process, self.folder, self.attempt, self.tell = process, folder, attempt, tell
        self.killed = False
        self._code: int | None = None
        self._sending = Lock()
        self._listener = Thread(target=self._listen, name=f"run {folder.name}", daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        try:
            with self.process.stdout as lines:
                for line in lines:
                    message = read(line)
                    if message and message.get("attempt") == self.attempt:
                        self.tell(message["event"])
        finally:
            code = self.process.wait()
            self.close()
            self._code = code  # last of all: whoever sees it has been told everything

    def send(self, command: dict[str, Any]) -> bool:
        try:
            with self._sending:
                self.process.stdin.write(written(command))
                self.process.stdin.flush()
        except (OSError, ValueError):  # it has ended, or was let go
            return False
        return True

    def poll(self) -> int | None:
        return self._code

    def wait(self, seconds: float | None = None) -> int | None:
        """`poll()`, after the end or so many seconds."""
        self._listener.join(seconds)
        return self._code

    def close(self) -> None:
        with self._sending, suppress(OSError):
            self.process.stdin.close()

    def kill(self) -> None:
        self.killed = True
        self.process.kill()

    def last_words(self) -> str:
        return log.tail(self.folder, 2_000).decode(errors="replace").strip().rpartition("\n")[2].strip()


def why(handle: Handle) -> Why:
    """Why an attempt ended that did not tell of its end."""
    code = handle.poll() or 0
    if code == BUSY:
        return Why("busy", "another process still trains in the run's folder: wait until it has ended", ("retry",))
    if code == ORPHANED:
        return Why("orphaned", "the run was saved and left, because nobody watched over it: resume it", ("retry",))
    if handle.killed:
        message = "the training process no longer answered and was ended: resume the run from its last checkpoint"
        return Why("silent", message, ("retry",))
    if code == -9:
        message = "the system ended the training process, most likely because memory ran out: close other programs, or "
        message += "use a smaller batch_size or a smaller network, and resume from the last checkpoint"
        return Why("killed", message, ("smaller-batch", "retry"))
    how = f"by signal {_signal(-code)}" if code < 0 else f"with exit code {code}"
    message = f"the training process ended {how} ({handle.last_words() or 'it left no message'}): "
    return Why("crashed", message + "resume the run from its last checkpoint", ("retry",))


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
