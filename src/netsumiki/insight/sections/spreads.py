"""How weights and gradients moved while it learnt: a strip of histograms for each parameter, a column a moment."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from netsumiki.insight.markup import Markup, element
from netsumiki.insight.pictures import ACTIVATIONS, WEIGHTS, Colours, heat, png
from netsumiki.insight.wording import number

ROWS = 32
MOST_PARAMETERS = 24

Moments = Sequence[dict[str, Any]]


def spreads(moments: Moments) -> Markup | None:
    """Of the parameters that were recorded (see `training.spreads`), the first ones."""
    if len(moments) < 2:
        return None
    names = list(moments[-1]["parameters"])
    shown = names[:MOST_PARAMETERS]
    words = f"From step {number(moments[0]['step'])} on the left to step {number(moments[-1]['step'])} on the right, "
    words += "the first moments close together. The fuller the colour, the more numbers lie there."
    if len(names) > len(shown):
        words += f" The first {len(shown)} of {len(names)} parameters are shown."
    head = element("figcaption", element("h3", "Weights and gradients, as they were spread"), element("p", words))
    top = element("tr", [element("th", title) for title in ("Parameter", "Weights", "Gradients")])
    rows = [
        element("tr", element("th", name), _cell(moments, name, "value"), _cell(moments, name, "gradient"))
        for name in shown
    ]
    table = element("table", element("thead", top), element("tbody", rows), class_="spreads")
    figure = element("figure", head, element("div", table, class_="scroll"), _dead(moments), class_="panel")
    return element("section", element("h2", "How it moved inside"), figure, id="spreads")


def _cell(moments: Moments, name: str, which: str) -> Markup:
    told = [moment["parameters"].get(name, {}).get(which) for moment in moments]
    known = [one for one in told if one and one["counts"]]
    broken = sum(one["broken"] for one in told if one)
    left_out = f"{number(broken)} numbers that were not finite were left out"
    notes = element("p", left_out, class_="soft") if broken else None
    if not known:
        return element("td", element("p", "none", class_="soft"), notes)
    low, high = min(one["low"] for one in known), max(one["high"] for one in known)
    last = known[-1]
    what = "weights" if which == "value" else "gradients"
    words = f"{name}, {what}: in the end from {number(last['low'])} to {number(last['high'])}, "
    words += f"length {number(last['norm'])}"
    colours: Colours = WEIGHTS if which == "value" else ACTIVATIONS
    picture = element("img", src=png(heat(raster(told, low, high), 1.0, colours)), alt=words, title=words)
    ends = element("span", element("i", number(high)), element("i", number(low)), class_="ends")
    return element("td", element("div", ends, picture, class_="moments"), notes)


def raster(told: Sequence[dict[str, Any] | None], low: float, high: float, rows: int = ROWS) -> np.ndarray:
    """(rows, moments), `high` at the top: how many numbers lie there, as the root of their share in the fullest row."""
    columns = np.zeros((len(told), rows))
    ends = np.linspace(low, high, rows + 1)
    for column, one in zip(columns, told, strict=True):
        if not one or not one["counts"]:
            continue
        if one["low"] == one["high"] or low == high:
            place = 0.5 if low == high else (one["low"] - low) / (high - low)
            column[min(int(place * rows), rows - 1)] = 1
            continue
        edges = np.linspace(one["low"], one["high"], len(one["counts"]) + 1)
        column[:] = np.diff(np.interp(ends, edges, np.cumsum([0, *one["counts"]])))
        column[:] = np.sqrt(column / column.max())
    return columns.T[::-1]


def _dead(moments: Moments) -> Markup | None:
    """Units that were dead at the end, by the last moment that could tell."""
    last: dict[str, Any] = next((moment["units"] for moment in reversed(moments) if moment["units"]), {})
    dead = [f"{node}: {number(one['dead'])} of {number(one['of'])}" for node, one in last.items() if one.get("dead")]
    if not dead:
        return None
    return element("p", f"Units that no example of the last batch lit: {', '.join(dead)}.", class_="soft")
