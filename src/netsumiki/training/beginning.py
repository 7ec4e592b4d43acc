"""Retraining: a run that begins with the weights of a trained model instead of new ones."""

import shutil
from pathlib import Path
from typing import Any

from netsumiki.data.storage import unwritable
from netsumiki.engine.errors import Problem, RecipeError
from netsumiki.exporting.finding import find_model
from netsumiki.exporting.model_file import load_model


def keep_beginning(model: Path | str, target: Path) -> None:
    """A copy of that model in the folder of a run, which so needs nothing but its folder.

    Raises: `ModelFileError` when there is no such model, `DataError` when the copy cannot be written.
    """
    source = find_model(model)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    except OSError as error:
        raise unwritable(target.parent, error) from None


def take_weights(step: Any, model: Path) -> int:
    """Begin with the weights of a classifier, by name and shape; how many numbers were taken.

    Parameters that the model does not have, or has in another shape, keep their new values.

    Raises: `ModelFileError` when the file cannot be read, `RecipeError` when the networks have nothing in common.
    """
    trained = load_model(model)
    params, theirs = step.graph.params, trained.graph.params.by_name
    common = [p for p in params if p.name in theirs and theirs[p.name].shape == p.shape]
    if not common:
        message = (
            f"this network has no weights of the name and shape of any in {trained.recipe.get('name', 'the model')}: "
        )
        message += "begin with a model of the same network, or with new weights"
        raise RecipeError(Problem("nothing-in-common", message))
    for parameter in common:
        parameter.value[...] = theirs[parameter.name].value
    if step.average:
        step.average.average[...] = params.vector
    return sum(p.size for p in common)
