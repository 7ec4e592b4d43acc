"""Explanations from the slope of the score: here, at noisy copies of the picture, and on the way to it."""

from typing import Any

import numpy as np

from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.layers.activation import ReLU
from netsumiki.engine.registry import option
from netsumiki.insight.attribution.base import Method, attributions
from netsumiki.insight.attribution.probe import Probe, parts


@attributions.register("saliency", group="Slopes")
class Saliency(Method):
    """a = |ds/dx|: how much the score s changes when a pixel changes a little

    Source: Simonyan, Vedaldi & Zisserman, Deep inside convolutional networks, 2014
    """

    label = "Saliency"
    says = "Where a small change of a pixel would change the score most."
    silent = "Whether a pixel speaks for or against the class, nor how much of the score it accounts for."

    @property
    def signed(self) -> bool:
        return False

    def measure(self, probe, x, targets, tell):
        return np.abs(probe.slopes(x, targets)), {}


@attributions.register("gradient_input", group="Slopes")
class GradientInput(Method):
    """a = x · ds/dx: what each pixel adds to the score, if the network were linear

    Source: Shrikumar et al., Not just a black box: learning important features through propagating activation
    differences, 2016
    """

    label = "Gradient × input"
    says = "How much each pixel adds to the score, as long as the slope stays what it is here."
    silent = "Anything about pixels that are 0, though empty places matter too; and in a bent network slopes change."

    def measure(self, probe, x, targets, tell):
        return x * probe.slopes(x, targets), {}


@attributions.register("guided_backprop", group="Slopes")
class GuidedBackprop(Method):
    """a = ds/dx, where each ReLU hands back only slopes above 0

    Source: Springenberg et al., Striving for simplicity: the all convolutional net, 2015
    """

    label = "Guided backpropagation"
    says = "Which strokes and edges are seen by the units that raise the score."
    silent = "What speaks for this class: most of it is the picture's own edges, whatever the network has learnt."

    def check(self, probe: Probe) -> None:
        if not any(isinstance(node.layer, ReLU) for node in probe.upstream()):
            message = f"{self.label} changes what ReLU layers hand back, and this network has none: choose saliency"
            raise DataError(Problem("no-relu", message))

    def measure(self, probe, x, targets, tell):
        return guided(probe, x, targets), {}


@attributions.register("smoothgrad", group="Slopes")
class SmoothGrad(Method):
    """a = mean of ds/dx at x + n, n ~ N(0, (noise · (max x − min x))²)

    The same noise for every picture, so that a picture's map does not depend on those beside it.

    Source: Smilkov et al., SmoothGrad: removing noise by adding noise, 2017
    """

    label = "SmoothGrad"
    says = "Which pixels, made brighter, raise or lower the score, on average over noisy copies of the picture."
    silent = "How much of the score a pixel accounts for, and what the network makes of the clean picture alone."
    slow = True

    samples: int = option(50, ge=1, le=5000, help="How many noisy copies are looked at.")
    noise: float = option(0.15, ge=0, le=2, help="Strength of the noise, as a share of the picture's range.")
    seed: int = option(0, ge=0, le=2**32 - 1, help="Same seed, same noise.")

    def measure(self, probe, x, targets, tell):
        stream, total = np.random.default_rng(self.seed), np.zeros(x.shape)
        axes = tuple(range(1, x.ndim))
        sigma, all_copies = self.noise * (x.max(axis=axes) - x.min(axis=axes)), self.samples * len(x)
        for part in parts(self.samples, x.shape[1:]):
            n = stream.standard_normal((part.stop - part.start, *x.shape[1:]), np.float32)
            for i, picture in enumerate(x):
                tell(part.start * len(x) + i * len(n), all_copies)
                noisy = (picture + sigma[i] * n).astype(x.dtype)
                total[i] += probe.slopes(noisy, np.full(len(n), targets[i])).sum(axis=0, dtype=np.float64)
        tell(all_copies, all_copies)
        return (total / self.samples).astype(x.dtype), {}


@attributions.register("integrated_gradients", group="Slopes")
class IntegratedGradients(Method):
    """a = (x − x₀) · ∫₀¹ ds/dx at x₀ + t (x − x₀) dt, as a Gauss–Legendre sum over `steps` places

    Together they make up the difference: Σ a = s(x) − s(x₀). What the sum misses of it stands in the facts as `gap`.

    Source: Sundararajan, Taly & Yan, Axiomatic attribution for deep networks, 2017
    """

    label = "Integrated gradients"
    says = "How much each pixel adds to the score on the way from an empty picture; the sum is the difference."
    silent = "Anything about pixels that are as in the empty picture; another empty picture gives another answer."

    steps: int = option(50, ge=1, le=2000, help="At how many places of the way the slope is taken.")
    baseline: float = option(0.0, ge=-1000, le=1000, help="Grey value of the empty picture: 0 is black, 1 is white.")

    def measure(self, probe, x, targets, tell):
        places, weights = np.polynomial.legendre.leggauss(self.steps)
        t, weights = (places + 1) / 2, weights / 2  # from [−1, 1] to [0, 1]
        empty = np.full((1, *x.shape[1:]), probe.grey(self.baseline), x.dtype)
        found = np.empty_like(x)
        for i, way in enumerate(x - empty):
            mean = np.zeros(way.shape)
            for part in parts(self.steps, x.shape[1:]):
                tell(i * self.steps + part.start, len(x) * self.steps)
                at = (empty + t[part].reshape(-1, *[1] * way.ndim) * way).astype(x.dtype)
                mean += np.tensordot(weights[part], probe.slopes(at, np.full(len(at), targets[i])), axes=1)
            found[i] = mean * way
        tell(len(x) * self.steps, len(x) * self.steps)
        difference = probe.scores(x)[np.arange(len(x)), targets] - probe.scores(empty)[0, targets]
        gap = difference - found.reshape(len(x), -1).sum(axis=1, dtype=np.float64)
        return found, {"difference": difference.tolist(), "gap": gap.tolist()}


def guided(probe: Probe, x: np.ndarray, targets: Any) -> np.ndarray:
    """ds/dx by guided backpropagation."""
    return Probe(probe.model, probe.node, guided=True).slopes(x, targets)
