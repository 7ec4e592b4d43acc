"""Looking at a recipe for the canvas, and finding the recipe in a file that somebody dropped on it.

Whatever comes in, the answer is words: `inspect_recipe` never raises, `read_recipe` raises `NetsumikiError` alone.
"""

import json
import math
from collections import Counter
from typing import Any

from netsumiki import recipes
from netsumiki.engine.errors import NetsumikiError, Problem, RecipeError
from netsumiki.engine.inspection import MOST_NODES, inspect
from netsumiki.engine.nodes import Inspection
from netsumiki.studio.fitting import unfit
from netsumiki.studio.remedies import remedy
from netsumiki.training.adversaries import joined, network_of
from netsumiki.training.recipe import Recipe

MOST_PROBLEMS = 200
MOST_CHARACTERS = 1_000
LOOSE = "input-count"

FOREIGN = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"),
    (b"RIFF", "a picture (WEBP)"),
    (b"\x80", "a Python pickle"),
    (b"PK", "an archive (zip, .npz, .keras or .pt)"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"\x89HDF", "an HDF5 file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"%PDF", "a PDF"),
)
"""How files begin that people drop on the canvas by mistake. None of them is opened."""


# -- inspecting -------------------------------------------------------------------------------------------------------


def inspect_recipe(recipe: Any) -> dict[str, Any]:
    """Every node with shape, cost and state, every problem with its remedy, and whether training can begin."""
    try:
        networks, problems, complete = _inspected(recipe)
    except NetsumikiError as error:
        networks, problems, complete = {}, list(error.problems), False
    except RecursionError:
        message = "the recipe is nested too deeply to be read: export it again"
        networks, problems, complete = {}, [Problem("malformed-recipe", message)], False
    found = joined(networks) if networks else Inspection()
    ready = complete and not any(p.severity == "error" for p in problems)
    nodes = [node | {"network": network_of(networks, node["name"]) or "model"} for node in _nodes(found, problems)]
    loose = {node["name"] for node in nodes if node["state"] == "unconnected"}
    told = [p for p in problems if not (p.code == "unused" and p.node in loose)]  # a grey node says it by its colour
    return {
        "inputs": {_clean(name): list(shape) for name, shape in found.inputs.items()},
        "nodes": nodes,
        "outputs": {_clean(name): _clean(node) for name, node in found.outputs.items()},
        "parameters": found.parameter_count,
        "flops": found.flops,
        "problems": [_told(p, found) for p in told[:MOST_PROBLEMS]],
        "ready": ready,
    }


def _inspected(document: Any) -> tuple[dict[str, Inspection], list[Problem], bool]:
    """(what is known of each network, all problems, whether every section could be read)"""
    if not isinstance(document, dict):  # a text would be taken for the name of a file
        raise RecipeError(Problem("malformed-recipe", "a recipe is a JSON object, as netsumiki export writes it"))
    checked, problems = Recipe.inspect(document)
    networks = checked.networks if checked else {n: inspect(spec) for n, spec in recipes.networks(document).items()}
    for network, found in networks.items():
        if (end := _only_connected_end(found)) is not None:
            # A block that was only put down is no second output: what a network gives is where its wires end.
            return _inspected(document | {network: document[network] | {"outputs": {end: end}}})
    return networks, problems + (unfit(checked) if checked else []), checked is not None


def _only_connected_end(found: Inspection) -> str | None:
    ends: list[str] = next((p.facts["nodes"] for p in found.problems if p.code == "unnamed-outputs"), [])
    loose = {p.node for p in found.problems if p.code == LOOSE and p.facts.get("got") == 0}
    connected = [end for end in ends if end not in loose]
    return connected[0] if len(connected) == 1 else None


def _nodes(found: Inspection, problems: list[Problem]) -> list[dict[str, Any]]:
    """The nodes in running order, then those that wait for one another in a circle."""
    circle = [n for p in problems if p.code == "cycle" for n in p.facts["nodes"]]
    described = [node.describe() for node in found.nodes]
    here = {node["name"] for node in described}
    described += [_unknown(name) for name in circle if name not in here]
    errors = {p.node for p in problems if p.severity == "error" and not _waits(p, found)} | set(circle)
    warnings = {p.node for p in problems if p.severity == "warning"}
    for node in described:
        if node["name"] in errors:
            node["state"] = "error"
        elif node["shape"] is None:  # it, or something before it, still waits for a wire or for another layer
            node["state"] = "unconnected"
        else:
            node["state"] = "warning" if node["name"] in warnings else "ok"
        node["layer"] = node["layer"] or ""
        node["inputs"] = [_clean(name) for name in node["inputs"]]
    return described


