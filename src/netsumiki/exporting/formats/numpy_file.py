"""model.py: the whole model as one readable program, which needs nothing but NumPy (and Pillow to open pictures)."""

import base64
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import Problem
from netsumiki.engine.registry import option
from netsumiki.exporting.formats import numpy_calls, numpy_program
from netsumiki.exporting.formats.base import ExportFormat, formats, without_words
from netsumiki.exporting.formats.body import Body
from netsumiki.exporting.formats.golden import Asked
from netsumiki.exporting.formats.precision import Packed
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model

LINE = 120  # characters of a line of weights
ANSWER = """
import runpy, sys
import numpy as np
with np.load(sys.argv[2]) as asked:
    inputs = {name: asked[name] for name in asked.files}
model = runpy.run_path(sys.argv[1])["Model"]()
got = model.probabilities(inputs["inputs"]) if "inputs" in inputs else model.outputs(**inputs)
np.save(sys.argv[3], got)
strangers = {name.partition(".")[0] for name in sys.modules} & set(sys.argv[4:])
assert not strangers, strangers
"""
"""What is run in a process of its own: it knows the program, and nothing of Netsumiki."""


class PythonFile(ExportFormat):
    """One file of readable Python: the network, its weights, and a class that uses them."""

    needs: ClassVar[str]
    strangers: ClassVar[tuple[str, ...]] = ("netsumiki", "torch", "keras", "safetensors")
    beside: bool = option(False, help="Keep the weights in a file of their own beside the program.")

    def knows(self, kind: str) -> bool:
        """Whether there is source for this layer."""
        raise NotImplementedError

    def body(self, model: Model | Generator, precision: str) -> Body:
        """The network inside the program."""
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        """What the process that runs the program finds around it. Raises `CannotRun` where that is not enough."""
        return dict(os.environ)

    def refusal(self, model: Model | Generator) -> Problem | None:
        return without_words(s.kind for s in numpy_program.plan(model).steps if not self.knows(s.kind))

    def write(self, model: Model | Generator, folder: Path, precision: str = "float32") -> list[Path]:
        body, main = self.body(model, precision), folder / self.main_file
        packed, files = npz(model, body.weights), [main]
        if self.beside:
            files.append(main.with_suffix(".npz"))
            write_atomically(files[1], packed)
        weights = None if self.beside else base64_lines(packed)
        write_atomically(main, numpy_program.program(model, body, weights, main.stem, self.needs).encode())
        return files

    def answers(self, files: list[Path], asked: Asked) -> np.ndarray:
        with tempfile.TemporaryDirectory() as folder:
            question, answer = Path(folder) / "asked.npz", Path(folder) / "answer.npy"
            np.savez(question, **asked.inputs)  # type: ignore[arg-type]
            command = [sys.executable, "-I", "-c", ANSWER, str(files[0]), str(question), str(answer), *self.strangers]
            done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=self.environment())
            if done.returncode:
                raise RuntimeError(f"{self.main_file} failed: {done.stderr.strip()[-2000:]}")
            return np.load(answer, allow_pickle=False)

    def snippet(self, model: Model | Generator, files: list[Path]) -> str:
        begin = f"from {files[0].stem} import Model\n\nmodel = Model()\n"
        if isinstance(model, Generator):
            labels = ", labels=3" if model.conditional else ""
            return f"{begin}pictures = model.generate(model.noise(8, seed=1){labels})"
        if numpy_program.writes(model):
            return f'{begin}print(model.write("Alice was", length=200))'
        example = '"picture.png"' if len(model.input_shape) == 3 else "[" + ", ".join(["0.5"] * 2) + "]"
        return f"{begin}said = model.predict({example})\nprint(said.label, said.sure)"


@formats.register("numpy", group="code")
class NumpyFile(PythonFile):
    """One file of readable Python that needs only NumPy: the layers that the model uses, its weights, and its class."""

    title = "Python file (NumPy only)"
    runtime: ClassVar[str] = "Python with NumPy"
    main_file: ClassVar[str] = "model.py"
    needs: ClassVar[str] = "NumPy"

    def knows(self, kind: str) -> bool:
        return numpy_calls.knows(kind)

    def body(self, model: Model | Generator, precision: str) -> Body:
        return numpy_program.by_numpy(model, precision)


def npz(model: Model | Generator, weights: dict[str, Packed]) -> bytes:
    """The weights, as `numpy_source.weights` reads them, what pictures are compared with, and the golden samples."""
    arrays: dict[str, Any] = {}
    for name, packed in weights.items():
        arrays[f"weight/{name}"] = packed.values
        if packed.scales is not None:
            arrays[f"scales/{name}"] = packed.scales
    if isinstance(model, Model) and model.certainty and model.certainty.usual:
        arrays |= {f"certainty/{name}": array for name, array in model.certainty.usual.arrays.items()}
    golden = Asked.golden(model)
    arrays |= {f"golden/{name}": value for name, value in golden.inputs.items()}
    arrays["golden/answers"] = golden.answers
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def base64_lines(data: bytes) -> str:
    text = base64.b64encode(data).decode()
    return "\n".join(text[start : start + LINE] for start in range(0, len(text), LINE))
