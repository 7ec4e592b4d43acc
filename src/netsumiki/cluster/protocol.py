"""What a supervisor and a training process say to each other, and the one interface behind which the process runs.

Commands, one JSON object a line on the process's standard input:

    {"do": "pause"}   {"do": "resume"}   {"do": "step"}
    {"do": "learning_rate", "lr": 0.003}   {"do": "stop", "reason": "…"}

The end of the input means that the supervisor is gone: the process saves a checkpoint and leaves. Its standard output
is one JSON object a line, {"attempt": 2, "event": {"event": "progress", …}}: the events of the run folder, and

    preparing {what, done, total}    data are downloaded or made
    heartbeat {}                     at least every two seconds
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, Protocol

SUCCEEDED, FAILED = 0, 1
BUSY = 73
"""Exit code: another process holds the run's folder. Nothing was told."""
ORPHANED = 75
"""Exit code: the supervisor is gone; the run was saved, and another process can take it up."""
HEARTBEAT_SECONDS = 1.5


def written(message: dict[str, Any]) -> bytes:
    """A message as its line."""
    return json.dumps(message).encode() + b"\n"


def read(line: bytes) -> dict[str, Any] | None:
    """The message of a line; None where it is none."""
    try:
        message = json.loads(line)
    except ValueError:
        return None
    return message if isinstance(message, dict) else None


class Why(NamedTuple):
    """Why a process ended: a code, a sentence with what can be done, and the same as words for a program."""

    code: str
    message: str
    remedies: tuple[str, ...] = ()


class Handle(Protocol):
    """One attempt at a run, wherever it executes."""

    @property
    def folder(self) -> Path: ...

    @property
    def attempt(self) -> int: ...

    @property
    def killed(self) -> bool:
        """`kill()` was called."""

    def send(self, command: dict[str, Any]) -> bool:
        """Pass on a command; False when there is nobody left to hear it."""

    def poll(self) -> int | None:
        """The exit code, once the process has ended and all that it told was passed on; negative: the signal."""

    def close(self) -> None:
        """Let go: the process saves a checkpoint and ends by itself, with `ORPHANED`."""

    def kill(self) -> None:
        """End it at once; the last checkpoint remains."""

    def last_words(self) -> str:
        """The last line that it wrote to its standard error."""


class Executor(Protocol):
    """Starts attempts."""

    def start(
        self,
        folder: Path,
        attempt: int,
        paused: bool = False,
        lr: float | None = None,
        tell: Callable[[dict[str, Any]], None] = lambda event: None,
    ) -> Handle:
        """Train the run in `folder` from its checkpoint or its beginning. `tell` hears each event in another thread."""
