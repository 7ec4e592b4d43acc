"""How far apart examples are: the nearest neighbour, all pairs of a few, and two clouds as a whole."""

from collections.abc import Callable

import numpy as np

NUMBERS_AT_ONCE = 4_000_000
"""Entries of the table of distances that is held at a time."""


def rows_of(pictures: np.ndarray) -> np.ndarray:
    """float32 (N, pixels) from 0 to 1 of pictures uint8 (N, H, W, C)."""
    return np.multiply(pictures.reshape(len(pictures), -1), np.float32(1 / 255))


def squared(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """d² = |a|² − 2 a·b + |b|²: a table (N, M) for a (N, F) and b (M, F)."""
    table = a @ b.T
    table *= -2
    table += np.einsum("nf,nf->n", a, a)[:, None]
    table += np.einsum("mf,mf->m", b, b)
    return np.maximum(table, 0, out=table)


def nearest(
    a: np.ndarray, b: np.ndarray, heard: Callable[[int], None] | None = None, prepared: Callable = np.asarray
) -> tuple[np.ndarray, np.ndarray]:
    """(distance, row) of the nearest of b (M, F) to each of a (N, F); `prepared` makes rows of a few of b.

    `heard` is told how many of b were looked at.
    """
    best, where = np.full(len(a), np.inf, a.dtype), np.zeros(len(a), np.intp)
    size = max(1, NUMBERS_AT_ONCE // max(1, len(a)))
    for start in range(0, len(b), size):
        table = squared(a, prepared(b[start : start + size]))
        rows = table.argmin(axis=1)
        found = table[np.arange(len(a)), rows]
        better = found < best
        best[better], where[better] = found[better], rows[better] + start
        if heard:
            heard(min(start + size, len(b)))
    return np.sqrt(best), where


def pairs(a: np.ndarray) -> np.ndarray:
    """The distances of all N (N − 1) / 2 pairs of rows of a (N, F)."""
    return np.sqrt(squared(a, a)[np.triu_indices(len(a), 1)])


def frechet(a: np.ndarray, b: np.ndarray) -> float:
    """d² = |μa − μb|² + tr(A + B − 2 (A½ B A½)½): how far two clouds (N, F) and (M, F) lie apart

    A and B are their covariances. Both roots are taken of symmetric matrices, by their eigenvalues.

    Source: Dowson & Landau, 1982; as a measure of generators Heusel et al., 2017
    """
    (mean_a, A), (mean_b, B) = _moments(a), _moments(b)
    values, vectors = np.linalg.eigh(A)
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    mixed = np.linalg.eigvalsh(root @ B @ root)
    traces = np.trace(A) + np.trace(B) - 2 * np.sqrt(np.maximum(mixed, 0)).sum()
    return float(max(0.0, np.square(mean_a - mean_b).sum() + traces))


def _moments(a: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    a = a.astype(np.float64)  # a difference of nearly equal traces needs the digits
    mean = a.mean(axis=0)
    a -= mean
    return mean, a.T @ a / max(1, len(a) - 1)
