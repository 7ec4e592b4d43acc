"""Draws pen strokes: points along smooth curves, and the ink of a round pen that visits them."""

from itertools import pairwise

import numpy as np

from netsumiki.data.picture import BOX, SIZE

PIECE = 8
"""Images inked at a time: a table of pixels × points must stay in the second-level cache."""


# -- paths ------------------------------------------------------------------------------------------------------------


def controls(pose: str) -> np.ndarray:
    """Control points (K, 2) of a pose written as in `digit_forms`, in heights of the digit."""
    return np.array([[float(v) / 100 for v in w.rstrip("!").split(",")] for w in pose.replace("/", " ").split()])


def strokes(pose: str) -> np.ndarray:
    """Number of the stroke that each control point belongs to, (K,)."""
    return np.repeat(np.arange(pose.count("/") + 1), [len(s.split()) for s in pose.split("/")])


def curve(pose: str, count: int) -> np.ndarray:
    """Matrix (count, K): times the control points it gives the pen's points, spread evenly over all strokes.

    Curves are uniform cubic B-splines that begin and end at corners, therefore linear in the control points.
    Source: de Boor, "A practical guide to splines" (1978).
    """
    words, points, stroke = pose.replace("/", " ").split(), controls(pose), strokes(pose)
    borders = [i for i, w in enumerate(words) if w.endswith("!")]
    borders += [i for i in range(len(words)) if i == 0 or stroke[i] != stroke[i - 1]]
    borders += [i for i in range(len(words)) if i + 1 == len(words) or stroke[i] != stroke[i + 1]]
    borders.sort()
    curves = [slice(a, b + 1) for a, b in pairwise(borders) if b > a and stroke[a] == stroke[b]]
    lengths = np.array([np.hypot(*np.diff(points[c], axis=0).T).sum() for c in curves])
    counts = np.maximum(2, np.floor(lengths / lengths.sum() * count)).astype(int)
    counts[counts.argmax()] += count - counts.sum()
    matrix = np.zeros((count, len(words)))
    for rows, part in zip(np.split(np.arange(count), np.cumsum(counts)[:-1]), curves):
        matrix[rows, part] = _spline(points[part], len(rows))
    return matrix


def _spline(points: np.ndarray, count: int) -> np.ndarray:
    """Weights (count, K) of K control points at `count` places spread evenly along the curve."""
    K = len(points)
    travelled = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    u = np.interp(np.linspace(0, travelled[-1], count), travelled, np.arange(K))
    i = np.minimum(u.astype(int), K - 2)
    t = u - i
    neighbours = ((1 - t) ** 3, 4 - 6 * t**2 + 3 * t**3, 1 + 3 * t + 3 * t**2 - 3 * t**3, t**3)
    weights = np.zeros((count, K + 2))  # with a phantom point beyond each end …
    for k, weight in enumerate(neighbours):
        weights[np.arange(count), i + k] = weight / 6
    weights[:, 1] += 2 * weights[:, 0]  # … that mirrors the second point at the first
    weights[:, 2] -= weights[:, 0]
    weights[:, -2] += 2 * weights[:, -1]
    weights[:, -3] -= weights[:, -1]
    return weights[:, 1:-1]


# -- ink --------------------------------------------------------------------------------------------------------------


def fitted(points: np.ndarray, radius: np.ndarray) -> np.ndarray:
    """The paths moved and scaled, in pixels, so that the longest side of their ink is 20 and its middle at 10.

    Shapes: points (N, P, 2), radius (N,) in pixels -> (N, P, 2)
    """
    low, high = points.min(axis=1, keepdims=True), points.max(axis=1, keepdims=True)
    room = BOX - 2 * radius[:, None, None]
    return (points - (low + high) / 2) * (room / (high - low).max(axis=2, keepdims=True)) + BOX / 2


def ink(points: np.ndarray, radius: np.ndarray, edge: np.ndarray, side: int = BOX) -> np.ndarray:
    """How much of each of side × side pixels a round pen covers, 0 to 1; the darkest pixel is 1.

    With d the distance of a pixel from the nearest point and r the pen's radius there, the edge is where d = r, and
    (r² - d²) / 2r is about r - d. The largest r² - d² over all points is one matrix product and one maximum.

    Shapes: points (N, P, 2) as x, y; radius (N, P); edge (N,), its width in pixels -> (N, side, side)
    """
    N, P, _ = points.shape
    rows, columns = np.mgrid[0:side, 0:side].reshape(2, -1) + 0.5
    pixels = np.stack([columns, rows, np.ones_like(rows)]).astype(np.float32)  # (3, side²)
    factors = np.empty((N, P, 3), np.float32)
    factors[..., :2] = 2 * points
    factors[..., 2] = radius**2 - (points**2).sum(axis=2)
    inside = np.empty((N, side * side), np.float32)
    for start in range(0, N, PIECE):
        table = factors[start : start + PIECE].reshape(-1, 3) @ pixels  # 2 q·p + r² - q², (PIECE × P, side²)
        table.reshape(-1, P, side * side).max(axis=1, out=inside[start : start + PIECE])
    inside -= (pixels[:2] ** 2).sum(axis=0)
    inside *= (1 / (2 * radius.mean(axis=1) * edge)).astype(np.float32)[:, None]
    inside += np.float32(0.5)
    np.clip(inside, 0, 1, out=inside)
    inside /= inside.max(axis=1, keepdims=True)
    return inside.reshape(N, side, side)


def centred(boxes: np.ndarray) -> np.ndarray:
    """uint8 (N, 28, 28, 1): boxes of ink (N, 20, 20), placed as in MNIST."""
    return (placed(boxes, SIZE, SIZE)[..., None] * 255 + 0.5).astype(np.uint8)


def placed(boxes: np.ndarray, height: int, width: int) -> np.ndarray:
    """float32 (N, height, width): the boxes (N, side, side) so that their centre of mass is nearest to the middle."""
    N, side, _ = boxes.shape
    images = np.zeros((N, height, width), np.float32)
    mass, place = boxes.sum(axis=(1, 2)), np.arange(side)
    centres = (height, boxes.sum(axis=2) @ place / mass), (width, boxes.sum(axis=1) @ place / mass)
    top, left = (np.clip(np.floor(n / 2 - c + 0.5), 0, n - side).astype(int) for n, c in centres)
    rows, columns = top[:, None] + place, left[:, None] + place
    images[np.arange(N)[:, None, None], rows[:, :, None], columns[:, None, :]] = boxes
    return images
