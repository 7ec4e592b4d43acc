"""`python -m docs.certainty` measures how sure the bundled classifiers say they are, and whether they notice strangers.

It writes the tables of docs/certainty.md anew. With `--keep` the certainty goes into the models' files. It needs MNIST.
"""

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from docs import zoo
from netsumiki.data import Data, Split, load
from netsumiki.data.storage import write_atomically
from netsumiki.data.strangers import strangers
from netsumiki.engine.workspace import Streams
from netsumiki.exporting.calibration import KEPT, calibrated, calibration_error
from netsumiki.exporting.certainty import SIGNALS, Certainty
from netsumiki.exporting.model_file import Model, load_model
from netsumiki.training.recipe import Recipe
from netsumiki.training.supply import validating
from netsumiki.zoo import cards

PAGE = Path(__file__).parent / "certainty.md"
MARKS = "<!-- table: python -m docs.certainty -->", "<!-- end of the tables -->"
MODELS = "digit-reader", "lenet-5", "note-whole-picture"
"""Those that were trained with examples put aside for validation."""
COUNT, SEED = 2_000, 1
"""Strangers of each kind, drawn by other hands than those by which the signal was chosen."""


def known(model: Model, data: Data) -> Split:
    """The examples that validated the model, which it has not learnt."""
    recipe = Recipe.read(model.recipe)
    plan: Any = recipe.plan
    return data.train.take(validating(recipe, data.train.labels, Streams(plan.seed)))


def measured(model: Model, certainty: Certainty, data: Data, foreign: dict[str, np.ndarray]) -> dict[str, Any]:
    """What the model's certainty does on the test examples and on strangers, by each of the signals."""
    scores = model.scores(data.test.inputs)
    others = {kind: model.scores(pictures) for kind, pictures in foreign.items()}
    validation = model.scores(known(model, data).inputs)
    rows = {}
    for signal in SIGNALS:
        plain = Certainty(certainty.temperature, signal)
        line = Certainty(certainty.temperature, signal, float(np.quantile(plain.signals(validation), 1 - KEPT)))
        shares = {kind: float(line.unknown(some).mean()) for kind, some in others.items()}
        rows[signal] = {"kept": float(1 - line.unknown(scores).mean())} | shares
    errors = [
        calibration_error(model.shares(scores / np.float32(t)), data.test.labels) for t in (1, certainty.temperature)
    ]
    return {"temperature": certainty.temperature, "chosen": certainty.signal, "errors": errors, "signals": rows}


def keep(name: str, certainty: Certainty) -> None:
    """Put it into the model's file, with golden samples that are answered by it."""
    path = zoo.FOLDER / f"{name}.safetensors"
    model = load_model(path)
    model.certainty = certainty
    if model.golden:
        model.golden = model.golden[0], model.predict(model.golden[0])
    with tempfile.TemporaryDirectory() as folder:
        model.save(Path(folder) / "model.safetensors")
        write_atomically(path, zoo.in_order((Path(folder) / "model.safetensors").read_bytes()))
    known_cards = cards()
    known_cards[name] = replace(known_cards[name], **zoo._file_facts(name))
    zoo.write(known_cards.values())


def tables(found: dict[str, dict[str, Any]]) -> str:
    lines = [
        "| model | temperature | error of the probabilities | after | signal chosen |",
        "| --- " + "| ---: " * 3 + "| --- |",
    ]
    for name, row in found.items():
        before, after = (f"{100 * error:.2f} %" for error in row["errors"])
        lines.append(f"| `{name}` | {row['temperature']:.2f} | {before} | {after} | {row['chosen']} |")
    lines += [
        "",
        "| model | signal | digits known | letters noticed | clothes | noise |",
        "| --- | --- " + "| ---: " * 4 + "|",
    ]
    for name, row in found.items():
        for signal, shares in row["signals"].items():
            told = " | ".join(f"{100 * share:.1f} %" for share in shares.values())
            lines.append(f"| `{name}` | {signal} | {told} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m docs.certainty", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="put the certainty into the bundled models' files")
    options = parser.parse_args()
    data, found = load("mnist"), {}
    foreign = strangers(data.train.inputs[:5_000], COUNT, np.random.default_rng(SEED))
    for name in MODELS:
        model = load_model(zoo.FOLDER / f"{name}.safetensors")
        certainty = calibrated(model, known(model, data))
        assert certainty, name
        found[name] = measured(model, certainty, data, foreign)
        if options.keep:
            keep(name, certainty)
    print(tables(found))
    if PAGE.exists():
        before, _, rest = PAGE.read_text("utf-8").partition(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        write_atomically(PAGE, f"{before}{MARKS[0]}\n\n{tables(found)}\n\n{MARKS[1]}{after}".encode())


if __name__ == "__main__":
    main()
