"""Gradients add up lazily and as outer products, yet always equal plain sums; values live in one flat vector."""

import numpy as np
import pytest

from netsumiki.engine.errors import ModelFileError
from netsumiki.engine.graph import Graph, sequential
from netsumiki.engine.initializers import initializers
from netsumiki.engine.params import Parameter, ParameterSet, Statistic
from netsumiki.engine.workspace import Workspace

ZEROS = initializers.create("zeros")


def one(shape=(4, 3)):
    p = Parameter("a.W", shape, ZEROS, 1, 1)
    ParameterSet([p], np.float64)
    return p


def scratch(*shape):
    return np.full(shape, np.nan)


def test_gradient_is_zero_after_zero_whatever_was_there():
    p = one()
    p.add(np.ones((4, 3)))
    p.zero()
    assert not p.grad.any()
    p.zero()
    p.add(np.full((4, 3), 2.0))
    assert (p.grad == 2).all()


@pytest.mark.parametrize(
    "order", ["add add", "add product", "product add", "product product", "outer add outer product"]
)
def test_contributions_of_every_kind_add_up(order):
    p, expected = one(), np.zeros((4, 3))
    rng = np.random.default_rng(0)
    for kind in order.split():
        n = 1 if kind == "outer" else 5
        a, b = rng.normal(size=(4, n)), rng.normal(size=(n, 3))
        expected += a @ b
        if kind == "add":
            p.add(a @ b)
        else:
            p.add_product(a, b, scratch)
    assert np.allclose(p.grad, expected, rtol=1e-13)


def test_outer_product_is_remembered_even_if_its_factors_are_overwritten():
    p = one()
    a, b = np.arange(4.0)[:, None], np.arange(3.0)[None]
    p.add_product(a, b, scratch)
    expected = a @ b
    a[...] = b[...] = np.nan
    assert np.array_equal(p.grad, expected)


def test_blocks_cover_every_number_once():
    for shape in ((3,), (40_000,), (300, 100), (3, 3, 64, 96), (2, 20_000)):
        p = one(shape)
        flat = [range(p.size)[f] for _, f in p.blocks()]
        assert [i for piece in flat for i in piece] == list(range(p.size))
        for rows, place in p.blocks():
            assert np.shares_memory(p.value[rows], p.value.reshape(-1)[place])
            assert p.value[rows].size == len(range(p.size)[place])


def test_values_and_gradients_are_views_of_flat_vectors_with_statistics_last():
    graph = Graph(sequential((4,), [{"layer": "dense", "units": 3}, "batch_norm", {"layer": "dense", "units": 2}]))
    params = graph.params
    assert [p.name for p in params][-2:] == ["batch_norm_1.mean", "batch_norm_1.var"]
    assert params.learned == params.size == 4 * 3 + 3 + 6 + 3 * 2 + 2 and params.vector.size == params.learned + 6
    params.vector[...] = 7
    assert all((p.value == 7).all() for p in params)
    assert params.vector.dtype == np.float32


def test_values_are_loaded_by_name_and_must_fit():
    graph = Graph(sequential((4,), [{"layer": "dense", "units": 3}]))
    values = graph.params.values()
    other = Graph(sequential((4,), [{"layer": "dense", "units": 3}]), Workspace(seed=9))
    other.params.load(dict(reversed(values.items())))
    assert np.array_equal(other.params["dense_1.W"].value, values["dense_1.W"])
    for wrong in (
        {"dense_1.W": values["dense_1.W"]},
        {**values, "more": np.zeros(3)},
        {**values, "dense_1.b": np.zeros(4)},
    ):
        before = other.params.values()
        with pytest.raises(ModelFileError, match=r"dense_1\.b|more"):
            other.params.load(wrong)
        assert all(np.array_equal(before[n], v) for n, v in other.params.values().items())


def test_running_average_moves_by_the_mean_of_what_was_observed_since_the_last_step():
    s = Statistic("norm.mean", (2,), initializers.create("constant", value=1.0), momentum=0.9)
    params = ParameterSet([s], np.float64)
    params.initialize(Workspace().streams)
    params.commit()
    assert (s.value == 1).all()  # nothing seen, nothing moved
    s.observe(np.array([2.0, 4.0]))
    s.observe(np.array([4.0, 8.0]))
    params.commit()
    assert np.allclose(s.value, 0.9 * 1 + 0.1 * np.array([3.0, 6.0]))
    params.commit()
    assert np.allclose(s.value, 0.9 * 1 + 0.1 * np.array([3.0, 6.0]))  # each observation counts once


def test_observations_without_a_step_are_forgotten():
    graph = Graph(sequential((4,), ["batch_norm"]), Workspace(np.float64))
    x = np.random.default_rng(0).normal(2, 3, (6, 4))
    graph.forward(x, training=True)
    graph.params.zero()
    graph.params.commit()
    assert not graph.params["batch_norm_1.mean"].value.any()
    graph.forward(x, training=True)
    graph.params.commit()
    assert np.allclose(graph.params["batch_norm_1.mean"].value, 0.1 * x.mean(axis=0))
    assert np.allclose(graph.params["batch_norm_1.var"].value, 0.9 + 0.1 * x.var(axis=0, ddof=1))
