"""The health of a network over many examples of its data."""

import time
from typing import Any

from netsumiki.engine.errors import NetsumikiError, Problem, listing
from netsumiki.engine.workspace import Streams
from netsumiki.exporting.model_file import Model
from netsumiki.insight.inside import looking_glass
from netsumiki.insight.inside.health import health
from netsumiki.studio import runs, splits
from netsumiki.studio.glass import Asked, under_glass

STREAM = "health"


def checked(user: Any, model_id: str, asked: Asked, network: str | None, count: int) -> dict[str, Any]:
    """The health of every node over `count` examples of a classifier's data, drawn by `seed`, or of noise.

    Raises as `under_glass` does, and `NetsumikiError` when the data are missing or there is no such network.
    """
    began = time.perf_counter()
    with under_glass(user, model_id, asked) as glass:
        if network is not None and network not in glass.networks:
            message = f'the model has no network "{network}": choose {listing(list(glass.networks))}'
            raise NetsumikiError(Problem("unknown-network", message, facts={"known": list(glass.networks)}))
        name = network or next(iter(glass.networks))
        targets, activation = None, None
        if isinstance(glass.copy, Model):
            data = splits.split_of(user, runs.dataset_of(glass.model.recipe), asked.split)
            rows = Streams(asked.seed)[STREAM].choice(len(data), min(count, len(data)), replace=False)
            some = data.take(rows)
            glass.check_fits(some)
            inputs: Any = glass.copy.preprocessing.to_network(some.inputs)
            targets, activation = some.labels, glass.copy.activation
        else:
            inputs = glass.many(name, asked, count)
        graph = looking_glass(glass.networks[name])  # its buffers for so many examples are not to stay
    found = health(graph, inputs, targets, activation)
    size = len(targets) if targets is not None else count
    nodes = [node.describe() for node in found]
    return {
        "network": name,
        "count": size,
        "nodes": nodes,
        "milliseconds": round(1000 * (time.perf_counter() - began), 2),
    }
