"""How a step of a network is written as a line of NumPy: which function of `numpy_source`, and with what."""

import keyword
import re
from collections.abc import Callable
from typing import Any

from netsumiki.exporting.formats.plan import Plan, Step

HERE = "netsumiki.exporting.formats.numpy_source"
WIDTH = 112
Options = dict[str, Any]


def _nothing(step: Step) -> Options:
    return {}


def _of_layer(*names: str) -> Callable[[Step], Options]:
    """Those options of the layer, as they are."""
    return lambda step: {name: getattr(step.layer, name) for name in names}


def _convolution(step: Step) -> Options:
    layer: Any = step.layer
    return {"strides": layer.strides, "dilation": layer.dilation, "borders": _borders(step)}


def _transposed(step: Step) -> Options:
    layer: Any = step.layer
    assert step.window
    return {"strides": layer.strides, "corner": (step.window.top, step.window.left), "size": step.shape[:2]}


def _pooling(step: Step) -> Options:
    assert step.window
    return {"kernel": step.window.kernel, "strides": step.window.strides, "borders": _borders(step)}


def _borders(step: Step) -> tuple[int, int, int, int]:
    assert step.window
    return step.window.top, step.window.bottom, step.window.left, step.window.right


SIMPLE, PICTURES, SEQUENCES = "simple", "pictures", "sequences"
CALLS: dict[str, tuple[str, Callable[[Step], Options]]] = {
    "reshape": (SIMPLE, lambda step: {"shape": step.shape}),
    "leaky_relu": (SIMPLE, _of_layer("slope")),
    "elu": (SIMPLE, _of_layer("alpha")),
    "batch_norm": (SIMPLE, _of_layer("eps")),
    "layer_norm": (SIMPLE, _of_layer("eps")),
    "concat": (SIMPLE, lambda step: {"axis": step.layer.axis % len(step.shape) + 1}),  # type: ignore[attr-defined]
    "one_hot": (SIMPLE, _of_layer("classes")),
    "point_features": (SIMPLE, lambda step: {"features": tuple(step.layer.chosen())}),  # type: ignore[attr-defined]
    "conv2d": (PICTURES, _convolution),
    "depthwise_conv2d": (PICTURES, _convolution),
    "conv2d_transpose": (PICTURES, _transposed),
    "max_pool": (PICTURES, _pooling),
    "average_pool": (PICTURES, _pooling),
    "global_average_pool": (PICTURES, _nothing),
    "global_max_pool": (PICTURES, _nothing),
    "upsample": (PICTURES, _of_layer("factor")),
}
PLAIN = (
    "dense",
    "flatten",
    "step",
    "relu",
    "sigmoid",
    "tanh",
    "softplus",
    "silu",
    "gelu",
    "softmax",
    "add",
    "multiply",
)
CALLS |= dict.fromkeys((*PLAIN, "dot", "embedding"), (SIMPLE, _nothing))
RECURRENT = ("simple_rnn", "lstm", "gru")


def knows(kind: str) -> bool:
    """Whether there is a function for this layer."""
    return kind in CALLS or kind in RECURRENT


def function_of(step: Step) -> tuple[str, str]:
    """(module of `numpy_source`, function) that computes the step."""
    if step.kind in RECURRENT:
        return SEQUENCES, f"{step.kind}_cell"
    method = f"_{step.layer.method}" if step.kind == "upsample" else ""  # type: ignore[attr-defined]
    return CALLS[step.kind][0], step.kind + method


def functions(plan: Plan) -> set[str]:
    """The functions that a network needs, by their full names."""
    found = {".".join((HERE, *function_of(step))) for step in plan.steps}
    if any(step.kind in RECURRENT for step in plan.steps):
        found.add(f"{HERE}.{SEQUENCES}.recurrent")
    return found


def line(begin: str, step: Step, variables: dict[str, str]) -> list[str]:
    """The step as a line, or as several where it is long: `    y = conv2d(image, W=w["conv.W"], …)  # (26, 26, 8)`."""
    name, given = call(step, variables)
    whole = f"{begin}{name}({', '.join(given)})  # {step.shape}"
    if len(whole) <= WIDTH:
        return [whole]
    inner = f"        {', '.join(given)}"
    lines = [inner] if len(inner) <= WIDTH else [f"        {one}," for one in given]
    return [f"{begin}{name}(  # {step.shape}", *lines, "    )"]


def call(step: Step, variables: dict[str, str]) -> tuple[str, list[str]]:
    """(the function, what it is given), both as text."""
    inputs = [variables[name] for name in step.inputs]
    if step.kind in RECURRENT:
        return "recurrent", [function_of(step)[1], *_reading(step, inputs)]
    weights = [f"{name}=w[{full!r}]" for name, full in step.weights.items()]
    options = [f"{name}={value!r}" for name, value in CALLS[step.kind][1](step).items()]
    return function_of(step)[1], [*inputs, *weights, *options]


def _reading(step: Step, inputs: list[str]) -> list[str]:
    layer: Any = step.layer
    ends = ("", "_back") if layer.bidirectional else ("",)
    names = [name for name in ("W", "U", "b", "d") if name in step.weights]
    readings = ["(" + ", ".join(f"w[{step.weights[name + end]!r}]" for name in names) + ")" for end in ends]
    begin = [f"begin={inputs[1]}"] if len(inputs) > 1 else []
    states = [f"states={layer.states}"] if layer.states > 1 else []
    return [inputs[0], f"[{', '.join(readings)}]", f"returns={layer.returns!r}", *begin, *states]


def variables(plan: Plan, taken: set[str]) -> dict[str, str]:
    """A name of Python for every input and step; what people wrote as the name of a node may be any text."""
    made: dict[str, str] = {}
    for name in [*plan.inputs, *(step.name for step in plan.steps)]:
        base = re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_").lower() or "x"
        base = f"x{base}" if base[0].isdigit() or keyword.iskeyword(base) else base
        free, number = base, 1
        while free in taken or free in made.values():
            number += 1
            free = f"{base}_{number}"
        made[name] = free
    return made
