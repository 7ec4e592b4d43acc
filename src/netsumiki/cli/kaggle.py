"""The digit recogniser competition: `netsumiki kaggle train train.csv`, then `netsumiki submit RUN test.csv`."""

import copy
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netsumiki.cli import asking
from netsumiki.cli.help import Command, Group
from netsumiki.cli.progress import preparing
from netsumiki.cli.terminal import AsJson, console, print_json, say, table_of
from netsumiki.cli.train import INTERRUPTED, finished_model, run_folder, watched
from netsumiki.cli.using import ModelName
from netsumiki.cli.wording import duration, percent
from netsumiki.engine.errors import DataError, Problem

if TYPE_CHECKING:
    from netsumiki.data import Data
    from netsumiki.exporting.model_file import Model

app = typer.Typer(
    cls=Group, help="Take part in the competition for digits.", no_args_is_help=True, rich_markup_mode="rich"
)


@app.callback()
def _group() -> None:
    """Keeps `train` a word of its own."""


@app.command("train", cls=Command)
def train(
    table: Annotated[Path, typer.Argument(metavar="TRAIN.CSV", help="Labels and pixels: label,pixel0,pixel1 …")],
    recipe: Annotated[str, typer.Option(metavar="RECIPE", help="What to train.")] = "digit-reader",
    models: Annotated[int, typer.Option(min=1, max=100, metavar="N", help="Models that may answer together.")] = 2,
    epochs: Annotated[int | None, typer.Option(min=1, metavar="N", help="Passes of each over the pictures.")] = None,
    validation: Annotated[
        float, typer.Option(min=0.001, max=0.5, metavar="SHARE", help="Share of the pictures that no model learns.")
    ] = 0.05,
    views: Annotated[int, typer.Option(min=1, max=100, metavar="N", help="Looks at each picture, if that helps.")] = 8,
    begin_with: Annotated[
        str | None, typer.Option(metavar="MODEL", help="Begin with the weights of a trained classifier.")
    ] = None,
    settings: asking.Settings = None,
    seed: asking.Seed = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of the runs, unless runs/kaggle-1, -2, …")
    ] = None,
    threads: Annotated[int | None, typer.Option(min=1, metavar="N", help="Cores to use, unless all.")] = None,
    as_json: AsJson = False,
) -> int:
    """Train on the competition's pictures. Those held back choose how the models answer together.

    Called again with the same folder, it goes on where it was interrupted.
    """
    from netsumiki.data import load
    from netsumiki.exporting.ensemble import choose, keep
    from netsumiki.training.recipe import Recipe

    document = asking.read(recipe)
    document["data"] = {**document.get("data", {}), "dataset": imported(table, validation, as_json), "validation": 0}
    asking.change(document, settings=settings, seed=seed, epochs=epochs)
    first: Any = Recipe.read(document).plan
    data = load(document["data"]["dataset"])
    folder = run_folder("", "kaggle", out, False)
    trained, names = [], []
    for number in range(models):
        names.append(f"model-{number + 1}")
        one = copy.deepcopy(document)
        one["training"] = {**one.get("training", {}), "seed": first.seed + number}
        model = _trained(one, folder / names[-1], data, begin_with, threads, as_json)
        if model is None:
            if not as_json:
                say(f"Go on with the same command and --out {folder}")
            return INTERRUPTED
        trained.append(model)
    with preparing(as_json) as progress:
        progress("Choosing how they answer together", 0, 1)
        chosen, looks, tried = choose(trained, data.test, views)
        progress("Choosing how they answer together", 1, 1)
    keep(folder, [names[i] for i in chosen], looks, tried)
    if as_json:
        print_json("chosen", folder=str(folder), models=[names[i] for i in chosen], views=looks, tried=tried)
        return 0
    _tell(tried, chosen, looks, len(data.test))
    say(f"Submit with: netsumiki submit {folder} test.csv --out submission.csv")
    return 0


