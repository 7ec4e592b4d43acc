"""A network as source of another library, with its weights, to go on with in that library."""

from pathlib import Path
from typing import Any, ClassVar

from netsumiki.exporting.formats import numpy_program
from netsumiki.exporting.formats.body import Body
from netsumiki.exporting.formats.library_text import Call
from netsumiki.exporting.formats.numpy_file import PythonFile
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model


class LibrarySource(PythonFile):
    """`Model().<name of the format>` is the network as the library has it.

    `network_text(plan, precision)` is its `LibraryText`, `calls` how each layer is said. Of the program: its `imports`,
    the function `filled` that gives the network its weights, how that is `begun`, and `what` the library calls it.
    """

    network_text: ClassVar[Any]
    calls: ClassVar[dict[str, Call]]
    imports: ClassVar[tuple[str, ...]]
    filled: ClassVar[str]
    begun: ClassVar[str]
    what: ClassVar[str]

    def asking(self, inputs: list[str]) -> list[str]:
        """The lines that ask the network, of these arrays, and return an array."""
        raise NotImplementedError

    def knows(self, kind: str) -> bool:
        return kind in self.calls

    def body(self, model: Model | Generator, precision: str) -> Body:
        plan, name = numpy_program.plan(model), self.registered_name
        made = self.network_text(plan, precision)
        lines = [
            f"def network(self, {', '.join(made.names[given] for given in numpy_program.in_order(plan))}):",
            f'    """From NumPy to NumPy; to train on or to go another way, use self.{name} itself."""',
            *(f"    {line}" for line in self.asking([made.names[given] for given in plan.inputs])),
        ]
        return Body(
            made.arrays,
            lambda taken: "\n".join(lines),
            imports=frozenset(self.imports),
            text=f"{made.text}\n\n\n{self.filled.strip()}",
            begin=(f"self.{name} = {self.begun}",),
        )

    def snippet(self, model: Model | Generator, files: list[Path]) -> str:
        name = self.registered_name
        return f"{super().snippet(model, files)}\n\nnetwork = model.{name}  # a {self.what}, to go on with"
