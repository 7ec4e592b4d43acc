"""What a network has learnt and where it errs, as arrays."""

import numpy as np
import pytest

from netsumiki.insight.filters import activations, feature_maps, first_filters
from netsumiki.insight.mistakes import Mistake, chances, commonest_confusions, worst_mistakes
from tests.insight.runs import CNN, MLP, PLANE, network


def test_first_filters_of_a_convolution_are_its_weights():
    graph = network(CNN, (12, 12, 3))
    found = first_filters(graph)
    assert found is not None
    assert (found.node, found.kind, found.total) == ("conv", "filter", 5)
    assert found.weights.shape == (5, 5, 5, 3)
    assert np.array_equal(found.weights[2], graph.layers["conv"].W.value[..., 2])


def test_first_filters_are_the_strongest_in_their_order():
    graph = network([{"name": "conv", "layer": "conv2d", "filters": 6}, *CNN[1:]])
    graph.layers["conv"].W.value[..., [1, 4]] = 100
    found = first_filters(graph, most=2)
    assert found is not None
    assert found.numbers == (1, 4)
    assert found.total == 6


def test_first_filters_of_a_depthwise_convolution():
    found = first_filters(network([{"layer": "depthwise_conv2d", "kernel_size": 3}, *CNN[1:]], (12, 12, 3)))
    assert found is not None
    assert found.weights.shape == (3, 3, 3, 1)


def test_first_filters_of_a_dense_layer_are_laid_out_as_its_pictures():
    graph = network([{"layer": "batch_norm"}, *MLP])
    found = first_filters(graph, most=40)
    assert found is not None
    assert found.kind == "unit"
    weights = graph.layers["hidden"].W.value
    assert np.array_equal(found.weights[7].ravel(), weights[:, 7])


@pytest.mark.parametrize(
    ("nodes", "shape"), [(PLANE, (2,)), ([{"layer": "max_pool"}, {"layer": "flatten"}, {"layer": "dense"}], (4, 4, 1))]
)
def test_weights_that_belong_to_no_place_of_a_picture_are_no_filters(nodes, shape):
    assert first_filters(network(nodes, shape)) is None


def test_feature_maps_are_what_the_layers_put_out():
    graph = network(CNN)
    picture = np.random.default_rng(0).normal(size=(12, 12, 1)).astype(np.float32)
    maps = feature_maps(graph, picture)
    assert list(maps) == ["conv", "relu_1"]
    assert maps["conv"].shape == (5, 8, 8)
    assert np.array_equal(maps["relu_1"], np.maximum(maps["conv"], 0))
    kept = maps["conv"].copy()
    graph.forward(np.zeros((1, 12, 12, 1), np.float32))
    assert np.array_equal(maps["conv"], kept)


def test_activations_hold_every_input_and_layer():
    made = activations(network(PLANE, (2,)), np.ones((3, 2), np.float32))
    assert {name: y.shape for name, y in made.items()}["tanh_1"] == (3, 4)
    assert np.allclose(made["softmax_1"].sum(axis=1), 1)


def test_worst_mistakes_are_the_surest_first():
    outputs = np.array([[0.9, 0.1], [0.6, 0.4], [0.2, 0.8], [0.1, 0.9]], np.float32)
    found = worst_mistakes(outputs, np.array([1, 1, 1, 0]), 2)
    assert [m.row for m in found] == [0, 3]
    assert found[0] == Mistake(0, label=1, guess=0, sure=pytest.approx(0.9))


def test_no_mistakes():
    assert worst_mistakes(np.eye(3, dtype=np.float32), np.arange(3), 5) == []


@pytest.mark.parametrize("activation", ["softmax", "sigmoid", None])
def test_chances_add_up_to_one_and_keep_the_order(activation):
    outputs = np.array([[3.0, 1.0, 0.5], [-1.0, -2.0, -3.0], [500.0, -500.0, 0.0]], np.float32)
    made = chances(outputs, activation)
    assert np.allclose(made.sum(axis=1), 1)
    assert made[0, 0] > made[0, 1] > made[0, 2]
    assert (made >= 0).all()


def test_chances_leave_the_scores_alone():
    outputs = np.ones((2, 3), np.float32)
    chances(outputs, "softmax")
    assert np.array_equal(outputs, np.ones((2, 3)))


def test_commonest_confusions():
    confusion = np.array([[50, 3, 0], [0, 60, 9], [0, 0, 70]])
    assert commonest_confusions(confusion, 5) == [(1, 2, 9), (0, 1, 3)]
