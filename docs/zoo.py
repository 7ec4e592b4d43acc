"""`make zoo`: trains the models that come with the package and writes their cards and docs/zoo.md.

Each is a template trained with seed 0 on its data. The test set is looked at once for each, at the end of its run.
"""

import argparse
import datetime
import hashlib
import json
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from docs.results import this_machine, train
from docs.results_gan import judge
from netsumiki import __version__, zoo
from netsumiki.data import load
from netsumiki.data.storage import write_atomically
from netsumiki.recipes import override, read, templates
from netsumiki.training import Recipe, Run
from netsumiki.zoo import Card, cards

FOLDER = Path(zoo.__file__).parent
PAGE = Path(__file__).parent / "zoo.md"
MODELS = ("generator-cnn", "note-whole-picture", "lenet-5", "speed", "letter-writer")
RECIPES = {"letter-writer": "char-lstm"}
"""Of those that are called otherwise than their recipe."""
WRITER = "digit-writer"
LONG = ("digit-reader", WRITER)
SMALLER = {
    "generator.nodes.mix.units": 56,
    "generator.nodes.dense.units": 49 * 32,
    "generator.nodes.maps.shape": [7, 7, 32],
    "discriminator.nodes.see2.filters": 48,
    "discriminator.nodes.judge.units": 48,
    "discriminator.nodes.asked.units": 48,
    "training.steps": 10_000,
}
"""What makes the digit writer that comes with the package a smaller one than the template `cgan`."""
SEED = 0
LARGEST = 3_000_000  # bytes, all together
COLUMNS = "model", "what it is", "parameters", "right", "validation", "steps", "seconds", "size"
INTRODUCTION = """\
They answer without any training: `netsumiki predict NAME picture.png` and `netsumiki generate digit-writer`, or the
drawing pad, the panel Writing and the page Generate of the studio. Each is a [recipe](recipes.md), of the same name
unless another is given, trained once with the seed given here. *Right*: for those that read digits, the accuracy on
the 10,000 test digits of MNIST, seen once, at the end; for `letter-writer`, a `char-lstm`, the share of the letters
in the last tenth of its text that it says rightly from the 40 before; for `digit-writer`, a smaller `cgan` with
weights of 16 bits, the share of 10,000 digits that [the judge](judging.md) reads as asked for. Seconds are those of
the training steps. `make zoo` trains them anew."""


def make(name: str) -> Card:
    """Train one model, put its file into the package and return its card."""
    if name == WRITER:
        return make_writer()
    recipe = RECIPES.get(name, name)
    data = load(Recipe.read(recipe).data.dataset)
    with tempfile.TemporaryDirectory() as folder:
        made = train(recipe, SEED, data, Path(folder))
        model = Path(folder) / f"{recipe}-{SEED}" / "model.safetensors"
        write_atomically(FOLDER / f"{name}.safetensors", in_order(model.read_bytes()))
    return Card(
        name=name,
        recipe=recipe,
        data=data.name,
        made=datetime.date.today().isoformat(),
        **{key: made[key] for key in ("seed", "test_accuracy", "validation_accuracy", "parameters", "steps")},
        **{key: made[key] for key in ("seconds", "library", "machine")},
        **_file_facts(name),
    )


def smaller() -> dict[str, Any]:
    """The recipe of the bundled digit writer."""
    document = read("cgan") | {"name": WRITER}
    for path, value in SMALLER.items():
        override(document, path, value)
    return document


def make_writer() -> Card:
    """The generator: its weights are rounded first, so that what is judged is what comes with the package."""
    document = smaller()
    data = load(Recipe.read(document).data.dataset)
    run = Run(document, data=data)
    result = run.train()
    generator = result.model
    generator.halve()
    with tempfile.TemporaryDirectory() as folder:
        generator.save(Path(folder) / "model.safetensors", half=True)
        write_atomically(FOLDER / f"{WRITER}.safetensors", in_order((Path(folder) / "model.safetensors").read_bytes()))
    told = judge(generator, data)
    return Card(
        name=WRITER,
        recipe="cgan",
        data=data.name,
        seed=SEED,
        test_accuracy=None,
        validation_accuracy=None,
        parameters=result.finished.parameters,
        steps=result.finished.step,
        seconds=round(run.loop.seconds, 2) if run.loop else 0.0,
        made=datetime.date.today().isoformat(),
        library=__version__,
        machine=this_machine(),
        agreement=told["agreement"],
        **_file_facts(WRITER),
    )


def in_order(content: bytes) -> bytes:
    """A safetensors file with its metadata sorted: the library writes them in random order, so that each training of
    the same weights would leave another file."""
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    header["__metadata__"] = dict(sorted(header["__metadata__"].items()))
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)  # the arrays begin at a multiple of 8
    return len(text).to_bytes(8, "little") + text + content[8 + length :]


def _file_facts(name: str) -> dict[str, Any]:
    content = (FOLDER / f"{name}.safetensors").read_bytes()
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def write(known: Iterable[Card]) -> None:
    """The cards beside the models, and the page that shows them."""
    chosen = sorted(known, key=lambda card: card.name)
    text = json.dumps([asdict(card) for card in chosen], indent=1, ensure_ascii=False) + "\n"
    write_atomically(FOLDER / "cards.json", text.encode())
    write_atomically(PAGE, page(chosen).encode())


def page(chosen: Iterable[Card]) -> str:
    """docs/zoo.md: one row for each model."""
    titles = {name: document["title"] for name, document in templates().items()}
    lines = ["# Models that come with Netsumiki", "", "<!-- Written by make zoo, from the models' cards. -->", ""]
    lines += [INTRODUCTION, "", "| " + " | ".join(COLUMNS) + " |", "| --- | --- |" + " ---: |" * 6]
    notes = []
    for card in chosen:
        validation = "–" if card.validation_accuracy is None else f"{100 * card.validation_accuracy:.2f} %"
        lines.append(
            f"| `{card.name}` | {titles[card.recipe]} | {card.parameters:,} | {100 * right(card):.2f} % "
            f"| {validation} | {card.steps:,} | {card.seconds:.1f} | {card.size / 1000:,.0f} KB |"
        )
        notes.append(
            f"- `{card.name}`: seed {card.seed} on {card.data}, {card.made}, with Netsumiki {card.library} on "
            f"{card.machine}. SHA-256 of its file: `{card.sha256}`."
        )
    return "\n".join([*lines, "", *notes, ""])


def right(card: Card) -> float:
    """The share that is right of what it reads, or of what it writes."""
    return card.test_accuracy if card.test_accuracy is not None else card.agreement or 0.0


def main() -> None:
    parser = argparse.ArgumentParser(prog="make zoo", description=__doc__)
    parser.add_argument("--only", metavar="NAME", action="append", choices=(*MODELS, *LONG), help="train this model")
    parser.add_argument("--all", action="store_true", help=f"also those that take minutes: {', '.join(LONG)}")
    options = parser.parse_args()
    known = cards() if (FOLDER / "cards.json").exists() else {}
    for name in options.only or (*MODELS, *(LONG if options.all else ())):
        known[name] = card = make(name)
        write(known.values())
        print(f"{name:<20} {100 * right(card):.2f} %  {card.seconds:.1f} s  {card.size:,} bytes", flush=True)
    total = sum(card.size for card in known.values())
    if total > LARGEST:
        raise SystemExit(f"together they take {total:,} bytes and {LARGEST:,} are allowed: leave one out")


if __name__ == "__main__":
    main()
