"""A network's steps as ONNX nodes: which value each reads, where the channels stand, and how its weights are stored."""

from collections.abc import Callable
from typing import Any

import numpy as np

from netsumiki.engine.registry import Shape
from netsumiki.exporting.formats.channels import channels_of
from netsumiki.exporting.formats.plan import Plan, Step
from netsumiki.exporting.formats.precision import Packed, pack
from netsumiki.exporting.onnx.writer import Writer

TO_FIRST, TO_LAST = [0, 3, 1, 2], [0, 2, 3, 1]
"""How a batch of pictures is turned around so that its channels stand first, and last again."""
LOOKUPS = ("embedding", "one_hot")


class Network:
    """What is known of a network while it is written, once or several times with the same weights."""

    def __init__(self, plan: Plan, precision: str = "float32"):
        self.plan, self.precision = plan, precision
        self.channels = channels_of(plan)
        self.shapes: dict[str, Shape] = plan.inputs | {s.name: s.shape for s in plan.steps}

    def whole(self, name: str) -> bool:
        """Whether an input is whole numbers, since it is only looked up."""
        kinds = [step.kind for step in self.plan.steps if name in step.inputs]
        return bool(kinds) and all(kind in LOOKUPS for kind in kinds)


class Walk:
    """One way through the network; layers ask it for their inputs and weights."""

    def __init__(self, network: Network, writer: Writer, inputs: dict[str, str]):
        self.network, self.writer = network, writer
        self.values: dict[str, dict[bool, str]] = {name: {False: value} for name, value in inputs.items()}

    def keep(self, name: str, value: str) -> None:
        self.values[name] = {name in self.network.channels.made: value}

    def value(self, name: str, first: bool) -> str:
        """A value with its channels first or last, turned around at most once."""
        forms = self.values[name]
        if len(self.network.shapes[name]) != 3:
            return forms[False]
        if first not in forms:
            (found,) = forms.values()
            ending = "first" if first else "last"
            forms[first] = self.writer.node(
                "Transpose", found, name=f"{name}.channels_{ending}", perm=TO_FIRST if first else TO_LAST
            )
        return forms[first]

    def first(self, step: Step) -> bool:
        """Whether the step reads pictures with channels first."""
        return step.name in self.network.channels.reading

    def inputs(self, step: Step) -> list[str]:
        return [self.value(name, self.first(step)) for name in step.inputs]

    def node(self, step: Step, kind: str, *inputs: str, **attributes: Any) -> str:
        return self.writer.node(kind, *inputs, name=step.name, **attributes)

    def has(self, step: Step, name: str) -> bool:
        return name in step.weights

    def array(self, step: Step, name: str) -> np.ndarray:
        """float32, as the engine has it."""
        return self.network.plan.weights[step.weights[name]]

    def weight(self, step: Step, name: str, arranged: Callable[[Packed], Packed] = lambda packed: packed) -> str:
        """An array of the step, arranged as ONNX wants it."""
        packed = pack(self.array(step, name), self.network.precision)
        return self.writer.weight(step.weights[name], arranged(packed))
