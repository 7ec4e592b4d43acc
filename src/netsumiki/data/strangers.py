"""Pictures that are none of the classes a network has learnt: letters, clothes and noise, all drawn here.

They show whether a network that knows digits notices that a picture shows no digit.
"""

import numpy as np

from netsumiki.data import hand, pen
from netsumiki.data.digit_forms import Form, form

FINEST = 40  # pixels along a side: larger pictures are drawn so large and then enlarged
SEEN = 50  # pictures from which paper and ink are taken
BOX = pen.BOX / pen.SIZE  # of the picture's side, as in MNIST

LETTERS: tuple[Form, ...] = (
    form(1, "10,100 50,0! 90,100/28,62 72,62", "0,96 42,4! 80,100/20,70 66,66"),  # A
    form(1, "92,18 66,0 28,8 6,50 26,92 64,100 94,84", "84,12 58,2 22,14 8,52 28,92 58,98 86,84"),  # C
    form(1, "88,0 16,0! 16,100! 90,100/16,48 74,48", "80,4 22,2! 14,98! 84,94/20,52 66,50"),  # E
    form(1, "90,0 18,0! 18,100/18,46 74,46", "84,6 24,0! 12,100/20,50 66,46"),  # F
    form(1, "14,0 14,100/86,0 86,100/14,50 86,50", "20,4 10,98/80,0 76,100/16,54 78,46"),  # H
    form(1, "16,0 16,100/84,0 16,56! 88,100", "20,2 14,98/78,6 18,60! 92,94"),  # K
    form(1, "20,0 20,100! 88,100", "28,4 16,94! 80,98"),  # L
    form(1, "4,100 14,0! 50,70! 86,0! 96,100", "8,96 20,6! 48,60! 78,4! 90,98"),  # M
    form(1, "14,100 14,0! 86,100! 86,0", "18,94 22,6! 78,96! 84,4"),  # N
    form(1, "18,100 18,0! 60,0 86,14 86,40 60,54 18,54", "14,98 24,4! 60,2 80,14 78,36 60,50 22,52"),  # P
    form(1, "18,100 18,0! 60,0 86,14 84,38 60,50 18,50!/50,50 88,100",
         "14,96 22,2! 64,2 80,14 78,34 60,46 22,48!/44,48 82,96"),
    form(1, "6,0 94,0/50,0 50,100", "12,8 88,0/52,4 44,100"),  # T
    form(1, "14,0 14,64 30,96 70,96 86,64 86,0", "20,4 12,60 34,94 64,92 80,62 82,2"),  # U
    form(1, "8,0 50,100! 92,0", "14,6 44,96! 84,2"),  # V
    form(1, "0,0 24,100! 50,34! 76,100! 100,0", "6,4 26,94! 48,40! 70,96! 94,2"),  # W
    form(1, "10,0 90,100/90,0 10,100", "18,6 80,96/84,2 12,92"),  # X
    form(1, "8,0 50,50!/92,0 50,50! 50,100", "14,4 48,54!/84,4 48,54! 40,100"),  # Y
)  # fmt: skip
"""Those that nobody takes for a digit: no B, I, O, S or Z."""

CLOTHES = (
    "25,5 40,0 50,7 60,0 75,5 100,35 84,48 74,34 74,100 26,100 26,34 16,48 0,35",  # a shirt
    "25,0 75,0 86,100 60,100 50,32 40,100 14,100",  # trousers
    "38,0 62,0 58,30 90,100 10,100 42,30",  # a dress
    "10,35 30,35 36,8 64,8 70,35 90,35 100,95 0,95",  # a bag
    "30,0 66,0 64,55 100,76 100,100 30,100 26,60",  # a boot
    "0,50 24,38 46,62 82,68 100,85 100,100 0,100",  # a shoe
    "30,0 44,4 56,4 70,0 95,25 100,90 80,90 76,45 74,100 26,100 24,45 20,90 0,90 5,25",  # a coat
    "30,15 50,5 70,15 76,62 100,70 90,85 10,85 0,70 24,62",  # a hat
)


def strangers(known: np.ndarray, count: int, stream: np.random.Generator) -> dict[str, np.ndarray]:
    """`count` pictures of each kind, in the size, on the paper and with the ink of pictures that are known.

    Shapes: known uint8 (N, H, W, C) -> {"letters", "clothes", "noise"}: uint8 (count, H, W, C)
    """
    side = min(box_of(known), FINEST)
    kinds = {"letters": letters, "clothes": clothes, "noise": noise}
    return {kind: coloured(draw(count, side, stream), known, stream) for kind, draw in kinds.items()}


