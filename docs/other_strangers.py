"""Strangers that no signal was chosen by: small letters, outlines, scribbles, and noise of other kinds.

They show whether a signal notices more than what it was chosen by (see certainty.py).
"""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from netsumiki.data import hand, pen
from netsumiki.data.strangers import clouds, coloured

SIDE = pen.BOX
LETTERS = "adefhkmnrtuvwxy"
"""Those that nobody takes for a digit."""
PAPER = 200  # pixels along a side of what is drawn large


def other_strangers(known: np.ndarray, count: int, stream: np.random.Generator) -> dict[str, np.ndarray]:
    """`count` pictures of each kind, on the paper and with the ink of the pictures that are known (28 × 28)."""
    kinds = {"small letters": small_letters, "outlines": outlines, "scribbles": scribbles}
    found = {kind: coloured(draw(count, stream), known, stream) for kind, draw in kinds.items()}
    return found | {"other noise": other_noise(count, known, stream)}


def small_letters(count: int, stream: np.random.Generator) -> np.ndarray:
    """Printed, thin or bold, a little turned."""
    font = ImageFont.load_default(120)
    boxes = []
    for number in range(count):
        picture = Image.new("L", (PAPER, PAPER))
        place, bold = (PAPER // 2, PAPER // 2), int(stream.integers(0, 7))
        ImageDraw.Draw(picture).text(place, LETTERS[number % len(LETTERS)], 255, font, "mm", stroke_width=bold)
        boxes.append(boxed(picture.rotate(stream.uniform(-12, 12), Image.Resampling.BILINEAR)))
    return np.stack(boxes)


def outlines(count: int, stream: np.random.Generator) -> np.ndarray:
    """Triangles, squares, pentagons, stars of five and six points, and crosses."""
    boxes = []
    for number in range(count):
        corners, inner = [(3, 1), (4, 1), (5, 1), (10, 0.4), (12, 0.5), (8, 0)][number % 6]
        angle = np.linspace(0, 2 * np.pi, corners, endpoint=False) + stream.uniform(-0.2, 0.2)
        reach = np.where(np.arange(corners) % 2, inner, 1) * stream.uniform(60, 90)
        points = [(PAPER / 2 + r * np.sin(a), PAPER / 2 - r * np.cos(a)) for r, a in zip(reach, angle)]
        picture = Image.new("L", (PAPER, PAPER))
        ImageDraw.Draw(picture).line([*points, *points[:2]], 255, int(stream.integers(12, 24)), "curve")
        boxes.append(boxed(picture))
    return np.stack(boxes)


def scribbles(count: int, stream: np.random.Generator) -> np.ndarray:
    """A pen that wanders about."""
    ways = np.cumsum(stream.normal(0, 1, (count, 14, 2)), axis=1)
    points = pen.curve(" ".join(f"{7 * k},{37 * k % 100}" for k in range(14)), hand.POINTS) @ ways
    radius = stream.uniform(1, 2, count)
    pressed = np.repeat(radius[:, None], hand.POINTS, axis=1)
    return pen.ink(pen.fitted(points, radius), pressed, np.ones(count), SIDE).astype(np.float32)


def other_noise(count: int, known: np.ndarray, stream: np.random.Generator) -> np.ndarray:
    """Specks, blots and stripes, each a quarter, and grey noise up to the rim."""
    each = count // 4
    specks = stream.random((each, SIDE, SIDE)) < stream.uniform(0.05, 0.5, (each, 1, 1))
    blots = np.stack([clouds(SIDE, int(stream.integers(4, 9)), stream) > 0.5 for _ in range(each)])
    angle, fine, start = stream.uniform(0, [[np.pi], [2], [6]], (3, each))[..., None, None]
    down, across = np.mgrid[:SIDE, :SIDE]
    stripes = 0.5 + 0.5 * np.sin((across * np.cos(angle) + down * np.sin(angle)) * (0.5 + fine) + start)
    boxes = np.concatenate([specks, blots, stripes]).astype(np.float32)
    shape = (count - 3 * each, *known.shape[1:])
    grey = stream.normal(stream.uniform(20, 200, (shape[0], 1, 1, 1)), 50, shape).clip(0, 255)
    return np.concatenate([coloured(boxes, known, stream), grey.astype(np.uint8)])


def boxed(picture: Image.Image) -> np.ndarray:
    """float32 (20, 20) from 0 to 1: what is drawn, made as large as the box."""
    drawn = picture.crop(picture.getbbox())
    by = SIDE / max(drawn.size)
    drawn = drawn.resize((max(round(drawn.width * by), 1), max(round(drawn.height * by), 1)), Image.Resampling.BOX)
    box = Image.new("L", (SIDE, SIDE))
    box.paste(drawn, ((SIDE - drawn.width) // 2, (SIDE - drawn.height) // 2))
    return np.asarray(box, np.float32) / 255
