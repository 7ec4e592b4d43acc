"""How a picture of any size gets into a frame: fitted in whole, cropped to its middle, or stretched.

Every step is a few lines of arithmetic, so that the exported programs can do exactly the same. It is done in float64,
in which browsers calculate: rounding to bytes would show the smallest difference.
"""

from math import floor

import numpy as np

from netsumiki.engine.registry import Shape

PLACINGS = ("digit", "fit", "crop", "stretch")


def placed(picture: np.ndarray, shape: Shape, placing: str) -> np.ndarray:
    """uint8 `shape` of a picture float64 (height, width, C) with values from 0 to 255.

    fit shows all of it, the rest of the frame in the median colour of its rim; crop fills the frame with its middle;
    stretch fills the frame with all of it.
    """
    H, W, _ = shape
    height, width, _ = picture.shape
    if placing == "fit":
        scale = min(H / height, W / width)
        h, w = (max(1, floor(scale * side + 0.5)) for side in (height, width))
        top, left = (H - h) // 2, (W - w) // 2
        frame = np.empty(shape)
        frame[:] = np.median(rim(picture), axis=0)
        frame[top : top + h, left : left + w] = resized(picture, h, w)
    elif placing == "crop":
        scale = max(H / height, W / width)
        h, w = (min(side, max(1, floor(n / scale + 0.5))) for side, n in ((height, H), (width, W)))
        top, left = (height - h) // 2, (width - w) // 2
        frame = resized(picture[top : top + h, left : left + w], H, W)
    else:
        frame = resized(picture, H, W)
    return np.floor(frame + 0.5).astype(np.uint8)


def resized(picture: np.ndarray, height: int, width: int) -> np.ndarray:
    """(height, width, C) of a picture (h, w, C): first its rows, then its columns."""
    h, w, C = picture.shape
    if h != height:
        picture = (resampling(h, height) @ picture.reshape(h, w * C)).reshape(height, w, C)
    if w != width:
        picture = resampling(w, width) @ picture  # (width, w) @ (height, w, C) -> (height, width, C)
    return picture


def rim(picture: np.ndarray) -> np.ndarray:
    """The outermost pixels (pixels, …) of a picture (H, W, …)."""
    return np.concatenate([picture[0], picture[-1], picture[1:-1, 0], picture[1:-1, -1]])


def resampling(source: int, target: int) -> np.ndarray:
    """Matrix (target, source) that averages over the area of each new pixel, or interpolates when it enlarges."""
    scale = source / target
    if scale >= 1:
        edges = np.arange(target + 1) * scale
        pixels = np.arange(source)
        overlap = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
        return np.maximum(overlap, 0) / scale
    centres = np.clip((np.arange(target) + 0.5) * scale - 0.5, 0, source - 1)
    return np.maximum(0, 1 - np.abs(centres[:, None] - np.arange(source)))
