"""Computes the frozen numbers with PyTorch: `python -m tests.parity.regenerate [--check]` (`make parity` checks).

With --check the numbers are compared with frozen.npz, without it they are written there.
"""

import sys
from typing import Any

import numpy as np
import torch

from netsumiki.engine.layers import layers
from netsumiki.engine.losses import losses
from netsumiki.engine.optimizers import optimizers
from tests.parity import network, torch_twins
from tests.parity.cases import FROZEN, LAYERS, LOSSES, OPTIMIZERS, STEPS, Case, digest
from tests.parity.sides import decayed, loss_arrays, optimizer_gradient, optimizer_start

TOLERANCE = 1e-10  # another processor adds up in another order


def tensor(x: Any, gradient: bool = False) -> torch.Tensor:
    return torch.tensor(x, requires_grad=gradient and x.dtype.kind == "f")


def layer(case: Case) -> list[Any]:
    """y, then dL/d(every input), then dL/d(every parameter), then the running averages after three batches."""
    made = layers[case.part](**case.options)
    twin = torch_twins.LAYERS[case.part]
    x = [tensor(x, True) for x in case.inputs().values()]
    weights = {name: tensor(w, name not in ("mean", "var", "u")) for name, w in case.weights().items()}
    u, used = weights.pop("u", None), dict(weights)
    if u is not None:
        spectral = torch_twins.Spectral(weights["W"], u)
        used["W"] = spectral.of(weights["W"])
    mode = {"training": case.training} if case.part == "batch_norm" else {}
    y = twin(made, *x, **used, **mode)
    if y.requires_grad:
        y.backward(tensor(case.output_gradient(y.shape)))
    found = [y, *(t.grad for t in [*x, *weights.values()] if t.requires_grad)]
    if case.part == "batch_norm" and case.training:
        for turn in (1, 2):
            twin(made, tensor(case.inputs(turn)["x0"]), **weights)
        found += [weights["mean"], weights["var"]]
    if u is not None and case.training:
        found.append(spectral.direction_after(3))
    return [t.detach().numpy() for t in found]


def loss(case: Case) -> list[Any]:
    made = losses[case.part](**case.options)
    y, target = loss_arrays(case)
    y = tensor(y, True)
    value = torch_twins.LOSSES[case.part](made, y, tensor(target))
    value.backward()
    return [value.detach().numpy(), y.grad.numpy()]


def optimizer(case: Case) -> list[Any]:
    """All parameters after the first, the second and the last step."""
    made = optimizers[case.part](**case.options)
    params = {name: tensor(value, True) for name, value in optimizer_start(case).items()}
    groups = [{"params": [p], "weight_decay": made.weight_decay if decayed(n) else 0.0} for n, p in params.items()]
    twin = torch_twins.OPTIMIZERS[case.part](made, groups)
    found = []
    for step in range(STEPS):
        for name, p in params.items():
            p.grad = tensor(optimizer_gradient(case, name, p.detach().numpy(), step))
        if case.clip is not None:
            torch.nn.utils.clip_grad_norm_(list(params.values()), case.clip)
        twin.step()
        if step in (0, 1, STEPS - 1):
            found += [p.detach().numpy().copy() for p in params.values()]
    return found


def compute() -> dict[str, Any]:
    torch.set_default_dtype(torch.float64)
    found = {}
    for kind, cases in ((layer, LAYERS), (loss, LOSSES), (optimizer, OPTIMIZERS)):
        for case in cases:
            assert case.key not in found, f"two cases are called {case.key}"
            found[case.key] = np.concatenate([digest(a) for a in kind(case)])
    found["network"] = np.concatenate([digest(a) for a in network.with_torch()])
    return found


def check(found: dict[str, Any]) -> int:
    with np.load(FROZEN, allow_pickle=False) as frozen:
        wrong = sorted(found.keys() ^ set(frozen.files))
        for key in found.keys() & set(frozen.files):
            old, new = frozen[key], found[key]
            if old.shape != new.shape or not np.allclose(old, new, rtol=TOLERANCE, atol=TOLERANCE):
                wrong.append(key)
    for key in wrong:
        print(f"not as frozen: {key}")
    print(
        f"{len(found) - len(wrong)} of {len(found)} cases are as frozen in {FROZEN.name} (PyTorch {torch.__version__})"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    numbers = compute()
    if "--check" in sys.argv[1:]:
        sys.exit(check(numbers))
    np.savez_compressed(FROZEN, **numbers)
    print(f"wrote {len(numbers)} cases, {FROZEN.stat().st_size / 1024:.0f} KB")
