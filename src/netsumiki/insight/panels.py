"""Pictures for files: numbers in two colours over a zero, side by side with words and legends on one sheet.

All are uint8 (H, W, 3).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from netsumiki.insight.pictures import ACTIVATIONS, WEIGHTS, Colours, rgb

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont, ImageFont

__all__ = ["ACTIVATIONS", "WEIGHTS", "beside", "coloured", "grey", "larger", "legend", "stacked", "tiled", "words"]

ZERO, PAPER, INK = "#e8eaeb", "#ffffff", "#24292f"
LINE, LETTERS, GAP = 24, 14, 12
SPELT = str.maketrans({"×": "x", "−": "-", "–": "-", "…": "...", "\N{NO-BREAK SPACE}": " "})
"""What stands for signs that Pillow's own font lacks."""


def coloured(values: np.ndarray, limit: float, colours: Colours = WEIGHTS) -> np.ndarray:
    """Numbers (H, W): the negative colour at −limit, a light grey at 0, the positive colour at +limit.

    What is not a finite number is checked in black and white.
    """
    finite = np.isfinite(values)
    share = np.clip(np.where(finite, values, 0) / (limit or 1.0), -1, 1)[..., np.newaxis]
    ends = np.where(share < 0, rgb(colours[0]), rgb(colours[1])).astype(np.float64)
    pixels = rgb(ZERO) + (ends - rgb(ZERO)) * np.abs(share)
    checks = (np.indices(values.shape).sum(axis=0) % 2)[..., np.newaxis] * (rgb(PAPER) - 0.0)
    return np.where(finite[..., np.newaxis], pixels, checks).round().astype(np.uint8)


def grey(picture: np.ndarray) -> np.ndarray:
    """A picture uint8 (H, W, C): colours stay when there are three, other channels are averaged."""
    if picture.shape[2] == 3:
        return picture
    return np.repeat(picture.mean(axis=2, keepdims=True).round().astype(np.uint8), 3, axis=2)


def larger(pixels: np.ndarray, scale: int) -> np.ndarray:
    """Each pixel as a square."""
    return pixels.repeat(scale, axis=0).repeat(scale, axis=1)


# -- putting together -----------------------------------------------------------------------------------------------


def beside(panels: Sequence[np.ndarray], gap: int = GAP) -> np.ndarray:
    """One next to the other, from the top."""
    height, width = max(p.shape[0] for p in panels), sum(p.shape[1] + gap for p in panels) - gap
    sheet, left = _paper(height, width), 0
    for panel in panels:
        sheet[: panel.shape[0], left : left + panel.shape[1]] = panel
        left += panel.shape[1] + gap
    return sheet


def stacked(panels: Sequence[np.ndarray], gap: int = 0, margin: int = GAP) -> np.ndarray:
    """One below the other, from the left, on a sheet with a margin."""
    height, width = sum(p.shape[0] + gap for p in panels) - gap, max(p.shape[1] for p in panels)
    sheet, top = _paper(height + 2 * margin, width + 2 * margin), margin
    for panel in panels:
        sheet[top : top + panel.shape[0], margin : margin + panel.shape[1]] = panel
        top += panel.shape[0] + gap
    return sheet


def tiled(panels: Sequence[np.ndarray], width: int, gap: int = 4) -> np.ndarray:
    """Panels of one size in rows that are no wider than `width`, if one panel is not."""
    columns = max(1, (width + gap) // (panels[0].shape[1] + gap))
    rows = [beside(panels[start : start + columns], gap) for start in range(0, len(panels), columns)]
    return stacked(rows, gap, margin=0)


# -- words ----------------------------------------------------------------------------------------------------------


def words(text: str, width: int = 0) -> np.ndarray:
    """One line of words or more, as wide as `width` asks, or as they need when it is 0; Latin letters only."""
    from PIL import Image, ImageDraw  # here: `import netsumiki` must stay quick

    font, text = _font(), text.translate(SPELT).encode("latin-1", "replace").decode("latin-1")
    lines = _broken(text, width, font) if width else [text]
    width = width or int(max(font.getlength(line) for line in lines)) + 1
    image = Image.new("RGB", (width, LINE * len(lines)), PAPER)
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        pen.text((0, LINE * number + LINE // 2), line, INK, font, anchor="lm")
    return np.asarray(image)


def legend(ends: tuple[str, str], colours: Colours = WEIGHTS, signed: bool = True, length: int = 160) -> np.ndarray:
    """What the colours mean: a bar from one end to the other (from zero where there is no sign), a word at each."""
    scale = np.linspace(-1 if signed else 0, 1, length)[np.newaxis].repeat(LINE // 2, axis=0)
    bar = np.full((LINE, length, 3), rgb(PAPER), np.uint8)
    bar[LINE // 4 : LINE // 4 + LINE // 2] = coloured(scale, 1.0, colours)
    return beside([words(ends[0]), bar, words(ends[1])], gap=8)


def _broken(text: str, width: int, font: "FreeTypeFont | ImageFont") -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _font() -> "FreeTypeFont | ImageFont":
    from PIL import ImageFont

    return ImageFont.load_default(LETTERS)


def _paper(height: int, width: int) -> np.ndarray:
    return np.full((height, width, 3), rgb(PAPER), np.uint8)
