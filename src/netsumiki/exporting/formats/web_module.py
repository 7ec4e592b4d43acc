"""model.js: the whole model as one ES module with types, for a page on the web or for Node."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from math import prod
from pathlib import Path
from typing import ClassVar

import numpy as np

from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import Problem
from netsumiki.exporting.formats import javascript
from netsumiki.exporting.formats.base import CannotRun, ExportFormat, formats
from netsumiki.exporting.formats.golden import Asked
from netsumiki.exporting.formats.web_program import kind_of, missing_layers, program
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model

PATIENCE = 300.0
"""Seconds that Node may take."""
ABOUT = """\
// A model made with Netsumiki, as one ES module that needs no package and no network. check() lets it prove itself."""
TYPES = {
    "pictures": ("classifier", "pictures"),
    "numbers": ("classifier", "numbers"),
    "text": ("classifier", "writer"),
    "pictures made": ("generator", "made"),
    "points made": ("generator", "points"),
}
USE = {
    "pictures": """\
import {{ predict }} from './{file}';

const {{ label, sure, unknown }} = predict(document.querySelector('canvas')); // or an <img>, a <video>, ImageData
console.log(unknown ? 'I do not know' : `${{label}}: ${{(100 * sure).toFixed(1)}} %`);""",
    "numbers": """\
import {{ predict }} from './{file}';

const {{ label, sure }} = predict({numbers});
console.log(`${{label}}: ${{(100 * sure).toFixed(1)}} %`);""",
    "text": """\
import {{ write }} from './{file}';

console.log([...write('it was ', 200)].join(''));""",
    "pictures made": """\
import {{ generate }} from './{file}';

const made = generate({{ seed: 1{label} }});
const canvas = Object.assign(document.querySelector('canvas'), {{ width: made.width, height: made.height }});
canvas.getContext('2d').putImageData(new ImageData(made.data, made.width), 0, 0);""",
    "points made": """\
import {{ generate }} from './{file}';

console.log(generate({{ seed: 1{label} }})); // a point: two numbers""",
}


@formats.register("javascript", group="embed")
class WebModule(ExportFormat):
    """One ES module with types and no dependency: the layers that the model uses, its weights, and its preparation."""

    title = "JavaScript module"
    runtime: ClassVar[str] = "Node"
    main_file: ClassVar[str] = "model.js"

    def refusal(self, model: Model | Generator) -> Problem | None:
        return missing_layers(model)

    def write(self, model: Model | Generator, folder: Path, precision: str = "float32") -> list[Path]:
        made = program(model, precision)
        text = "\n\n".join([ABOUT, made.text(comments=False), f'const PACKED =\n  "{made.arrays.packed}";\n'])
        types = "\n".join(javascript.read(f"{name}.d.ts") for name in TYPES[made.kind])
        files = [folder / self.main_file, folder / "model.d.ts"]
        for path, content in zip(files, (text, types), strict=True):
            write_atomically(path, content.encode())
        return files

    def answers(self, files: list[Path], asked: Asked) -> np.ndarray:
        node = find_node()
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            module = folder / "model.mjs"  # so that Node knows it for a module, wherever it lies
            shutil.copyfile(files[0], module)
            _ask(folder, asked)
            (folder / "answers.mjs").write_text(javascript.read("answers.mjs"), "utf-8")
            answers = folder / "answers.bin"
            command = [node, *(str(folder / n) for n in ("answers.mjs", "model.mjs", "asked.json")), str(answers)]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                message = f"Node did not answer within {PATIENCE:.0f} s: try again when less is going on"
                raise CannotRun(Problem("node-slow", message, facts={"seconds": PATIENCE})) from None
            if done.returncode:
                raise RuntimeError(f"model.js failed in Node: {done.stderr.strip()[-2000:]}")
            got = np.frombuffer(answers.read_bytes(), "<f4")
        return got.reshape(asked.answers.shape) if got.size == asked.answers.size else got

    def snippet(self, model: Model | Generator, files: list[Path]) -> str:
        label = ", label: 0" if isinstance(model, Generator) and model.conditional else ""
        count = 0 if isinstance(model, Generator) else prod(model.input_shape)
        numbers = f"[{', '.join(['0.5'] * count)}]" if count <= 4 else f"new Float32Array({count})"
        return USE[kind_of(model)].format(file=self.main_file, label=label, numbers=numbers)


def _ask(folder: Path, asked: Asked) -> None:
    """The examples as files of plain numbers, and what there is, as JSON."""
    inputs = []
    for name, array in asked.inputs.items():
        path = folder / f"{name}.bin"
        path.write_bytes(np.ascontiguousarray(array, array.dtype.newbyteorder("<")).tobytes())
        inputs.append({"path": str(path), "kind": array.dtype.name})
    ask = "probabilities" if asked.kind == "classifier" else "outputs"
    told = {"ask": ask, "count": len(asked.answers), "inputs": inputs}
    (folder / "asked.json").write_text(json.dumps(told), "utf-8")


def find_node() -> str:
    """The Node of this machine, or the one that the studio's pages were built with. Raises `CannotRun`."""
    beside = str(Path(sys.prefix) / "node")
    found = shutil.which("node", path=os.pathsep.join([os.environ.get("PATH", os.defpath), beside]))
    if found is None:
        message = "Node is not on this machine: install Node 20 or newer, and export once more"
        raise CannotRun(Problem("node-missing", message))
    return found
