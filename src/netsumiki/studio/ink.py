"""The ink of drawn strokes as a picture, fine enough that the network's 28 × 28 come out smooth."""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from PIL import Image, ImageDraw

from netsumiki.engine.errors import DataError, Problem

Strokes = Sequence[Sequence[Sequence[float]]]

FINE = 240
"""Pixels along the longer side of the ink: twelve for each of the twenty that are left of it."""
RIM = 4
NEAR = 0.2  # of the pen's radius: points closer together than that leave the same ink


def drawn(strokes: Strokes, brush: float, whole: bool = False) -> np.ndarray:
    """uint8 (H, W): what a round pen, `brush` of the pad wide, leaves on the pad; white on black, with a black rim.

    Only the inked part is drawn, enlarged, or the `whole` pad with the ink where it stands. What lies beyond the pad's
    edges (0 and 1) is cut off, as on the screen.
    Raises: `DataError` when there is no ink.
    """
    radius = brush / 2
    lines = [_thinned(np.asarray(stroke, float), NEAR * radius) for stroke in strokes if len(stroke)]
    if not lines:
        raise _empty()
    points = np.concatenate(lines)
    low, high = np.clip([points.min(axis=0) - radius, points.max(axis=0) + radius], 0, 1)
    if not (high > low).all():
        raise _empty()
    if whole:
        low, high = np.zeros(2), np.ones(2)
    scale = FINE / (high - low).max()
    width, height = np.maximum(np.rint((high - low) * scale).astype(int), 1)
    picture = Image.new("L", (int(width), int(height)))
    pen, r = ImageDraw.Draw(picture), radius * scale
    for line in lines:
        places = ((line - low) * scale - 0.5).tolist()  # Pillow's whole numbers are the middles of pixels
        pen.line(list(chain.from_iterable(places)), fill=255, width=max(round(2 * r), 1))
        for x, y in places:
            pen.ellipse((x - r, y - r, x + r, y + r), fill=255)
    return np.asarray(picture) if whole else np.pad(np.asarray(picture), RIM)


def _thinned(points: np.ndarray, apart: float) -> np.ndarray:
    """Without points so near to the last one kept that they add nothing; the first and the last stay."""
    kept, last = [0], points[0]
    for number, point in enumerate(points[1:-1].tolist(), 1):
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= apart:
            kept.append(number)
            last = point
    return points[kept if len(points) == 1 else [*kept, len(points) - 1]]


def _empty() -> DataError:
    return DataError(Problem("drawing-empty", "there is nothing on the pad: draw something first"))
