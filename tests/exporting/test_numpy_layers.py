"""Each layer, with every set of options that the contract tries, computes in plain NumPy what it computes here."""

import numpy as np
import pytest

from netsumiki.engine.graph import Graph
from netsumiki.engine.layers import layers
from netsumiki.engine.testing.cases import layer_cases
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.formats import numpy_calls
from netsumiki.exporting.formats.numpy_program import network_lines
from netsumiki.exporting.formats.plan import DOES_NOTHING, plan_of
from netsumiki.exporting.formats.source import Source, import_lines
from tests.exporting.networks import filled


def by_numpy(graph, inputs):
    """What the generated lines put out for the network of a graph."""
    plan = plan_of(graph)
    source = Source(sorted(numpy_calls.functions(plan)))
    known = {}
    lines = network_lines(plan, source.names)
    exec("\n\n".join([import_lines(source.imports), source.text, lines]), known)
    given = {name: x.astype(np.float32) for name, x in inputs.items()}
    return known["network"](type("Weights", (), {"weights": plan.weights}), *given.values())


@pytest.mark.parametrize("name", list(layers))
def test_a_layer_computes_the_same(name):
    for case in layer_cases(name):
        graph, inputs = filled(Graph(case.spec(), Workspace(seed=1))), case.arrays(3, dtype=np.float32)
        ours, theirs = graph.forward(inputs), by_numpy(graph, inputs)
        assert theirs.shape == ours.shape, case
        assert theirs.dtype == np.float32, case
        assert np.abs(ours - theirs).max() <= 1e-5, case


def test_every_layer_that_does_anything_has_its_source():
    assert all(numpy_calls.knows(kind) for kind in set(layers) - set(DOES_NOTHING))


def test_whatever_somebody_calls_a_node_becomes_a_plain_variable():
    names = ['"""', "import os", "1st", "relu", "self", "w", "λ", "x'); exit(", "class", "Relu", "𝕎"]
    nodes = [{"name": name, "layer": "relu"} for name in names]
    graph = filled(Graph({"inputs": {"__import__('os')": [4]}, "nodes": nodes}, Workspace(seed=1)))
    x = np.array([[1, -2, 3, 0]], np.float32)
    assert by_numpy(graph, {"x": x}).tolist() == [[1, 0, 3, 0]]
