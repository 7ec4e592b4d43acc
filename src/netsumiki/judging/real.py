"""What real examples look like to the judge: how much they vary, when two are the same, when one is strange."""

from typing import TYPE_CHECKING

import numpy as np

from netsumiki.judging.distances import nearest, pairs

if TYPE_CHECKING:
    from netsumiki.judging.judge import Reading

MOST = 4000
"""Real examples that are looked at: half are known, the other half tell how far a real one lies from those."""
TWINS = 0.001
"""Of a thousand pairs of real examples of a class, so many are near enough to count as the same."""
ORDINARY = 0.95
"""Of the real examples of a class, so many lie near enough to a known one not to count as strange."""
COMPARED = 1000
"""Pictures of a class of which all pairs are looked at; the table of all pairs of 10,000 would fill the memory."""
FEWEST = 10
"""Examples of a class without which nothing is said about how they differ."""


class RealExamples:
    """The measures of real examples, from what the judge read in at most `MOST` of them.

    `agreement` (classes,): share that the judge reads as they are labelled, which is all that pictures can reach;
    `variance` (classes,): mean squared distance of a class's features from their centre; `twin` (classes,): distance
    at which two examples are the same; `strange` (classes,): distance from the nearest `known` example of the class
    that few real ones exceed. NaN where a class has too few examples.
    """

    def __init__(self, reading: "Reading", labels: np.ndarray, classes: int):
        right = reading.labels == labels
        self.agreement = np.array([right[labels == c].mean() if (labels == c).any() else 1.0 for c in range(classes)])
        self.variance, self.twin, self.strange = np.full((3, classes), np.nan)
        self.known: list[np.ndarray] = []
        for label in range(classes):
            mine = reading.features[reading.labels == label]
            self.known.append(mine[::2])
            if len(mine) >= FEWEST:
                self.variance[label] = variance(mine)
                self.twin[label] = np.quantile(pairs(mine[:COMPARED]), TWINS)
                self.strange[label] = np.quantile(nearest(mine[1::2], mine[::2])[0], ORDINARY)

    def spread(self, features: np.ndarray, label: int) -> float | None:
        """√(variance of these / variance of real ones): 1 where they differ as real ones do, 0 where they are equal."""
        if len(features) < FEWEST or not self.variance[label] > 0:
            return None
        return float(np.sqrt(variance(features) / self.variance[label]))

    def same(self, features: np.ndarray, label: int) -> float | None:
        """How often two of these look the same: the share of pairs as near as the nearest in a thousand real pairs.

        It does not depend on how many there are, and 1 / same is about how many different pictures a class has.

        Source: after the birthday test of Arora & Zhang, "Do GANs learn the distribution?", 2018
        """
        if len(features) < FEWEST or not np.isfinite(self.twin[label]):
            return None
        return float((pairs(features[:COMPARED]) <= self.twin[label]).mean())

    def strange_share(self, reading: "Reading") -> float:
        """Share of pictures that lie farther from every known example of their class than 19 of 20 real ones do.

        It is measured because a network is sure of what it was never shown, too. What shows no class of the data is
        strange in any case, and nothing is where the class has too few examples to tell.
        """
        strange = reading.labels < 0
        for label in np.flatnonzero(np.isfinite(self.strange)):
            mine = reading.labels == label
            if mine.any():
                strange[mine] = nearest(reading.features[mine], self.known[label])[0] > self.strange[label]
        return float(strange.mean())


def variance(features: np.ndarray) -> float:
    """Σ |f − mean|² / (N − 1)"""
    return float(features.var(axis=0, ddof=1, dtype=np.float64).sum())