def submit(
    model: ModelName,
    table: Annotated[Path, typer.Argument(metavar="TEST.CSV", help="Pixels without labels: pixel0,pixel1 …")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="The file to hand in.")] = Path("submission.csv"),
    also: Annotated[
        list[str] | None, typer.Option(metavar="MODEL", help="Another model that answers too (repeatable).")
    ] = None,
    views: Annotated[
        int | None, typer.Option(min=1, max=100, metavar="N", help="Looks at each picture, unless as was chosen.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write what a model, or the models of `kaggle train`, read in the test pictures of the competition."""
    from netsumiki.exporting.ensemble import load_ensemble
    from netsumiki.exporting.submission import read_pictures, write_submission

    ensemble = load_ensemble(model, also or (), views)
    pictures = read_pictures(table, ensemble.input_shape)
    with preparing(as_json) as progress:
        probabilities = ensemble.predict(pictures, progress)
    write_submission(out, probabilities, ensemble.class_names)
    if as_json:
        facts = {"file": str(out), "models": len(ensemble.models), "views": ensemble.views}
        print_json("submission", rows=len(pictures), **facts)
    else:
        say(f"{len(pictures):,} labels are in {out}", "bold green")


def imported(table: Path, share: float, as_json: bool) -> dict[str, Any]:
    """The data set with the pictures of this table, as it stands in a recipe; imported unless it was before.

    Raises: `DataError` when it is no table of pixels with labels.
    """
    from dataclasses import replace

    from netsumiki.data.own import Incoming
    from netsumiki.data.own.dataset import Own
    from netsumiki.data.own.naming import readable

    with open(table, "rb") as file:
        name = f"{table.name}, {hashlib.file_digest(file, 'sha256').hexdigest()[:12]}, {percent(share, 1)} held back"
    stored = next((one for one in readable() if one.name == name), None)
    if stored is None:
        with _incoming(Incoming.begin(table)) as incoming, preparing(as_json) as progress:
            found = incoming.survey(progress)
            if found.kind != "pixels" or "unlabelled" in found.remarks:
                message = f"{table} is no table of labels and pixels: give the competition's train.csv"
                raise DataError(Problem("kaggle-table", message))
            if found.refused:
                raise _wrong_line(table, found.refused[0])
            plan = replace(found.suggestion, placing="digit", test=share, given_split=False, duplicates="keep")
            stored = incoming.commit(name, plan, progress)
    return Own(id=stored.id, version=1).spec()


@contextmanager
def _incoming(incoming: Any) -> Iterator[Any]:
    """Whatever happens, nothing of an import that was not finished is left."""
    try:
        yield incoming
    except BaseException:
        incoming.discard()
        raise


def _wrong_line(table: Path, refused: Any) -> DataError:
    return DataError(Problem("kaggle-line", f"{refused.name} of {table} cannot be read: {refused.message}"))


def _trained(
    document: dict[str, Any],
    folder: Path,
    data: "Data",
    begin_with: str | None,
    threads: int | None,
    as_json: bool,
) -> "Model | None":
    """The model of a run that is finished, or was now trained to its end; None when it was interrupted."""
    if model := finished_model(folder, document):
        return model
    if not as_json:
        say(f"{folder.name}", "bold")
    result = watched(folder, document, data, as_json, threads=threads, resume=True, begin_with=begin_with)
    if result.finished.interrupted:
        return None
    if not as_json:
        finished = result.finished
        say(f"{percent(finished.test_accuracy)} of those held back, after {duration(finished.seconds)}")
    return result.model


def _tell(tried: list[dict[str, Any]], chosen: list[int], looks: int, held_back: int) -> None:
    table = table_of("Models", "#Looks", "#Right", "#Loss", "")
    for one in tried:
        names = " + ".join(f"model-{i + 1}" for i in one["models"])
        mark = "chosen" if (one["models"], one["views"]) == (chosen, looks) else ""
        table.add_row(names, str(one["views"]), percent(one["accuracy"]), f"{one['loss']:.4f}", mark)
    say(f"On {held_back:,} pictures held back:", "bold")
    console().print(table)
