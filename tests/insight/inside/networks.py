"""Small networks with weights that one can follow by hand."""

from typing import Any

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace


def network(nodes: list[dict[str, Any]], weights: dict[str, Any] | None = None, **inputs: Any) -> Graph:
    """These layers one after the other, with these weights; the input is x unless `inputs` says otherwise."""
    graph = Graph({"inputs": inputs, "nodes": nodes}, Workspace(seed=1))
    for name, value in (weights or {}).items():
        graph.params[name].value[...] = value
    return graph


def row(*numbers: float) -> np.ndarray:
    """One example of so many features."""
    return np.array([numbers], np.float32)


def picture(rows: list[list[float]]) -> np.ndarray:
    """One example of one grey picture."""
    return np.array(rows, np.float32)[np.newaxis, ..., np.newaxis]
