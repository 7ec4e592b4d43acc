"""The folder of a run: held by one process at a time, begun or taken up again, each of its files always whole."""

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from netsumiki.data.storage import unwritable, write_atomically
from netsumiki.engine.errors import Problem, RecipeError
from netsumiki.training.checkpoint import load_checkpoint, save_checkpoint

if TYPE_CHECKING:
    from filelock import BaseFileLock

LASTING = ("progress", "epoch_ended", "evaluated", "frame", "checkpointed", "paused", "resumed", "learning_rate")
"""Events that a resumed run keeps from before; the others told of the beginning or an end that was none."""


class RunFolder:
    """Between `claim()` and `release()` no other process can train here; the system ends the claim with the process."""

    def __init__(self, path: Path):
        self.path = path
        self.recipe, self.log = path / "recipe.json", path / "events.jsonl"
        self.checkpoint, self.model, self.report = (
            path / name for name in ("checkpoint.safetensors", "model.safetensors", "report.html")
        )
        self.beginning = path / "beginning.safetensors"  # the model whose weights it begins with, if not with new ones
        self._made = False
        self._lock: BaseFileLock | None = None
        self._open_log: TextIO | None = None

    # -- one process at a time --------------------------------------------------------------------------------

    def claim(self, patience: float = 0.0) -> None:
        """Make the folder if it is missing, and hold it; waits up to `patience` seconds for who holds it now."""
        import filelock  # here: it is slow to import, and a run without folder does not need it

        lock = filelock.FileLock(self.path / ".lock")
        try:
            self._made = not self.path.exists()
            self.path.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=patience)
        except filelock.Timeout:
            message = f"another process is training in {self.path}: wait until it has ended, or choose another folder"
            raise RecipeError(Problem("folder-busy", message, facts={"folder": str(self.path)})) from None
        except OSError as error:
            raise unwritable(self.path, error) from None
        self._lock = lock
        for unfinished in self.path.glob("*.????????.new"):  # of a process that was killed while it wrote
            with suppress(OSError):
                unfinished.unlink()

    def release(self) -> None:
        """Let others in, and leave nothing behind where nothing was written."""
        if self._open_log:
            with suppress(OSError):  # what a full disk did not take was told when it was written
                self._open_log.close()
        if self._lock:
            with suppress(OSError):  # Windows deletes no open file; the empty one that stays does no harm
                (self.path / ".lock").unlink()
            self._lock.release()
            with suppress(OSError):
                if self._made:
                    self.path.rmdir()  # unless something lies in it
        self._lock = self._open_log = None

    # -- beginning and going on -------------------------------------------------------------------------------

    def events(self) -> list[dict[str, Any]]:
        """What the log tells; a line that was cut off when the process died is left out."""
        lines = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
        return [entry for line in lines if (entry := _entry(line))]

    def finished(self) -> dict[str, Any] | None:
        """The last event of a run that was trained to its end, none if it was not."""
        last = (self.events() or [{}])[-1]
        return last if last.get("event") == "finished" and not last["interrupted"] and self.model.exists() else None

    def state(self, document: dict[str, Any], resume: bool) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """The checkpoint to go on from, None to begin. Raises `RecipeError` where another run would be lost."""
        if self.checkpoint.exists():
            if not resume:
                message = (
                    f"{self.path} already holds a run that was not finished: add --resume, or choose another folder"
                )
                raise RecipeError(Problem("folder-taken", message))
            facts, arrays = load_checkpoint(self.checkpoint)
            if facts["recipe"] != document:
                message = f"the run in {self.path} has another recipe: resume with {self.recipe}, "
                raise RecipeError(Problem("resume-recipe", message + "or choose another folder"))
            return facts, arrays
        if self.model.exists() and not (resume and not self.finished()):  # killed at its end, it begins again
            message = f"{self.path} already holds a finished run: choose another folder with --out"
            raise RecipeError(Problem("folder-taken", message))
        return None

    def begin(self, document: dict[str, Any], step: int | None) -> list[dict[str, Any]]:
        """Write the recipe and open the log; returns the events that a run taken up at `step` keeps."""
        kept = [e for e in self.events() if e["event"] in LASTING and e["step"] <= step] if step is not None else []
        text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        write_atomically(self.recipe, text.encode())
        write_atomically(self.log, "".join(json.dumps(e) + "\n" for e in kept).encode())
        self._open_log = open(self.log, "a", encoding="utf-8", buffering=1)  # noqa: SIM115 - until `release`
        return kept

    # -- on the way -------------------------------------------------------------------------------------------

    def note(self, entry: dict[str, Any]) -> None:
        """Add an event to the log."""
        if self._open_log:
            self._open_log.write(json.dumps(entry) + "\n")

    def save(self, document: dict[str, Any], facts: dict[str, Any], arrays: dict[str, Any]) -> str:
        """Write a checkpoint in place of the last one; where it lies."""
        save_checkpoint(self.checkpoint, facts | {"recipe": document}, arrays)
        return str(self.checkpoint)


def _entry(line: str) -> dict[str, Any] | None:
    try:
        return json.loads(line)
    except ValueError:
        return None
