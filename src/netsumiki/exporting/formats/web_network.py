"""A trained network as JavaScript: its layers in running order, and its weights as text."""

import base64
import json
import struct
from collections.abc import Callable
from typing import Any

import numpy as np

from netsumiki.exporting.formats.javascript import literal
from netsumiki.exporting.formats.plan import Plan, Step
from netsumiki.exporting.formats.precision import pack

LAYERS = tuple(
    f"layers/{name}.js"
    for name in ("core", "activation", "convolution", "pooling", "normalization", "merge", "resampling", "recurrent")
)
"""The sources of all layers; a function is called as its layer is registered."""

Options = dict[str, Any]


def _of_layer(*names: str) -> Callable[[Step], Options]:
    return lambda step: {name: getattr(step.layer, name) for name in names}


def _windowed(step: Step) -> Options:
    window = step.window
    assert window is not None
    options = {"kernel": window.kernel, "strides": window.strides, "pad": (window.top, window.left)}
    if not step.kind.endswith(("pool", "transpose")):
        options["dilation"] = window.dilation
    usual = {"strides": (1, 1), "pad": (0, 0), "dilation": (1, 1)}
    return {name: value for name, value in options.items() if usual.get(name) != value}


def _unusual(step: Step) -> Options:
    """The options that differ from their defaults."""
    return step.layer.options()


class Function(str):
    """The name of a function of the sources, which is no text."""


BETWEEN = {"nearest": Function("repeated"), "bilinear": Function("blended")}
_recurrent = _of_layer("units", "returns", "bidirectional")
OPTIONS: dict[str, Callable[[Step], Options]] = {
    "conv2d": _windowed,
    "conv2d_transpose": _windowed,
    "depthwise_conv2d": _windowed,
    "max_pool": _windowed,
    "average_pool": _windowed,
    "upsample": lambda step: {"factor": step.layer.factor, "between": BETWEEN[step.layer.method]},  # type: ignore[attr-defined]
    "leaky_relu": _of_layer("slope"),
    "elu": _of_layer("alpha"),
    "batch_norm": _unusual,
    "layer_norm": _unusual,
    "concat": lambda step: {"axis": step.layer.axis % len(step.shape)},  # type: ignore[attr-defined]
    "point_features": lambda step: {"chosen": step.layer.chosen()},  # type: ignore[attr-defined]
    "simple_rnn": _recurrent,
    "lstm": _recurrent,
    "gru": _recurrent,
}
"""What a layer's function is told beside shapes and weights."""


def constants(plan: Plan) -> str:
    """INPUTS, NODES and OUTPUT."""
    inputs = [[name, list(shape)] for name, shape in plan.inputs.items()]
    before = [next(iter(plan.inputs)), *(step.name for step in plan.steps)]
    nodes = "\n".join(f"{_node(step, name)}," for step, name in zip(plan.steps, before))
    return f"const INPUTS = {literal(inputs)};\nconst NODES = [\n{nodes}\n];\nconst OUTPUT = {literal(plan.output)};"


def _node(step: Step, before: str) -> str:
    """A layer reads what the one before it puts out, keeps its shape and has its own weights, unless it says more."""
    more: Options = {}
    if step.inputs != (before,):
        more["from"] = step.inputs
    if step.shape != step.input_shapes[0]:
        more["shape"] = step.shape
    more |= OPTIONS.get(step.kind, lambda step: {})(step)
    if step.weights:
        more["weights"] = list(step.weights)
        (owner,) = {full.removesuffix(f".{key}") for key, full in step.weights.items()}
        if owner != step.name:
            more["owner"] = owner
    inside = ",".join(
        f"{name}:{value if isinstance(value, Function) else literal(value)}" for name, value in more.items()
    )
    return f"[{literal(step.name)},{step.kind},{{{inside}}}]"


class Arrays:
    """Arrays that travel inside a program as text: how to read each, as JSON, and then their bytes."""

    def __init__(self, weights: dict[str, np.ndarray], precision: str):
        self.entries: list[list[Any]] = []
        self.bytes: list[bytes] = []
        for name, value in weights.items():
            made = pack(value, precision)
            columns = []
            if made.scales is not None:
                columns = [made.scales.size]
                self.bytes.append(made.scales.astype("<f4").tobytes())
            self._add(name, made.values, *columns)

    def add(self, name: str, array: np.ndarray) -> None:
        """An array that is stored as it is: float32 or uint8."""
        self._add(name, array)

    def _add(self, name: str, array: np.ndarray, *columns: int) -> None:
        self.entries.append([name, array.dtype.name, array.size, *columns])
        self.bytes.append(np.ascontiguousarray(array, array.dtype.newbyteorder("<")).tobytes())

    @property
    def readers(self) -> str:
        """READ: the functions that read these kinds of numbers."""
        kinds = sorted({kind for _, kind, *_ in self.entries})
        return f"const READ = {{ {', '.join(kinds)} }};"

    @property
    def packed(self) -> str:
        told = json.dumps(self.entries, ensure_ascii=False).encode()
        return base64.b64encode(b"".join([struct.pack("<I", len(told)), told, *self.bytes])).decode()
