"""What is compared with Captum: one network, three pictures, and every method that Captum has too and that draws no
random numbers.

Only the results are frozen, in captum.npz; `make parity` computes them anew with Captum and compares.
"""

import zlib
from pathlib import Path
from typing import Any

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.testing import distinct
from netsumiki.engine.workspace import Workspace

FROZEN = Path(__file__).with_name("captum.npz")
SIZE, CHANNELS, TARGETS = 9, 2, (2, 0, 3)

SPEC: dict[str, Any] = {
    "inputs": {"image": [SIZE, SIZE, CHANNELS]},
    "nodes": [
        {"name": "conv", "layer": "conv2d", "filters": 5, "kernel_size": 3, "padding": 1},
        {"name": "norm", "layer": "batch_norm"},
        {"name": "relu", "layer": "relu"},
        {"name": "again", "layer": "conv2d", "filters": 5, "kernel_size": 3, "padding": 1},
        {"name": "skip", "layer": "add", "inputs": ["relu", "again"]},
        {"name": "bend", "layer": "relu"},
        {"name": "pool", "layer": "max_pool"},
        {"name": "dilated", "layer": "conv2d", "filters": 4, "kernel_size": 2, "dilation": 2},
        {"name": "last", "layer": "relu"},
        {"name": "flat", "layer": "flatten"},
        {"name": "scores", "layer": "dense", "units": 4},
        {"name": "softmax", "layer": "softmax"},
    ],
}

# What our method is called, with its options; Captum's side of each stands in captum_regenerate.py.
METHODS: dict[str, dict[str, Any]] = {
    "saliency": {},
    "gradient_input": {},
    "guided_backprop": {},
    "integrated_gradients": {"steps": 20, "baseline": 0.3},
    "grad_cam": {"node": "last", "positive": False},
    "guided_grad_cam": {"node": "last"},
    "occlusion": {"window": [3, 4], "stride": [2, 3], "baseline": 0.1},
}
LAYER_MAPS = ("relu", "skip", "pool", "dilated", "last")
"""Layers whose Grad-CAM is compared in their own size."""


def numbers(what: str, *shape: int, scale: float = 1.0) -> Any:
    return distinct(np.random.default_rng(zlib.crc32(what.encode())), *shape, scale=scale)


def weights() -> dict[str, Any]:
    """Values for every parameter; running variances above zero."""
    found = {}
    for p in Graph(SPEC).params:
        value = numbers(p.name, *p.shape)
        found[p.name] = abs(value) + 0.5 if p.name == "norm.var" else value
    return found


def pictures() -> Any:
    return numbers("pictures", len(TARGETS), SIZE, SIZE, CHANNELS)


def network(dtype: Any) -> Graph:
    graph = Graph(SPEC, Workspace(dtype, strict=True))
    graph.params.load({name: value.astype(dtype) for name, value in weights().items()})
    return graph
