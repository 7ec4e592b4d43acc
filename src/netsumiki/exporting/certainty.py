"""How sure a classifier may say it is, and when it has to say "I don't know": a few lines on its scores.

Both are chosen on validation examples (see `calibration`), are kept in the model file and go into every export.
"""

from dataclasses import asdict, dataclass, field
from math import isfinite
from typing import Any

import numpy as np

from netsumiki.engine.ops.softmax import softmax
from netsumiki.exporting.likeness import Usual, energy

SIGNALS = ("energy", "probability", "likeness")


@dataclass(frozen=True)
class Certainty:
    """p = softmax(scores / temperature); unknown where signal(scores / temperature) < threshold

    The signal "energy" is log Σ e^(scores / temperature): how much speaks for any of the classes at all. "probability"
    is the largest softmax(scores / temperature): how much more speaks for one than for the others. "likeness" compares
    scores and the grain of pictures with what is `usual`. Without a threshold nothing is ever unknown.
    `measured`: what it did on the validation examples, as shares from 0 to 1.

    Shapes: scores (N, classes), which come before any softmax or sigmoid, grains (N, 4) -> signal (N,), unknown (N,)

    Source: temperature: Guo et al., On calibration of modern neural networks, 2017; energy: Liu et al., Energy-based
    out-of-distribution detection, 2020; probability: Hendrycks & Gimpel, A baseline for detecting …, 2017
    """

    temperature: float = 1.0
    signal: str = "energy"
    threshold: float | None = None
    measured: dict[str, Any] = field(default_factory=dict)
    usual: Usual | None = None

    def __post_init__(self) -> None:
        if not (isfinite(self.temperature) and self.temperature > 0):
            raise ValueError(f"a temperature is a number above 0, got {self.temperature}")
        if self.signal not in SIGNALS:
            raise ValueError(f"the signal is one of {', '.join(SIGNALS)}, got {self.signal}")
        if (self.signal == "likeness") != (self.usual is not None):
            raise ValueError(f'the signal "likeness" and no other knows what is usual, got {self.signal}')
        if not isinstance(self.measured, dict):
            raise ValueError(f"what was measured is an object, got {self.measured!r}")
        if self.threshold is not None and not isfinite(self.threshold):
            raise ValueError(f"a threshold is a finite number or null, got {self.threshold}")

    def scaled(self, scores: np.ndarray) -> np.ndarray:
        """scores / temperature, a new array."""
        return scores / np.float32(self.temperature)

    def signals(self, scores: np.ndarray, grains: np.ndarray | None = None) -> np.ndarray:
        """The signal of each example: the larger, the more it is like what the network has learnt."""
        scaled = self.scaled(scores)
        if self.usual:
            assert grains is not None
            return self.usual.likeness(scaled, grains)
        if self.signal == "probability":
            return softmax(np, scaled, out=np.empty_like(scaled)).max(axis=1)
        found: np.ndarray = energy(scaled)
        return found

    def unknown(self, scores: np.ndarray, grains: np.ndarray | None = None) -> np.ndarray:
        """bool (N,): which examples are probably none of the classes."""
        if self.threshold is None:
            return np.zeros(len(scores), bool)
        return self.signals(scores, grains) < self.threshold

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any] | None) -> "Certainty | None":
        """Raises `ValueError` or `TypeError` for what a file that was tampered with leads to."""
        if value is not None and not isinstance(value, dict):
            raise ValueError(f"a certainty is an object or null, got {value!r}")
        if value is None:
            return None
        usual = value.get("usual")
        return cls(**value | {"usual": usual and Usual.from_json(usual)})
