"""What the contract tries on each registered layer: options and input shapes, several where edges are sharp.

A layer that is not listed gets default cases; add entries here when its options have edges of their own.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from netsumiki.engine.errors import NetsumikiError
from netsumiki.engine.layers import Layer, layers
from netsumiki.engine.registry import Shape
from netsumiki.engine.testing.gradients import distinct


@dataclass(frozen=True)
class LayerCase:
    """One layer with `options` on inputs of `shapes` (per sample); `integers`: inputs are whole numbers below it."""

    layer: str
    shapes: tuple[Shape, ...]
    options: dict[str, Any] = field(default_factory=dict)
    integers: int = 0

    def __str__(self) -> str:
        options = ",".join(f"{k}={v}" for k, v in self.options.items())
        return f"{self.layer}({options}) on {' '.join('x'.join(map(str, s)) or 'one number' for s in self.shapes)}"

    def make(self) -> Layer:
        return layers.create({"layer": self.layer, **self.options})

    def spec(self, **node: Any) -> dict[str, Any]:
        """A network of this one layer, called `node`; its inputs are called x0, x1 …"""
        inputs = {f"x{i}": list(shape) for i, shape in enumerate(self.shapes)}
        entry = {"name": "node", "layer": self.layer, **self.options, "inputs": list(inputs), **node}
        return {"inputs": inputs, "nodes": [entry]}

    def arrays(self, batch: int, seed: int = 0, dtype: Any = np.float64) -> dict[str, Any]:
        """Inputs without ties and away from zero, so that no kink lies near."""
        rng = np.random.default_rng(seed)
        made = {}
        for i, shape in enumerate(self.shapes):
            if self.integers:
                made[f"x{i}"] = rng.integers(0, self.integers, (batch, *shape))
            else:
                made[f"x{i}"] = distinct(rng, batch, *shape).astype(dtype)
        return made


FLAT, STEPS, PICTURE = (7,), (3, 4), (5, 6, 3)
ANY_RANK: list[tuple[Any, dict[str, Any]]] = [((7,), {}), ((3, 4), {}), ((5, 6, 3), {})]

# layer: [(input shape or tuple of shapes, options)]
TABLE: dict[str, list[tuple[Any, dict[str, Any]]]] = {
    "dense": [
        (FLAT, {"units": 5}),
        (FLAT, {"units": 1, "bias": False, "initializer": {"initializer": "normal", "std": 0.5}}),
        (STEPS, {"units": 5}),
        ((1,), {"units": 3}),
        (FLAT, {"units": 5, "spectral_norm": True}),
        (STEPS, {"units": 1, "spectral_norm": True, "bias": False}),
    ],
    "embedding": [
        ((), {"entries": 6, "units": 4}),
        ((5,), {"entries": 3, "units": 2}),
        ((5,), {"entries": 3, "units": 2, "spectral_norm": True}),
    ],
    "one_hot": [((), {"classes": 6}), ((5,), {"classes": 3})],
    "point_features": [
        ((2,), {}),
        ((2,), {"x1_squared": True, "x2_squared": True, "x1_x2": True, "sin_x1": True, "sin_x2": True}),
        ((2,), {"x1": False, "x2": False, "x1_x2": True}),
    ],
    "flatten": [(PICTURE, {}), (FLAT, {}), ((), {})],
    "reshape": [(PICTURE, {"shape": [-1, 9]}), ((12,), {"shape": [2, 3, 2]}), (STEPS, {})],
    "conv2d": [
        ((6, 7, 2), {"filters": 3, "kernel_size": 3}),
        ((5, 6, 3), {"filters": 4, "kernel_size": 3, "padding": "same"}),
        ((9, 8, 2), {"filters": 3, "kernel_size": [3, 2], "strides": 2, "padding": "same"}),
        ((8, 9, 1), {"filters": 2, "kernel_size": [2, 3], "strides": [2, 3], "padding": 1}),
        ((9, 9, 2), {"filters": 2, "kernel_size": 3, "dilation": 2, "padding": [2, 1]}),
        ((9, 8, 1), {"filters": 2, "kernel_size": [3, 2], "dilation": [1, 3], "strides": [2, 1]}),
        ((7, 7, 3), {"filters": 2, "kernel_size": 1, "strides": 3}),
        ((6, 5, 2), {"filters": 2, "kernel_size": 2, "strides": 3, "padding": "same"}),
        ((4, 5, 2), {"filters": 3, "kernel_size": [4, 5], "bias": False}),
        ((3, 3, 1), {"filters": 2, "kernel_size": 5, "padding": "same"}),
        ((4, 4, 2), {"filters": 3, "kernel_size": 2, "padding": 3}),
        ((4, 5, 2), {"filters": 2, "kernel_size": 2, "padding": [5, 4], "strides": 3}),
        ((1, 9, 2), {"filters": 50, "kernel_size": [1, 3]}),
        ((9, 1, 20), {"filters": 3, "kernel_size": [3, 1], "strides": [2, 1]}),
        ((12, 13, 1), {"filters": 5, "kernel_size": 7}),
        ((9, 8, 2), {"filters": 3, "kernel_size": [8, 7], "bias": False}),
        ((9, 11, 1), {"filters": 2, "kernel_size": 5, "dilation": [2, 1], "strides": [1, 4], "padding": [0, 1]}),
        ((5, 6, 4), {"filters": 1, "kernel_size": 3, "padding": "same"}),
        ((6, 5, 7), {"filters": 1, "kernel_size": [2, 4], "padding": [3, 1], "bias": False}),
        ((7, 6, 2), {"filters": 3, "kernel_size": 3, "strides": 2, "padding": "same", "spectral_norm": True}),
    ],
    "conv2d_transpose": [
        ((4, 5, 2), {"filters": 3, "kernel_size": 3}),
        ((4, 3, 2), {"filters": 3, "kernel_size": 4, "strides": 2, "padding": "same"}),
        ((3, 4, 2), {"filters": 2, "kernel_size": 3, "strides": 2, "padding": 1, "output_padding": 1}),
        ((3, 4, 1), {"filters": 2, "kernel_size": [2, 3], "strides": [3, 2], "output_padding": [2, 0]}),
        ((3, 3, 2), {"filters": 2, "kernel_size": 2, "strides": 3, "bias": False}),
        ((3, 3, 2), {"filters": 2, "kernel_size": 5, "strides": [1, 2], "padding": "same"}),
        ((1, 1, 6), {"filters": 3, "kernel_size": 4}),
        ((2, 3, 4), {"filters": 1, "kernel_size": 7}),
        (
            (2, 1, 3),
            {"filters": 2, "kernel_size": [6, 4], "strides": [3, 2], "padding": [1, 0], "output_padding": [2, 1]},
        ),
        ((4, 3, 5), {"filters": 1, "kernel_size": 4, "strides": 2, "padding": "same"}),
        ((3, 4, 2), {"filters": 1, "kernel_size": [2, 3], "strides": [3, 1], "padding": [0, 1]}),
        ((4, 4, 2), {"filters": 2, "kernel_size": 1, "strides": 2, "padding": "same"}),
        ((4, 3, 2), {"filters": 3, "kernel_size": 4, "strides": 2, "padding": "same", "spectral_norm": True}),
    ],
    "depthwise_conv2d": [
        ((6, 7, 3), {"kernel_size": 3}),
        ((5, 6, 2), {"kernel_size": [3, 2], "padding": "same"}),
        ((8, 9, 2), {"kernel_size": [2, 3], "strides": [2, 3], "padding": 1}),
        ((9, 9, 2), {"kernel_size": 3, "dilation": 2, "padding": 2, "bias": False}),
        ((7, 7, 1), {"kernel_size": 1, "strides": 3}),
        ((4, 4, 2), {"kernel_size": 2, "padding": 3}),
    ],
    "max_pool": [
        ((6, 8, 3), {}),
        ((7, 5, 2), {}),
        ((7, 8, 2), {"pool_size": 3, "strides": 2}),
        ((7, 6, 2), {"pool_size": 3, "strides": 2, "padding": "same"}),
        ((6, 7, 2), {"pool_size": 2, "strides": 3}),
        ((6, 7, 2), {"pool_size": [1, 3], "padding": "same", "strides": 1}),
        ((5, 5, 2), {"pool_size": 3, "padding": 1}),
        ((6, 7, 2), {"pool_size": 1, "strides": 2}),
        ((4, 4, 1), {"pool_size": 4}),
    ],
    "upsample": [
        ((3, 4, 2), {}),
        ((3, 2, 2), {"factor": [1, 3]}),
        ((3, 4, 2), {"method": "bilinear"}),
        ((4, 1, 2), {"factor": [3, 2], "method": "bilinear"}),
    ],
    "simple_rnn": [
        ((5, 3), {"units": 4}),
        ((1, 2), {"units": 3, "bias": False}),
        ((4, 3), {"units": 2, "returns": "sequence", "bidirectional": True}),
        (((4, 3), (3,)), {"units": 3, "returns": "state"}),
    ],
    "lstm": [
        ((5, 3), {"units": 4}),
        ((4, 3), {"units": 2, "returns": "sequence", "bias": False}),
        ((3, 2), {"units": 3, "bidirectional": True}),
        (((4, 3), (6,)), {"units": 3, "returns": "state"}),
        (((4, 3), (8,)), {"units": 2, "returns": "sequence", "bidirectional": True}),
    ],
    "gru": [
        ((5, 3), {"units": 4}),
        ((4, 3), {"units": 2, "returns": "sequence", "bias": False}),
        ((3, 2), {"units": 3, "bidirectional": True, "returns": "state"}),
        (((4, 3), (6,)), {"units": 3, "returns": "sequence", "bidirectional": True}),
    ],
    "batch_norm": [(FLAT, {}), (STEPS, {"momentum": 0.5}), (PICTURE, {"eps": 1e-3}), ((4, 5, 1), {})],
    "layer_norm": [(FLAT, {}), (STEPS, {}), (PICTURE, {"eps": 1e-3})],
    "dropout": [(FLAT, {}), (PICTURE, {"rate": 0.2}), (STEPS, {"rate": 0.0})],
    "gaussian_noise": [(FLAT, {}), (PICTURE, {"std": 0.5}), (STEPS, {"std": 0.0})],
    "add": [((FLAT, FLAT), {}), ((PICTURE, PICTURE, PICTURE), {})],
    "multiply": [((FLAT, FLAT), {}), ((PICTURE, PICTURE, PICTURE), {})],
    "dot": [((FLAT, FLAT), {}), (((1,), (1,)), {})],
    "concat": [
        ((FLAT, (4,)), {}),
        (((5, 6, 3), (5, 6, 1), (5, 6, 2)), {}),
        (((2, 4), (3, 4)), {"axis": 0}),
        (((5, 1, 3), (5, 6, 3)), {"axis": -2}),
    ],
    "leaky_relu": [*ANY_RANK, (FLAT, {"slope": 0.0})],
    "elu": [*ANY_RANK, (FLAT, {"alpha": 0.3})],
}
TABLE["average_pool"] = TABLE["max_pool"]

# Sizes at which a forgotten temporary array stands out against the few kilobytes that NumPy needs for itself.
LARGE = {1: (600,), 2: (12, 50), 3: (14, 16, 6), 0: ()}


def layer_cases(name: str) -> list[LayerCase]:
    """The cases of the layer registered as `name`: those of the table, else inputs of every rank that it accepts."""
    integers = {"embedding": 3, "one_hot": 3}.get(name, 0)
    if name in TABLE:
        return [LayerCase(name, s if s and isinstance(s[0], tuple) else (s,), o, integers) for s, o in TABLE[name]]
    count = layers[name].inputs[0]
    cases = [LayerCase(name, (shape,) * count) for shape in (FLAT, STEPS, PICTURE)]
    return [case for case in cases if accepts(case)]


def large_cases(name: str) -> list[LayerCase]:
    """The same options on larger samples, one case for each set of options."""
    made = []
    for case in layer_cases(name):
        shapes = tuple(LARGE[len(s)] for s in case.shapes)
        large = LayerCase(name, shapes, case.options, case.integers)
        made.append(large if accepts(large) else case)
    return list({str(case): case for case in made}.values())


def accepts(case: LayerCase) -> bool:
    try:
        case.make().output_shape(*case.shapes)
    except NetsumikiError:
        return False
    return True
