"""Each layer, with every set of options that the contract tries, computes in onnxruntime what it computes here."""

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto

from netsumiki.engine.graph import Graph
from netsumiki.engine.layers import layers
from netsumiki.engine.testing.cases import layer_cases
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.formats.plan import DOES_NOTHING, plan_of
from netsumiki.exporting.onnx.layers import LAYERS, written
from netsumiki.exporting.onnx.network import Network
from netsumiki.exporting.onnx.programs import OLDEST, assembled
from netsumiki.exporting.onnx.writer import Writer, declared
from tests.exporting.networks import filled


def by_onnxruntime(graph, inputs, opset=None):
    """What onnxruntime puts out for the network of a graph."""
    network, writer = Network(plan_of(graph)), Writer()
    for name in inputs:
        writer.called(name)
    kinds = {name: TensorProto.INT64 if network.whole(name) else TensorProto.FLOAT for name in inputs}
    given = [declared(name, kinds[name], graph.inputs[name]) for name in inputs]
    y = written(network, writer, {name: name for name in inputs})
    put_out = writer.output(writer.called("y"), y, TensorProto.FLOAT, network.shapes[network.plan.output])
    session = onnxruntime.InferenceSession(assembled(given, [put_out], writer, opset).SerializeToString())
    whole = {name: np.int64 if network.whole(name) else np.float32 for name in inputs}
    return session.run(None, {name: x.astype(whole[name]) for name, x in inputs.items()})[0]


@pytest.mark.parametrize("opset", [None, OLDEST])
@pytest.mark.parametrize("name", list(layers))
def test_a_layer_computes_the_same(name, opset):
    for case in layer_cases(name):
        graph, inputs = filled(Graph(case.spec(), Workspace(seed=1))), case.arrays(3, dtype=np.float32)
        ours, theirs = graph.forward(inputs), by_onnxruntime(graph, inputs, opset)
        assert ours.shape == theirs.shape, case
        assert np.abs(ours - theirs).max() <= 1e-5, case


def test_every_layer_that_does_anything_has_its_form():
    assert LAYERS.keys() == set(layers) - set(DOES_NOTHING)


def test_a_shared_layer_is_stored_once_and_works_at_both_places():
    nodes = [
        {"name": "one", "layer": "conv2d", "filters": 3, "padding": "same"},
        {"name": "two", "share": "one"},
        {"name": "both", "layer": "add", "inputs": ["one", "two"]},
    ]
    graph = filled(Graph({"inputs": {"image": [6, 6, 3]}, "nodes": nodes}, Workspace(seed=1)))
    x = {"image": np.random.default_rng(0).normal(size=(2, 6, 6, 3)).astype(np.float32)}
    assert np.abs(graph.forward(x) - by_onnxruntime(graph, x)).max() <= 1e-5
    writer = Writer()
    written(Network(plan_of(graph)), writer, {"image": "image"})
    assert [name for name in writer.constants if name.startswith(("one.", "two."))] == ["one.W", "one.b"]
    assert sum(node.op_type == "Transpose" for node in writer.nodes) == 2
