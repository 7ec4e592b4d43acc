"""What cannot be explained is refused in words that name what is wrong and what to do."""

import numpy as np
import pytest

from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.errors import DataError, NetsumikiError, OptionError
from netsumiki.insight.attribution import attributions, explain
from tests.insight.attribution.networks import Reader, graph_of, linear, small_cnn

PICTURE = np.zeros((8, 8, 1), np.float32)
DENSE = {"layer": "dense", "units": 2}


def refused(network, code, *words, pictures=PICTURE, method="saliency", target=0):
    with pytest.raises(NetsumikiError) as caught:
        explain(network, pictures, method, target)
    (problem,) = caught.value.problems
    assert problem.code == code
    for word in words:
        assert word in str(problem), str(problem)
    return problem


def perceptron():
    return graph_of(["flatten", DENSE, "tanh", DENSE], (8, 8, 1))


# -- the network ----------------------------------------------------------------------------------------------------


def test_two_inputs():
    nodes = [{"layer": "concat", "inputs": ["noise", "label"]}, DENSE]
    network = graph_of(nodes, inputs={"noise": [4], "label": [3]})
    refused(network, "several-inputs", "one input", "noise and label", "choose")


def test_two_outputs():
    nodes = ["flatten", {"name": "a", **DENSE}, {"name": "b", **DENSE, "inputs": ["flatten_1"]}]
    network = graph_of(nodes, (8, 8, 1), outputs=["a", "b"])
    refused(network, "several-outputs", "one output", "a and b")


def test_words_that_come_as_whole_numbers():
    network = graph_of([{"layer": "embedding", "entries": 3, "units": 4}, {"layer": "lstm", "units": 2}], (5,))
    problem = refused(network, "whole-numbers", "embedding_1: embedding_1 reads whole numbers", "choose")
    assert problem.node == "embedding_1"


@pytest.mark.parametrize("name", attributions)
def test_nan_in_the_weights(name):
    network = small_cnn()
    network.params["conv_2.W"].value[0, 0, 0, 0] = np.nan
    problem = refused(network, "weights-not-finite", "conv_2: some of its weights", "earlier checkpoint", method=name)
    assert problem.node == "conv_2"


def test_numbers_that_grow_beyond_all_bounds():
    network = linear([[3e38, 3e38, 0, 0]])
    problem = refused(network, "not-finite", "lower lr", pictures=np.full((2, 2, 1), 9, np.float32))
    assert problem.node == "dense"
    with pytest.raises(DataError, match="its numbers grow"):
        explain(network, np.full((2, 2, 1), 9, np.float32), "occlusion")


def test_slopes_that_grow_beyond_all_bounds():
    """The score is 0, but its slope 2 · 3e38."""
    nodes = ["flatten", {"name": "a", "layer": "dense", "units": 2}, {"name": "b", "layer": "dense", "units": 1}]
    network = graph_of(nodes, (1, 1, 1), {"a.W": 3e38, "a.b": 0, "b.W": 1, "b.b": 0})
    refused(network, "not-finite", "the slopes of this network grow", pictures=np.zeros((1, 1, 1), np.float32))


def test_grad_cam_without_a_convolution():
    problem = refused(perceptron(), "no-maps", "no convolution", "integrated_gradients", method="grad_cam")
    assert attributions.create("grad_cam").why_not(perceptron()) == problem
    assert attributions.create("grad_cam").why_not(small_cnn()) is None


def test_grad_cam_of_a_convolution_that_leaves_one_cell():
    network = graph_of([{"layer": "conv2d", "filters": 3, "kernel_size": 8}, "flatten", DENSE], (8, 8, 1))
    refused(network, "no-maps", "more than one cell", method="grad_cam")


@pytest.mark.parametrize(
    ("node", "code", "words"),
    [
        ("relu1", "unknown-node", 'no layer "relu1" (did you mean "relu_1"?)'),
        ("flat", "no-maps-there", "choose one of conv_1, norm, relu_1, pool, conv_2 and relu_2"),
        ("softmax", "no-maps-there", '"softmax" has no maps'),
    ],
)
def test_grad_cam_of_a_layer_without_maps(node, code, words):
    refused(small_cnn(), code, words, method={"attribution": "grad_cam", "node": node})


