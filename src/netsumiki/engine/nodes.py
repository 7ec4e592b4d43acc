"""What is known about a network before it is built: its nodes, shapes, costs and problems."""

from dataclasses import dataclass, field
from math import prod
from typing import Any

from netsumiki.engine.errors import Problem
from netsumiki.engine.layers import Layer
from netsumiki.engine.params import Parameter, Statistic
from netsumiki.engine.registry import Shape


@dataclass
class Node:
    """One brick of the network: its layer, where its inputs come from, and what is known about it."""

    name: str
    layer: Layer | None
    inputs: tuple[str, ...]
    input_shapes: tuple[Shape, ...] | None = None
    shape: Shape | None = None

    @property
    def parameters(self) -> list[Parameter]:
        """Own learned parameters (a sharing node has none of its own)."""
        made = self.layer.parameters.values() if self.layer and not self.layer.shared else []
        return [p for p in made if not isinstance(p, Statistic)]

    @property
    def parameter_count(self) -> int:
        return sum(p.size for p in self.parameters)

    @property
    def formula(self) -> str:
        """How the parameter count comes about: `5·5·1·8 + 8`."""
        return " + ".join("·".join(map(str, p.shape)) for p in self.parameters)

    @property
    def flops(self) -> int:
        """Floating-point operations of one forward pass of one sample."""
        return self.layer.flops(*self.input_shapes) if self.layer and self.shape is not None else 0  # type: ignore[misc]

    def describe(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "layer": self.layer.registered_name if self.layer else None,
            "inputs": list(self.inputs),
            "shape": None if self.shape is None else list(self.shape),
            "parameters": self.parameter_count,
            "formula": self.formula,
            "flops": self.flops,
            "bytes": 0 if self.shape is None else 4 * prod(self.shape),
        }


@dataclass
class Inspection:
    """What `inspect` found; `nodes` are in the order in which they run."""

    inputs: dict[str, Shape] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    written: list[str] = field(default_factory=list)  # the nodes' names in the order of the recipe

    @property
    def errors(self) -> list[Problem]:
        return [p for p in self.problems if p.severity == "error"]

    @property
    def parameter_count(self) -> int:
        return sum(node.parameter_count for node in self.nodes)

    @property
    def flops(self) -> int:
        return sum(node.flops for node in self.nodes)

    @property
    def final_layer(self) -> Layer | None:
        """The layer that the only output comes from; None if there are several outputs."""
        names = list(self.outputs.values())
        return next((n.layer for n in self.nodes if [n.name] == names), None)

    def shape_of(self, name: str) -> Shape | None:
        return self.inputs.get(name) or next((n.shape for n in self.nodes if n.name == name), self.inputs.get(name))

    def describe(self) -> dict[str, Any]:
        """As JSON, for the command line and the studio."""
        return {
            "inputs": {k: list(v) for k, v in self.inputs.items()},
            "nodes": [n.describe() for n in self.nodes],
            "outputs": self.outputs,
            "parameters": self.parameter_count,
            "flops": self.flops,
            "problems": [vars(p) for p in self.problems],
        }
