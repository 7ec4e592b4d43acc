"""Sheets: many examples in one PNG, which remembers what was asked of which model, so that it can be asked again."""

import io
import json
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from netsumiki.data.picture import BROKEN, MAX_PIXELS
from netsumiki.engine.errors import DataError, NetsumikiError, Problem
from netsumiki.exporting.samples import MOST, Sample, read_samples, to_json

KEY = "netsumiki"
"""Of the PNG's text that says where the pictures come from."""
VERSION = 1
LARGEST = 20_000_000
"""Bytes of a picture that is read."""
LONGEST_TEXT, LONGEST_NAME = 400_000, 200
GAP = 96
"""Grey between the pictures."""
PAPER, REAL, GENERATED = (255, 255, 255), (74, 190, 116), (124, 58, 237)
"""Colours of a picture of points."""
MARGIN = 0.12
STRIP, TEXT_SIZE = 24, 14
"""Height of a line of words, and of its letters."""

Window = tuple[float, float, float, float]
"""Left, right, lower and upper end of what is shown of the plane."""


@dataclass(frozen=True)
class Sheet:
    """Where the pictures come from: a model, by its name and the SHA-256 of its file, and what it was asked for."""

    model: str
    sha256: str
    recipe: str
    samples: tuple[Sample, ...]
    columns: int

    def to_json(self) -> dict[str, Any]:
        model = {"name": self.model, "sha256": self.sha256}
        told: dict[str, Any] = {"version": VERSION, "model": model, "recipe": self.recipe, "columns": self.columns}
        return told | {"samples": to_json(self.samples)}


# -- drawing --------------------------------------------------------------------------------------------------------


