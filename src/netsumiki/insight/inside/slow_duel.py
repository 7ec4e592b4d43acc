"""One training step of a GAN in slow motion: the discriminator learns to tell apart, then the generator to pass."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.losses.adversarial import GanLoss
from netsumiki.engine.optimizers.base import Optimizer
from netsumiki.insight.inside.cell import silent
from netsumiki.insight.inside.slow_step import Phase, gradients_of, moved, outputs_of

GENERATOR, DISCRIMINATOR = "generator", "discriminator"


@dataclass
class Duel:
    """Both networks (see `looking_glass`), what they play for, and the optimizer of each.

    `packing`: how many examples the discriminator looks at together, as channels.
    """

    generator: Graph
    discriminator: Graph
    loss: GanLoss
    optimizer: Optimizer
    opponent: Optimizer
    packing: int = 1

    def step(self, real: Any, labels: Any, noise: Any, asked: Any, wrong: Any = ()) -> list[Phase]:
        """One turn of both, in phases; the weights of both networks are those after it.

        `real` examples with their `labels`; `noise`, and the labels `asked` for with it. `wrong`: labels with which the
        first real examples come a second time, as something to reject. "batch", "generate", then of the discriminator
        "real", "real-backward", "fake", "fake-backward", "update", then of the generator "pass", "pass-backward" (the
        gradient goes through the discriminator, which learns nothing from it), "backward", "update".
        """
        with silent():
            return self._step(real, labels, noise, asked, np.asarray(wrong, int))

    def _step(self, real: Any, labels: Any, noise: Any, asked: Any, wrong: Any) -> list[Phase]:
        G, D, loss = self.generator, self.discriminator, self.loss.bind(self.discriminator.workspace)
        self.optimizer.bind(G.params)
        self.opponent.bind(D.params)
        G.params.zero()
        D.params.zero()
        told = {"label": asked} if "label" in G.inputs else {}
        made = G.forward({"noise": noise} | told, training=True)
        phases = [Phase("batch", {"size": float(len(real))}), Phase("generate", {}, outputs_of(G), network=GENERATOR)]

        k = len(wrong)
        if k:
            real, labels = np.concatenate([real, real[:k]]), np.concatenate([labels, wrong])
        scores = self.score(real, labels)
        end, d_scores = len(scores) - k, np.empty_like(scores)
        value = loss.real(scores[:end])
        d_scores[:end] = loss.backward()
        found = float((loss.probability(scores[:end]) > 0.5).mean())
        if k:
            value += loss.fake(scores[end:], end)
            d_scores[end:] = loss.backward()
        phases.append(self._seen("real", {"loss": value, "right": found}))
        D.backward(d_scores)
        phases.append(self._felt("real-backward"))

        scores = self.score(made, asked)
        fake = loss.fake(scores)
        phases.append(self._seen("fake", {"loss": fake, "right": float((loss.probability(scores) < 0.5).mean())}))
        D.backward(loss.backward())
        phases.append(self._felt("fake-backward"))
        updates = moved(D, self._teach_discriminator)
        rate = {"learning_rate": self.opponent.rate, "loss": value + fake}
        phases.append(Phase("update", rate, updates=updates, network=DISCRIMINATOR))

        scores = self.score(made, asked)
        against = loss.generator(scores)
        phases.append(self._seen("pass", {"loss": against, "right": float((loss.probability(scores) > 0.5).mean())}))
        D.params.zero()
        d_image = D.backward(loss.backward(), params=False, inputs=True)["image"]
        phases.append(self._felt("pass-backward"))
        G.backward(apart(d_image, self.packing), inputs=True)
        phases.append(Phase("backward", {}, gradients_of(G), network=GENERATOR))
        updates = moved(G, self.optimizer.step)
        phases.append(Phase("update", {"learning_rate": self.optimizer.rate}, updates=updates, network=GENERATOR))
        G.params.zero()
        D.params.zero()
        return phases

    def score(self, examples: Any, labels: Any) -> Any:
        """The discriminator's scores."""
        told = {"label": labels} if "label" in self.discriminator.inputs else {}
        return self.discriminator.forward({"image": together(examples, self.packing)} | told, training=True)

    def _teach_discriminator(self) -> None:
        self.opponent.step()
        if (limit := self.loss.limit) is not None:
            params = self.discriminator.params
            np.clip(params.vector[: params.learned], -limit, limit, out=params.vector[: params.learned])

    def _seen(self, name: str, facts: dict[str, float]) -> Phase:
        return Phase(name, facts, outputs_of(self.discriminator), network=DISCRIMINATOR)

    def _felt(self, name: str) -> Phase:
        return Phase(name, {}, gradients_of(self.discriminator), network=DISCRIMINATOR)


def together(x: Any, p: int) -> Any:
    """Each p examples as one, their channels one behind the other: (n, …, C) → (n / p, …, p · C)"""
    if p == 1:
        return x
    n, *middle, C = x.shape
    return np.moveaxis(x.reshape(n // p, p, *middle, C), 1, -2).reshape(n // p, *middle, p * C)


def apart(x: Any, p: int) -> Any:
    """The way back: (n / p, …, p · C) → (n, …, C)"""
    if p == 1:
        return x
    n, *middle, wide = x.shape
    return np.moveaxis(x.reshape(n, *middle, p, wide // p), -2, 1).reshape(n * p, *middle, wide // p)
