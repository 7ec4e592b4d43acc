"""One training step of a model, in slow motion, on a batch of its data; the model itself stays as it is."""

from base64 import b64encode
from typing import Any

import numpy as np

from netsumiki.data import Split
from netsumiki.engine.errors import DataError, NetsumikiError, Problem
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Streams, Workspace
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model
from netsumiki.insight.inside import looking_glass
from netsumiki.insight.inside.slow_duel import Duel
from netsumiki.insight.inside.slow_step import Phase, slow_step
from netsumiki.studio import runs, splits
from netsumiki.studio.glass import Asked, under_glass
from netsumiki.training.adversaries import packed
from netsumiki.training.recipe import Recipe, trained_spec

MOST_EXAMPLES = 256
STREAM = "slow step"


def step(user: Any, model_id: str, seed: int, size: int | None, lr: float | None) -> dict[str, Any]:
    """The phases of one step, from the model's weights with a fresh optimizer, and the batch: drawn by `seed`.

    Raises: `Http404` when there is no such model, `NetsumikiError` when it is a flow or its data are missing.
    """
    with under_glass(user, model_id, Asked()) as glass:
        model = glass.model
        recipe = Recipe.read(model.recipe)
        if recipe.task == "flow":
            message = "slow motion shows classifiers and GANs, and this model is a flow: choose another"
            raise NetsumikiError(Problem("no-slow-step", message))
        copies = [looking_glass(graph) for graph in glass.networks.values()]
    plan: Any = recipe.plan
    data = splits.split_of(user, runs.dataset_of(model.recipe), "train")
    size = min(size or plan.batch_size, MOST_EXAMPLES, len(data))
    stream = Streams(seed)[STREAM]
    if isinstance(model, Model):
        batch = drawn(data, size, stream)
        phases = _classifier(model, recipe, copies[0], batch, seed, lr)
    else:
        p = plan.packing
        batch = drawn(data, max(p, size // p * p), stream)
        phases = _gan(model, recipe, copies, batch, stream)
    pictures = batch.inputs if batch.inputs.dtype == np.uint8 else batch.inputs[:0]
    return {
        "labels": batch.labels.tolist(),
        "shape": list(data.input_shape),
        "pictures": [b64encode(one.tobytes()).decode("ascii") for one in pictures],
        "loss": plan.loss.registered_name,
        "optimizer": plan.optimizer.registered_name,
        "phases": [phase.describe() for phase in phases],
    }


def drawn(data: Split, size: int, stream: np.random.Generator) -> Split:
    return data.take(stream.choice(len(data), size, replace=False))


def _classifier(model: Model, recipe: Recipe, copy: Graph, batch: Split, seed: int, lr: float | None) -> list[Phase]:
    """With the network as it is trained: without a softmax that the loss contains."""
    plan: Any = recipe.plan
    spec = trained_spec(recipe.model, recipe.inspection, plan.loss.activation)
    graph = Graph(spec, Workspace(seed=seed), copy.params.vector, absorb=False)
    x = model.preprocessing.to_network(batch.inputs)
    return slow_step(graph, plan.loss, plan.optimizer, x, batch.labels, lr, plan.clip)


def _gan(
    model: Generator, recipe: Recipe, copies: list[Graph], batch: Split, stream: np.random.Generator
) -> list[Phase]:
    """Without the noise that is added to what the discriminator sees, which has faded by the end of a training."""
    plan: Any = recipe.plan
    if len(copies) < 2 or packed(batch.input_shape, plan.packing) != copies[1].inputs["image"]:
        message = f"its data have examples of shape {batch.input_shape}, which its discriminator does not read: "
        facts = {"got": list(batch.input_shape), "expected": list(model.example_shape)}
        raise DataError(Problem("data-changed", message + "choose another model", facts=facts))
    n = len(batch)
    noise = model.noise(n, int(stream.integers(2**31)))
    asked = stream.integers(0, model.classes, n)
    wrong = batch.labels[: round(plan.mismatched * n)]
    wrong = (wrong + stream.integers(1, max(model.classes, 2), len(wrong))) % model.classes
    duel = Duel(copies[0], copies[1], plan.loss, plan.optimizer, plan.discriminator_optimizer, plan.packing)
    return duel.step(model.preprocessing.to_network(batch.inputs), batch.labels, noise, asked, wrong)
