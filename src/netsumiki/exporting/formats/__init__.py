"""Every way to take a model along, one per file; importing this package fills the registry `formats`."""

from netsumiki.exporting.formats import (  # noqa: F401
    keras_source,
    numpy_file,
    onnx,
    safetensors_file,
    server,
    torch_source,
    web_module,
    web_page,
)
from netsumiki.exporting.formats.base import Exported, ExportFormat, Proof, export, formats

__all__ = ["Exported", "ExportFormat", "Proof", "export", "formats"]
