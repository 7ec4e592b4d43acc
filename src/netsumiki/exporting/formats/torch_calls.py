"""How each layer is said in PyTorch: `CALLS[kind](text, step, layer)` is the right side of a line of `forward`."""

from typing import Any

import numpy as np

from netsumiki.exporting.formats.library_text import Call, between, bias, directions, features, function
from netsumiki.exporting.formats.plan import Step
from netsumiki.exporting.formats.precision import Packed
from netsumiki.exporting.formats.torch_network import TorchText


def _offset(text: TorchText, step: Step) -> dict[str, Packed]:
    return {"bias": text.packed(step, "b")} if "b" in step.weights else {}


# -- core -----------------------------------------------------------------------------------------------------------


def dense(text: TorchText, step: Step, layer: Any) -> str:
    (x,) = text.inputs(step)
    made = f"nn.Linear({step.input_shapes[0][-1]}, {layer.units}{text.options(bias=bias(step))})"
    return f"{text.module(step, made, weight=text.packed(step, 'W').moved(1, 0), **_offset(text, step))}({x})"


def embedding(text: TorchText, step: Step, layer: Any) -> str:
    made = f"nn.Embedding({layer.entries}, {layer.units})"
    return f"{text.module(step, made, weight=text.packed(step, 'W'))}({text.inputs(step)[0]}.long())"


def one_hot(text: TorchText, step: Step, layer: Any) -> str:
    return f"F.one_hot({text.inputs(step)[0]}.long(), {layer.classes}).float()"


def point_features(text: TorchText, step: Step, layer: Any) -> str:
    made = features(text.inputs(step)[0], layer, "torch.sin", "torch.pi")
    return f"torch.stack(({', '.join(made)},), 1)"


def reshape(text: TorchText, step: Step, layer: Any) -> str:
    (x,) = text.inputs(step)
    return f"{x}.reshape({', '.join(map(str, (-1, *step.shape)))})"


# -- pictures -------------------------------------------------------------------------------------------------------


def _bordered(step: Step, x: str, most: tuple[int, int], fill: str = "") -> tuple[str, tuple[int, int]]:
    """(the picture, with borders around it if PyTorch cannot add them itself; those that it can add)."""
    assert step.window
    w: Any = step.window
    border, layer = (w.left, w.right, w.top, w.bottom), step.layer
    if border == (0, 0, 0, 0):
        return x, (0, 0)
    fixed = layer.padding != "same" or w.strides == (1, 1)  # type: ignore[attr-defined]  # for every size of picture
    if fixed and w.top == w.bottom <= most[0] and w.left == w.right <= most[1]:
        return x, (w.top, w.left)
    return f"F.pad({x}, {border}{fill})", (0, 0)


ANY_BORDER = (10**9, 10**9)


def _convolution(text: TorchText, step: Step, layer: Any, sizes: str, W: Packed, groups: int | None = None) -> str:
    x, padding = _bordered(step, text.inputs(step)[0], ANY_BORDER)
    window = {
        "stride": layer.strides if layer.strides != (1, 1) else None,
        "padding": padding if padding != (0, 0) else None,
        "dilation": layer.dilation if layer.dilation != (1, 1) else None,
    }
    made = f"nn.Conv2d({sizes}, {layer.kernel_size!r}{text.options(**window, groups=groups, bias=bias(step))})"
    return f"{text.module(step, made, weight=W, **_offset(text, step))}({x})"


def conv2d(text: TorchText, step: Step, layer: Any) -> str:
    sizes = f"{step.input_shapes[0][2]}, {layer.filters}"
    return _convolution(text, step, layer, sizes, text.packed(step, "W").moved(3, 2, 0, 1))


def depthwise_conv2d(text: TorchText, step: Step, layer: Any) -> str:
    C, W = step.shape[2], text.packed(step, "W").inserted(2).moved(3, 2, 0, 1)
    return _convolution(text, step, layer, f"{C}, {C}", W, C)


def conv2d_transpose(text: TorchText, step: Step, layer: Any) -> str:
    assert step.window
    (x,), w = text.inputs(step), step.window
    (H, W, C), (OH, OW, filters) = step.input_shapes[0], step.shape
    whole = [(n - 1) * s + k for n, s, k in zip((H, W), layer.strides, layer.kernel_size)]
    even = w.top == w.bottom and w.left == w.right
    cut = (w.top, w.left) if even else (0, 0)
    end = (w.top + OH, w.left + OW)  # behind the last number that is kept of the whole
    extra = tuple(max(0, stop + c - size) for stop, size, c in zip(end, whole, (0, 0) if not even else cut))
    options = text.options(
        stride=layer.strides if layer.strides != (1, 1) else None,
        padding=cut if cut != (0, 0) else None,
        output_padding=extra if extra != (0, 0) else None,
        bias=bias(step),
    )
    made = f"nn.ConvTranspose2d({C}, {filters}, {layer.kernel_size!r}{options})"
    W_theirs = text.packed(step, "W").moved(3, 2, 0, 1)
    y = f"{text.module(step, made, weight=W_theirs, **_offset(text, step))}({x})"
    return y if even else f"{y}[:, :, {w.top} : {w.top + OH}, {w.left} : {w.left + OW}]"


