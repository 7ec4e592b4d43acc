"""A network that is asked for reasons: its scores and their slopes, apart from the network that others are using."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy as np

from netsumiki.data.portions import portion
from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.errors import DataError, Problem, did_you_mean, listing, quoted, shown
from netsumiki.engine.graph import Graph
from netsumiki.engine.layers.activation import ReLU
from netsumiki.engine.layers.lookup import Lookup
from netsumiki.engine.nodes import Node
from netsumiki.engine.registry import Shape
from netsumiki.engine.workspace import Workspace

AT_ONCE = 64
"""Pictures in one pass: more need memory and win no time."""
SQUASHING = ("softmax", "sigmoid")
Tell = Callable[[int, int], None]
"""Told how much is done, and of how much; what it raises ends the work."""


class Classifier(Protocol):
    """A trained model: `exporting.model_file.Model`, or one that is still being trained."""

    @property
    def graph(self) -> Graph: ...

    @property
    def preprocessing(self) -> Preprocessing: ...


Network = Classifier | Graph


class GuidedReLU(ReLU):
    """dx = dy where x > 0 and dy > 0, else 0: what works against the score is not handed back"""

    def backward(self, dy):
        return super().backward(self.xp.maximum(dy, 0, out=self.buffer("positive dy", *dy.shape)))


class Probe:
    """`Probe(model).slopes(x, targets)`: how the score of each target changes with each number of x.

    The score of class k is the number that goes into a final softmax or sigmoid: behind it, a class also rises when the
    others fall, and where the network is sure the slope is nearly 0. With `node`, it is the k-th filter or unit of that
    layer. Where there are several positions, as in a map, it is the mean over them.

    `guided`: ReLU layers hand back only what works for the score.

    Raises: `DataError` when the network has several inputs or outputs or reads whole numbers, when there is no such
    node, or when some weight is not a finite number.
    """

    def __init__(self, model: Network, node: str | None = None, guided: bool = False):
        self.model = model
        original = model if isinstance(model, Graph) else model.graph
        self.preprocessing = None if isinstance(model, Graph) else model.preprocessing
        _check(original)
        (self.input_shape,) = original.inputs.values()
        self.nodes: dict[str, Node] = {n.name: n for n in original.inspection.nodes}
        self.node = _scores_node(original) if node is None else node
        if self.node not in self.nodes:
            message = f"the network has no layer {quoted(node)}{did_you_mean(node, self.nodes)}"
            raise DataError(Problem("unknown-node", message, facts={"value": node, "known": list(self.nodes)}))
        self.shape = self.nodes[self.node].shape or (1,)
        self.graph = apart(original, self.node)
        if guided:
            for layer in self.graph.layers.values():
                if isinstance(layer, ReLU):
                    layer.__class__ = GuidedReLU  # its own layers: nobody else computes with them

    @property
    def units(self) -> int:
        """How many scores there are: classes, or filters or units of the node."""
        return self.shape[-1]

    def upstream(self) -> list[Node]:
        """The nodes that the score depends on, in running order, without the one that gives it."""
        needed = {self.node}
        found = []
        for node in reversed(self.nodes.values()):
            if node.name in needed:
                needed |= set(node.inputs)
                found.append(node)
        return found[:0:-1]

    # -- what is asked ----------------------------------------------------------------------------------------

    def prepared(self, pictures: Any) -> tuple[np.ndarray, bool]:
        """(what the network reads of them (N, …), whether it was one picture without the first axis).

        Bytes go through the model's preprocessing, other numbers are taken as the network reads them.
        Raises: `DataError` when they have another size or colour, are not finite, or there are none.
        """
        array, shape = np.asarray(pictures), self.input_shape
        if array.dtype.kind not in "fiub" or array.shape not in (shape, (*array.shape[:1], *shape)):
            message = f"the network reads {_words(shape)}, got {_words(array.shape)} of {array.dtype}: "
            remedy = "bring the picture to this size and colour (predict_picture does it with any picture)"
            remedy = remedy if len(shape) == 3 else "give examples of this shape"
            facts = {"expected": list(shape), "got": list(array.shape)}
            raise DataError(Problem("example-shape", message + remedy, facts=facts))
        if not array.size:
            raise DataError(Problem("nothing-to-explain", "there is nothing to explain: give at least one picture"))
        single = array.ndim == len(shape)
        array = array[np.newaxis] if single else array
        if self.preprocessing is not None and len(shape) == 3 and array.dtype.kind != "f":
            array = self.preprocessing.to_network(array)
        x = array.astype(self.graph.workspace.dtype)
        if not np.isfinite(x).all():
            message = "the picture holds numbers that are not finite (NaN or infinity): give another picture"
            raise DataError(Problem("input-not-finite", message))
        return x, single

    def targets(self, target: Any, scores: np.ndarray) -> np.ndarray:
        """Which score is explained of each picture: the one that is given, one for each, or the highest."""
        if target is None:
            return scores.argmax(axis=1)
        array = np.asarray(target)
        if array.dtype.kind not in "iu" or array.shape not in ((), (len(scores),)):
            message = f"the class to explain must be a whole number, or one for each picture, got {shown(target)}: "
            raise DataError(Problem("target-type", f"{message}give a number from 0 to {self.units - 1}"))
        if array.min() < 0 or array.max() >= self.units:
            wrong = int(array.min() if array.min() < 0 else array.max())
            message = f"there is no class {wrong} to explain: {self.node} gives {self.units} scores, so give a number "
            facts = {"value": wrong, "count": self.units}
            raise DataError(Problem("target-range", f"{message}from 0 to {self.units - 1}", facts=facts))
        return np.broadcast_to(array, (len(scores),)).astype(int)

    def grey(self, value: float) -> float:
        """What the network reads where a picture has the grey value `value`, 0 (black) to 1; else `value` itself."""
        if self.preprocessing is None or len(self.input_shape) != 3:
            return value
        return float(self.preprocessing.standardize(np.full(1, value, np.float32))[0])

    # -- what it answers --------------------------------------------------------------------------------------

    def scores(self, x: np.ndarray) -> np.ndarray:
        """(N, units)"""
        return np.concatenate([self._forward(x[part]) for part in parts(len(x), x.shape[1:])])

    def slopes(self, x: np.ndarray, targets: np.ndarray) -> np.ndarray:
        """dscore/dx, of the shape of x."""
        found = np.empty_like(x)
        for part in parts(len(x), x.shape[1:]):
            found[part] = self._backward(x[part], targets[part])
        return found

    def slopes_at(self, node: str, x: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(what the node puts out for x, dscore/dthat)."""
        values, slopes = [], []
        for part in parts(len(x), x.shape[1:]):
            self._backward(x[part], targets[part])
            values.append(np.array(self.graph.value_of(node)))
            slopes.append(np.array(self.graph.gradient_of(node)))
        return np.concatenate(values), np.concatenate(slopes)

    def _forward(self, x: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):  # what is not finite is told in words
            scores = self.graph.forward(x).reshape(len(x), -1, self.units).mean(axis=1)
        if not np.isfinite(scores).all():
            raise too_large(self.graph.first_non_finite(outputs_only=True))
        return scores

    def _backward(self, x: np.ndarray, targets: np.ndarray) -> np.ndarray:
        self._forward(x)
        dy = np.zeros((len(x), *self.shape), self.graph.workspace.dtype)
        positions = dy.size // (len(x) * self.units)
        dy.reshape(len(x), positions, self.units)[np.arange(len(x)), :, targets] = 1 / positions
        with np.errstate(all="ignore"):
            (dx,) = self.graph.backward(dy, params=False, inputs=True).values()
        if not np.isfinite(dx).all():
            raise too_large(None)
        return dx


