"""An average of the weights along the way."""

import numpy as np

from netsumiki.engine.params import BLOCK, ParameterSet


class WeightAverage:
    """average ← decay · average + (1 − decay) · w, over weights and running statistics

    Often better than the last weights. The decay warms up as min(decay, (1 + t) / (10 + t)), so that the first random
    weights are soon forgotten.

    Source: Polyak & Juditsky, Acceleration of stochastic approximation by averaging, 1992
    """

    def __init__(self, params: ParameterSet, decay: float):
        self.params, self.decay, self.t = params, decay, 0
        self.average = params.vector.copy()
        self.scratch = np.empty(BLOCK, params.vector.dtype)

    def update(self) -> None:
        self.t += 1
        share = 1 - min(self.decay, (1 + self.t) / (10 + self.t))
        for start in range(0, self.average.size, BLOCK):
            block = slice(start, start + BLOCK)
            average = self.average[block]
            distance = np.subtract(self.params.vector[block], average, out=self.scratch[: len(average)])
            distance *= share
            average += distance

    def swap(self) -> None:
        """Exchange the weights in use with the average (and back)."""
        kept = self.params.vector.copy()
        self.params.vector[...] = self.average
        self.average[...] = kept
