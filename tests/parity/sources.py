"""Runs what is exported as source of PyTorch and of Keras: `python -m tests.parity.sources` (part of `make parity`).

Every layer, with each set of options that the contract tries, every template and every bundled model must answer as the
engine does. Keras runs on PyTorch here.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ["KERAS_BACKEND"] = "torch"

import numpy as np
import torch

from netsumiki.engine.graph import Graph
from netsumiki.engine.layers import layers
from netsumiki.engine.testing.cases import layer_cases
from netsumiki.engine.workspace import Workspace
from netsumiki.exporting.finding import bundled, load
from netsumiki.exporting.formats import formats
from netsumiki.exporting.formats.golden import Asked
from netsumiki.exporting.formats.keras_network import KerasText
from netsumiki.exporting.formats.plan import plan_of
from netsumiki.exporting.formats.precision import rounded
from netsumiki.exporting.formats.torch_network import TorchText
from netsumiki.recipes import templates
from tests.exporting.networks import filled, untrained

TOLERANCE = 1e-5
Inputs = dict[str, np.ndarray]


def by_torch(graph: Graph, inputs: Inputs, precision: str = "float32") -> np.ndarray:
    made, space = TorchText(plan_of(graph), precision), {"torch": torch, "nn": torch.nn, "F": torch.nn.functional}
    exec(made.text, space)  # our own text, written a moment ago
    network = space["Network"]().eval()  # type: ignore[operator]
    network.load_state_dict({name: torch.from_numpy(packed.unpacked) for name, packed in made.arrays.items()})
    with torch.inference_mode():
        return network(*(torch.from_numpy(inputs[name]) for name in made.plan.inputs)).numpy()


def by_keras(graph: Graph, inputs: Inputs, precision: str = "float32") -> np.ndarray:
    import keras

    made, space = (
        KerasText(plan_of(graph), precision),
        {"keras": keras, "layers": keras.layers, "ops": keras.ops, "np": np},
    )
    exec(made.text, space)
    network, parts = space["network"]()  # type: ignore[operator]
    for name, part in parts.items():
        count = len(part.get_weights())
        part.set_weights([made.arrays[f"{name}.{k}"].unpacked for k in range(count)])
    return np.asarray(network([inputs[name] for name in made.plan.inputs], training=False).detach())


def networks() -> Iterator[tuple[str, Graph, Inputs]]:
    """(what it is, the network, something to feed it with)."""
    for name in layers:
        for case in layer_cases(name):
            yield str(case), filled(Graph(case.spec(), Workspace(seed=1))), case.arrays(3, dtype=np.float32)
    shared = [
        {"name": "one", "layer": "conv2d", "filters": 3, "padding": "same", "strides": 2},
        {"name": "again", "share": "one"},
        {"name": "larger", "layer": "upsample"},
        {"name": "both", "layer": "concat", "inputs": ["one", "larger"]},
        {"name": "told", "layer": "global_max_pool"},
    ]
    graph = filled(Graph({"inputs": {"image": [8, 8, 3]}, "nodes": shared}, Workspace(seed=1)))
    pictures = np.random.default_rng(0).normal(size=(2, 8, 8, 3)).astype(np.float32)
    yield "a shared layer", graph, {"image": pictures}
    for name in templates():
        graph = untrained(name).graph
        rng = np.random.default_rng(0)
        whole = {"label", "text"}
        yield (
            f"template {name}",
            graph,
            {
                n: rng.integers(0, 10, (4, *shape)) if n in whole else rng.normal(size=(4, *shape)).astype(np.float32)
                for n, shape in graph.inputs.items()
            },
        )


def compare(library: str, run: Callable[..., Any]) -> list[str]:
    """What differs, one line each."""
    wrong, largest, count = [], 0.0, 0
    for told, graph, inputs in networks():
        ours, theirs = graph.forward(inputs).copy(), run(graph, inputs)
        off = float(np.abs(ours - theirs).max()) if ours.shape == theirs.shape else float("inf")
        largest, count = max(largest, off), count + 1
        if not off <= TOLERANCE:
            wrong.append(f"{library}: {told}: {off:.2g} ({ours.shape}, {theirs.shape})")
    print(f"{library}: {count} networks, largest difference {largest:.2g}")
    return wrong


def whole_models(name: str) -> list[str]:
    """Programs as people get them, asked for a thousand examples: bundled models and a flow, some of them rounded."""
    wrong, wanted = [], formats.create(name)
    models = [(path, load(path), "float32") for path in bundled()]
    models += [("lenet-5", load("lenet-5"), "int8"), ("template flow", untrained("flow"), "float16")]
    for told, full, precision in models:
        model = rounded(full, precision)
        with tempfile.TemporaryDirectory() as folder:
            files = wanted.write(model, Path(folder), precision)
            proof = wanted.prove(files, model, Asked.invented(model, 1000))
        if not proof.agree:
            wrong.append(f"{name}: {told} {precision}: {proof}")
    print(f"{name}: {len(models)} programs")
    return wrong


if __name__ == "__main__":
    faults = compare("PyTorch", by_torch) + compare("Keras", by_keras) + whole_models("torch") + whole_models("keras")
    print("\n".join(faults) or "every exported program answers as the engine does")
    sys.exit(bool(faults))
