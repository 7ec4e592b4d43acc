"""`make results`: trains the templates on MNIST and writes what they reach to results.json and results.md, and what to
expect of each to expected.json in the package.

A run that was made before is replaced by a new one of the same template and seed; all others stay. The test set is
looked at once for each trained model, at its end.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.table import machine
from netsumiki import __version__, recipes
from netsumiki.data import Data, load
from netsumiki.data.storage import write_atomically
from netsumiki.recipes import override, read, templates
from netsumiki.training import Recipe, Run
from netsumiki.training.events import EpochEnded, Evaluated, Event, Progress
from netsumiki.training.run import available_cores

DOCS = Path(__file__).parent
EXPECTED = Path(recipes.__file__).parent / "expected.json"
TORCH = DOCS.parent / ".venv-parity" / "bin" / "python"
SEEDS = {"first-network": 3, "generator-cnn": 5, "speed": 10, "digit-reader": 3, "three-layer": 3, "spiral": 3}
LONG = ("digit-reader", "speed")
TWINS = ("keras-mlp",)
SOURCES = {
    "generator-cnn": "96.44 % (model generator)",
    "note-sigmoid": "94 % (its notes)",
    "note-deep": "98 % (its notes)",
}
COLUMNS = "template", "parameters", "seeds", "test accuracy", "lowest", "validation", "steps", "seconds", "source got"
INTRODUCTION = """\
Accuracy on the 10,000 test digits of MNIST (`three-layer`: those that show 0, 1 or 2; `logistic` and `spiral`: their
250 test points), seen once, at the end of each run; ± is the standard deviation over seeds. Seconds are those of the
training steps."""
MILESTONES = (0.99, 0.995)
FIRST = 20  # three-layer's source showed its network the first twenty test digits


def train(name: str, seed: int, data: Data, folder: Path | None = None) -> dict[str, Any]:
    """One run: its seconds are those of the training steps, `total_seconds` also those of loading and evaluating.

    `reached` holds after how many of these seconds the validation accuracy first was that of each milestone.
    """
    document = read(name)
    override(document, "training.seed", seed)
    seconds, reached = 0.0, {}

    def listen(event: Event) -> None:
        nonlocal seconds
        if isinstance(event, Progress | EpochEnded):
            seconds = event.seconds
        if isinstance(event, Evaluated):
            for milestone in MILESTONES:
                if event.accuracy >= milestone:
                    reached.setdefault(str(milestone), round(event.seconds, 1))

    out = folder / f"{name}-{seed}" if folder else None
    result = Run(document, data=data, out=out, on_event=listen).train()
    done = result.finished
    found = {
        "template": name,
        "seed": seed,
        "test_accuracy": done.test_accuracy,
        "validation_accuracy": done.validation_accuracy,
        "seconds": round(seconds, 2),
        "total_seconds": done.seconds,
        "parameters": done.parameters,
        "steps": done.step,
        "library": __version__,
        "machine": this_machine(),
    }
    if reached:
        found["reached"] = reached
    if name == "three-layer":
        guesses = result.model.scores(data.test.inputs[:FIRST]).argmax(axis=1)
        found["first_twenty"] = int((guesses == data.test.labels[:FIRST]).sum())
    return found


def this_machine() -> str:
    facts = machine(available_cores())
    return f"{facts['processor']}, {facts['threads']} threads, NumPy {facts['NumPy']}, {facts['core type']}"


def twin(name: str, seed: int) -> dict[str, Any]:
    """The same recipe trained by PyTorch, in the environment that has it."""
    if not TORCH.exists():
        sys.exit("The twin needs PyTorch: make parity sets it up.")
    command = [str(TORCH), "-m", "docs.twin", name, str(seed)]
    done = subprocess.run(command, cwd=DOCS.parent, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"The PyTorch twin of {name} failed:\n{done.stderr}")
    return {"template": name, "seed": seed, **json.loads(done.stdout.splitlines()[-1])}


# -- the files --------------------------------------------------------------------------------------------------------


def stored() -> dict[str, list[dict[str, Any]]]:
    path = DOCS / "results.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {"runs": [], "twins": []}


def keep(kind: str, made: dict[str, Any]) -> None:
    """Put one result among the others, at once, so that an interrupted command loses nothing."""
    results = stored()
    others = [r for r in results[kind] if (r["template"], r["seed"]) != (made["template"], made["seed"])]
    results[kind] = sorted([*others, made], key=lambda r: (r["template"], r["seed"]))
    lines = [f' "{key}": [\n  ' + ",\n  ".join(map(json.dumps, rows)) + "\n ]" for key, rows in results.items() if rows]
    lines += [f' "{key}": []' for key, rows in results.items() if not rows]
    write_atomically(DOCS / "results.json", ("{\n" + ",\n".join(lines) + "\n}\n").encode())
    write_atomically(DOCS / "results.md", page(results).encode())
    write_atomically(EXPECTED, expectations(results).encode())


def expectations(results: dict[str, list[dict[str, Any]]]) -> str:
    """expected.json: mean test accuracy and seconds of each template, everything from loaded data to the model."""
    runs = results["runs"]
    lines = []
    for name in dict.fromkeys(r["template"] for r in runs):
        mine = [r for r in runs if r["template"] == name]
        accuracy = round(statistics.mean(r["test_accuracy"] for r in mine), 4)
        seconds = round(statistics.mean(r["total_seconds"] for r in mine), 1)
        lines.append(f" {json.dumps(name)}: " + json.dumps({"test_accuracy": accuracy, "seconds": seconds}))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def page(results: dict[str, list[dict[str, Any]]]) -> str:
    """results.md: one row for each template that was trained."""
    runs = results["runs"]
    lines = ["# What the recipes reach", "", "<!-- Written by make results, from results.json. -->", ""]
    if not runs:
        return "\n".join([*lines, "Nothing was measured yet: `make results`.", ""])
    lines += [INTRODUCTION, "", "| " + " | ".join(COLUMNS) + " |", "| --- |" + " ---: |" * 7 + " --- |"]
    for name in dict.fromkeys(r["template"] for r in runs):
        lines.append(_row(name, [r for r in runs if r["template"] == name]))
    lines.append("")
    if first := [str(r["first_twenty"]) for r in runs if "first_twenty" in r]:
        seeds = f" (one number for each of {len(first)} seeds)" if len(first) > 1 else ""
        lines += [f"`three-layer` reads {', '.join(first)} of the first {FIRST} test digits 0, 1 and 2{seeds}.", ""]
    fast = [r["reached"]["0.995"] for r in runs if r["template"] == "digit-reader" and "0.995" in r.get("reached", {})]
    if fast:
        after = ", ".join(f"{seconds:.0f}" for seconds in fast)
        lines += [f"`digit-reader` reached 99.5 % on its validation digits after {after} seconds.", ""]
    for r in results["twins"]:
        lines += _comparison(r, runs)
    for name in dict.fromkeys(r["machine"] for r in runs):
        made = sorted({r["library"] for r in runs if r["machine"] == name})
        lines += [f"Measured with Netsumiki {', '.join(made)} on: {name}.", ""]
    return "\n".join(lines)


def _row(name: str, runs: list[dict[str, Any]]) -> str:
    tested = [r["test_accuracy"] for r in runs]
    validated = [r["validation_accuracy"] for r in runs if r["validation_accuracy"] is not None]
    accuracy = _percent(statistics.mean(tested))
    if len(runs) > 1:
        accuracy += f" ± {100 * statistics.stdev(tested):.2f}"
    cells = [
        f"`{name}`",
        f"{runs[0]['parameters']:,}",
        str(len(runs)),
        accuracy,
        _percent(min(tested)),
        _percent(statistics.mean(validated)) if validated else "–",
        f"{runs[0]['steps']:,}",
        f"{statistics.mean(r['seconds'] for r in runs):.1f}",
        SOURCES.get(name, ""),
    ]
    return "| " + " | ".join(cells) + " |"


def _comparison(twin: dict[str, Any], runs: list[dict[str, Any]]) -> list[str]:
    """Our accuracy beside that of PyTorch, for the same template and seed."""
    ours = [r["test_accuracy"] for r in runs if (r["template"], r["seed"]) == (twin["template"], twin["seed"])]
    if not ours:
        return []
    gap = f"{100 * (ours[0] - twin['test_accuracy']):+.2f} points"
    both = f"Netsumiki {_percent(ours[0])}, {twin['library']} {_percent(twin['test_accuracy'])}: {gap}"
    return [f"`{twin['template']}` in both, from initial weights of the same scheme (seed {twin['seed']}): {both}.", ""]


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"


def main() -> None:
    parser = argparse.ArgumentParser(prog="make results", description=__doc__)
    parser.add_argument("--only", metavar="NAME", action="append", help="train this template; may be repeated")
    parser.add_argument("--all", action="store_true", help=f"also the long ones: {', '.join(LONG)}")
    parser.add_argument("--seeds", type=int, metavar="N", help="seeds 0 to N - 1 (default: a number for each template)")
    parser.add_argument("--runs", type=Path, metavar="DIR", help="keep the folder of each run there")
    parser.add_argument("--twin", action="store_true", help=f"also train the PyTorch twin of {', '.join(TWINS)}")
    options = parser.parse_args()
    known = [name for name, recipe in templates().items() if "model" in recipe]
    for name in options.only or []:
        if name not in known:
            parser.error(f"there is no template {name}: choose among {', '.join(known)}")
    chosen = options.only or [name for name in known if options.all or name not in LONG]
    for name in chosen:
        data = load(Recipe.read(name).data.dataset)
        for seed in range(options.seeds or SEEDS.get(name, 1)):
            made = train(name, seed, data, options.runs)
            keep("runs", made)
            print(f"{name:<20} seed {seed}  {_percent(made['test_accuracy'])}  {made['seconds']:.1f} s", flush=True)
            if options.twin and name in TWINS and seed == 0:
                other = twin(name, seed)
                keep("twins", other)
                print(f"{'  PyTorch':<20} seed {seed}  {_percent(other['test_accuracy'])}", flush=True)


if __name__ == "__main__":
    main()
