"""A small colour data set that the tests make: shapes in colours, ten folders, each shape in its colour."""

import io
import zipfile

import numpy as np
from PIL import Image

COLOURS = {
    "red": (220, 40, 40),
    "green": (40, 170, 60),
    "blue": (40, 80, 220),
    "yellow": (230, 200, 30),
    "violet": (150, 60, 200),
}
SHAPES = ("circle", "square")
CLASSES = tuple(sorted(f"{colour} {shape}" for colour in COLOURS for shape in SHAPES))


def shape_picture(name, stream, side=32):
    """uint8 (side, side, 3): the shape of that class somewhere on a light, slightly noisy ground."""
    colour, shape = name.split()
    radius = side * stream.uniform(0.2, 0.3)
    middle = stream.uniform(radius, side - radius, 2)
    y, x = np.mgrid[0:side, 0:side] + 0.5 - middle[:, None, None]
    inside = np.hypot(y, x) < radius if shape == "circle" else np.maximum(abs(y), abs(x)) < radius * 0.85
    picture = np.full((side, side, 3), 240.0)
    picture[inside] = COLOURS[colour]
    return (picture + stream.normal(0, 5, picture.shape)).clip(0, 255).astype(np.uint8)


def encoded(pixels, format="PNG", **options):
    """The bytes of a picture file."""
    file = io.BytesIO()
    if isinstance(pixels, np.ndarray):
        pixels = Image.fromarray(pixels[..., 0] if pixels.shape[2:] == (1,) else pixels)
    pixels.save(file, format, **options)
    return file.getvalue()


def shape_files(each=6, side=32, seed=0):
    """{"red circle/3.png": bytes}: so many pictures of each of the ten classes."""
    stream = np.random.default_rng(seed)
    return {f"{name}/{n}.png": encoded(shape_picture(name, stream, side)) for name in CLASSES for n in range(each)}


def laid_out(folder, files):
    """Write files {name: bytes} below a folder; the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def zipped(path, files, compression=zipfile.ZIP_DEFLATED):
    """Write files {name: bytes} as a zip archive; its path."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path
