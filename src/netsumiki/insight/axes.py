"""Axes of charts: where a value lies between 0 and 1, which ticks to write, and whether a logarithm shows more."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from netsumiki.insight.wording import GAP

MOST_TICKS = 7
LOGARITHMIC_FROM = 12.0  # the largest value over the smallest


@dataclass(frozen=True)
class Axis:
    """`place(value)` is 0 at the start of the axis and 1 at its end; `ticks` are (value, text)."""

    place: Callable[[float], float]
    ticks: list[tuple[float, str]]
    note: str = ""


def step_axis(last: int) -> Axis:
    """Steps from 0 to the last."""
    ticks = [v for v in _round_numbers(0, last, 5) if v == int(v)]
    return Axis(lambda v: v / max(last, 1), [(v, _short(int(v)) if v else "step 0") for v in ticks])


def loss_axis(values: Sequence[float]) -> Axis:
    """From 0, or logarithmic where the loss falls to a fraction of what it was."""
    low, high = min(values), max(values)
    if low > 0 and high / low >= LOGARITHMIC_FROM:
        margin = (high / low) ** 0.04
        low, high = low / margin, high * margin
        return Axis(_logarithm(low, high), [(v, f"{v:.10g}") for v in _log_numbers(low, high)], "log scale")
    low, high = min(low, 0.0), high * 1.05 if high > 0 else 1.0
    return Axis(_straight(low, high), [(v, f"{v:.10g}") for v in _round_numbers(low, high, 5)])


def share_axis() -> Axis:
    """From none to all."""
    return Axis(_straight(0, 1), [(v, _share(1 - v)) for v in _round_numbers(0, 1, 5)])


def accuracy_axis(values: Sequence[float]) -> Axis:
    """Up to 100 %; where most is right, each halving of the errors takes up the same height."""
    errors = [1 - v for v in values]
    some = [e for e in errors if e > 1e-9]
    worst = max(errors)
    if not some or worst / min(some) < LOGARITHMIC_FROM or min(some) > 0.1:
        low = math.floor(max(0.0, min(values) - 0.02) * 10) / 10
        low = 0.9 if low == 1 else low
        return Axis(_straight(low, 1 + (1 - low) * 0.03), [(v, _share(1 - v)) for v in _round_numbers(low, 1, 5)])
    perfect = any(e <= 1e-9 for e in errors)
    best = min(some) / (2 if perfect else 1.15)
    worst = min(1.0, worst * 1.1)
    place = _logarithm(best, worst)
    ticks = [(1 - e, _share(e)) for e in _log_numbers(best, worst) if e < 1 and not (perfect and place(e) < 0.06)]
    if perfect:
        ticks.append((1.0, f"100{GAP}%"))
    return Axis(lambda v: 1 - place(max(1 - v, best)), ticks, "log scale")


def _straight(low: float, high: float) -> Callable[[float], float]:
    return lambda v: (v - low) / (high - low)


def _logarithm(low: float, high: float) -> Callable[[float], float]:
    return lambda v: math.log(v / low) / math.log(high / low)


def _round_numbers(low: float, high: float, about: int) -> list[float]:
    """1, 2 or 5 times a power of ten apart."""
    if high <= low:
        return [low]
    raw = (high - low) / about
    unit = 10.0 ** math.floor(math.log10(raw))
    step = next(m * unit for m in (1, 2, 5, 10) if m * unit >= raw * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(i * step, 12) for i in range(first, last + 1)]


def _log_numbers(low: float, high: float) -> list[float]:
    """As many of 1, 2, 5 (or 1, 3; or 1) times powers of ten as there is room for."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    choices = [[m * 10.0**d for d in decades for m in mantissas] for mantissas in ((1, 2, 5), (1, 3), (1,))]
    choices.append([10.0**d for d in decades if d % 2 == 0])
    inside = [[v for v in choice if low <= v <= high] for choice in choices]
    return next((choice for choice in inside if len(choice) <= MOST_TICKS), inside[-1][:MOST_TICKS])


def _share(error: float) -> str:
    return f"{100 * (1 - error):.6g}{GAP}%"


def _short(step: int) -> str:
    if step >= 1_000_000:
        return f"{step / 1e6:g}M"
    return f"{step / 1000:g}k" if step >= 10_000 else f"{step:,}"
