"""What somebody outside wants of a run: pause, go on, take one step, learn at another rate. Any thread may ask."""

from queue import Empty, SimpleQueue

from netsumiki.engine.optimizers import Optimizer


class Abandoned(Exception):
    """Whoever watched over the run is gone; the run was saved, and somebody else may take it up."""


class Control:
    """A letter box: requests lie in it in the order in which they came, until the loop looks between two steps."""

    def __init__(self, paused: bool = False):
        self._box: SimpleQueue[tuple[str, float | None]] = SimpleQueue()  # its put is safe in a signal handler too
        self.silent = self._box.empty  # nobody asks for anything: all that a step costs
        if paused:
            self.pause()

    def pause(self) -> None:
        """Save a checkpoint after the current step, and wait."""
        self._box.put(("pause", None))

    def resume(self) -> None:
        self._box.put(("resume", None))

    def step(self) -> None:
        """Take one step, then pause."""
        self._box.put(("step", None))

    def learning_rate(self, lr: float) -> None:
        """Go on with another base rate, which the schedule multiplies as before. Raises `OptionError`."""
        self._box.put(("learning_rate", Optimizer.declared["lr"].check(lr)))

    def abandon(self) -> None:
        """Save a checkpoint and leave the loop with `Abandoned`."""
        self._box.put(("abandon", None))

    def wake(self) -> None:
        """Let a paused loop see that it was stopped."""
        self._box.put(("wake", None))

    # -- for the loop -----------------------------------------------------------------------------------------

    def take(self, wait: bool) -> tuple[str, float | None] | None:
        """The next request; where there is none, wait for it or return None."""
        try:
            return self._box.get(block=wait)
        except Empty:
            return None
