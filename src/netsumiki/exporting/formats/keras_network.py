"""A network as a Keras model: its text, and its weights in the order in which the layers of Keras take them."""

from netsumiki.exporting.formats.library_text import LibraryText
from netsumiki.exporting.formats.plan import Plan, Step
from netsumiki.exporting.formats.precision import Packed

TAKEN = {"keras", "layers", "ops", "np", "parts", "float"}
LOOKUPS = ("embedding", "one_hot")


class KerasText(LibraryText):
    """`text` is the function `network`, `arrays` its weights: "dense.0" is the first that the part "dense" takes."""

    def __init__(self, plan: Plan, precision: str = "float32"):
        from netsumiki.exporting.formats.keras_calls import CALLS

        super().__init__(plan, precision, TAKEN)
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

    def part(self, step: Step, made: str, *weights: Packed) -> str:
        """A layer of Keras with these weights, in its order."""
        return f"parts[{self.owner(step, made, {str(k): packed for k, packed in enumerate(weights)})!r}]"
