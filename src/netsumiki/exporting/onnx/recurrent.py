"""Recurrent layers in ONNX, whose gates stand in another order and whose steps come before the samples."""

from typing import Any

import numpy as np

from netsumiki.exporting.formats.plan import Step
from netsumiki.exporting.onnx.network import Walk


def simple_rnn(walk: Walk, step: Step, layer: Any) -> str:
    return _recurrent(walk, step, layer, "RNN", (0,))


def lstm(walk: Walk, step: Step, layer: Any) -> str:
    return _recurrent(walk, step, layer, "LSTM", (0, 2, 1, 3))  # i, o, f, g


def gru(walk: Walk, step: Step, layer: Any) -> str:
    return _recurrent(walk, step, layer, "GRU", (1, 0, 2), linear_before_reset=1)  # z, r, n


def _recurrent(walk: Walk, step: Step, layer: Any, kind: str, order: tuple[int, ...], **attributes: Any) -> str:
    """`order`: which of our blocks of columns is each of theirs."""
    u, both = layer.units, ["", "_back"][: layer.directions]
    columns = np.concatenate([np.arange(k * u, (k + 1) * u) for k in order])
    matrices = [_stacked(walk, step, [name + back for back in both], columns) for name in ("W", "U")]
    offsets = walk.writer.constant(
        np.stack([_offsets(walk, step, back, columns, u) for back in both]), f"{step.name}.offsets"
    )
    x, *state = walk.inputs(step)
    states = [_part(walk, step, layer, state[0], j) for j in range(layer.states)] if state else []
    steps_first = walk.node(step, "Transpose", x, perm=[1, 0, 2])
    every, *last = walk.writer.nodes_outputs(
        kind,
        (steps_first, *matrices, offsets, "", *states) if states else (steps_first, *matrices, offsets),
        1 + layer.states,
        step.name,
        hidden_size=u,
        direction="bidirectional" if layer.bidirectional else "forward",
        **attributes,
    )
    if layer.returns == "sequence":  # (T, directions, N, units) → (N, T, directions · units)
        return _shaped(walk, step, walk.node(step, "Transpose", every, perm=[2, 0, 1, 3]))
    ends = last if layer.returns == "state" else last[:1]  # each (directions, N, units)
    axis = walk.writer.constant([2], kind=np.int64)
    turned = [walk.node(step, "Unsqueeze", walk.node(step, "Transpose", end, perm=[1, 0, 2]), axis) for end in ends]
    return _shaped(walk, step, walk.node(step, "Concat", *turned, axis=2))  # (N, directions, states, units)


def _stacked(walk: Walk, step: Step, names: list[str], columns: np.ndarray) -> str:
    """(directions, gates · units, features), each direction with its own scales."""
    parts = [walk.weight(step, name, lambda p: p.columns(columns).moved(1, 0).inserted(0)) for name in names]
    return parts[0] if len(parts) == 1 else walk.node(step, "Concat", *parts, axis=0)


def _offsets(walk: Walk, step: Step, back: str, columns: np.ndarray, units: int) -> np.ndarray:
    """What is added to x W, and then what is added to h U: nothing, but for the new of a GRU."""
    heard, recalled = np.zeros((2, len(columns)), np.float32)
    if walk.has(step, "b" + back):
        heard[...] = walk.array(step, "b" + back)[columns]
    if walk.has(step, "d" + back):
        recalled[-units:] = walk.array(step, "d" + back)
    return np.concatenate([heard, recalled])


def _part(walk: Walk, step: Step, layer: Any, state: str, j: int) -> str:
    """The j-th state to begin with, (directions, N, units), of (N, directions · states · units)."""
    shape = walk.writer.constant([0, layer.directions, layer.states, layer.units], kind=np.int64)
    parts = walk.node(step, "Reshape", state, shape)
    one = walk.node(step, "Gather", parts, walk.writer.constant(j, kind=np.int64), axis=2)
    return walk.node(step, "Transpose", one, perm=[1, 0, 2])


def _shaped(walk: Walk, step: Step, value: str) -> str:
    return walk.node(step, "Reshape", value, walk.writer.constant([0, *step.shape], kind=np.int64))
