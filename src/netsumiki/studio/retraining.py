"""Retraining: a new run begins with the weights of a model, so that what was corrected shows within minutes."""

from typing import Any

from netsumiki.engine.errors import ModelFileError, Problem, RecipeError
from netsumiki.exporting.finding import kind_of
from netsumiki.studio import runs
from netsumiki.studio.models import Document, Run
from netsumiki.studio.trained import trained
from netsumiki.training.beginning import keep_beginning
from netsumiki.training.folder import RunFolder


def retrain(
    owner: Any, model_id: str, recipe: dict[str, Any], name: str | None, document: Document | None, paused: bool
) -> Run:
    """A run of the recipe in the queue, whose first weights are those of a model, by name and shape.

    Raises: as `trained` and `runs.create` do, and `NetsumikiError` when model or recipe are of a generator.
    """
    found = trained(owner, model_id)
    if kind_of(found.path) == "generator":
        message = "a run cannot begin with the weights of a generator: choose a classifier, or rewind the generator"
        raise ModelFileError(Problem("model-kind", message, facts={"kind": "generator"}))
    if (task := runs.task_of(recipe)) != "classifier":
        message = f"a {task} goes on from a snapshot of its own run: rewind that run instead"
        raise RecipeError(Problem("begin-with-task", message))

    def prepare(run: Run) -> None:
        keep_beginning(found.path, RunFolder(runs.folder_of(run)).beginning)

    return runs.enqueue(owner, recipe, name, prepare=prepare, document=document, paused=paused, begun_with=model_id)
