"""Draws pen strokes: points along smooth curves, and the ink of a round pen that visits them."""

import numpy as np

SIZE = 28
BOX = 20


def path(pose: str, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(control (K, 2), matrix (count, K), stroke (count,)): the pen's points are matrix @ control, of those strokes.

    Curves are Catmull-Rom splines (Catmull, Rom 1974) between corners, so points depend linearly on the controls.
    """
    control: list[tuple[float, float]] = []
    curves: list[tuple[list[int], int]] = []  # numbers of the control points, and which stroke
    for stroke, text in enumerate(pose.split("/")):
        words = text.split()
        first = len(control)
        control += [tuple(float(v) / 100 for v in w.rstrip("!").split(",")) for w in words]  # type: ignore[misc]
        corners = [i for i, w in enumerate(words) if w.endswith("!")]
        ends = [0, *corners, len(words) - 1]
        curves += [(list(range(first + a, first + b + 1)), stroke) for a, b in zip(ends, ends[1:]) if b > a]
    points = np.array(control)
    lengths = [float(np.hypot(*np.diff(points[c], axis=0).T).sum()) for c, _ in curves]
    counts = np.maximum(2, np.floor(np.array(lengths) / sum(lengths) * count)).astype(int)
    counts[np.argmax(counts)] += count - counts.sum()
    matrix, strokes = np.zeros((count, len(control))), np.zeros(count, int)
    row = 0
    for (numbers, stroke), n in zip(curves, counts):
        matrix[row : row + n, numbers] = _spline(points[numbers], n)
        strokes[row : row + n] = stroke
        row += n
    return points, matrix, strokes


def _spline(points: np.ndarray, count: int) -> np.ndarray:
    """(count, K) weights of K control points at `count` places spread evenly along the curve."""
    K = len(points)
    travelled = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    u = np.interp(np.linspace(0, travelled[-1], count), travelled, np.arange(K))
    i = np.minimum(u.astype(int), K - 2)
    t = u - i
    neighbours = (-t + 2 * t**2 - t**3, 2 - 5 * t**2 + 3 * t**3, t + 4 * t**2 - 3 * t**3, -(t**2) + t**3)
    weights = np.zeros((count, K + 2))  # with a phantom point beyond each end
    for k, w in enumerate(neighbours):
        np.add.at(weights, (np.arange(count), i + k), w / 2)
    inner = weights[:, 1:-1].copy()
    inner[:, 0] += 2 * weights[:, 0]  # the phantom mirrors the second point
    inner[:, 1] -= weights[:, 0]
    inner[:, -1] += 2 * weights[:, -1]
    inner[:, -2] -= weights[:, -1]
    return inner


def fitted(points: np.ndarray, radius: np.ndarray) -> np.ndarray:
    """The paths moved and scaled, in pixels, so that the longest side of their ink is 20 and begins at 0.

    Shapes: points (N, P, 2), radius (N,) in pixels -> (N, P, 2)
    """
    low, high = points.min(axis=1, keepdims=True), points.max(axis=1, keepdims=True)
    room = BOX - 2 * radius[:, None, None]
    return (points - low) * (room / (high - low).max(axis=2, keepdims=True)) + radius[:, None, None]


def ink(points: np.ndarray, radius: np.ndarray, softness: np.ndarray) -> np.ndarray:
    """How much of each of 20 × 20 pixels a round pen covers, 0 to 1.

    With d the distance of a pixel from the nearest point and r the pen's radius there, the edge is where d = r, and
    (r² - d²) / 2r is about r - d. The largest r² - d² over all points is one matrix product and one maximum.

    Shapes: points (N, P, 2) as x, y; radius (N, P); softness (N,) width of the edge in pixels -> (N, 20, 20)
    """
    N, P, _ = points.shape
    rows, columns = np.mgrid[0:BOX, 0:BOX].reshape(2, -1) + 0.5
    pixels = np.stack([columns, rows, np.ones_like(rows)]).astype(np.float32)  # (3, 400)
    factors = np.empty((N, P, 3), np.float32)
    np.multiply(points, 2, out=factors[..., :2], casting="unsafe")
    factors[..., 2] = radius**2 - (points**2).sum(axis=2)
    inside = (factors.reshape(N * P, 3) @ pixels).reshape(N, P, -1).max(axis=1)
    inside -= (pixels[:2] ** 2).sum(axis=0)
    inside *= (1 / (2 * radius.mean(axis=1) * softness))[:, None]
    inside += 0.5
    return np.clip(inside, 0, 1, out=inside).reshape(N, BOX, BOX)


def centred(boxes: np.ndarray) -> np.ndarray:
    """uint8 (N, 28, 28, 1): the boxes (N, 20, 20) placed so that their centre of mass is nearest to pixel 14."""
    N = len(boxes)
    images = np.zeros((N, SIZE, SIZE, 1), np.uint8)
    mass = boxes.sum(axis=(1, 2))
    place = np.arange(BOX)
    centres = [(boxes.sum(axis=2) @ place) / mass, (boxes.sum(axis=1) @ place) / mass]
    top, left = (np.clip(np.floor(SIZE / 2 - c + 0.5), 0, SIZE - BOX).astype(int) for c in centres)
    rows, columns = top[:, None] + place, left[:, None] + place
    images[np.arange(N)[:, None, None], rows[:, :, None], columns[:, None, :], 0] = boxes * 255 + 0.5
    return images
