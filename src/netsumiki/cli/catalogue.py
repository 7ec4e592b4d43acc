"""What there is to build with: `netsumiki templates` and `netsumiki layers`, read from what the package declares."""

from typing import Annotated, Any

import typer

from netsumiki.cli.terminal import AsJson, console, print_json, say, table_of, text


def templates(as_json: AsJson = False) -> None:
    """List the recipes that come with Netsumiki."""
    from netsumiki import recipes
    from netsumiki.training.recipe import Recipe

    listed = [(name, recipe, Recipe.read(recipe).inspection) for name, recipe in recipes.templates().items()]
    if as_json:
        for name, recipe, found in listed:
            texts = {key: recipe.get(key, "") for key in ("title", "description")}
            print_json("template", name=name, **texts, parameters=found.parameter_count)
        return
    table = table_of("Name", "Title", "#Parameters", "What for")
    for name, recipe, found in listed:
        about = [text(recipe.get(key, "")) for key in ("title", "description")]
        table.add_row(name, about[0], f"{found.parameter_count:,}", about[1])
    console().print(table)
    say("netsumiki inspect NAME shows one in detail, netsumiki train NAME trains it.", "dim")


def layers(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Tell everything about this layer.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the layers, or document one of them with its options."""
    from netsumiki.engine.layers import layers as registry

    described = [registry.describe_one(name)] if name else registry.describe()
    if as_json:
        for layer in described:
            print_json("layer", **layer)
    elif name:
        _document(described[0])
    else:
        _overview(described)


def _overview(described: list[dict[str, Any]]) -> None:
    table = table_of("Layer", "What it computes", "Options")
    for group in dict.fromkeys(layer["group"] for layer in described):
        table.add_section()
        table.add_row(text(group, "bold cyan"))
        for layer in (d for d in described if d["group"] == group):
            options = ", ".join(o["name"] for o in layer["options"])
            table.add_row("  " + layer["name"], text(layer["summary"]), text(options))
    console().print(table)
    say("netsumiki layers NAME tells everything about one of them.", "dim")


def _document(layer: dict[str, Any]) -> None:
    say(f"{layer['name']}  ({layer['group']})", "bold cyan")
    say(layer["documentation"] + "\n")
    if not layer["options"]:
        say("It has no options.")
        return
    table = table_of("Option", "Default", "Expects", "Meaning")
    for option in layer["options"]:
        default = "nothing" if option["default"] is None else _written(option["default"])
        table.add_row(option["name"], text(default), text(option["expects"]), text(option["help"]))
    console().print(table)


def _written(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
