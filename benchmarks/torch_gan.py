"""The step of two networks in PyTorch, made from the same recipe: both losses, both optimizers, the average."""

from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.nn import functional as F

from benchmarks.torch_twin import adam
from netsumiki.engine.inspection import Inspection
from netsumiki.engine.ops.window import Window
from netsumiki.training import Recipe

Tensor = torch.Tensor


class Network(nn.Module):
    """A network with branches; pictures go through it as (N, C, H, W)."""

    def __init__(self, found: Inspection):
        super().__init__()
        self.inputs, self.output = list(found.inputs), next(iter(found.outputs.values()))
        self.parts = nn.ModuleDict({node.name: part(node) for node in found.nodes})
        self.sources = {node.name: node.inputs for node in found.nodes}

    def forward(self, *inputs: Tensor) -> Tensor:
        values = dict(zip(self.inputs, inputs, strict=True))
        for name, module in self.parts.items():
            values[name] = module(*[values[source] for source in self.sources[name]])
        return values[self.output]


class Function(nn.Module):
    """What has no weights."""

    def __init__(self, function: Callable[..., Tensor]):
        super().__init__()
        self.function = function

    def forward(self, *inputs: Tensor) -> Tensor:
        return self.function(*inputs)


def part(node: Any) -> nn.Module:
    layer, shape = node.layer, node.input_shapes[0]
    made = weighted(layer, shape)
    if made is not None:
        return nn.utils.parametrizations.spectral_norm(made) if layer.spectral_norm else made
    match layer.registered_name:
        case "batch_norm":
            kind = nn.BatchNorm2d if len(shape) == 3 else nn.BatchNorm1d
            return kind(shape[-1], eps=layer.eps, momentum=1 - layer.momentum)
        case "leaky_relu":
            return nn.LeakyReLU(layer.slope)
        case "average_pool":
            return nn.AvgPool2d(layer.pool_size, layer.strides)
        case "upsample":
            return nn.Upsample(scale_factor=layer.factor, mode="nearest")
        case "reshape":
            height, width, channels = layer.shape
            return nn.Unflatten(1, (channels, height, width))
        case "concat":
            return Function(lambda *x: torch.cat(x, 1))
        case "add":
            return Function(lambda a, b: a + b)
        case "dot":
            return Function(lambda a, b: (a * b).sum(1, keepdim=True))
        case name:
            return {"flatten": nn.Flatten, "relu": nn.ReLU, "tanh": nn.Tanh}[name]()


def weighted(layer: Any, shape: Any) -> nn.Module | None:
    match layer.registered_name:
        case "dense":
            return nn.Linear(shape[-1], layer.units, bias=layer.bias)
        case "embedding":
            return nn.Embedding(layer.entries, layer.units)
        case "conv2d":
            w = Window.padded(layer.kernel_size, layer.strides, layer.dilation, layer.padding, shape[:2])
            assert (w.top, w.left) == (w.bottom, w.right), "PyTorch's borders are the same on both sides"
            return nn.Conv2d(shape[2], layer.filters, layer.kernel_size, layer.strides, (w.top, w.left))
    return None


def step(recipe: Recipe, x: Tensor, labels: Tensor, variant: str, batches: int) -> Callable[[], None]:
    """One turn of both networks on one of so many batches, as `training.gan` does it."""
    plan: Any = recipe.plan
    assert plan.loss.registered_name == "least_squares" and plan.noise == "normal", "no twin for another game"
    networks = recipe.networks
    generator, discriminator = Network(networks["generator"]), Network(networks["discriminator"])
    x = x.permute(0, 3, 1, 2).contiguous()
    if "channels_last" in variant:
        x = x.contiguous(memory_format=torch.channels_last)
        for network in (generator, discriminator):
            network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    make, judge = (torch.compile(n) if "compile" in variant else n for n in (generator, discriminator))
    optimizer, opponent = adam(plan.optimizer, generator), adam(plan.discriminator_optimizer, discriminator)
    learned, average = list(generator.parameters()), [p.detach().clone() for p in generator.parameters()]
    size, pieces, turn = plan.batch_size, list(zip(x.chunk(batches), labels.chunk(batches), strict=True)), 0

    def run() -> None:
        nonlocal turn
        turn += 1
        real, its_labels = pieces[turn % batches]
        asked = torch.randint(10, (size,))
        made = make(torch.randn(size, *networks["generator"].inputs["noise"]), asked)
        opponent.zero_grad(set_to_none=True)
        (0.5 * (judge(real, its_labels) - 1).square().mean()).backward()
        (0.5 * judge(made.detach(), asked).square().mean()).backward()
        opponent.step()
        optimizer.zero_grad(set_to_none=True)
        discriminator.requires_grad_(False)
        F.mse_loss(judge(made, asked), torch.ones(size, 1)).mul(0.5).backward()
        discriminator.requires_grad_(True)
        optimizer.step()
        torch._foreach_lerp_(average, learned, 1 - plan.average)

    return run
