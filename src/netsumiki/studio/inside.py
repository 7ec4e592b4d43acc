"""Answers about the inside of a model: a node's maps and numbers, one cell, its source, and trying a weight."""

import time
from base64 import b64encode
from typing import Any, Literal

import numpy as np

from netsumiki.engine.errors import NetsumikiError, Problem, listing
from netsumiki.engine.graph import Graph
from netsumiki.engine.layers.recurrence import Recurrent
from netsumiki.engine.params import Statistic
from netsumiki.exporting.model_file import Model
from netsumiki.insight.inside import Look, input_gradient_cell, output_cell, parameter_gradient_cell
from netsumiki.insight.inside.bindings import bindings_of
from netsumiki.insight.inside.maps import Maps, output_maps, parameter_maps
from netsumiki.insight.inside.source import source_of
from netsumiki.insight.inside.statistics import finite, length, statistics
from netsumiki.insight.inside.views import explained
from netsumiki.studio.glass import Asked, Glass, under_glass

Cells = Literal["output", "input", "parameter"]


def selected(
    user: Any, model_id: str, asked: Asked, node: str | None, start: int, parameter: str | None, weights_start: int
) -> dict[str, Any]:
    """What one example does in a network, and all about one of its nodes (or inputs).

    Raises as `under_glass` does, and `NetsumikiError` when there is no such node, or the example does not fit.
    """
    began = time.perf_counter()
    with under_glass(user, model_id, asked) as glass:
        network, look, answer = _looked(glass, asked, node)
        return {
            "model": model_id,
            "network": network,
            "objective": look.objective,
            "target": look.target,
            "inputs": list(look.graph.inputs),
            "nodes": _nodes(glass, network, look),
            "selected": None if node is None else _chosen(look, node, start, parameter, weights_start),
            "problems": _problems(look),
            "step": glass.step,
            **answer,
            "milliseconds": round(1000 * (time.perf_counter() - began), 2),
        }


def _looked(glass: Glass, asked: Asked, node: str | None) -> tuple[str, Look, dict[str, Any]]:
    """(the network with that node, a look at it, what came out)"""
    network, graph = glass.network_of(node)
    given = glass.given(network, asked)
    target, activation = asked.target, None
    answer: dict[str, Any] = {"label": given.label, "picture": None, "probabilities": None, "made": None}
    if isinstance(glass.copy, Model) and given.stored is not None:
        activation = glass.copy.activation
        answer |= {"probabilities": _answer(glass.copy, given.stored), "picture": _picture(given.stored)}
        if target is None:
            target = given.label if given.label is not None else _best(answer["probabilities"])
    look = Look(graph, given.inputs, target, activation)
    if network == "generator":
        (output,) = list(graph.outputs.values())[:1]
        answer["made"] = _maps(output_maps(look.values[output]))
    return network, look, answer


def _answer(model: Model, example: np.ndarray) -> list[dict[str, Any]]:
    """The probability of each class, in the order of the classes; nothing for what is no number."""
    with np.errstate(all="ignore"):
        found = model.predict(example[np.newaxis])[0]
    values = [float(p) if np.isfinite(p) else None for p in found]
    return [{"label": name, "probability": p} for name, p in zip(model.class_names, values, strict=True)]


def _picture(example: np.ndarray) -> dict[str, Any] | None:
    """The picture that the network sees; nothing of points and texts."""
    if example.dtype != np.uint8 or example.ndim != 3:
        return None
    height, width, channels = example.shape
    pixels = b64encode(example.tobytes()).decode("ascii")
    return {"pixels": pixels, "height": height, "width": width, "channels": channels}


def _best(probabilities: list[dict[str, Any]]) -> int:
    """The class that is most probable."""
    return max(range(len(probabilities)), key=lambda k: probabilities[k]["probability"] or 0.0)


# -- one node ---------------------------------------------------------------------------------------------------------


def _nodes(glass: Glass, network: str, look: Look) -> list[dict[str, Any]]:
    """Every node of all networks, in running order, with what this look says of those that it is at."""
    rows = []
    for name, graph in glass.networks.items():
        for node in graph.inspection.nodes:
            layer: Any = node.layer
            row: dict[str, Any] = {
                "name": node.name,
                "network": name,
                "layer": layer.registered_name,
                "group": layer.group,
                "inputs": list(node.inputs),
                "shape": list(node.shape or ()),
                "parameters": node.parameter_count,
            }
            rows.append(row | (_pulse(look, node.name) if name == network else dict.fromkeys(PULSE)))
    return rows


PULSE = ("norm", "gradient_norm", "not_finite")


def _pulse(look: Look, name: str) -> dict[str, Any]:
    value, d = look.values[name], look.gradients[name]
    kept, nan, infinite = finite(value)
    gradient = None if d is None else length(finite(d)[0])
    return {"norm": length(kept), "gradient_norm": gradient, "not_finite": nan + infinite}


def _chosen(look: Look, name: str, start: int, parameter: str | None, weights_start: int) -> dict[str, Any]:
    value, d = look.values[name], look.gradients[name]
    told: dict[str, Any] = {
        "name": name,
        "layer": None,
        "title": None,
        "formula": "",
        "shape": list(value.shape),
        "inputs": [],
        "special": False,
        "steps": None,
        "output": statistics(value).describe(),
        "gradient": None if d is None else statistics(d).describe(),
        "maps": _maps(output_maps(value, start)),
        "gradient_maps": None if d is None else _maps(output_maps(d, start)),
        "parameters": [],
        "weights": None,
    }
    if name in look.graph.inputs:
        return told
    node = look.node(name)
    layer: Any = node.layer
    mapped = _mapped(look.graph, name, parameter)
    return told | {
        "layer": layer.registered_name,
        "title": getattr(layer, "label", None) or layer.registered_name.replace("_", " ").capitalize(),
        "formula": source_of(layer).formula,
        "inputs": [{"name": source, "shape": list(look.values[source].shape)} for source in node.inputs],
        "special": explained(layer),
        "steps": len(look.values[node.inputs[0]]) if isinstance(layer, Recurrent) else None,
        "parameters": [_parameter(look, short, p) for short, p in layer.parameters.items()],
        "weights": None if mapped is None else {"parameter": mapped} | _weights(look, name, mapped, weights_start),
    }


