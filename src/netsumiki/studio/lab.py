"""Labs in memory: one request at a time works with each, and those longest not asked for make room for new ones.

A Lab belongs to the page that made it: every tab has its own, and makes it anew from its recipe when it is gone.
"""

import secrets
from base64 import b64encode
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite
from threading import Lock
from typing import Any

import numpy as np
from django.http import Http404

from netsumiki.data import Split
from netsumiki.engine.errors import Problem, RecipeError
from netsumiki.engine.params import Parameter
from netsumiki.studio.fitting import unfit
from netsumiki.studio.ink import Strokes, drawn
from netsumiki.studio.naming import permit
from netsumiki.training.lab import Axis, Lab, View, landscape
from netsumiki.training.lab.flow import Gauge, Strength
from netsumiki.training.recipe import Recipe

MOST_LABS = 16
MOST_BYTES = 300_000_000
"""Of all Labs together."""


class LabGone(Http404):
    """There is no such Lab (any more): the page makes it anew."""


@dataclass(frozen=True)
class Shown:
    """What an answer holds beside the state: only what is asked for is computed."""

    measured: bool
    weights: bool
    plane: int | None
    nodes: list[str] | None
    points: bool
    made: bool
    flow: bool = False


@dataclass(frozen=True)
class Given:
    """An example: a row of the training data, numbers as the network reads them, or a drawing; `label` is its class."""

    row: int | None
    inputs: list[float] | None
    strokes: Strokes | None
    brush: float
    label: int | None


class Bench:
    """A Lab and the one who works at it. Its layers reuse their buffers, so one request at a time may use it."""

    def __init__(self, owner: Any, lab: Lab):
        self.id, self.owner, self.lock = secrets.token_hex(8), owner.pk, Lock()
        self.put(lab)

    def put(self, lab: Lab) -> None:
        self.lab, self.view, self.gauge = lab, View(lab), Gauge(lab)

    def told(self, shown: Shown) -> dict[str, Any]:
        """Its state, and what was asked for beside it."""
        lab, view = self.lab, self.view
        measured = lab.measure() if shown.measured else {}
        return {
            "id": self.id,
            "task": lab.recipe.task,
            "parameters": lab.learner.parameters,
            "class_names": lab.data.class_names,
            "examples": {"training": len(lab.training), "test": len(lab.data.test)},
            "step": lab.step,
            "steps": lab.steps,
            "epoch": lab.epoch,
            "lr": lab.lr,
            "progress": lab.progress,
            "problem": lab.problem,
            "measured": {name: _measured(*values) for name, values in measured.items()} or None,
            "weights": [_parameter(p, p.grad) for p in view.weights()] if shown.weights else None,
            "plane": _plane(view, shown.plane, shown.nodes) if shown.plane else None,
            "points": {name: _points(split) for name, split in view.points().items()} if shown.points else None,
            "made": _made(view) if shown.made else None,
            "flow": [_flow(one) for one in self.gauge.flow()] if shown.flow else None,
        }


_benches: OrderedDict[str, Bench] = OrderedDict()
_register = Lock()


def begin(user: Any, recipe: dict[str, Any], shown: Shown) -> dict[str, Any]:
    """Make a Lab. Raises `NetsumikiError` when the recipe is wrong, or nothing for a Lab."""
    bench = Bench(user, Lab(_fitting(user, recipe)))
    told = bench.told(shown)  # before it has a place: what cannot be shown leaves no Lab behind that nobody knows
    with _register:
        _benches[bench.id] = bench
        while len(_benches) > 1 and (len(_benches) > MOST_LABS or _held() > MOST_BYTES):
            _benches.popitem(last=False)
    return told


@contextmanager
def at(user: Any, id: str) -> Iterator[Bench]:
    """This person's Lab, which nobody else uses meanwhile. Raises `LabGone` when there is none of that id."""
    with _register:
        bench = _benches.get(id)
        if bench is None or bench.owner != user.pk:
            raise LabGone("this Lab is not in the studio's memory any more: begin it anew")
        _benches.move_to_end(id)
    with bench.lock:
        yield bench


def change(user: Any, id: str, recipe: dict[str, Any], shown: Shown) -> dict[str, Any]:
    """Go on with another recipe; when that is wrong, the Lab stays as it was."""
    with at(user, id) as bench:
        bench.put(bench.lab.changed(_fitting(user, recipe)))
        return bench.told(shown)


