"""model_keras.py: the network as a Keras model with its weights, to go on with in Keras."""

from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

from netsumiki.engine.errors import Problem
from netsumiki.exporting.formats import numpy_program
from netsumiki.exporting.formats.base import CannotRun, formats
from netsumiki.exporting.formats.body import Body
from netsumiki.exporting.formats.keras_calls import CALLS
from netsumiki.exporting.formats.keras_network import KerasText
from netsumiki.exporting.formats.numpy_file import PythonFile
from netsumiki.exporting.formats.plan import Plan
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model

BACKENDS = "tensorflow", "jax", "torch"
INSTALL = "pip install keras tensorflow"
FILLED = '''
def filled(model, parts, weights):
    """The model with its weights."""
    for name, part in parts.items():
        part.set_weights([weights[f"{name}.{k}"] for k in range(len(part.get_weights()))])
    return model
'''.strip()


@formats.register("keras", group="code")
class KerasSource(PythonFile):
    """The network as a Keras model in readable source, with its weights; `Model().keras` is that model."""

    title = "Keras source"
    runtime: ClassVar[str] = "Keras"
    main_file: ClassVar[str] = "model_keras.py"
    needs: ClassVar[str] = "NumPy, Keras 3 and what it runs on"
    strangers: ClassVar[tuple[str, ...]] = ("netsumiki", "safetensors")

    def knows(self, kind: str) -> bool:
        return kind in CALLS

    def body(self, model: Model | Generator, precision: str) -> Body:
        network = numpy_program.plan(model)
        made = KerasText(network, precision)
        return Body(
            made.arrays,
            lambda taken: _method(network, made.names),
            imports=frozenset({"import keras", "from keras import layers, ops"}),
            text=f"{made.text}\n\n\n{FILLED}",
            begin=("self.keras = filled(*network(), self.weights)",),
        )

    def environment(self) -> dict[str, str]:
        """With the first of the libraries that Keras can run on, unless somebody chose one."""
        found = [library for library in BACKENDS if find_spec(library)]
        if find_spec("keras") is None or not found:
            message = f"Keras is not installed here, or nothing that it runs on: {INSTALL}"
            raise CannotRun(Problem("keras-missing", message, facts={"install": INSTALL}))
        return {"KERAS_BACKEND": found[0], "TF_CPP_MIN_LOG_LEVEL": "3"} | super().environment()

    def snippet(self, model: Model | Generator, files: list[Path]) -> str:
        return f"{super().snippet(model, files)}\n\nnetwork = model.keras  # a keras.Model, to go on with"


def _method(network: Plan, names: dict[str, str]) -> str:
    given = ", ".join(names[name] for name in numpy_program.in_order(network))
    arrays = ", ".join(names[name] for name in network.inputs)
    lines = [
        f"def network(self, {given}):",
        '    """From NumPy to NumPy; to train on or to go another way, use self.keras itself."""',
        f"    return ops.convert_to_numpy(self.keras([{arrays}], training=False))",
    ]
    return "\n".join(lines)
