"""One training step of a model, in slow motion, on a batch of its data; the model itself stays as it is."""

from base64 import b64encode
from typing import Any

import numpy as np

from netsumiki.engine.errors import NetsumikiError, Problem
from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Streams, Workspace
from netsumiki.insight.inside.slow_step import slow_step
from netsumiki.studio import gallery, runs
from netsumiki.studio.glass import Asked, under_glass
from netsumiki.training.recipe import Recipe, trained_spec

MOST_EXAMPLES = 256
STREAM = "slow step"


def step(user: Any, model_id: str, seed: int, size: int | None, lr: float | None) -> dict[str, Any]:
    """The phases of one step, from the model's weights with a fresh optimizer, and the batch: drawn by `seed`.

    Raises: `Http404` when there is no such model, `NetsumikiError` when it is no classifier or its data are missing.
    """
    with under_glass(user, model_id, Asked()) as glass:
        recipe, weights, preprocessing = (
            glass.model.recipe,
            glass.model.graph.params.values(),
            glass.model.preprocessing,
        )
    if runs.task_of(recipe) != "classifier":
        message = "slow motion shows the step of one network, and this model was trained as a pair or a flow: "
        raise NetsumikiError(Problem("not-a-classifier", message + "choose a classifier"))
    read = Recipe.read(recipe)
    plan: Any = read.plan
    spec = trained_spec(read.model, read.inspection, plan.loss.activation)
    graph = Graph(spec, Workspace(seed=seed), absorb=False)
    graph.params.load(weights)
    data = gallery.split_of(user, runs.dataset_of(recipe), "train")
    size = min(size or plan.batch_size, MOST_EXAMPLES, len(data))
    rows = Streams(seed)[STREAM].choice(len(data), size, replace=False)
    batch = data.take(rows)
    phases = slow_step(
        graph, plan.loss, plan.optimizer, preprocessing.to_network(batch.inputs), batch.labels, lr, plan.clip
    )
    pictures = batch.inputs if batch.inputs.dtype == np.uint8 else batch.inputs[:0]
    return {
        "rows": rows.tolist(),
        "labels": batch.labels.tolist(),
        "shape": list(data.input_shape),
        "pictures": [b64encode(one.tobytes()).decode("ascii") for one in pictures],
        "loss": plan.loss.registered_name,
        "optimizer": plan.optimizer.registered_name,
        "phases": [phase.describe() for phase in phases],
    }
