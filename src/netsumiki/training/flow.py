"""One training step of a flow: at a random point between noise and an example, learn the way from one to the other."""

from typing import Any

import numpy as np

from netsumiki.data.batches import Batch
from netsumiki.data.dataset import Split
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.graph import Graph
from netsumiki.engine.losses import losses
from netsumiki.engine.workspace import Workspace
from netsumiki.training.events import FlowProgress
from netsumiki.training.generator_step import GeneratorStep
from netsumiki.training.recipe import Recipe


class Lane:
    """One worker's own copy of the network, for a piece of each batch."""

    def __init__(self, graph: Graph):
        self.graphs, self.graph = [graph], graph
        self.loss = losses.create("mean_squared_error").bind(graph.workspace)

    def buffer(self, name: str, *shape: int) -> Any:
        return self.graph.workspace.buffer("lane", name, shape, np.float32)

    def train(self, batch: Batch, start: int, stop: int, noise: Any, time: Any, labels: Any, total: int) -> float:
        """Adds the gradients of one piece: x = (1 − t) · noise + t · example is to move by example − noise."""
        velocity = batch.inputs(start, stop, out=self.buffer("velocity", *noise.shape))
        velocity -= noise
        t = time.reshape(-1, *[1] * (noise.ndim - 1))
        x = np.multiply(velocity, t, out=self.buffer("x", *noise.shape))
        x += noise
        inputs = {"noise": x, "time": time} | ({"label": labels} if "label" in self.graph.inputs else {})
        loss = self.loss.forward(self.graph.forward(inputs, training=True), velocity, total)
        self.graph.backward(self.loss.backward())
        return loss


class FlowStep(GeneratorStep):
    """The network and optimizer of a recipe; `run(batch, lr)` is one step.

    L = mean ‖v(x, t, label) − (example − noise)‖²,  x = (1 − t) · noise + t · example,  t = 1 / (1 + e⁻ⁿ), n normal

    Most of t lies in the middle of the way, where it is hardest to say where to go.

    Source: Lipman et al., Flow matching for generative modeling, 2023; Liu et al., Flow straight and fast, 2023; the
    times: Esser et al., Scaling rectified flow transformers for high-resolution image synthesis, 2024
    """

    Progress = FlowProgress

    def __init__(self, recipe: Recipe, threads: int = 1, strict: bool = False):
        plan: Any = recipe.plan
        super().__init__(recipe, Graph(recipe.document["generator"], Workspace(seed=plan.seed, strict=strict)), threads)
        replicas = [self.graph.replica(i) for i in range(1, self.pieces)]
        self.graphs = [self.graph]
        self.lanes = [Lane(g) for g in [self.graph, *replicas]]
        self.graph.params.replicas = [g.params for g in replicas]
        self.optimizer = plan.optimizer.bind(self.graph.params, self.spread(self.graph))
        self.optimizers = {"generator": self.optimizer}
        self.no_label = 0

    def check_fits(self, split: Split, classes: int) -> None:
        """Raise `DataError` unless the data's shape is that of the network."""
        self.no_label = classes
        if split.input_shape != (expected := self.graph.inputs["noise"]):
            message = f"the data's examples have shape {split.input_shape} but the flow reads {expected}: "
            facts = {"got": list(expected), "expected": list(split.input_shape)}
            raise DataError(Problem("input-shape", message + "change its input and its last layer", facts=facts))
        self.check_labels(classes)

    def run(self, batch: Batch, lr: float, passed: float = 0.0) -> tuple[float]:
        """Learn from one batch: (mean squared error,)."""
        n, cuts = batch.size, self.cuts(batch.size)
        noise = self.buffer("noise", n, *self.graph.inputs["noise"])
        self.streams["noise"].standard_normal(noise.shape, np.float32, noise)
        time = self.streams["time"].standard_normal(n, np.float32)
        time = np.float32(0.5) * (np.tanh(np.float32(0.5) * time) + 1)
        labels = batch.labels
        if self.plan.label_dropout:
            labels = np.where(self.streams["labels"].random(n) < self.plan.label_dropout, self.no_label, labels)
        self.graph.params.zero()

        def work(i: int) -> float:
            here = slice(*cuts[i])
            return self.lanes[i].train(batch, *cuts[i], noise[here], time[here], labels[here], n)

        loss = sum(self.workers.run(work, len(cuts)))
        self.optimizer.step(lr, self.plan.clip, self.workers.run)
        if self.average:
            self.average.update()
        return (loss,)
