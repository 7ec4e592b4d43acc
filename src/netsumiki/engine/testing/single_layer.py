"""A network of one layer, run so that two runs can be compared number by number."""

from typing import Any

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.testing.cases import LayerCase
from netsumiki.engine.workspace import Workspace

BATCH = 5


def build(case: LayerCase, dtype: Any = np.float64, strict: bool = False, **node: Any) -> Graph:
    """The network of this one layer, with every parameter moved off its initial value (zeros hide mistakes)."""
    graph = Graph(case.spec(**node), Workspace(dtype, seed=3, strict=strict))
    rng = np.random.default_rng(11)
    for p in graph.params:
        p.value += 0.2 * rng.uniform(0.5, 1.5, p.shape)  # also the running variance stays above zero
    return graph


def output_weights(graph: Graph, batch: int) -> Any:
    shape = graph.inspection.shape_of("node")
    return np.random.default_rng(5).normal(size=(batch, *shape)).astype(graph.workspace.dtype)  # type: ignore[misc]


def run(graph: Graph, inputs: Any, dy: Any = None, training: bool = True) -> dict[str, Any]:
    """Copies of everything that one forward and one backward pass give; random draws begin anew."""
    graph.workspace.streams.restore(Workspace(seed=3).streams.state())
    graph.params.zero()
    y = graph.forward(inputs, training=training).copy()
    d = graph.backward(output_weights(graph, len(y)) if dy is None else dy, inputs=True)
    found = {"output": y} | {f"d{name}": dx.copy() for name, dx in d.items()}
    return found | {f"dL/d{p.name}": p.grad.copy() for p in graph.params}


def same(a: dict[str, Any], b: dict[str, Any], about: str, rtol: float = 0.0) -> None:
    for key in a:
        scale = np.abs(a[key]).max(initial=1e-30)
        error = np.abs(a[key].astype(np.float64) - b[key]).max(initial=0.0) / scale
        assert a[key].shape == b[key].shape, f"{about}: {key} has shape {b[key].shape} instead of {a[key].shape}"
        assert error <= rtol, f"{about}: {key} is off by {error:.1e}"
