"""How much memory a training takes, as far as that can be told before it begins."""

from math import prod

from netsumiki.engine.nodes import Inspection


def step_bytes(found: Inspection, examples: int) -> int:
    """About how many bytes weights, gradients, moments and everything between the layers take in float32.

    4 · (6 · parameters + 2 · examples · Σ over the layers of the numbers that one puts out)
    """
    shapes = [node.shape for node in found.nodes if node.shape is not None]
    return 4 * (6 * found.parameter_count + 2 * examples * sum(map(prod, shapes)))
