"""The network itself: a drawing with an example passing through it, and the table of its layers."""

from collections.abc import Mapping

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.nodes import Inspection, Node
from netsumiki.insight.drawing import can_be_drawn, network_drawing, picture_preview, preview
from netsumiki.insight.facts import Facts
from netsumiki.insight.filters import activations
from netsumiki.insight.layout import Sizes
from netsumiki.insight.markup import Markup, element, markup
from netsumiki.insight.pictures import photograph
from netsumiki.insight.regions import Plane
from netsumiki.insight.sections.tiles import example_look
from netsumiki.insight.wording import (
    count,
    input_in_words,
    layer_label,
    number,
    options_in_words,
    shape_in_words,
)

MOST_PREVIEWS = 48
MOST_ROWS = 250
PLANE_GRID = 20


def network(facts: Facts) -> Markup:
    title = element("h2", "The network")
    return element("section", title, _drawing(facts), layer_table(facts.graph.inspection), id="network")


def _drawing(facts: Facts) -> Markup:
    small = _previews(facts)
    return drawing(facts.graph, small, element("figcaption", element("p", _words(facts, bool(small)))))


def drawing(graph: Graph, small: Mapping[str, Markup], caption: Markup, look: str = "network") -> Markup:
    """Bricks, wide and narrow, with the previews `small`; `look` is a name for the one network of several."""
    if not can_be_drawn(graph):
        words = f"{count(len(graph.layers), 'layer')} are too many for a drawing; the table lists them."
        return element("p", words, class_="soft")
    tall = {"brick_height": 130 if small else 82}
    # each preview is kept once, and shown in the wide and in the narrow drawing
    names = [f"{look}-preview{i}" for i in range(len(small))]
    kept = element(
        "svg",
        element("defs", [element("g", p, id=name) for name, p in zip(names, small.values())]),
        class_="kept",
        aria_hidden="true",
    )
    shown = {node: element("use", href=f"#{name}") for node, name in zip(small, names)}
    wide = element("div", network_drawing(graph, Sizes(**tall), shown), class_="wide-only")
    narrow = element("div", network_drawing(graph, Sizes(columns=2, **tall), shown), class_="narrow-only")
    return element("figure", caption, kept, wide, narrow, class_=f"panel {look}")


def _words(facts: Facts, previews: bool) -> str:
    if not previews:
        return "Each brick says what the layer does, what comes out of it, and how many numbers it has learnt."
    if facts.lies_in_a_plane:
        return "Inside each brick: its first numbers as pictures of the plane; each layer has a scale of its own."
    label = facts.class_name(int(facts.test.labels[0]))
    what = f"the first test picture ({label})" if facts.has_pictures else "the first test example"
    return f"Inside each brick: what it makes of {what}; each layer has a scale of its own."


def _previews(facts: Facts) -> dict[str, Markup]:
    """What each input and layer makes of an example; for points, of the whole plane."""
    graph = facts.graph
    if len(graph.slots) > MOST_PREVIEWS or len(graph.inputs) != 1:
        return {}
    if facts.lies_in_a_plane:
        return plane_previews(graph, Plane.around(facts.test.inputs))
    example = facts.test.inputs[:1]
    small = example_previews(activations(graph, facts.preprocessing.to_network(example)))
    if facts.has_pictures:
        small[next(iter(graph.inputs))] = photograph_preview(example[0])
    return small


def plane_previews(graph: Graph, window: Plane) -> dict[str, Markup]:
    """What each layer of a network with one input answers all over the plane."""
    made = activations(graph, window.grid(PLANE_GRID))
    views = {name: np.moveaxis(y.reshape(PLANE_GRID, PLANE_GRID, -1), 2, 0) for name, y in made.items()}
    return {name: preview(view) for name, view in views.items()}


def example_previews(made: Mapping[str, np.ndarray]) -> dict[str, Markup]:
    """What each layer made of the first example."""
    return {name: preview(np.moveaxis(y[0], -1, 0) if y.ndim == 4 else y[0]) for name, y in made.items()}


def photograph_preview(picture: np.ndarray) -> Markup:
    return picture_preview(photograph(picture), picture.shape, example_look(picture))


def layer_table(inspection: Inspection) -> Markup:
    """Every input and layer with what it puts out, its parameters and its operations."""
    inputs = [
        element(
            "tr", element("th", name), element("td", "Input"), element("td", input_in_words(s), title=str(s)), *_none()
        )
        for name, s in inspection.inputs.items()
    ]
    rows = [_row(node) for node in inspection.nodes[:MOST_ROWS]]
    left_out = len(inspection.nodes) - len(rows)
    if left_out:
        rows.append(element("tr", element("td", f"… and {count(left_out, 'more layer')}", colspan=5)))
    total = element(
        "tr",
        element("th", "All"),
        element("td"),
        element("td"),
        element("td", element("b", number(inspection.parameter_count))),
        element("td", element("b", number(inspection.flops))),
    )
    heads = ("Name", "Layer", "Puts out", "Parameters", "FLOPs")
    top = element("tr", [element("th", head) for head in heads])
    table = element(
        "table", element("thead", top), element("tbody", inputs, rows), element("tfoot", total), class_="layers"
    )
    words = "FLOPs: floating-point operations for one example, forward; a multiply-add counts as two."
    return element("figure", element("div", table, class_="scroll"), element("p", words, class_="soft"), class_="panel")


def _row(node: Node) -> Markup:
    layer = node.layer
    assert layer is not None
    options = " · ".join(options_in_words(layer))
    held = markup(element("span", f"{node.formula} = ", class_="soft"), number(node.parameter_count))
    if layer.shared is not None:
        held = element("span", f"shared with {layer.shared.name}", class_="soft")
    elif not node.parameter_count:
        held = element("span", "–", class_="soft")
    return element(
        "tr",
        element("th", node.name),
        element("td", layer_label(layer), element("span", f" {options}", class_="soft") if options else None),
        element("td", shape_in_words(node.shape), title=str(node.shape)),
        element("td", held),
        element("td", number(node.flops) if node.flops else element("span", "–", class_="soft")),
    )


def _none() -> list[Markup]:
    return [element("td", element("span", "–", class_="soft")) for _ in range(2)]
