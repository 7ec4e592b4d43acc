"""What comes of a whole examination of a generator: every number with the protocol by which it was measured."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Frechet:
    """Fréchet distance in judge features, of `count` pictures each: training examples against `generated` ones, and
    against real `test` examples, which is the floor that no generator can be asked to pass."""

    generated: float
    floor: float
    count: int


@dataclass(frozen=True)
class Pair:
    """Generated picture number `generated`, and the training example nearest to it; `ratio`: its distance in what is
    usual for real test examples of the class."""

    generated: int
    training: int
    distance: float
    ratio: float


@dataclass(frozen=True)
class Nearest:
    """How near `count` pictures come to a training example, in pixels from 0 to 1.

    `ratio`: median of their distance to the nearest one, divided by what is usual for real test examples of the class;
    `copies`: share of them that lie nearer than half of what is usual; `pairs`: those with the least ratio.
    """

    ratio: float
    copies: float
    count: int
    pairs: list[Pair]


@dataclass(frozen=True)
class Learnt:
    """Accuracy on real test examples of a small network that learnt from `count` pictures: generated ones, real ones.

    `labels`: "asked" where the generator was told what to draw, "read" where the judge named what it drew.
    """

    generated: float
    real: float
    count: int
    labels: str


@dataclass(frozen=True)
class Protocol:
    """How it was measured; points have no judge, they are compared with real ones as they are."""

    judge: str | None
    judge_sha256: str | None
    model_sha256: str | None
    data: str
    training_examples: int
    test_examples: int
    count: int
    seed: int
    library: str
    seconds: float


@dataclass(frozen=True)
class Verdict:
    """How good a generator of pictures is.

    `generated` and `real`: what the judge says of its pictures, and of as many real test examples (see `Judge.quick`),
    which is what the first can reach. `lowest`: (class, agreement) of the class that is drawn worst, where a class can
    be asked for. `alarm`: what is wrong, in words.
    """

    class_names: tuple[str, ...]
    generated: dict[str, Any]
    real: dict[str, Any]
    lowest: tuple[str, float] | None
    frechet: Frechet
    nearest: Nearest
    learnt: Learnt
    alarm: list[dict[str, Any]]
    protocol: Protocol

    def to_json(self) -> dict[str, Any]:
        return {"kind": "pictures"} | asdict(self)


@dataclass(frozen=True)
class PointVerdict:
    """How good a generator of points is: its own and real test points (see `judge_points`), and what is wrong."""

    class_names: tuple[str, ...]
    generated: dict[str, Any]
    real: dict[str, Any]
    alarm: list[dict[str, Any]]
    protocol: Protocol

    def to_json(self) -> dict[str, Any]:
        return {"kind": "points"} | asdict(self)
