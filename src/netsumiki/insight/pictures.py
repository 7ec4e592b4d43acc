"""Arrays as PNG pictures inside the page: ink for grey pictures, two colours over a zero for weights and activations.

Both are transparent where there is nothing, so that one picture fits a light and a dark page.
"""

import base64
import io
from typing import Any

import numpy as np

Colours = tuple[str, str]  # of negative and positive numbers; zero is transparent and shows the page's own colour

WEIGHTS: Colours = ("#f59322", "#0877bd")
ACTIVATIONS: Colours = ("#b8487a", "#0b8f80")


def png(pixels: np.ndarray) -> str:
    """A data URI for uint8 (H, W), (H, W, 2) grey and alpha, (H, W, 3) or (H, W, 4)."""
    from PIL import Image  # here: `import netsumiki` must stay quick

    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(file, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def is_grey(picture: np.ndarray) -> bool:
    """Whether a picture (H, W, C) has no colour, and so is drawn as ink."""
    return picture.shape[2] != 3


def ink(picture: np.ndarray) -> np.ndarray:
    """(H, W, 2): black, as opaque as the uint8 picture (H, W, C) is bright; its channels are averaged."""
    alpha = picture.mean(axis=2).round().astype(np.uint8)
    return np.stack([np.zeros_like(alpha), alpha], axis=2)


def photograph(picture: np.ndarray, most: int = 48) -> str:
    """The data URI of an example (H, W, C) uint8, no larger than `most` on a side."""
    small = shrunk(np.moveaxis(picture, 2, 0).astype(np.float32), most)
    picture = np.moveaxis(small, 0, 2).round().astype(np.uint8)
    return png(ink(picture) if is_grey(picture) else picture)


def mosaic(pictures: np.ndarray, columns: int, gap: int = 2, most: int = 48) -> str:
    """The data URI of many pictures (N, H, W, C) uint8 as one, row by row, with nothing between them."""
    n, height, width, channels = pictures.shape
    maps = np.moveaxis(pictures, 3, 1).reshape(-1, height, width)
    small = shrunk(maps.astype(np.float32), most).round().astype(np.uint8)
    small = np.moveaxis(small.reshape(n, channels, *small.shape[1:]), 1, 3)
    if is_grey(small[0]):
        small = np.stack([ink(picture) for picture in small])
    else:
        small = np.concatenate([small, np.full((*small.shape[:3], 1), 255, np.uint8)], axis=3)
    rows, (_, height, width, depth) = -(-n // columns), small.shape
    cells = np.zeros((rows * columns, height + gap, width + gap, depth), np.uint8)
    cells[:n, :height, :width] = small
    whole = cells.reshape(rows, columns, *cells.shape[1:]).swapaxes(1, 2)
    return png(whole.reshape(rows * (height + gap), columns * (width + gap), depth)[:-gap, :-gap])


def largest(values: np.ndarray) -> float:
    """The largest size among the finite numbers: the end of their scale."""
    return float(np.abs(values[np.isfinite(values)]).max(initial=0.0))


def heat(values: np.ndarray, limit: float, colours: Colours) -> np.ndarray:
    """(H, W, 4): from the negative colour at −limit over transparent at 0 to the positive colour at +limit."""
    share = np.clip(np.nan_to_num(values / limit if limit > 0 else values * 0.0), -1, 1)
    pixels = np.empty((*values.shape, 4), np.uint8)
    pixels[..., :3] = np.where((share < 0)[..., None], rgb(colours[0]), rgb(colours[1]))
    pixels[..., 3] = np.round(np.abs(share) * 51).astype(np.uint8) * 5  # 51 steps: the eye sees no more, files shrink
    return pixels


def strip(maps: np.ndarray, limit: float, colours: Colours, gap: int = 1) -> np.ndarray:
    """(H, k · (W + gap) − gap, 4): k maps (k, H, W) side by side."""
    k, height, width = maps.shape
    spread = np.zeros((height, k, width + gap), np.float32)
    spread[:, :, :width] = maps.transpose(1, 0, 2)
    return heat(spread.reshape(height, -1)[:, : k * (width + gap) - gap], limit, colours)


def shrunk(maps: np.ndarray, most: int) -> np.ndarray:
    """Maps (k, H, W) averaged over squares until no side is longer than `most`."""
    step = -(-max(maps.shape[1:]) // most)
    if step == 1:
        return maps
    height, width = (max(1, side // step) for side in maps.shape[1:])
    cut = maps[:, : height * step, : width * step]
    steps = (min(step, maps.shape[1]), min(step, maps.shape[2]))
    return cut.reshape(len(maps), height, steps[0], width, steps[1]).mean(axis=(2, 4))


def rgb(colour: str) -> Any:
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.uint8)
