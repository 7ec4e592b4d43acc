"""What one click can do about a problem, as data that the canvas applies to its own copy of the recipe."""

from typing import Any

from netsumiki.engine.errors import Problem
from netsumiki.engine.layers.core import Dense
from netsumiki.engine.nodes import Inspection, Node

KEEPS_PLACE = ("Activation", "Regularization", "Normalization")
"""Groups of layers that leave the shape alone, so that what is wrong after them may be mended before them."""


def remedy(problem: Problem, found: Inspection) -> dict[str, Any] | None:
    """{"kind", "node", "layer", "option", "value"} as far as needed, or nothing where only a person can decide."""
    nodes = {node.name: node for node in found.nodes}
    node = nodes.get(problem.node or "")
    match problem.code:
        case "rank" if node:
            return _other_rank(node, problem, nodes)
        case "window-too-large" if node and node.layer and "padding" in node.layer.declared:
            return {"kind": "set-option", "node": node.name, "option": "padding", "value": "same"}
        case "activation-and-loss" if node and node.layer:
            loss = "softmax_cross_entropy" if node.layer.registered_name == "softmax" else "binary_cross_entropy"
            return {"kind": "set-training", "option": "loss", "value": loss}
        case "output-shape" if node:
            return _other_output(node, problem, nodes)
        case "input-shape" if problem.node in found.inputs and "expected" in problem.facts:
            value = problem.facts["expected"]
            return {"kind": "set-option", "node": problem.node, "option": "shape", "value": value}
        case "unused" if node:
            return {"kind": "remove-node", "node": node.name}
    return None


def _other_rank(node: Node, problem: Problem, nodes: dict[str, Node]) -> dict[str, Any] | None:
    got, expected = len(problem.facts["got"]), problem.facts["expected"]
    if got == 3 and 1 in expected:
        return {"kind": "insert-before", "node": node.name, "layer": "flatten"}
    before = _through(node.inputs[0], nodes) if len(node.inputs) == 1 else None
    flat = before is not None and before.layer is not None and before.layer.registered_name == "flatten"
    if flat and before and before.input_shapes and len(before.input_shapes[0]) in expected:
        return {"kind": "remove-node", "node": before.name}
    return None


def _other_output(node: Node, problem: Problem, nodes: dict[str, Node]) -> dict[str, Any] | None:
    if len(problem.facts["got"]) > 1:
        return {"kind": "insert-after", "node": node.name, "layer": "flatten"}
    last, classes = _through(node.name, nodes), problem.facts["expected"]
    if last is None:
        return None
    change = {"node": last.name, "option": "units", "value": classes}
    if isinstance(last.layer, Dense):
        return {"kind": "set-option", **change}
    return {"kind": "insert-after", "layer": "dense", **change}


def _through(name: str, nodes: dict[str, Node]) -> Node | None:
    """The first node at or before `name` that does more than change numbers where they are."""
    node = nodes.get(name)
    while node and node.layer and node.layer.group in KEEPS_PLACE and len(node.inputs) == 1:
        node = nodes.get(node.inputs[0])
    return node
