"""The engine's side of a comparison, and the numbers that both sides begin with."""

from typing import Any

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.initializers import initializers
from netsumiki.engine.losses import losses
from netsumiki.engine.optimizers import optimizers
from netsumiki.engine.params import Parameter, ParameterSet
from netsumiki.engine.workspace import Workspace
from tests.parity.cases import STEPS, WHOLE_NUMBERS, Case

SHAPES = {"dense.W": (5, 4), "dense.b": (4,), "norm.gamma": (3,)}


def layer(case: Case, dtype: Any = np.float64) -> dict[str, Any]:
    """y, then dL/d(every input), then dL/d(every parameter); then the running averages after three batches."""
    graph = Graph(case.spec(), Workspace(dtype, strict=True))
    graph.params.load({f"node.{name}": w.astype(dtype) for name, w in case.weights().items()})
    graph.params.zero()
    y = graph.forward(case.inputs(), training=case.training)
    found = {"y": y.copy()}
    dx = graph.backward(case.output_gradient(y.shape).astype(dtype), inputs=True)
    if case.part not in WHOLE_NUMBERS:
        found |= {f"d{name}": d.copy() for name, d in dx.items()}
    learned = list(graph.params)[: len(graph.params) - len(graph.params.statistics)]
    found |= {f"d{p.name}": p.grad.copy() for p in learned}
    if graph.params.statistics and case.training:
        graph.params.commit()
        for turn in (1, 2):
            graph.params.zero()
            graph.forward(case.inputs(turn), training=True)
            graph.params.commit()
        found |= {s.name: s.value for s in graph.params.statistics}
    return found


def loss_arrays(case: Case) -> tuple[Any, Any]:
    """(outputs, targets) of the kind that the case names."""
    y = case.numbers("y", 6, 5, scale=3.0)
    shares = case.numbers("target", 6, 5, scale=0.49) + 0.5
    kinds = {
        "numbers": case.numbers("target", 6, 5, scale=3.3),
        "shares": shares,
        "rows": shares / shares.sum(axis=1, keepdims=True),
        "zeros and ones": shares.round(),
        "labels": np.array([0, 4, 1, 1, 3, 2]),
    }
    return y, kinds[case.target]


def loss(case: Case, dtype: Any = np.float64) -> dict[str, Any]:
    made = losses[case.part](**case.options).bind(Workspace(dtype, strict=True))
    y, target = loss_arrays(case)
    target = target.astype(dtype) if target.dtype.kind == "f" else target
    return {"L": made.forward(y.astype(dtype), target), "dL/dy": made.backward()}


def decayed(name: str) -> bool:
    return name.endswith(".W")


def optimizer_start(case: Case) -> dict[str, Any]:
    return {name: case.numbers(name, *shape) for name, shape in SHAPES.items()}


def optimizer_gradient(case: Case, name: str, w: Any, step: int) -> Any:
    """Noise, and a pull towards zero that makes each step depend on those before."""
    return case.numbers(f"{name}/{step}", *w.shape) + 0.3 * w


def optimizer(case: Case, dtype: Any = np.float64) -> dict[str, Any]:
    """All parameters after the first, the second and the last step."""
    zeros = initializers.create("zeros")
    params = ParameterSet([Parameter(n, s, zeros, 1, 1, decayed(n)) for n, s in SHAPES.items()], dtype)
    params.load({name: value.astype(dtype) for name, value in optimizer_start(case).items()})
    made = optimizers[case.part](**case.options).bind(params)
    found = {}
    for step in range(STEPS):
        params.zero()
        for p in params:
            p.add(optimizer_gradient(case, p.name, p.value, step))
        made.step(clip=case.clip)
        if step in (0, 1, STEPS - 1):
            found |= {f"{p.name} after step {step + 1}": p.value.copy() for p in params}
    return found
