"""How one number of a layer came about: where it looked, terms that add up to it, and the steps between."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, prod
from typing import Any

import numpy as np

MOST_TERMS = 4096
"""Terms, and numbers of a patch, that are listed one by one."""


@dataclass(frozen=True)
class Terms:
    """Numbers that stand at `at` (K, axes) in the array `of`, each times its factor: these are added.

    A factor stands at `factor_at` in the array `factor_of`, or in none (the 1/n of a mean). `given` are values that are
    no product, such as tanh(x).
    """

    of: str
    at: np.ndarray
    numbers: np.ndarray
    factors: np.ndarray | None = None
    factor_of: str | None = None
    factor_at: np.ndarray | None = None
    given: np.ndarray | None = None

    @property
    def values(self) -> np.ndarray:
        """What each term adds, (K,) in float64."""
        if self.given is not None:
            return self.given
        with silent():
            return self.numbers if self.factors is None else self.numbers * self.factors

    def listed(self, rows: np.ndarray) -> list[dict[str, Any]]:
        """Some of the terms as JSON."""
        values, factors, places = self.values, self.factors, self.factor_at
        return [
            {
                "of": self.of,
                "at": self.at[k].tolist(),
                "number": number(self.numbers[k]),
                "factor": None if factors is None else number(factors[k]),
                "factor_of": self.factor_of,
                "factor_at": None if places is None else places[k].tolist(),
                "value": number(values[k]),
            }
            for k in rows.tolist()
        ]


@dataclass(frozen=True)
class Patch:
    """A part of an array: `size` numbers along each axis from `start`, `stride` apart; zeros where it reaches out."""

    of: str
    start: tuple[int, ...]
    size: tuple[int, ...]
    stride: tuple[int, ...]
    values: np.ndarray

    @staticmethod
    def cut(of: str, array: Any, start: Sequence[int], size: Sequence[int], stride: Sequence[int] = ()) -> "Patch":
        """This part of an array."""
        apart = tuple(stride) or (1,) * len(start)
        array = np.asarray(array)
        lines = [s + a * np.arange(n) for s, a, n in zip(start, apart, size, strict=True)]
        values = array[np.ix_(*[np.clip(line, 0, n - 1) for line, n in zip(lines, array.shape, strict=True)])].copy()
        for axis, (line, n) in enumerate(zip(lines, array.shape, strict=True)):
            outside = (line < 0) | (line >= n)
            if outside.any():
                values[(slice(None),) * axis + (outside,)] = 0
        return Patch(of, tuple(map(int, start)), tuple(map(int, size)), tuple(map(int, apart)), values)

    def describe(self) -> dict[str, Any]:
        """As JSON; the values of a large patch are left out."""
        few = self.values.size <= MOST_TERMS
        values = [number(v) for v in self.values.reshape(-1).tolist()] if few else []
        return {
            "of": self.of,
            "start": list(self.start),
            "size": list(self.size),
            "stride": list(self.stride),
            "values": values,
        }


@dataclass(frozen=True)
class Sum:
    """A sum on the way, such as that of a gate: value = function(all terms + bias)."""

    name: str
    function: str
    value: float
    terms: tuple[Terms, ...]
    bias: float = 0.0

    @property
    def total(self) -> float:
        """All terms + bias, before the function."""
        return added(self.terms) + self.bias

    def describe(self, most: int) -> dict[str, Any]:
        terms, rest = largest(self.terms, most)
        told = {"name": self.name, "function": self.function, "terms": terms, "rest": rest}
        return told | {"bias": number(self.bias), "total": number(self.total), "value": number(self.value)}


@dataclass(frozen=True)
class Cell:
    """One number: value = all terms + bias + rest.

    `kind`: how the terms arose: "sum", "maximum", "mean", "normalised", "chosen", "elementwise", "gates" or "general"
    (slopes). `rest` is what could not be told one by one. `sums` lie on the way; `steps` are numbers with stable names.
    """

    kind: str
    index: tuple[int, ...]
    value: float
    terms: tuple[Terms, ...] = ()
    bias: float = 0.0
    rest: float = 0.0
    windows: tuple[Patch, ...] = ()
    steps: tuple[tuple[str, float], ...] = ()
    sums: tuple[Sum, ...] = ()

    @property
    def total(self) -> float:
        """What all parts add up to: the value, but for rounding."""
        return added(self.terms) + self.bias + self.rest

    def describe(self, most: int = MOST_TERMS) -> dict[str, Any]:
        """As JSON: the `most` largest terms one by one, the others as one number in `rest`."""
        most = min(most, MOST_TERMS)
        terms, rest = largest(self.terms, most)
        return {
            "kind": self.kind,
            "index": list(self.index),
            "value": number(self.value),
            "terms": terms,
            "count": sum(len(t.at) for t in self.terms),
            "bias": number(self.bias),
            "rest": number((rest or 0.0) + self.rest),
            "windows": [patch.describe() for patch in self.windows],
            "steps": [{"name": name, "value": number(value)} for name, value in self.steps],
            "sums": [one.describe(most) for one in self.sums],
        }


def added(groups: Sequence[Terms]) -> float:
    with silent():
        return float(sum(terms.values.sum() for terms in groups))


def silent() -> Any:
    """NumPy does not warn of NaN and overflow: whoever looks is told of them in what is found."""
    return np.errstate(all="ignore")


def largest(groups: Sequence[Terms], most: int) -> tuple[list[dict[str, Any]], float | None]:
    """(the `most` largest terms as JSON, in their order; the sum of all others)"""
    if not groups:
        return [], 0.0
    values = np.concatenate([terms.values for terms in groups])
    kept = np.arange(len(values))
    if len(values) > most:
        kept = np.sort(np.argsort(-np.abs(np.nan_to_num(values, nan=np.inf)), kind="stable")[:most])
    listed, start = [], 0
    for terms in groups:
        end = start + len(terms.at)
        listed += terms.listed(kept[(kept >= start) & (kept < end)] - start)
        start = end
    with silent():
        return listed, number(np.delete(values, kept).sum())


def number(value: Any) -> float | None:
    """A number as JSON knows it: nothing for NaN and infinity."""
    value = float(value)
    return value if isfinite(value) else None


def wide(array: Any) -> np.ndarray:
    """As float64 (K,), in which sums are added up."""
    return np.asarray(array, np.float64).reshape(-1)


def places(shape: Sequence[int]) -> np.ndarray:
    """Every place of an array, (size, axes), in its order."""
    return np.indices(tuple(shape)).reshape(len(shape), prod(shape)).T


def at(array: Any, where: np.ndarray) -> np.ndarray:
    """The numbers at those places, (K,) in float64."""
    return wide(np.asarray(array)[tuple(where.T)] if where.shape[1] else np.repeat(np.asarray(array), len(where)))
