"""model_torch.py: the network as a PyTorch module with its weights, to go on with in PyTorch."""

from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

from netsumiki.exporting.formats import numpy_program
from netsumiki.exporting.formats.base import CannotRun, formats, not_installed
from netsumiki.exporting.formats.body import Body
from netsumiki.exporting.formats.numpy_file import PythonFile
from netsumiki.exporting.formats.plan import Plan
from netsumiki.exporting.formats.torch_calls import CALLS
from netsumiki.exporting.formats.torch_network import TorchText
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model

FILLED = '''
def filled(network, weights):
    """The network with its weights, ready to be used."""
    network.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
    return network.eval()
'''.strip()


@formats.register("torch", group="code")
class TorchSource(PythonFile):
    """The network as a module of PyTorch in readable source, with its weights; `Model().torch` is the module."""

    title = "PyTorch source"
    runtime: ClassVar[str] = "PyTorch"
    main_file: ClassVar[str] = "model_torch.py"
    needs: ClassVar[str] = "NumPy, PyTorch"
    strangers: ClassVar[tuple[str, ...]] = ("netsumiki", "keras", "safetensors")

    def knows(self, kind: str) -> bool:
        return kind in CALLS

    def body(self, model: Model | Generator, precision: str) -> Body:
        network = numpy_program.plan(model)
        made = TorchText(network, precision)
        return Body(
            made.arrays,
            lambda taken: _method(network, made.names),
            imports=frozenset({"import torch", "import torch.nn.functional as F", "from torch import nn"}),
            text=f"{made.text}\n\n\n{FILLED}",
            begin=("self.torch = filled(Network(), self.weights)",),
        )

    def environment(self) -> dict[str, str]:
        if find_spec("torch") is None:
            raise CannotRun(not_installed("PyTorch", "pip install torch"))
        return super().environment()

    def snippet(self, model: Model | Generator, files: list[Path]) -> str:
        return f"{super().snippet(model, files)}\n\nnetwork = model.torch  # a torch.nn.Module, to go on with"


def _method(network: Plan, names: dict[str, str]) -> str:
    given = ", ".join(names[name] for name in numpy_program.in_order(network))
    tensors = ", ".join(f"torch.tensor({names[name]})" for name in network.inputs)
    lines = [
        f"def network(self, {given}):",
        '    """From NumPy to NumPy; to train on or to go another way, use self.torch itself."""',
        "    with torch.inference_mode():",
        f"        return self.torch({tensors}).numpy()",
    ]
    return "\n".join(lines)
