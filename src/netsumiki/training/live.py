"""The network as it is while it learns, beside its run, so that somebody can look inside and try it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save

from netsumiki.data.dataset import Split
from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import DataError
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model
from netsumiki.training.events import Event, Shown

SECONDS = 1.0
SHARE = 0.02
"""Of the time that training takes, for writing the file."""
SAMPLES = 20


class Live:
    """Watches a loop and writes `model`, with the loop's weights, to live.safetensors about once a second.

    It reads and never changes what is trained, so the numbers are those of a run that nobody watches.
    """

    def __init__(self, folder: Path, model: Model | Generator, tell: Callable[[Event], None]):
        self.path, self.samples = folder / "live.safetensors", folder / "samples.safetensors"
        self.model, self.tell = model, tell
        self.due, self.step = 0.0, -1  # the step that was shown last

    def begin(self, loop: Any, examples: Split | None) -> None:
        """Show the first weights, and put aside a few examples to watch the guesses on."""
        if examples and not self.samples.exists():
            chosen = few(examples)
            arrays = {"inputs": np.asarray(chosen.inputs), "labels": chosen.labels}  # inputs may be lazy
            write_atomically(self.samples, save(arrays, {"netsumiki": "samples"}))
        self.show(loop)

    def after_step(self, loop: Any) -> None:
        if time.perf_counter() >= self.due:
            self.show(loop)

    def on_event(self, event: Event, loop: Any) -> None:
        if event.name == "paused" and loop.step != self.step:
            self.show(loop)

    def show(self, loop: Any) -> None:
        """Write the weights that would be tried now: the averaged ones if the recipe averages."""
        if not loop.sound():
            return  # better the last good ones
        began = time.perf_counter()
        with loop.averaged():
            loop.learner.fill(self.model)
        self.model.facts["step"] = loop.step
        self.write(self.model, loop.step)
        ended = time.perf_counter()
        self.due = ended + max(SECONDS, (ended - began) / SHARE)

    def write(self, model: Model | Generator, step: int) -> None:
        try:
            model.save(self.path)
        except DataError:
            return  # a run does not end because nobody can look at it; its checkpoint tells of a full disk
        self.step = step
        self.tell(Shown(step))


def few(split: Split) -> Split:
    """`SAMPLES` examples spread over the classes: the first of each class, then the second of each, and so on."""
    order = np.argsort(split.labels, kind="stable")
    grouped = split.labels[order]
    rank = np.empty(len(split), int)  # an example's number among those of its class
    rank[order] = np.arange(len(split)) - np.searchsorted(grouped, grouped)
    return split.take(np.lexsort((split.labels, rank))[:SAMPLES])
