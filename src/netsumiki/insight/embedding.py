"""A map of examples on which those lie together that are near one another: t-SNE, exact."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from netsumiki.engine.errors import DataError, Problem

FEWEST, MOST = 5, 1_000
EXAGGERATED = 250
"""Steps at the beginning in which P is multiplied, so that clusters form while there is room to pass one another."""
EXAGGERATION = 12.0
HALVINGS = 40
NARROW = 1e-4
"""How far the places are spread at the beginning: so little that nobody stands in another's way."""
CHANCE = 0.01
"""The part of that which is drawn where places are given: those that lie on a line must be able to leave it."""

Watch = Callable[[int, int, np.ndarray], None]


@dataclass(frozen=True)
class Embedding:
    """`places` float32 (N, 2); `divergence`: how much of the neighbourhoods the map cannot show, 0 for none."""

    places: np.ndarray
    divergence: float
    perplexity: float


def tsne(
    features: np.ndarray,
    perplexity: float = 30.0,
    steps: int = 750,
    seed: int = 0,
    start: np.ndarray | None = None,
    progress: Watch | None = None,
) -> Embedding:
    """y ← y − lr · gain · dKL(P‖Q)/dy + momentum · Δy: places whose nearness Q is like that of the features, P

    Which examples lie together says something; how far apart clusters lie, and how wide they are, hardly anything.
    `perplexity`: how many neighbours of each count, about; at most a third of the examples. It begins with the places
    of `start`, drawn together, else by chance; the same `seed` and `start`, the same map. `progress(done, total,
    places)` hears how far it is, and where everything lies by then; what it raises ends the work.

    Shapes: features (N, F), 5 ≤ N ≤ 1,000; start (N, 2) → places (N, 2)
    Raises: `DataError` when there are too few or too many rows, or numbers that are not finite.
    Source: van der Maaten & Hinton, Visualizing data using t-SNE, 2008; gains: Jacobs, Increased rates of convergence
    through learning rate adaptation, 1988; start: Kobak & Berens, The art of using t-SNE for single-cell
    transcriptomics, 2019
    """
    _check(features)
    count = len(features)
    perplexity = max(1.0, min(perplexity, (count - 1) / 3))
    P = affinities(features, perplexity).astype(np.float32)
    places = Places(_beginning(count, seed, start))
    moved, gains = np.zeros_like(places.y), np.ones_like(places.y)
    lr, exaggerated = max(count / EXAGGERATION / 4, 50.0), P * np.float32(EXAGGERATION)
    for step in range(steps):
        if progress:
            progress(step, steps, places.y)
        early = step < EXAGGERATED
        slope = places.slope(exaggerated if early else P)
        against = np.sign(slope) != np.sign(moved)
        gains = np.maximum(np.where(against, gains + np.float32(0.2), gains * np.float32(0.8)), np.float32(0.01))
        moved = (0.5 if early else 0.8) * moved - lr * gains * slope
        places.y = places.y + moved  # a new array: those that were told stay as they are
        places.y -= places.y.mean(axis=0)
    if progress:
        progress(steps, steps, places.y)
    return Embedding(places.y, places.divergence(P), perplexity)


def _beginning(count: int, seed: int, start: np.ndarray | None) -> np.ndarray:
    drawn = np.random.default_rng(seed).normal(0, 1, (count, 2))
    if start is not None:
        drawn = CHANCE * drawn + start / (start.std() or 1.0)
    return (NARROW * drawn).astype(np.float32)


def affinities(features: np.ndarray, perplexity: float) -> np.ndarray:
    """P = (p_j|i + p_i|j) / 2N

    Shapes: features (N, F) → float64 (N, N), which sums to 1
    """
    p = neighbourhoods(features, perplexity)
    return (p + p.T) / (2 * len(p))


