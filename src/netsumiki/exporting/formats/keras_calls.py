"""How each layer is said in Keras: `CALLS[kind](text, step, layer)` is the right side of a line of `network`."""

from typing import Any

import numpy as np

from netsumiki.exporting.formats.keras_network import KerasText
from netsumiki.exporting.formats.library_text import Call, between, bias, directions, features, function
from netsumiki.exporting.formats.plan import Step
from netsumiki.exporting.formats.precision import Packed


def _weights(text: KerasText, step: Step, W: Packed) -> list[Packed]:
    return [W, text.packed(step, "b")] if "b" in step.weights else [W]


# -- core -----------------------------------------------------------------------------------------------------------


def dense(text: KerasText, step: Step, layer: Any) -> str:
    made = f"layers.Dense({layer.units}{text.options(use_bias=bias(step))})"
    return f"{text.part(step, made, *_weights(text, step, text.packed(step, 'W')))}({text.inputs(step)[0]})"


def embedding(text: KerasText, step: Step, layer: Any) -> str:
    made = f"layers.Embedding({layer.entries}, {layer.units})"
    return f"{text.part(step, made, text.packed(step, 'W'))}({text.inputs(step)[0]})"


def one_hot(text: KerasText, step: Step, layer: Any) -> str:
    return f'ops.one_hot(ops.cast({text.inputs(step)[0]}, "int32"), {layer.classes})'


def point_features(text: KerasText, step: Step, layer: Any) -> str:
    made = features(text.inputs(step)[0], layer, "ops.sin", "np.pi")
    return f"ops.stack([{', '.join(made)}], axis=1)"


def reshape(text: KerasText, step: Step, layer: Any) -> str:
    return f"ops.reshape({text.inputs(step)[0]}, {(-1, *step.shape)!r})"


# -- pictures -------------------------------------------------------------------------------------------------------


def _bordered(step: Step, x: str, fill: str = "") -> str:
    assert step.window
    w = step.window
    border = ((0, 0), (w.top, w.bottom), (w.left, w.right), (0, 0))
    return f"ops.pad({x}, {border!r}{fill})" if any(map(sum, border)) else x


def conv2d(text: KerasText, step: Step, layer: Any) -> str:
    return _convolution(text, step, layer, f"layers.Conv2D({layer.filters}, ", text.packed(step, "W"))


def depthwise_conv2d(text: KerasText, step: Step, layer: Any) -> str:
    W = text.packed(step, "W").inserted(3)  # (KH, KW, C, 1)
    return _convolution(text, step, layer, "layers.DepthwiseConv2D(", W)


def _convolution(text: KerasText, step: Step, layer: Any, begin: str, W: Packed) -> str:
    """With both strides and dilation, every place is computed and some are taken: Keras does not do both at once."""
    both = layer.strides != (1, 1) and layer.dilation != (1, 1)
    same = layer.padding == "same" and not both
    options = text.options(
        strides=layer.strides if layer.strides != (1, 1) and not both else None,
        padding="same" if same else None,
        dilation_rate=layer.dilation if layer.dilation != (1, 1) else None,
        use_bias=bias(step),
    )
    (x,) = text.inputs(step)
    part = text.part(step, f"{begin}{layer.kernel_size!r}{options})", *_weights(text, step, W))
    y = f"{part}({x if same else _bordered(step, x)})"
    return f"{y}[:, :: {layer.strides[0]}, :: {layer.strides[1]}]" if both else y


def conv2d_transpose(text: KerasText, step: Step, layer: Any) -> str:
    """Cut out of the whole, since Keras knows no border that is a number."""
    assert step.window
    (x,), w, (OH, OW, _) = text.inputs(step), step.window, step.shape
    options = text.options(
        strides=layer.strides if layer.strides != (1, 1) else None,
        output_padding=layer.output_padding if any(layer.output_padding) else None,
        use_bias=bias(step),
    )
    made = f"layers.Conv2DTranspose({layer.filters}, {layer.kernel_size!r}{options})"
    y = f"{text.part(step, made, *_weights(text, step, text.packed(step, 'W')))}({x})"
    return f"{y}[:, {w.top} : {w.top + OH}, {w.left} : {w.left + OW}]"


def max_pool(text: KerasText, step: Step, layer: Any) -> str:
    (x,) = text.inputs(step)
    if layer.padding != "same":
        x = _bordered(step, x, ", constant_values=-np.inf")
    return _pooled("MaxPooling2D", x, layer, ', padding="same"' if layer.padding == "same" else "")


