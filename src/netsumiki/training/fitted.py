"""A recipe for data that it was not written for: its network gets the input and the end that the data asks for."""

import copy
from typing import Any

from netsumiki.engine.registry import Shape
from netsumiki.training.fine_tuning import HEADS, head_of
from netsumiki.training.recipe import Recipe


def fitted(document: dict[str, Any], example_shape: Shape, classes: int) -> tuple[dict[str, Any], list[str]]:
    """(the recipe for examples of this shape in so many classes, what had to be changed, in words).

    The recipe is returned as it is when it fits, and when it is of no classifier with one input.

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
    if made:
        Recipe.read(changed)
    return changed, made