def box_of(known: np.ndarray) -> int:
    """The side of the square in such pictures in which something stands."""
    return max(round(BOX * min(known.shape[1:3])), 4)


# -- what is drawn: how much ink, float32 (N, side, side), 0 to 1 ------------------------------------------------------


def letters(count: int, side: int, stream: np.random.Generator) -> np.ndarray:
    """Capitals as a hand writes them, as many of each."""
    each = -(-count // len(LETTERS))
    all_of_them = np.concatenate([hand.written(one, each, stream, side) for one in LETTERS])
    return all_of_them[stream.permutation(len(all_of_them))[:count]]


def clothes(count: int, side: int, stream: np.random.Generator) -> np.ndarray:
    """Outlines of clothes, filled with cloth: plain, striped or coarse."""
    pictures = np.empty((count, side, side), np.float32)
    for number in range(count):
        outline = np.array([p.split(",") for p in CLOTHES[number % len(CLOTHES)].split()], float) / 100
        outline = (outline - 0.5) * stream.uniform(0.75, 1, 2) + 0.5 + stream.normal(0, 0.02, outline.shape)
        pictures[number] = filled(outline, side) * cloth(side, stream)
    return pictures


def noise(count: int, side: int, stream: np.random.Generator) -> np.ndarray:
    """Half of it a new number for each pixel, half of it clouds."""
    fine = stream.random((count - count // 2, side, side), np.float32)
    coarse = [clouds(side, int(stream.integers(3, 8)), stream) for _ in range(count // 2)]
    return np.concatenate([fine, *(one[None] for one in coarse)])


def filled(outline: np.ndarray, side: int) -> np.ndarray:
    """How much of each of side × side pixels lies inside the outline (K, 2) of points from 0 to 1, float32.

    A point is inside if a line from it to the left crosses the outline an odd number of times.
    """
    middles = (np.arange(2 * side) + 0.5) / (2 * side)  # two by two points in each pixel
    x, y = middles[None, :, None], middles[:, None, None]
    (x1, y1), (x2, y2) = outline.T, np.roll(outline, -1, axis=0).T
    with np.errstate(divide="ignore", invalid="ignore"):  # a level edge is crossed by nothing
        crossed = ((y1 > y) != (y2 > y)) & (x1 + (y - y1) * (x2 - x1) / (y2 - y1) < x)
    inside = crossed.sum(axis=2) % 2
    return inside.reshape(side, 2, side, 2).mean(axis=(1, 3)).astype(np.float32)


def cloth(side: int, stream: np.random.Generator) -> np.ndarray:
    """(side, side): how dark the cloth is."""
    kind, dark = stream.integers(3), np.float32(stream.uniform(0.5, 1))
    if kind == 0:
        return np.full((side, side), dark, np.float32)
    if kind == 1:
        stripes = np.float32(0.75) + np.float32(0.25) * np.sin(np.arange(side) * stream.uniform(0.8, 2.5))
        return np.broadcast_to(dark * stripes, (side, side))
    return dark * (np.float32(0.6) + np.float32(0.4) * clouds(side, side // 2, stream))


def clouds(side: int, grid: int, stream: np.random.Generator) -> np.ndarray:
    """(side, side) from 0 to 1: as many random numbers as the grid has, and smoothly between them."""
    places = np.linspace(0, grid - 1, side)
    between = np.maximum(0, 1 - np.abs(places[:, None] - np.arange(grid)))
    return (between @ stream.random((grid, grid)) @ between.T).astype(np.float32)


# -- how it becomes a picture -----------------------------------------------------------------------------------------


def coloured(boxes: np.ndarray, known: np.ndarray, stream: np.random.Generator) -> np.ndarray:
    """uint8 (N, H, W, C): the boxes of ink, enlarged if need be, with their centre of mass in the picture's middle."""
    count, (height, width, channels) = len(boxes), known.shape[1:]
    side = box_of(known)
    if side > boxes.shape[1]:
        nearest = np.arange(side) * boxes.shape[1] // side
        boxes = boxes[:, nearest][:, :, nearest]
    chosen = stream.integers(0, len(known), max(count, SEEN))
    some = known[chosen].reshape(len(chosen), height * width, channels).astype(np.float32)
    paper = np.median(some.reshape(-1, channels), axis=0)
    strongest = np.abs(some - paper).sum(axis=2).argmax(axis=1)
    ink = some[np.arange(len(some)), strongest][:count]
    level = pen.placed(boxes, height, width)[..., None]
    return np.rint(paper + level * (ink - paper)[:, None, None]).clip(0, 255).astype(np.uint8)
