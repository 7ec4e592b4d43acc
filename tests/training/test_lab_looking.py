"""What a Lab shows: units over the plane, weights with gradients, one example by hand, generated points."""

import copy

import numpy as np
import pytest

from netsumiki.engine.errors import DataError
from netsumiki.recipes import templates
from netsumiki.training.lab import Lab, View
from tests.training.labs import digits
from tests.training.small import points_recipe

NEURON = [{"name": "dense", "layer": "dense", "units": 2}, {"name": "softmax", "layer": "softmax"}]
ONE_HALF = {"optimizer": "sgd", "lr": 0.5}


def neuron(W=((1, 0), (0, 0)), b=(0, 0), **more):
    """y₀ = w · x + b₀ against y₁ = b₁, on two moons."""
    lab = Lab(points_recipe("moons", copy.deepcopy(NEURON), **more))
    params = lab.graphs["model"].params
    params["dense.W"].value[...] = W
    params["dense.b"].value[...] = b
    return lab


# -- the plane --------------------------------------------------------------------------------------------------------


def test_the_plane_shows_each_unit_with_y_rising_upwards_and_x_to_the_right():
    view = View(neuron(W=((1, 0), (0, -2))))  # unit 0 is x, unit 1 is −2 y
    reach, (dense, softmax) = view.reach, view.plane(5)
    assert (dense.node, softmax.node) == ("dense", "softmax") and dense.values.shape == (2, 5, 5)
    assert dense.scales == pytest.approx([reach, 2 * reach], rel=1e-6)
    assert dense.values[0, 0].tolist() == [-127, -64, 0, 64, 127]
    assert dense.values[0, 4].tolist() == [-127, -64, 0, 64, 127]
    assert dense.values[1, :, 2].tolist() == [-127, -64, 0, 64, 127]  # −2 y: y is highest in the first row


def test_the_output_over_the_plane_is_what_the_model_would_say():
    lab = neuron(W=((3, 0), (0, 0)))
    (softmax,) = View(lab).plane(9, ["softmax"])
    axis = np.linspace(-1, 1, 9) * View(lab).reach
    expected = 1 / (1 + np.exp(-3 * axis))
    assert softmax.values[0, 3] / 127 * softmax.scales[0] == pytest.approx(expected, abs=0.005)


def test_all_points_lie_inside_the_plane():
    lab = neuron()
    view = View(lab)
    assert all(np.abs(split.inputs).max() < view.reach for split in view.points().values())
    assert view.points()["training"] is lab.training and view.points()["test"] is lab.data.test


def test_looking_changes_no_step():
    document = points_recipe("moons", [{"name": "drop", "layer": "dropout"}, {"layer": "batch_norm"}, *NEURON])
    watched, alone = Lab(document), Lab(document)
    view = View(watched)
    for _ in range(5):
        watched.train(4)
        view.plane(20)
        view.example(np.zeros(2, np.float32), 1)
        assert all(np.isfinite(p.grad).all() for p in view.weights())
    alone.train(20)
    assert np.array_equal(watched.graphs["model"].params.vector, alone.graphs["model"].params.vector)


def test_the_plane_follows_the_weights():
    lab = neuron()
    view = View(lab)
    before = view.plane(8)[0].values
    lab.set_weight("dense", "W", [0, 0], -1.0)
    assert np.array_equal(view.plane(8)[0].values, -before)


def test_wide_nodes_are_not_drawn_and_asking_for_one_is_told():
    wide = [{"name": "wide", "layer": "dense", "units": 33}, *copy.deepcopy(NEURON)]
    view = View(Lab(points_recipe("moons", wide)))
    assert view.drawable() == ["dense", "softmax"]
    for name in ("wide", "nowhere", ""):
        with pytest.raises(DataError) as error:
            view.plane(8, [name])
        assert error.value.problems[0].code == "node-not-drawable"


def test_numbers_that_are_not_finite_are_drawn_as_zero():
    lab = neuron(W=((np.inf, 1), (0, 0)))
    (dense,) = View(lab).plane(8, ["dense"])
    assert np.isfinite(dense.scales).all() and not dense.values[0].any()
    assert dense.values[1].any()


def test_pictures_are_no_points_of_the_plane():
    view = View(Lab(templates()["three-layer"], digits()))
    for look in (lambda: view.plane(8), view.points):
        with pytest.raises(DataError) as error:
            look()
        assert error.value.problems[0].code == "not-points"


# -- weights ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [{}, {"piece": 10}], ids=["whole", "in pieces"])
def test_weights_come_with_the_gradient_of_the_last_step(more):
    lab = neuron(optimizer={"optimizer": "sgd", "lr": 0.25}, batch_size=40, **more)
    before = [p.value.copy() for p in View(lab).weights()]
    lab.train(1)
    told = View(lab).weights()
    assert [p.name for p in told] == ["dense.W", "dense.b"]
    for was, parameter in zip(before, told, strict=True):
        assert parameter.grad.any()
        assert parameter.value == pytest.approx(was - 0.25 * parameter.grad, abs=1e-7)


def test_very_large_parameters_are_not_told():
    view = View(Lab(templates()["three-layer"], digits()))
    assert [p.name for p in view.weights()] == ["dense_1.b", "dense_2.b", "dense_3.W", "dense_3.b"]


# -- one example ------------------------------------------------------------------------------------------------------


