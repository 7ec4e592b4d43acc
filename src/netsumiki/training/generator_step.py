"""What all steps that train a generator share: lanes, streams, the average, frames on the way, what is saved."""

from typing import Any

from netsumiki.engine.errors import DataError
from netsumiki.engine.graph import Graph
from netsumiki.engine.optimizers import WeightAverage
from netsumiki.engine.workspace import Streams, Workspace
from netsumiki.training.adversaries import network_of, unknown_labels
from netsumiki.training.classifier import WORTH_SPREADING
from netsumiki.training.recipe import Recipe
from netsumiki.training.workers import Workers

FRAMES = 60
"""Frames of the timeline that a run makes unless its recipe says how often."""


class GeneratorStep:
    """Base of the steps of `gan` and `flow`. `observer` looks at the generator now and then."""

    Progress: Any
    graphs: list[Graph]
    optimizers: dict[str, Any]
    lanes: list[Any]

    def __init__(self, recipe: Recipe, graph: Graph, threads: int):
        plan: Any = recipe.plan
        self.recipe, self.plan, self.preprocessing, self.graph = recipe, plan, recipe.preprocessing, graph
        self.pieces = -(-plan.batch_size // plan.piece) if plan.piece else 1
        self.average = WeightAverage(graph.params, plan.average) if plan.average else None
        self.workers, self.streams = Workers(threads), Streams(plan.seed)
        self._memory = Workspace(strict=graph.workspace.strict)
        self.observer: Any = None

    @property
    def parameters(self) -> int:
        """How many numbers are learnt."""
        return sum(graph.params.size for graph in self.graphs)

    def spread(self, graph: Graph) -> int:
        """Among how many threads the optimizer's work is divided."""
        return self.workers.threads if self.pieces > 1 and graph.params.size > WORTH_SPREADING else 1

    def buffer(self, name: str, *shape: int) -> Any:
        return self._memory.buffer("step", name, shape)

    def cuts(self, size: int, multiple: int = 1) -> list[tuple[int, int]]:
        """(start, stop) of each lane's piece of a batch, equal but for the last, each a multiple of `multiple`."""
        groups = max(1, size // multiple)
        count = min(len(self.lanes), groups)
        length = -(-groups // count) * multiple
        end = min(groups * multiple, size)
        return [(s, min(s + length, end)) for s in range(0, end, length)]

    def check_labels(self, classes: int) -> None:
        """Raise `DataError` when a network has no place for every label."""
        if problems := unknown_labels(self.recipe, classes):
            raise DataError(*problems)

    # -- what the loop asks for -------------------------------------------------------------------------------

    def due(self, loop: Any) -> bool:
        every = self.plan.snapshot_every or max(1, loop.steps // FRAMES)
        return loop.step % every == 0 or loop.step == loop.steps

    def assess(self, loop: Any) -> None:
        """Look at what the generator makes now."""
        loop.epoch_sums.restore([[], 0])
        if self.observer:
            self.observer.look(loop)

    def choose_weights(self, loop: Any) -> None:
        """At the end: the average, if the recipe averages."""
        if self.average:
            self.average.swap()

    def fill(self, generator: Any) -> None:
        """Copy the weights as they are now into a generator and its opponent."""
        for mine, its in zip(self.graphs, [generator.graph, generator.discriminator], strict=False):
            its.params.load({p.name: p.value for p in mine.params})

    def first_non_finite(self) -> tuple[str | None, str]:
        """(node, where that is in words): where the first number arose that is not finite."""
        for graph in reversed(self.graphs):  # a discriminator first: what is wrong in it spoils all gradients
            copies = [graph, *self.replicas_of(graph)]
            outputs = {copy.first_non_finite(outputs_only=True) for copy in copies} - {None}
            found = outputs or {copy.first_non_finite() for copy in copies}
            node = next((name for name in graph.slots if name in found), None)  # in running order
            if node and not (node == "image" and len(self.graphs) > 1):  # what it was given was wrong already
                return node, f"{node} of the {network_of(self.recipe.networks, node)}"
        return None, "the loss"

    def replicas_of(self, graph: Graph) -> list[Graph]:
        """The copies of one of the `graphs` in the other lanes."""
        which = self.graphs.index(graph)
        return [lane.graphs[which] for lane in self.lanes[1:]]

    def vectors(self) -> list[Any]:
        """Everything that is learnt."""
        return [graph.params.vector for graph in self.graphs]

    # -- what a checkpoint holds ------------------------------------------------------------------------------

    def state(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """(JSON, arrays) from which `restore` continues bit-identically."""
        arrays = {f"value/{p.name}": p.value for graph in self.graphs for p in graph.params}
        facts: dict[str, Any] = {"t": {}, "streams": self.streams.state(), "layer_streams": []}
        for name, optimizer in self.optimizers.items():
            state = optimizer.state_dict()
            facts["t"][name] = state["t"]
            arrays |= {f"optimizer/{key}": array for key, array in state["arrays"].items()}
        for graph in self.graphs:
            facts["layer_streams"] += [g.workspace.streams.state() for g in [graph, *self.replicas_of(graph)]]
        if self.average:
            facts["average_t"] = self.average.t
            arrays["average"] = self.average.average
        return facts, arrays

    def restore(self, facts: dict[str, Any], arrays: dict[str, Any]) -> None:
        for graph in self.graphs:
            graph.params.load({p.name: arrays[f"value/{p.name}"] for p in graph.params})
        moments = {k.removeprefix("optimizer/"): v for k, v in arrays.items() if k.startswith("optimizer/")}
        for name, optimizer in self.optimizers.items():
            optimizer.load_state({"t": facts["t"][name], "arrays": moments})
        self.streams.restore(facts["streams"])
        states = iter(facts["layer_streams"])
        for graph in self.graphs:
            for g in [graph, *self.replicas_of(graph)]:
                g.workspace.streams.restore(next(states))
        if self.average:
            self.average.t = facts["average_t"]
            self.average.average[...] = arrays["average"]

    def close(self) -> None:
        self.workers.close()
