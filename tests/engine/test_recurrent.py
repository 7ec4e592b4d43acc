"""What recurrent layers promise beyond the contract: gates by hand, memory, states handed on, both directions."""

import numpy as np
import pytest

from netsumiki.engine.errors import RecipeError
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace

KINDS = ["simple_rnn", "lstm", "gru"]
STATES = {"simple_rnn": 1, "lstm": 2, "gru": 1}


def build(shape, layer, *, seed=0, dtype=np.float64, **options):
    node = {"name": "reader", "layer": layer, "units": 5} | options
    graph = Graph({"inputs": {"x": list(shape)}, "nodes": [node]}, Workspace(dtype, seed=seed, strict=True))
    return graph, graph.layers["reader"]


def going_on(shape, layer, **options):
    """Takes the state to begin with as its second input."""
    units = options.setdefault("units", 5)
    inputs = {"x": list(shape), "state": [STATES[layer] * units * (2 if options.get("bidirectional") else 1)]}
    node = {"name": "reader", "layer": layer, "inputs": ["x", "state"]} | options
    return Graph({"inputs": inputs, "nodes": [node]}, Workspace(np.float64, seed=1, strict=True))


def sequences(steps=7, features=3, seed=0):
    return np.random.default_rng(seed).normal(size=(4, steps, features))


# -- by hand ----------------------------------------------------------------------------------------------------------


def test_a_simple_rnn_adds_what_it_knew_to_what_it_reads():
    graph, layer = build((2, 1), "simple_rnn", units=1, returns="sequence")
    (r,) = layer.readings
    r.W.value[...], r.U.value[...], r.b.value[...] = 0.5, 2, -0.5
    y = graph.forward(np.array([[[3.0], [1.0]]]))
    # tanh(1.5 − 0.5) = 0.76159; tanh(0.5 + 2 · 0.76159 − 0.5) = tanh 1.52319
    assert y[0, :, 0] == pytest.approx([0.7615942, 0.9092517], abs=1e-6)


def test_an_lstm_writes_keeps_and_shows_by_its_gates():
    graph, layer = build((2, 1), "lstm", units=1, returns="sequence")
    (r,) = layer.readings
    r.W.value[...], r.U.value[...] = [[0, 0, 0, 1]], 0
    r.b.value[...] = [0, np.log(3), 0, 0]  # writes ½, keeps ¾, shows ½
    y = graph.forward(np.array([[[np.arctanh(0.8)], [0.0]]]))
    assert r.state[1, :, 0, 0] == pytest.approx([0, 0.4, 0.3])  # ½ · 0.8, then ¾ of it
    assert y[0, :, 0] == pytest.approx([0.5 * np.tanh(0.4), 0.5 * np.tanh(0.3)])


def test_a_gru_mixes_what_it_knew_with_what_is_new():
    graph, layer = build((2, 1), "gru", units=1, returns="sequence")
    (r,) = layer.readings
    r.W.value[...], r.U.value[...], r.d.value[...] = [[0, 0, 1]], 0, 1
    r.b.value[...] = [0, np.log(3), 0]  # looks back by ½, keeps ¾
    y = graph.forward(np.array([[[np.arctanh(0.6) - 0.5], [np.arctanh(-0.2) - 0.5]]]))
    # n = tanh(x + ½ (0 + 1)): 0.6 and −0.2; ¼ · 0.6 = 0.15; ¾ · 0.15 − ¼ · 0.2 = 0.0625
    assert y[0, :, 0] == pytest.approx([0.15, 0.0625])


# -- how they begin ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("options", [{}, {"bidirectional": True}])
def test_the_forget_gate_begins_open_and_every_other_offset_with_0(options):
    _, layer = build((4, 3), "lstm", **options)
    for r in layer.readings:
        assert r.b.value.reshape(4, 5).tolist() == [[0] * 5, [1] * 5, [0] * 5, [0] * 5]


@pytest.mark.parametrize("layer", ["simple_rnn", "gru"])
def test_layers_without_a_forget_gate_begin_with_offsets_of_0(layer):
    graph, _ = build((4, 3), layer)
    assert all((p.value == 0).all() for p in graph.params if p.value.ndim == 1)


def test_without_offsets_there_are_none():
    graph, _ = build((4, 3), "gru", bias=False)
    assert [p.value.shape for p in graph.params] == [(3, 15), (5, 15)]


# -- states -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layer", KINDS)
def test_a_state_handed_on_equals_one_long_reading(layer):
    x = sequences(steps=9)
    whole, _ = build((9, 3), layer, returns="state")
    first = going_on((4, 3), layer, returns="state")
    then = going_on((5, 3), layer, returns="state")
    for graph in (first, then):
        graph.params.vector[...] = whole.params.vector
    nothing = np.zeros((4, STATES[layer] * 5))
    middle = first.forward({"x": x[:, :4], "state": nothing}).copy()
    end = then.forward({"x": x[:, 4:], "state": middle}).copy()
    np.testing.assert_allclose(end, whole.forward(x), atol=1e-12)


