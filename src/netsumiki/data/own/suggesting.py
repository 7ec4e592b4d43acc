"""How pictures would best be stored, guessed from what they look like; whoever imports them may choose otherwise."""

import numpy as np

from netsumiki.data.own.looking import Notes
from netsumiki.data.own.sources.source import UNLABELLED
from netsumiki.data.own.survey import LARGEST, SMALLEST, Plan

USUAL = (28, 32, 48, 64)
"""Sides that are suggested for pictures of many sizes: larger ones take long to learn."""
KEPT = 96
"""Pictures that all have one size keep it up to this side."""
PLAIN = 10.0
DIGIT = 28
MOST_INK = 0.4
INK = 48
MOSTLY = 0.9
OFF_CENTRE = 0.05
SAMPLE = 5_000


def suggested(notes: Notes, kind: str) -> Plan:
    """The shape that most pictures have or a usual one, in colour if some are; placed as their rims allow it."""
    rows = (
        np.unique(np.linspace(0, len(notes) - 1, SAMPLE).astype(int)) if len(notes) > SAMPLE else np.arange(len(notes))
    )
    small, sizes = notes.small[rows].astype(np.float32), notes.sizes[rows]
    channels = 3 if np.frombuffer(notes.colour, np.uint8).mean() > 0.01 else 1
    edge = np.concatenate([small[:, 0], small[:, -1], small[:, 1:-1, 0], small[:, 1:-1, -1]], axis=1)
    background = np.median(edge, axis=1)
    plain = float((np.abs(edge - background[:, None]).mean(axis=1) < PLAIN).mean()) > 0.6
    light = bool(np.median(background) > 127)
    height, width = side_of(sizes)
    if plain and channels == 1:
        ink = np.abs(small - background[:, None, None]) > INK
        # a table without labels mostly is the test of a competition, and its training pictures got this form
        named = max(map(len, notes.found)) == 1 or (kind == "pixels" and set(notes.found) == {UNLABELLED})
        characters = named and float(ink.mean()) < MOST_INK
        if characters:
            placed = not light and (height, width) == (DIGIT, DIGIT) and is_placed(small, sizes)
            return Plan((DIGIT, DIGIT, 1), "digit", keep=placed)
    shapes = np.log(sizes[:, 1] / sizes[:, 0])
    if float(np.median(np.abs(shapes - np.log(width / height)))) < 0.02 or plain:
        return Plan((height, width, channels), "fit", invert=plain and light and channels == 1)
    return Plan((height, width, channels), "crop")


def side_of(sizes: np.ndarray) -> tuple[int, int]:
    """(H, W): the size that nearly all have, unless it is too large to learn quickly; else a usual square."""
    found, counts = np.unique(sizes, axis=0, return_counts=True)
    height, width = map(int, found[counts.argmax()])
    if counts.max() >= MOSTLY * len(sizes) and min(height, width) >= SMALLEST and max(height, width) <= KEPT:
        return height, width
    longest = float(np.median(sizes.max(axis=1)))
    side = max((usual for usual in USUAL if usual <= longest), default=USUAL[0])
    return min(side, LARGEST), min(side, LARGEST)


def is_placed(small: np.ndarray, sizes: np.ndarray) -> bool:
    """Whether nearly all stand in a frame of 28 × 28 as MNIST's do: on black, their centre of mass in the middle."""
    if not (sizes == DIGIT).all():
        return False
    mass, place = np.maximum(small.sum(axis=(1, 2)), 1), (np.arange(small.shape[1]) + 0.5) / small.shape[1]
    centres = np.stack([small.sum(axis=2) @ place, small.sum(axis=1) @ place]) / mass
    return float((np.abs(centres - 0.5) < OFF_CENTRE).all(axis=0).mean()) > MOSTLY
