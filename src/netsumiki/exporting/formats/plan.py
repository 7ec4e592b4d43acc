"""A trained network as every export writes it: steps in running order, each with its options, weights and shapes.

What does nothing outside training (dropout, noise, identity) is left out, and a layer with spectral normalisation has
the weights that it computes with.
"""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.layers import Layer
from netsumiki.engine.ops.window import Window
from netsumiki.engine.registry import Shape

DOES_NOTHING = ("identity", "dropout", "gaussian_noise")
WINDOWED = ("conv2d", "depthwise_conv2d", "max_pool", "average_pool")


@dataclass(frozen=True)
class Step:
    """One layer at work: `name` ← `kind`(`inputs`), with `shape` per sample.

    `weights`: the name under which the plan keeps each array of the layer, by its name in the layer: {"W": "conv_1.W"};
    layers that share weights name the same ones. `window`: where the kernel looks, with the padding worked out in
    pixels; of a transposed convolution, where the convolution looks whose way back it goes.
    """

    name: str
    kind: str
    layer: Layer
    inputs: tuple[str, ...]
    input_shapes: tuple[Shape, ...]
    shape: Shape
    weights: dict[str, str] = field(default_factory=dict)
    window: Window | None = None


@dataclass(frozen=True)
class Plan:
    """`inputs` and their shapes per sample, the `steps`, the `output`'s name, and all weights (float32) by name."""

    inputs: dict[str, Shape]
    steps: list[Step]
    output: str
    weights: dict[str, np.ndarray]


def plan_of(graph: Graph, output: str | None = None) -> Plan:
    """The network of a trained model, up to the node `output` (`Model.scored`, say), or to its end.

    Only what leads there is in it.
    """
    needed = {output := output or next(iter(graph.outputs.values()))}
    nodes = graph.inspection.nodes
    for node in reversed(nodes):
        if node.name in needed:
            needed.update(node.inputs)
    stands_for: dict[str, str] = {name: name for name in graph.inputs}
    steps: list[Step] = []
    weights: dict[str, np.ndarray] = {}
    for node in nodes:
        layer: Any = graph.layers[node.name]
        inputs = tuple(stands_for.get(name, name) for name in node.inputs)
        if layer.registered_name in DOES_NOTHING:
            stands_for[node.name] = inputs[0]
            continue
        stands_for[node.name] = node.name
        if node.name not in needed:
            continue
        kept = {}
        for name, p in layer.parameters.items():
            W: Any = getattr(layer, name, None)
            if name == "u":  # of spectral normalisation, which is worked into W here
                continue
            kept[name] = p.name
            value = W.effective(False) if hasattr(W, "effective") else p.value
            weights.setdefault(p.name, np.array(value, np.float32))
        assert node.input_shapes is not None and node.shape is not None
        made = Step(node.name, layer.registered_name, layer, inputs, node.input_shapes, node.shape, kept)
        steps.append(replace(made, window=window_of(made)))
    return Plan(dict(graph.inputs), steps, stands_for[output], weights)


def window_of(step: Step) -> Window | None:
    layer: Any = step.layer
    if step.kind in WINDOWED:
        return layer.window(step.input_shapes[0])
    if step.kind == "conv2d_transpose":
        return Window.padded(layer.kernel_size, layer.strides, (1, 1), layer.padding, (step.shape[0], step.shape[1]))
    return None
