"""A network as a Keras model: its text, and its weights in the order in which the layers of Keras take them."""

from typing import Any

from netsumiki.exporting.formats.numpy_calls import variables
from netsumiki.exporting.formats.plan import Plan, Step
from netsumiki.exporting.formats.precision import Packed, pack

TAKEN = {"keras", "layers", "ops", "np", "parts", "float"}
LOOKUPS = ("embedding", "one_hot")


class KerasText:
    """`text` is the function `network`, `arrays` its weights: "dense.0" is the first that the part "dense" takes."""

    def __init__(self, plan: Plan, precision: str = "float32"):
        from netsumiki.exporting.formats.keras_calls import CALLS

        self.plan, self.precision = plan, precision
        self.shapes = plan.inputs | {step.name: step.shape for step in plan.steps}
        self.names = variables(plan, TAKEN)
        self.parts: dict[str, str] = {}
        self.arrays: dict[str, Packed] = {}
        self.lines: list[str] = []
        for step in plan.steps:
            made = CALLS[step.kind](self, step, step.layer)
            self.lines.append(f"{self.names[step.name]} = {made}  # {step.shape}")

    @property
    def text(self) -> str:
        names = [self.names[name] for name in self.plan.inputs]
        given = [f"{self.names[n]} = keras.Input({shape!r}{self._kind(n)})" for n, shape in self.plan.inputs.items()]
        shapes = ", ".join(str(shape) for shape in self.plan.inputs.values())
        lines = [
            "def network():",
            f'    """{shapes} → {self.shapes[self.plan.output]} for each example; and its parts by name"""',
            "    parts = {",
            *(f"        {name!r}: {made}," for name, made in self.parts.items()),
            "    }",
            *(f"    {line}" for line in given + self.lines),
            f"    return keras.Model([{', '.join(names)}], {self.names[self.plan.output]}), parts",
        ]
        return "\n".join(lines)

    def _kind(self, name: str) -> str:
        kinds = {step.kind for step in self.plan.steps if name in step.inputs}
        return ', dtype="int32"' if kinds and kinds <= set(LOOKUPS) else ""

    # -- what a layer asks for ----------------------------------------------------------------------------------

    def inputs(self, step: Step) -> list[str]:
        return [self.names[name] for name in step.inputs]

    def packed(self, step: Step, name: str) -> Packed:
        return pack(self.plan.weights[step.weights[name]], self.precision)

    def part(self, step: Step, made: str, *weights: Packed) -> str:
        """A layer of Keras with these weights; steps that share them share it."""
        owner = self.names.get(next(iter(step.weights.values())).rpartition(".")[0], self.names[step.name])
        self.parts.setdefault(owner, made)
        self.arrays.update({f"{owner}.{k}": packed for k, packed in enumerate(weights)})
        return f"parts[{owner!r}]"

    def options(self, **given: Any) -> str:
        """ ", strides=2, use_bias=False" without those that are None."""
        return "".join(f", {name}={value!r}" for name, value in given.items() if value is not None)
