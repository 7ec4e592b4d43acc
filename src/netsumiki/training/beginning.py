"""A run that begins with the weights of a trained model instead of new ones: retraining and fine-tuning."""

import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from netsumiki.data.storage import unwritable
from netsumiki.engine.errors import Problem, RecipeError
from netsumiki.engine.nodes import Inspection
from netsumiki.exporting.finding import find_model
from netsumiki.exporting.model_file import load_model


@dataclass(frozen=True)
class Weight:
    """What became of one array: its `shape` in the new network and in the model (`theirs`), None where it is not.

    `taken`: it begins with the model's numbers, since name and shape are the same. `frozen`: it stays as it begins.
    """

    name: str
    shape: tuple[int, ...] | None
    theirs: tuple[int, ...] | None
    frozen: bool = False

    @property
    def taken(self) -> bool:
        return self.shape is not None and self.shape == self.theirs

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"taken": self.taken}


def matched(new: Inspection, model: Inspection) -> list[Weight]:
    """Every array of the new network, in running order, and then those of the model that it has no use for."""
    mine, theirs = _arrays(new), _arrays(model)
    rows = [Weight(name, shape, theirs.get(name, (None,))[0], frozen) for name, (shape, frozen) in mine.items()]
    return rows + [Weight(name, None, shape) for name, (shape, _) in theirs.items() if name not in mine]


def _arrays(network: Inspection) -> dict[str, tuple[Any, bool]]:
    """(shape, whether it is frozen) by name."""
    layers = [node.layer for node in network.nodes if node.layer is not None and not node.layer.shared]
    return {p.name: (p.shape, not layer.trainable) for layer in layers for p in layer.parameters.values()}


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


def take_weights(step: Any, model: Path) -> list[Weight]:
    """Begin with the weights of a classifier, by name and shape; what was taken and what was not.

    Parameters that the model does not have, or has in another shape, keep their new values.

    Raises: `ModelFileError` when the file cannot be read, `RecipeError` when the networks have nothing in common.
    """
    trained = load_model(model)
    weights = matched(step.graph.inspection, trained.graph.inspection)
    common = [weight.name for weight in weights if weight.taken]
    if not common:
        message = (
            f"this network has no weights of the name and shape of any in {trained.recipe.get('name', 'the model')}: "
        )
        message += "begin with a model of the same network, or with new weights"
        raise RecipeError(Problem("nothing-in-common", message))
    for name in common:
        step.graph.params[name].value[...] = trained.graph.params[name].value
    if step.average:
        step.average.average[...] = step.graph.params.vector
    return weights
