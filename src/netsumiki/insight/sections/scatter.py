"""Generated points among real ones: at the end over what the discriminator believes, and small at steps on the way."""

import numpy as np

from netsumiki.insight.generator_facts import GeneratorFacts
from netsumiki.insight.markup import Markup, element
from netsumiki.insight.pictures import png, rgb
from netsumiki.insight.regions import Plane
from netsumiki.insight.wording import number, percent

MOST_POINTS, MOST_SMALL = 1000, 400
BELIEF_GRID = 48
DISCRIMINATOR = "#2563eb"


def scatter(facts: GeneratorFacts, step: int) -> Markup:
    """Real and generated points, over what the discriminator believes of each place."""
    window = Plane.around(facts.real.inputs, 0.2)
    points = facts.frames[step][:MOST_POINTS]
    belief = _belief(facts, window)
    drawing = element(
        "svg",
        element("image", href=belief, width=100, height=100) if belief else None,
        element("path", d=_dots(window, facts.real.inputs[: len(points)]), class_="real dots"),
        element("path", d=_crosses(window, points, 0.7), class_="generated"),
        viewBox="0 0 100 100",
        role="img",
        aria_label=f"Scatter of {len(points)} generated and as many real points at step {number(step)}"
        + _near_in_words(facts),
        class_="plane",
    )
    words = "As many of the one as of the other."
    if belief:
        words += " The bluer a place, the likelier the discriminator takes a point there for real."
    keys = element("p", _key("real", "real"), _key("generated", "generated"), class_="classes")
    head = element("figcaption", element("h3", f"At step {number(step)}"), keys, element("p", words))
    return element("figure", head, drawing, class_="panel", id="sheet")


def _key(look: str, name: str) -> Markup:
    drawn = element("path", d="M0 0h0" if look == "real" else _cross(0, 0, 1), class_=f"{look} dots")
    sign = element("svg", drawn, viewBox="-1.3 -1.3 2.6 2.6", class_="key-of", aria_hidden="true")
    return element("span", sign, name)


def _near_in_words(facts: GeneratorFacts) -> str:
    judged = facts.judged
    if "coverage" not in judged:
        return ""
    n = judged["count"]
    return f": quality {percent(judged['quality'], n)}, coverage {percent(judged['coverage'], n)}"


def scatters(facts: GeneratorFacts) -> Markup:
    """A small drawing for each step."""
    window = Plane.around(facts.real.inputs, 0.2)
    real = element("path", d=_dots(window, facts.real.inputs[:MOST_SMALL]), class_="real dots", id="real-points")
    kept = element("svg", element("defs", real), class_="kept", aria_hidden="true")
    small = []
    for step, points in facts.frames.items():
        drawing = element(
            "svg",
            element("use", href="#real-points"),
            element("path", d=_crosses(window, points[:MOST_SMALL], 1.1), class_="generated"),
            viewBox="0 0 100 100",
            role="img",
            aria_label=f"Generated points at step {number(step)}",
            class_="plane",
        )
        small.append(element("div", drawing, element("span", f"step {number(step)}")))
    head = element("figcaption", element("h3", "On the way"), element("p", "The same noise at each step."))
    return element("figure", head, kept, element("div", small, class_="planes"), class_="panel", id="timeline")


def _belief(facts: GeneratorFacts, window: Plane) -> str | None:
    """Blue as strong as the discriminator takes a point there for real."""
    if facts.generator.conditional:
        return None
    chances = facts.generator.realness(window.grid(BELIEF_GRID))
    if chances is None:
        return None
    pixels = np.empty((BELIEF_GRID, BELIEF_GRID, 4), np.uint8)
    pixels[..., :3] = rgb(DISCRIMINATOR)
    shares = np.nan_to_num(chances).reshape(BELIEF_GRID, BELIEF_GRID)
    pixels[..., 3] = np.round(np.clip(shares, 0, 1) * 20).astype(np.uint8) * 5
    return png(pixels)


def _dots(window: Plane, points: np.ndarray) -> str:
    return "".join(f"M{x:.1f} {y:.1f}h0" for x, y in 100 * window.place(points))


def _crosses(window: Plane, points: np.ndarray, size: float) -> str:
    """Those that lie inside of the window."""
    places = 100 * window.place(points[np.isfinite(points).all(axis=1)])
    inside = places[((places > -size) & (places < 100 + size)).all(axis=1)]
    return "".join(_cross(x, y, size) for x, y in inside)


def _cross(x: float, y: float, size: float) -> str:
    side = 2 * size
    return f"M{x - size:.1f} {y - size:.1f}l{side:g} {side:g}m0-{side:g}l-{side:g} {side:g}"
