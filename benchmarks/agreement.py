"""How exactly exports answer: `python -m benchmarks.agreement [MODEL …] [--formats …] [--precisions …]`.

Every bundled model in every format, each run by its own runtime: what reads digits reads all 10,000 test pictures of
MNIST, and what writes texts or makes pictures is asked for 1,000 examples. Due are answers within 0.00001 of the
engine's, and every best class the same. PyTorch and Keras run in .venv-parity; what a machine cannot run is left out.
"""

import argparse
import hashlib
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.table import write_between
from netsumiki.data import load as data_set
from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import NetsumikiError
from netsumiki.exporting.finding import bundled, load
from netsumiki.exporting.formats import formats
from netsumiki.exporting.formats.base import PRECISIONS, TOLERANCE, compared, require
from netsumiki.exporting.formats.golden import Asked
from netsumiki.exporting.formats.precision import rounded
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.writing import writes

RESULTS = Path(__file__).parent / "results" / "agreement.json"
PAGE = Path(__file__).parent.parent / "docs" / "exports.md"
BEGIN, END = "<!-- table: python -m benchmarks.agreement --write -->", "<!-- end of that table -->"
FORMATS = "html", "javascript", "numpy", "torch", "keras", "onnx", "server", "safetensors"
INVENTED = 1_000
AT_ONCE = 2_500
"""Examples of which a runtime is asked in one go: so many fit into its memory, and into the time that Node may take."""
Row = dict[str, Any]


def asked_of(model: Any) -> Asked:
    if isinstance(model, Model) and not writes(model):
        return Asked.reading(model, data_set(model.recipe["data"]["dataset"]).test.inputs[:])
    return Asked.invented(model, INVENTED)


def pieces(asked: Asked) -> Iterator[Asked]:
    for start in range(0, len(asked.answers), AT_ONCE):
        here = slice(start, start + AT_ONCE)
        inputs = {name: array[here] for name, array in asked.inputs.items()}
        yield replace(asked, inputs=inputs, answers=asked.answers[here])


def measure(name: str, kind: str, precision: str) -> Row:
    """Raises `NetsumikiError` where this machine lacks what the format needs."""
    model, wanted = rounded(load(name), precision), formats.create(kind)
    require(wanted, model, precision)
    asked, began = asked_of(model), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        files = wanted.write(model, Path(folder), precision)
        got = np.concatenate([wanted.answers(files, some) for some in pieces(asked)])
    other = (got.argmax(axis=1) != asked.answers.argmax(axis=1)).sum() if asked.kind == "classifier" else 0
    row: Row = {"model": name, "weights": precision, "format": kind, "asked": len(got), "hash": hash_of(name)}
    row |= {"difference": compared(wanted.runtime, asked, got).difference, "other": int(other)}
    return row | {"seconds": round(time.perf_counter() - began, 1)}


def hash_of(name: str) -> str:
    """By which numbers are known to be of a model as it is now."""
    return hashlib.sha256(load(name).graph.params.vector.tobytes()).hexdigest()[:16]


def stored() -> list[Row]:
    """What was measured before of the models as they are now."""
    rows = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else []
    now = {name: hash_of(name) for name in bundled()}
    return [row for row in rows if now.get(row["model"]) == row["hash"]]


def key(row: Row) -> tuple[int, int, int]:
    """Its place in the table."""
    return [*bundled()].index(row["model"]), PRECISIONS.index(row["weights"]), FORMATS.index(row["format"])


def store(row: Row) -> None:
    rows = {key(one): one for one in [*stored(), row]}
    lines = ",\n".join(json.dumps(rows[place]) for place in sorted(rows))
    write_atomically(RESULTS, f"[\n{lines}\n]\n".encode())


def markdown(rows: list[Row]) -> str:
    """A line for each model and kind of weights, with the largest difference of each format."""
    lines = [f"| model | weights | asked | {' | '.join(FORMATS)} | other class |"]
    lines.append(f"| --- | --- | ---: |{' ---: |' * len(FORMATS)} ---: |")
    for name, precision in dict.fromkeys((row["model"], row["weights"]) for row in sorted(rows, key=key)):
        found = {r["format"]: r for r in rows if (r["model"], r["weights"]) == (name, precision)}
        asked, other = max(r["asked"] for r in found.values()), sum(r["other"] for r in found.values())
        cells = [f"{found[kind]['difference']:.0e}".replace("0e+00", "0") if kind in found else "" for kind in FORMATS]
        lines.append(f"| {' | '.join([name, precision, f'{asked:,}', *cells, str(other)])} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*", default=[*bundled()])
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=FORMATS)
    parser.add_argument("--precisions", nargs="+", choices=PRECISIONS, default=PRECISIONS)
    parser.add_argument("--missing", action="store_true", help="ask only what has not been measured yet")
    parser.add_argument("--write", action="store_true", help="keep each row, and write the table of docs/exports.md")
    wanted = parser.parse_args()
    done = {key(row) for row in stored()} if wanted.missing else set()
    for name, precision, kind in [(n, p, f) for n in wanted.models for p in wanted.precisions for f in wanted.formats]:
        if key({"model": name, "weights": precision, "format": kind}) in done:
            continue
        try:
            row = measure(name, kind, precision)
        except NetsumikiError as reason:
            print(f"{name} {precision} {kind}: {reason}", flush=True)
            continue
        right = row["difference"] <= TOLERANCE and not row["other"]
        said = f"{row['difference']:.1e}, {row['other']} of {row['asked']:,} another class, {row['seconds']} s"
        print(f"{'ok ' if right else 'NOT'} {name} {precision} {kind}: {said}", flush=True)
        if wanted.write:
            store(row)
    if wanted.write:
        write_between(PAGE, BEGIN, END, markdown(stored()))


if __name__ == "__main__":
    main()
