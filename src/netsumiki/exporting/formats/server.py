"""A folder that answers over HTTP: server.py, model.py and a Dockerfile, which need nothing of Netsumiki."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import Problem
from netsumiki.exporting.formats.base import ExportFormat, formats
from netsumiki.exporting.formats.golden import Asked
from netsumiki.exporting.formats.numpy_file import NumpyFile
from netsumiki.exporting.formats.numpy_program import writes
from netsumiki.exporting.formats.source import Source, import_lines
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.serving.application import MOST_BYTES
from netsumiki.exporting.serving.asking import MOST_EXAMPLES

ABOUT = '''"""A server for the model in model.py: POST {path}, GET /openapi.json, /health, /model, and a page at /.

    python server.py --port 8000

Beyond this machine (--host 0.0.0.0) it wants a secret in NETSUMIKI_TOKEN, which requests then have to show.
"""'''
DOCKERFILE = """FROM python:3.12-slim
WORKDIR /model
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY server.py model.py ./
RUN useradd --system netsumiki
USER netsumiki
ENV OPENBLAS_NUM_THREADS=1
EXPOSE 8000
HEALTHCHECK CMD python -c "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health', timeout=3)"
CMD ["python", "server.py", "--host", "0.0.0.0", "--port", "8000"]
"""
NEEDS = ("numpy", "pillow", "uvicorn")
PATIENCE = 60.0
LONGEST_NUMBER = 26
"""Characters of a number in JSON, with a comma and a space."""
"""Seconds for one answer."""


@formats.register("server", group="server")
class Server(ExportFormat):
    """A small server with its Dockerfile: pictures and arrays in, answers out, with limits and a page."""

    title = "Server (HTTP, Docker)"
    runtime: ClassVar[str] = "HTTP requests"
    main_file: ClassVar[str] = "server.py"

    def refusal(self, model: Model | Generator) -> Problem | None:
        return NumpyFile().refusal(model)

    def write(self, model: Model | Generator, folder: Path, precision: str = "float32") -> list[Path]:
        program = NumpyFile().write(model, folder, precision)
        needs = "".join(f"{name}=={version(name)}\n" for name in NEEDS)
        texts = {"server.py": source(model), "Dockerfile": DOCKERFILE, "requirements.txt": needs}
        for name, text in texts.items():
            write_atomically(folder / name, text.encode())
        return [folder / "server.py", *program, folder / "Dockerfile", folder / "requirements.txt"]

    def answers(self, files: list[Path], asked: Asked) -> np.ndarray:
        with started([sys.executable, files[0].name, "--port", "0"], files[0].parent) as address:
            if asked.kind == "classifier":
                parts = [
                    [p["probabilities"] for p in post(f"{address}/predict", {"inputs": some})["predictions"]]
                    for some in _pieces(asked.inputs["inputs"])
                ]
            else:
                parts = self._generated(address, asked)
        return np.concatenate([np.array(part, np.float32) for part in parts])

    def _generated(self, address: str, asked: Asked) -> list[Any]:
        with urllib.request.urlopen(f"{address}/model", timeout=PATIENCE) as answer:
            names = json.load(answer)["classes"]
        labels = asked.inputs.get("labels")
        parts, start = [], 0
        for some in _pieces(asked.inputs["noise"]):
            body = {"noise": some, "as": "numbers"}
            if labels is not None:
                body["labels"] = [names[k] for k in labels[start : start + len(some)]]
            parts.append(post(f"{address}/generate", body)["numbers"])
            start += len(some)
        return parts

    def snippet(self, model: Model | Generator, files: list[Path]) -> str:
        path, data = "/predict", "-H 'content-type: image/png' --data-binary @picture.png"
        if isinstance(model, Generator):
            path, data = "/generate", "-H 'content-type: application/json' -d '{\"count\": 5, \"seed\": 1}'"
        elif writes(model):
            path, data = "/write", "-H 'content-type: application/json' -d '{\"begin\": \"it was\"}'"
        elif len(model.input_shape) != 3:
            data = "-H 'content-type: application/json' -d '{\"inputs\": [[0.5, 0.5]]}'"
        build = "docker build -t model .\ndocker run -p 8000:8000 -e NETSUMIKI_TOKEN=secret model"
        return f"{build}\ncurl http://localhost:8000{path} -H 'authorization: Bearer secret' {data}"


def source(model: Model | Generator) -> str:
    """The text of server.py."""
    found = Source(["netsumiki.exporting.serving.running.main"])
    path = "/generate" if isinstance(model, Generator) else "/predict"
    imports = import_lines(found.imports | {"import sys"}) + "\n\nfrom model import Model"
    run = 'if __name__ == "__main__":\n    main(Model(), sys.argv[1:])'
    return "\n\n".join([ABOUT.format(path=path), "\n\n\n".join([imports, found.text, run])]) + "\n"


@contextmanager
def started(command: list[str], folder: Path) -> Iterator[str]:
    """The address of a server while the block runs."""
    quiet = {"OPENBLAS_NUM_THREADS": "1"} | {k: v for k, v in os.environ.items() if k != "NETSUMIKI_TOKEN"}
    process = subprocess.Popen(
        command, cwd=folder, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stderr
    try:
        line = process.stdout.readline()
        if not line.startswith("Open "):
            process.kill()
            raise RuntimeError(f"the server did not start: {process.stderr.read().strip()[-2000:]}")
        yield line.removeprefix("Open ").strip()
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def post(address: str, body: dict[str, Any]) -> Any:
    """The answer to a question in JSON."""
    data = json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return json.load(answer)


def _pieces(array: np.ndarray) -> Iterator[list]:
    """As many examples at once as a server takes: a body of large pictures would be refused."""
    size = max(1, min(MOST_EXAMPLES, MOST_BYTES // (LONGEST_NUMBER * max(1, array[0].size))))
    for start in range(0, len(array), size):
        yield array[start : start + size].tolist()
