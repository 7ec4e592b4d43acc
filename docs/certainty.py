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
from docs.other_strangers import other_strangers
from netsumiki.data import Data, Split, load, strokes
from netsumiki.data.storage import write_atomically
from netsumiki.data.strangers import strangers
from netsumiki.engine.workspace import Streams
from netsumiki.exporting.calibration import Asked, calibrated, calibration_error, candidates
from netsumiki.exporting.certainty import Certainty
from netsumiki.exporting.model_file import Model, load_model
from netsumiki.training.recipe import Recipe
from netsumiki.training.supply import validating
from netsumiki.zoo import cards

PAGE = Path(__file__).parent / "certainty.md"
MARKS = "<!-- table: python -m docs.certainty -->", "<!-- end of the tables -->"
MODELS = "digit-reader", "lenet-5", "note-whole-picture"
"""Those that were trained with examples put aside for validation."""
COUNT, SEED = 2_000, 1
"""Pictures of each kind, drawn by other hands than those by which the signal was chosen."""
DIGITS = ("others' digits",)
"""Of these, which the simulated hand writes, the share that is known is told and not the share that is noticed."""


def known(model: Model, data: Data) -> Split:
    """The examples that validated the model, which it has not learnt."""
    recipe = Recipe.read(model.recipe)
    plan: Any = recipe.plan
    return data.train.take(validating(recipe, data.train.labels, Streams(plan.seed)))


def measured(model: Model, data: Data, foreign: dict[str, np.ndarray]) -> dict[str, Any]:
    """What the model's certainty does on the test examples and on others, by each of the signals."""
    validation = known(model, data)
    own = Asked.of(model, validation.inputs, validation.labels)
    certainty = calibrated(model, validation)
    assert certainty
    test = Asked.of(model, data.test.inputs, data.test.labels)
    others = {kind: Asked.of(model, pictures) for kind, pictures in foreign.items()}
    rows = {}
    for one in candidates(certainty.temperature, own):
        shares = {kind: float(one.unknown(asked.scores, asked.grains).mean()) for kind, asked in others.items()}
        shares |= {kind: 1 - shares[kind] for kind in DIGITS}
        rows[one.signal] = {"digits": float(1 - one.unknown(test.scores, test.grains).mean())} | shares
    errors = [
        calibration_error(model.shares(test.scores / np.float32(t)), test.labels) for t in (1, certainty.temperature)
    ]
    return {"certainty": certainty, "errors": errors, "signals": rows}


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
        certainty = row["certainty"]
        lines.append(f"| `{name}` | {certainty.temperature:.2f} | {before} | {after} | {certainty.signal} |")
    kinds = list(next(iter(found.values()))["signals"]["energy"])
    lines += ["", f"| model | signal | {' | '.join(kinds)} |", "| --- | --- " + "| ---: " * len(kinds) + "|"]
    for name, row in found.items():
        for signal, shares in row["signals"].items():
            told = " | ".join(f"{100 * shares[kind]:.0f}" for kind in kinds)
            lines.append(f"| `{name}` | {signal} | {told} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m docs.certainty", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="put the certainty into the bundled models' files")
    options = parser.parse_args()
    data, found = load("mnist"), {}
    stream, some = np.random.default_rng(SEED), data.train.inputs[:5_000]
    written = {DIGITS[0]: strokes.drawn(np.arange(COUNT) % 10, stream)}
    foreign = written | strangers(some, COUNT, stream) | other_strangers(some, COUNT, stream)
    for name in MODELS:
        model = load_model(zoo.FOLDER / f"{name}.safetensors")
        found[name] = measured(model, data, foreign)
        if options.keep:
            keep(name, found[name]["certainty"])
    print(tables(found))
    if PAGE.exists():
        before, _, rest = PAGE.read_text("utf-8").partition(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        write_atomically(PAGE, f"{before}{MARKS[0]}\n\n{tables(found)}\n\n{MARKS[1]}{after}".encode())


if __name__ == "__main__":
    main()
