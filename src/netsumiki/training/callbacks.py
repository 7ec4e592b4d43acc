"""Small listeners beside the loop: each sees every event and may ask the loop for something."""

import time
from typing import Any

from netsumiki.engine.registry import Declared, Registry, option

callbacks: "Registry[Callback]" = Registry("callback")


class Callback(Declared):
    """`after_step(loop)` runs after each step, `on_event(event, loop)` after each event."""

    def after_step(self, loop: Any) -> None:
        pass

    def on_event(self, event: Any, loop: Any) -> None:
        pass

    def state(self) -> dict[str, Any]:
        """What a resumed run must remember, as JSON."""
        return {}

    def restore(self, state: dict[str, Any]) -> None:
        pass


@callbacks.register("early_stopping")
class EarlyStopping(Callback):
    """Stop when the validation accuracy has not risen for `patience` evaluations

    Source: Prechelt, Early stopping, but when?, 1998
    """

    patience: int = option(5, ge=1, le=10_000, help="Evaluations without a better result before stopping.")

    waited = 0

    def on_event(self, event, loop):
        if event.name == "evaluated":
            self.waited = 0 if event.best else self.waited + 1
            if self.waited >= self.patience:
                loop.stop(f"no better validation result for {self.patience} evaluations")

    def state(self):
        return {"waited": self.waited}

    def restore(self, state):
        self.waited = state["waited"]


@callbacks.register("checkpoint")
class Checkpoint(Callback):
    """Save everything that the run needs to go on, every `steps` steps or every `seconds` seconds"""

    steps: int | None = option(None, ge=1, le=100_000_000, help="Steps between two checkpoints.")
    seconds: float | None = option(30.0, gt=0, le=86_400, help="Seconds between two checkpoints.")

    last = None

    def after_step(self, loop):
        if loop.reason is not None:
            return  # a run that was resumed from here would not know that it has stopped
        now = time.monotonic()
        if self.last is None:
            self.last = now
        due = self.steps is not None and loop.step % self.steps == 0
        if due or (self.seconds is not None and now - self.last >= self.seconds):
            self.last = now
            loop.checkpoint()