def pool(name: str, fill: str) -> Call:
    def call(text: TorchText, step: Step, layer: Any) -> str:
        half = (layer.pool_size[0] // 2, layer.pool_size[1] // 2)  # PyTorch adds no wider border
        x, padding = _bordered(step, text.inputs(step)[0], half, fill)
        strides = layer.strides or layer.pool_size
        window = {"stride": strides if strides != layer.pool_size else None}
        window["padding"] = padding if padding != (0, 0) else None
        return f"F.{name}({x}, {layer.pool_size!r}{text.options(**window)})"

    return call


def upsample(text: TorchText, step: Step, layer: Any) -> str:
    how = ', mode="bilinear", align_corners=False' if layer.method == "bilinear" else ""
    return f"F.interpolate({text.inputs(step)[0]}, scale_factor={tuple(map(float, layer.factor))}{how})"


# -- normalisation and merging --------------------------------------------------------------------------------------


def batch_norm(text: TorchText, step: Step, layer: Any) -> str:
    (x,), rank = text.inputs(step), len(step.shape)
    options = text.options(eps=layer.eps, momentum=round(1 - layer.momentum, 12))
    made = f"nn.BatchNorm{2 if rank == 3 else 1}d({step.shape[-1]}{options})"
    theirs = {"weight": "gamma", "bias": "beta", "running_mean": "mean", "running_var": "var"}
    norm = text.module(step, made, **{name: text.packed(step, ours) for name, ours in theirs.items()})
    return f"{norm}({x}.transpose(1, 2)).transpose(1, 2)" if rank == 2 else f"{norm}({x})"


def layer_norm(text: TorchText, step: Step, layer: Any) -> str:
    made = f"nn.LayerNorm({step.shape[-1]}, eps={layer.eps})"
    weights = {"weight": text.packed(step, "gamma"), "bias": text.packed(step, "beta")}
    return f"{text.module(step, made, **weights)}({text.inputs(step)[0]})"


def concat(text: TorchText, step: Step, layer: Any) -> str:
    axis = layer.axis % len(step.shape)
    place = (2, 3, 1)[axis] if text.first(step) else axis + 1
    return f"torch.cat(({', '.join(text.inputs(step))}), {place})"


# -- sequences ------------------------------------------------------------------------------------------------------


def recurrent(name: str, order: tuple[int, ...]) -> Call:
    """`order`: which of our blocks of columns is each of theirs."""

    def call(text: TorchText, step: Step, layer: Any) -> str:
        weights: dict[str, Packed] = {}
        for (W, U, b, recalled), end in zip(directions(text, step, layer, order), ("_l0", "_l0_reverse")):
            weights |= {"weight_ih" + end: W.moved(1, 0), "weight_hh" + end: U.moved(1, 0)}
            if b is not None:
                also = np.zeros_like(b.values) if recalled is None else recalled
                weights |= {"bias_ih" + end: b, "bias_hh" + end: Packed(also)}
        options = text.options(bias=bias(step), batch_first=True, bidirectional=True if layer.bidirectional else None)
        made = f"nn.{name}({step.input_shapes[0][1]}, {layer.units}{options})"
        module = text.module(step, made, **weights)
        return _read(text, step, layer, module)

    return call


def _read(text: TorchText, step: Step, layer: Any, module: str) -> str:
    """Writes the lines that read a sequence, and returns what comes out of them."""
    x, *state = text.inputs(step)
    y = text.names[step.name]
    if state:  # (N, directions · states · units) → (directions, N, units) of each state
        shape = f"-1, {layer.directions}, {layer.states}, {layer.units}"
        text.lines.append(f"{y}_begin = {state[0]}.reshape({shape}).permute(2, 1, 0, 3).contiguous()")
        x += f", {y}_begin[0]" if layer.states == 1 else f", ({y}_begin[0], {y}_begin[1])"
    text.lines.append(f"{y}_every, {y}_end = {module}({x})")
    if layer.returns == "sequence":
        return f"{y}_every"
    ends = f"{y}_end[:, None]" if layer.states == 1 else f"torch.stack({y}_end, 1)"  # (directions, states, N, units)
    if layer.returns == "last":
        ends = f"{y}_end" if layer.states == 1 else f"{y}_end[0]"
        return f"{ends}.permute(1, 0, 2).flatten(1)"
    return f"{ends}.permute(2, 0, 1, 3).flatten(1)"


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
    "max_pool": pool("max_pool2d", ', value=-float("inf")'),
    "average_pool": pool("avg_pool2d", ""),
    "global_average_pool": lambda text, step, layer: f"{text.inputs(step)[0]}.mean((2, 3))",
    "global_max_pool": lambda text, step, layer: f"{text.inputs(step)[0]}.amax((2, 3))",
    "upsample": upsample,
    "batch_norm": batch_norm,
    "layer_norm": layer_norm,
    "simple_rnn": recurrent("RNN", (0,)),
    "lstm": recurrent("LSTM", (0, 1, 3, 2)),  # i, f, g, o
    "gru": recurrent("GRU", (0, 1, 2)),
    "add": between("+"),
    "multiply": between("*"),
    "dot": lambda text, step, layer: f"({' * '.join(text.inputs(step))}).sum(1, keepdim=True)",
    "concat": concat,
    "step": lambda text, step, layer: f"({text.inputs(step)[0]} > 0).float()",
    "relu": function("F.relu"),
    "leaky_relu": lambda text, step, layer: f"F.leaky_relu({text.inputs(step)[0]}, {layer.slope})",
    "elu": lambda text, step, layer: f"F.elu({text.inputs(step)[0]}, {layer.alpha})",
    "sigmoid": function("torch.sigmoid"),
    "tanh": function("torch.tanh"),
    "softplus": function("F.softplus"),
    "silu": function("F.silu"),
    "gelu": function("F.gelu", approximate="tanh"),
    "softmax": function("torch.softmax", dim=-1),
}
