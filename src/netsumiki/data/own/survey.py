"""What was found where pictures are to be imported from, and how they would be stored: looked at before anything is."""

from dataclasses import asdict, dataclass, field
from typing import Any

from netsumiki.data.own.changes import class_names, divided
from netsumiki.data.placing import PLACINGS
from netsumiki.engine.errors import DataError, Problem

SMALLEST, LARGEST = 8, 256
"""The sides that pictures of a data set may have."""
MOST_TOLD = 1_000
"""So many of what is listed by name are listed; the others are counted."""


@dataclass(frozen=True)
class Refused:
    """A file that is not taken: its name where it lies, a `reason` (one of `REASONS`), and a sentence."""

    name: str
    reason: str
    message: str


@dataclass(frozen=True)
class FoundClass:
    """How many readable pictures a class has, and how many of them lie where training and test pictures lie."""

    name: str
    count: int
    train: int = 0
    test: int = 0


@dataclass(frozen=True)
class Known:
    """A picture that the data set to which it would be added has already, and the class that it has there."""

    name: str
    label: str


@dataclass(frozen=True)
class Plan:
    """How the pictures are stored: the shape (H, W, C), how they are placed in it, and what becomes of the rest.

    `keep`: pictures that have the size already are not placed anew. `test`: the share of each class that is for
    testing, where the source does not say itself (`given_split`). `duplicates`: those beyond the first are "keep" or
    "leave_out". `label`: the class of all of them, where the source names one at most.
    """

    shape: tuple[int, int, int]
    placing: str = "fit"
    invert: bool = False
    keep: bool = True
    test: float = 0.2
    given_split: bool = True
    duplicates: str = "leave_out"
    seed: int = 0
    label: str = ""

    def __post_init__(self) -> None:
        height, width, channels = self.shape
        if not (SMALLEST <= height <= LARGEST and SMALLEST <= width <= LARGEST and channels in (1, 3)):
            message = f"pictures of {height} × {width} × {channels} cannot be stored: choose sides from {SMALLEST} to "
            message += f"{LARGEST}, and 1 (grey) or 3 (colour)"
            raise DataError(Problem("own-size", message, facts={"got": list(self.shape)}))
        if self.placing == "digit" and (channels != 1 or height != width):
            message = f"placed like a digit, pictures are grey squares, not {height} × {width} × {channels}: "
            raise DataError(Problem("own-digit", message + "choose fit, or a grey square"))
        if self.placing not in PLACINGS or self.duplicates not in ("keep", "leave_out") or not 0 < self.test < 1:
            raise DataError(Problem("own-plan", "there is no such way to store pictures: choose one of those offered"))
        if self.label:
            class_names([self.label])

    @property
    def preparation(self) -> dict[str, Any]:
        """What travels with every model that is trained on them."""
        return {"placing": self.placing, "invert": self.invert}

    def same_form(self, other: "Plan") -> bool:
        """Whether both bring a picture into the same form."""
        return (self.shape, self.preparation, self.keep) == (other.shape, other.preparation, other.keep)

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"shape": list(self.shape)}

    @classmethod
    def read(cls, entry: dict[str, Any]) -> "Plan":
        return cls(**entry | {"shape": tuple(entry["shape"])})


@dataclass(frozen=True)
class Survey:
    """What was found: `kind` of source ("folders", "table", "idx", "pixels", "arrays") and all that one decides by.

    `sizes`: ((height, width), how many), the most frequent first, at most ten. `duplicates` and `near`: groups of names
    of pictures that are the same, or nearly; how many are beyond the first of their group is `duplicate_count` and
    `near_count`. `known` and `nearly_known`: those that the data set to which they are added has already, or nearly.
    `refused_count` and the other counts count also those that are not told. `samples`: the class of each picture that
    `Incoming.preview` shows.
    """

    kind: str
    pictures: int
    classes: tuple[FoundClass, ...]
    sizes: tuple[tuple[tuple[int, int], int], ...]
    grey: int
    colour: int
    given_split: bool
    refused: tuple[Refused, ...]
    refused_count: int
    duplicates: tuple[tuple[str, ...], ...]
    duplicate_count: int
    near: tuple[tuple[str, ...], ...]
    near_count: int
    known: tuple[Known, ...]
    known_count: int
    nearly_known: tuple[Known, ...]
    nearly_known_count: int
    samples: tuple[int, ...]
    suggestion: Plan
    remarks: tuple[str, ...] = field(default=())
    """Codes of what is unwise: "few" (a class with fewer than ten), "uneven", "one-class", "unlabelled"."""

    def split_of(self, plan: Plan, labels: Any, given: Any) -> Any:
        """uint8 (N,): what each picture is for, as the source says, or by the plan's share of each class."""
        return given if self.given_split and plan.given_split else divided(labels, plan.test, plan.seed)

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"suggestion": self.suggestion.to_json()}

    @classmethod
    def read(cls, entry: dict[str, Any]) -> "Survey":
        lists = {key: tuple(map(tuple, entry[key])) for key in ("duplicates", "near")}
        lists |= {key: tuple(entry[key]) for key in ("samples", "remarks")}
        return cls(
            **entry
            | lists
            | {
                "classes": tuple(FoundClass(**one) for one in entry["classes"]),
                "sizes": tuple(((height, width), count) for (height, width), count in entry["sizes"]),
                "refused": tuple(Refused(**one) for one in entry["refused"]),
                "known": tuple(Known(**one) for one in entry["known"]),
                "nearly_known": tuple(Known(**one) for one in entry["nearly_known"]),
                "suggestion": Plan.read(entry["suggestion"]),
            }
        )
