"""`netsumiki data`: which data sets there are, what they look like, and getting them ready before they are needed."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from netsumiki.cli import asking, drawing
from netsumiki.cli.help import Command, Group
from netsumiki.cli.importing import import_
from netsumiki.cli.progress import preparing
from netsumiki.cli.terminal import AsJson, console, print_json, say, table_of, text
from netsumiki.cli.wording import percent, shape
from netsumiki.engine.errors import DataError

if TYPE_CHECKING:
    from netsumiki.data import Data

app = typer.Typer(cls=Group, help="List, show and prepare data sets.", no_args_is_help=True, rich_markup_mode="rich")
Name = Annotated[str, typer.Argument(metavar="NAME", help="mnist, moons …, own:NAME, or JSON with options.")]
POINTS = 400
app.command("import", cls=Command)(import_)


@app.command("list", cls=Command)
def list_(as_json: AsJson = False) -> None:
    """List the data sets, with their options, and those that were imported."""
    from netsumiki.data import datasets
    from netsumiki.data.own import Stored, ids

    table = table_of("Name", "Group", "What it is", "Options")
    for dataset in datasets.describe():
        if as_json:
            print_json("dataset", **dataset)
        options = ", ".join(o["name"] for o in dataset["options"])
        table.add_row(text(dataset["name"], "cyan"), dataset["group"], text(dataset["summary"]), text(options))
    for id in ids():
        try:
            stored = Stored.open(id)
            classes, count = len(stored.version().class_names), len(stored.version())
        except DataError as error:
            if as_json:
                print_json("own", id=id, problem=str(error))
            table.add_row(text(f"own:{id}", "cyan"), "Your own", text(str(error)), "")
            continue
        if as_json:
            print_json("own", id=stored.id, name=stored.name, pictures=count, classes=classes, shape=stored.shape)
        summary = f"{count:,} pictures of {shape(stored.shape)} in {classes} classes, version {stored.current}"
        table.add_row(text(f"own:{stored.name}", "cyan"), "Your own", summary, "")
    if not as_json:
        console().print(table)


@app.command(cls=Command)
def show(name: Name, data_dir: asking.DataDir = None, as_json: AsJson = False) -> None:
    """Show how many examples each class has, and draw some of them."""
    data = _load(name, data_dir, as_json)
    counts = [
        [int((split.labels == c).sum()) for c in range(len(data.class_names))] for split in (data.train, data.test)
    ]
    if as_json:
        balance = dict(zip(data.class_names, zip(*counts)))
        facts = {"training_examples": len(data.train), "test_examples": len(data.test), "classes": balance}
        print_json("data", name=data.name, shape=data.input_shape, **facts)
        return
    examples = f"{len(data.train):,} training and {len(data.test):,} test examples of {shape(data.input_shape)}"
    say(f"{data.name}: {examples} in {len(data.class_names)} classes", "bold")
    table = table_of("Class", "#Training", "#Share", "", "#Test")
    for label, train, test in zip(data.class_names, *counts):
        share = train / len(data.train)
        length = drawing.bar(train / max(counts[0]), 20)
        table.add_row(text(label, "cyan"), f"{train:,}", percent(share, 1), text(length, "cyan"), f"{test:,}")
    out = console()
    out.print(table)
    for line in _examples(data, out.width, out.color_system is not None):
        out.print(line)


@app.command(cls=Command)
def prepare(name: Name, data_dir: asking.DataDir = None, as_json: AsJson = False) -> None:
    """Download or draw a data set now, so that training need not."""
    data = _load(name, data_dir, as_json)
    if as_json:
        print_json("prepared", name=data.name, training_examples=len(data.train), test_examples=len(data.test))
    else:
        say(f"{data.name} is ready: {len(data.train):,} training and {len(data.test):,} test examples", "green")


@app.command(cls=Command)
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="own:NAME, of a data set that was imported.")],
    as_json: AsJson = False,
) -> None:
    """Delete a data set that was imported, with all its versions. Models that were trained on it stay."""
    from netsumiki.data.own import place
    from netsumiki.data.own.naming import PREFIX, find

    word = name.removeprefix(PREFIX)
    id, called = (word, word) if place.ID.fullmatch(word) else ((found := find(word)).id, found.name)
    place.remove(id)  # which need not be read for it: it may be damaged
    if as_json:
        print_json("removed", id=id, name=called)
    else:
        say(f"Removed {called}", "green")


def _load(name: str, data_dir: Any, as_json: bool) -> "Data":
    from netsumiki.data import load

    with preparing(as_json) as progress:
        return load(asking.data_set(name), data_dir=data_dir, progress=progress)


def _examples(data: "Data", width: int, coloured: bool) -> list[Any]:
    """One picture of each class in rows, or all points in a plane."""
    split = data.train
    if len(data.input_shape) == 1:
        return drawing.points(split.inputs[:POINTS], split.labels[:POINTS]) if data.input_shape == (2,) else []
    firsts = [int((split.labels == c).argmax()) for c in range(len(data.class_names)) if (split.labels == c).any()]
    in_a_row = max(1, (width + 2) // (data.input_shape[1] + 2))
    lines = []
    for start in range(0, len(firsts), in_a_row):
        lines += drawing.beside([drawing.picture(split.inputs[i], coloured) for i in firsts[start : start + in_a_row]])
    return lines
