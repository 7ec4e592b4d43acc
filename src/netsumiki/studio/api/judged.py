"""What the judge says of a generator on its way, as runs and their histories tell it."""

from typing import Any

from ninja import Field, Schema


class Alarm(Schema):
    """What is wrong with what a generator makes: a code, facts for a translation, and the sentence in English."""

    code: str
    facts: dict[str, Any]
    message: str


class Judged(Schema):
    """A quick judgement of generated pictures (read by the judge) or points; what was not measured is null.

    Lists have one entry for each class. `spread`: 1 is as varied as real ones; `sure`: the judge's mean certainty.
    """

    agreement: float | None = None
    classes_seen: int | None = None
    per_class: list[float | None] | None = None
    shares: list[float] | None = None
    sure: float | None = None
    unsure: float | None = None
    reachable: float | None = None
    spread: float | None = None
    spreads: list[float | None] | None = None
    same: list[float | None] | None = None
    strange: float | None = None
    quality: float | None = Field(None, description="Share of generated points that lie near a real one.")
    coverage: float | None = Field(None, description="Share of real points that have a generated one near them.")
    alarm: list[Alarm] = []


class JudgedColumns(Schema):
    """What the judge said over time of what the generator made; see `Judged`."""

    step: list[int]
    epoch: list[int]
    seconds: list[float]
    agreement: list[float | None]
    classes_seen: list[int | None]
    spread: list[float | None]
    sure: list[float | None]
    quality: list[float | None]
    coverage: list[float | None]
    best: list[bool]
