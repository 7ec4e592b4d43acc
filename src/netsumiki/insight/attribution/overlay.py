"""An explanation as a picture: what the network saw, and over it in two colours what its score rests on."""

import numpy as np

from netsumiki.insight.attribution.base import Attribution
from netsumiki.insight.panels import beside, coloured, grey, larger, legend, stacked, words

SIDE = 280
"""About how large a picture is drawn, in pixels."""
SHADE = 0.3
"""How much of the picture shows through faint colours."""


def overlay(picture: np.ndarray, found: Attribution, title: str) -> np.ndarray:
    """uint8 (H, W, 3) for one picture uint8 (h, w, c) and its map: both side by side, a legend, and both sentences."""
    scale = max(1, round(SIDE / max(picture.shape[:2])))
    seen = grey(picture)
    plane = found.plane
    limit = float(np.abs(plane).max(initial=0.0))
    shade = SHADE * seen.mean(axis=2) / 255 * (1 - np.abs(plane) / (limit or 1.0))  # strong colours stay pure
    over = (coloured(plane, limit) * (1 - shade[..., np.newaxis])).round().astype(np.uint8)
    pair = beside([larger(seen, scale), larger(over, scale)])
    bar = legend(_ends(found, limit), signed=found.signed)
    return _page(found, title, [pair, bar])


def wish(picture: np.ndarray, found: Attribution, title: str) -> np.ndarray:
    """uint8 (H, W, 3): a picture that was made for a class or a filter, with both sentences."""
    return _page(found, title, [larger(grey(picture), max(1, round(SIDE / max(picture.shape[:2]))))])


def _page(found: Attribution, title: str, panels: list[np.ndarray]) -> np.ndarray:
    width = max(2 * SIDE, *(p.shape[1] for p in panels))
    sentences = [f"It says: {found.method.says}", f"It does not say: {found.method.silent}"]
    return stacked([words(title, width), *panels, *(words(s, width) for s in sentences)], gap=6)


def _ends(found: Attribution, limit: float) -> tuple[str, str]:
    """What stands at both ends of the legend."""
    if found.signed:
        return f"lowers the score (-{limit:.3g})", f"raises it (+{limit:.3g})"
    return "nothing (0)", f"most ({limit:.3g})"
