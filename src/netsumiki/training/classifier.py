"""One training step of a classifier: forward, loss, backward, update; in pieces side by side if the recipe says so."""

import time
from typing import Any

import numpy as np

from netsumiki.data.batches import Batch
from netsumiki.data.dataset import Split
from netsumiki.data.portions import portion
from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.graph import Graph
from netsumiki.engine.losses import losses
from netsumiki.engine.metrics import metrics
from netsumiki.engine.optimizers import WeightAverage
from netsumiki.engine.workspace import Workspace
from netsumiki.training.events import ClassifierProgress, EpochEnded, Evaluated
from netsumiki.training.recipe import Recipe, trained_spec
from netsumiki.training.workers import Workers

EVALUATED_AT_ONCE = 256
CLASSES_SHOWN = 20
"""A confusion matrix with more classes than this is not told at each evaluation."""
WORTH_SPREADING = 200_000  # with fewer parameters, threads cost the optimizer more than they save


class Lane:
    """One worker's own copy of everything that changes while a piece of the batch goes through the network."""

    def __init__(self, graph: Graph, loss: Any):
        self.graph = graph
        self.loss = losses.create(loss.spec()).bind(graph.workspace)

    def inputs(self, n: int) -> Any:
        shape = next(iter(self.graph.inputs.values()))
        return self.graph.workspace.buffer("lane", "inputs", (n, *shape), np.float32)

    def train(self, batch: Batch, start: int, stop: int) -> tuple[float, int]:
        """Adds the gradients of one piece; (its part of the batch's loss, how many were right)."""
        labels = batch.labels[start:stop]
        y = self.graph.forward(batch.inputs(start, stop, out=self.inputs(stop - start)), training=True)
        loss = self.loss.forward(y, labels, total=batch.size)
        self.graph.backward(self.loss.backward())
        return loss, int(np.count_nonzero(y.argmax(axis=1) == labels))

    def evaluate(self, split: Split, preprocessing: Preprocessing, start: int, stop: int) -> tuple[float, Any]:
        """(summed loss, outputs) of some examples, without training."""
        x = preprocessing.to_network(split.inputs[start:stop], self.inputs(stop - start))
        y = self.graph.forward(x)
        return self.loss.forward(y, split.labels[start:stop], total=1), y.copy()