def test_one_example_by_hand():
    """z = (2 · 1 − 1 · 2 + 0.5, 0): L = log(1 + e^−0.5) for label 0, dL/dz = p − t, dL/dW = x dzᵀ, dL/dx = W dz."""
    lab = neuron(W=((2, 0), (-1, 0)), b=(0.5, 0))
    example = View(lab).example(np.array([1, 2], np.float32), 0)
    p = 1 / (1 + np.exp(-0.5))
    dz = np.array([p - 1, 1 - p])
    assert example.loss == pytest.approx(-np.log(p), rel=1e-6) and example.label == 0
    nodes = {node.node: node for node in example.nodes}
    assert list(nodes) == ["point", "dense", "softmax"]
    assert nodes["point"].value.tolist() == [1, 2] and nodes["point"].layer is None
    assert nodes["dense"].value.tolist() == [0.5, 0] and nodes["dense"].layer == "dense"
    assert nodes["softmax"].value == pytest.approx([p, 1 - p], rel=1e-6)
    assert nodes["dense"].gradient == pytest.approx(dz, rel=1e-5)
    assert nodes["point"].gradient == pytest.approx([2 * dz[0], -dz[0]], rel=1e-5)
    assert nodes["softmax"].gradient is None  # the loss contains it
    gradients = {parameter.name: gradient for parameter, gradient in example.parameters}
    assert gradients["dense.W"] == pytest.approx(np.outer([1, 2], dz), rel=1e-5)
    assert gradients["dense.b"] == pytest.approx(dz, rel=1e-5)


def test_following_an_example_teaches_nothing():
    lab = neuron()
    before = lab.graphs["model"].params.vector.copy()
    View(lab).example(np.array([1, 2], np.float32), 1)
    assert np.array_equal(lab.graphs["model"].params.vector, before) and lab.step == 0


def test_the_gradients_of_one_example_foretell_the_step_that_learns_from_it():
    """With a batch of one and no shuffling, step n learns from row n: each weight moves by −lr times its gradient."""
    lab = Lab(points_recipe("moons", copy.deepcopy(NEURON), 0, batch_size=1, shuffle=False, optimizer=ONE_HALF))
    view = View(lab)
    for row in range(3):
        foretold = {p.name: p.value - 0.5 * gradient for p, gradient in view.example(*view.picked(row)).parameters}
        lab.train(1)
        for parameter in view.weights():
            assert parameter.value == pytest.approx(foretold[parameter.name], abs=1e-6)


def test_a_training_example_is_picked_as_the_network_reads_it():
    view = View(Lab(templates()["three-layer"], digits()))
    x, label = view.picked(4)
    assert x.dtype == np.float32 and x.shape == (28, 28, 1) and 0.9 < x.max() <= 1 and label == 1
    example = view.example(x, label)
    assert [n.node for n in example.nodes][:3] == ["image", "flatten", "dense_1"]
    assert example.loss > 0


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda view: view.picked(-1), "row-range"),
        (lambda view: view.picked(800), "row-range"),
        (lambda view: view.given([1.0]), "example-shape"),
        (lambda view: view.example(np.zeros(2, np.float32), 2), "label-range"),
        (lambda view: view.made(), "not-generator"),
    ],
)
def test_what_cannot_be_followed_is_told(ask, code):
    with pytest.raises(DataError) as error:
        ask(View(neuron()))
    assert error.value.problems[0].code == code


# -- a GAN ------------------------------------------------------------------------------------------------------------


def gan(**training):
    document = templates()["gan-2d"]
    return Lab(document | {"training": document["training"] | {"batch_size": 64} | training})


def test_a_generator_shows_its_points_always_of_the_same_noise():
    lab = gan()
    view = View(lab)
    first, again = view.made(), view.made()
    assert first.shape == (256, 2) and np.array_equal(first, again)
    lab.train(5)
    assert not np.array_equal(view.made(), first)


def test_a_discriminator_shows_its_score_over_the_plane():
    lab = gan()
    lab.train(20)
    (score,) = View(lab).plane(16, ["score"])
    assert score.values.shape == (1, 16, 16) and len(np.unique(score.values)) > 10


def test_no_single_example_teaches_a_gan():
    with pytest.raises(DataError) as error:
        View(gan()).example(np.zeros(2, np.float32), 0)
    assert error.value.problems[0].code == "not-classifier"


def test_both_networks_of_a_gan_tell_their_weights():
    names = {parameter.name for parameter in View(gan()).weights()}
    assert {"point.W", "score.W"} <= names


def test_a_gan_that_is_told_labels_makes_points_but_has_no_one_score_for_each():
    document = templates()["gan-2d"]
    for network, first in (("generator", "noise"), ("discriminator", "image")):
        together = [{"name": f"told_{network}", "layer": "one_hot", "classes": 8, "inputs": ["label"]}]
        together += [{"name": f"both_{network}", "layer": "concat", "inputs": [first, f"told_{network}"]}]
        document[network]["inputs"]["label"] = []
        document[network]["nodes"] = together + document[network]["nodes"]
    lab = Lab(document | {"training": document["training"] | {"batch_size": 16}})
    lab.train(2)
    view = View(lab)
    assert view.made().shape == (256, 2)
    with pytest.raises(DataError) as error:
        view.plane(8)
    assert error.value.problems[0].code == "label-needed"


def test_classes_seen_are_those_in_which_points_lie():
    lab = Lab(templates()["gan-2d"])
    view, real = View(lab), lab.training
    few = real.inputs[:256]
    assert view.classes_seen(few) == 8
    assert view.classes_seen(np.repeat(few[:1], 256, axis=0)) == 1
    assert view.classes_seen(few + 50) == 0
    assert view.classes_seen(np.full((256, 2), np.nan, np.float32)) == 0
    assert view.classes_seen(view.made()) < 8  # before it has learnt anything
