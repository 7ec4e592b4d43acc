"""Strict mode finds stale reads and foreign writes; buffers are reused; random streams do not disturb one another."""

import json

import numpy as np
import pytest

from netsumiki.engine.graph import Graph, sequential
from netsumiki.engine.layers.activation import ReLU
from netsumiki.engine.workspace import Streams, Workspace


def test_buffer_is_the_same_memory_for_every_batch_that_fits():
    workspace = Workspace()
    large = workspace.buffer("layer", "y", (8, 4))
    small = workspace.buffer("layer", "y", (3, 4))
    assert np.shares_memory(large, small) and small.flags.c_contiguous
    assert workspace.buffer("layer", "y", (8, 4)) is large
    assert workspace.nbytes() == 8 * 4 * 4


def test_buffer_grows_when_a_batch_does_not_fit():
    workspace = Workspace()
    small = workspace.buffer("layer", "y", (3, 4))
    large = workspace.buffer("layer", "y", (8, 4))
    assert large.shape == (8, 4) and not np.shares_memory(small, large)
    assert np.shares_memory(workspace.buffer("layer", "y", (3, 4)), large)


def test_buffers_of_other_owners_names_and_types_are_apart():
    workspace = Workspace()
    first = workspace.buffer("layer", "y", (4,))
    for other in (workspace.buffer("layer", "dx", (4,)), workspace.buffer("other", "y", (4,))):
        assert not np.shares_memory(first, other)
    assert workspace.buffer("layer", "mask", (4,), bool).dtype == bool
    workspace.release()
    assert workspace.nbytes() == 0


def test_strict_buffers_hold_nan_at_every_call():
    workspace = Workspace(strict=True)
    workspace.buffer("layer", "y", (4,))[...] = 1
    assert np.isnan(workspace.buffer("layer", "y", (4,))).all()
    assert workspace.buffer("layer", "mask", (4,), bool).all()


def test_strict_mode_finds_a_layer_that_writes_into_its_input(monkeypatch):
    monkeypatch.setattr(ReLU, "forward", lambda self, x, *, training: np.maximum(x, 0, out=x))
    spec, x = sequential((3,), ["identity", "relu"]), np.ones((2, 3), np.float32)
    Graph(spec, Workspace()).forward(x)
    with pytest.raises(ValueError, match="read-only"):
        Graph(spec, Workspace(strict=True)).forward(x)


def test_strict_mode_finds_a_layer_that_writes_into_dy(monkeypatch):
    monkeypatch.setattr(ReLU, "backward", lambda self, dy: np.multiply(dy, self.y > 0, out=dy))
    spec, x = sequential((3,), ["identity", "relu"]), np.ones((2, 3), np.float32)
    graph = Graph(spec, Workspace(strict=True))
    graph.forward(x)
    with pytest.raises(ValueError, match="read-only"):
        graph.backward(np.ones((2, 3), np.float32), inputs=True)


def test_callers_own_arrays_stay_writable():
    x = np.ones((2, 3), np.float32)
    Graph(sequential((3,), ["relu"]), Workspace(strict=True)).forward(x)
    x[...] = 2


def test_stream_does_not_depend_on_what_others_drew():
    alone, among = Streams(5), Streams(5)
    among["other"].random(1000)
    assert np.array_equal(alone["layer/dropout"].random(10), among["layer/dropout"].random(10))


def test_streams_differ_by_name_seed_and_lane():
    draws = [Streams(*which)[name].random() for which in ((5,), (6,), (5, 1)) for name in ("a", "b")]
    assert len(set(draws)) == 6


def test_streams_continue_where_their_state_was_kept():
    streams = Streams(5, 2)
    streams["a"].normal(size=7)
    kept = json.loads(json.dumps(streams.state()))
    expected = [streams["a"].normal(), streams["b"].normal()]
    streams["c"].normal()
    other = Streams()
    other["a"].normal()
    other.restore(kept)
    assert [other["a"].normal(), other["b"].normal()] == expected
    assert (other.seed, other.lane) == (5, 2)
