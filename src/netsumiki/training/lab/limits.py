"""What is small enough for the Lab, where every click is answered at once and everything lies in memory."""

from typing import Any

from netsumiki.data import Data, load, mnist, strokes
from netsumiki.data.dataset import Dataset, Split
from netsumiki.data.mnist import Mnist
from netsumiki.data.strokes import Strokes
from netsumiki.data.toys import Toy
from netsumiki.engine.errors import DataError, Problem, RecipeError
from netsumiki.training.classifier import EVALUATED_AT_ONCE
from netsumiki.training.memory import step_bytes
from netsumiki.training.recipe import Recipe

MOST_PARAMETERS = 500_000
MOST_EXAMPLES = 5_000
MOST_OPERATIONS = 4_000_000  # of one forward pass over one example
MOST_WORK = 2_000_000_000  # operations of one step
MOST_BYTES = 64_000_000
MOST_MEASURED = 1_000
"""Examples of each split that loss and accuracy are measured on."""
AT_ONCE = 1_024
"""Points that go through the network at once when the plane is drawn."""

DIGITS = (Mnist, Strokes)
REMEDY = "make it smaller, or train it as a run"


def check_size(recipe: Recipe) -> None:
    """Raise `RecipeError` with everything about the recipe that is too large for the Lab, or of a kind it has not."""
    plan: Any = recipe.plan
    found, problems = recipe.inspection, []
    if recipe.task == "flow":
        message = "the Lab trains classifiers and GANs, this recipe is a flow: train it as a run"
        problems.append(Problem("lab-task", message, facts={"task": recipe.task}))
    elif recipe.task == "gan" and not isinstance(recipe.data.dataset, Toy):
        message = "in the Lab a GAN makes points of the plane: choose a data set of points, or train it as a run"
        problems.append(Problem("lab-task", message, "data", {"task": recipe.task}))
    examples = count(recipe.data.dataset)
    if examples is None:
        message = f"the Lab learns from points, or from MNIST or strokes with a limit of at most {MOST_EXAMPLES:,}, "
        message += f"not from {recipe.data.dataset.registered_name} as it is: set the limit, or train it as a run"
        problems.append(Problem("lab-data", message, "data", {"most": MOST_EXAMPLES}))
        examples = 0
    batch = min(plan.batch_size, max(examples, 1))
    turns = plan.generator_steps + plan.discriminator_steps if recipe.task == "gan" else 1
    measured = {
        "parameters": (found.parameter_count, MOST_PARAMETERS),
        "training examples": (examples, MOST_EXAMPLES),
        "operations for an example": (found.flops, MOST_OPERATIONS),
        "operations in a step": (3 * batch * found.flops * turns, MOST_WORK),
        "bytes": (size(recipe, batch), MOST_BYTES),
    }
    for what, (value, most) in measured.items():
        if value > most:
            message = f"the Lab takes networks and data of at most {most:,} {what}, these have {value:,}: {REMEDY}"
            problems.append(Problem("lab-size", message, facts={"what": what, "value": value, "most": most}))
    if problems:
        raise RecipeError(*problems)


def count(dataset: Dataset) -> int | None:
    """Training examples at most; nothing where the Lab does not take the data set, or only with a limit."""
    return dataset.count if isinstance(dataset, Toy) else dataset.limit if isinstance(dataset, DIGITS) else None


def size(recipe: Recipe, batch: int) -> int:
    """About how many bytes weights, gradients, moments and everything between the layers take."""
    at_once = AT_ONCE if isinstance(recipe.data.dataset, Toy) else EVALUATED_AT_ONCE
    return step_bytes(recipe.inspection, max(batch, at_once))


def small(recipe: Recipe) -> Data:
    """The recipe's data, with no more test examples than are looked at.

    Of strokes that are not made yet, only what is needed is drawn.

    Raises: `DataError` when it is not on this machine yet, and would have to be waited for.
    """
    dataset = recipe.data.dataset
    data = None
    if isinstance(dataset, Strokes) and not strokes.is_made():
        data = strokes.beginning(dataset, MOST_MEASURED)
    elif not isinstance(dataset, Mnist) or mnist.locate() is not None:
        data = load(dataset)
    if data is None:
        name = dataset.registered_name
        message = f"the data set {name} is not on this machine yet: prepare it among the data sets"
        raise DataError(Problem("data-missing", message, facts={"dataset": name}))
    test = data.test if isinstance(dataset, Toy) else data.test.take(slice(MOST_MEASURED))
    return Data(data.name, _alone(data.train), _alone(test), data.class_names)


def _alone(split: Split) -> Split:
    """In memory of its own, so that the whole data set behind a slice of it can be forgotten."""
    return Split(split.inputs.copy(), split.labels.copy())
