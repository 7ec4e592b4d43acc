"""What happens in a run, as immutable facts: the progress bar, the run folder and the studio all read these."""

from dataclasses import asdict, dataclass, field
from math import isfinite
from typing import Any, ClassVar


@dataclass(frozen=True)
class Event:
    """Something that happened at `step` (batches done so far). Unless it is `logged`, it concerns only who listens."""

    name: ClassVar[str] = "event"
    logged: ClassVar[bool] = True

    def to_json(self) -> dict[str, Any]:
        return {"event": self.name} | _plain(asdict(self))


def _plain(value: Any) -> Any:
    """The same as JSON has it, which knows no NaN and no infinity."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, float):
        return value if isfinite(value) else None
    return value if value is None or isinstance(value, str | int | bool) else str(value)


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
    class_names: tuple[str, ...] = ()
    taken: int | None = None  # so many of the parameters began as those of another model
    weights: tuple[dict[str, Any], ...] | None = None  # what became of each array then, see `beginning.Weight`


@dataclass(frozen=True)
class Progress(Event):
    """How far the run is, `remaining` in seconds; what its task measures, as means since the last report, follows."""

    name: ClassVar[str] = "progress"
    step: int
    epoch: int
    lr: float
    images_per_second: float
    seconds: float
    remaining: float


@dataclass(frozen=True)
class ClassifierProgress(Progress):
    """Mean `loss` and `accuracy` on training batches."""

    loss: float
    accuracy: float


@dataclass(frozen=True)
class GanProgress(Progress):
    """Both losses, and how many of the real examples the discriminator took for real, of the generated for generated.

    The shares go from 0 to 1; both at ½: it cannot tell.
    """

    generator_loss: float
    discriminator_loss: float
    real_found: float
    fake_found: float


@dataclass(frozen=True)
class FlowProgress(Progress):
    """Mean squared error of the velocity."""

    loss: float


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
    """Loss and accuracy on the validation data; `best` when no earlier one was better.

    `confusion`: how often (row: true class, column: guess), for at most 20 classes.
    """

    name: ClassVar[str] = "evaluated"
    step: int
    epoch: int
    loss: float
    accuracy: float
    training_loss: float
    training_accuracy: float
    best: bool
    seconds: float
    confusion: list[list[int]] | None = None


@dataclass(frozen=True)
class Judged(Event):
    """What a judge who never trained with them says of examples that the generator makes now; `best` so far or not."""

    name: ClassVar[str] = "evaluated"
    step: int
    epoch: int
    seconds: float
    judged: dict[str, Any]
    best: bool


@dataclass(frozen=True)
class Frame(Event):
    """A new sheet lies in the timeline; with a snapshot, one can go back to this step."""

    name: ClassVar[str] = "frame"
    step: int
    snapshot: bool


@dataclass(frozen=True)
class Checkpointed(Event):
    name: ClassVar[str] = "checkpointed"
    step: int
    path: str


@dataclass(frozen=True)
class Paused(Event):
    """The run waits, after a checkpoint."""

    name: ClassVar[str] = "paused"
    step: int


@dataclass(frozen=True)
class Resumed(Event):
    name: ClassVar[str] = "resumed"
    step: int


@dataclass(frozen=True)
class LearningRateChanged(Event):
    """From this step on, `lr` stands in the place of the optimizer's own rate; the schedule multiplies it as before."""

    name: ClassVar[str] = "learning_rate"
    step: int
    lr: float


@dataclass(frozen=True)
class Shown(Event):
    """The file that shows the network while it learns was written anew."""

    name: ClassVar[str] = "live"
    logged: ClassVar[bool] = False
    step: int


@dataclass(frozen=True)
class Stopped(Event):
    """The run ended before its last step, on purpose: not a failure."""

    name: ClassVar[str] = "stopped"
    step: int
    reason: str


@dataclass(frozen=True)
class Failed(Event):
    """`error` says what was wrong and what to do; `code` and `facts` say it to programs."""

    name: ClassVar[str] = "failed"
    step: int
    error: str
    node: str | None = None
    code: str = "unexpected"
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Finished(Event):
    """The end: where the model lies, and what it took. `interrupted`: somebody stopped the run; it can be resumed."""

    name: ClassVar[str] = "finished"
    step: int
    model: str | None
    seconds: float
    parameters: int
    interrupted: bool = False


@dataclass(frozen=True, kw_only=True)
class Tested(Finished):
    """A classifier's end: accuracy and loss on the test set, used this once."""

    test_accuracy: float
    test_loss: float
    validation_accuracy: float | None
    confusion: list[list[int]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Generated(Finished):
    """A generator's end: what the judge says of its last examples, if there is a judge for such data."""

    judged: dict[str, Any] | None = None
