"""How the weights of a run and their gradients were spread on the way: histograms in spreads.jsonl, one line a moment.

{"step": 250,
 "parameters": {"conv_1.W": {"size": 150, "value": {…}, "gradient": {…}}, …},
 "units": {"relu_1": {"dead": 1, "of": 6}, "tanh_2": {"saturated": 0.12}}}
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from math import gcd, inf, isfinite, sqrt
from pathlib import Path
from typing import Any

import numpy as np

from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import DataError
from netsumiki.insight.inside.statistics import counted, finite, length

FILE = "spreads.jsonl"
BINS = 32
MOST_COUNTED = 16_384
"""Of a larger array, about so many numbers are counted, evenly spread over it."""
SMALLEST = 1e-30  # of a sum of squares that float32 tells well


@dataclass(frozen=True)
class Spread:
    """`counts` of equal bins from `low` to `high`, the ends of all finite numbers; `broken`: NaN and infinite ones.

    `mean` is that of the numbers that were counted, `norm` the Euclidean one of all. Where nothing is finite, only
    `broken` has something to say.
    """

    low: float | None
    high: float | None
    mean: float | None
    norm: float | None
    broken: int
    counts: list[int]


@np.errstate(all="ignore")  # what is no number is counted, and what overflows is measured otherwise
def spread_of(array: np.ndarray) -> Spread:
    """How these numbers are spread; only the ends and the norm are of all numbers when there are very many."""
    flat, broken = array.reshape(-1), 0
    low, high = float(flat.min()), float(flat.max())  # a NaN would be both
    if not (isfinite(low) and isfinite(high)):
        flat, nan, infinite = finite(array)
        broken = nan + infinite
        if not flat.size:
            return Spread(None, None, None, None, broken, [])
        low, high = float(flat.min()), float(flat.max())
    some = evenly(flat, MOST_COUNTED)
    bins = counted(some, low, high, BINS)
    mean = float(some.mean(dtype=np.float64))
    square = float(np.dot(flat, flat))
    norm = sqrt(square) if SMALLEST < square < inf else length(flat)
    return Spread(low, high, mean, norm, broken, bins.counts)


def evenly(flat: np.ndarray, most: int) -> np.ndarray:
    """Every k-th number, at most `most`; k and the size have no divisor in common, so that no column is left out."""
    k = max(1, -(-flat.size // most))
    while k > 1 and gcd(k, flat.size) > 1:
        k += 1
    return flat[::k]


class Spreads:
    """The file in a run's folder."""

    def __init__(self, folder: Path):
        self.path = folder / FILE

    def moments(self) -> list[dict[str, Any]]:
        """What was recorded, in order; a line that was cut off when the process died is left out."""
        try:
            lines = self.path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        return [moment for line in lines if (moment := _moment(line))]

    def add(self, moment: dict[str, Any]) -> None:
        """A run does not end because nobody can look back at it: its checkpoint tells of a full disk."""
        with suppress(OSError), open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(moment) + "\n")

    def forget_after(self, step: int) -> list[int]:
        """Drop what a run that is taken up again at `step` will record anew; returns the steps that stay."""
        kept = [moment for moment in self.moments() if moment["step"] <= step]
        with suppress(DataError):
            write_atomically(self.path, "".join(json.dumps(moment) + "\n" for moment in kept).encode())
        return [moment["step"] for moment in kept]


def as_json(spread: Spread) -> dict[str, Any]:
    """With as many digits as one can see."""
    ends = {key: _short(getattr(spread, key)) for key in ("low", "high", "mean", "norm")}
    return ends | {"broken": spread.broken, "counts": spread.counts}


def _short(value: float | None) -> float | None:
    return None if value is None or not isfinite(value) else float(f"{value:.6g}")


def _moment(line: str) -> dict[str, Any] | None:
    try:
        return json.loads(line)
    except ValueError:
        return None
