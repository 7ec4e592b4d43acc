"""How well a generator of points in the plane has learnt where the real ones lie."""

from typing import Any

import numpy as np

from netsumiki.engine.errors import DataError, Problem
from netsumiki.judging import alarm
from netsumiki.judging.distances import squared

MOST = 2000
ORDINARY = 0.99
FEW = 0.2


def judge_points(generated: np.ndarray, real: np.ndarray, labels: np.ndarray | None = None) -> dict[str, Any]:
    """quality = share of generated points with a real one within r; coverage = share of real ones with a generated one

    r is what 99 of 100 real points have to their nearest other, so that real points judged against real ones have about
    0.99 of both. At most 2,000 are compared, and as many of the one as of the other. With the real points' `labels`,
    a class is seen when at least a fifth of its share of the generated points lies nearest to it.

    Shapes: generated (N, 2), real (M, 2), labels (M,)
    Raises: `DataError` when the points have different numbers of coordinates, or there are fewer than two of them.
    Source: after Naeem et al., "Reliable fidelity and diversity metrics for generative models", 2020
    """
    n = min(len(generated), len(real), MOST)
    if generated.ndim != 2 or generated.shape[1:] != real.shape[1:] or n < 2:
        message = f"points to judge must be at least two rows like the real ones {real.shape}, got {generated.shape}: "
        raise DataError(Problem("judge-points", message + "judge points with the data that their generator learnt"))
    a, b = generated[:n].astype(np.float64), real[:n].astype(np.float64)
    own = squared(b, b)
    np.fill_diagonal(own, np.inf)
    r = float(np.quantile(np.sqrt(own.min(axis=1)), ORDINARY))
    table = np.sqrt(squared(a, b))
    quality, coverage = float((table.min(axis=1) <= r).mean()), float((table.min(axis=0) <= r).mean())
    measured: dict[str, Any] = {"quality": quality, "coverage": coverage, "radius": r, "count": n}
    sounded = []
    if labels is not None:
        near = labels[:n][table.argmin(axis=1)][table.min(axis=1) <= r]
        known, counts = np.unique(labels[:n], return_counts=True)
        missing = [int(c) for c, have in zip(known, counts) if (near == c).sum() < FEW * have]
        measured["classes_seen"] = len(known) - len(missing)
        sounded += alarm.absent([str(c) for c in missing])
    return measured | {"alarm": sounded + alarm.points(quality, coverage)}
