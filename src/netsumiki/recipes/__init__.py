"""Recipes as documents: versioned JSON that says which data, which network and how to train it."""

import copy
import json
from importlib.resources import files
from os.path import isfile  # unlike Path.is_file, it takes a name that no file can have for one that is not there
from pathlib import Path
from typing import Any

from netsumiki.engine.errors import Problem, RecipeError, did_you_mean, quoted

VERSION = 1
LARGEST = 8_000_000  # bytes of a recipe file
NETWORKS = ("model", "generator", "discriminator")
"""The sections of a recipe that hold a network."""


PARTS = ("optimizer", "loss", "gan_loss", "schedule", "dataset", "initializer")
"""Kinds of parts that an option may hold by name alone."""


def templates() -> dict[str, dict[str, Any]]:
    """The recipes that come with the package, by name."""
    folder = files("netsumiki.recipes") / "templates"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".json"))
    return {name.removesuffix(".json"): json.loads((folder / name).read_text("utf-8")) for name in names}


def expectations() -> dict[str, dict[str, Any]]:
    """What the templates reached when they were measured: {name: {"test_accuracy", "seconds"}}, by `make results`."""
    return json.loads((files("netsumiki.recipes") / "expected.json").read_text("utf-8"))


def read(source: Any) -> dict[str, Any]:
    """A recipe document from a template's name, a JSON file, or a document; brought to the current version.

    Raises `RecipeError` when there is no such template or file, or it is not a recipe.
    """
    if isinstance(source, dict):
        return migrate(copy.deepcopy(source))
    text, path, known = str(source), Path(source), templates()
    if text in known:
        return migrate(known[text])
    if not text.endswith(".json") and not isfile(text):
        message = f"there is no recipe called {quoted(text)}{did_you_mean(text, known)}; a recipe file ends in .json"
        raise RecipeError(Problem("unknown-recipe", message, facts={"value": text}))
    try:
        with path.open("rb") as file:
            return parse(file.read(LARGEST + 1), text)
    except OSError as error:
        raise RecipeError(Problem("recipe-file", f"cannot read {path}: {error.strerror or error}")) from None


def parse(content: bytes, name: str) -> dict[str, Any]:
    """The recipe document in `content`, which people know as `name`; brought to the current version.

    Raises `RecipeError` when it is no recipe.
    """
    if len(content) > LARGEST:
        raise RecipeError(Problem("recipe-file", f"{name} is too large for a recipe (over {LARGEST // 10**6} MB)"))
    try:
        return migrate(json.loads(content.decode("utf-8")))
    except (ValueError, RecursionError) as error:
        raise RecipeError(Problem("recipe-json", f"{name} is not JSON ({error}): export the recipe again")) from None


def migrate(document: Any) -> dict[str, Any]:
    """The same recipe in the current version; later versions add a step here for each change of meaning."""
    if not isinstance(document, dict) or not ("model" in document or "generator" in document):
        message = 'a recipe is a JSON object with "version", "data", "model" (or "generator") and "training"'
        raise RecipeError(Problem("malformed-recipe", message))
    version = document.get("version", VERSION)
    if version != VERSION:
        message = f"the recipe has version {version!r}, this Netsumiki reads version {VERSION}: update Netsumiki"
        raise RecipeError(Problem("recipe-version", message, facts={"value": version}))
    return {"version": VERSION} | document


def networks(document: dict[str, Any]) -> dict[str, Any]:
    """The networks of a recipe: {"model": spec}, or {"generator": spec, "discriminator": spec}."""
    return {name: document[name] for name in NETWORKS if name in document}


def override(document: dict[str, Any], path: str, value: Any) -> None:
    """Set `training.optimizer.lr` or `model.nodes.conv.filters` in place; list entries are found by name or number."""
    steps = path.split(".")
    place: Any = document
    for depth, step in enumerate(steps[:-1]):
        key = _key(place, step, path)
        inner = place[key] if isinstance(place, list) else place.setdefault(key, {})
        kind = "gan_loss" if step == "loss" and "generator" in document else step.removeprefix("discriminator_")
        if isinstance(inner, str) and kind in PARTS:
            inner = place[key] = {kind: inner}  # "adam" becomes an object as soon as one of its options is set
        if not isinstance(inner, dict | list):
            where = ".".join(steps[: depth + 1])
            message = f"cannot set {path}: {where} is {inner!r}, which has no inner values"
            raise RecipeError(Problem("override", message))
        place = inner
    place[_key(place, steps[-1], path)] = value


def _key(place: Any, step: str, path: str) -> Any:
    if not isinstance(place, list):
        return step
    for number, entry in enumerate(place):
        if isinstance(entry, dict) and entry.get("name") == step:
            return number
    if step.isdigit() and int(step) < len(place):
        return int(step)
    names = [e["name"] for e in place if isinstance(e, dict) and "name" in e]
    hint = did_you_mean(step, names) if names else f"; give a number below {len(place)}"
    raise RecipeError(Problem("override", f'cannot set {path}: there is no entry "{step}"{hint}'))
