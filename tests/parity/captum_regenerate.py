"""Computes what Captum says of the network: `python -m tests.parity.captum_regenerate [--check]` (`make parity`).

With --check the numbers are compared with captum.npz, without it they are written there.
"""

import sys
from typing import Any

import captum
import numpy as np
import torch
from captum import attr
from torch import nn

from tests.parity import torch_twins
from tests.parity.captum_cases import FROZEN, LAYER_MAPS, METHODS, SPEC, TARGETS, network, pictures, weights

TOLERANCE = 1e-9  # another processor adds up in another order


class Node(nn.Module):
    """One layer of ours as a module of PyTorch, so that Captum can look at it; pictures are (N, C, H, W) between."""

    def __init__(self, layer: Any, own: dict[str, Any]):
        super().__init__()
        self.layer, self.own = layer, {name: torch.tensor(value) for name, value in own.items()}

    def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
        name = self.layer.registered_name
        mode = {"training": False} if name == "batch_norm" else {}
        turned = [x.movedim(1, -1) if x.ndim == 4 else x for x in inputs]
        y = torch_twins.LAYERS[name](self.layer, *turned, **self.own, **mode)
        return y.movedim(-1, 1) if y.ndim == 4 else y


class Network(nn.Module):
    """The network up to its scores."""

    def __init__(self) -> None:
        super().__init__()
        graph, values = network(np.float64), weights()
        for name, layer in graph.layers.items():
            own = {short: values[f"{name}.{short}"] for short in layer.parameters}
            self.add_module(name, nn.ReLU() if layer.registered_name == "relu" else Node(layer, own))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        values, before = {"image": x}, "image"
        for node in SPEC["nodes"]:
            if node["layer"] == "softmax":
                break
            name = node["name"]
            values[name] = getattr(self, name)(*[values[i] for i in node.get("inputs", [before])])
            before = name
        return values[before]


def compute() -> dict[str, Any]:
    torch.set_default_dtype(torch.float64)
    model, target = Network().eval(), torch.tensor(TARGETS)
    x = torch.tensor(pictures()).movedim(-1, 1).contiguous().requires_grad_()
    options = METHODS["occlusion"]
    window, stride = ((x.shape[1], *options[name]) for name in ("window", "stride"))
    way = METHODS["integrated_gradients"]
    found = {
        "saliency": attr.Saliency(model).attribute(x, target),
        "gradient_input": attr.InputXGradient(model).attribute(x, target),
        "guided_backprop": attr.GuidedBackprop(model).attribute(x, target),
        "integrated_gradients": attr.IntegratedGradients(model).attribute(
            x, way["baseline"], target, n_steps=way["steps"]
        ),
        "guided_grad_cam": attr.GuidedGradCam(model, model.last).attribute(x, target),
        "occlusion": attr.Occlusion(model).attribute(x, window, stride, options["baseline"], target),
    }
    for name in LAYER_MAPS:
        made = attr.LayerGradCam(model, getattr(model, name)).attribute(x, target)
        found[f"grad_cam of {name}"] = made
        if name == METHODS["grad_cam"]["node"]:
            found["grad_cam"] = attr.LayerAttribution.interpolate(made, tuple(x.shape[2:]), "bilinear")
    found["occlusion"] = found["occlusion"][:, :1]  # the same for every channel
    return {name: a.detach().movedim(1, -1).numpy() for name, a in found.items()}


def check(found: dict[str, Any]) -> int:
    with np.load(FROZEN, allow_pickle=False) as frozen:
        wrong = sorted(found.keys() ^ set(frozen.files))
        for key in found.keys() & set(frozen.files):
            if not np.allclose(frozen[key], found[key], rtol=TOLERANCE, atol=TOLERANCE):
                wrong.append(key)
    for key in wrong:
        print(f"not as frozen: {key}")
    same = len(found) - len(wrong)
    print(f"{same} of {len(found)} cases are as frozen in {FROZEN.name} (Captum {captum.__version__})")
    return 1 if wrong else 0


if __name__ == "__main__":
    numbers = compute()
    if "--check" in sys.argv[1:]:
        sys.exit(check(numbers))
    np.savez_compressed(FROZEN, **numbers)
    print(f"wrote {len(numbers)} cases, {FROZEN.stat().st_size / 1024:.0f} KB")
