"""`netsumiki train`: from a recipe to a run folder with a trained model, watched on the way."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netsumiki.cli import asking
from netsumiki.cli.progress import Display, JsonEvents, judgement, preparing
from netsumiki.cli.terminal import AsJson, remark, say
from netsumiki.cli.wording import duration, percent
from netsumiki.engine.errors import DataError, Problem, RecipeError, listing

if TYPE_CHECKING:
    from netsumiki.data import Data
    from netsumiki.training import Result, Run

RUNS = Path("runs")
INTERRUPTED = 130


def train(
    recipe: Annotated[
        str | None,
        typer.Argument(
            metavar="RECIPE",
            help="Name of a template, a recipe.json, or the folder of a run; without it, a network that suits --data.",
        ),
    ] = None,
    data: asking.DataName = None,
    data_dir: asking.DataDir = None,
    epochs: Annotated[int | None, typer.Option(min=1, metavar="N", help="Passes over the training data.")] = None,
    steps: Annotated[int | None, typer.Option(min=1, metavar="N", help="Number of batches, instead of epochs.")] = None,
    settings: asking.Settings = None,
    seed: asking.Seed = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of the run, unless runs/NAME-1, -2, …"),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was stopped or killed.")] = False,
    begin_with: Annotated[
        str | None,
        typer.Option("--begin-with", metavar="MODEL", help="Begin with the weights of a trained classifier."),
    ] = None,
    threads: Annotated[int | None, typer.Option(min=1, metavar="N", help="Cores to use, unless all.")] = None,
    as_json: AsJson = False,
) -> int:
    """Train a network and keep its model and report in a run folder. Ctrl-C stops early and keeps what was learnt."""
    from netsumiki.training import Recipe
    from netsumiki.training.fitted import fitted

    wanted: Any = {"settings": settings, "seed": seed, "epochs": epochs, "steps": steps}
    if recipe is None:
        document, loaded = _suited(data, data_dir, as_json)
        asking.change(document, **wanted)
    else:
        document = asking.read(recipe)
        asking.change(document, data=data, **wanted)
        loaded = load_data(document, Recipe.read(document), data is None and data_dir is None, data_dir, as_json)
    if recipe is not None and data is not None:  # a template is of a size of its own
        document, changed = fitted(document, loaded.input_shape, len(loaded.class_names))
        if changed:
            remark(f"to fit {loaded.name}, the network {listing(changed)}", as_json)
            asking.change(document, **wanted)
    folder = run_folder(recipe or "", Recipe.read(document).name, out, resume)
    return train_in(folder, document, loaded, threads, begin_with, as_json, resume)


def _suited(data: str | None, data_dir: Path | None, as_json: bool) -> "tuple[dict[str, Any], Data]":
    """A recipe for the data that was named, and the data."""
    from netsumiki.data import load
    from netsumiki.training.suited import suited

    if data is None:
        raise typer.BadParameter("name a recipe, such as digit-reader, or your own pictures, as in --data own:NAME")
    dataset = asking.data_set(data)
    with preparing(as_json) as progress:
        loaded = load(dataset, data_dir=data_dir, progress=progress)
    return suited(dataset, loaded.name, loaded.input_shape, len(loaded.class_names), len(loaded.train)), loaded


def train_in(
    folder: Path,
    document: dict[str, Any],
    data: "Data",
    threads: int | None,
    begin_with: str | None,
    as_json: bool,
    resume: bool = False,
) -> int:
    """Train a recipe in that folder, shown on the way; the exit code."""
    from netsumiki.training import Recipe

    report_every = Recipe.read(document).plan.report_every
    options = {"threads": threads, "resume": resume, "begin_with": begin_with}
    try:
        result = watched(folder, document, data, as_json, report_every, **options)
    finally:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()  # it was only claimed
    if not as_json:
        _summary(result)
    return INTERRUPTED if result.finished.interrupted else 0


def watched(
    folder: Path,
    document: dict[str, Any],
    data: "Data",
    as_json: bool,
    report_every: int | None = None,
    **options: Any,
) -> "Result":
    """What came of training a recipe in that folder: shown on the way, ended early by Ctrl-C. `options`: of `Run`."""
    from netsumiki.training import Run

    display = JsonEvents() if as_json else Display(report_every)
    with display:
        run = Run(document, out=folder, data=data, on_event=display.on_event, **options)
        with stopped_by_interrupt(run):
            return run.train()


def finished_model(folder: Path, document: dict[str, Any]) -> Any:
    """The model of the run in that folder, if it is finished; else nothing.

    Raises: `RecipeError` when another recipe was trained there.
    """
    from netsumiki.exporting.finding import load
    from netsumiki.training.folder import RunFolder

    files = RunFolder(folder)
    model = load(files.model) if files.finished() else None
    if model is not None and model.recipe != document:
        message = f"{folder} holds a run of another recipe: choose another folder with --out"
        raise RecipeError(Problem("folder-taken", message, facts={"folder": str(folder)}))
    return model


def load_data(
    document: dict[str, Any], checked: Any, may_replace: bool, data_dir: Path | None, as_json: bool
) -> "Data":
    """The recipe's data; the built-in strokes (noted in `document`) where MNIST can neither be found nor downloaded."""
    from netsumiki.data import datasets, load

    with preparing(as_json) as progress:
        try:
            return load(checked.data.dataset, data_dir=data_dir, progress=progress)
        except DataError as error:
            if error.problems[0].code != "mnist-download" or not may_replace or "strokes" not in datasets:
                raise
        remark(
            "MNIST cannot be downloaded from here, so this run uses strokes, the digits that Netsumiki draws", as_json
        )
        asking.use_dataset(document, "strokes")
        return load(document["data"]["dataset"], progress=progress)