def step(user: Any, id: str, steps: int, shown: Shown) -> dict[str, Any]:
    with at(user, id) as bench:
        bench.lab.train(steps)
        return bench.told(shown)


def reset(user: Any, id: str, seed: int | None, shown: Shown) -> dict[str, Any]:
    with at(user, id) as bench:
        bench.put(bench.lab.again(seed))
        return bench.told(shown)


def set_weight(
    user: Any, id: str, node: str, parameter: str, index: list[int], value: float, shown: Shown
) -> dict[str, Any]:
    with at(user, id) as bench:
        bench.lab.set_weight(node, parameter, index, value)
        return bench.told(shown)


def follow(user: Any, id: str, given: Given) -> dict[str, Any]:
    """One example through the network and back."""
    with at(user, id) as bench:
        view, label = bench.view, given.label
        if given.row is not None:
            x, own = view.picked(given.row)
            label = own if label is None else label
        elif given.strokes is not None:
            x = view.pictured(drawn(given.strokes, given.brush))
        else:
            x = view.given(given.inputs or [])
        example = view.example(x, label or 0)
        return {
            "loss": _number(example.loss),
            "label": example.label,
            "nodes": [
                {
                    "node": node.node,
                    "layer": node.layer,
                    "shape": node.value.shape,
                    "values": _floats(node.value),
                    "gradients": None if node.gradient is None else _floats(node.gradient),
                }
                for node in example.nodes
            ],
            "weights": [_parameter(parameter, gradient) for parameter, gradient in example.parameters],
        }


def loss_over(user: Any, id: str, across: Axis, up: Axis, size: int) -> dict[str, Any]:
    """The loss over two of the weights."""
    with at(user, id) as bench:
        return {"size": size, "values": _floats(landscape(bench.lab, across, up, size))}


def end(user: Any, id: str) -> None:
    with at(user, id), _register:
        _benches.pop(id, None)


def _held() -> int:
    return sum(bench.lab.nbytes for bench in _benches.values())


def _fitting(user: Any, recipe: dict[str, Any]) -> dict[str, Any]:
    """The recipe, if its network fits its data as far as that can be said before they are loaded."""
    permit(user, recipe)
    try:
        problems = unfit(Recipe.read(recipe))
    except RecursionError:
        message = "the recipe is nested too deeply to be read: export it again"
        raise RecipeError(Problem("malformed-recipe", message)) from None
    if problems:
        raise RecipeError(*problems)
    return recipe


# -- as JSON ----------------------------------------------------------------------------------------------------------


def _number(value: float) -> float | None:
    return value if isfinite(value) else None


def _measured(loss: float, accuracy: float) -> dict[str, Any]:
    return {"loss": _number(loss), "accuracy": accuracy}


def _floats(array: np.ndarray) -> str:
    """Base64 of float32, little-endian, row by row."""
    return b64encode(np.ascontiguousarray(array, "<f4").tobytes()).decode("ascii")


def _parameter(parameter: Parameter, gradient: np.ndarray) -> dict[str, Any]:
    node, _, name = parameter.name.rpartition(".")
    values = {"values": _floats(parameter.value), "gradients": _floats(gradient)}
    return {"node": node, "name": name, "shape": parameter.shape} | values


def _flow(one: Strength) -> dict[str, Any]:
    gradient = None if one.gradient is None else _number(one.gradient)
    return {"node": one.node, "layer": one.layer, "signal": _number(one.signal), "gradient": gradient}


def _plane(view: View, size: int, nodes: list[str] | None) -> dict[str, Any]:
    drawn = view.plane(size, nodes)
    return {
        "size": size,
        "reach": view.reach,
        "nodes": [{"node": one.node, "scales": one.scales.astype(float).tolist()} for one in drawn],
        "values": b64encode(b"".join(one.values.tobytes() for one in drawn)).decode("ascii"),
    }


def _columns(points: np.ndarray) -> dict[str, Any]:
    x, y = np.nan_to_num(points, posinf=0, neginf=0).astype(float).round(4).T.tolist()
    return {"x": x, "y": y}


def _made(view: View) -> dict[str, Any]:
    points = view.made()
    return _columns(points) | {"classes_seen": view.classes_seen(points)}


def _points(split: Split) -> dict[str, Any]:
    return _columns(split.inputs) | {"label": split.labels.tolist()}
