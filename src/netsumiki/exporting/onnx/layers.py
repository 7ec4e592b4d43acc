"""How each layer is said in ONNX: `LAYERS[kind](walk, step, layer)` writes its nodes and returns what comes out."""

from collections.abc import Callable
from math import pi
from typing import Any

import numpy as np

from netsumiki.engine.layers.expansion import PRODUCTS, SINES
from netsumiki.exporting.formats.plan import Step
from netsumiki.exporting.onnx.network import Network, Walk
from netsumiki.exporting.onnx.recurrent import gru, lstm, simple_rnn
from netsumiki.exporting.onnx.writer import Writer

Write = Callable[[Walk, Step, Any], str]


def element(kind: str, **attributes: Any) -> Write:
    """A layer that is one ONNX node of one input, with the same attributes always."""

    def write(walk: Walk, step: Step, layer: Any) -> str:
        return walk.node(step, kind, *walk.inputs(step), **attributes)

    return write


def chain(kind: str) -> Write:
    """x₁ ∘ x₂ ∘ … for an ONNX node of two inputs."""

    def write(walk: Walk, step: Step, layer: Any) -> str:
        value, *others = walk.inputs(step)
        for other in others:
            value = walk.node(step, kind, value, other)
        return value

    return write


# -- core -----------------------------------------------------------------------------------------------------------


def dense(walk: Walk, step: Step, layer: Any) -> str:
    (x,), W = walk.inputs(step), walk.weight(step, "W")
    if len(step.shape) == 1:
        return walk.node(step, "Gemm", x, W, *([walk.weight(step, "b")] if layer.bias else []))
    y = walk.node(step, "MatMul", x, W)
    return walk.node(step, "Add", y, walk.weight(step, "b")) if layer.bias else y


def whole_numbers(walk: Walk, step: Step) -> str:
    from onnx import TensorProto

    (x,) = walk.inputs(step)
    return x if walk.network.whole(step.inputs[0]) else walk.node(step, "Cast", x, to=TensorProto.INT64)


def embedding(walk: Walk, step: Step, layer: Any) -> str:
    return walk.node(step, "Gather", walk.weight(step, "W"), whole_numbers(walk, step), axis=0)


def one_hot(walk: Walk, step: Step, layer: Any) -> str:
    depth, values = walk.writer.constant(layer.classes, kind=np.int64), walk.writer.constant([0, 1], kind=np.float32)
    return walk.node(step, "OneHot", whole_numbers(walk, step), depth, values)


def point_features(walk: Walk, step: Step, layer: Any) -> str:
    (x,), made = walk.inputs(step), []
    column = [walk.node(step, "Gather", x, walk.writer.constant([k], kind=np.int64), axis=1) for k in (0, 1)]
    for name in layer.chosen():
        if name in SINES:
            angle = walk.node(step, "Mul", column[SINES[name]], walk.writer.constant(pi, kind=np.float32))
            made.append(walk.node(step, "Sin", angle))
            continue
        first, *others = PRODUCTS[name]
        made.append(column[first])
        for other in others:
            made[-1] = walk.node(step, "Mul", made[-1], column[other])
    return walk.node(step, "Concat", *made, axis=1)


def reshape(walk: Walk, step: Step, layer: Any) -> str:
    shape = walk.writer.constant([0, *step.shape], kind=np.int64)  # 0: as many as came in
    return walk.node(step, "Reshape", *walk.inputs(step), shape)


# -- pictures -------------------------------------------------------------------------------------------------------


def pads(step: Step) -> list[int]:
    assert step.window is not None
    w = step.window
    return [w.top, w.left, w.bottom, w.right]


def offset(walk: Walk, step: Step) -> list[str]:
    return [walk.weight(step, "b")] if walk.has(step, "b") else []


def conv2d(walk: Walk, step: Step, layer: Any) -> str:
    W = walk.weight(step, "W", lambda packed: packed.moved(3, 2, 0, 1))  # (filters, C, KH, KW)
    window = {"kernel_shape": layer.kernel_size, "strides": layer.strides, "dilations": layer.dilation}
    return walk.node(step, "Conv", *walk.inputs(step), W, *offset(walk, step), pads=pads(step), **window)


def depthwise_conv2d(walk: Walk, step: Step, layer: Any) -> str:
    W = walk.weight(step, "W", lambda packed: packed.inserted(2).moved(3, 2, 0, 1))  # (C, 1, KH, KW)
    window = {"kernel_shape": layer.kernel_size, "strides": layer.strides, "dilations": layer.dilation}
    group = {"group": step.shape[2]}
    return walk.node(step, "Conv", *walk.inputs(step), W, *offset(walk, step), pads=pads(step), **window, **group)


def conv2d_transpose(walk: Walk, step: Step, layer: Any) -> str:
    W = walk.weight(step, "W", lambda packed: packed.moved(3, 2, 0, 1))  # (C, filters, KH, KW)
    made = zip(step.input_shapes[0][:2], step.shape[:2], layer.strides, layer.kernel_size, strict=True)
    border = zip(pads(step)[:2], pads(step)[2:], strict=True)
    extra = [OH - ((H - 1) * s + k - sum(cut)) for (H, OH, s, k), cut in zip(made, border, strict=True)]
    window = {"kernel_shape": layer.kernel_size, "strides": layer.strides, "output_padding": extra}
    return walk.node(step, "ConvTranspose", *walk.inputs(step), W, *offset(walk, step), pads=pads(step), **window)