def run_folder(asked: str, name: str, out: Path | None, resume: bool) -> Path:
    """Where the run lives: `out`, the folder to go on with, or the next free runs/NAME-N (made, to claim it)."""
    if out is not None:
        return out
    if resume and asked and Path(asked).is_dir():
        return Path(asked)
    name = re.sub(r"[^\w.-]+", "-", name).strip("-.") or "run"
    if resume:
        begun = [f for f in RUNS.glob(f"{name}-*") if (f / "checkpoint.safetensors").exists()]
        if not begun:
            message = f"no run of {name} in {RUNS.resolve()} waits to go on: name its folder, or leave --resume out"
            raise RecipeError(Problem("nothing-to-resume", message))
        return max(begun, key=lambda folder: folder.stat().st_mtime)
    number = 1
    while True:
        try:
            (RUNS / f"{name}-{number}").mkdir(parents=True)
            return RUNS / f"{name}-{number}"
        except FileExistsError:
            if not RUNS.is_dir():
                raise
            number += 1


@contextmanager
def stopped_by_interrupt(run: "Run") -> Iterator[None]:
    """The first Ctrl-C stops the run after its current step; a second one, or one before it began, aborts."""
    stopping = False

    def interrupt(signum: int, frame: Any) -> None:
        nonlocal stopping
        if stopping or run.loop is None:
            raise KeyboardInterrupt
        stopping = True
        run.stop("interrupted")

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _summary(result: "Result") -> None:
    finished, folder = result.finished, result.folder
    style = "bold green" if not finished.interrupted else "bold yellow"
    generates = hasattr(finished, "judged")
    if not generates:
        say(f"Test accuracy {percent(finished.test_accuracy)} after {duration(finished.seconds)}", style)
    elif finished.judged:
        say(f"{judgement(finished.judged)} after {duration(finished.seconds)}", style)
    else:
        say(f"Trained in {duration(finished.seconds)}", style)
    say(f"Model   {finished.model}")
    say(f"Report  {folder}/report.html")
    if finished.interrupted:
        say(f"Go on with: netsumiki train {folder} --resume")
    elif generates:
        say(f"Try it: netsumiki generate {folder}")
    elif len(result.model.input_shape) == 3:
        say(f"Try it: netsumiki predict {folder} PICTURE.png")
