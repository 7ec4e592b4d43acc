"""One whole network on both sides: convolution, batch norm, a skip connection, pooling; ten steps of training."""

from typing import Any

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.losses import losses
from netsumiki.engine.optimizers import optimizers
from netsumiki.engine.workspace import Workspace
from tests.parity.cases import STEPS

SPEC: dict[str, Any] = {
    "inputs": {"image": [6, 6, 2]},
    "nodes": [
        {"name": "conv", "layer": "conv2d", "filters": 4, "kernel_size": 3, "padding": "same", "bias": False},
        {"name": "norm", "layer": "batch_norm"},
        {"name": "relu", "layer": "relu"},
        {"name": "again", "layer": "conv2d", "filters": 4, "kernel_size": 3, "padding": "same"},
        {"name": "skip", "layer": "add", "inputs": ["relu", "again"]},
        {"name": "pool", "layer": "max_pool"},
        {"name": "flat", "layer": "flatten"},
        {"name": "dense", "layer": "dense", "units": 3},
    ],
}


def batch(step: int) -> tuple[Any, Any]:
    rng = np.random.default_rng(step)
    labels = rng.integers(0, 3, 8)
    return rng.normal(size=(8, 6, 6, 2)) + labels[:, None, None, None] - 1, labels


def start(graph: Graph) -> dict[str, Any]:
    """The weights that both sides begin with; the running averages keep their defaults."""
    rng = np.random.default_rng(99)
    drawn = {p.name: 0.3 * rng.normal(size=p.shape) for p in graph.params}
    averages = {s.name: s.value for s in graph.params.statistics}
    return drawn | {"norm.gamma": 1 + drawn["norm.gamma"]} | averages


def with_engine(dtype: Any = np.float64, strict: bool = True) -> dict[str, Any]:
    """Every loss, all weights and running averages after the last step, and then the scores in inference."""
    graph = Graph(SPEC, Workspace(dtype, strict=strict))
    graph.params.load({name: value.astype(dtype) for name, value in start(graph).items()})
    loss = losses.create("softmax_cross_entropy").bind(graph.workspace)
    optimizer = optimizers.create({"optimizer": "adam", "lr": 0.01, "weight_decay": 0.01}).bind(graph.params)
    found = []
    for step in range(STEPS):
        x, labels = batch(step)
        graph.params.zero()
        found.append(loss.forward(graph.forward(x, training=True), labels))
        graph.backward(loss.backward())
        optimizer.step()
    values = graph.params.values()
    return {"losses": np.array(found), **values, "scores": graph.forward(batch(STEPS)[0])}


def with_torch() -> list[Any]:
    import torch
    from torch.nn import functional as F

    graph = Graph(SPEC, Workspace(np.float64))
    w = {name: torch.tensor(value) for name, value in start(graph).items()}
    learned = [name for name in w if name not in ("norm.mean", "norm.var")]
    for name in learned:
        w[name].requires_grad_(True)
    groups = [{"params": [w[n]], "weight_decay": 0.01 if n.endswith("W") else 0.0} for n in learned]
    optimizer = torch.optim.Adam(groups, 0.01)

    def scores(x: Any, training: bool) -> Any:
        x = torch.tensor(x).permute(0, 3, 1, 2)
        x = F.conv2d(x, w["conv.W"].permute(3, 2, 0, 1), padding="same")
        x = F.batch_norm(x, w["norm.mean"], w["norm.var"], w["norm.gamma"], w["norm.beta"], training, 0.1)
        x = F.relu(x)
        x = x + F.conv2d(x, w["again.W"].permute(3, 2, 0, 1), w["again.b"], padding="same")
        x = F.max_pool2d(x, 2).permute(0, 2, 3, 1).flatten(1)
        return F.linear(x, w["dense.W"].T, w["dense.b"])

    found = []
    for step in range(STEPS):
        x, labels = batch(step)
        loss = F.cross_entropy(scores(x, True), torch.tensor(labels))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        found.append(loss.item())
    values = [w[p.name].detach().numpy() for p in graph.params]
    return [np.array(found), *values, scores(batch(STEPS)[0], False).detach().numpy()]
