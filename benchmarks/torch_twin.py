"""The same network, loss and optimizer in PyTorch, made from the recipe, so that both sides compute the same thing."""

from typing import Any

import torch
from torch import nn

from netsumiki.training import Recipe


class Twin(nn.Module):
    """A straight network of the recipe's layers; pictures come as (N, C, H, W), a final softmax is left to the loss."""

    def __init__(self, recipe: Recipe):
        super().__init__()
        self.parts = nn.ModuleList()
        for node in recipe.inspection.nodes:
            if node.layer is not recipe.inspection.final_layer or node.layer.registered_name != "softmax":
                self.parts.append(_part(node))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for part in self.parts:
            x = part(x)
        return x


class Rows(nn.Module):
    """(N, 1, H, W) → (N, H, W)"""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x[:, 0]


class Letters(nn.Embedding):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return super().forward(x.long())


class LastStep(nn.Module):
    """What a recurrent layer puts out at the end, both directions side by side."""

    def __init__(self, kind: type[nn.RNNBase], features: int, layer: Any):
        super().__init__()
        self.reader = kind(features, layer.units, bias=layer.bias, batch_first=True, bidirectional=layer.bidirectional)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        _, last = self.reader(x)
        h = last[0] if isinstance(last, tuple) else last
        return torch.cat(list(h), dim=1)


def _part(node: Any) -> nn.Module:
    layer, shape = node.layer, node.input_shapes[0]
    match layer.registered_name:
        case "dense":
            return nn.Linear(shape[-1], layer.units, bias=layer.bias)
        case "conv2d":
            padding = layer.padding if isinstance(layer.padding, str) else tuple(layer.padding)
            return nn.Conv2d(
                shape[2], layer.filters, layer.kernel_size, layer.strides, padding, layer.dilation, bias=layer.bias
            )
        case "max_pool":
            return nn.MaxPool2d(layer.pool_size, layer.strides)
        case "batch_norm":
            kind = nn.BatchNorm2d if len(shape) == 3 else nn.BatchNorm1d
            return kind(shape[-1], eps=layer.eps, momentum=1 - layer.momentum)
        case "leaky_relu":
            return nn.LeakyReLU(layer.slope)
        case "dropout":
            return nn.Dropout(layer.rate)
        case "simple_rnn" | "lstm" | "gru" as name:
            return LastStep({"simple_rnn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}[name], shape[-1], layer)
        case "embedding":
            return Letters(layer.entries, layer.units)
        case name:
            return {"reshape": Rows, "flatten": nn.Flatten, "relu": nn.ReLU, "sigmoid": nn.Sigmoid}[name]()


def optimizer(recipe: Recipe, module: nn.Module) -> torch.optim.Optimizer:
    ours: Any = recipe.plan.optimizer  # type: ignore[attr-defined]
    parameters = list(module.parameters())
    match ours.registered_name:
        case "sgd":
            return torch.optim.SGD(parameters, lr=ours.lr)
        case "momentum":
            return torch.optim.SGD(parameters, lr=ours.lr, momentum=ours.momentum)
        case "adam":
            return adam(ours, module)
        case "adamw":
            decay = {"weight_decay": ours.weight_decay}
            return torch.optim.AdamW(parameters, lr=ours.lr, betas=(ours.beta1, ours.beta2), fused=True, **decay)
    raise ValueError(f"no PyTorch twin for the optimizer {ours.registered_name}")


def adam(ours: Any, module: nn.Module) -> torch.optim.Optimizer:
    return torch.optim.Adam(module.parameters(), lr=ours.lr, betas=(ours.beta1, ours.beta2), fused=True)


def loss(recipe: Recipe) -> Any:
    name = recipe.plan.loss.registered_name  # type: ignore[attr-defined]
    if name == "softmax_cross_entropy":
        smoothing = recipe.plan.loss.label_smoothing  # type: ignore[attr-defined]
        return lambda y, t: nn.functional.cross_entropy(y, t, label_smoothing=smoothing)
    if name == "half_squared_error":
        return lambda y, t: 0.5 * (y - nn.functional.one_hot(t, y.shape[1])).square().sum() / len(y)
    raise ValueError(f"no PyTorch twin for the loss {name}")
