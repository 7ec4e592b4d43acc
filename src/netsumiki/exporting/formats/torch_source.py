"""model_torch.py: the network as a PyTorch module with its weights, to go on with in PyTorch."""

from importlib.util import find_spec
from typing import ClassVar

from netsumiki.exporting.formats.base import CannotRun, formats, not_installed
from netsumiki.exporting.formats.library_source import LibrarySource
from netsumiki.exporting.formats.torch_calls import CALLS
from netsumiki.exporting.formats.torch_network import TorchText


@formats.register("torch", group="code")
class TorchSource(LibrarySource):
    """The network as a module of PyTorch in readable source, with its weights; `Model().torch` is the module."""

    title = "PyTorch source"
    runtime: ClassVar[str] = "PyTorch"
    main_file: ClassVar[str] = "model_torch.py"
    needs: ClassVar[str] = "NumPy, PyTorch"
    strangers: ClassVar[tuple[str, ...]] = ("netsumiki", "keras", "safetensors")
    network_text = TorchText
    calls = CALLS
    imports = ("import torch", "import torch.nn.functional as F", "from torch import nn")
    begun = "filled(Network(), self.weights)"
    what = "torch.nn.Module"
    filled = '''
def filled(network, weights):
    """The network with its weights, ready to be used."""
    network.load_state_dict({name: torch.from_numpy(array) for name, array in weights.items()})
    return network.eval()
'''

    def asking(self, inputs: list[str]) -> list[str]:
        tensors = ", ".join(f"torch.tensor({name})" for name in inputs)
        return ["with torch.inference_mode():", f"    return self.torch({tensors}).numpy()"]

    def environment(self) -> dict[str, str]:
        if find_spec("torch") is None:
            raise CannotRun(not_installed("PyTorch", "pip install torch"))
        return super().environment()
