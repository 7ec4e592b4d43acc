"""ONNX: one file that many runtimes read, on servers, telephones and in browsers, with the preprocessing inside."""

from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

import numpy as np

from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import Problem
from netsumiki.engine.registry import option
from netsumiki.exporting.formats.base import CannotRun, ExportFormat, formats, not_installed, without_words
from netsumiki.exporting.formats.golden import Asked
from netsumiki.exporting.formats.plan import plan_of
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model, described
from netsumiki.exporting.onnx.layers import LAYERS
from netsumiki.exporting.onnx.network import Network
from netsumiki.exporting.onnx.programs import OLDEST, program

INSTALL = "pip install onnx onnxruntime"


@formats.register("onnx", group="onnx")
class Onnx(ExportFormat):
    """One file with the network, its weights and its preprocessing, in the newest opset; bytes of pictures go in."""

    title = "ONNX"
    runtime: ClassVar[str] = "onnxruntime"
    main_file: ClassVar[str] = "model.onnx"
    oldest_opset: ClassVar[int | None] = OLDEST
    opset: int | None = option(None, ge=OLDEST, help="The newest opset to use, for a runtime that is older.")

    def refusal(self, model: Model | Generator) -> Problem | None:
        if find_spec("onnx") is None:
            return not_installed("onnx", INSTALL)
        return without_words({step.kind for step in plan_of(model.graph).steps} - LAYERS.keys())

    def write(self, model: Model | Generator, folder: Path, precision: str = "float32") -> list[Path]:
        made = program(model, precision, described(model), self.opset)
        file = folder / self.file_name(model)
        write_atomically(file, made.SerializeToString())
        return [file]

    def answers(self, files: list[Path], asked: Asked) -> np.ndarray:
        if find_spec("onnxruntime") is None:
            raise CannotRun(not_installed("onnxruntime", INSTALL))
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3  # errors
        session = onnxruntime.InferenceSession(str(files[0]), options, providers=["CPUExecutionProvider"])
        kinds = {"tensor(uint8)": np.uint8, "tensor(int64)": np.int64, "tensor(float)": np.float32}
        given = zip(session.get_inputs(), asked.inputs.values(), strict=True)
        feed = {node.name: array.astype(kinds[node.type]) for node, array in given}
        return session.run([session.get_outputs()[0].name], feed)[0]

    def snippet(self, model: Model | Generator, files: list[Path]) -> str:
        lines = [
            "import numpy as np",
            "import onnxruntime",
            "",
            f'model = onnxruntime.InferenceSession("{files[0].name}")',
        ]
        if isinstance(model, Generator):
            shape = ", ".join(map(str, (4, *model.noise_shape)))
            draw = {"uniform": "random", "symmetric": "random"}.get(model.distribution, "standard_normal")
            noise = f"np.random.default_rng().{draw}(({shape}), np.float32)"
            lines.append(f"noise = {noise} * 2 - 1" if model.distribution == "symmetric" else f"noise = {noise}")
            label = ', "label": np.array([0, 1, 2, 3])' if model.conditional else ""
            lines.append(f'{_second(model)} = model.run(["{_second(model)}"], {{"noise": noise{label}}})[0]')
            return "\n".join(lines)
        shape = ", ".join(map(str, (1, *model.input_shape)))
        (name,) = model.graph.inputs
        whole = Network(plan_of(model.graph)).whole(name)
        kind = "uint8" if len(model.input_shape) == 3 else "int64" if whole else "float32"
        lines += [f"examples = np.zeros(({shape}), np.{kind})  # yours here", f"names = {list(model.class_names)!a}"]
        lines.append(f"probabilities, label, *_ = model.run(None, {{{name!a}: examples}})")
        return "\n".join([*lines, "print([names[k] for k in label])"])


def _second(model: Generator) -> str:
    return "pictures" if len(model.example_shape) == 3 else "outputs"
