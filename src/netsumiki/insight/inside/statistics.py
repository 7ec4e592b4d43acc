"""Many numbers in few: mean, spread, ends, a histogram, and how many of them are no numbers at all."""

from dataclasses import asdict, dataclass
from math import isfinite, sqrt
from typing import Any

import numpy as np

MOST_BINS = 64
NARROWEST, WIDEST = 1e-30, 1e38  # of a range that float32 can divide into bins


@dataclass(frozen=True)
class Histogram:
    """`counts` of equal bins from `low` to `high`; empty when nothing is finite."""

    low: float | None
    high: float | None
    counts: list[int]


@dataclass(frozen=True)
class Statistics:
    """Of the finite numbers of an array: mean, standard deviation, Euclidean norm, ends, share of zeros.

    `nan` and `infinite` count the others. Where nothing is finite, there is nothing to say but that.
    """

    shape: tuple[int, ...]
    size: int
    mean: float | None
    std: float | None
    norm: float | None
    low: float | None
    high: float | None
    zeros: float
    nan: int
    infinite: int
    histogram: Histogram | None

    def describe(self) -> dict[str, Any]:
        return asdict(self) | {"shape": list(self.shape)}


def statistics(array: Any, histogram: bool = True) -> Statistics:
    """What there is to say about these numbers."""
    array = np.asarray(array)
    flat, nan, infinite = finite(array)
    if not flat.size:
        nothing = Histogram(None, None, []) if histogram else None
        return Statistics(array.shape, array.size, None, None, None, None, None, 0.0, nan, infinite, nothing)
    mean, spread = float(flat.mean(dtype=np.float64)), float(flat.var(dtype=np.float64))
    norm = length(flat)
    low, high = float(flat.min()), float(flat.max())
    zeros = 1 - np.count_nonzero(flat) / flat.size
    bins = counted(flat, low, high) if histogram else None
    return Statistics(array.shape, array.size, mean, sqrt(spread), norm, low, high, zeros, nan, infinite, bins)


def finite(array: np.ndarray) -> tuple[np.ndarray, int, int]:
    """(the finite numbers, flat; how many are NaN; how many infinite)"""
    flat = array.reshape(-1)
    if not flat.size or isfinite(float(np.abs(flat).max())):  # the usual case, in one pass: NaN and ∞ would be largest
        return flat, 0, 0
    nan = int(np.count_nonzero(np.isnan(flat)))
    kept = flat[np.isfinite(flat)]
    return kept, nan, flat.size - kept.size - nan


def length(flat: np.ndarray) -> float:
    """‖numbers‖, without overflow."""
    size = float(np.abs(flat).max(initial=0))
    if not size or not isfinite(size):
        return size
    scaled = flat.reshape(-1) / size
    return size * sqrt(float(np.dot(scaled, scaled)))


def counted(flat: np.ndarray, low: float, high: float, most: int = MOST_BINS) -> Histogram:
    """How many of these finite numbers lie in each of `most` bins; one at the upper end belongs to the last."""
    bins = min(most, flat.size)
    if low == high:
        return Histogram(low, high, [int(flat.size)])
    if not NARROWEST < high - low < WIDEST:
        flat = flat.astype(np.float64)
    places = flat - flat.dtype.type(low)
    places *= flat.dtype.type(bins / (high - low))
    numbers = places.astype(np.int32)
    np.minimum(numbers, bins - 1, out=numbers)
    return Histogram(low, high, np.bincount(numbers, minlength=bins).tolist())
