"""A recurrent layer of a model over time: what its gates and states were at each step of one example."""

import time
from base64 import b64encode
from typing import Any

import numpy as np

from netsumiki.exporting.model_file import Model
from netsumiki.exporting.writing import writes
from netsumiki.insight.inside import Look, over_time
from netsumiki.studio.glass import Asked, under_glass

MOST_NUMBERS = 65_536
"""Of each gate and state: so many fit into one answer, of as many units as that allows."""


def told(user: Any, model_id: str, asked: Asked, node: str, direction: int, start: int) -> dict[str, Any]:
    """The gates and states of the units from `start` on, and the characters that were read where it was a text.

    Raises as `under_glass` does, and `NetsumikiError` when the node has no steps, or the example does not fit.
    """
    began = time.perf_counter()
    with under_glass(user, model_id, asked) as glass:
        network, graph = glass.network_of(node)
        given = glass.given(network, asked)
        found = over_time(Look(graph, given.inputs).seen(node), direction)
        steps, total = next(iter(found.values())).shape
        units = slice(start, start + max(1, MOST_NUMBERS // steps))
        read = None
        if isinstance(glass.copy, Model) and given.stored is not None and writes(glass.copy):
            read = [glass.copy.class_names[int(k)] for k in given.stored]
        return {
            "model": model_id,
            "node": node,
            "steps": steps,
            "start": start,
            "units": len(range(total)[units]),
            "total": total,
            "read": read,
            "series": [{"name": name, "values": _floats(values[:, units])} for name, values in found.items()],
            "step": glass.step,
            "milliseconds": round(1000 * (time.perf_counter() - began), 2),
        }


def _floats(values: np.ndarray) -> str:
    return b64encode(np.ascontiguousarray(values, "<f4").tobytes()).decode("ascii")