def arrange(pictures: np.ndarray, columns: int, gap: int = 1, scale: int = 1) -> np.ndarray:
    """One picture of many, row by row; the last row is filled up with the grey of the gaps.

    Shapes: pictures uint8 (N, H, W, C) -> (rows · (s·H + gap) + gap, columns · (s·W + gap) + gap, C)
    """
    N, H, W, C = pictures.shape
    rows, high, wide = -(-N // columns), scale * H + gap, scale * W + gap
    large = pictures.repeat(scale, axis=1).repeat(scale, axis=2)
    cells = np.full((rows * columns, high, wide, C), GAP, np.uint8)
    cells[:N, : high - gap, : wide - gap] = large
    sheet = np.full((rows * high + gap, columns * wide + gap, C), GAP, np.uint8)
    sheet[gap:, gap:] = cells.reshape(rows, columns, high, wide, C).swapaxes(1, 2).reshape(rows * high, -1, C)
    return sheet


def window(points: np.ndarray) -> Window:
    """What to show of the plane so that these points lie in it, with a margin; a square."""
    low, high = points.min(axis=0), points.max(axis=0)
    centre, half = (low + high) / 2, float((high - low).max()) * (0.5 + MARGIN) or 1.0
    x, y = map(float, centre)
    return x - half, x + half, y - half, y + half


def scatter(
    points: np.ndarray, real: np.ndarray | None = None, size: int = 400, shown: Window | None = None
) -> np.ndarray:
    """uint8 (size, size, 3): generated points as purple discs, and behind them real ones as green rings.

    Points beyond the window `shown` (that of the real ones, unless it is given) are left out.
    """
    from PIL import Image, ImageDraw

    shown = shown or window(points if real is None else real)
    fine = Image.new("RGB", (2 * size, 2 * size), PAPER)  # drawn at twice the size, so that discs are round
    pen = ImageDraw.Draw(fine)
    for x, y in _pixels(real, shown, 2 * size):
        pen.ellipse((x - 5, y - 5, x + 5, y + 5), outline=REAL, width=2)
    for x, y in _pixels(points, shown, 2 * size):
        pen.ellipse((x - 4, y - 4, x + 4, y + 4), fill=GENERATED)
    return np.asarray(fine.reduce(2))


def _pixels(points: np.ndarray | None, shown: Window, size: int) -> list[list[float]]:
    if points is None:
        return []
    left, right, lower, upper = shown
    x = (points[:, 0] - left) / (right - left)
    y = (upper - points[:, 1]) / (upper - lower)
    inside = (x >= 0) & (x <= 1) & (y >= 0) & (y <= 1)  # false for NaN, too
    return (np.stack([x, y], axis=1)[inside] * (size - 1)).tolist()


def with_words(image: np.ndarray, words: str, above: bool = False) -> np.ndarray:
    """The picture (H, W, C) with a line of words below or above it; its sides become even numbers, as films want."""
    from PIL import Image, ImageDraw, ImageFont

    height, width, channels = image.shape
    dark = image[0, 0].mean() < 128  # the gap between pictures, or the paper under points
    paper, ink = (0, 220) if dark else (255, 40)
    whole = np.full((height + STRIP + height % 2, width + width % 2, channels), paper, np.uint8)
    top = STRIP if above else 0
    whole[top : top + height, :width] = image
    line = Image.new("L", (whole.shape[1], STRIP), paper)
    font = ImageFont.load_default(TEXT_SIZE)
    ImageDraw.Draw(line).text((8, STRIP // 2), words, ink, font, anchor="lm")
    start = 0 if above else height
    whole[start : start + STRIP] = np.asarray(line)[..., None]
    return whole


def pixels_of(image: np.ndarray) -> np.ndarray:
    """(H, W, C) as Pillow wants it: (H, W) where there is one channel."""
    return np.ascontiguousarray(image[..., 0] if image.shape[2] == 1 else image)


def png(image: np.ndarray, sheet: Sheet | None = None) -> bytes:
    """The file of a picture uint8 (H, W, C), with where it comes from."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    text = PngInfo()
    if sheet:
        text.add_text(KEY, json.dumps(sheet.to_json(), separators=(",", ":")))
        text.add_text("Software", "Netsumiki")
    file = io.BytesIO()
    Image.fromarray(pixels_of(image)).save(file, "PNG", compress_level=6, pnginfo=text)
    return file.getvalue()


# -- reading --------------------------------------------------------------------------------------------------------


def read_sheet(content: bytes) -> Sheet:
    """Where a PNG that somebody has says it comes from; nothing of the picture itself is decoded.

    Raises: `DataError` when it is no PNG, too large, has no such text, or one that cannot be meant.
    """
    from PIL import Image

    if len(content) > LARGEST:
        raise _refuse("sheet-large", f"the picture has more than {LARGEST // 10**6} MB: give a sheet as it was saved")
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as image:
            large, text = image.width * image.height > MAX_PIXELS, image.info.get(KEY)
    except (*BROKEN, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _refuse("sheet-unreadable", "this is no PNG that can be read: give a sheet as it was saved") from None
    if large:
        raise _refuse("sheet-large", f"the picture has more than {MAX_PIXELS // 10**6} million pixels: give a sheet")
    if not isinstance(text, str):
        message = "the picture does not say how it was made: give a PNG that Netsumiki saved, and no copy of its pixels"
        raise _refuse("sheet-foreign", message)
    try:
        return _sheet(json.loads(text) if len(text) <= LONGEST_TEXT else None)
    except (ValueError, RecursionError, KeyError, TypeError, NetsumikiError) as error:
        reason = f" ({error})" if isinstance(error, NetsumikiError) else ""
        message = f"what the picture says of how it was made cannot be read{reason}: save the sheet again"
        raise _refuse("sheet-broken", message) from None


def _sheet(told: Any) -> Sheet:
    model, recipe, columns = told["model"], told["recipe"], told["columns"]
    names = (model["name"], recipe)
    if told["version"] != VERSION or not re.fullmatch("[0-9a-f]{64}", model["sha256"]):
        raise ValueError
    if not all(isinstance(n, str) and len(n) <= LONGEST_NAME and n.isprintable() for n in names):
        raise ValueError
    if type(columns) is not int or not 1 <= columns <= MOST:
        raise ValueError
    return Sheet(model["name"], model["sha256"], recipe, tuple(read_samples(told["samples"])), columns)


def _refuse(code: str, message: str) -> DataError:
    return DataError(Problem(code, message))
