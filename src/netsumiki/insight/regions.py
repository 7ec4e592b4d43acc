"""The plane as a network with two inputs sees it: which class it would say where."""

from dataclasses import dataclass

import numpy as np

from netsumiki.insight.markup import Markup, element
from netsumiki.insight.pictures import rgb

CLASSES = ("#f59322", "#0877bd", "#0e9f8e", "#b8487a", "#7a5bd0", "#8a7a1f", "#c8452f", "#3b8f3b", "#5d6b7c", "#9a5a2e")
MARKS = (
    "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0Z",
    "M-.9-.9H.9V.9H-.9Z",
    "M0-1.2L1.1.8H-1.1Z",
    "M0-1.25L1.25 0 0 1.25-1.25 0Z",
    "M0 1.2L1.1-.8H-1.1Z",
)
MOST_POINTS = 500


@dataclass(frozen=True)
class Plane:
    """A square window around the points: `side` wide, its lower left corner at (x, y)."""

    x: float
    y: float
    side: float

    @classmethod
    def around(cls, points: np.ndarray, margin: float = 0.08) -> "Plane":
        low, high = points.min(axis=0).astype(float), points.max(axis=0).astype(float)
        side = float((high - low).max()) * (1 + 2 * margin) or 1.0
        x, y = (low + high - side) / 2
        return cls(float(x), float(y), side)

    def grid(self, n: int) -> np.ndarray:
        """(n · n, 2) float32: the middles of n × n squares, row by row from the top left."""
        along = (np.arange(n) + 0.5) / n * self.side
        x, y = np.meshgrid(self.x + along, self.y + along[::-1])
        return np.stack([x.ravel(), y.ravel()], axis=1).astype(np.float32)

    def place(self, points: np.ndarray) -> np.ndarray:
        """Points in units of the side, from the top left."""
        share = (points - (self.x, self.y)) / self.side
        return np.stack([share[:, 0], 1 - share[:, 1]], axis=1)


def regions(chances: np.ndarray, n: int) -> np.ndarray:
    """(n, n, 4) pixels for the chances (n · n, classes) on a grid: the likeliest class, the fainter the less sure."""
    best = chances.argmax(axis=1)
    even = 1 / chances.shape[1]
    sure = np.clip((chances.max(axis=1) - even) / (1 - even), 0, 1)
    colours = np.array([rgb(c) for c in CLASSES])
    pixels = np.empty((n * n, 4), np.uint8)
    pixels[:, :3] = colours[best % len(CLASSES)]
    pixels[:, 3] = (8 + np.round(sure * 12) * 7).astype(np.uint8)
    return pixels.reshape(n, n, 4)


def marks(places: np.ndarray, labels: np.ndarray, guesses: np.ndarray) -> list[Markup]:
    """A mark for each point, of its class's colour and form; those taken for another class are ringed."""
    drawn = []
    order = np.argsort(labels != guesses, kind="stable")  # mistakes last, on top
    for row in order:
        x, y = 100 * places[row]
        label = int(labels[row])
        if label != guesses[row]:
            drawn.append(element("circle", cx=f"{x:.2f}", cy=f"{y:.2f}", r=2.1, class_="wrong"))
        place = f"translate({x:.2f} {y:.2f})"
        drawn.append(element("path", d=mark(label), fill=CLASSES[label % len(CLASSES)], transform=place))
    return drawn


def mark(label: int) -> str:
    """The form that stands for a class."""
    return MARKS[label % len(MARKS)]
