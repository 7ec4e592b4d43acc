"""What it learnt from pictures: the first filters, and what they make of one picture."""

import numpy as np

from netsumiki.insight.facts import Facts
from netsumiki.insight.filters import Filters, feature_maps, first_convolution, first_filters
from netsumiki.insight.markup import Markup, element, markup
from netsumiki.insight.pictures import ACTIVATIONS, WEIGHTS, heat, largest, shrunk
from netsumiki.insight.sections.plane import plane
from netsumiki.insight.sections.tiles import example_tile, heat_tile, scaled_caption, tile_grid
from netsumiki.insight.wording import number, times

MOST_MAPS = 32
LARGEST_MAP = 56  # pixels on a side
SIDE_BY_SIDE = 9  # up to so many filters leave room for the maps beside them


def learnt(facts: Facts) -> Markup | None:
    """Pictures of what is inside, of whatever kind suits the data."""
    title = element("h2", "What it learnt")
    if facts.lies_in_a_plane:
        return element("section", title, plane(facts), id="learnt")
    found = first_filters(facts.graph) if facts.has_pictures else None
    if found is None:
        return None
    beside = found.kind == "filter" and found.total <= SIDE_BY_SIDE
    columns = 7 if beside else 12
    figures = [_filters(found, columns), _maps(facts, columns) if found.kind == "filter" else None]
    return element("section", title, element("div", figures, class_="two" if beside else None), id="learnt")


def _filters(found: Filters, columns: int) -> Markup:
    weights = shrunk(found.weights.mean(axis=3), LARGEST_MAP)
    limit = largest(weights)
    words = [f"{found.kind} {i + 1} of {found.node}" for i in found.numbers]
    tiles = [heat_tile(heat(w, limit, WEIGHTS), told) for w, told in zip(weights, words)]
    title = markup(f"{'Filters' if found.kind == 'filter' else 'Units'} of ", element("code", found.node))
    head = scaled_caption(title, _filters_words(found), WEIGHTS, limit)
    return element("figure", head, tile_grid(tiles, columns), class_="panel", id="filters")


def _filters_words(found: Filters) -> str:
    height, width, channels = found.weights.shape[1:]
    what = f"{times((height, width))} weights{' each' if found.total > 1 else ''}"
    if found.total > len(found.weights):
        what = f"The {len(found.weights)} strongest of {number(found.total)} {found.kind}s, {what}"
    if channels > 1:
        what += f" (the mean over {channels} channels)"
    return f"{what}; blue wants {'ink' if channels == 1 else 'light'} there, orange wants none."


def _maps(facts: Facts, columns: int) -> Markup | None:
    """What the first convolution makes of the first test example."""
    name = first_convolution(facts.graph)
    if name is None or len(facts.graph.inputs) != 1:
        return None
    picture, label = facts.test.inputs[0], facts.class_name(int(facts.test.labels[0]))
    made = feature_maps(facts.graph, facts.preprocessing.to_network(picture[np.newaxis])[0])[name]
    maps = shrunk(made[:MOST_MAPS], LARGEST_MAP)
    limit = largest(maps)
    tiles = [example_tile(picture, f"test picture of {label}", LARGEST_MAP)]
    tiles += [heat_tile(heat(m, limit, ACTIVATIONS), f"map {i + 1} of {name}") for i, m in enumerate(maps)]
    shown = f"the first {len(maps)} of {len(made)} filters answer" if len(made) > len(maps) else "each filter answers"
    words = f"The first test picture ({label}), and what {shown} at each place of it."
    head = scaled_caption(markup("What ", element("code", name), " makes of a picture"), words, ACTIVATIONS, limit)
    return element("figure", head, tile_grid(tiles, columns), class_="panel", id="maps")
