"""`python -m docs.precision` measures what weights of fewer bits cost: the table in docs/exports.md. It needs MNIST."""

import tempfile
from pathlib import Path

from benchmarks.table import write_between
from netsumiki.data import load as data_set
from netsumiki.exporting.finding import load
from netsumiki.exporting.formats import export
from netsumiki.exporting.formats.precision import BYTES, lost

PAGE = Path(__file__).parent / "exports.md"
BEGIN, END = "<!-- table: python -m docs.precision -->", "<!-- end of the table -->"
MODELS = "digit-reader", "lenet-5", "speed", "generator-cnn", "note-whole-picture"


def rows() -> list[str]:
    test = data_set("mnist").test
    lines = ["| model | weights | file (ONNX) | right | same answer | largest change of a probability |"]
    lines.append("| --- | --- | --- | --- | --- | --- |")
    for name in MODELS:
        model = load(name)
        for precision in BYTES:
            with tempfile.TemporaryDirectory() as folder:
                size = export(model, "onnx", folder, precision).files[0].stat().st_size
            told = lost(model, precision, test.inputs, test.labels)
            cells = [name, precision, f"{size / 1000:,.0f} KB", f"{told.after:.2%}", f"{told.same:.2%}"]
            lines.append(f"| {' | '.join([*cells, f'{told.difference:.4f}'])} |")
    return lines


def main() -> None:
    write_between(PAGE, BEGIN, END, "\n".join(rows()))


if __name__ == "__main__":
    main()
