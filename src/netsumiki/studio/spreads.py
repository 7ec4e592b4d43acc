"""How the weights of a run and their gradients were spread on the way, of one node at a time."""

from typing import Any

from netsumiki.studio import runs
from netsumiki.studio.models import Run
from netsumiki.training.spreads import Spreads

Moments = list[dict[str, Any]]


def spreads_of(run: Run, node: str | None) -> dict[str, Any]:
    """See `api.spreads.SpreadsOut`; empty lists where nothing was recorded, or nothing of this node."""
    moments = Spreads(runs.folder_of(run)).moments()
    known = list(moments[-1]["parameters"]) if moments else []
    node = node or next((_node(name) for name in known), None)
    return {
        "node": node,
        "steps": [moment["step"] for moment in moments],
        "parameters": [_parameter(moments, name) for name in known if _node(name) == node],
        "units": _units(moments, node) if node else None,
    }


def _node(parameter: str) -> str:
    return parameter.rpartition(".")[0]


def _parameter(moments: Moments, name: str) -> dict[str, Any]:
    told = [moment["parameters"].get(name, {}) for moment in moments]
    return {
        "name": name,
        "size": told[-1]["size"],
        "values": [one.get("value") for one in told],
        "gradients": [one.get("gradient") for one in told],
    }


def _units(moments: Moments, node: str) -> dict[str, Any] | None:
    told = [moment["units"].get(node) for moment in moments]
    known = [one for one in told if one]
    if not known:
        return None
    which = "dead" if "dead" in known[-1] else "saturated"
    total = known[-1].get("of")
    shares = [None if one is None else one["dead"] / one["of"] if "dead" in one else one["saturated"] for one in told]
    return {"which": which, "total": total, "shares": shares}
