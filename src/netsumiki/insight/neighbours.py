"""The nearest neighbours of a picture, as the network sees them: by the features that its last layer decides on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from netsumiki.data.portions import portion
from netsumiki.engine.errors import DataError, Problem, did_you_mean, quoted
from netsumiki.engine.layers.core import Dense
from netsumiki.insight.attribution.probe import Network, Probe, Tell

AT_ONCE = 256
"""Known pictures that are compared at a time, fewer of large ones."""


@dataclass(frozen=True)
class Neighbours:
    """`rows` (N, count): which of the known are nearest, nearest first; `likeness` (N, count): 1 for features of the
    same direction, 0 for none in common."""

    rows: np.ndarray
    likeness: np.ndarray


def neighbours(
    model: Network,
    pictures: Any,
    known: Any,
    node: str | None = None,
    count: int = 8,
    without: Any = None,
    progress: Tell | None = None,
) -> Neighbours:
    """`nearest` for the features of pictures, those of the known ones computed in blocks and forgotten again.

    Raises: `DataError` when the pictures do not fit the network, or there is no such node.
    """
    space = FeatureSpace(model, node)

    def blocks() -> Iterator[np.ndarray]:
        at_once = portion(np.shape(known)[1:], AT_ONCE)
        for start in range(0, len(known), at_once):
            block = known[start : start + at_once]
            yield space.features(block)
            if progress:
                progress(start + len(block), len(known))

    return _nearest(space.features(pictures), blocks(), count, without)


def nearest(asked: np.ndarray, known: np.ndarray, count: int = 8, without: Any = None) -> Neighbours:
    """likeness(a, b) = a · b / (|a| |b|), the cosine of the angle between two rows of features

    The direction of the features says what the network sees, their length how strongly: a pale digit is still itself,
    so lengths are not compared. Of equally near ones the earlier comes first.

    `without` (N,): a row of `known` for each asked that is left out, such as itself; −1 for none.

    Shapes: asked (N, F), known (M, F) → rows and likeness (N, at most count)
    """
    return _nearest(asked, (known[i : i + AT_ONCE] for i in range(0, len(known), AT_ONCE)), count, without)


def _nearest(asked: np.ndarray, blocks: Iterable[np.ndarray], count: int, without: Any) -> Neighbours:
    asked, start = directions(asked), 0
    left_out = np.full((len(asked), 1), -1) if without is None else np.asarray(without).reshape(len(asked), 1)
    rows, likeness = np.empty((len(asked), 0), np.intp), np.empty((len(asked), 0), asked.dtype)
    for block in blocks:
        numbers = np.arange(start, start + len(block))
        near = asked @ directions(block).T  # (N, block)
        near[numbers == left_out] = -np.inf
        rows = np.concatenate([rows, np.broadcast_to(numbers, near.shape)], axis=1)
        likeness = np.concatenate([likeness, near], axis=1)
        best = np.argsort(-likeness, axis=1, kind="stable")[:, :count]
        rows, likeness = (np.take_along_axis(a, best, axis=1) for a in (rows, likeness))
        start += len(block)
    kept = int(np.isfinite(likeness).sum(axis=1).min(initial=count))  # fewer, when hardly more are known than asked for
    return Neighbours(rows[:, :kept], likeness[:, :kept])


class FeatureSpace:
    """`FeatureSpace(model).features(pictures)`: the numbers of a node; unless named, what comes into the last dense
    layer, or where there is none into the layer that gives the scores."""

    def __init__(self, model: Network, node: str | None = None):
        self._probe = Probe(model)
        known = [*self._probe.graph.inputs, *self._probe.nodes]
        self.node = _last_hidden(self._probe) if node is None else node
        if self.node not in known:
            message = f"the network has no layer {quoted(node)}{did_you_mean(node, known)}"
            raise DataError(Problem("unknown-node", message, facts={"value": node, "known": known}))

    def features(self, pictures: Any, progress: Tell | None = None) -> np.ndarray:
        """float32 (N, features); one picture counts as N = 1."""
        array = np.asarray(pictures)
        if array.ndim == len(self._probe.input_shape):
            array = array[np.newaxis]
        found = []
        at_once = portion(self._probe.input_shape, AT_ONCE)
        for start in range(0, len(array), at_once):
            x, _ = self._probe.prepared(array[start : start + at_once])
            self._probe.graph.forward(x)
            found.append(np.array(self._probe.graph.value_of(self.node)).reshape(len(x), -1))
            if progress:
                progress(start + len(x), len(array))
        return np.concatenate(found) if found else self._probe.prepared(array)[0]


def directions(features: np.ndarray) -> np.ndarray:
    """Rows of length 1; a row of zeros stays one, which is like none."""
    lengths = np.linalg.norm(features, axis=1, keepdims=True)
    return features / np.where(lengths > 0, lengths, 1)


def _last_hidden(probe: Probe) -> str:
    dense = [n for n in [*probe.upstream(), probe.nodes[probe.node]] if isinstance(n.layer, Dense)]
    last = dense[-1] if dense else probe.nodes[probe.node]
    return last.inputs[0]
