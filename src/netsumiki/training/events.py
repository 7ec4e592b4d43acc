"""What happens in a run, as immutable facts: the progress bar, the run folder and the studio all read these."""

from dataclasses import asdict, dataclass, field
from math import isfinite
from typing import Any, ClassVar


@dataclass(frozen=True)
class Event:
    """Something that happened at `step` (batches done so far)."""

    name: ClassVar[str] = "event"

    def to_json(self) -> dict[str, Any]:
        facts = asdict(self).items()  # JSON knows no NaN and no infinity
        return {"event": self.name} | {k: None if isinstance(v, float) and not isfinite(v) else v for k, v in facts}


@dataclass(frozen=True)
class Started(Event):
    name: ClassVar[str] = "started"
    recipe: str
    steps: int
    epochs: int
    parameters: int
    training_examples: int
    validation_examples: int
    seed: int
    resumed_at: int = 0


@dataclass(frozen=True)
class Progress(Event):
    """Mean `loss` and `accuracy` on training batches since the last report; `remaining` in seconds."""

    name: ClassVar[str] = "progress"
    step: int
    epoch: int
    loss: float
    accuracy: float
    lr: float
    images_per_second: float
    seconds: float
    remaining: float


@dataclass(frozen=True)
class EpochEnded(Event):
    """Mean loss and accuracy on the training batches of one epoch, as they were while it learnt from them."""

    name: ClassVar[str] = "epoch_ended"
    step: int
    epoch: int
    loss: float
    accuracy: float
    seconds: float


@dataclass(frozen=True)
class Evaluated(Event):
    """Loss and accuracy on the validation data; `best` when no earlier one was better."""

    name: ClassVar[str] = "evaluated"
    step: int
    epoch: int
    loss: float
    accuracy: float
    training_loss: float
    training_accuracy: float
    best: bool
    seconds: float


@dataclass(frozen=True)
class Checkpointed(Event):
    name: ClassVar[str] = "checkpointed"
    step: int
    path: str


@dataclass(frozen=True)
class Stopped(Event):
    """The run ended before its last step, on purpose: not a failure."""

    name: ClassVar[str] = "stopped"
    step: int
    reason: str


@dataclass(frozen=True)
class Failed(Event):
    name: ClassVar[str] = "failed"
    step: int
    error: str
    node: str | None = None


@dataclass(frozen=True)
class Finished(Event):
    """The end: accuracy on the test set (used this once), where the model lies, and what it took.

    `interrupted`: somebody stopped the run; it can be resumed.
    """

    name: ClassVar[str] = "finished"
    step: int
    test_accuracy: float
    test_loss: float
    validation_accuracy: float | None
    model: str | None
    seconds: float
    parameters: int
    interrupted: bool = False
    confusion: list[list[int]] = field(default_factory=list)
