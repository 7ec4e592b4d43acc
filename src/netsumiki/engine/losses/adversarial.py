"""What two networks make small against each other: one tells real from generated, the other makes what passes for real.

The discriminator gives one score y per sample, a logit: high means real. It makes `real` + `fake` small, the generator
makes `generator` small; real and generated samples come in passes of their own.
"""

from math import log
from typing import Any

import numpy as np

from netsumiki.engine.losses import BinaryCrossEntropy, Objective
from netsumiki.engine.registry import Registry, option

gan_losses: "Registry[GanLoss]" = Registry("gan_loss", "gan_losses")


class GanLoss(Objective):
    """`real(scores)`, `fake(scores)` and `generator(scores)` each give a loss as a float, averaged over the samples.

    `backward()` then gives dL/dscores of the one asked last. `total`, as in `Loss`: the size of the batch, if `scores`
    are only a piece of it.
    """

    limit: float | None = None
    """The discriminator's weights are to be kept within ± this after each of its steps; None: as they are."""

    def real(self, scores: Any, total: int | None = None) -> float:
        """The discriminator's loss on scores of real samples; Shapes: scores (N, 1)."""
        return self._mean(self.real_terms, scores, total)

    def fake(self, scores: Any, total: int | None = None) -> float:
        """The discriminator's loss on scores of generated samples; Shapes: scores (N, 1)."""
        return self._mean(self.fake_terms, scores, total)

    def generator(self, scores: Any, total: int | None = None) -> float:
        """The generator's loss on the scores of its samples; Shapes: scores (N, 1)."""
        return self._mean(self.generator_terms, scores, total)

    def _mean(self, write: Any, scores: Any, total: int | None) -> float:
        terms, self.dy = self.buffer("terms", *scores.shape), self.buffer("dy", *scores.shape)
        write(scores, terms, self.dy)
        scale = 1.0 / (total or len(scores))
        self.dy *= scale
        return float(np.sum(terms, dtype=np.float64)) * scale

    def real_terms(self, y: Any, terms: Any, dy: Any) -> None:
        """Write the loss of each sample into terms and its derivative into dy."""
        raise NotImplementedError

    def fake_terms(self, y: Any, terms: Any, dy: Any) -> None:
        raise NotImplementedError

    def generator_terms(self, y: Any, terms: Any, dy: Any) -> None:
        """−y: unless a loss says otherwise, the generator wants its scores high."""
        np.negative(y, out=terms)
        dy.fill(-1)

    @property
    def balance(self) -> tuple[float, float]:
        """(real + fake, generator) where the discriminator does its best and still cannot tell real from generated."""
        raise NotImplementedError

    def probability(self, scores: Any, out: Any = None) -> Any:
        """How real each sample looks, 0 … 1, here 1 / (1 + e⁻ʸ); Shapes: as scores."""
        out = np.multiply(scores, 0.5, out=out)
        np.tanh(out, out=out)  # (1 + tanh(y / 2)) / 2 never overflows
        out *= 0.5
        out += 0.5
        return out


class TargetLoss(GanLoss):
    """The discriminator is to say 1 − label_smoothing to real and 0 to generated; the generator wants to hear 1."""

    label_smoothing: float = option(0.0, ge=0, lt=1, help="How far below 1 the target of real samples lies.")

    def real_terms(self, y, terms, dy):
        self.terms(y, 1 - self.label_smoothing, terms, dy)

    def fake_terms(self, y, terms, dy):
        self.terms(y, 0, terms, dy)

    def generator_terms(self, y, terms, dy):
        self.terms(y, 1, terms, dy)

    def terms(self, y: Any, target: float, terms: Any, dy: Any) -> None:
        raise NotImplementedError


@gan_losses.register("non_saturating")
class NonSaturating(TargetLoss):
    """real = softplus(y) − t · y,  fake = softplus(y),  generator = softplus(−y),  with softplus(y) = log(1 + eʸ)

    Cross-entropy with the answers "real" and "generated", t = 1 − label_smoothing (one-sided: only real samples). The
    generator does not make −fake small, which is flat as long as it is found out, but −log of the chance to pass.

    Source: Goodfellow et al., Generative adversarial nets, 2014; smoothing: Salimans et al., Improved techniques for
    training GANs, 2016
    """

    label = "Non-saturating"

    def terms(self, y, target, terms, dy):
        BinaryCrossEntropy.terms(self, y, target, terms, dy)  # type: ignore[arg-type]

    @property
    def balance(self):
        found = (1 - self.label_smoothing) / 2  # the best answer to samples of which half are real
        return -2 * (found * log(found) + (1 - found) * log(1 - found)), -log(found)


@gan_losses.register("least_squares")
class LeastSquares(TargetLoss):
    """real = ½ (y − t)²,  fake = ½ y²,  generator = ½ (y − 1)²,  with t = 1 − label_smoothing

    Samples that pass easily but lie far from real ones are still pulled nearer. The ½ is the paper's (its equation 9
    with a = 0 and b = c = 1); tools that use the mean squared error itself show twice these numbers.

    Source: Mao et al., Least squares generative adversarial networks, 2017
    """

    def terms(self, y, target, terms, dy):
        np.subtract(y, target, out=dy)
        np.multiply(dy, dy, out=terms)
        terms *= 0.5

    @property
    def balance(self):
        found = (1 - self.label_smoothing) / 2
        return found**2, 0.5 * (found - 1) ** 2

    def probability(self, scores, out=None):
        """How real each sample looks, 0 … 1: the score itself, cut off at both ends."""
        return np.clip(scores, 0, 1, out=out)


@gan_losses.register("hinge")
class Hinge(GanLoss):
    """real = max(0, 1 − y),  fake = max(0, 1 + y),  generator = −y

    What is told apart with room to spare no longer counts.

    Source: Lim & Ye, Geometric GAN, 2017; Miyato et al., Spectral normalization for GANs, 2018
    """

    def real_terms(self, y, terms, dy):
        np.subtract(1, y, out=terms)
        np.maximum(terms, 0, out=terms)
        np.sign(terms, out=dy)
        np.negative(dy, out=dy)

    def fake_terms(self, y, terms, dy):
        np.add(1, y, out=terms)
        np.maximum(terms, 0, out=terms)
        np.sign(terms, out=dy)

    @property
    def balance(self):
        return 2.0, 0.0

    def probability(self, scores, out=None):
        """How real each sample looks, 0 … 1, in a line from one margin (−1) to the other (1)."""
        out = np.clip(scores, -1, 1, out=out)
        out += 1
        out *= 0.5
        return out


@gan_losses.register("wasserstein")
class Wasserstein(GanLoss):
    """real = −y,  fake = y,  generator = −y,  with the discriminator's weights kept within ±limit

    −(real + fake) then follows the distance by which generated samples must be moved to lie like real ones. Scores
    mean only more or less real; 0 counts as the middle.

    Source: Arjovsky, Chintala & Bottou, Wasserstein GAN, 2017
    """

    limit: float = option(0.01, gt=0, le=100, help="The discriminator's weights are kept within ± this number.")

    def real_terms(self, y, terms, dy):
        self.generator_terms(y, terms, dy)

    def fake_terms(self, y, terms, dy):
        np.copyto(terms, y)
        dy.fill(1)

    @property
    def balance(self):
        return 0.0, 0.0
