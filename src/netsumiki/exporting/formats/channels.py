"""Where a picture's channels stand: last in our own arrays, first in those of ONNX and PyTorch.

To turn a picture around before and after every convolution would be correct and slow. Layers that do not care about the
order take what they are given, so that a whole chain of them needs one turn at its beginning and one at its end.
"""

from dataclasses import dataclass

from netsumiki.exporting.formats.plan import Plan, Step

FIRST = (
    "conv2d",
    "conv2d_transpose",
    "depthwise_conv2d",
    "max_pool",
    "average_pool",
    "global_average_pool",
    "global_max_pool",
    "upsample",
    "batch_norm",
)
"""Layers that want the channels of a picture first."""
EITHER = (
    "step",
    "relu",
    "leaky_relu",
    "elu",
    "sigmoid",
    "tanh",
    "softplus",
    "silu",
    "gelu",
    "add",
    "multiply",
    "concat",
)
"""Layers that take pictures as they come; all others want the channels last."""


@dataclass(frozen=True)
class Channels:
    """`reading`: the steps that read pictures with channels first; `made`: the values that are such pictures."""

    reading: frozenset[str]
    made: frozenset[str]


def channels_of(plan: Plan) -> Channels:
    """Where the channels stand in each part of a network."""
    reading: set[str] = set()
    made: set[str] = set()
    for step in plan.steps:
        if _wants_first(step, made):
            reading.add(step.name)
            if len(step.shape) == 3:
                made.add(step.name)
    return Channels(frozenset(reading), frozenset(made))


def _wants_first(step: Step, made: set[str]) -> bool:
    pictures = len(step.input_shapes[0]) == 3
    return pictures and (step.kind in FIRST or (step.kind in EITHER and step.inputs[0] in made))
