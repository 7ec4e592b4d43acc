"""Activation maximisation: the picture that a class or a filter would most like to see."""

from typing import Any

import numpy as np

from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.registry import option
from netsumiki.insight.attribution.base import Attribution, Method, attributions, need_pictures, nobody
from netsumiki.insight.attribution.probe import Network, Probe, Tell

FAINT = 0.3
"""The brightest grey of the noise that a picture begins with."""


@attributions.register("activation_maximization", group="Wishes")
class ActivationMaximization(Method):
    """x ← clip((x + rate · g / √(mean g²)) (1 − decay), 0, 1), g = blurred ds/dx: climb to the highest score

    It begins with faint noise. Three things keep it from specks that only this network takes for something: the slope
    is blurred, taken at a picture that is moved by a few pixels, other ones in each step, and what does not help fades.

    Source: Erhan et al., Visualizing higher-layer features of a deep network, 2009; with the blur and the movements of
    Mordvintsev, Olah & Tyka, Inceptionism: going deeper into neural networks, 2015
    """

    label = "Activation maximisation"
    says = "What a class, or a filter of a layer, most wants to see: a picture made for it, not one that exists."
    silent = "Anything about the picture at hand; and what raises the score most need not look like the class."
    slow = True
    makes = "picture"

    node: str | None = option(None, help="The layer whose filter or unit is asked; unless given, the classes' scores.")
    steps: int = option(128, ge=1, le=10_000, help="How often the picture is changed.")
    rate: float = option(0.06, gt=0, le=1, help="How much it changes in a step, in grey values from 0 to 1.")
    blur: float = option(1.0, ge=0, le=50, help="Width of the blur, in pixels.")
    shift: int = option(2, ge=0, le=100, help="How far the picture is moved at most, in pixels.")
    decay: float = option(0.02, ge=0, lt=1, help="How much of the picture fades in a step.")
    seed: int = option(0, ge=0, le=2**32 - 1, help="Same seed, same picture.")

    @property
    def signed(self) -> bool:
        return False

    def check(self, probe: Probe) -> None:
        need_pictures(probe, self)

    def explain(
        self, model: Network, pictures: Any = None, target: Any = None, progress: Tell | None = None
    ) -> Attribution:
        """The picture that class `target` (or that filter of the node) wants to see; for several, one of each.

        Without a target, it is the one that answers most to the `pictures`.
        """
        probe = Probe(model, self.node)
        self.check(probe)
        scores = np.zeros((max(np.size(target), 1), probe.units))
        if target is None:
            if pictures is None:
                message = f"{self.label} makes a picture for a class or a filter: say for which (target)"
                raise DataError(Problem("target-missing", message))
            x, single = probe.prepared(pictures)
            scores = probe.scores(x)
        else:
            single = np.ndim(target) == 0
        targets = probe.targets(target, scores)
        low, high = probe.grey(0.0), probe.grey(1.0)
        made = (low + (high - low) * self._climb(probe, targets, progress or nobody)).astype(np.float32)
        reached = probe.scores(made)[np.arange(len(made)), targets]
        values = made[0] if single else made
        facts = {"node": probe.node}
        return Attribution(self, values, self.signed, tuple(map(int, targets)), tuple(map(float, reached)), facts)

    def _climb(self, probe: Probe, targets: np.ndarray, tell: Tell) -> np.ndarray:
        """(N, H, W, C), grey values from 0 to 1."""
        low, high = probe.grey(0.0), probe.grey(1.0)
        height, width, _ = probe.input_shape
        stream = np.random.default_rng(self.seed)
        begin = stream.uniform(0, FAINT, (1, *probe.input_shape)).astype(np.float32)
        x = np.repeat(begin, len(targets), axis=0)  # all alike: none depends on those beside it
        rows, columns = blur(height, self.blur), blur(width, self.blur)
        for step in range(self.steps):
            tell(step, self.steps)
            move = tuple(stream.integers(-self.shift, self.shift + 1, 2))
            seen = (low + (high - low) * np.roll(x, move, axis=(1, 2))).astype(np.float32)
            g = np.roll(probe.slopes(seen, targets), (-move[0], -move[1]), axis=(1, 2))
            g = np.einsum("ih,nhwc,jw->nijc", rows, g, columns, optimize=True)
            g /= np.sqrt(np.square(g).mean(axis=(1, 2, 3), keepdims=True)) + 1e-12
            x += self.rate * g
            x *= 1 - self.decay
            np.clip(x, 0, 1, out=x)
        tell(self.steps, self.steps)
        return x


def blur(size: int, sigma: float) -> np.ndarray:
    """(size, size): each row the weights of a normal distribution around its pixel, which sum to 1."""
    if sigma == 0:
        return np.eye(size, dtype=np.float32)
    distance = np.arange(size)[:, np.newaxis] - np.arange(size)
    weights = np.exp(-0.5 * np.square(distance / sigma))
    return (weights / weights.sum(axis=1, keepdims=True)).astype(np.float32)
