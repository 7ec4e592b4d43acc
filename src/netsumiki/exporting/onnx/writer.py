"""Nodes and constants of an ONNX graph, each under a name of its own."""

from typing import Any

import numpy as np

from netsumiki.exporting.formats.precision import Packed


class Writer:
    """`node("Relu", x)` writes a node and returns the name of what it puts out.

    `inside()` writes the body of a loop, whose constants and weights stand in the graph around it.
    """

    def __init__(self, around: "Writer | None" = None):
        self.nodes: list[Any] = []
        self.outermost: Writer = around.outermost if around else self
        if around is None:
            self.constants: dict[str, Any] = {}
            self.taken: set[str] = set()
            self.stored: dict[str, str] = {}

    def inside(self) -> "Writer":
        return Writer(self)

    def called(self, name: str) -> str:
        """`name`, or something like it that is not taken yet."""
        taken, free, number = self.outermost.taken, name, 1
        while free in taken:
            number += 1
            free = f"{name}_{number}"
        taken.add(free)
        return free

    def node(self, kind: str, *inputs: str, name: str | None = None, **attributes: Any) -> str:
        return self.nodes_outputs(kind, inputs, 1, name, **attributes)[0]

    def nodes_outputs(
        self, kind: str, inputs: tuple[str, ...], count: int, name: str | None = None, **attributes: Any
    ) -> list[str]:
        """A node that puts out several values."""
        from onnx import helper

        outputs = [self.called(name or kind.lower()) for _ in range(count)]
        self.nodes.append(helper.make_node(kind, list(inputs), outputs, name=outputs[0], **attributes))
        return outputs

    def constant(self, array: Any, name: str = "constant", kind: Any = None) -> str:
        """An array that is written down; equal single numbers are written once."""
        from onnx import numpy_helper

        outer, array = self.outermost, np.asarray(array, kind)
        key = f"{array.dtype} {array.tolist()}" if array.size <= 4 and name == "constant" else ""
        if key and key in outer.stored:
            return outer.stored[key]
        free = self.called(name)
        outer.constants[free] = numpy_helper.from_array(np.ascontiguousarray(array).reshape(array.shape), free)
        if key:
            outer.stored[key] = free
        return free

    def weight(self, name: str, packed: Packed) -> str:
        """Weights, widened to float32 in the graph where they are stored with fewer bits; each array is kept once."""
        from onnx import TensorProto

        outer = self.outermost
        if name in outer.stored:
            return outer.stored[name]
        value = self.constant(packed.values, name)
        if packed.values.dtype != np.float32:
            value = outer.node("Cast", value, name=f"{name}.float32", to=TensorProto.FLOAT)
        if packed.scales is not None:
            value = outer.node("Mul", value, self.constant(packed.scales, f"{name}.scales"), name=f"{name}.scaled")
        outer.stored[name] = value
        return value

    def output(self, name: str, value: str, kind: int, shape: tuple[int, ...]) -> Any:
        """Put a value out under a `name` that was called before."""
        from onnx import helper

        self.nodes.append(helper.make_node("Identity", [value], [name], name=name))
        return declared(name, kind, shape)

    def number(self, value: float) -> str:
        return self.constant(value, kind=np.float32)


def declared(name: str, kind: int, shape: tuple[int, ...]) -> Any:
    """A batch of arrays of this kind and shape, as inputs and outputs are declared."""
    from onnx import helper

    return helper.make_tensor_value_info(name, kind, ["N", *shape])
