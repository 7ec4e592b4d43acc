"""What a generator is asked for, example by example: a label, a seed, and how its noise is moved; and lists of those.

A sample says all that is needed to make the same example again from the same model.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from math import isfinite
from typing import Any

from netsumiki.engine.errors import DataError, Problem, did_you_mean, listing, quoted, shown

MOST = 256
"""Samples that are asked for at once."""
MOST_DIRECTIONS = 64
FARTHEST = 10.0
"""Standard deviations along a direction."""
LARGEST_SEED = 2**32 - 1
REACH = 3.0
"""How far a sweep of the style goes to both sides, in standard deviations."""


@dataclass(frozen=True)
class Sample:
    """One example to make.

    `mix` 0 is the noise of `seed`, 1 that of `other_seed`; `directions`: standard deviations along the strongest
    directions of the noise, in their order.
    """

    label: int | None = None
    seed: int = 0
    other_seed: int | None = None
    mix: float = 0.0
    directions: tuple[float, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Only what differs from nothing being asked for; the seed always."""
        kept = {f.name: getattr(self, f.name) for f in fields(self)}
        told = {name: value for name, value in kept.items() if name == "seed" or value not in (None, 0.0, ())}
        if self.label is not None:
            told["label"] = self.label
        return told | ({"directions": list(self.directions)} if self.directions else {})


def read_samples(given: Any) -> list[Sample]:
    """Samples from JSON, where labels may still be outside the classes of a model.

    Raises: `DataError` for whatever is not such a list; no more than `MOST` samples are read.
    """
    if not isinstance(given, list) or not 0 < len(given) <= MOST:
        got = f"{len(given)}" if isinstance(given, list) else shown(given)
        raise _refuse(f"samples must be a list of 1 to {MOST}, got {got}: ask for fewer, or in several goes")
    return [_sample(number, entry) for number, entry in enumerate(given)]


def _sample(number: int, entry: Any) -> Sample:
    place = f"sample {number}"
    if not isinstance(entry, Mapping):
        raise _refuse(f'{place} must be an object like {{"label": 3, "seed": 1}}, got {shown(entry)}')
    known = [f.name for f in fields(Sample)]
    for name in entry:
        if name not in known:
            raise _refuse(f"{place} has no {quoted(name)}{did_you_mean(name, known)}")
    whole = {"label": LARGEST_SEED, "seed": LARGEST_SEED, "other_seed": LARGEST_SEED}
    for name, most in whole.items():
        value = entry.get(name, 0)
        if (value is None and name != "seed") or (type(value) is int and 0 <= value <= most):
            continue
        raise _refuse(f"{place}: {name} must be a whole number from 0 to {most}, got {shown(value)}")
    amounts = entry.get("directions") or []
    if not isinstance(amounts, list) or len(amounts) > MOST_DIRECTIONS:
        raise _refuse(f"{place}: directions must be a list of at most {MOST_DIRECTIONS} numbers, got {shown(amounts)}")
    mix = _number(place, "mix", entry.get("mix") or 0, 0, 1)
    directions = tuple(_number(place, "each of directions", a, -FARTHEST, FARTHEST) for a in amounts)
    return Sample(entry.get("label"), entry.get("seed", 0), entry.get("other_seed"), mix, directions)


def _number(place: str, name: str, value: Any, low: float, high: float) -> float:
    if type(value) not in (int, float) or not isfinite(value) or not low <= value <= high:
        raise _refuse(f"{place}: {name} must be a number from {low:g} to {high:g}, got {shown(value)}")
    return float(value)


def _refuse(message: str) -> DataError:
    return DataError(Problem("samples", message))


# -- lists ----------------------------------------------------------------------------------------------------------


def several(count: int, seed: int, label: int | None = None) -> list[Sample]:
    """`count` examples that differ in their noise: seeds `seed`, `seed` + 1, …"""
    return [Sample(label, (seed + k) % (LARGEST_SEED + 1)) for k in range(count)]


def class_sweep(seed: int, classes: int) -> list[Sample]:
    """The same noise with every label: what is left to the noise stays as it is."""
    return [Sample(label, seed) for label in range(classes)]


def style_sweep(label: int | None, seed: int, direction: int, count: int = 9, reach: float = REACH) -> list[Sample]:
    """The same label, its noise moved along one of the strongest directions, from −`reach` to +`reach`."""
    return [Sample(label, seed, directions=(*[0.0] * direction, a)) for a in _even(-reach, reach, count)]


def interpolation(label: int | None, seed: int, other_seed: int, count: int = 9) -> list[Sample]:
    """From the noise of one seed to that of another."""
    return [Sample(label, seed, other_seed, mix) for mix in _even(0.0, 1.0, count)]


def number(text: str, seed: int, class_names: Sequence[str] = tuple("0123456789")) -> list[Sample]:
    """Write `text` in one hand: a sample for each character, all from the same noise.

    Raises: `DataError` for a character that is not the name of a class.
    """
    if strangers := sorted(set(text) - set(class_names)):
        message = f"{listing([quoted(s) for s in strangers])} cannot be written: "
        message += f"this generator knows {listing(list(class_names)[:20])}"
        raise DataError(Problem("number", message, facts={"unknown": strangers}))
    if not text:
        raise DataError(Problem("number", f"there is nothing to write: give some of {listing(list(class_names)[:20])}"))
    return [Sample(class_names.index(character), seed) for character in text]


def to_json(samples: Iterable[Sample]) -> list[dict[str, Any]]:
    """What `read_samples` reads."""
    return [sample.to_json() for sample in samples]


def _even(start: float, stop: float, count: int) -> list[float]:
    return [start + (stop - start) * k / (count - 1) for k in range(count)] if count > 1 else [(start + stop) / 2]
