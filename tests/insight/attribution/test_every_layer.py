"""Slopes are right through every registered layer, and every network that comes along can be asked or says why not."""

from math import prod

import numpy as np
import pytest

from netsumiki.engine.graph import Graph
from netsumiki.engine.layers import layers
from netsumiki.engine.layers.lookup import Lookup
from netsumiki.engine.testing.cases import layer_cases
from netsumiki.engine.workspace import Workspace
from netsumiki.insight.attribution import attributions, explain
from netsumiki.insight.attribution.probe import Probe
from netsumiki.recipes import templates

CASES = [case for name in layers for case in layer_cases(name)]
QUICK = {
    "smoothgrad": {"samples": 2},
    "integrated_gradients": {"steps": 2},
    "occlusion": {"window": 14, "stride": 14},
    "activation_maximization": {"steps": 2},
}
READERS = {name: recipe["model"] for name, recipe in templates().items() if "model" in recipe}


def around(case):
    """The layer between one input, from which branches of its own make further ones, and three scores."""
    (first, *others), nodes = case.shapes, []
    sources = ["x"]
    for number, shape in enumerate(others):
        nodes += [
            {"name": f"flat_{number}", "layer": "flatten", "inputs": ["x"]},
            {"name": f"wide_{number}", "layer": "dense", "units": prod(shape)},
            {"name": f"branch_{number}", "layer": "reshape", "shape": list(shape)},
        ]
        sources.append(f"branch_{number}")
    nodes.append({"name": "node", "layer": case.layer, **case.options, "inputs": sources})
    nodes += [{"layer": "flatten"}, {"layer": "dense", "units": 3}]
    return Graph({"inputs": {"x": list(first)}, "nodes": nodes}, Workspace(np.float64, strict=True))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_slopes_are_those_of_small_steps(case):
    network, target = around(case), np.array([1, 1])
    if issubclass(layers[case.layer], Lookup):
        problem = attributions.create("saliency").why_not(network)
        assert problem is not None and problem.code == "whole-numbers" and problem.node == "node"
        return
    x = case.arrays(2)["x0"]
    probe = Probe(network)
    slopes = probe.slopes(x, target)
    step = 1e-6 * np.random.default_rng(3).normal(size=x.shape)
    difference = (probe.scores(x + step) - probe.scores(x - step))[:, 1]
    expected = 2 * (slopes * step).reshape(2, -1).sum(axis=1)
    np.testing.assert_allclose(difference, expected, atol=1e-11, rtol=1e-5)


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_every_template_explains_itself_or_says_why_not(name):
    network = Graph(READERS[name], Workspace(strict=True))
    (shape,) = network.inputs.values()
    x = np.random.default_rng(0).random(shape).astype(np.float32)
    refused = {}
    for method in attributions:
        asked = attributions.create(method, **QUICK.get(method, {}))
        problem = asked.why_not(network)
        if problem is None:
            found = explain(network, x, asked, 0)
            assert np.isfinite(found.values).all() and found.values.shape[: len(shape) - 1] == shape[:-1]
        else:
            refused[method] = problem.code
    known = {"no-maps", "no-pictures", "no-relu", "whole-numbers"}
    assert set(refused.values()) <= known
    assert "saliency" not in refused or refused["saliency"] == "whole-numbers"
