"""How like the pictures that a network knows a picture is: by its scores, and by its grain.

The functions of arrays stand in exported programs as they stand here.
"""

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np

Rows = tuple[tuple[float, ...], ...]
DIGITS = 7
"""Of each number that is kept: float32 has no more."""
LEAST_SIDE = 3
"""Pixels that a change of changes needs."""
GRAIN = 0.5
"""How much the grain counts beside the scores."""
RIDGE = 1e-3
"""Of the mean variance, added to each, so that directions in which examples hardly differ do not decide alone."""


def likeness(scores, grains, score_axes, score_middles, grain_axes, grain_middles):
    """log Σ e^scores − |A scores − m_k| − |B grain − n_k| with k = argmax scores

    How much speaks for any of the classes, less how far scores and grain lie from what they usually are in the class
    that is chosen.

    Shapes: scores (N, K), grains (N, 4), A and m (K, K), B (4, 4), n (K, 4) -> (N,)
    """
    best = scores.argmax(axis=1)
    scores_apart = np.linalg.norm(scores @ score_axes.T - score_middles[best], axis=1)
    grains_apart = np.linalg.norm(grains @ grain_axes.T - grain_middles[best], axis=1)
    return energy(scores) - scores_apart - grains_apart


def energy(scores):
    """log Σ e^scores: how much speaks for any of the classes at all"""
    top = scores.max(axis=1)
    return top + np.log(np.exp(scores - top[:, None]).sum(axis=1))


def grain(x):
    """How much pixels differ from the next: the mean |change| down and across, and of these changes again

    Shapes: x (N, H, W, C) with H, W ≥ 3 -> (N, 4)
    """
    changes = [np.diff(x, times, axis) for times in (1, 2) for axis in (1, 2)]
    return np.stack([np.abs(change).mean(axis=(1, 2, 3)) for change in changes], axis=1)


@dataclass(frozen=True)
class Usual:
    """What is usual: with this `likeness` compares scores of K classes, and the grain of pictures.

    `score_axes` A (K, K) makes the spread of a class's scores around their middle the same in each direction, and
    `score_middles` m (K, K) are these middles, along the axes; `grain_axes` B (4, 4) and `grain_middles` n (K, 4) are
    so for the grain. They are as long as makes |A scores − m_k| vary as much as the energy, and |B grain − n_k| half as
    much: with more, scribbles in the grain of digits are noticed less.

    Source: Lee et al., A simple unified framework for detecting out-of-distribution samples, 2018, there of features
    """

    score_axes: Rows
    score_middles: Rows
    grain_axes: Rows
    grain_middles: Rows

    def __post_init__(self) -> None:
        classes = len(self.score_axes)
        shapes = [(classes, classes), (classes, classes), (4, 4), (classes, 4)]
        for (name, array), shape in zip(self.arrays.items(), shapes):
            if array.shape != shape or not np.isfinite(array).all():
                raise ValueError(f"{name} must hold {shape} finite numbers, got an array of shape {array.shape}")

    @property
    def classes(self) -> int:
        return len(self.score_axes)

    @cached_property
    def arrays(self) -> dict[str, np.ndarray]:
        """By name, in the order in which `likeness` takes them; float32."""
        return {name: np.array(getattr(self, name), np.float32) for name in NAMES}

    def likeness(self, scores: np.ndarray, grains: np.ndarray) -> np.ndarray:
        found: np.ndarray = likeness(scores, grains, *self.arrays.values())
        return found

    @classmethod
    def from_json(cls, value: Any) -> "Usual":
        """Raises `TypeError` or `ValueError` for what a file that was tampered with leads to."""
        if not isinstance(value, dict):
            raise ValueError(f"what is usual is an object, got {value!r}")
        return cls(**{name: tuple(tuple(map(float, row)) for row in rows) for name, rows in value.items()})

    @classmethod
    def of(cls, scores: np.ndarray, labels: np.ndarray, grains: np.ndarray) -> "Usual":
        """By examples of every class. Raises `numpy.linalg.LinAlgError` or `ValueError` where they do not differ."""
        best, spread = scores.argmax(axis=1), float(energy(scores).std())
        classes = scores.shape[1]
        of_scores = _axes_and_middles(scores, labels, best, classes, spread)
        of_grains = _axes_and_middles(grains, labels, best, classes, spread * GRAIN)
        return cls(*map(_rounded, of_scores + of_grains))


NAMES = tuple(part.name for part in fields(Usual))


def _axes_and_middles(
    v: np.ndarray, labels: np.ndarray, best: np.ndarray, classes: int, spread: float
) -> tuple[np.ndarray, np.ndarray]:
    """A with AᵀA ~ (covariance of v around the middle of its class)⁻¹ and A · middles, where |A v − middle| varies by
    `spread`, `best` being the class that is chosen."""
    v = v.astype(np.float64)
    middles = np.stack([v[labels == k].mean(axis=0) for k in range(classes)])
    deviations = v - middles[labels]
    covariance = deviations.T @ deviations / len(v)
    covariance += RIDGE * np.trace(covariance) / len(covariance) * np.eye(len(covariance))
    A = np.linalg.inv(np.linalg.cholesky(covariance))
    A *= spread / np.linalg.norm((v - middles[best]) @ A.T, axis=1).std()
    return A, middles @ A.T


def _rounded(array: np.ndarray) -> Rows:
    return tuple(tuple(float(f"{v:.{DIGITS}g}") for v in row) for row in array.tolist())
