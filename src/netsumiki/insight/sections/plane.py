"""What it learnt about points in a plane: the regions of the classes, and the units that these are made of."""

import numpy as np

from netsumiki.insight.facts import Facts
from netsumiki.insight.filters import activations
from netsumiki.insight.markup import Markup, element
from netsumiki.insight.mistakes import chances
from netsumiki.insight.pictures import ACTIVATIONS, heat, largest, png
from netsumiki.insight.regions import CLASSES, MOST_POINTS, Plane, mark, marks, regions
from netsumiki.insight.sections.tiles import heat_tile
from netsumiki.insight.wording import count, percent

GRID = 96
UNIT_GRID = 32
MOST_LAYERS = 6
MOST_UNITS = 8


def plane(facts: Facts) -> Markup:
    """Decision regions with the test points; beside them what the units answer all over the plane."""
    window = Plane.around(facts.test.inputs)
    return element("div", _regions(facts, window), _units(facts, window), class_="two")


def _regions(facts: Facts, window: Plane) -> Markup:
    points, labels = facts.test.inputs, facts.test.labels
    outputs = facts.graph.forward(window.grid(GRID))
    picture = png(regions(chances(outputs, facts.graphs_activation), GRID))
    shown = slice(MOST_POINTS)
    drawn = marks(window.place(points[shown]), labels[shown], facts.outputs.argmax(axis=1)[shown])
    right = percent(facts.accuracy, len(points))
    drawing = element(
        "svg",
        element("image", href=picture, width=100, height=100),
        drawn,
        viewBox="0 0 100 100",
        role="img",
        aria_label=f"Decision regions: {right} of the test points lie in the region of their class",
        class_="plane",
    )
    words = "The colour of a place says which class it would be, its strength how sure that is. The marks are "
    words += f"the first {MOST_POINTS} test points" if len(points) > MOST_POINTS else "the test points"
    words += "; a ring means a wrong region." if facts.wrong else "; none lies in a wrong region."
    keys = element("p", [_key(i, name) for i, name in enumerate(facts.class_names)], class_="classes")
    head = element("figcaption", element("h3", "Decision regions"), keys, element("p", words))
    return element("figure", head, drawing, class_="panel")


def _key(number: int, name: str) -> Markup:
    drawn = element("path", d=mark(number), fill=CLASSES[number % len(CLASSES)])
    return element("span", element("svg", drawn, viewBox="-1.3 -1.3 2.6 2.6", aria_hidden="true"), name)


def _units(facts: Facts, window: Plane) -> Markup | None:
    """The layers that put out numbers, each number as a picture of the plane."""
    made = activations(facts.graph, window.grid(UNIT_GRID))
    told = [n for n in facts.graph.inspection.nodes if n.shape is not None and len(n.shape) == 1]
    rows = [_views(n.name, made[n.name].T.reshape(-1, UNIT_GRID, UNIT_GRID)) for n in told[:MOST_LAYERS]]
    if not rows:
        return None
    words = "Each number in the network as a picture of the plane: green where it is positive, rose where negative."
    more = len(told) - len(rows)
    words += f" {count(more, 'more layer')} not shown." if more else ""
    head = element("figcaption", element("h3", "What the regions are made of"), element("p", words))
    return element("figure", head, rows, class_="panel rows")


def _views(name: str, views: np.ndarray) -> Markup:
    shown = views[:MOST_UNITS]
    limit = largest(shown)
    words = [f"unit {i + 1} of {name}" for i in range(len(shown))]
    tiles = [heat_tile(heat(view, limit, ACTIVATIONS), told) for view, told in zip(shown, words)]
    grid = element("div", tiles, class_="tiles", style="--columns:8")
    few = f", the first {len(shown)}" if len(views) > len(shown) else ""
    told = f"{count(len(views), 'number')}{few}, from {_signed(shown.min())} to {_signed(shown.max())}"
    return element("div", element("p", element("b", name), f" {told}", class_="soft"), grid)


def _signed(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")
