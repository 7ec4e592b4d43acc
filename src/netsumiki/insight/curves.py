"""Curves of a run: thinned without hiding their extremes, drawn as SVG with the numbers as text beside it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from netsumiki.insight.axes import Axis
from netsumiki.insight.markup import Markup, element

MOST_POINTS = 240
LATEST = 0.05  # share of a curve of batches that its last figure is the mean of; a single batch says little
OF_BATCHES = frozenset({"training", "generator", "discriminator", "real", "generated"})
LETTERS = {"generator": "G", "discriminator": "D", "real": "R", "generated": "G"}
APART = 0.08  # of the height, between two letters
SIDE = 1000  # the drawing is stretched to its place; lines keep their width


@dataclass(frozen=True)
class Series:
    """Values over steps; `look` is whose they are. `low` and `high` bound what thinning put together."""

    look: str
    steps: Sequence[float]
    values: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()
    ringed: int | None = None  # the point that was chosen in the end

    @property
    def of_batches(self) -> bool:
        """Measured at many single batches: a restless line, without dots."""
        return self.look in OF_BATCHES

    @property
    def is_a_level(self) -> bool:
        return self.look.endswith(" balance")


def thinned(look: str, points: Sequence[tuple[float, float]], most: int = MOST_POINTS) -> Series:
    """At most `most` points, each the mean of its neighbourhood; values that are not finite are left out."""
    points = sorted((s, v) for s, v in points if math.isfinite(v))
    size = -(-len(points) // most) if points else 1
    groups = [points[i : i + size] for i in range(0, len(points), size)]
    steps = [sum(s for s, _ in g) / len(g) for g in groups]
    values = [sum(v for _, v in g) / len(g) for g in groups]
    if size == 1:
        return Series(look, steps, values)
    return Series(look, steps, values, [min(v for _, v in g) for g in groups], [max(v for _, v in g) for g in groups])


def latest(series: Series) -> float:
    """The figure that stands for a curve: what was chosen, or else its end."""
    if series.ringed is not None:
        return series.values[series.ringed]
    last = max(1, round(LATEST * len(series.values))) if series.of_batches else 1
    return sum(series.values[-last:]) / last


def chart(label: str, series: Sequence[Series], x: Axis, y: Axis) -> Markup:
    """A figure with the name `label`, which should hold the value."""
    grid = element("path", d="".join(f"M0 {_y(y, v)}H{SIDE}" for v, _ in y.ticks), class_="grid")
    drawing = element(
        "svg",
        grid,
        [_band(s, x, y) for s in series if s.low],
        [_line(s, x, y) for s in series if s.look != "test"],
        viewBox=f"0 0 {SIDE} {SIDE}",
        preserveAspectRatio="none",
        aria_hidden="true",
    )
    ticks = [
        element("span", text, class_="tick y", style=f"bottom:{100 * y.place(v):.2f}%") for v, text in _apart(y, 0.07)
    ] + [element("span", text, class_="tick x", style=f"left:{100 * x.place(v):.2f}%") for v, text in x.ticks]
    ends = [_pointer(y.place(s.values[-1])) for s in series if s.look == "test"]
    note = element("span", y.note, class_=f"note {_emptier(series, y)}") if y.note else None
    plot = element("div", drawing, ticks, ends, _letters(series, y), note, class_="plot")
    return element("div", plot, class_="chart", role="img", aria_label=label)


def _letters(series: Sequence[Series], y: Axis) -> list[Markup]:
    """Whose each curve is, at its end: colour alone would not say it to everybody."""
    ends = sorted((y.place(latest(s)), s.look) for s in series if s.look in LETTERS)
    heights: list[float] = []
    for height, _ in ends:
        heights.append(max(height, heights[-1] + APART) if heights else height)
    return [
        element("b", LETTERS[look], class_=f"letter {look}", style=f"bottom:{100 * height:.2f}%")
        for height, (_, look) in zip(heights, ends)
    ]


def _emptier(series: Sequence[Series], y: Axis) -> str:
    """The half of the drawing that the curves end up away from."""
    ends = [y.place(s.values[-1]) for s in series]
    return "upper" if sum(ends) / len(ends) < 0.5 else "lower"


def _pointer(height: float) -> Markup:
    """A mark beside the drawing: what was measured once, at the end."""
    return element("i", class_="pointer", style=f"bottom:{100 * height:.2f}%")


def _apart(axis: Axis, distance: float) -> list[tuple[float, str]]:
    """The ticks whose texts would not touch, the last one first."""
    kept: list[tuple[float, str]] = []
    for value, text in reversed(axis.ticks):
        if all(abs(axis.place(value) - axis.place(other)) >= distance for other, _ in kept):
            kept.append((value, text))
    return kept


def _line(series: Series, x: Axis, y: Axis) -> Markup:
    points = [f"{_x(x, s)} {_y(y, v)}" for s, v in zip(series.steps, series.values)]
    single = len(points) == 1
    dotted = not series.of_batches and not series.is_a_level and len(points) <= 40
    dots = "".join(f"M{p}h0" for p in points) if dotted or single else ""
    ring = f"M{points[series.ringed]}h0" if series.ringed is not None else ""
    return element(
        "g",
        element("path", d="M" + "L".join(points), class_="line") if len(points) > 1 else None,
        element("path", d=dots, class_="dots") if dots else None,
        [element("path", d=ring, class_="ring"), element("path", d=ring, class_="hole")] if ring else None,
        class_=series.look,
    )


def _band(series: Series, x: Axis, y: Axis) -> Markup:
    there = [f"{_x(x, s)} {_y(y, v)}" for s, v in zip(series.steps, series.high)]
    back = [f"{_x(x, s)} {_y(y, v)}" for s, v in zip(series.steps, series.low)]
    return element("path", d="M" + "L".join(there + back[::-1]) + "Z", class_=f"band {series.look}")


def _x(axis: Axis, value: float) -> str:
    return f"{SIDE * axis.place(value):.1f}".removesuffix(".0")


def _y(axis: Axis, value: float) -> str:
    return f"{SIDE * (1 - axis.place(value)):.1f}".removesuffix(".0")
