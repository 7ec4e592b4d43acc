"""How strong the signal is behind each node of a Lab's network, and the gradient on its way back."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.graph import Graph
from netsumiki.engine.losses import losses
from netsumiki.engine.workspace import Workspace
from netsumiki.training.lab.lab import Lab

FLOWING = 200
"""Training examples with which the strength is measured."""


@dataclass(frozen=True)
class Strength:
    """√mean(y²) of what a node puts out, over units and examples, and √mean(g²) of the gradient that reaches it.

    g is the gradient of each example's own loss; what the loss contains itself (a final softmax) is not listed.
    """

    node: str
    layer: str
    signal: float
    gradient: float | None


class Gauge:
    """Measures one Lab, and disturbs nothing: it computes with a copy of the weights."""

    def __init__(self, lab: Lab):
        self.lab = lab

    @cached_property
    def graph(self) -> Graph:
        """The network as the loss sees it. Its averages of batch norm are its own too."""
        return Graph(self.lab.graphs["model"].spec, Workspace(), absorb=False)

    def flow(self) -> list[Strength]:
        """Every node in running order, while the first `FLOWING` training examples pass as one batch.

        As in training: batch norm brings this very batch to mean 0 and variance 1.
        Raises: `DataError` when the Lab trains a GAN.
        """
        recipe: Any = self.lab.recipe
        if recipe.task != "classifier":
            message = "a GAN has no one way from an example to a loss: measure the flow through a classifier"
            raise DataError(Problem("not-classifier", message))
        some, graph = self.lab.training.take(slice(FLOWING)), self.graph
        loss = losses.create(recipe.plan.loss.spec()).bind(graph.workspace)
        graph.params.vector[...] = self.lab.graphs["model"].params.vector
        graph.params.zero()
        with np.errstate(all="ignore"):
            y = graph.forward(recipe.preprocessing.to_network(some.inputs), training=True)
            loss.forward(y, some.labels, total=1)
            signals = [strength(graph.value_of(name)) for name in graph.layers]
            graph.backward(loss.backward(), inputs=True)
            gradients = [graph.gradient_of(name) for name in graph.layers]
        return [
            Strength(name, layer.registered_name, signal, None if d is None else strength(d))
            for (name, layer), signal, d in zip(graph.layers.items(), signals, gradients, strict=True)
        ]


def strength(values: np.ndarray) -> float:
    """√mean(x²)"""
    return float(np.sqrt(np.mean(np.square(values, dtype=np.float64))))