def _waits(problem: Problem, found: Inspection) -> bool:
    """Whether it only says that a node has fewer wires than it needs."""
    if problem.code != LOOSE:
        return False
    layer = next((n.layer for n in found.nodes if n.name == problem.node), None)
    return layer is not None and problem.facts["got"] < layer.inputs[0]


def _unknown(name: str) -> dict[str, Any]:
    nothing = {"parameters": 0, "formula": "", "flops": 0, "bytes": 0}
    return {"name": name, "layer": None, "inputs": [], "shape": None} | nothing


def _told(problem: Problem, found: Inspection) -> dict[str, Any]:
    return {
        "code": problem.code,
        "message": _clean(problem.message),
        "node": problem.node,
        "facts": _plain(problem.facts),
        "severity": problem.severity,
        "remedy": remedy(problem, found),
    }


def _clean(text: str) -> str:
    """Text that every JSON reader takes, and no longer than a screen."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"


def _plain(value: Any, depth: int = 0) -> Any:
    """Facts as JSON: what a person wrote into a recipe may be endless, or no number that JSON knows."""
    if isinstance(value, dict) and depth < 4:
        return {_clean(str(k)): _plain(v, depth + 1) for k, v in list(value.items())[:100]}
    if isinstance(value, list | tuple) and depth < 4:
        return [_plain(v, depth + 1) for v in value[:100]]
    whole = isinstance(value, int) and abs(value) < 2**53
    if value is None or isinstance(value, bool) or whole or (isinstance(value, float) and math.isfinite(value)):
        return value
    return _clean(value if isinstance(value, str) else type(value).__name__)


# -- reading ----------------------------------------------------------------------------------------------------------


def read_recipe(body: bytes) -> dict[str, Any]:
    """The recipe in a file: JSON, or the metadata of a model file. Raises `NetsumikiError` for everything else."""
    if not body.strip():
        raise _refuse("recipe-empty", "the file is empty")
    if body[4:9] == b"\0\0\0\0{":  # the header's size as 64 bits, then the header
        document = _in_model_file(body)
    else:
        for beginning, what in FOREIGN:
            if body.startswith(beginning):
                raise _refuse("recipe-foreign", f"the file is {what}, which Netsumiki does not open here")
        document = recipes.parse(body, "the file")
    _check(document)
    return document


def _in_model_file(body: bytes) -> dict[str, Any]:
    """Only the header of the safetensors file is looked at: its recipe is text, and no array is made."""
    size = int.from_bytes(body[:8], "little")
    try:
        if not 2 <= size <= min(len(body) - 8, 2 * recipes.LARGEST):
            raise ValueError(size)
        metadata = json.loads(body[8 : 8 + size].decode("utf-8"))["__metadata__"]
        kind, recipe = metadata.get("netsumiki"), metadata.get("recipe")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _refuse("model-file", "the file is neither JSON nor a whole model file") from None
    if kind != "model" or not isinstance(recipe, str):
        raise _refuse("model-file", "the file holds weights, but no recipe: another program made it, or a checkpoint")
    return recipes.parse(recipe.encode("utf-8", "replace"), "the recipe in the model file")


def _check(document: dict[str, Any]) -> None:
    """Refuse what the canvas could not even show."""
    nodes: list[Any] = []
    for name, model in recipes.networks(document).items():
        if not isinstance(model, dict) or not isinstance(model.get("nodes"), list):
            raise _refuse("malformed-recipe", f"the recipe has no network: its {name} is not an object with nodes")
        nodes += model["nodes"]
    if len(nodes) > MOST_NODES:
        message = f"the recipe has {len(nodes):,} nodes, and a network has at most {MOST_NODES:,}: split it"
        raise RecipeError(Problem("too-many-nodes", message, facts={"value": len(nodes)}))
    wrong = [key for key in ("data", "training") if not isinstance(document.get(key, {}), dict)]
    wrong += [key for key in ("name", "title", "description") if not isinstance(document.get(key, ""), str)]
    if wrong or not all(isinstance(node, dict) for node in nodes):
        raise _refuse("malformed-recipe", f"the recipe's {wrong[0] if wrong else 'nodes'} cannot be read")
    names = [node["name"] for node in nodes if isinstance(node.get("name"), str)]
    if twice := [name for name, times in Counter(names).items() if times > 1]:
        raise _refuse("node-name", f"several nodes of the recipe are called {_clean(twice[0])}")
    try:
        json.dumps(document, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (ValueError, RecursionError):  # NaN, infinity, half of a character
        raise _refuse("recipe-json", "the recipe holds numbers or characters that JSON does not know") from None


def _refuse(code: str, what: str) -> RecipeError:
    return RecipeError(Problem(code, f"{what}: choose a recipe (.json) or a model file (.safetensors) of Netsumiki"))
