"""Each layer, with every set of options that the contract tries, computes in Node what it computes here."""

import json
import subprocess

import numpy as np
import pytest

from netsumiki.engine.graph import Graph
from netsumiki.engine.layers import layers
from netsumiki.engine.testing.cases import layer_cases
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.formats.javascript import Source
from netsumiki.exporting.formats.plan import DOES_NOTHING, plan_of
from netsumiki.exporting.formats.web_module import find_node
from netsumiki.exporting.formats.web_network import LAYERS, Arrays, constants
from tests.exporting.networks import filled

ASK = """
import { readFileSync } from 'node:fs';
const told = JSON.parse(readFileSync(process.argv[2]));
const made = [];
for (const { module, inputs } of told) {
  const { run } = await import(module);
  made.push(inputs.map((one) => [...run(one.map(([name, numbers]) => [name, Float32Array.from(numbers)]))]));
}
console.log(JSON.stringify(made));
"""


def by_node(folder, graphs, inputs):
    """What Node makes of each batch, one sample after the other: one process for all networks."""
    told = []
    for k, (graph, batch) in enumerate(zip(graphs, inputs)):
        plan = plan_of(graph)
        head, arrays = constants(plan), Arrays(plan.weights, "float32")
        head += f"\n{arrays.readers}"
        text = Source("network.js", *LAYERS).needed(head, "run")
        path = folder / f"network-{k}.mjs"
        packed = f'const PACKED = "{arrays.packed}";\nexport {{ run }};\n'
        path.write_text("\n".join([head, text, packed]), "utf-8")
        count = len(next(iter(batch.values())))
        rows = [[[name, np.ravel(x[n]).tolist()] for name, x in batch.items()] for n in range(count)]
        told.append({"module": path.as_uri(), "inputs": rows})
    (folder / "ask.mjs").write_text(ASK, "utf-8")
    (folder / "told.json").write_text(json.dumps(told), "utf-8")
    command = [find_node(), str(folder / "ask.mjs"), str(folder / "told.json")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return [np.array(made) for made in json.loads(done.stdout)]


@pytest.mark.slow
def test_every_layer_computes_the_same(tmp_path):
    cases = [case for name in layers if name not in DOES_NOTHING for case in layer_cases(name)]
    graphs = [filled(Graph(case.spec(), Workspace(seed=1))) for case in cases]
    inputs = [case.arrays(3, dtype=np.float32) for case in cases]
    for case, graph, batch, theirs in zip(cases, graphs, inputs, by_node(tmp_path, graphs, inputs), strict=True):
        ours = graph.forward(batch)
        assert theirs.shape == (3, ours[0].size), case
        assert np.abs(ours.reshape(3, -1) - theirs).max() <= 1e-5, case


def test_every_layer_that_does_anything_has_its_function():
    declared = Source(*LAYERS).declared
    assert [name for name in layers if name not in DOES_NOTHING and name not in declared] == []


def test_a_program_holds_only_what_it_needs():
    head = "const NODES = [['lstm', dense, { from: ['pool'] }], ['end', relu, {}]]; // no conv2d here"
    text = Source("network.js", *LAYERS).needed(head)
    assert {name for name in layers if f"function {name}(" in text} == {"dense", "relu"}
