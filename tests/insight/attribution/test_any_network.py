"""Every method on networks of any form: branches, dilation, a recurrent layer beside, several pictures at once."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from netsumiki.engine.testing.declaration_contract import CHECKS
from netsumiki.insight.attribution import attributions, explain
from netsumiki.insight.attribution.maps import layers_with_maps
from netsumiki.insight.attribution.probe import Probe
from tests.insight.attribution.networks import graph_of, small_cnn

MAPS = [name for name in attributions if attributions[name].makes == "map"]
SLOW = [name for name in attributions if attributions[name].slow]
QUICK = {"smoothgrad": {"samples": 5}, "activation_maximization": {"steps": 4}}


def method(name):
    return attributions.create(name, **QUICK.get(name, {}))


def pictures(count, shape=(8, 8, 1)):
    return np.random.default_rng(5).random((count, *shape), np.float32)


def strange():
    """Two branches, one dilated, the other enlarged again, and a GRU that reads the rows beside them."""
    nodes = [
        {"name": "wide", "layer": "conv2d", "filters": 3, "dilation": 2, "padding": "same", "inputs": ["image"]},
        {"name": "pool", "layer": "average_pool", "inputs": ["image"]},
        {"name": "up", "layer": "upsample"},
        {"name": "narrow", "layer": "conv2d", "filters": 3, "padding": "same"},
        {"name": "sum", "layer": "add", "inputs": ["wide", "narrow"]},
        {"name": "relu", "layer": "relu"},
        {"name": "flat", "layer": "flatten"},
        {"name": "rows", "layer": "reshape", "shape": [8, 8], "inputs": ["image"]},
        {"name": "gru", "layer": "gru", "units": 5},
        {"name": "both", "layer": "concat", "inputs": ["flat", "gru"]},
        {"name": "scores", "layer": "dense", "units": 4},
        {"name": "softmax", "layer": "softmax"},
    ]
    return graph_of(nodes, (8, 8, 1), seed=2)


@pytest.mark.parametrize("name", attributions)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_method_keeps_the_contract_of_declarations(name, check):
    check(attributions[name])


@pytest.mark.parametrize("name", attributions)
def test_every_method_says_what_it_says_and_what_not_in_a_sentence_each(name):
    told = attributions.describe_one(name)
    for sentence in (told["says"], told["silent"]):
        assert sentence[0].isupper() and sentence.endswith(".") and 30 < len(sentence) < 125
    assert told["makes"] in ("map", "picture") and isinstance(told["slow"], bool)


@pytest.mark.parametrize("network", [small_cnn, strange])
@pytest.mark.parametrize("name", MAPS)
def test_a_map_has_the_size_of_the_picture_and_says_something(name, network):
    found = explain(network(), pictures(1)[0], method(name), 2)
    assert found.values.shape == (8, 8, 1) and found.values.dtype == np.float32 and found.plane.shape == (8, 8)
    assert np.isfinite(found.values).all() and found.values.std() > 0
    assert found.signed or found.values.min() >= 0
    assert found.targets == (2,) and found.limit == np.abs(found.values).max()


@pytest.mark.parametrize("name", attributions)
def test_a_picture_is_explained_the_same_alone_and_among_others(name):
    network, three = small_cnn(), pictures(3)
    together = explain(network, three, method(name), [0, 2, 1])
    assert together.values.shape == (3, 8, 8, 1) and together.targets == (0, 2, 1)
    alone = explain(network, three[1], method(name), 2)
    assert_allclose(together.values[1], alone.values, atol=1e-6)
    assert together.scores[1] == pytest.approx(alone.scores[0], rel=1e-4)


@pytest.mark.parametrize("name", MAPS)
def test_more_pictures_than_fit_into_one_pass(name):
    network, many = small_cnn(), pictures(70)
    found = explain(network, many, method(name), 1)
    assert_allclose(found.values[69], explain(network, many[69], method(name), 1).values, atol=1e-6)


@pytest.mark.parametrize("name", attributions)
def test_the_same_question_has_the_same_answer(name):
    network, x = small_cnn(), pictures(1)[0]
    assert_array_equal(explain(network, x, method(name), 1).values, explain(network, x, method(name), 1).values)


@pytest.mark.parametrize("name", ["smoothgrad", "activation_maximization"])
def test_another_seed_gives_another_answer(name):
    one, other = (explain(small_cnn(), pictures(1)[0], attributions.create(name, seed=seed), 1) for seed in (0, 1))
    assert not np.array_equal(one.values, other.values)


@pytest.mark.parametrize("name", attributions)
def test_neither_the_picture_nor_the_network_is_changed(name):
    network, x = small_cnn(), pictures(2)
    weights, before = network.params.vector.copy(), x.copy()
    last = network.forward(x).copy()
    explain(network, x, method(name), 1)
    assert_array_equal(network.params.vector, weights)
    assert_array_equal(x, before)
    assert_array_equal(network.value_of("softmax"), last)  # not even what it computed last
    assert not network.params.gradient.any()


@pytest.mark.parametrize("name", SLOW)
def test_a_slow_method_tells_how_far_it_is_and_can_be_cancelled(name):
    network, heard = small_cnn(), []
    explain(network, pictures(2), method(name), 1, lambda done, total: heard.append((done, total)))
    assert heard == sorted(heard) and heard[0][0] == 0 and heard[-1][0] == heard[-1][1] and len(heard) > 2

    class Cancelled(Exception):
        pass

    def cancel(done, total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        explain(network, pictures(2), method(name), 1, cancel)
    explain(network, pictures(1), method(name), 1)


def test_integrated_gradients_add_up_to_the_difference_for_a_bent_network():
    network, x = small_cnn(), pictures(1)
    found = explain(network, x, attributions.create("integrated_gradients", steps=300), 1)
    (difference,), (gap,) = found.facts["difference"], found.facts["gap"]
    probe = Probe(network)
    assert difference == pytest.approx(float((probe.scores(x) - probe.scores(0 * x))[0, 1]), rel=1e-5)
    assert float(found.values.sum()) + gap == pytest.approx(difference, rel=1e-4)
    assert abs(gap) < 0.02 * abs(difference)


def test_points_in_the_plane_have_slopes_too():
    network = graph_of([{"layer": "dense", "units": 8}, "tanh", {"layer": "dense", "units": 2}], (2,), seed=1)
    point = np.array([0.5, -1], np.float32)
    for name in ("saliency", "gradient_input", "smoothgrad", "integrated_gradients"):
        assert explain(network, point, name, 1).values.shape == (2,)


def test_a_score_with_several_positions_is_their_mean():
    network = graph_of([{"name": "conv", "layer": "conv2d", "filters": 2, "kernel_size": 1}], (2, 2, 1))
    network.params["conv.W"].value[...] = [[[[3, 5]]]]
    found = explain(network, np.ones((2, 2, 1), np.float32), "gradient_input", 1)
    assert_allclose(found.values, 5 / 4)
    assert found.scores == pytest.approx((5.0,))


def test_maps_are_those_that_the_score_depends_on_at_or_after_a_convolution():
    assert layers_with_maps(Probe(strange())) == ["wide", "narrow", "sum", "relu"]
    assert layers_with_maps(Probe(strange(), "wide")) == []


@pytest.mark.parametrize("node", ["wide", "narrow"])
def test_grad_cam_looks_at_the_layer_that_is_named(node):
    found = explain(strange(), pictures(1)[0], attributions.create("grad_cam", node=node), 0)
    assert found.facts == {"node": node, "size": [8, 8]}
