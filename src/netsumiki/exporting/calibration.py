"""Chooses a classifier's certainty by examples that it has not learnt: its temperature, and when it does not know."""

from collections.abc import Callable
from math import exp, log, sqrt
from typing import Any

import numpy as np

from netsumiki.data.dataset import Split
from netsumiki.data.strangers import strangers
from netsumiki.engine.workspace import Streams
from netsumiki.exporting.certainty import SIGNALS, Certainty
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.writing import writes

LEAST, MOST = 20, 4_000
"""Examples: with fewer nothing is chosen, of more only so many are asked."""
KEPT = 0.99
"""Share of the examples that the network is to know."""
EACH = 48
"""Pictures of each kind of strangers on which the signal is chosen."""
HOTTEST = 8.0
PRIOR = 0.5
"""Standard deviation of log temperature before anything was seen, so that a handful of examples does not say much."""
BINS = 15


def calibrated(model: Model, known: Split, seed: int = 0) -> Certainty | None:
    """The certainty of a classifier by examples that it knows but has not learnt, and by strangers if it reads pictures

    Nothing for one that writes, whose scores are no logits, or for which there are fewer than 20 examples.
    """
    if model.squash is None or len(known) < LEAST or writes(model):
        return None
    streams = Streams(seed)
    rows = np.sort(streams["certainty"].permutation(len(known))[:MOST])
    inputs, labels = known.inputs[rows], known.labels[rows]
    scores = _scores(model, inputs)
    if not np.isfinite(scores).all():
        return None
    temperature = best_temperature(model.shares, scores, labels)
    measured: dict[str, Any] = {
        "examples": len(rows),
        "error_before": calibration_error(model.shares(scores.copy()), labels),
        "error_after": calibration_error(model.shares(scores / np.float32(temperature)), labels),
    }
    if inputs.dtype != np.uint8:
        return Certainty(temperature, measured=measured)
    drawn = strangers(inputs, EACH, streams["strangers"])
    foreign = {kind: _scores(model, pictures) for kind, pictures in drawn.items()}
    return _chosen(temperature, scores, foreign, measured)


def _scores(model: Model, inputs: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return model.scores(inputs)


def _chosen(
    temperature: float, scores: np.ndarray, foreign: dict[str, np.ndarray], measured: dict[str, Any]
) -> Certainty:
    """With the signal by which most of the strangers are noticed, where `KEPT` of the known are known."""
    found = []
    for signal in SIGNALS:
        plain = Certainty(temperature, signal)
        threshold = float(np.quantile(plain.signals(scores), 1 - KEPT))
        certainty = Certainty(temperature, signal, threshold)
        noticed = {kind: float(certainty.unknown(some).mean()) for kind, some in foreign.items()}
        kept = float(1 - certainty.unknown(scores).mean())
        told = measured | {"kept": kept, "noticed": noticed}
        found.append((sum(noticed.values()), Certainty(temperature, signal, threshold, told)))
    return max(found, key=lambda one: one[0])[1]


def best_temperature(shares: Callable[[np.ndarray], np.ndarray], scores: np.ndarray, labels: np.ndarray) -> float:
    """argmin over T of −Σ log shares(scores / T)[label] + ½ (log T / prior)²; by golden-section search in log T"""
    rows = np.arange(len(labels))

    def cost(log_temperature: float) -> float:
        p = shares(scores / np.float32(exp(log_temperature)))[rows, labels]
        surprise = -np.log(np.maximum(p, 1e-12)).sum(dtype=np.float64)
        return float(surprise) + 0.5 * (log_temperature / PRIOR) ** 2

    return exp(golden_section(cost, -log(HOTTEST), log(HOTTEST)))


def golden_section(f: Callable[[float], float], low: float, high: float, within: float = 1e-3) -> float:
    """Where f, which falls and then rises between low and high, is smallest.

    Source: Kiefer, Sequential minimax search for a maximum, 1953
    """
    ratio = (sqrt(5) - 1) / 2
    a, b = high - ratio * (high - low), low + ratio * (high - low)
    fa, fb = f(a), f(b)
    while high - low > within:
        if fa < fb:
            high, b, fb = b, a, fa
            a = high - ratio * (high - low)
            fa = f(a)
        else:
            low, a, fa = a, b, fb
            b = low + ratio * (high - low)
            fb = f(b)
    return (low + high) / 2


def calibration_error(p: np.ndarray, labels: np.ndarray) -> float:
    """Σ over bins of (share of the examples in it) · |mean probability of the best class − share that is right|

    Source: Guo et al., On calibration of modern neural networks, 2017
    """
    sure, right = p.max(axis=1).astype(np.float64), p.argmax(axis=1) == labels
    places = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = np.bincount(places, sure - right, BINS)  # of each bin: its size times the gap
    return float(np.abs(gaps).sum() / len(labels))
