"""How long an explanation of one 28 × 28 picture takes: `python -m benchmarks.explaining [MODEL …]` prints a table.

The goal is 300 ms for every method that does not show progress.
"""

import sys
import time
from statistics import median

from netsumiki.exporting.finding import load
from netsumiki.exporting.model_file import Model
from netsumiki.insight.attribution import attributions

MODELS = ("digit-reader", "lenet-5", "generator-cnn")
ROUNDS = 7


def milliseconds(model: Model, name: str) -> float | None:
    """The median of several rounds; None where this model cannot be asked in this way."""
    method, picture = attributions.create(name), model.golden[0][0]  # type: ignore[index]
    if method.why_not(model):
        return None
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        method.explain(model, picture)
        taken.append(time.perf_counter() - began)
    return 1000 * median(taken)


def table(names: list[str]) -> str:
    """A row for each method, a column for each model, in milliseconds."""
    models = {name: load(name) for name in names}
    lines = ["| method | " + " | ".join(models) + " |", "| --- |" + " ---: |" * len(models)]
    for method in attributions:
        found = [milliseconds(model, method) for model in models.values()]
        cells = ["–" if t is None else f"{t:.1f} ms" for t in found]
        mark = " (shows progress)" if attributions[method].slow else ""
        lines.append(f"| `{method}`{mark} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(sys.argv[1:] or list(MODELS)))
