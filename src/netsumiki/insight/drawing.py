"""The network as a drawing: a brick for each input and layer, with what it does, what comes out and what it holds."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.nodes import Inspection, Node
from netsumiki.insight.layout import Sizes, lay_out
from netsumiki.insight.markup import Markup, element
from netsumiki.insight.pictures import ACTIVATIONS, heat, largest, png, shrunk, strip
from netsumiki.insight.wording import (
    input_in_words,
    layer_label,
    options_in_words,
    parameters_in_words,
    shape_in_words,
)

MOST_BRICKS = 160
PREVIEW = (130.0, 40.0)
INSIDE = 10.0  # from the brick's edge to its content
KINDS = {
    "Core": "core",
    "Convolution": "conv",
    "Pooling": "conv",
    "Activation": "act",
    "Shape": "shape",
    "Merge": "shape",
}
BARS_UP_TO = 16
NARROW, WIDE = frozenset(" .,:;!|·\u00a0'()[]fijlrtI1"), frozenset("mwMW@%&—…")


def network_drawing(graph: Graph, sizes: Sizes, previews: Mapping[str, Markup]) -> Markup:
    """An SVG; `previews` are small drawings (see `preview`), placed in the bricks that they are for."""
    inspection = graph.inspection
    reads: dict[str, tuple[str, ...]] = dict.fromkeys(graph.inputs, ())
    reads |= {node.name: node.inputs for node in inspection.nodes}
    layout = lay_out(reads, sizes)
    nodes = {node.name: node for node in inspection.nodes}
    bricks = []
    for name, (x, y) in layout.bricks.items():
        bricks.append(_brick(x, y, sizes, _words(name, graph, nodes.get(name)), previews.get(name)))
    wires = [element("path", d=path) for path, _ in layout.wires]
    heads = [_head(*end) for _, end in layout.wires]
    return element(
        "svg",
        element("g", wires, heads, class_="wires"),
        bricks,
        viewBox=f"-1 -1 {layout.width + 2:g} {layout.height + 3:g}",
        width=f"{layout.width + 2:g}",
        role="img",
        aria_label=describe(inspection),
        class_="network",
    )


def _head(x: float, y: float) -> Markup:
    return element("path", d=f"M{x - 6:g} {y - 3.5:g}L{x - 1:g} {y:g}L{x - 6:g} {y + 3.5:g}")


def describe(inspection: Inspection) -> str:
    """Network: image (28 × 28, grey), then conv (Conv 2D, 5 maps of 22 × 22), …"""
    told = [f"{name} ({input_in_words(shape)})" for name, shape in inspection.inputs.items()]
    told += [f"{n.name} ({layer_label(n.layer)}, {shape_in_words(n.shape)})" for n in inspection.nodes[:20] if n.layer]
    more = len(inspection.nodes) - 20
    return "Network: " + ", then ".join(told) + (f", and {more} more layers" if more > 0 else "")


def preview(values: np.ndarray) -> Markup:
    """What a layer put out, small: maps (k, H, W), or numbers (n,) as bars or as one pixel each."""
    values = np.nan_to_num(values, posinf=0.0, neginf=0.0)
    limit = largest(values) or 1.0
    if values.ndim == 3:
        return _map_previews(values, limit)
    if values.size <= BARS_UP_TO:
        return _bars(values.ravel(), limit)
    width, height = PREVIEW
    columns = max(1, min(values.size, round((values.size * width / height) ** 0.5)))
    rows = -(-values.size // columns)
    raster = np.zeros(rows * columns, np.float32)
    raster[: values.size] = values.ravel()
    raster = shrunk(raster.reshape(1, rows, columns), 65)[0]
    return element("g", _picture(png(heat(raster, limit, ACTIVATIONS)), 0, 0, width, height), class_="preview")


def picture_preview(uri: str, shape: tuple[int, ...], look: str) -> Markup:
    """A picture (H, W, C) as large as fits."""
    height = PREVIEW[1]
    width = min(PREVIEW[0], height * shape[1] / shape[0])
    return element("g", _picture(uri, 0, 0, width, width * shape[0] / shape[1], look), class_="preview")


def _map_previews(maps: np.ndarray, limit: float, gap: float = 3.0) -> Markup:
    maps = shrunk(maps[:6], 32)
    _, rows, columns = maps.shape
    height = min(PREVIEW[1], PREVIEW[0] * rows / columns)
    width = height * columns / rows
    shown = max(1, min(len(maps), int((PREVIEW[0] + gap) // (width + gap))))
    lefts = [i * (width + gap) for i in range(shown)]
    zeros = [element("rect", x=f"{x:g}", width=f"{width:g}", height=f"{height:g}") for x in lefts]
    one_gap = max(1, round(gap * columns / width))  # in pixels of the maps
    pixels = strip(maps[:shown], limit, ACTIVATIONS, one_gap)
    drawn = width / columns * pixels.shape[1]
    fit = (shown * (width + gap) - gap) / drawn  # the gap in whole pixels differs a little from that on the page
    return element("g", zeros, _picture(png(pixels), 0, 0, drawn * fit, height), class_="preview")


def _bars(values: np.ndarray, limit: float) -> Markup:
    width, height = PREVIEW
    step = width / len(values)
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    scale = height / ((high - low) or limit)
    zero = high * scale
    bars = []
    for i, value in enumerate(values.tolist()):
        tall = max(abs(value) * scale, 0.75)
        y = zero - tall if value >= 0 else zero
        look = "best" if value == high > 0 else "up" if value >= 0 else "down"
        place = {"x": f"{i * step:.1f}", "y": f"{y:.1f}", "width": f"{step - 2:.1f}", "height": f"{tall:.1f}"}
        bars.append(element("rect", class_=look, **place))
    return element("g", bars, class_="preview bars")


def _picture(uri: str, x: float, y: float, width: float, height: float, look: str = "heat") -> Markup:
    place = {"x": f"{x:g}", "y": f"{y:g}", "width": f"{width:g}", "height": f"{height:g}"}
    return element("image", href=uri, preserveAspectRatio="none", class_=look, **place)


@dataclass(frozen=True)
class _Words:
    """What is written on a brick."""

    kind: str
    title: str
    name: str
    options: list[str]
    shape: str
    held: str


def _words(name: str, graph: Graph, node: Node | None) -> _Words:
    if node is None or node.layer is None:
        return _Words("io", "Input", name, [], input_in_words(graph.inputs[name]), "")
    kind = KINDS.get(getattr(node.layer, "group", ""), "calm")
    shape, held = shape_in_words(node.shape), parameters_in_words(node)
    return _Words(kind, layer_label(node.layer), name, options_in_words(node.layer), shape, held)


def _brick(x: float, y: float, sizes: Sizes, words: _Words, preview: Markup | None) -> Markup:
    width, height = sizes.brick_width, sizes.brick_height
    room = width - 2 * INSIDE
    lower = height - 38
    title = fitted(words.title, room - 6, 13)
    beside = room - 12 - length(title, 13) - 8
    named = words.name.lower() != words.title.lower() and length(words.name, 11) <= beside
    told = [t for t in (words.title, words.name, *words.options, words.shape, words.held) if t]
    options = list(words.options)
    while len(options) > 1 and length(" · ".join(options), 11.5) > room:
        options.pop()
    return element(
        "g",
        element("title", " · ".join(told)),
        element("rect", width=width, height=height, rx=10, class_="brick"),
        element("rect", x=f"{INSIDE:g}", y=10, width=6, height=14, rx=2, class_=words.kind),
        element("text", title, x=f"{INSIDE + 12:g}", y=21.5, class_="title"),
        element("text", words.name, x=f"{width - INSIDE:g}", y=21.5, class_="name") if named else None,
        element("text", fitted(" · ".join(options), room, 11.5), x=f"{INSIDE:g}", y=37) if options else None,
        element("g", preview, transform=f"translate({INSIDE:g} 45)") if preview is not None else None,
        element("path", d=f"M0 {lower}H{width}", class_="rule"),
        element("text", fitted(words.shape, room, 11.5), x=f"{INSIDE:g}", y=lower + 16, class_="shape"),
        element("text", fitted(words.held, room, 11.5), x=f"{INSIDE:g}", y=lower + 30.5) if words.held else None,
        transform=f"translate({x:g} {y:g})",
    )


def length(text: str, size: float) -> float:
    """About how many pixels a text takes."""
    return size * sum(_width(letter) for letter in text)


def _width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in NARROW:
        return 0.3
    return 0.85 if letter in WIDE else 0.66 if letter.isupper() else 0.57


def fitted(text: str, room: float, size: float) -> str:
    """As much of the text as surely fits into so many pixels."""
    if length(text, size) <= room:
        return text
    while text and length(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip(" ·") + "…"


def can_be_drawn(graph: Graph) -> bool:
    """Whether a drawing would still be readable."""
    return len(graph.slots) <= MOST_BRICKS
