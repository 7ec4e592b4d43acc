"""One sheet of what a network has learnt: the filters it begins with, and what every layer makes of a picture."""

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.insight.filters import feature_maps, first_filters
from netsumiki.insight.panels import ACTIVATIONS, WEIGHTS, beside, coloured, larger, legend, stacked, tiled, words
from netsumiki.insight.pictures import Colours, largest, shrunk
from netsumiki.insight.wording import count, layer_label, number, times

WIDTH, TILE = 900, 56
MOST = 64
"""Filters, or maps of a layer, that are drawn."""


def filters_panel(graph: Graph) -> np.ndarray | None:
    """The filters of the first convolution, or the units of a first dense layer on pictures; None without either.

    Of a filter with several channels their mean is drawn.
    """
    found = first_filters(graph, MOST)
    if found is None:
        return None
    size = times(found.weights.shape[1:3])
    shown = f"the {len(found.weights)} strongest of " if len(found.weights) < found.total else ""
    title = f"{found.node}: {shown}{count(found.total, found.kind)} of {size}"
    return _panel(title, found.weights.mean(axis=3), WEIGHTS)


def features_panel(graph: Graph, picture: np.ndarray) -> np.ndarray | None:
    """The maps of every layer that makes maps of a picture (H, W, C) as the network reads it; None without any."""
    made = feature_maps(graph, picture)
    if not made:
        return None
    panels = []
    for name, maps in made.items():
        title = f"{name}: {layer_label(graph.layers[name])}, {count(len(maps), 'map')} of {times(maps.shape[1:])}"
        title += f", the first {MOST} of them" if len(maps) > MOST else ""
        panels.append(_panel(title, maps[:MOST], ACTIVATIONS))
    return stacked(panels, gap=10, margin=0)


def _panel(title: str, planes: np.ndarray, colours: Colours) -> np.ndarray:
    """A title with a legend, and below it every plane on one scale."""
    broken = int(planes.size - np.isfinite(planes).sum())
    if broken:
        title += f" ({count(broken, 'number')} not finite, checked)"
    limit = largest(planes)
    signed = bool(np.nanmin(planes, initial=0.0) < 0)
    ends = (f"-{number(limit)}" if signed else "0", f"+{number(limit)}")
    small = shrunk(planes.astype(np.float32), TILE)
    scale = max(1, TILE // max(small.shape[1:]))
    tiles = [larger(coloured(plane, limit, colours), scale) for plane in small]
    head = beside([words(title), legend(ends, colours, signed, 100)], gap=24)
    return stacked([head, tiled(tiles, WIDTH)], gap=4, margin=0)
