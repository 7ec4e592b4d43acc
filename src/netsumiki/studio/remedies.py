"""What one click can do about a problem, as data that the canvas applies to its own copy of the recipe."""

from collections.abc import Sequence
from math import prod
from typing import Any

from netsumiki.engine.errors import Problem
from netsumiki.engine.layers.core import Dense
from netsumiki.engine.nodes import Inspection, Node
from netsumiki.training.recipe import NETWORKS_OF

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
            return _other_output(node, problem.facts["got"], problem.facts["expected"], nodes)
        case "discriminator-output" if node and problem.facts.get("got"):
            return _other_output(node, problem.facts["got"], 1, nodes)
        case "generator-output" | "flow-shape" if node and problem.facts.get("expected"):
            return _other_example(node, problem.facts, nodes)
        case "network-input" if problem.node in ("label", "time") and problem.node in found.inputs:
            return {"kind": "set-option", "node": problem.node, "option": "shape", "value": []}
        case "label-classes" | "character-places" if node and node.layer:
            option = "entries" if "entries" in node.layer.declared else "classes"
            return {"kind": "set-option", "node": node.name, "option": option, "value": problem.facts["expected"]}
        case "packing-labels":
            return {"kind": "set-training", "option": "packing", "value": 1}
        case "mismatched-labels":
            return {"kind": "set-training", "option": "mismatched", "value": 0}
        case "task" if task := _task_of(problem.facts.get("networks", [])):
            return {"kind": "set-training", "option": "task", "value": task}
        case "input-shape" if problem.node in found.inputs and "expected" in problem.facts:
            value = problem.facts["expected"]
            return {"kind": "set-option", "node": problem.node, "option": "shape", "value": value}
        case "unused" | "discriminator-activation" if node:
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


def _other_output(node: Node, got: Sequence[int], numbers: int, nodes: dict[str, Node]) -> dict[str, Any] | None:
    """One step towards an output of so many numbers."""
    if len(got) > 1:
        return {"kind": "insert-after", "node": node.name, "layer": "flatten"}
    last = _through(node.name, nodes)
    if last is None:
        return None
    change = {"node": last.name, "option": "units", "value": numbers}
    if isinstance(last.layer, Dense):
        return {"kind": "set-option", **change}
    return {"kind": "insert-after", "layer": "dense", **change}


def _other_example(node: Node, facts: dict[str, Any], nodes: dict[str, Node]) -> dict[str, Any] | None:
    """One step towards a generator whose examples have the shape that is read."""
    got, wanted, last = list(facts["got"]), list(facts["expected"]), _through(node.name, nodes)
    if facts.get("packing", 1) > 1 or last is None:  # with packing, what reads them has to change
        return None
    if len(got) == 1 and len(wanted) == 3 and got[0] == prod(wanted):
        return {"kind": "insert-after", "node": last.name, "layer": "reshape", "option": "shape", "value": wanted}
    if len(got) == 1:
        return _other_output(node, got, prod(wanted), nodes)
    if got[:-1] == wanted[:-1] and last.layer is not None and "filters" in last.layer.declared:
        return {"kind": "set-option", "node": last.name, "option": "filters", "value": wanted[-1]}
    return None


def _task_of(networks: list[str]) -> str | None:
    return next((task for task, needed in NETWORKS_OF.items() if list(needed) == networks), None)


def _through(name: str, nodes: dict[str, Node]) -> Node | None:
    """The first node at or before `name` that does more than change numbers where they are."""
    node = nodes.get(name)
    while node and node.layer and node.layer.group in KEEPS_PLACE and len(node.inputs) == 1:
        node = nodes.get(node.inputs[0])
    return node
