"""Where a classifier errs: how sure it was, what it took for what, and which mistakes were the worst."""

from dataclasses import dataclass

import numpy as np

from netsumiki.engine.ops.softmax import softmax


@dataclass(frozen=True)
class Mistake:
    """Example `row` is a `label`, was taken for a `guess`, with chance `sure`."""

    row: int
    label: int
    guess: int
    sure: float


def chances(outputs: np.ndarray, activation: str | None) -> np.ndarray:
    """Scores (N, classes) as shares that add up to 1; `activation`: what the loss applies to them, if anything."""
    scores: np.ndarray = np.nan_to_num(outputs.astype(np.float32))
    if activation == "softmax":
        return softmax(np, scores, out=scores)
    if activation == "sigmoid":
        scores = 1 / (1 + np.exp(-np.clip(scores, -60, 60)))
    scores = np.clip(scores, 0, None)
    total = scores.sum(axis=1, keepdims=True)
    return np.divide(scores, total, out=np.full_like(scores, 1 / scores.shape[1]), where=total > 0)


def worst_mistakes(outputs: np.ndarray, labels: np.ndarray, n: int) -> list[Mistake]:
    """The `n` mistakes made with the highest score (N, classes), worst first."""
    guesses = outputs.argmax(axis=1)
    wrong = np.flatnonzero(guesses != labels)
    sure = outputs[wrong, guesses[wrong]]
    worst = wrong[np.argsort(-sure, kind="stable")[:n]]
    return [Mistake(int(r), int(labels[r]), int(guesses[r]), float(outputs[r, guesses[r]])) for r in worst]


def commonest_confusions(confusion: np.ndarray, n: int) -> list[tuple[int, int, int]]:
    """(label, guess, how often) of the `n` most frequent mistakes in a confusion matrix."""
    errors = confusion - np.diag(np.diag(confusion))
    order = np.argsort(-errors, axis=None, kind="stable")[:n]
    rows, columns = np.unravel_index(order, errors.shape)
    found = zip(rows.tolist(), columns.tolist(), errors[rows, columns].tolist())
    return [(label, guess, often) for label, guess, often in found if often]