@pytest.mark.parametrize("layer", KINDS)
def test_the_gradient_goes_back_through_a_state_as_through_one_long_reading(layer):
    x, dy = sequences(steps=9), np.random.default_rng(1).normal(size=(4, STATES[layer] * 5))
    whole, _ = build((9, 3), layer, returns="state")
    first, then = (going_on((n, 3), layer, returns="state") for n in (4, 5))
    for graph in (first, then):
        graph.params.vector[...] = whole.params.vector
        graph.params.zero()
    middle = first.forward({"x": x[:, :4], "state": np.zeros_like(dy)}, training=True).copy()
    then.forward({"x": x[:, 4:], "state": middle}, training=True)
    later = then.backward(dy, inputs=True)
    earlier = first.backward(later["state"], inputs=True)
    whole.params.zero()
    whole.forward(x, training=True)
    dx = whole.backward(dy, inputs=True)["x"]
    np.testing.assert_allclose(np.concatenate([earlier["x"], later["x"]], axis=1), dx, atol=1e-12)
    for p, one, other in zip(whole.params, first.params, then.params, strict=True):
        np.testing.assert_allclose(one.grad + other.grad, p.grad, atol=1e-11)


@pytest.mark.parametrize("layer", KINDS)
def test_a_second_batch_begins_with_an_empty_state(layer):
    graph, _ = build((7, 3), layer)
    first = graph.forward(sequences()).copy()
    graph.forward(sequences(seed=5))
    assert np.array_equal(graph.forward(sequences()), first)


def test_a_state_of_another_size_is_refused_in_words():
    spec = {
        "inputs": {"x": [4, 3], "state": [7]},
        "nodes": [{"name": "reader", "layer": "lstm", "units": 5, "inputs": ["x", "state"]}],
    }
    with pytest.raises(RecipeError, match=r"lstm begins with a state of shape \(10,\), got \(7,\)"):
        Graph(spec)


# -- what comes out ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layer", KINDS)
def test_last_is_the_end_of_the_sequence_and_the_beginning_of_the_state(layer):
    whole, *others = (build((7, 3), layer, returns=returns)[0] for returns in ("sequence", "last", "state"))
    for graph in others:
        graph.params.vector[...] = whole.params.vector
    after_every_step, (last, state) = whole.forward(sequences()), (g.forward(sequences()) for g in others)
    np.testing.assert_array_equal(after_every_step[:, -1], last)
    np.testing.assert_array_equal(state[:, :5], last)


@pytest.mark.parametrize("layer", KINDS)
def test_both_directions_are_two_layers_of_which_one_reads_from_the_end(layer):
    both, reader = build((7, 3), layer, bidirectional=True, returns="sequence")
    forth, _ = build((7, 3), layer, returns="sequence")
    back, _ = build((7, 3), layer, returns="sequence")
    for graph, r in ((forth, reader.readings[0]), (back, reader.readings[1])):
        (own,) = graph.layers["reader"].readings
        for name in "WUbd":
            if getattr(own, name) is not None:
                getattr(own, name).value[...] = getattr(r, name).value
    y = both.forward(sequences())
    np.testing.assert_allclose(y[..., :5], forth.forward(sequences()), atol=1e-12)
    np.testing.assert_allclose(y[..., 5:], back.forward(sequences()[:, ::-1])[:, ::-1], atol=1e-12)


@pytest.mark.parametrize("layer", KINDS)
def test_what_stands_at_the_end_is_known_at_the_first_step_only_when_both_directions_are_read(layer):
    changed = sequences()
    changed[:, -1] += 1
    for both in (False, True):
        graph, _ = build((7, 3), layer, bidirectional=both, returns="sequence")
        before = graph.forward(sequences())[:, 0].copy()
        after = graph.forward(changed)[:, 0]
        assert np.array_equal(before[:, :5], after[:, :5]) and (not both or (before[:, 5:] != after[:, 5:]).all())


# -- memory -----------------------------------------------------------------------------------------------------------


def share_that_arrives(graph, steps=50):
    """How long the gradient of the last output is at the first step, as a share of that at the last step."""
    graph.forward(sequences(steps), training=True)
    dx = graph.backward(np.ones((4, 16)), inputs=True)["x"]
    return np.linalg.norm(dx[:, 0]) / np.linalg.norm(dx[:, -1])


def test_a_gradient_fades_on_its_way_through_a_simple_rnn_and_not_through_an_lstm_that_keeps():
    simple, _ = build((50, 3), "simple_rnn", units=16)
    lstm, layer = build((50, 3), "lstm", units=16)
    fresh = share_that_arrives(lstm)
    layer.readings[0].b.value[16:32] = 6  # keeps 99.75 % at each step
    assert share_that_arrives(simple) < 1e-6
    assert fresh > 20 * share_that_arrives(simple)
    assert share_that_arrives(lstm) > 0.05


def test_an_lstm_that_keeps_everything_and_writes_nothing_shows_its_first_state_after_fifty_steps():
    graph = going_on((50, 3), "lstm", units=2, returns="state")
    (r,) = graph.layers["reader"].readings
    r.W.value[...], r.U.value[...] = 0, 0
    r.b.value[...] = [-40, -40, 40, 40, 40, 40, 0, 0]  # i ≈ 0, f ≈ 1, o ≈ 1
    state = graph.forward({"x": sequences(50), "state": np.tile([0, 0, 0.3, -0.7], (4, 1))})
    np.testing.assert_allclose(state, np.tile([np.tanh(0.3), np.tanh(-0.7), 0.3, -0.7], (4, 1)), atol=1e-12)


@pytest.mark.parametrize("layer", KINDS)
def test_gates_stay_finite_far_from_zero(layer):
    graph, _ = build((6, 3), layer, dtype=np.float32)
    x = np.full((2, 6, 3), 1e4, np.float32) * np.array([[1], [-1]] * 3, np.float32)
    with np.errstate(all="raise", under="ignore"):
        y = graph.forward(x, training=True).copy()
        dx = graph.backward(np.ones_like(y), inputs=True)["x"]
    assert np.isfinite(y).all() and np.isfinite(dx).all() and np.abs(y).max() <= 1
