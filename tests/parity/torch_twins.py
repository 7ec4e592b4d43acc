"""The same parts in PyTorch, written from its documentation; only `make parity` imports this file.

Pictures are (N, H, W, C) here and (N, C, H, W) there; filters (KH, KW, C, F) here and (F, C, KH, KW) there.
"""

from typing import Any

import torch
from torch import nn
from torch.nn import functional as F

Tensor = torch.Tensor


def first(x: Tensor) -> Tensor:
    """Channels last → channels first."""
    return x.movedim(-1, 1)


def last(x: Tensor) -> Tensor:
    return x.movedim(1, -1)


def same_border(layer: Any, x: Tensor, kernel: Any, strides: Any, dilation: Any, fill: float) -> Tensor:
    """Borders by TensorFlow's rule: output = ⌈input / stride⌉, the larger half of the border at the end."""
    border: list[int] = []
    for size, k, s, d in reversed(list(zip(x.shape[2:], kernel, strides, dilation, strict=True))):
        total = max((-(-size // s) - 1) * s + (k - 1) * d + 1 - size, 0)
        border += [total // 2, total - total // 2]
    return F.pad(x, border, value=fill)


def windowed(layer: Any, x: Tensor, kernel: Any, strides: Any, dilation: Any, fill: float) -> tuple[Tensor, Any]:
    """(picture with its border, the border that PyTorch may add itself)."""
    x = first(x)
    if layer.padding == "same":
        return same_border(layer, x, kernel, strides, dilation, fill), 0
    return x, 0 if layer.padding == "valid" else layer.padding


class Spectral(nn.Module):
    """PyTorch's own spectral norm, for filters along the last axis, beginning with the direction u."""

    def __init__(self, W: Tensor, u: Tensor):
        super().__init__()
        self.W = nn.Parameter(W.detach().clone())
        nn.utils.parametrizations.spectral_norm(self, "W", dim=W.ndim - 1)
        self.state: Any = self.parametrizations.W[0]
        self.state._u.copy_(F.normalize(u, dim=0))
        self.state._v.copy_(F.normalize(W.detach().reshape(-1, len(u)) @ u, dim=0))

    def forward(self) -> Tensor:
        return self.W

    def of(self, W: Tensor) -> Tensor:
        """W divided by its norm, without moving u; its gradient flows to W."""
        return torch.func.functional_call(self.eval(), {"parametrizations.W.original": W}, ())

    def direction_after(self, steps: int) -> Tensor:
        self.train()
        for _ in range(steps):
            self()
        return self.state._u


def dense(layer, x, W, b=None):
    return F.linear(x, W.T, b)


def embedding(layer, x, W):
    return F.embedding(x, W)


def conv2d(layer, x, W, b=None):
    x, padding = windowed(layer, x, layer.kernel_size, layer.strides, layer.dilation, 0.0)
    return last(F.conv2d(x, W.permute(3, 2, 0, 1).contiguous(), b, layer.strides, padding, layer.dilation))


def depthwise_conv2d(layer, x, W, b=None):
    x, padding = windowed(layer, x, layer.kernel_size, layer.strides, layer.dilation, 0.0)
    W = W.permute(2, 0, 1)[:, None]
    return last(F.conv2d(x, W, b, layer.strides, padding, layer.dilation, groups=len(W)))


def conv2d_transpose(layer, x, W, b=None):
    W = W.permute(3, 2, 0, 1)  # (C, filters, KH, KW)
    if layer.padding != "same":
        padding = 0 if layer.padding == "valid" else layer.padding
        return last(F.conv_transpose2d(first(x), W, b, layer.strides, padding, layer.output_padding))
    whole = F.conv_transpose2d(first(x), W, None, layer.strides)
    for axis in (0, 1):  # cut (or fill up) to input · stride, the larger half at the end
        size, s, k = x.shape[1 + axis], layer.strides[axis], layer.kernel_size[axis]
        whole = whole.narrow(2 + axis, max(k - s, 0) // 2, min(size * s, whole.shape[2 + axis]))
        border = [0, 0, 0, 0]
        border[3 - 2 * axis] = size * s - whole.shape[2 + axis]
        whole = F.pad(whole, border)
    return last(whole if b is None else whole + b[:, None, None])


def max_pool(layer, x):
    strides = layer.strides or layer.pool_size
    x, padding = windowed(layer, x, layer.pool_size, strides, (1, 1), -float("inf"))
    return last(F.max_pool2d(x, layer.pool_size, strides, padding))


def average_pool(layer, x):
    strides = layer.strides or layer.pool_size
    x, padding = windowed(layer, x, layer.pool_size, strides, (1, 1), 0.0)
    return last(F.avg_pool2d(x, layer.pool_size, strides, padding))


def upsample(layer, x):
    blend = {"align_corners": False} if layer.method == "bilinear" else {}
    return last(F.interpolate(first(x), scale_factor=layer.factor, mode=layer.method, **blend))


def batch_norm(layer, x, gamma, beta, mean, var, training=True):
    return last(F.batch_norm(first(x), mean, var, gamma, beta, training, 1 - layer.momentum, layer.eps))


def layer_norm(layer, x, gamma, beta):
    return F.layer_norm(x, gamma.shape, gamma, beta, layer.eps)


def multiply(layer, *inputs):
    return torch.stack(inputs).prod(dim=0)


def recurrent(kind: type[nn.RNNBase], order: tuple[int, ...]) -> Any:
    """A twin of a recurrent layer; `order`: which of our blocks of columns is each of theirs."""

    def twin(layer: Any, x: Tensor, state: Tensor | None = None, **weights: Tensor) -> Tensor:
        units, directions, gates = layer.units, 2 if layer.bidirectional else 1, len(order)
        made = kind(x.shape[-1], units, bias=layer.bias, batch_first=True, bidirectional=layer.bidirectional)

        def rows(a: Tensor) -> Tensor:
            return a.T.reshape(gates, units, -1)[list(order)].reshape(gates * units, -1)

        theirs = {}
        for back in ["", "_back"][:directions]:
            end = "_l0_reverse" if back else "_l0"
            theirs["weight_ih" + end], theirs["weight_hh" + end] = rows(weights["W" + back]), rows(weights["U" + back])
            if layer.bias:
                b = theirs["bias_ih" + end] = rows(weights["b" + back][None]).reshape(-1)
                nothing = torch.zeros(len(b) - units)
                theirs["bias_hh" + end] = (
                    torch.cat([nothing, weights["d" + back]]) if gates == 3 else torch.zeros(len(b))
                )
        begin = None
        if state is not None:  # (N, directions · states · units) → (directions, N, units) for each
            parts = state.reshape(len(x), directions, layer.states, units).permute(2, 1, 0, 3).contiguous()
            begin = (parts[0], parts[1]) if layer.states == 2 else parts[0]
        every, last = torch.func.functional_call(made, theirs, (x, begin))
        ends = torch.stack(last if layer.states == 2 else (last,))  # (states, directions, N, units)
        if layer.returns == "sequence":
            return every
        chosen = ends if layer.returns == "state" else ends[:1]
        return chosen.permute(2, 1, 0, 3).reshape(len(x), -1)

    return twin


def point_features(layer, x):
    a, b = x[:, 0], x[:, 1]
    every = {"x1": a, "x2": b, "x1_squared": a**2, "x2_squared": b**2, "x1_x2": a * b}
    every |= {"sin_x1": torch.sin(torch.pi * a), "sin_x2": torch.sin(torch.pi * b)}
    return torch.stack([feature for name, feature in every.items() if getattr(layer, name)], dim=1)


LAYERS: dict[str, Any] = {
    "simple_rnn": recurrent(nn.RNN, (0,)),
    "lstm": recurrent(nn.LSTM, (0, 1, 3, 2)),
    "gru": recurrent(nn.GRU, (0, 1, 2)),
    "dense": dense,
    "embedding": embedding,
    "point_features": point_features,
    "flatten": lambda layer, x: x.flatten(1),
    "reshape": lambda layer, x: x.reshape(len(x), *layer.shape),
    "one_hot": lambda layer, x: F.one_hot(x, layer.classes).double(),
    "conv2d": conv2d,
    "conv2d_transpose": conv2d_transpose,
    "depthwise_conv2d": depthwise_conv2d,
    "max_pool": max_pool,
    "average_pool": average_pool,
    "global_average_pool": lambda layer, x: x.mean(dim=(1, 2)),
    "global_max_pool": lambda layer, x: x.amax(dim=(1, 2)),
    "upsample": upsample,
    "batch_norm": batch_norm,
    "layer_norm": layer_norm,
    "dropout": lambda layer, x: F.dropout(x, layer.rate, training=False),
    "gaussian_noise": lambda layer, x: x * 1,
    "add": lambda layer, *inputs: sum(inputs),
    "multiply": multiply,
    "dot": lambda layer, a, b: (a * b).sum(dim=1, keepdim=True),
    "concat": lambda layer, *inputs: torch.cat(inputs, dim=layer.axis if layer.axis < 0 else layer.axis + 1),
    "identity": lambda layer, x: nn.Identity()(x * 1),
    "step": lambda layer, x: torch.heaviside(x.detach(), torch.zeros(())) + 0 * x,
    "relu": lambda layer, x: F.relu(x),
    "leaky_relu": lambda layer, x: F.leaky_relu(x, layer.slope),
    "elu": lambda layer, x: F.elu(x, layer.alpha),
    "sigmoid": lambda layer, x: torch.sigmoid(x),
    "tanh": lambda layer, x: torch.tanh(x),
    "softplus": lambda layer, x: F.softplus(x, threshold=1e9),
    "silu": lambda layer, x: F.silu(x),
    "gelu": lambda layer, x: F.gelu(x, approximate="tanh"),
    "softmax": lambda layer, x: torch.softmax(x, dim=-1),
}

LOSSES: dict[str, Any] = {
    "softmax_cross_entropy": lambda loss, y, t: F.cross_entropy(y, t, label_smoothing=loss.label_smoothing),
    "binary_cross_entropy": lambda loss, y, t: F.binary_cross_entropy_with_logits(y, t),
    "mean_squared_error": lambda loss, y, t: F.mse_loss(y, t),
    "half_squared_error": lambda loss, y, t: F.mse_loss(y, t, reduction="sum") / (2 * len(y)),
    "mean_absolute_error": lambda loss, y, t: F.l1_loss(y, t),
    "huber": lambda loss, y, t: F.huber_loss(y, t, delta=loss.delta),
    "hinge": lambda loss, y, t: torch.clamp(1 - (2 * t - 1) * y, min=0).mean(),
}

OPTIMIZERS: dict[str, Any] = {
    "sgd": lambda o, groups: torch.optim.SGD(groups, o.lr),
    "momentum": lambda o, groups: torch.optim.SGD(groups, o.lr, o.momentum),
    "nesterov": lambda o, groups: torch.optim.SGD(groups, o.lr, o.momentum, nesterov=True),
    "adagrad": lambda o, groups: torch.optim.Adagrad(groups, o.lr, eps=o.eps),
    "rmsprop": lambda o, groups: torch.optim.RMSprop(groups, o.lr, o.rho, o.eps),
    "adam": lambda o, groups: torch.optim.Adam(groups, o.lr, (o.beta1, o.beta2), o.eps),
    "adamw": lambda o, groups: torch.optim.AdamW(groups, o.lr, (o.beta1, o.beta2), o.eps),
}
