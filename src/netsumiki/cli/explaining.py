"""Looking inside a trained model: `netsumiki explain` for one decision, `netsumiki show` for filters and maps."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netsumiki.cli import asking
from netsumiki.cli.progress import preparing
from netsumiki.cli.terminal import AsJson, console, print_json, say, table_of, text
from netsumiki.engine.errors import DataError, Problem, did_you_mean

if TYPE_CHECKING:
    import numpy as np

    from netsumiki.exporting.model_file import Model
    from netsumiki.insight.attribution import Attribution, Method

LIST, USUAL = "list", "integrated-gradients"
QUIET = 1.0
"""Seconds after which the progress is shown."""

Out = Annotated[Path, typer.Option(metavar="FILE", help="The PNG to write.")]


def explain(
    model: Annotated[
        str | None, typer.Argument(metavar="MODEL", help="A model file, a run folder, or a bundled model's name.")
    ] = None,
    image: Annotated[
        Path | None, typer.Argument(metavar="IMAGE", help="A picture of one character: PNG, JPEG …")
    ] = None,
    method: Annotated[str, typer.Option(metavar="METHOD", help="How to explain it; list shows all ways.")] = USUAL,
    label: Annotated[
        str | None, typer.Option("--class", metavar="CLASS", help="The class to explain, instead of the likeliest.")
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="OPTION=VALUE", help="An option of the method, as in steps=100 (repeatable)."),
    ] = None,
    out: Out = Path("why.png"),
    as_json: AsJson = False,
) -> None:
    """Show what a decision rests on: a map of the picture, and what the map says and does not say."""
    from netsumiki.exporting.finding import find_model
    from netsumiki.exporting.model_file import load_model
    from netsumiki.insight.attribution import attributions

    loaded = load_model(find_model(model)) if model else None
    if method == LIST:
        _list(loaded, as_json)
        return
    _check_name(out)
    asked = attributions.create(method.replace("-", "_"), **_options(settings))
    if loaded is None:
        raise typer.BadParameter("say which MODEL is to explain itself, such as digit-reader")
    if image is None and (asked.makes == "map" or label is None):
        wanted = "give an IMAGE that the model reads" + ("" if asked.makes == "map" else ", or --class")
        raise typer.BadParameter(f"there is nothing to explain: {wanted}")
    pixels = None if image is None else loaded.preprocessing.from_picture(image, loaded.input_shape)
    target = None if label is None else _number(loaded, asked, label)
    began = time.perf_counter()
    found = _measured(loaded, asked, pixels, target, as_json)
    seconds = time.perf_counter() - began
    name = _name(loaded, asked, found.targets[0])
    _draw(loaded, pixels, found, name, out)
    if as_json:
        facts = {"model": model, "image": None if image is None else str(image), "method": asked.registered_name}
        told: dict[str, Any] = {
            "options": asked.options(),
            "says": asked.says,
            "silent": asked.silent,
            "seconds": seconds,
            "facts": found.facts,
        }
        reached = {"target": found.targets[0], "class": name, "score": found.scores[0]}
        print_json("explained", **facts, **reached, limit=found.limit, signed=found.signed, **told, out=str(out))
        return
    read = "" if pixels is None else f"{image} is read as {loaded.predict_picture(image).label}. "
    say(f"{read}{asked.label} for {name} (score {found.scores[0]:.2f}):", "bold green")
    say(f"  It says: {asked.says}")
    say(f"  It does not say: {asked.silent}")
    say(f"Picture  {out}")


def show(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="A model file, a run folder, or a bundled model's name.")
    ],
    filters: Annotated[bool, typer.Option("--filters", help="Draw the filters that the network begins with.")] = False,
    features: Annotated[
        Path | None, typer.Option(metavar="IMAGE", help="Draw what every layer makes of this picture.")
    ] = None,
    out: Out = Path("sheet.png"),
    as_json: AsJson = False,
) -> None:
    """Draw what a network has learnt on one sheet: its filters, and what every layer makes of a picture."""
    from netsumiki.data.storage import write_atomically
    from netsumiki.exporting.finding import find_model
    from netsumiki.exporting.model_file import load_model
    from netsumiki.exporting.sheet import png
    from netsumiki.insight import model_sheet
    from netsumiki.insight.panels import stacked

    _check_name(out)
    if not filters and features is None:
        raise typer.BadParameter("say what to show: --filters, --features IMAGE, or both")
    loaded = load_model(find_model(model))
    panels = []
    if filters:
        without = "filters that can be drawn: it has neither a convolution nor a dense layer on pictures"
        panels.append(_there(model_sheet.filters_panel(loaded.graph), without))
    if features is not None:
        pixels = loaded.preprocessing.from_picture(features, loaded.input_shape)
        seen = loaded.preprocessing.to_network(pixels[None])[0]
        without = "layers with maps: its layers make rows of numbers, which netsumiki inspect shows"
        panels.append(_there(model_sheet.features_panel(loaded.graph, seen), without))
    write_atomically(out, png(stacked(panels, gap=16)))
    shown = [word for word, wanted in (("filters", filters), ("features", features is not None)) if wanted]
    if as_json:
        print_json("shown", model=model, shown=shown, out=str(out))
        return
    say(f"Drew the {' and the '.join(shown)} of {model}", "bold green")
    say(f"Sheet   {out}")


# -- asking ---------------------------------------------------------------------------------------------------------


def _list(model: "Model | None", as_json: bool) -> None:
    """Every method with what it says; for a model also whether it can be asked in this way."""
    from netsumiki.insight.attribution import attributions

    table = table_of("Method", "What it says")
    for name in attributions:
        method = attributions.create(name)
        refused = method.why_not(model) if model else None
        if as_json:
            described = attributions.describe_one(name)
            print_json("method", **described, why_not=str(refused) if refused else None)
            continue
        said = f"not for this model: {refused.message}" if refused else method.says
        table.add_row(text(name.replace("_", "-"), "dim" if refused else "cyan"), text(said, "dim" if refused else ""))
    if not as_json:
        console().print(table)


def _options(settings: list[str] | None) -> dict[str, Any]:
    found = {}
    for setting in settings or ():
        name, equals, value = setting.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"--set takes option=value, as in steps=100, got {setting!r}")
        found[name] = asking.value_of(value)
    return found


def _number(model: "Model", method: "Method", label: str) -> int:
    """The number of a class by its name or that number; of a filter or unit, where a layer is asked, its number."""
    names = () if _asks_a_layer(method) else model.class_names
    if label in names:
        return names.index(label)
    if label.isdecimal() and (not names or int(label) < len(names)):
        return int(label)
    hint = did_you_mean(label, names) if names else "; filters and units are called by their numbers"
    message = f'there is no class "{label}"{hint}: leave --class out to explain the likeliest one'
    raise DataError(Problem("label-range", message, facts={"classes": list(names)}))


def _asks_a_layer(method: "Method") -> bool:
    return method.makes == "picture" and getattr(method, "node", None) is not None


def _name(model: "Model", method: "Method", number: int) -> str:
    if _asks_a_layer(method):
        return f"number {number} of {method.node}"  # type: ignore[attr-defined]
    return model.class_names[number]


def _check_name(out: Path) -> None:
    if out.suffix.lower() != ".png":
        raise typer.BadParameter(f"the picture is a PNG, got {out.name}: give --out a name that ends in .png")


def _there(panel: "np.ndarray | None", what: str) -> "np.ndarray":
    if panel is None:
        raise DataError(Problem("nothing-to-show", f"this network has no {what}"))
    return panel


# -- answering ------------------------------------------------------------------------------------------------------


def _measured(model: "Model", method: "Method", pixels: Any, target: int | None, as_json: bool) -> "Attribution":
    """The explanation, with the progress told when it takes a while."""
    began = time.monotonic()
    with preparing(as_json) as progress:

        def tell(done: int, total: int) -> None:
            if time.monotonic() - began > QUIET:
                progress("Explaining", done, total)

        return method.explain(model, pixels, target, tell)


def _draw(model: "Model", pixels: "np.ndarray | None", found: "Attribution", name: str, out: Path) -> None:
    from netsumiki.data.storage import write_atomically
    from netsumiki.exporting.sheet import png
    from netsumiki.insight.attribution.overlay import overlay, wish

    if found.method.makes == "picture":
        made = model.preprocessing.to_pictures(found.values[None])[0]
        page = wish(made, found, f"What {name} wants to see: score {found.scores[0]:.2f}")
    else:
        assert pixels is not None
        page = overlay(pixels, found, f"{found.method.label} for {name}: score {found.scores[0]:.2f}")
    write_atomically(out, png(page))
