"""How quick a served model is, and the engine beside onnxruntime: `python -m benchmarks.serving [MODEL …]`.

Behind the same server stand the engine and onnxruntime in turn. Goals: a single picture in ≤ 3 ms (p50), 0.8 times the
requests a second of onnxruntime, 10,000 predictions at a ratio of 1.0; and 10,000 requests of 50 clients, all right.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from benchmarks.table import machine
from netsumiki.exporting.finding import load
from netsumiki.exporting.formats import export
from netsumiki.exporting.formats.golden import invented
from netsumiki.exporting.formats.server import started
from netsumiki.exporting.serving.running import listening, run
from netsumiki.exporting.serving.subject import Reads
from tests.exporting.asking_a_server import many

MODELS = ("speed", "digit-reader", "lenet-5")
BEHIND = ("engine", "onnxruntime")
SINGLE, MANY, CLIENTS, ROUNDS = 1_000, 10_000, 50, 5
AT_ONCE = 256


def session(model: Any) -> Any:
    """The model in onnxruntime, with one thread, as the engine has."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    with tempfile.TemporaryDirectory() as folder:
        (file, *_) = export(model, "onnx", folder).files
        return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


class ByOnnxruntime(Reads):
    """A classifier whose probabilities onnxruntime computes."""

    def __init__(self, model: Any):
        super().__init__(model)
        found = session(model)
        name, answer = found.get_inputs()[0].name, found.get_outputs()[0].name
        self.scores = lambda inputs: found.run([answer], {name: inputs})[0]
        self.shares = lambda scores: scores


def serve(name: str, behind: str) -> None:
    from threadpoolctl import threadpool_limits

    model = load(name)
    with threadpool_limits(1, "blas"):
        subject = Reads(model) if behind == "engine" else ByOnnxruntime(model)  # type: ignore[arg-type]
        run(subject, listening("127.0.0.1", 0), "", lambda address: print(f"Open {address}", flush=True))


def singles(address: str, bodies: list[bytes]) -> list[float]:
    """Milliseconds of requests one after the other, on one connection."""
    place, taken = urlsplit(address), []
    connection = HTTPConnection(str(place.hostname), place.port)
    for k in range(SINGLE):
        began = time.perf_counter()
        connection.request("POST", "/predict", bodies[k % len(bodies)], {"content-type": "application/json"})
        connection.getresponse().read()
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def over_http(name: str) -> dict[str, dict[str, float]]:
    """Milliseconds of single requests, requests a second of many clients, and how many answers were wrong."""
    model = load(name)
    inputs = invented(model, 500)  # type: ignore[arg-type]
    expected = model.predict(inputs)  # type: ignore[union-attr]
    bodies = [json.dumps({"inputs": [x.tolist()]}).encode() for x in inputs]
    found = {}
    for behind in BEHIND:
        command = [sys.executable, "-m", "benchmarks.serving", "--serve", name, "--behind", behind]
        with started(command, Path(__file__).parent.parent) as address:
            many(address, "/predict", bodies[:100], 1)
            taken = singles(address, bodies)
            asked = (bodies * (MANY // 500 + 1))[:MANY]
            began = time.perf_counter()
            answers = many(address, "/predict", asked, CLIENTS)
            rate = MANY / (time.perf_counter() - began)
            got = np.array([a["predictions"][0]["probabilities"] for a in answers])
            wrong = int((np.abs(got - np.resize(expected, got.shape)).max(axis=1) > 1e-5).sum())
        quantiles = statistics.quantiles(taken, n=100)
        found[behind] = {"p50": quantiles[49], "p99": quantiles[98], "rate": rate, "wrong": wrong}
    return found


def predictions(name: str) -> float:
    """onnxruntime's time for 10,000 predictions divided by the engine's, the median of interleaved rounds."""
    from threadpoolctl import threadpool_limits

    model = load(name)
    inputs = invented(model, MANY)  # type: ignore[arg-type]
    other, ratios = ByOnnxruntime(model), []  # type: ignore[arg-type]
    with threadpool_limits(1, "blas"):
        for _ in range(ROUNDS + 1):
            times = []
            for ask in (model.predict, other.scores):  # type: ignore[union-attr]
                began = time.perf_counter()
                for start in range(0, MANY, AT_ONCE):
                    ask(inputs[start : start + AT_ONCE])
                times.append(time.perf_counter() - began)
            ratios.append(times[1] / times[0])
    return statistics.median(ratios[1:])  # the first round warms both up


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*", default=MODELS)
    parser.add_argument("--serve", help="only serve this model, as the measurement itself does")
    parser.add_argument("--behind", choices=BEHIND, default="engine")
    asked = parser.parse_args()
    if asked.serve:
        serve(asked.serve, asked.behind)
        return
    told = machine(1) | {"PyTorch": "not used"}
    print(", ".join(f"{k} {v}" for k, v in told.items() if k != "PyTorch") + ".\n")
    print("| model | p50 | p99 | requests/s | of onnxruntime's | wrong of 10,000 | 10,000 predictions, ratio |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name in asked.models:
        found, ratio = over_http(name), predictions(name)
        ours, theirs = found["engine"], found["onnxruntime"]
        cells = [f"{ours['p50']:.2f} ms", f"{ours['p99']:.2f} ms", f"{ours['rate']:.0f}"]
        cells += [f"{ours['rate'] / theirs['rate']:.2f}", f"{ours['wrong']:.0f}", f"**{ratio:.2f}**"]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
