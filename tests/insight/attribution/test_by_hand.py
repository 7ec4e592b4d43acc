"""Every method gives the numbers that can be worked out by hand on a tiny network."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from netsumiki.data.preprocessing import Preprocessing
from netsumiki.insight.attribution import attributions, explain
from netsumiki.insight.attribution.maps import enlarged
from netsumiki.insight.attribution.occlusion import Occlusion, windows
from tests.insight.attribution.networks import Reader, graph_of, linear

X = np.array([[1.0, 2.0], [3.0, 0.5]], np.float32)[..., np.newaxis]
W = [[1, -2, 0.5, 4], [0, 3, -1, 2]]


def values(network, method, target=0, x=X, **options):
    return explain(network, x, attributions.create(method, **options), target).values[..., 0]


# -- slopes ---------------------------------------------------------------------------------------------------------


def test_saliency_of_a_linear_network_is_the_size_of_its_weights():
    assert_allclose(values(linear(W), "saliency"), [[1, 2], [0.5, 4]])


def test_gradient_times_input_of_a_linear_network_is_each_pixels_share_of_the_score():
    found = explain(linear(W), X, "gradient_input", 0)
    assert_allclose(found.values[..., 0], [[1, -4], [1.5, 2]])
    assert found.scores == pytest.approx((0.5,)) and found.signed and found.limit == 4


def test_only_the_asked_class_counts():
    assert_allclose(values(linear(W), "gradient_input", 1), [[0, 6], [-3, 1]])


def test_without_a_target_the_best_class_is_explained():
    found = explain(linear(W), X, "saliency")
    assert found.targets == (1,) and found.scores == pytest.approx((4.0,))


@pytest.mark.parametrize("end", ["softmax", "sigmoid"])
def test_the_score_is_what_goes_into_a_final_softmax_or_sigmoid(end):
    assert_allclose(values(linear(W, end=[end]), "gradient_input"), [[1, -4], [1.5, 2]])


def test_guided_backpropagation_hands_back_only_slopes_above_0():
    """y = −2 relu(x₁ + x₂) + 3 relu(x₁ − x₂ + 5): the plain slope is (1, −5), the guided one (3, −3)."""
    nodes = ["flatten", {"name": "a", "layer": "dense", "units": 2}, "relu"]
    weights = {"a.W": [[1, 1], [1, -1]], "a.b": [0, 5], "b.W": [[-2], [3]], "b.b": 0}
    network = graph_of([*nodes, {"name": "b", "layer": "dense", "units": 1}], (1, 2, 1), weights)
    x = np.array([[[1.0], [2.0]]], np.float32)
    assert_allclose(values(network, "guided_backprop", x=x), [[3, -3]])
    assert_allclose(values(network, "saliency", x=x), [[1, 5]])


def test_guided_backpropagation_leaves_the_network_as_it_was():
    nodes = ["flatten", {"name": "a", "layer": "dense", "units": 2}, "relu", {"layer": "dense", "units": 1}]
    network = graph_of(nodes, seed=3)
    kinds = [type(layer) for layer in network.layers.values()]
    before = values(network, "saliency")
    values(network, "guided_backprop")
    assert [type(layer) for layer in network.layers.values()] == kinds
    assert_allclose(values(network, "saliency"), before)


# -- averages -------------------------------------------------------------------------------------------------------


def test_smoothgrad_of_a_linear_network_is_its_weights_whatever_the_noise():
    assert_allclose(values(linear(W), "smoothgrad", samples=3, noise=1.0), [[1, -2], [0.5, 4]], rtol=1e-6)


def test_smoothgrad_tells_how_often_a_unit_is_awake_in_the_noise():
    """y = relu(x₁ + x₂ − 3) at the kink (1, 2): the slope is 1 in about half of the noisy copies."""
    weights = {"a.W": [[1], [1]], "a.b": -3}
    network = graph_of(["flatten", {"name": "a", "layer": "dense", "units": 1}, "relu"], (1, 2, 1), weights)
    x = np.array([[[1.0], [2.0]]], np.float32)
    found = values(network, "smoothgrad", x=x, samples=400)
    assert found[0, 0] == found[0, 1] and 0.4 < found[0, 0] < 0.6


def test_integrated_gradients_of_a_linear_network_are_gradient_times_input():
    assert_allclose(values(linear(W), "integrated_gradients", steps=1), [[1, -4], [1.5, 2]], rtol=1e-6)


def test_integrated_gradients_of_a_square_are_exact():
    """y = (x₁)² · 1 by a multiply layer: the slope 2 t x on the way gives x² for the pixel."""
    nodes = [
        {"name": "flat", "layer": "flatten", "inputs": ["image"]},
        {"name": "square", "layer": "multiply", "inputs": ["flat", "flat"]},
        {"name": "sum", "layer": "dense", "units": 1},
    ]
    network = graph_of(nodes, weights={"sum.W": 1, "sum.b": 0})
    found = explain(network, X, attributions.create("integrated_gradients", steps=2), 0)
    assert_allclose(found.values, X**2, rtol=1e-6)
    assert found.facts["difference"] == pytest.approx([14.25]) and abs(found.facts["gap"][0]) < 1e-5


def test_integrated_gradients_begin_at_the_baseline():
    assert_allclose(values(linear(W), "integrated_gradients", baseline=1.0), [[0, -2], [1, -2]], rtol=1e-6)


def test_black_is_what_the_preprocessing_makes_of_it():
    """In the signed scale the empty picture is −1 everywhere: each pixel adds w (x + 1)."""
    picture = np.array([[255, 0], [0, 255]], np.uint8)[..., np.newaxis]
    model = Reader(linear(W), Preprocessing(scale="signed"))
    assert_allclose(values(model, "integrated_gradients", x=picture), [[2, 0], [0, 8]], rtol=1e-6)
    assert_allclose(values(model, "occlusion", x=picture, window=1, stride=1), [[2, 0], [0, 8]], rtol=1e-6)


# -- maps -----------------------------------------------------------------------------------------------------------


def two_filters():
    """Maps A₁ = x and A₂ = 2 x (1 × 1 filters); score = Σ A₁ − ¼ Σ A₂ + A₁ at the first cell."""
    nodes = [
        {"name": "conv", "layer": "conv2d", "filters": 2, "kernel_size": 1},
        "flatten",
        {"name": "dense", "layer": "dense", "units": 1},
    ]
    score = np.tile([1.0, -0.25], 4)[:, np.newaxis]  # (h · w · 2, 1): cells outside, filters inside
    score[0] += 1
    return graph_of(nodes, weights={"conv.W": [[[[1, 2]]]], "conv.b": 0, "dense.W": score, "dense.b": 0})


def test_grad_cam_weighs_each_map_by_the_mean_of_its_slopes():
    """w₁ = (2 + 1 + 1 + 1) / 4 = 1.25, w₂ = −0.25: 1.25 x − 0.25 · 2 x = 0.75 x"""
    found = explain(two_filters(), X, "grad_cam", 0)
    assert_allclose(found.values, 0.75 * X, rtol=1e-6)
    assert found.facts == {"node": "conv", "size": [2, 2]} and not found.signed


def test_grad_cam_leaves_out_what_speaks_against_unless_it_is_asked_for():
    assert_allclose(values(two_filters(), "grad_cam", x=-X), 0)
    assert_allclose(values(two_filters(), "grad_cam", x=-X, positive=False), -0.75 * X[..., 0], rtol=1e-6)


def test_guided_grad_cam_is_the_product_of_both():
    nodes = [
        {"name": "conv", "layer": "conv2d", "filters": 1, "kernel_size": 1},
        {"name": "relu", "layer": "relu"},
        {"name": "pool", "layer": "average_pool"},
        "flatten",
        {"name": "dense", "layer": "dense", "units": 1},
    ]
    weights = {"conv.W": 2, "conv.b": 0, "dense.W": [[1], [-3], [1], [1]], "dense.b": 0}
    network = graph_of(nodes, (4, 4, 1), weights)
    x = np.ones((4, 4, 1), np.float32)
    # The pooled map is 2 everywhere and its slopes (1, −3, 1, 1): w = 0, so the map of the pooled layer is 0 …
    assert_allclose(values(network, "guided_grad_cam", x=x, node="pool"), 0)
    # … while a network with the weights (1, −1, 1, 1) has w = ½, the map 1, and guided slopes 2 · ¼ · (1, 0, 1, 1).
    network.params["dense.W"].value[...] = [[1], [-1], [1], [1]]
    quarters = np.kron([[0.5, 0], [0.5, 0.5]], np.ones((2, 2)))
    assert_allclose(values(network, "guided_grad_cam", x=x, node="pool"), quarters, rtol=1e-6)


def test_enlarging_blends_between_the_middles_of_cells():
    assert_allclose(enlarged(np.array([[0.0, 4.0]]), (1, 4)), [[0, 1, 3, 4]])
    assert_allclose(enlarged(np.array([[1.0], [3.0]]), (3, 2)), [[1, 1], [2, 2], [3, 3]])


# -- occlusion ------------------------------------------------------------------------------------------------------


def test_occlusion_of_a_linear_network_by_single_pixels_is_exact():
    assert_allclose(values(linear(W), "occlusion", window=1, stride=1), [[1, -4], [1.5, 2]], rtol=1e-6)


def test_large_pictures_are_covered_by_larger_windows_and_not_by_more():
    for side, window, stride in ((2, 1, 1), (28, 4, 2), (256, 37, 18)):
        sizes = Occlusion().sizes((side, side, 3))
        assert sizes == ((window, window), (stride, stride))
        assert len(windows((side, side), *sizes)) <= 14 * 14
    assert Occlusion(window=[8, 3]).sizes((256, 256, 3)) == ((8, 3), (4, 1))


def test_occlusion_is_the_mean_over_the_windows_that_cover_a_pixel():
    """Windows of two pixels over three: the falls are 1 + 10 and 10 + 100, and the middle pixel lies in both."""
    network = linear([[1, 10, 100]], (1, 3, 1))
    x = np.ones((1, 3, 1), np.float32)
    assert_allclose(values(network, "occlusion", x=x, window=[1, 2], stride=1), [[11, (11 + 110) / 2, 110]], rtol=1e-6)


def test_the_last_window_is_cut_off_at_the_border():
    assert windows((1, 5), (1, 2), (1, 2)) == [
        (slice(0, 1), slice(0, 2)),
        (slice(0, 1), slice(2, 4)),
        (slice(0, 1), slice(4, 5)),
    ]
    assert windows((2, 2), (9, 9), (1, 1)) == [(slice(0, 2), slice(0, 2))]


# -- wishes ---------------------------------------------------------------------------------------------------------


def test_activation_maximisation_lights_what_helps_and_darkens_what_hurts():
    network = linear([[1, -1, 0, 1]])
    steady = {"blur": 0, "shift": 0, "decay": 0.01}
    found = explain(network, None, attributions.create("activation_maximization", **steady), 0)
    assert_allclose(found.values[..., 0][[0, 0, 1], [0, 1, 1]], [1, 0, 1], atol=0.02)
    assert found.values[1, 0, 0] < 0.1 and found.scores[0] > 1.9


def test_activation_maximisation_asks_a_filter_of_a_layer():
    nodes = [
        {"name": "conv", "layer": "conv2d", "filters": 2, "kernel_size": 1},
        "flatten",
        {"layer": "dense", "units": 1},
    ]
    network = graph_of(nodes, weights={"conv.W": [[[[1, -1]]]], "conv.b": 0})
    method = attributions.create("activation_maximization", node="conv", shift=0, blur=0)
    found = explain(network, None, method, [0, 1])
    assert found.values.shape == (2, 2, 2, 1) and found.facts == {"node": "conv"}
    assert found.values[0].min() > 0.9 and found.values[1].max() == 0
    assert found.scores[0] == pytest.approx(found.values[0].mean())
