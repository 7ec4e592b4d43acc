"""What objects of the API show of themselves in a notebook: a table, bars, curves, as HTML without a style sheet."""

from base64 import b64encode
from collections.abc import Mapping, Sequence

from netsumiki.engine.nodes import Inspection
from netsumiki.insight.axes import loss_axis, share_axis, step_axis
from netsumiki.insight.markup import Markup, element, markup
from netsumiki.insight.wording import (
    input_in_words,
    layer_label,
    number,
    options_in_words,
    parameters_in_words,
    percent,
    shape_in_words,
)

MOST_BARS = 10
WIDTH, HEIGHT = 320, 160  # of a chart, in pixels
Lines = Mapping[str, Sequence[tuple[float, float]]]
"""{name: [(step, value)]}"""
COLOURS = "#0877bd", "#f59322", "#15803d", "#7c3aed"
CELL = "text-align:left;padding:2px 14px 2px 0"


def network(inspection: Inspection, title: str, facts: Sequence[str] = ()) -> Markup:
    """A line for each input and layer: what it does, what comes out, what it learns."""
    rows = [(name, "input", input_in_words(shape), "") for name, shape in inspection.inputs.items()]
    for node in inspection.nodes:
        if node.layer is None:
            continue
        what = ", ".join([layer_label(node.layer), *options_in_words(node.layer)])
        learns = parameters_in_words(node) if node.parameter_count else ""
        rows.append((node.name, what, shape_in_words(node.shape), learns))
    head = element("tr", [element("th", text, style=CELL) for text in ("", "layer", "output", "learns")])
    body = [element("tr", [element("td", text, style=CELL) for text in row]) for row in rows]
    about = [f"{number(inspection.parameter_count)} parameters", *facts]
    return element("div", element("b", title), " · ".join(["", *about]), element("table", head, body))


def bars(title: str, ranked: Sequence[tuple[str, float]]) -> Markup:
    """Names with their shares, the largest first."""
    rows = []
    for name, share in ranked[:MOST_BARS]:
        bar = element("div", style=f"width:{100 * share:.1f}%;min-width:1px;height:10px;background:{COLOURS[0]}")
        cells = element("td", name, style=CELL), element("td", bar, style="width:160px"), element("td", percent(share))
        rows.append(element("tr", cells))
    return element("div", element("b", title), element("table", rows))


def curves(losses: Lines, shares: Lines) -> Markup:
    """Two charts: what is to fall, and what is to rise to 100 %."""
    drawn = [_chart(lines, rises) for lines, rises in ((losses, False), (shares, True)) if any(lines.values())]
    return element("div", drawn, style="display:flex;flex-wrap:wrap;gap:24px")


def sheet(pictures: bytes) -> Markup:
    """A PNG, each of its pixels three wide."""
    source = "data:image/png;base64," + b64encode(pictures).decode()
    return element("img", src=source, alt="generated pictures", style="zoom:3;image-rendering:pixelated")


def _chart(lines: Lines, rises: bool) -> Markup:
    points = [(s, v) for line in lines.values() for s, v in line]
    x = step_axis(int(max(step for step, _ in points)))
    y = share_axis() if rises else loss_axis([value for _, value in points])

    def at(step: float, value: float) -> str:
        return f"{WIDTH * x.place(step):.1f} {HEIGHT * (1 - y.place(value)):.1f}"

    drawn, key = [], []
    for colour, (name, line) in zip(COLOURS, ((n, p) for n, p in lines.items() if p)):
        d = "M" + "L".join(at(*point) for point in line) + ("h1" if len(line) == 1 else "")
        drawn.append(element("path", d=d, fill="none", stroke=colour, stroke_width="2", stroke_linejoin="round"))
        last = line[-1][1]
        said = f"{name} {percent(last) if rises else number(last)}"
        key.append(element("span", said, style=f"color:{colour};margin-right:12px"))
    ground = element("path", d=f"M0 {HEIGHT}H{WIDTH}M0 0V{HEIGHT}", fill="none", stroke="#8a8a8a", stroke_width="1")
    size = {"viewBox": f"-2 -4 {WIDTH + 4} {HEIGHT + 8}", "width": WIDTH, "height": HEIGHT}
    label = ", ".join(f"{name}: {number(line[-1][1])}" for name, line in lines.items() if line)
    return element(
        "div", element("svg", markup(ground, drawn), role="img", aria_label=label, **size), element("div", key)
    )
