"""What single layers promise beyond the contract: chances, extremes, ties, ranges."""

import numpy as np
import pytest

from netsumiki.engine.errors import RecipeError
from netsumiki.engine.graph import Graph, sequential
from netsumiki.engine.layers import layers
from netsumiki.engine.params import Statistic
from netsumiki.engine.workspace import Workspace

ACTIVATIONS = [name for name in layers if layers[name].group == "Activation"]


def build(shape, *nodes, dtype=np.float32, seed=0):
    return Graph(sequential(shape, list(nodes), name="x"), Workspace(dtype, seed=seed, strict=True))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_dropout_drops_its_share_and_keeps_the_mean(dtype):
    graph = build((100,), {"layer": "dropout", "rate": 0.3}, dtype=dtype)
    y = graph.forward(np.ones((400, 100), dtype), training=True)
    assert set(np.unique(y)) == {0, dtype(1) * dtype(1 / 0.7)}
    assert (y == 0).mean() == pytest.approx(0.3, abs=0.01)
    assert np.array_equal(graph.backward(np.ones_like(y), inputs=True)["x"], y)


def test_dropout_draws_anew_each_time_and_repeats_with_its_seed():
    x = np.ones((8, 50), np.float32)
    one, same, other = (build((50,), "dropout", seed=s) for s in (1, 1, 2))
    first, second = (one.forward(x, training=True).copy() for _ in range(2))
    assert not np.array_equal(first, second)
    assert np.array_equal(same.forward(x, training=True), first)
    assert not np.array_equal(other.forward(x, training=True), first)
    assert np.array_equal(one.forward(x), x)


def test_noise_has_its_standard_deviation_while_training():
    graph = build((100,), {"layer": "gaussian_noise", "std": 0.5})
    x = np.full((400, 100), 3, np.float32)
    noise = graph.forward(x, training=True) - x
    assert noise.std() == pytest.approx(0.5, rel=0.02) and abs(noise.mean()) < 0.01
    assert np.array_equal(graph.forward(x), x)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activation_stays_finite_far_from_zero(name):
    graph = build((6,), name)
    x = np.array([[-1e4, -100, -20, 20, 100, 1e4]], np.float32)
    with np.errstate(all="raise", under="ignore"):
        y = graph.forward(x).copy()
        dx = graph.backward(np.ones_like(x), inputs=True)["x"]
    assert np.isfinite(y).all() and np.isfinite(dx).all()


def test_batch_norm_gives_mean_zero_and_variance_one_while_training():
    graph = build((5, 5, 3), "batch_norm")
    x = np.random.default_rng(0).normal(7, 4, (64, 5, 5, 3))
    y = graph.forward(x, training=True)
    assert np.allclose(y.mean(axis=(0, 1, 2)), 0, atol=1e-5) and np.allclose(y.var(axis=(0, 1, 2)), 1, atol=1e-4)


def test_batch_norm_of_one_number_each_does_not_fail():
    graph = build((3,), "batch_norm")
    y = graph.forward(np.ones((1, 3), np.float32), training=True)
    graph.params.commit()
    assert not y.any() and all(np.isfinite(p.value).all() for p in graph.params)


def test_large_sums_in_float32_stay_exact():
    """A mean over a million pixels with an offset: naive float32 sums would be off by far more."""
    x = np.random.default_rng(0).normal(100, 1, (128, 96, 96, 1)).astype(np.float32)
    graph = build((96, 96, 1), "batch_norm")
    graph.forward(x, training=True)
    graph.params.commit()
    seen = {p.name.rpartition(".")[2]: p.value for p in graph.params if isinstance(p, Statistic)}
    assert seen["mean"] == pytest.approx(0.1 * x.mean(dtype=np.float64), rel=1e-5)
    assert seen["var"] == pytest.approx(0.9 + 0.1 * x.var(dtype=np.float64, ddof=1), rel=1e-4)


@pytest.mark.parametrize("name", ["max_pool", "global_max_pool"])
def test_of_equal_pixels_one_takes_the_gradient(name):
    graph = build((4, 4, 2), name)
    y = graph.forward(np.ones((3, 4, 4, 2), np.float32))
    dx = graph.backward(np.ones_like(y), inputs=True)["x"]
    assert set(np.unique(dx)) == {0, 1} and dx.sum() == y.size


def test_average_pool_counts_its_border_as_zeros():
    graph = build((2, 2, 1), {"layer": "average_pool", "pool_size": 2, "padding": 1, "strides": 2})
    assert graph.forward(np.full((1, 2, 2, 1), 4, np.float32)).ravel().tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize(("number", "said"), [(-1, "-1"), (5, "5"), (10**6, "1000000")])
def test_embedding_refuses_numbers_without_a_row(number, said):
    graph = build((2,), {"layer": "embedding", "entries": 5, "units": 3})
    with pytest.raises(RecipeError, match=f"5 entries, got the number {said}:"):
        graph.forward(np.array([[0, 4], [1, number]]))


def test_embedding_adds_up_the_gradients_of_a_row_used_twice():
    graph = build((3,), {"layer": "embedding", "entries": 4, "units": 2})
    graph.forward(np.array([[1, 1, 3]]))
    graph.backward(np.arange(6, dtype=np.float32).reshape(1, 3, 2))
    assert graph.params["embedding_1.W"].grad.tolist() == [[0, 0], [2, 4], [0, 0], [4, 5]]


def test_bilinear_upsampling_keeps_a_slope_straight():
    graph = build((4, 1, 1), {"layer": "upsample", "factor": [2, 1], "method": "bilinear"})
    y = graph.forward(np.arange(4.0).reshape(1, 4, 1, 1)).ravel()
    assert y.tolist() == [0, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3]


@pytest.mark.parametrize("size", range(1, 12))
@pytest.mark.parametrize("kernel", [1, 2, 3, 5])
@pytest.mark.parametrize("strides", [1, 2, 3])
def test_same_padding_gives_the_input_divided_by_the_stride(size, kernel, strides):
    for name in ("conv2d", "depthwise_conv2d"):
        options = {"kernel_size": kernel, "strides": strides, "padding": "same"}
        assert layers[name](**options).output_shape((size, size, 2))[:2] == (-(-size // strides),) * 2
    pool = layers["max_pool"](pool_size=kernel, strides=strides, padding="same")
    assert pool.output_shape((size, size, 2))[:2] == (-(-size // strides),) * 2
    options = {"kernel_size": kernel, "strides": strides, "padding": "same"}
    assert layers["conv2d_transpose"](**options).output_shape((size, size, 2))[:2] == (size * strides,) * 2
