"""One training step of a GAN: the discriminator learns on real and on generated examples, then the generator learns.

Real and generated examples go through the discriminator in passes of their own, so that batch norm sees one kind at a
time, and the gradients of both passes add up. For the generator's turn the discriminator only hands on where its score
would rise: `backward(params=False, inputs=True)` leaves its own gradients alone.
"""

from math import isfinite
from typing import Any

import numpy as np

from netsumiki.data.batches import Batch
from netsumiki.data.dataset import Split
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.graph import Graph
from netsumiki.engine.losses.adversarial import GanLoss, gan_losses
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.sampling import NOISES
from netsumiki.training.adversaries import packed
from netsumiki.training.events import GanProgress
from netsumiki.training.generator_step import GeneratorStep
from netsumiki.training.recipe import Recipe


class Lane:
    """One worker's own copy of both networks, for a piece of each batch."""

    def __init__(self, generator: Graph, discriminator: Graph, plan: Any):
        self.generator, self.discriminator, self.plan = generator, discriminator, plan
        self.loss: GanLoss = gan_losses.create(plan.loss.spec()).bind(discriminator.workspace)
        self.graphs = [generator, discriminator]
        self.told = "label" in discriminator.inputs
        self.made: Any = None

    def buffer(self, name: str, *shape: int) -> Any:
        return self.discriminator.workspace.buffer("lane", name, shape, np.float32)

    def make(self, noise: Any, labels: Any) -> None:
        """Generate the examples of this piece."""
        inputs = {"noise": noise} | ({"label": labels} if "label" in self.generator.inputs else {})
        self.made, self.labels = self.generator.forward(inputs, training=True), labels

    def score(self, examples: Any, labels: Any, disturbance: Any) -> Any:
        """The discriminator's scores of examples (n, …): with packing p, one for each p of them."""
        p, n = self.plan.packing, len(examples)
        if disturbance is not None:
            examples = np.add(examples, disturbance, out=self.buffer("disturbed", *examples.shape))
        if p > 1:  # (n, H, W, C) → (n / p, H, W, p · C)
            shape = (n // p, *packed(examples.shape[1:], p))
            together = self.buffer("packed", *shape)
            together.reshape(n // p, *examples.shape[1:-1], p, -1)[...] = np.moveaxis(
                examples.reshape(n // p, p, *examples.shape[1:]), 1, -2
            )
            examples = together
        inputs = {"image": examples} | ({"label": labels} if self.told else {})
        return self.discriminator.forward(inputs, training=True)

    def tell_apart(
        self, batch: Batch, start: int, stop: int, disturbances: Any, wrong: Any, total: int
    ) -> tuple[float, int, int]:
        """Adds the discriminator's gradients; (its part of the loss, real examples found, generated ones found).

        `wrong`: labels with which the first real examples come a second time, as something to reject.
        """
        n, k = stop - start, len(wrong)
        real, labels, disturbance = self.buffer("real", n + k, *self.made.shape[1:]), batch.labels[start:stop], None
        batch.inputs(start, stop, out=real[:n])
        if k:
            real[n:], labels = real[:k], np.concatenate([labels, wrong])
        if disturbances[0] is not None:
            disturbance = np.concatenate([disturbances[0], disturbances[0][:k]]) if k else disturbances[0]
        scores = self.score(real, labels, disturbance)
        d_scores, end = self.buffer("d_scores", *scores.shape), len(scores) - k
        loss = self.loss.real(scores[:end], total)
        d_scores[:end] = self.loss.backward()
        right = int(np.count_nonzero(self.loss.probability(scores[:end]) > 0.5))
        if k:
            loss += self.loss.fake(scores[end:], total)
            d_scores[end:] = self.loss.backward()
        self.discriminator.backward(d_scores)
        scores = self.score(self.made, self.labels, disturbances[1])
        loss += self.loss.fake(scores, total)
        caught = int(np.count_nonzero(self.loss.probability(scores) < 0.5))
        self.discriminator.backward(self.loss.backward())
        return loss, right, caught

    def pass_for_real(self, disturbance: Any, total: int) -> float:
        """Adds the generator's gradients for the examples made last; its part of the loss."""
        scores = self.score(self.made, self.labels, disturbance)
        loss = self.loss.generator(scores, total)
        d_image = self.discriminator.backward(self.loss.backward(), params=False, inputs=True)["image"]
        p = self.plan.packing
        if p > 1:  # (n / p, H, W, p · C) → (n, H, W, C)
            d_made = self.buffer("d_made", *self.made.shape)
            apart = d_image.reshape(len(d_image), *self.made.shape[1:-1], p, -1)
            d_made.reshape(len(d_image), p, *self.made.shape[1:])[...] = np.moveaxis(apart, -2, 1)
            d_image = d_made
        self.generator.backward(d_image)
        return loss


class GanStep(GeneratorStep):
    """Both networks, the loss and both optimizers of a recipe; `run(batch, lr)` is one step.

    With `piece` in the recipe, lane i takes the i-th piece of each batch. Which thread runs it does not matter, so the
    numbers do not depend on how many threads there are. Noise and labels are drawn for the whole batch at once.
    """

    Progress = GanProgress

    def __init__(self, recipe: Recipe, threads: int = 1, strict: bool = False):
        plan: Any = recipe.plan
        super().__init__(recipe, Graph(recipe.document["generator"], Workspace(seed=plan.seed, strict=strict)), threads)
        self.discriminator = Graph(recipe.document["discriminator"], Workspace(seed=plan.seed, strict=strict))
        replicas = [(self.graph.replica(i), self.discriminator.replica(i)) for i in range(1, self.pieces)]
        self.lanes = [Lane(g, d, plan) for g, d in [(self.graph, self.discriminator), *replicas]]
        self.graph.params.replicas = [g.params for g, _ in replicas]
        self.discriminator.params.replicas = [d.params for _, d in replicas]
        self.optimizer = plan.optimizer.bind(self.graph.params, self.spread(self.graph))
        self.opponent = plan.discriminator_optimizer.bind(self.discriminator.params, self.spread(self.discriminator))
        self.graphs = [self.graph, self.discriminator]
        self.optimizers = {"generator": self.optimizer, "discriminator": self.opponent}
        self.classes = 1
        self.loss = self.lanes[0].loss

    def check_fits(self, split: Split, classes: int) -> None:
        """Raise `DataError` unless the data's shape is that of the networks."""
        self.classes = classes
        expected = self.discriminator.inputs["image"]
        if packed(split.input_shape, self.plan.packing) != expected:
            message = f"the data's examples have shape {split.input_shape} but the discriminator reads {expected}: "
            message += "change the shapes of both networks to that of the data"
            facts = {"got": list(expected), "expected": list(packed(split.input_shape, self.plan.packing))}
            raise DataError(Problem("input-shape", message, facts=facts))
        if self.plan.batch_size % self.plan.packing or (self.plan.piece or 0) % self.plan.packing:
            message = f"packing {self.plan.packing} needs a batch_size (and piece) that it divides, "
            message += f"got {self.plan.batch_size} and {self.plan.piece}: change one of them"
            raise DataError(Problem("packing", message))
        if self.plan.mismatched and classes < 2:
            message = "a mismatched example needs a label that is not its own, but the data has only one class: "
            raise DataError(Problem("mismatched", message + "set training.mismatched to 0"))
        self.check_labels(classes)

    def run(self, batch: Batch, lr: float, passed: float = 0.0) -> tuple[float, float, float, float]:
        """One turn of both: (generator's loss, discriminator's loss, real found, generated found)."""
        cuts = self.cuts(batch.size, self.plan.packing)
        for _ in range(self.plan.discriminator_steps):
            self.deal(cuts)
            told = self.teach_discriminator(batch, cuts, lr, passed)
            if not isfinite(told[0]):
                return told[0], *told  # with the networks as they were, so that the first wrong number can be found
        for turn in range(self.plan.generator_steps):
            if turn:
                self.deal(cuts)  # in its first turn the generator learns by what the discriminator saw last
            against = self.teach_generator(cuts, lr, passed)
        if self.average:
            self.average.update()
        return against, *told

    def teach_discriminator(self, batch: Batch, cuts: Any, lr: float, passed: float) -> tuple[float, float, float]:
        """(loss, share of real examples found, share of generated ones found)"""
        total = cuts[-1][1] // self.plan.packing
        noises = [self.disturbance(name, cuts[-1][1], passed) for name in ("real", "made")]
        wrong = self.wrong_labels(batch.labels, cuts)

        def work(i: int) -> tuple[float, int, int]:
            mine = [None if noise is None else noise[slice(*cuts[i])] for noise in noises]
            return self.lanes[i].tell_apart(batch, *cuts[i], mine, wrong[i], total)

        self.discriminator.params.zero()
        loss, right, caught = (sum(parts) for parts in zip(*self.workers.run(work, len(cuts)), strict=True))
        if isfinite(loss):
            self.opponent.step(self.rate_of_opponent(lr), self.plan.clip, self.workers.run)
        if (limit := self.loss.limit) is not None:
            learned = self.discriminator.params.vector[: self.discriminator.params.learned]
            np.clip(learned, -limit, limit, out=learned)
        return loss, right / total, caught / total

    def teach_generator(self, cuts: Any, lr: float, passed: float) -> float:
        """The generator's loss."""
        noise = self.disturbance("again", cuts[-1][1], passed)

        def work(i: int) -> float:
            mine = None if noise is None else noise[slice(*cuts[i])]
            return self.lanes[i].pass_for_real(mine, cuts[-1][1] // self.plan.packing)

        loss = sum(self.workers.run(work, len(cuts)))
        self.optimizer.step(lr, self.plan.clip, self.workers.run)
        return loss

    def deal(self, cuts: list[tuple[int, int]]) -> None:
        """Draw noise and labels, and let every lane generate its piece."""
        n = cuts[-1][1]
        self.graph.params.zero()
        noise = self.buffer("noise", n, *self.graph.inputs["noise"])
        NOISES[self.plan.noise](self.streams["noise"], noise.shape, noise)
        labels = self.streams["labels"].integers(0, self.classes, n)
        self.workers.run(lambda i: self.lanes[i].make(noise[slice(*cuts[i])], labels[slice(*cuts[i])]), len(cuts))

    def wrong_labels(self, labels: Any, cuts: list[tuple[int, int]]) -> list[Any]:
        """For each piece, labels that its first examples do not have; all others are equally likely."""
        if not self.plan.mismatched:
            return [labels[:0]] * len(cuts)
        drawn = (labels + self.streams["labels"].integers(1, self.classes, len(labels))) % self.classes
        return [drawn[start : start + round(self.plan.mismatched * (stop - start))] for start, stop in cuts]

    def disturbance(self, name: str, n: int, passed: float) -> Any:
        """Instance noise for n examples; None when there is none any more."""
        std = self.plan.instance_noise * (1 - passed)
        if std <= 0:
            return None
        shape = self.graph.inspection.shape_of(next(iter(self.graph.outputs.values())))
        noise = self.buffer(name, n, *shape)  # type: ignore[misc]
        self.streams["disturbance"].standard_normal(noise.shape, np.float32, noise)
        noise *= np.float32(std)
        return noise

    def rate_of_opponent(self, lr: float) -> float:
        """The discriminator's learning rate, in the proportion of the two optimizers' own rates."""
        return lr * self.opponent.lr / self.optimizer.lr


def _piece(arrays: list[Any], cut: tuple[int, int]) -> list[Any]:
    return [None if a is None else a[slice(*cut)] for a in arrays]
