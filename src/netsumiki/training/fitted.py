"""A recipe for data that it was not written for: its network gets the input and the end that the data asks for."""

import copy
from math import ceil
from typing import Any

from netsumiki.engine.registry import Shape
from netsumiki.training.fine_tuning import HEADS, head_of
from netsumiki.training.memory import step_bytes
from netsumiki.training.recipe import Recipe

MOST_BYTES = 2_000_000_000
"""That a step may take about, so that a machine with 8 GB can do something else meanwhile."""
FEWEST = 8
"""Examples of a batch, which batch norm takes the measure of."""


def fitted(document: dict[str, Any], example_shape: Shape, classes: int) -> tuple[dict[str, Any], list[str]]:
    """(the recipe for examples of this shape in so many classes, what had to be changed, in words).

    The recipe is returned as it is when it fits, and when it is of no classifier with one input. For large examples its
    batches become smaller, and more, where they would fill the memory.

    Raises: `RecipeError` when the network has no last layer that can be given so many classes, or cannot read examples
    of this shape.
    """
    recipe = Recipe.read(document)
    if recipe.task != "classifier" or len(recipe.inspection.inputs) != 1:
        return document, []
    changed, made = copy.deepcopy(document), []
    ((name, read),) = recipe.inspection.inputs.items()
    if read != tuple(example_shape):
        changed["model"]["inputs"][name] = list(example_shape)
        made.append(f"reads {example_shape} instead of {read}")
    end = recipe.inspection.shape_of(next(iter(recipe.inspection.outputs.values())))
    if end is not None and len(end) == 1 and end != (classes,):
        head: Any = head_of(recipe.inspection)
        entry = changed["model"]["nodes"][recipe.inspection.written.index(head.name)]
        entry[HEADS[head.layer.registered_name]] = classes
        made.append(f"tells {classes} classes apart instead of {end[0]}")
    if read != tuple(example_shape):
        made += _smaller_batches(changed)
    if made:
        Recipe.read(changed)
    return changed, made


def _smaller_batches(document: dict[str, Any]) -> list[str]:
    """Halve the batches of a recipe until a step fits into `MOST_BYTES`; what was changed, in words."""
    recipe, training = Recipe.read(document), document.setdefault("training", {})
    before = batch = recipe.plan.batch_size
    while step_bytes(recipe.inspection, batch) > MOST_BYTES and batch // 2 >= FEWEST:
        batch //= 2
    if batch == before:
        return []
    training["batch_size"] = batch
    if recipe.plan.piece:
        training["piece"] = max(recipe.plan.piece * batch // before, FEWEST // 2)
    if recipe.plan.steps:
        training["steps"] = ceil(recipe.plan.steps * before / batch)
    return [f"learns {batch} examples at a time instead of {before}"]