class ClassifierStep:
    """The network, loss and optimizer of a recipe; `run(batch, lr)` is one step.

    With `piece` in the recipe, lane i takes the i-th piece of each batch. Which thread runs it does not matter, so the
    numbers do not depend on how many threads there are.
    """

    def __init__(self, recipe: Recipe, threads: int = 1, strict: bool = False):
        plan: Any = recipe.plan
        self.plan, self.preprocessing = plan, recipe.preprocessing
        spec = trained_spec(recipe.model, recipe.inspection, plan.loss.activation)
        graph = Graph(spec, Workspace(seed=plan.seed, strict=strict))
        count = -(-plan.batch_size // plan.piece) if plan.piece else 1
        self.lanes = [Lane(graph, plan.loss)] + [Lane(graph.replica(i), plan.loss) for i in range(1, count)]
        self.graph, self.graphs = graph, [graph]
        graph.params.replicas = [copy.params for copy in self.replicas_of(graph)]
        self.average = WeightAverage(graph.params, plan.average) if plan.average else None
        self.workers = Workers(threads)
        spread = threads if len(self.lanes) > 1 and graph.params.size > WORTH_SPREADING else 1
        self.optimizer = plan.optimizer.bind(graph.params, spread)

    @property
    def parameters(self) -> int:
        """How many numbers are learnt."""
        return self.graph.params.size

    def check_fits(self, split: Split, classes: int) -> None:
        """Raise `DataError` unless the data's shape and classes are those of the network."""
        shape, out = next(iter(self.graph.inputs.values())), self.graph.inspection
        if split.input_shape != shape:
            message = f"the data's examples have shape {split.input_shape} but the network reads {shape}: "
            message += "change the recipe's inputs"
            facts = {"got": list(shape), "expected": list(split.input_shape)}
            raise DataError(Problem("input-shape", message, facts=facts))
        output = out.shape_of(next(iter(self.graph.outputs.values())))
        if output != (classes,):
            message = (
                f"the network puts out {output} but the data has {classes} classes: give its last layer {classes} units"
            )
            raise DataError(Problem("output-shape", message, facts={"got": list(output or ()), "expected": classes}))

    def replicas_of(self, graph: Graph) -> list[Graph]:
        """The copies of the network in the other lanes."""
        return [lane.graph for lane in self.lanes[1:]]

    # -- what the loop asks for -------------------------------------------------------------------------------

    Progress = ClassifierProgress

    def run(self, batch: Batch, lr: float, passed: float = 0.0) -> tuple[float, float]:
        """Learn from one batch: (mean loss, share that was right)."""
        params = self.graph.params
        params.zero()
        if len(self.lanes) == 1:
            loss, right = self.lanes[0].train(batch, 0, batch.size)
        else:
            size = -(-batch.size // min(len(self.lanes), -(-batch.size // self.plan.piece)))  # equal pieces
            cuts = [(s, min(s + size, batch.size)) for s in range(0, batch.size, size)]
            parts = self.workers.run(lambda i: self.lanes[i].train(batch, *cuts[i]), len(cuts))
            loss, right = sum(p[0] for p in parts), sum(p[1] for p in parts)
        self.optimizer.step(lr, self.plan.clip, self.workers.run)
        if self.average:
            self.average.update()
        return loss, right / batch.size

    def due(self, loop: Any) -> bool:
        return loop.ends_epoch

    def assess(self, loop: Any) -> None:
        """Measure on the validation data; remember the weights that did best."""
        training_loss, training_accuracy = loop.epoch_sums.take()
        loop.emit(EpochEnded(loop.step, loop.epoch, training_loss, training_accuracy, loop.seconds))
        if loop.validation is None:
            return
        began, confusion = time.perf_counter(), None
        with loop.averaged():
            loss, outputs = self.evaluate(loop.validation)
            accuracy = float((outputs.argmax(axis=1) == loop.validation.labels).mean())
            better = loop.best is None or (accuracy, -loss) > (loop.best["accuracy"], -loop.best["loss"])
            if better:
                vector = self.graph.params.vector.copy()
                loop.best = {"accuracy": accuracy, "loss": loss, "step": loop.step, "vector": vector}
        if outputs.shape[1] <= CLASSES_SHOWN:
            matrix = metrics.create("confusion_matrix")
            matrix.update(outputs, loop.validation.labels)
            confusion = matrix.result().tolist()
        before = (training_loss, training_accuracy)
        loop.emit(Evaluated(loop.step, loop.epoch, loss, accuracy, *before, better, loop.seconds, confusion))
        loop.leave_out(began)

    def choose_weights(self, loop: Any) -> None:
        """At the end: the best on validation if the recipe says so, else the average, else the last."""
        if self.plan.keep_best and loop.best is not None:
            self.graph.params.vector[...] = loop.best["vector"]
        elif self.average:
            self.average.swap()

    def fill(self, model: Any) -> None:
        """Copy the weights as they are now into a model."""
        model.graph.params.load({p.name: p.value for p in self.graph.params})

    def first_non_finite(self) -> tuple[str | None, str]:
        """(node, where that is in words): where the first number arose that is not finite."""
        found = {lane.graph.first_non_finite() for lane in self.lanes}
        node = next((name for name in self.graph.slots if name in found), None)  # in running order
        return node, node or "the loss"

    def vectors(self) -> list[Any]:
        """Everything that is learnt."""
        return [self.graph.params.vector]

    def evaluate(self, split: Split) -> tuple[float, np.ndarray]:
        """(mean loss, outputs) over a split with the weights now in use."""
        at_once = portion(split.input_shape, EVALUATED_AT_ONCE)
        starts, lanes = list(range(0, len(split), at_once)), len(self.lanes)

        def work(number: int) -> list[tuple[float, Any]]:
            lane, mine = self.lanes[number], starts[number::lanes]
            return [lane.evaluate(split, self.preprocessing, s, min(s + at_once, len(split))) for s in mine]

        done = self.workers.run(work, lanes)
        parts = [done[i % lanes][i // lanes] for i in range(len(starts))]
        return sum(p[0] for p in parts) / len(split), np.concatenate([p[1] for p in parts])

    # -- what a checkpoint holds ------------------------------------------------------------------------------

    def state(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """(JSON, arrays) from which `restore` continues bit-identically."""
        optimizer = self.optimizer.state_dict()
        arrays = {f"value/{p.name}": p.value for p in self.graph.params}
        arrays |= {f"optimizer/{name}": array for name, array in optimizer["arrays"].items()}
        facts: dict[str, Any] = {
            "t": optimizer["t"],
            "streams": [x.graph.workspace.streams.state() for x in self.lanes],
        }
        if self.average:
            facts["average_t"] = self.average.t
            arrays["average"] = self.average.average
        return facts, arrays

    def restore(self, facts: dict[str, Any], arrays: dict[str, Any]) -> None:
        values = {k.removeprefix("value/"): v for k, v in arrays.items() if k.startswith("value/")}
        self.graph.params.load(values)
        moments = {k.removeprefix("optimizer/"): v for k, v in arrays.items() if k.startswith("optimizer/")}
        self.optimizer.load_state({"t": facts["t"], "arrays": moments})
        for lane, state in zip(self.lanes, facts["streams"], strict=True):
            lane.graph.workspace.streams.restore(state)
        if self.average:
            self.average.t = facts["average_t"]
            self.average.average[...] = arrays["average"]

    def close(self) -> None:
        self.workers.close()