def neighbourhoods(features: np.ndarray, perplexity: float) -> np.ndarray:
    """p_j|i ∝ exp(−βᵢ |xᵢ − xⱼ|²), where each βᵢ gives row i the wanted perplexity

    The perplexity of a row is exp(−Σ p log p): the number of neighbours, if they all counted alike.

    Shapes: features (N, F) → float64 (N, N), of which each row sums to 1
    """
    x = features.astype(np.float64)
    x = x - x.mean(axis=0)
    squares = np.square(x).sum(axis=1)
    D = np.maximum(squares[:, np.newaxis] + squares - 2 * x @ x.T, 0)
    np.fill_diagonal(D, np.inf)  # nobody is his own neighbour
    D -= D.min(axis=1, keepdims=True)  # p stays the same, and the nearest one counts whatever β is
    np.fill_diagonal(D, 0)
    scale = D.sum(axis=1, keepdims=True) / (len(D) - 1)
    D /= np.where(scale > 0, scale, 1)
    p, wanted = np.empty_like(D), np.log(perplexity)
    low, high = np.full((len(D), 1), -20.0), np.full((len(D), 1), 50.0)  # of log β
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        wide = _shares(D, np.exp(middle), p) > wanted
        low, high = np.where(wide, middle, low), np.where(wide, high, middle)
    _shares(D, np.exp((low + high) / 2), p)
    return p


def _shares(D: np.ndarray, beta: np.ndarray, p: np.ndarray) -> np.ndarray:
    """−Σ p log p = log Σ exp(−β D) + β Σ p D of each row (N, 1); its p_j|i are written into `p`"""
    np.exp(np.multiply(D, -beta, out=p), out=p)
    np.fill_diagonal(p, 0)
    total = p.sum(axis=1, keepdims=True)
    p /= total
    return np.log(total) + beta * np.einsum("ij,ij->i", p, D)[:, np.newaxis]


class Places:
    """Places y (N, 2) on a map, and how they would have to move."""

    def __init__(self, y: np.ndarray):
        self.y = y
        count, ones = len(y), np.ones((len(y), 1), y.dtype)
        self._ones = ones
        self._near, self._pull = np.empty((count, count), y.dtype), np.empty((count, count), y.dtype)

    def slope(self, P: np.ndarray) -> np.ndarray:
        """dKL/dyᵢ = 4 Σⱼ (P − Q) (yᵢ − yⱼ) / (1 + |yᵢ − yⱼ|²)

        Shapes: P (N, N) → (N, 2)
        """
        near, pull = self._nearness(), self._pull
        np.multiply(near, -1 / near.sum(), out=pull)
        pull += P
        pull *= near
        moved = pull @ np.concatenate([self.y, self._ones], axis=1)  # (N, 3): Σⱼ of what stands before yⱼ, and alone
        return 4 * (moved[:, 2:] * self.y - moved[:, :2])

    def divergence(self, P: np.ndarray) -> float:
        """KL = Σ P log(P / Q)"""
        near = self._nearness()
        told = (P > 0) & (near > 0)
        return float((P[told] * np.log(P[told] / (near[told] / near.sum()))).sum(dtype=np.float64))

    def _nearness(self) -> np.ndarray:
        """1 / (1 + |yᵢ − yⱼ|²), 0 for i = j; Q is its share of the sum"""
        y, ones, near = self.y, self._ones, self._near
        squares = np.square(y).sum(axis=1, keepdims=True)
        np.matmul(np.hstack([y, squares, ones]), np.hstack([-2 * y, ones, squares + 1]).T, out=near)
        np.maximum(near, 1, out=near)  # what rounding took away
        np.reciprocal(near, out=near)
        np.fill_diagonal(near, 0)
        return near


def _check(features: np.ndarray) -> None:
    if features.ndim != 2 or not FEWEST <= len(features) <= MOST or not np.isfinite(features).all():
        message = f"a map of neighbours needs {FEWEST} to {MOST:,} rows of finite numbers, got {features.shape}: "
        message += "ask for another number of examples, or go back to weights that are finite"
        raise DataError(Problem("map-features", message, facts={"fewest": FEWEST, "most": MOST}))