def pool(kind: str, **attributes: Any) -> Write:
    def write(walk: Walk, step: Step, layer: Any) -> str:
        window = {"kernel_shape": layer.pool_size, "strides": layer.strides or layer.pool_size}
        return walk.node(step, kind, *walk.inputs(step), pads=pads(step), **window, **attributes)

    return write


def global_pool(kind: str) -> Write:
    def write(walk: Walk, step: Step, layer: Any) -> str:
        axes = walk.writer.constant([2, 3], kind=np.int64)
        return walk.node(step, kind, *walk.inputs(step), axes, keepdims=0)

    return write


def upsample(walk: Walk, step: Step, layer: Any) -> str:
    scales = walk.writer.constant([1, 1, *layer.factor], kind=np.float32)
    how: dict[str, Any] = {"mode": "linear", "coordinate_transformation_mode": "half_pixel"}
    if layer.method == "nearest":
        how = {"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
    return walk.node(step, "Resize", *walk.inputs(step), "", scales, **how)


# -- the rest -------------------------------------------------------------------------------------------------------


def batch_norm(walk: Walk, step: Step, layer: Any) -> str:
    if len(step.shape) == 2:  # ONNX wants the channels second, where a sequence has its steps
        inverse = 1 / np.sqrt(walk.array(step, "var") + np.float32(layer.eps))
        scale = walk.array(step, "gamma") * inverse
        shift = walk.array(step, "beta") - walk.array(step, "mean") * scale
        y = walk.node(step, "Mul", *walk.inputs(step), walk.writer.constant(scale, f"{step.name}.scale"))
        return walk.node(step, "Add", y, walk.writer.constant(shift, f"{step.name}.shift"))
    values = [walk.weight(step, name) for name in ("gamma", "beta", "mean", "var")]
    return walk.node(step, "BatchNormalization", *walk.inputs(step), *values, epsilon=layer.eps)


def layer_norm(walk: Walk, step: Step, layer: Any) -> str:
    values = [walk.weight(step, name) for name in ("gamma", "beta")]
    return walk.node(step, "LayerNormalization", *walk.inputs(step), *values, axis=-1, epsilon=layer.eps)


def heaviside(walk: Walk, step: Step, layer: Any) -> str:
    from onnx import TensorProto

    above = walk.node(step, "Greater", *walk.inputs(step), walk.writer.constant(0, kind=np.float32))
    return walk.node(step, "Cast", above, to=TensorProto.FLOAT)


def silu(walk: Walk, step: Step, layer: Any) -> str:
    (x,) = walk.inputs(step)
    return walk.node(step, "Mul", x, walk.node(step, "Sigmoid", x))


def dot(walk: Walk, step: Step, layer: Any) -> str:
    axes = walk.writer.constant([1], kind=np.int64)
    return walk.node(step, "ReduceSum", walk.node(step, "Mul", *walk.inputs(step)), axes, keepdims=1)


def concat(walk: Walk, step: Step, layer: Any) -> str:
    axis = layer.axis % len(step.shape)
    place = (2, 3, 1)[axis] if walk.first(step) else axis + 1
    return walk.node(step, "Concat", *walk.inputs(step), axis=place)


LAYERS: dict[str, Write] = {
    "dense": dense,
    "embedding": embedding,
    "one_hot": one_hot,
    "point_features": point_features,
    "flatten": reshape,
    "reshape": reshape,
    "conv2d": conv2d,
    "conv2d_transpose": conv2d_transpose,
    "depthwise_conv2d": depthwise_conv2d,
    "max_pool": pool("MaxPool"),
    "average_pool": pool("AveragePool", count_include_pad=1),
    "global_average_pool": global_pool("ReduceMean"),
    "global_max_pool": global_pool("ReduceMax"),
    "upsample": upsample,
    "batch_norm": batch_norm,
    "layer_norm": layer_norm,
    "simple_rnn": simple_rnn,
    "lstm": lstm,
    "gru": gru,
    "add": chain("Add"),
    "multiply": chain("Mul"),
    "dot": dot,
    "concat": concat,
    "step": heaviside,
    "relu": element("Relu"),
    "leaky_relu": lambda walk, step, layer: walk.node(step, "LeakyRelu", *walk.inputs(step), alpha=layer.slope),
    "elu": lambda walk, step, layer: walk.node(step, "Elu", *walk.inputs(step), alpha=layer.alpha),
    "sigmoid": element("Sigmoid"),
    "tanh": element("Tanh"),
    "softplus": element("Softplus"),
    "silu": silu,
    "gelu": element("Gelu", approximate="tanh"),
    "softmax": element("Softmax", axis=-1),
}


def written(network: Network, writer: Writer, inputs: dict[str, str]) -> str:
    """Writes the network once: from the names of its inputs to the name of its output, channels last."""
    walk = Walk(network, writer, inputs)
    for step in network.plan.steps:
        walk.keep(step.name, LAYERS[step.kind](walk, step, step.layer))
    return walk.value(network.plan.output, False)
