"""A map of many examples: their features, seen from the side from which they differ most."""

from dataclasses import dataclass

import numpy as np

from netsumiki.engine.errors import DataError, Problem

MOST = 4000
"""Rows that the directions are found from; more hardly turn them."""


@dataclass(frozen=True)
class Projection:
    """p = (x − mean) · axesᵀ: where examples lie on the map.

    `mean` (F,), `axes` (2, F) at right angles and of length 1, `shares` (2,): how much of all differences each shows.
    """

    mean: np.ndarray
    axes: np.ndarray
    shares: tuple[float, float]

    def places(self, features: np.ndarray) -> np.ndarray:
        """float32 (N, 2)"""
        return ((features - self.mean) @ self.axes.T).astype(np.float32)


def principal(features: np.ndarray) -> Projection:
    """X − mean = U S Vᵀ; axes: the first two rows of Vᵀ; shares: S² / Σ S² (principal component analysis)

    The largest number of each axis is positive, so that the map does not turn over from one time to the next.

    Shapes: features (N, F) → places (N, 2)
    Raises: `DataError` when there are fewer than two rows, or numbers that are not finite.
    Source: Pearson, On lines and planes of closest fit to systems of points in space, 1901
    """
    if features.ndim != 2 or len(features) < 2 or not np.isfinite(features).all():
        message = f"a map needs at least two rows of finite numbers, got {features.shape}: give the features of more "
        raise DataError(Problem("map-features", message + "examples, or go back to weights that are finite"))
    rows = np.linspace(0, len(features) - 1, min(len(features), MOST)).astype(int)
    X = features[rows].astype(np.float64)
    mean = X.mean(axis=0)
    X -= mean
    if len(X) > X.shape[1]:
        X = np.linalg.qr(X, mode="r")  # (F, F) with the same S and V
    _, S, V = np.linalg.svd(X, full_matrices=False)
    axes, shares = np.zeros((2, X.shape[1])), np.zeros(2)
    count = min(2, len(V))
    total = float(np.square(S).sum())
    shares[:count] = np.square(S[:count]) / total if total > 0 else 0
    axes[:count] = V[:count]
    largest = axes[np.arange(2), np.abs(axes).argmax(axis=1)]
    axes *= np.where(largest < 0, -1, 1)[:, np.newaxis]
    return Projection(mean, axes, (float(shares[0]), float(shares[1])))
