"""The options that several commands share, and the recipe that they ask for."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from netsumiki import recipes

RecipeName = Annotated[
    str, typer.Argument(metavar="RECIPE", help="Name of a template, a recipe.json, or the folder of a run.")
]
DataName = Annotated[
    str | None,
    typer.Option("--data", metavar="NAME", help="Data set, instead of the recipe's: mnist, moons, own:NAME …"),
]
DataDir = Annotated[Path | None, typer.Option("--data-dir", metavar="DIR", help="Folder that holds the data's files.")]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="PATH=VALUE", help="Change the recipe, as in training.optimizer.lr=0.01 (repeatable)."
    ),
]
Seed = Annotated[int | None, typer.Option("--seed", min=0, metavar="N", help="Same seed, same numbers.")]


def read(source: str) -> dict[str, Any]:
    """The recipe document of a template, a file, or a run folder."""
    from netsumiki.data.own.naming import pinned

    folder = Path(source)
    return pinned(recipes.read(folder / "recipe.json" if (folder / "recipe.json").is_file() else source))


def change(
    document: dict[str, Any],
    *,
    data: str | None = None,
    settings: list[str] | None = None,
    seed: int | None = None,
    epochs: int | None = None,
    steps: int | None = None,
) -> None:
    """Do to the recipe what the options of the same names ask for."""
    if epochs is not None and steps is not None:
        raise typer.BadParameter("--epochs and --steps exclude each other: give one of them")
    if data is not None:
        use_dataset(document, data)
    if epochs is not None:
        recipes.override(document, "training.steps", None)
    for name, number in (("epochs", epochs), ("steps", steps), ("seed", seed)):
        if number is not None:
            recipes.override(document, f"training.{name}", number)
    for setting in settings or ():
        path, equals, value = setting.partition("=")
        if not equals or not all(path.split(".")):
            message = f"--set takes path=value, as in training.optimizer.lr=0.01, got {setting!r}"
            raise typer.BadParameter(message)
        recipes.override(document, path, value_of(value))


def use_dataset(document: dict[str, Any], name: str) -> None:
    """Another data set (a name or JSON); options of the old one that the new one knows too are kept."""
    from netsumiki.data import datasets

    asked = data_set(name)
    wanted = asked if isinstance(asked, dict) else {"dataset": name}
    chosen = datasets.create(wanted)
    section = document.get("data")
    present = section.get("dataset") if isinstance(section, dict) else None
    kept = {k: v for k, v in present.items() if k in chosen.declared} if isinstance(present, dict) else {}
    recipes.override(document, "data.dataset", kept | wanted if kept or len(wanted) > 1 else name)


def data_set(text: str) -> Any:
    """A data set as a recipe names it: `mnist`, JSON with options, or `own:NAME` for one that was imported."""
    from netsumiki.data.own.naming import PREFIX, exact

    return exact(text.removeprefix(PREFIX)) if text.startswith(PREFIX) else value_of(text)


def value_of(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
