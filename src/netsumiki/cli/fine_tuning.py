"""`netsumiki finetune`: a trained classifier learns other data, from the weights that it has."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netsumiki.cli import asking
from netsumiki.cli.progress import preparing
from netsumiki.cli.terminal import AsJson, console, print_json, say, table_of, text
from netsumiki.cli.train import run_folder, train_in
from netsumiki.cli.using import ModelName
from netsumiki.cli.wording import shape

if TYPE_CHECKING:
    from netsumiki.training.fine_tuning import FineTuning


def finetune(
    model: ModelName,
    data: Annotated[str, typer.Option("--data", metavar="NAME", help="What it is to learn, as for train.")],
    data_dir: asking.DataDir = None,
    freeze: Annotated[
        str,
        typer.Option(
            metavar="NODES", help="Layers that stay as they are, such as conv_1,conv_2; body: all but the last."
        ),
    ] = "",
    new_head: Annotated[
        bool, typer.Option("--new-head", help="Begin the last layer anew, also where the classes are the same.")
    ] = False,
    slower: Annotated[float, typer.Option(metavar="FACTOR", help="Of the learning rate.")] = 0.1,
    epochs: Annotated[int | None, typer.Option(min=1, metavar="N", help="Passes over the training data.")] = None,
    settings: asking.Settings = None,
    seed: asking.Seed = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of the run, unless runs/NAME-1, -2, …")
    ] = None,
    threads: Annotated[int | None, typer.Option(min=1, metavar="N", help="Cores to use, unless all.")] = None,
    as_json: AsJson = False,
) -> int:
    """Teach a trained classifier other data or other classes, and tell which of its weights were taken along."""
    from netsumiki.data import load
    from netsumiki.exporting.finding import find_model
    from netsumiki.exporting.model_file import load_model
    from netsumiki.training import Recipe
    from netsumiki.training.fine_tuning import BODY, fine_tuning

    trained, dataset = load_model(find_model(model)), asking.data_set(data)
    with preparing(as_json) as progress:
        loaded = load(dataset, data_dir=data_dir, progress=progress)
    frozen = freeze if freeze == BODY else [name.strip() for name in freeze.split(",") if name.strip()]
    options: dict[str, Any] = {"freeze": frozen, "new_head": new_head or None, "slower": slower, "epochs": epochs}
    plan = fine_tuning(trained, dataset, loaded.class_names, loaded.input_shape, **options)
    asking.change(plan.recipe, settings=settings, seed=seed)
    _tell(plan, as_json)
    folder = run_folder("", Recipe.read(plan.recipe).name, out, False)
    return train_in(folder, plan.recipe, loaded, threads, model, as_json)


def _tell(plan: "FineTuning", as_json: bool) -> None:
    """Which weights are taken along, and which are not."""
    if as_json:
        print_json("fine_tuning", head=plan.head, new_head=plan.new_head, weights=[w.to_json() for w in plan.weights])
        return
    table = table_of("Weights", "Here", "In the model", "What becomes of them")
    for weight in plan.weights:
        sizes = [shape(size) if size is not None else "–" for size in (weight.shape, weight.theirs)]
        if weight.taken:
            what, style = ("taken, frozen", "cyan") if weight.frozen else ("taken", "green")
        else:
            what, style = ("new", "yellow") if weight.shape is not None else ("not used", "dim")
        table.add_row(text(weight.name), *map(text, sizes), text(what, style))
    console().print(table)
    if plan.new_head:
        say(f"{plan.head} is a new head: it learns the classes from the beginning")