def test_activation_maximisation_of_a_layer_that_is_not_there():
    method = {"attribution": "activation_maximization", "node": "conv_9"}
    refused(small_cnn(), "unknown-node", 'no layer "conv_9" (did you mean', method=method)


def test_guided_backpropagation_without_relu():
    refused(perceptron(), "no-relu", "has none", "saliency", method="guided_backprop")
    network = graph_of([{"layer": "conv2d", "filters": 3}, "tanh", "flatten", DENSE], (8, 8, 1))
    refused(network, "no-relu", "has none", method="guided_grad_cam")


@pytest.mark.parametrize("name", ["grad_cam", "guided_grad_cam", "occlusion", "activation_maximization"])
def test_points_instead_of_pictures(name):
    network = graph_of([DENSE], (2,))
    point = np.zeros(2, np.float32)
    refused(network, "no-pictures", "(2,)", "integrated_gradients", pictures=point, method=name)


# -- the picture ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(28, 28, 1), (8, 8, 3), (8, 8), (1, 1, 8, 8, 1)])
def test_a_picture_of_another_size_or_colour(shape):
    got = " × ".join(map(str, shape))
    refused(
        small_cnn(), "example-shape", "reads 8 × 8 × 1", f"got {got}", "bring", pictures=np.zeros(shape, np.float32)
    )


def test_no_picture_at_all():
    refused(small_cnn(), "nothing-to-explain", "at least one", pictures=np.zeros((0, 8, 8, 1), np.float32))
    refused(small_cnn(), "example-shape", "got one number of object", pictures=None)


def test_a_picture_with_nan():
    refused(small_cnn(), "input-not-finite", "another picture", pictures=np.full((8, 8, 1), np.nan, np.float32))


def test_whole_numbers_that_are_no_bytes():
    model = Reader(small_cnn(), Preprocessing())
    refused(model, "preprocessing-type", "int64", "bytes", pictures=np.zeros((8, 8, 1), np.int64))


# -- the question ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "code", "words"),
    [
        (3, "target-range", "no class 3 to explain: scores gives 3 scores, so give a number from 0 to 2"),
        (-1, "target-range", "no class -1"),
        ([0, 1], "target-type", "one for each picture, got [0, 1]"),
        ("three", "target-type", "whole number, or one for each picture, got 'three'"),
        (1.0, "target-type", "got 1.0"),
        (True, "target-type", "got True"),
    ],
)
def test_a_class_that_is_not_there(target, code, words):
    refused(small_cnn(), code, words, target=target)


def test_activation_maximisation_must_know_for_what():
    refused(
        small_cnn(), "target-missing", "say for which", pictures=None, method="activation_maximization", target=None
    )
    found = explain(small_cnn(), PICTURE, {"attribution": "activation_maximization", "steps": 1})
    assert found.values.shape == (8, 8, 1) and found.targets == explain(small_cnn(), PICTURE, "saliency").targets


def test_a_stride_that_leaves_pixels_uncovered():
    method = {"attribution": "occlusion", "window": 2, "stride": [1, 3]}
    refused(small_cnn(), "option-value", "leaves pixels uncovered", method=method)


def test_a_method_that_is_not_there():
    with pytest.raises(OptionError, match=r"no attribution called .gradcam. .did you mean .grad_cam"):
        explain(small_cnn(), PICTURE, "gradcam")


def test_what_is_refused_can_be_asked_before():
    refusing = {name: attributions.create(name).why_not(perceptron()) for name in attributions}
    codes = {name: problem.code for name, problem in refusing.items() if problem}
    assert codes == {"grad_cam": "no-maps", "guided_grad_cam": "no-maps", "guided_backprop": "no-relu"}
    assert not any(attributions.create(name).why_not(small_cnn()) for name in attributions)
