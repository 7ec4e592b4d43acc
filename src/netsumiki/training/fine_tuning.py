"""Fine-tuning: the recipe by which a trained classifier learns something else, from the weights that it has.

The classes may be others (it gets a new head), layers may be frozen (their slices of the flat vector of weights stay as
they are), and it learns more slowly than before, so that what it knows is not washed away.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from netsumiki.engine.errors import Problem, RecipeError, did_you_mean, listing, quoted, shown
from netsumiki.engine.nodes import Inspection, Node
from netsumiki.engine.registry import Shape
from netsumiki.exporting.model_file import Model
from netsumiki.recipes import override
from netsumiki.training.beginning import Weight, matched
from netsumiki.training.recipe import Recipe

BODY = "body"
"""Everything but the head."""
SLOWER = 0.1
HEADS = {"dense": "units", "conv2d": "filters"}
"""Layers that can be a head, and the option that says how many numbers they put out."""


@dataclass(frozen=True)
class FineTuning:
    """The `recipe`, what becomes of each of the `weights`, the node that is the `head`, and whether that is new."""

    recipe: dict[str, Any]
    weights: list[Weight]
    head: str
    new_head: bool


def fine_tuning(
    model: Model,
    dataset: Any,
    class_names: Sequence[str],
    example_shape: Shape,
    *,
    freeze: str | Sequence[str] = (),
    new_head: bool | None = None,
    slower: float = SLOWER,
    epochs: int | None = None,
) -> FineTuning:
    """How `model` learns other data: `dataset` (a name or JSON) with these classes and examples of this shape.

    `freeze`: names of nodes, or "body". `new_head`: whether the last layer with weights begins anew; without an answer
    it does if the classes are others, which it must. `slower`: factor of the learning rate.

    Raises: `RecipeError` when the network cannot be given such classes, or has no such node.
    """
    recipe = copy.deepcopy(model.recipe)
    recipe["model"] = spec = _named(recipe["model"], model.graph.inspection)
    head = head_of(model.graph.inspection)
    fresh = tuple(class_names) != model.class_names
    if new_head is False and fresh:
        message = f"the model knows {listing(model.class_names[:8])}, the data has {listing(class_names[:8])}: "
        raise RecipeError(Problem("head-classes", message + "it needs a new head", head.name))
    fresh = fresh or bool(new_head)
    name = head.name
    if fresh:
        name = _replace_head(spec, head, len(class_names))
    spec["inputs"] = {node: list(example_shape) for node in spec["inputs"]}
    body = [node.name for node in model.graph.inspection.nodes if node.parameters and node.name != head.name]
    _freeze(spec, name, freeze, body)
    _new_data(recipe, dataset)
    _slower(recipe, slower, epochs)
    recipe["name"] = f"{model.recipe.get('name', 'model')}-tuned"
    recipe.pop("title", None), recipe.pop("description", None)  # they tell of the old one
    found = Recipe.read(recipe).inspection
    _check_end(found, len(class_names))
    return FineTuning(recipe, matched(found, model.graph.inspection), name, fresh)


# -- the network ------------------------------------------------------------------------------------------------------


def _named(spec: dict[str, Any], found: Inspection) -> dict[str, Any]:
    """The same network, in which every node says its name."""
    return spec | {"nodes": [{"name": n} | entry for n, entry in zip(found.written, spec["nodes"], strict=True)]}


def head_of(found: Inspection) -> Node:
    """The last node with weights of its own."""
    learnt = [node for node in found.nodes if node.parameters]
    if not learnt or learnt[-1].layer.registered_name not in HEADS:  # type: ignore[union-attr]
        what = f"ends with {learnt[-1].layer.registered_name}" if learnt else "has no weights"  # type: ignore[union-attr]
        message = f"this network {what}, so its classes cannot be changed: fine-tune one that ends with a dense layer"
        raise RecipeError(Problem("no-head", message, learnt[-1].name if learnt else None))
    return learnt[-1]


def _replace_head(spec: dict[str, Any], head: Node, classes: int) -> str:
    """Give the head as many units as there are classes, and a name that no weight of the model has."""
    kind: Any = head.layer
    used = {entry["name"] for entry in spec["nodes"]} | set(spec["inputs"])
    name = next(n for n in ("head", *(f"head_{k}" for k in range(2, len(used) + 3))) if n not in used)
    for entry in spec["nodes"]:
        if "inputs" in entry:
            sources = entry["inputs"] if isinstance(entry["inputs"], list) else [entry["inputs"]]
            entry["inputs"] = [name if source == head.name else source for source in sources]
        if entry.get("share") == head.name:
            entry["share"] = name
        if entry["name"] == head.name:
            entry |= {"name": name, HEADS[kind.registered_name]: classes}
    if "outputs" in spec:
        spec["outputs"] = {k: name if node == head.name else node for k, node in spec["outputs"].items()}
    return name


def _freeze(spec: dict[str, Any], head: str, freeze: str | Sequence[str], body: Sequence[str]) -> None:
    nodes = {entry["name"]: entry for entry in spec["nodes"]}
    wanted = body if freeze == BODY else [freeze] if isinstance(freeze, str) else freeze
    for name in wanted:
        if name not in nodes:
            message = f"there is no layer {quoted(name)} to freeze{did_you_mean(name, nodes)}: name a layer, or {BODY}"
            raise RecipeError(Problem("freeze-unknown", message, facts={"value": name}))
        if name == head:
            message = f"{name} is the head, which has to learn the classes: freeze what comes before it"
            raise RecipeError(Problem("freeze-head", message, name))
    for name, entry in nodes.items():
        entry.pop("trainable", None)
        if name in wanted and "share" not in entry:
            entry["trainable"] = False


def _check_end(found: Inspection, classes: int) -> None:
    end = next(iter(found.outputs.values()))
    if (shape := found.shape_of(end)) != (classes,):
        message = f"with this data the network puts out {shape}, not one number for each of {classes} classes: "
        raise RecipeError(Problem("head-shape", message + "fine-tune a network that ends with a dense layer", end))


# -- data and training ------------------------------------------------------------------------------------------------


def _new_data(recipe: dict[str, Any], dataset: Any) -> None:
    """Other examples; corrections and drawings were of the old ones."""
    section = recipe.setdefault("data", {})
    section["dataset"] = dataset
    for old in ("corrections", "extra_drawings"):
        section.pop(old, None)
    if not section.get("validation", 0.1):
        del section["validation"]  # something has to tell when it begins to learn by heart


def _slower(recipe: dict[str, Any], slower: float, epochs: int | None) -> None:
    if not 0 < slower <= 1:
        message = f"the learning rate becomes slower by a factor above 0 up to 1, got {shown(slower)}: 0.1 is usual"
        raise RecipeError(Problem("slower", message, facts={"value": slower}))
    plan: Any = Recipe.read(recipe).plan
    override(recipe, "training.optimizer", plan.optimizer.spec())
    override(recipe, "training.optimizer.lr", float(f"{plan.optimizer.lr * slower:.3g}"))
    if epochs is not None:
        override(recipe, "training.epochs", epochs)
        override(recipe, "training.steps", None)
