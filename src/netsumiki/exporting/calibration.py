"""Chooses a classifier's certainty by examples that it has not learnt: its temperature, and when it does not know."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import exp, log, sqrt
from typing import Any

import numpy as np

from netsumiki.data.dataset import Split
from netsumiki.data.strangers import strangers
from netsumiki.engine.workspace import Streams
from netsumiki.exporting.certainty import Certainty
from netsumiki.exporting.likeness import LEAST_SIDE, Usual
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.writing import writes

LEAST, MOST = 20, 4_000
"""Examples: with fewer nothing is chosen, of more only so many are asked."""
KEPT = 0.99
"""Share of the examples that the network is to know."""
EACH = 48
"""Pictures of each kind of strangers on which the signal is chosen."""
EACH_CLASS, MOST_CLASSES = 10, 50
"""Examples of each class from which likeness is measured, and classes for which the numbers do not become too many."""
HOTTEST = 8.0
PRIOR = 0.5
"""Standard deviation of log temperature before anything was seen, so that a handful of examples does not say much."""
BINS = 15


@dataclass(frozen=True)
class Asked:
    """What a model says to examples: their scores, what they are where that is known, and the grain of pictures."""

    scores: np.ndarray
    labels: np.ndarray
    grains: np.ndarray | None = None

    @classmethod
    def of(cls, model: Model, inputs: np.ndarray, labels: Any = ()) -> "Asked":
        with np.errstate(all="ignore"):
            scores = model.scores(inputs)
        side = min(inputs.shape[1:3]) if inputs.ndim == 4 else 0
        return cls(scores, np.asarray(labels), model.grains(inputs) if side >= LEAST_SIDE else None)

    def part(self, rows: np.ndarray) -> "Asked":
        return Asked(self.scores[rows], self.labels[rows], None if self.grains is None else self.grains[rows])


def calibrated(model: Model, known: Split, seed: int = 0) -> Certainty | None:
    """The certainty of a classifier by examples that it knows but has not learnt, and by strangers if it reads pictures

    Nothing for one that writes, whose scores are no logits, or for which there are fewer than 20 examples.
    """
    if model.squash is None or len(known) < LEAST or writes(model):
        return None
    streams = Streams(seed)
    rows = np.sort(streams["certainty"].permutation(len(known))[:MOST])
    known = known.take(rows)  # of large pictures on the disk a few at a time
    inputs, labels = known.inputs, known.labels
    own = Asked.of(model, inputs, labels)
    if not np.isfinite(own.scores).all():
        return None
    temperature = best_temperature(model.shares, own.scores, labels)
    measured: dict[str, Any] = {
        "examples": len(rows),
        "error_before": calibration_error(model.shares(own.scores.copy()), labels),
        "error_after": calibration_error(model.shares(own.scores / np.float32(temperature)), labels),
    }
    if inputs.dtype != np.uint8:
        return Certainty(temperature, measured=measured)
    drawn = strangers(inputs, EACH, streams["strangers"])
    foreign = {kind: Asked.of(model, pictures) for kind, pictures in drawn.items()}
    return _chosen(candidates(temperature, own), own, foreign, measured)


def _chosen(some: Iterable[Certainty], own: Asked, foreign: dict[str, Asked], measured: dict[str, Any]) -> Certainty:
    """The one by which most of the strangers are noticed."""
    found = []
    for one in some:
        noticed = {kind: float(one.unknown(asked.scores, asked.grains).mean()) for kind, asked in foreign.items()}
        kept = float(1 - one.unknown(own.scores, own.grains).mean())
        found.append((sum(noticed.values()), replace(one, measured=measured | {"kept": kept, "noticed": noticed})))
    return max(found, key=lambda one: one[0])[1]


def candidates(temperature: float, own: Asked) -> list[Certainty]:
    """A certainty by each signal, with the threshold where `KEPT` of its own examples are known."""
    plain = [Certainty(temperature, signal) for signal in ("energy", "probability")]
    found = [_with_threshold(one, one.signals(own.scores)) for one in plain]
    try:
        with np.errstate(all="ignore"):
            alike = _alike(temperature, own)
    except (np.linalg.LinAlgError, ValueError):  # scores or pictures do not differ enough, or too much, to measure by
        alike = None
    return [*found, alike] if alike else found


def _alike(temperature: float, own: Asked) -> Certainty | None:
    """By likeness, if there are enough examples.

    For the threshold each half is compared with what is usual in the other: with its own it agrees too well.
    """
    classes = own.scores.shape[1]
    turn = np.empty(len(own.labels), int)
    for k in range(classes):
        turn[own.labels == k] = np.arange((own.labels == k).sum())
    if own.grains is None or classes > MOST_CLASSES or np.bincount(own.labels, minlength=classes).min() < EACH_CLASS:
        return None

    def by(some: Asked) -> Certainty:
        assert some.grains is not None
        usual = Usual.of(some.scores / np.float32(temperature), some.labels, some.grains)
        return Certainty(temperature, "likeness", usual=usual)

    halves = [own.part(turn % 2 == half) for half in (0, 1)]
    signals = [by(one).signals(other.scores, other.grains) for one, other in (halves, halves[::-1])]
    return _with_threshold(by(own), np.concatenate(signals))


def _with_threshold(plain: Certainty, signals: np.ndarray) -> Certainty:
    return replace(plain, threshold=float(np.quantile(signals, 1 - KEPT)))


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
