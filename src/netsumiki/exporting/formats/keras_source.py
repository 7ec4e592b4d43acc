"""model_keras.py: the network as a Keras model with its weights, to go on with in Keras."""

from importlib.util import find_spec
from typing import ClassVar

from netsumiki.engine.errors import Problem
from netsumiki.exporting.formats.base import CannotRun, formats
from netsumiki.exporting.formats.keras_calls import CALLS
from netsumiki.exporting.formats.keras_network import KerasText
from netsumiki.exporting.formats.library_source import LibrarySource

BACKENDS = "tensorflow", "jax", "torch"
INSTALL = "pip install keras tensorflow"


@formats.register("keras", group="code")
class KerasSource(LibrarySource):
    """The network as a Keras model in readable source, with its weights; `Model().keras` is that model."""

    title = "Keras source"
    runtime: ClassVar[str] = "Keras"
    main_file: ClassVar[str] = "model_keras.py"
    needs: ClassVar[str] = "NumPy, Keras 3 and what it runs on"
    strangers: ClassVar[tuple[str, ...]] = ("netsumiki", "safetensors")
    network_text = KerasText
    calls = CALLS
    imports = ("import keras", "from keras import layers, ops")
    begun = "filled(*network(), self.weights)"
    what = "keras.Model"
    filled = '''
def filled(model, parts, weights):
    """The model with its weights."""
    for name, part in parts.items():
        part.set_weights([weights[f"{name}.{k}"] for k in range(len(part.get_weights()))])
    return model
'''

    def asking(self, inputs: list[str]) -> list[str]:
        return [f"return ops.convert_to_numpy(self.keras([{', '.join(inputs)}], training=False))"]

    def environment(self) -> dict[str, str]:
        """With the first of the libraries that Keras can run on, unless somebody chose one."""
        found = [library for library in BACKENDS if find_spec(library)]
        if find_spec("keras") is None or not found:
            message = f"Keras is not installed here, or nothing that it runs on: {INSTALL}"
            raise CannotRun(Problem("keras-missing", message, facts={"install": INSTALL}))
        return {"KERAS_BACKEND": found[0], "TF_CPP_MIN_LOG_LEVEL": "3"} | super().environment()
