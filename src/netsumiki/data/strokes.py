"""Strokes: digits drawn by a simulated pen, for machines without network. Seeded, made once, kept in the data folder."""

import numpy as np

from netsumiki.data import pen
from netsumiki.data.digit_forms import DIGITS

POINTS = 72
PIECE = 250


def drawn(digits: np.ndarray, stream: np.random.Generator) -> np.ndarray:
    """uint8 (N, 28, 28, 1): one picture for each of these digits."""
    images = np.empty((len(digits), 28, 28, 1), np.uint8)
    for digit, forms in enumerate(DIGITS):
        rows = np.flatnonzero(digits == digit)
        weights = np.array([f.weight for f in forms])
        chosen = stream.choice(len(forms), len(rows), p=weights / weights.sum())
        for number, form in enumerate(forms):
            those = rows[chosen == number]
            for start in range(0, len(those), PIECE):
                piece = those[start : start + PIECE]
                images[piece] = _pictures(form.poses, len(piece), stream)
    return images


def _pictures(poses, n, stream):
    controls, (_, matrix, strokes) = [pen.path(p, POINTS)[0] for p in poses], pen.path(poses[0], POINTS)
    mix = stream.dirichlet(np.full(len(poses), 0.8), n)
    mix += 0.25 * (mix - 1 / len(poses))
    points = np.tensordot(mix, np.stack(controls), axes=1)
    points += stream.normal(0, 0.028, points.shape)
    points = matrix @ points
    points = _hand(points, stream)
    radius = np.clip(np.exp(stream.normal(np.log(1.45), 0.3, n)), 0.7, 2.7)
    softness = stream.uniform(0.9, 1.5, n)
    points = pen.fitted(points, radius)
    pressure = 1 + stream.normal(0, 0.08, (n, 1)) * np.linspace(-1, 1, POINTS) + stream.normal(0,.06,(n,1))*np.cos(np.linspace(0,2*np.pi,POINTS))
    return pen.centred(pen.ink(points, radius[:, None] * pressure, softness))


def _hand(points, stream):
    n = len(points)
    x, y = points[..., 0] - 0.5, points[..., 1] - 0.5
    def normal(std, mean=0.0):
        return stream.normal(mean, std, (n, 1))
    y = y + normal(0.10) * (0.25 - y**2) 
    x = x + normal(0.10) * (0.25 - y**2)
    x = x * (1 + normal(0.15) * y)
    x = x * np.exp(normal(0.17))
    angle = normal(0.10)
    x, y = x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle)
    x = x - normal(0.22, 0.15) * y
    t = np.linspace(0, 1, points.shape[1])
    for k in (2, 3, 5):
        x = x + normal(0.02 / k) * np.sin(2*np.pi * (k * t + stream.random((n, 1))))
        y = y + normal(0.02 / k) * np.sin(2*np.pi * (k * t + stream.random((n, 1))))
    return np.stack([x, y], axis=2)