def apart(graph: Graph, node: str) -> Graph:
    """The same network on the same weights up to `node`, with buffers of its own; every node has its own value."""
    w = graph.workspace
    spec = graph.spec | {"outputs": {"score": node}}
    return Graph(spec, Workspace(w.dtype, w.streams.seed, w.strict, w.xp), graph.params.vector, absorb=False)


def too_large(node: str | None) -> DataError:
    """What is said of numbers that are not finite although all weights are."""
    what = "the slopes of this network" if node is None else "its numbers"
    message = f"{what} grow beyond what can be computed with: train the network again with a lower lr"
    return DataError(Problem("not-finite", message, node=node))


def parts(count: int, shape: Shape) -> Iterator[slice]:
    """Slices of at most `AT_ONCE`, smaller ones for large examples of this shape."""
    at_once = portion(shape, AT_ONCE)
    for start in range(0, count, at_once):
        yield slice(start, min(start + at_once, count))


def _check(graph: Graph) -> None:
    for what, names in (("input", list(graph.inputs)), ("output", list(graph.outputs))):
        if len(names) > 1:
            message = f"a decision is explained from one {what}, this network has {listing(names)}: "
            message += f"choose a network with one {what}"
            raise DataError(Problem(f"several-{what}s", message, facts={"names": names}))
    (name,) = graph.inputs
    readers = [n for n in graph.inspection.nodes if name in n.inputs]
    if readers and all(isinstance(n.layer, Lookup) for n in readers):
        message = f"{readers[0].name} reads whole numbers, which cannot change a little: "
        message += "choose a network that reads pictures or other measured numbers"
        raise DataError(Problem("whole-numbers", message, node=readers[0].name))
    if not np.isfinite(graph.params.vector).all():
        (node, *_) = [p.name.rpartition(".")[0] for p in graph.params if not np.isfinite(p.value).all()]
        message = "some of its weights are not finite (NaN or infinity), so nothing can be explained: "
        message += "go back to an earlier checkpoint, or train again with a lower lr"
        raise DataError(Problem("weights-not-finite", message, node=node))


def _scores_node(graph: Graph) -> str:
    """The node whose numbers go into a final softmax or sigmoid, or the last one."""
    nodes = {n.name: n for n in graph.inspection.nodes}
    (name,) = graph.outputs.values()
    while getattr(nodes[name].layer, "registered_name", "") in SQUASHING and nodes[name].inputs[0] in nodes:
        name = nodes[name].inputs[0]
    return name


def _words(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape)) or "one number"
