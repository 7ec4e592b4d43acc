"""How strong the signal is behind each layer of a Lab, and the gradient on its way back."""

import copy

import numpy as np
import pytest

from netsumiki.engine.errors import DataError
from netsumiki.recipes import templates
from netsumiki.training.lab import Lab
from netsumiki.training.lab.flow import FLOWING, Gauge
from tests.training.labs import recipe
from tests.training.small import points_recipe

LINEAR = [
    {"name": "first", "layer": "dense", "units": 2, "bias": False},
    {"name": "last", "layer": "dense", "units": 2, "bias": False},
    {"name": "softmax", "layer": "softmax"},
]


def deep(initializer, depth=8, norm=False):
    nodes = []
    for number in range(1, depth + 1):
        nodes.append({"layer": "dense", "units": 32, "initializer": initializer})
        nodes += [{"layer": "batch_norm"}] if norm else []
        nodes.append({"name": f"relu_{number}", "layer": "relu"})
    nodes += [{"name": "output", "layer": "dense", "units": 2}, {"name": "softmax", "layer": "softmax"}]
    return Lab(points_recipe("moons", nodes))


def behind_relus(lab):
    found = {one.node: one for one in Gauge(lab).flow() if one.layer == "relu"}
    first, *_, last = found.values()
    return first, last


def test_strengths_are_those_computed_by_hand():
    lab = Lab(points_recipe("moons", copy.deepcopy(LINEAR)))
    params = lab.graphs["model"].params
    params["first.W"].value[...] = [[3, 0], [0, 0]]
    params["last.W"].value[...] = [[0, 0], [0, 0]]  # p = ½ for either class, so dL/dscore = ±½
    first, last = Gauge(lab).flow()
    x = lab.training.inputs[:FLOWING, 0].astype(float)
    assert (first.node, last.node, last.layer) == ("first", "last", "dense")
    assert first.signal == pytest.approx(np.sqrt(np.mean((3 * x) ** 2) / 2), rel=1e-5)
    assert (last.signal, last.gradient) == (0, pytest.approx(0.5))
    assert first.gradient == 0  # nothing comes back through weights of 0


def test_small_weights_let_both_ways_fade_large_ones_explode_and_he_keeps_them():
    small = behind_relus(deep({"initializer": "normal", "std": 0.1}))
    large = behind_relus(deep({"initializer": "normal", "std": 0.6}))
    he = behind_relus(deep("he"))
    assert small[1].signal < 0.01 * small[0].signal and small[0].gradient < 0.01 * small[1].gradient
    assert large[1].signal > 100 * large[0].signal
    assert 0.3 < he[1].signal / he[0].signal < 3


def test_batch_norm_measures_the_batch_as_in_training():
    first, last = behind_relus(deep({"initializer": "normal", "std": 0.1}, norm=True))
    assert first.signal == pytest.approx(np.sqrt(0.5), abs=0.1)  # of mean 0 and variance 1, half is cut off
    assert last.signal == pytest.approx(np.sqrt(0.5), abs=0.1)


def test_measuring_changes_no_step():
    watched, alone = Lab(recipe()), Lab(recipe())
    gauge = Gauge(watched)
    for _ in range(5):
        watched.train(4)
        gauge.flow()
    alone.train(20)
    assert np.array_equal(watched.graphs["model"].params.vector, alone.graphs["model"].params.vector)


def test_it_follows_the_weights():
    lab = deep("he", depth=1)
    gauge = Gauge(lab)
    before = gauge.flow()[1].signal
    lab.graphs["model"].params["dense_1.W"].value[...] *= 10
    assert gauge.flow()[1].signal == pytest.approx(10 * before, rel=1e-4)


def test_a_gan_has_no_flow():
    with pytest.raises(DataError, match="measure the flow through a classifier"):
        Gauge(Lab(templates()["gan-2d"])).flow()
