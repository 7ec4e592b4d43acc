"""The model file itself, which Netsumiki reads again: weights, recipe, preprocessing, classes and golden samples."""

from pathlib import Path
from typing import ClassVar

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save

from netsumiki.data.storage import write_atomically
from netsumiki.exporting.finding import FILE_NAME, load
from netsumiki.exporting.formats.base import ExportFormat, formats
from netsumiki.exporting.formats.golden import Asked
from netsumiki.exporting.formats.precision import pack
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import SCALES, WEIGHT, Model


@formats.register("safetensors", group="file")
class SafetensorsFile(ExportFormat):
    """The model file of Netsumiki: plain numbers and text, nothing in it is executed."""

    title = "Model file (safetensors)"
    runtime: ClassVar[str] = "a fresh engine"
    main_file: ClassVar[str] = FILE_NAME

    def write(self, model: Model | Generator, folder: Path, precision: str = "float32") -> list[Path]:
        path = folder / self.main_file
        model.save(path)
        if precision != "float32":
            packed_weights(path, precision)
        return [path]

    def answers(self, files: list[Path], asked: Asked) -> np.ndarray:
        model = load(files[0])
        if isinstance(model, Generator):
            return model.outputs(asked.inputs["noise"], asked.inputs.get("labels"))
        return model.predict(asked.inputs["inputs"])

    def snippet(self, model: Model | Generator, files: list[Path]) -> str:
        begin = f'import netsumiki as nk\n\nmodel = nk.load("{files[0].name}")\n'
        if isinstance(model, Generator):
            labels = ", labels=3" if model.conditional else ""
            return f"{begin}pictures = model.generate(model.noise(8, seed=1){labels})"
        if len(model.input_shape) == 3:
            return f'{begin}print(model.predict_picture("picture.png").label)'
        return f"{begin}shares = model.predict(inputs)  # float32 (N, {', '.join(map(str, model.input_shape))})"


def packed_weights(path: Path, precision: str) -> None:
    """Write a model file anew with weights that take less room."""
    with safe_open(path, framework="numpy") as file:
        metadata = file.metadata()
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - not a mapping
    for name in [name for name in tensors if name.startswith(WEIGHT)]:
        packed = pack(tensors[name], precision)
        tensors[name] = packed.values
        if packed.scales is not None:
            tensors[SCALES + name.removeprefix(WEIGHT)] = packed.scales
    write_atomically(path, save(tensors, metadata))