def _parameter(look: Look, short: str, p: Any) -> dict[str, Any]:
    gradient = look.parameter_gradients.get(p.name)
    return {
        "name": short,
        "full_name": p.name,
        "learned": not isinstance(p, Statistic),
        "shape": list(p.shape),
        "values": statistics(p.value).describe(),
        "gradients": None if gradient is None else statistics(gradient).describe(),
    }


def _mapped(graph: Graph, node: str, asked: str | None) -> str | None:
    """The parameter to be shown as pictures: the one that was asked for, else the first with two axes or more."""
    known = graph.layers[node].parameters
    if asked is not None and asked not in known:
        has = f"it has {listing(list(known))}" if known else "it has none"
        message = f'{node} has no parameter "{asked}": {has}'
        raise NetsumikiError(Problem("unknown-parameter", message, node=node, facts={"known": list(known)}))
    return asked or next((name for name, p in known.items() if len(p.shape) > 1), next(iter(known), None))


def _weights(look: Look, name: str, parameter: str, start: int) -> dict[str, Any]:
    """A parameter and its gradient as pictures."""
    node, p = look.node(name), look.graph.layers[name].parameters[parameter]
    gradient = look.parameter_gradients.get(p.name)
    return {
        "values": _maps(parameter_maps(look.graph, node, p.value, start)),
        "gradients": None if gradient is None else _maps(parameter_maps(look.graph, node, gradient, start)),
    }


def _maps(maps: Maps) -> dict[str, Any]:
    count, height, width = maps.planes.shape
    return {
        "planes": b64encode(maps.planes.tobytes()).decode("ascii"),
        "count": count,
        "height": height,
        "width": width,
        "numbers": [list(n) for n in maps.numbers],
        "start": maps.start,
        "total": maps.total,
        "size": list(maps.size),
        "limit": maps.limit,
    }


def _problems(look: Look) -> list[Problem]:
    """Where the first number arose that is none."""
    for name in look.graph.slots:
        _, nan, infinite = finite(look.values[name])
        if nan or infinite:
            message = f"{name} puts out {nan} that are no numbers (NaN) and {infinite} that are infinite: "
            message += "its training went wrong, so go back to an earlier state or train with a lower learning rate"
            facts = {"nan": nan, "infinite": infinite}
            return [Problem("node-not-finite", message, node=name, facts=facts, severity="warning")]
    return []


# -- closer -----------------------------------------------------------------------------------------------------------


def cell(
    user: Any,
    model_id: str,
    asked: Asked,
    node: str,
    index: tuple[int, ...],
    of: Cells = "output",
    which: int = 0,
    parameter: str = "W",
    step: int | None = None,
    most: int = 512,
) -> dict[str, Any]:
    """How one number came about: of a node's output, of its dx, or of the gradient of its parameter."""
    with under_glass(user, model_id, asked) as glass:
        _, look, _ = _looked(glass, asked, node)
        seen = look.seen(node)
        if of == "output":
            found = output_cell(seen, index, step)
        elif of == "input":
            found = input_gradient_cell(seen, index, which)
        else:
            found = parameter_gradient_cell(seen, parameter, index)
        names = dict(zip(seen.called, seen.sources, strict=True))
        about = {"node": node, "layer": seen.layer.registered_name, "formula": source_of(seen.layer).formula}
        return about | found.describe(most) | {"sources": [{"of": of, "node": name} for of, name in names.items()]}


def source(user: Any, model_id: str, node: str | None) -> dict[str, Any]:
    """The source of a node's layer, of the first unless another is named."""
    with under_glass(user, model_id, Asked()) as glass:
        _, graph = glass.network_of(node)
        if node in graph.inputs:
            message = f'"{node}" is an input, what comes in from outside: choose one of the layers'
            raise NetsumikiError(Problem("no-layer", message, node=node))
        return source_of(graph.layers[node or next(iter(graph.layers))]).describe()


def bindings(user: Any, model_id: str, asked: Asked, node: str) -> list[dict[str, Any]]:
    """The variables of that source, bound to what they hold for an example."""
    with under_glass(user, model_id, asked) as glass:
        _, look, _ = _looked(glass, asked, node)
        return [one.describe() for one in bindings_of(look.seen(node))]


def tried(user: Any, model_id: str, asked: Asked) -> dict[str, Any]:
    """The answer with changed weights beside that of the model as it is, which it stays."""
    began = time.perf_counter()
    with under_glass(user, model_id, asked) as glass:
        told: dict[str, Any] = {"before": None, "after": None, "made_before": None, "made": None}
        if isinstance(glass.copy, Model):
            example, _ = glass.example(asked)
            told |= {"before": _answer(glass.model, example), "after": _answer(glass.copy, example)}  # type: ignore[arg-type]
        else:
            for key, maker in (("made_before", glass.model), ("made", glass.copy)):
                label = (asked.label or 0) if maker.conditional else asked.label  # type: ignore[union-attr]
                with np.errstate(all="ignore"):
                    made = maker.outputs(maker.noise(1, asked.seed), label)  # type: ignore[union-attr]
                told[key] = _maps(output_maps(made[0]))
        return told | {"milliseconds": round(1000 * (time.perf_counter() - began), 2)}
