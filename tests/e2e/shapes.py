"""A colour data set that is made here: shapes in colours, one folder for each of ten classes, in a zip."""

import io
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import numpy as np
from PIL import Image, ImageDraw

SIDE = 40
COLOURS = {"red": (225, 60, 50), "blue": (45, 105, 225)}
SHAPES = "circle", "square", "triangle", "cross", "ring"
CLASSES = sorted(f"{colour} {shape}" for colour in COLOURS for shape in SHAPES)
"""In the order in which the studio lists them."""


def picture(name: str, stream: np.random.Generator) -> Image.Image:
    """One shape somewhere on a ground of some colour."""
    colour, shape = name.split()
    ground = tuple(stream.integers(150, 256, 3).tolist())
    made = Image.new("RGB", (SIDE, SIDE), ground)
    pen = ImageDraw.Draw(made)
    ink = tuple(int(np.clip(part + stream.integers(-25, 26), 0, 255)) for part in COLOURS[colour])
    half = int(stream.integers(9, 14))
    x, y = stream.integers(half + 2, SIDE - half - 2, 2).tolist()
    box = (x - half, y - half, x + half, y + half)
    match shape:
        case "circle":
            pen.ellipse(box, fill=ink)
        case "square":
            pen.rectangle(box, fill=ink)
        case "triangle":
            pen.polygon([(x, y - half), (x - half, y + half), (x + half, y + half)], fill=ink)
        case "cross":
            pen.line((x - half, y, x + half, y), fill=ink, width=6)
            pen.line((x, y - half, x, y + half), fill=ink, width=6)
        case _:
            pen.ellipse(box, outline=ink, width=5)
    return made


def png(made: Image.Image) -> bytes:
    held = io.BytesIO()
    made.save(held, "PNG")
    return held.getvalue()


@cache
def files(each: int) -> dict[str, bytes]:
    """`each` pictures of each class by their paths, and a file among them that is no picture."""
    stream = np.random.default_rng(0)
    made = {f"shapes/{name}/{n}.png": png(picture(name, stream)) for name in CLASSES for n in range(each)}
    return made | {"shapes/red ring/broken.png": b"\x89PNG\r\n\x1a\n and no more"}


def packed(folder: Path, each: int) -> Path:
    """`shapes.zip` in a folder."""
    return zipped(folder / "shapes.zip", files(each))


def zipped(path: Path, contents: dict[str, bytes]) -> Path:
    with ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path