def average_pool(text: KerasText, step: Step, layer: Any) -> str:
    """With the border made before, since Keras leaves it out of the mean."""
    return _pooled("AveragePooling2D", _bordered(step, text.inputs(step)[0]), layer, "")


def _pooled(name: str, x: str, layer: Any, padding: str) -> str:
    return f"layers.{name}({layer.pool_size!r}, {layer.strides or layer.pool_size!r}{padding})({x})"


def upsample(text: KerasText, step: Step, layer: Any) -> str:
    how = ', interpolation="bilinear"' if layer.method == "bilinear" else ""
    return f"layers.UpSampling2D({layer.factor!r}{how})({text.inputs(step)[0]})"


# -- normalisation and merging --------------------------------------------------------------------------------------


def batch_norm(text: KerasText, step: Step, layer: Any) -> str:
    made = f"layers.BatchNormalization(momentum={layer.momentum!r}, epsilon={layer.eps!r})"
    weights = [text.packed(step, name) for name in ("gamma", "beta", "mean", "var")]
    return f"{text.part(step, made, *weights)}({text.inputs(step)[0]})"


def layer_norm(text: KerasText, step: Step, layer: Any) -> str:
    made = f"layers.LayerNormalization(epsilon={layer.eps!r})"
    return f"{text.part(step, made, *(text.packed(step, name) for name in ('gamma', 'beta')))}({text.inputs(step)[0]})"


def concat(text: KerasText, step: Step, layer: Any) -> str:
    return f"ops.concatenate([{', '.join(text.inputs(step))}], axis={layer.axis % len(step.shape) + 1})"


# -- sequences ------------------------------------------------------------------------------------------------------


def recurrent(name: str, order: tuple[int, ...]) -> Call:
    """`order`: which of our blocks of columns is each of theirs."""

    def call(text: KerasText, step: Step, layer: Any) -> str:
        weights: list[Packed] = []
        for W, U, b, recalled in directions(text, step, layer, order):
            if b is not None and recalled is not None:  # its second row is what is added to h U
                b = Packed(np.stack([b.values, recalled]))
            weights += [W, U] if b is None else [W, U, b]
        options = text.options(
            use_bias=bias(step),
            return_sequences=True if layer.returns == "sequence" else None,
            return_state=True if layer.returns == "state" else None,
        )
        made = f"layers.{name}({layer.units}{options})"
        part = text.part(step, f"layers.Bidirectional({made})" if layer.bidirectional else made, *weights)
        x, *state = text.inputs(step)
        if state:
            split = f"ops.split({state[0]}, {layer.directions * layer.states}, axis=1)"
            x += f", initial_state={split}"
        if layer.returns != "state":
            return f"{part}({x})"
        return f"ops.concatenate({part}({x})[1:], axis=1)"

    return call


CALLS: dict[str, Call] = {
    "dense": dense,
    "embedding": embedding,
    "one_hot": one_hot,
    "point_features": point_features,
    "flatten": reshape,
    "reshape": reshape,
    "conv2d": conv2d,
    "depthwise_conv2d": depthwise_conv2d,
    "conv2d_transpose": conv2d_transpose,
    "max_pool": max_pool,
    "average_pool": average_pool,
    "global_average_pool": function("ops.mean", axis=(1, 2)),
    "global_max_pool": function("ops.max", axis=(1, 2)),
    "upsample": upsample,
    "batch_norm": batch_norm,
    "layer_norm": layer_norm,
    "simple_rnn": recurrent("SimpleRNN", (0,)),
    "lstm": recurrent("LSTM", (0, 1, 3, 2)),  # i, f, g, o
    "gru": recurrent("GRU", (1, 0, 2)),  # z, r, n
    "add": between("+"),
    "multiply": between("*"),
    "dot": lambda text, step, layer: f"ops.sum({' * '.join(text.inputs(step))}, axis=1, keepdims=True)",
    "concat": concat,
    "step": lambda text, step, layer: f'ops.cast({text.inputs(step)[0]} > 0, "float32")',
    "relu": function("ops.relu"),
    "leaky_relu": lambda text, step, layer: f"ops.leaky_relu({text.inputs(step)[0]}, {layer.slope!r})",
    "elu": lambda text, step, layer: f"ops.elu({text.inputs(step)[0]}, {layer.alpha!r})",
    "sigmoid": function("ops.sigmoid"),
    "tanh": function("ops.tanh"),
    "softplus": function("ops.softplus"),
    "silu": function("ops.silu"),
    "gelu": function("ops.gelu", approximate=True),
    "softmax": function("ops.softmax", axis=-1),
}
