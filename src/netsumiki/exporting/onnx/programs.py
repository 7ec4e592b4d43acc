"""Whole models as ONNX: pictures as bytes in, probabilities out; or noise in, pictures out."""

import base64
import json
from typing import Any

import numpy as np

from netsumiki.exporting.formats.golden import Asked
from netsumiki.exporting.formats.plan import plan_of
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.onnx.ends import pixels, prepared, probabilities, unknown
from netsumiki.exporting.onnx.flow import carried
from netsumiki.exporting.onnx.layers import written
from netsumiki.exporting.onnx.network import Network
from netsumiki.exporting.onnx.writer import Writer, declared

OLDEST = 20
"""The opset in which every layer can be said: GELU came with it."""


def program(model: Model | Generator, precision: str, metadata: dict[str, str], opset: int | None = None) -> Any:
    """A whole ONNX model with its `metadata` and golden samples, in no newer an opset than `opset`."""
    from onnx import checker, helper

    write = _making if isinstance(model, Generator) else _reading
    made = assembled(*write(model, precision), opset)  # type: ignore[arg-type]
    helper.set_model_props(made, metadata | {"golden": json.dumps(_golden(model))})
    checker.check_model(made, full_check=True)
    return made


def assembled(inputs: list[Any], outputs: list[Any], writer: Writer, opset: int | None = None) -> Any:
    """An ONNX model of what was written, in the newest opset that the installed onnx knows, or in `opset` if older."""
    from onnx import defs, helper

    graph = helper.make_graph(writer.nodes, "network", inputs, outputs, list(writer.constants.values()))
    newest = defs.onnx_opset_version()
    chosen = helper.make_opsetid("", min(opset or newest, newest))
    return helper.make_model_gen_version(graph, opset_imports=[chosen], producer_name="netsumiki")


Written = tuple[list[Any], list[Any], Writer]


def _reading(model: Model, precision: str) -> Written:
    """Input as in the recipe: uint8 (N, H, W, C), int64 for what is looked up, float32 for features.

    Outputs: `probabilities` float32 (N, classes), `label` int64 (N,), `scores` float32 (N, classes), and `unknown` bool
    (N,) of a model that can say "I don't know".
    """
    from onnx import TensorProto

    network, writer = Network(plan_of(model.graph, model.scored), precision), Writer()
    name, *names = map(writer.called, (*network.plan.inputs, "probabilities", "label", "scores", "unknown"))
    pictures, classes = len(model.input_shape) == 3, (len(model.class_names),)
    x = prepared(writer, name, model.preprocessing) if pictures else name
    scores = written(network, writer, {name: x})
    certainty = model.certainty
    scaled = writer.node("Div", scores, writer.number(certainty.temperature)) if certainty else scores
    shares = probabilities(writer, scaled, model)
    label = writer.node("ArgMax", shares, axis=1, keepdims=0)
    floats, whole = TensorProto.FLOAT, TensorProto.INT64
    made = [(shares, floats, classes), (label, whole, ()), (scores, floats, classes)]
    if certainty and certainty.threshold is not None:
        made.append((unknown(writer, x, scaled, certainty), TensorProto.BOOL, ()))
    kind = TensorProto.UINT8 if pictures else whole if network.whole(name) else floats
    return [declared(name, kind, model.input_shape)], [writer.output(n, *m) for n, m in zip(names, made)], writer


def _making(model: Generator, precision: str) -> Written:
    """Inputs `noise` float32 (N, …), and `label` int64 (N,) if it is told one.

    Outputs: `outputs` float32 (N, …), and `pictures` uint8 (N, H, W, C) if it makes pictures.
    """
    from onnx import TensorProto

    network, writer = Network(plan_of(model.graph), precision), Writer()
    noise, told, *names = map(writer.called, ("noise", "label", "outputs", "pictures"))
    inputs, label = [declared(noise, TensorProto.FLOAT, model.noise_shape)], None
    if model.conditional:
        inputs.append(declared(told, TensorProto.INT64, ()))
        label = told if network.whole("label") else writer.node("Cast", told, to=TensorProto.FLOAT)
    if model.flow:
        y = carried(writer, network, model.flow, noise, label)
    else:
        y = written(network, writer, {"noise": noise} | ({} if label is None else {"label": label}))
    made = [(y, TensorProto.FLOAT, model.example_shape)]
    if len(model.example_shape) == 3:
        made.append((pixels(writer, y, model.preprocessing), TensorProto.UINT8, model.example_shape))
    return inputs, [writer.output(n, *m) for n, m in zip(names, made)], writer


def _golden(model: Model | Generator) -> dict[str, Any]:
    asked = Asked.golden(model)
    return {name: _as_text(array) for name, array in (asked.inputs | {"answers": asked.answers}).items()}


def _as_text(array: np.ndarray) -> dict[str, Any]:
    data = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()
    return {"type": array.dtype.name, "shape": list(array.shape), "base64": data}
