"""The models one can draw on, open and take along: those that come with Netsumiki, and one's own runs."""

import hashlib
import json
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from safetensors import SafetensorError, safe_open

from netsumiki.engine.errors import ModelFileError, NetsumikiError, Problem
from netsumiki.exporting.certainty import Certainty
from netsumiki.exporting.writing import learns_from_text
from netsumiki.recipes import templates
from netsumiki.studio import naming, runs
from netsumiki.studio.loaded import stamp
from netsumiki.studio.models import Run
from netsumiki.studio.trained import Trained, trained, visible
from netsumiki.training.recipe import Recipe
from netsumiki.zoo import cards

PIECE = 1 << 20


def all_of(user: Any) -> list[dict[str, Any]]:
    """Bundled models, then one's own, the latest first. A file that cannot be read is left out."""
    return [described for found in visible(user) if (described := _described_or_none(found))]


def one_of(user: Any, id: str) -> dict[str, Any]:
    """The model with the recipe it was trained by."""
    found = trained(user, id)
    facts = _facts(found.path)
    return described(found) | {key: facts[key] for key in ("recipe", "certainty")}


def rename(user: Any, id: str, name: str) -> dict[str, Any]:
    """A model of one's own is called as its run is."""
    found = trained(user, id)
    if found.run is None:
        raise NetsumikiError(Problem("bundled-model", "a model that comes with Netsumiki keeps its name"))
    runs.rename(found.run, name)
    return one_of(user, id)


def download(user: Any, id: str) -> HttpResponse:
    """The model file, to keep or to use elsewhere."""
    found = trained(user, id)
    name = runs.file_name(name_of(found))
    headers = {"Content-Disposition": f'attachment; filename="{name}.safetensors"'}
    return HttpResponse(found.path.read_bytes(), content_type="application/octet-stream", headers=headers)


# -- what is known of a model -----------------------------------------------------------------------------------------


def _described_or_none(found: Trained) -> dict[str, Any] | None:
    try:
        return described(found)
    except ModelFileError:
        return None


def described(found: Trained) -> dict[str, Any]:
    facts = _facts(found.path)
    recipe = facts["recipe"]
    common = {
        "id": found.id,
        "live": found.live,
        "description": str(recipe.get("description") or recipe.get("title") or ""),
        "recipe_name": str(recipe.get("name") or ""),
        "size": facts["size"],
        "class_names": facts["class_names"],
        "kind": facts["kind"],
        "writes": facts["writes"],
        "conditional": facts["conditional"],
        "input_shape": facts["input_shape"],
        "output_shape": facts["output_shape"],
        "hash": None if found.live else hash_of(found),  # it would change every second
    }
    return common | (_of_run(found.run) if found.run else _of_zoo(found.path.stem, facts))


def _of_run(run: Run) -> dict[str, Any]:
    progress = run.progress
    validation = progress.get("best_validation_accuracy", progress.get("validation_accuracy"))
    return {
        "origin": "run",
        "name": run.name,
        "dataset": naming.name_of(runs.dataset_of(run.recipe)),
        "own_data": naming.title_of(runs.dataset_of(run.recipe)),
        "seed": run.seed,
        "parameters": progress.get("parameters") or 0,
        "test_accuracy": progress.get("test_accuracy"),
        "validation_accuracy": validation,
        "agreement": progress.get("agreement"),
        "seconds": progress.get("seconds"),
        "created": run.ended or run.created,
    }


def _of_zoo(name: str, facts: dict[str, Any]) -> dict[str, Any]:
    card = cards().get(name)
    template = _templates().get(card.recipe if card else name, {})
    return {
        "origin": "zoo",
        "name": name,
        "recipe_name": card.recipe if card else name,  # by which the pages know its words
        "description": str(template.get("description") or facts["recipe"].get("description") or ""),
        "dataset": card.data if card else facts["facts"].get("data", ""),
        "seed": card.seed if card else facts["facts"].get("seed"),
        "parameters": facts["parameters"],
        "test_accuracy": card.test_accuracy if card else None,
        "validation_accuracy": card.validation_accuracy if card else None,
        "agreement": card.agreement if card else None,
        "seconds": card.seconds if card else None,
        "created": datetime.fromisoformat(card.made).replace(tzinfo=UTC) if card else None,
    }


_templates = cache(templates)


def _facts(path: Path) -> dict[str, Any]:
    """What the file says of itself, without reading its weights."""
    return _read(path, stamp(path))


@lru_cache(maxsize=256)
def _read(path: Path, changed: tuple[int, int]) -> dict[str, Any]:
    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
        recipe = Recipe.read(json.loads(metadata["recipe"]))
        network = next(iter(recipe.networks.values()))
        end = next(iter(network.outputs.values()))
        return {
            "recipe": recipe.document,
            "kind": metadata.get("kind", "classifier"),
            "writes": recipe.task == "classifier" and learns_from_text(recipe.document),
            "conditional": recipe.task != "classifier" and "label" in network.inputs,
            "class_names": json.loads(metadata["class_names"]),
            "input_shape": list(network.inputs.get("noise") or next(iter(network.inputs.values()))),
            "output_shape": list(network.shape_of(end) or ()),
            "parameters": recipe.inspection.parameter_count,
            "facts": json.loads(metadata["facts"]),
            "certainty": _certainty(json.loads(metadata.get("certainty", "null"))),
            "size": changed[1],
        }
    except (OSError, SafetensorError, ValueError, KeyError, TypeError, NetsumikiError):
        message = "the model's file cannot be read: train it again, or choose another model"
        raise ModelFileError(Problem("model-file", message)) from None


def _certainty(value: Any) -> dict[str, Any] | None:
    """See `api.models.CertaintyOut`. Raises what `Certainty` raises for a file that was tampered with."""
    found = Certainty.from_json(value)
    if found is None:
        return None
    measured = {"kept": found.measured.get("kept"), "noticed": found.measured.get("noticed", {})}
    return {"temperature": found.temperature} | measured


def name_of(found: Trained) -> str:
    return found.run.name if found.run else found.path.stem


def hash_of(found: Trained) -> str:
    """SHA-256 of the file."""
    return _hash(found.path, stamp(found.path))


@lru_cache(maxsize=256)
def _hash(path: Path, changed: tuple[int, int]) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
