"""Small pictures with a name: heat maps on the colour of zero, and examples as they are."""

import numpy as np

from netsumiki.insight.markup import Markup, element
from netsumiki.insight.pictures import WEIGHTS, Colours, is_grey, photograph, png
from netsumiki.insight.wording import number


def heat_tile(pixels: np.ndarray, words: str) -> Markup:
    """A heat map, made by `pictures.heat`."""
    picture = element("img", src=png(pixels), alt=words, title=words, class_="heat")
    return element("span", picture, class_="tile", style=f"aspect-ratio:{pixels.shape[1]}/{pixels.shape[0]}")


def example_tile(picture: np.ndarray, words: str, most: int = 48) -> Markup:
    """An example (H, W, C), no larger than `most` pixels on a side."""
    made = element("img", src=photograph(picture, most), alt=words, title=words, class_=example_look(picture))
    return element("span", made, class_="tile example")


def example_look(picture: np.ndarray) -> str:
    """Grey pictures are ink, which turns white on a dark page; others stay as they are."""
    return "ink" if is_grey(picture) else "photo"


def tile_grid(tiles: list[Markup], most: int) -> Markup:
    """Rows of equal length, of at most so many tiles."""
    columns = -(-len(tiles) // -(-len(tiles) // most))
    return element("div", tiles, class_="tiles", style=f"--columns:{max(columns, 4)}")


def scaled_caption(title: Markup, words: str, colours: Colours, limit: float) -> Markup:
    """Title, explanation, and the scale of the colours from −limit to +limit."""
    kind, unit = ("weights", "weight") if colours is WEIGHTS else ("answers", "answer")
    low, high = f"−{number(limit)}", f"+{number(limit)}"
    label = f"Colours: {unit} from {low} over 0 to {high}"
    scale = element("span", low, element("i", class_=kind), high, class_="scale", role="img", aria_label=label)
    return element("figcaption", element("h3", title), scale, element("p", words))
