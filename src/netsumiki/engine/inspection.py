"""Looking at a network before it exists: every shape that can be inferred, and every problem, without one array."""

from dataclasses import replace
from math import prod
from typing import Any

from netsumiki.engine.errors import NetsumikiError, Problem, RecipeError, did_you_mean, listing, quoted, shown
from netsumiki.engine.layers import Layer, layers
from netsumiki.engine.nodes import Inspection, Node
from netsumiki.engine.registry import Shape

RESERVED = ("name", "layer", "inputs", "share", "trainable")
MOST_NODES = 2_000
MOST_PARAMETERS = 200_000_000  # with gradient and Adam's moments some 3 GB


def inspect(spec: Any) -> Inspection:
    """Everything that can be known about the network in `spec`, including all that is wrong with it.

    `spec`: {"inputs": {name: shape}, "nodes": [{"name", "layer", …options, "inputs", "share", "trainable"}],
    "outputs": {name: node}}. A node without `inputs` follows the one listed before it (the first: the input).
    """
    result = Inspection()
    if not isinstance(spec, dict) or not isinstance(spec.get("nodes"), list):
        result.problems.append(Problem("malformed-model", 'a model is an object with "inputs", "nodes" and "outputs"'))
        return result
    if len(spec["nodes"]) > MOST_NODES:
        message = f"a model has at most {MOST_NODES} nodes, got {len(spec['nodes'])}: split it"
        result.problems.append(Problem("too-many-nodes", message))
        return result
    for key in spec.keys() - {"inputs", "nodes", "outputs"}:
        hint = did_you_mean(key, ("inputs", "nodes", "outputs"))
        result.problems.append(Problem("malformed-model", f'a model has no "{key}"{hint}'))
    _read_inputs(spec.get("inputs"), result)
    nodes, specs = _read_nodes(spec["nodes"], spec.get("inputs"), result)
    result.written = [n.name for n in nodes]
    result.nodes = _in_order(nodes, result)
    _read_outputs(spec.get("outputs"), result)
    _infer_shapes(specs, result)
    if result.parameter_count > MOST_PARAMETERS:
        message = f"the network has {result.parameter_count:,} parameters, more than {MOST_PARAMETERS:,}: "
        message += "use fewer units or filters, or pooling before a dense layer"
        result.problems.append(Problem("too-many-parameters", message, facts={"value": result.parameter_count}))
    return result


def _read_inputs(inputs: Any, result: Inspection) -> None:
    if not isinstance(inputs, dict) or not inputs:
        message = 'a model needs at least one input, such as {"image": [28, 28, 1]}'
        result.problems.append(Problem("no-input", message, facts={"value": shown(inputs)}))
        return
    for name, shape in inputs.items():
        if not _is_name(name):
            message = f"the name {shown(name)} of an input is not plain text: choose another"
            result.problems.append(Problem("node-name", message))
            continue
        good = isinstance(shape, list | tuple) and all(type(s) is int and 1 <= s <= 2**24 for s in shape)
        if good and len(shape) <= 3 and prod(shape) <= 2**28:
            result.inputs[name] = tuple(shape)
        else:
            rule = "the shape of an input is a list of at most three sizes from 1, such as [28, 28, 1]"
            result.problems.append(Problem("malformed-input", f"{rule}, got {shown(shape)}", node=name))


def _read_nodes(listed: list, network_inputs: Any, result: Inspection) -> tuple[list[Node], dict[str, dict]]:
    nodes: list[Node] = []
    specs: dict[str, dict] = {}
    given = [n for n in network_inputs if _is_name(n)] if isinstance(network_inputs, dict) else []  # of any shape
    previous = next(iter(given), None)
    used = set(given) | {e["name"] for e in listed if isinstance(e, dict) and isinstance(e.get("name"), str)}
    for position, entry in enumerate(listed, 1):
        if not isinstance(entry, dict):
            message = f'node {position} must be an object such as {{"layer": "dense"}}, got {shown(entry)}'
            result.problems.append(Problem("malformed-node", message))
            continue
        name = entry.get("name") or _free_name(entry.get("layer"), used)
        if not _is_name(name) or name in specs or name in given:
            clash = f"the name {shown(name)} is not plain text or is taken by another node or input"
            message = f"{clash}: give every node a name of its own"
            result.problems.append(Problem("node-name", message, node=name if _is_name(name) else None))
            continue
        used.add(name)
        wired = "inputs" in entry or previous is not None  # else the model has no input, which was said already
        inputs = entry.get("inputs", [previous])
        inputs = [inputs] if isinstance(inputs, str) else inputs
        if not isinstance(inputs, list | tuple) or not all(isinstance(i, str) for i in inputs):
            message = f"inputs must be a list of names, got {shown(inputs)}"
            if wired:
                result.problems.append(Problem("malformed-node", message, node=name))
            inputs, wired = [], False
        if not isinstance(entry.get("trainable", True), bool):
            facts = {"option": "trainable", "value": shown(entry["trainable"]), "expected": "true or false"}
            message = f"trainable must be true or false, got {facts['value']}"
            result.problems.append(Problem("option-value", message, name, facts))
        specs[name] = entry
        layer = _make_layer(entry, name, result)
        nodes.append(Node(name, layer if wired else None, tuple(inputs)))
        previous = name
    known = set(given) | set(specs)
    for node in nodes:
        for source in node.inputs:
            if source not in known:
                message = f"its input {quoted(source)} does not exist{did_you_mean(source, known - {node.name})}"
                result.problems.append(Problem("unknown-input", message, node=node.name, facts={"value": source}))
    return nodes, specs


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and name.isprintable() and len(name) <= 100


def _free_name(kind: Any, used: set[str]) -> str:
    base = kind if isinstance(kind, str) and kind in layers else "node"
    number = 1
    while f"{base}_{number}" in used:
        number += 1
    return f"{base}_{number}"


def _make_layer(entry: dict, name: str, result: Inspection) -> Layer | None:
    if "share" in entry and "layer" not in entry:
        return None  # completed from the node that it shares with
    if "layer" not in entry:
        message = 'a node says which "layer" it is, such as "dense", or with which node it wants to "share" one'
        result.problems.append(Problem("malformed-node", message, node=name))
        return None
    options = {k: v for k, v in entry.items() if k not in RESERVED}
    try:
        layer = layers.create({"layer": entry.get("layer"), **options})
    except NetsumikiError as error:
        result.problems += [replace(p, node=name) for p in error.problems]
        return None
    layer.name = name
    layer.trainable = entry.get("trainable", True) is True
    return layer


def _in_order(nodes: list[Node], result: Inspection) -> list[Node]:
    """Every node after its inputs; nodes on a cycle are reported and left out."""
    by_name = {n.name: n for n in nodes}
    ordered: dict[str, Node] = {}
    waiting = list(nodes)
    while waiting:
        ready = [n for n in waiting if all(i in ordered or i not in by_name for i in n.inputs)]
        if not ready:
            names = [n.name for n in waiting]
            message = f"{listing(names)} wait for one another in a circle: remove one of the connections"
            result.problems.append(Problem("cycle", message, node=names[0], facts={"nodes": names}))
            break
        # one at a time in the listed order, so that a straight network stays as it was written
        ordered |= {n.name: n for n in ready}
        waiting = [n for n in waiting if n.name not in ordered]
    return list(ordered.values())


def _read_outputs(outputs: Any, result: Inspection) -> None:
    names = {n.name for n in result.nodes}
    if outputs is None:
        read = {source for n in result.nodes for source in n.inputs}
        ends = [n.name for n in result.nodes if n.name not in read]
        if len(ends) > 1:
            message = (
                f'{listing(ends)} all end the network: say which is which with "outputs", '
                f'such as {{"answer": "{ends[0]}"}}'
            )
            result.problems.append(Problem("unnamed-outputs", message, facts={"nodes": ends}))
        elif not ends and not result.problems:
            result.problems.append(Problem("no-output", "a model needs at least one node"))
        _name_outputs({end: end for end in ends[:1]}, names, result)
        return
    if isinstance(outputs, str):
        outputs = [outputs]
    if isinstance(outputs, list) and all(isinstance(o, str) for o in outputs):
        outputs = {o: o for o in outputs}
    if not isinstance(outputs, dict):
        result.problems.append(Problem("malformed-model", f'"outputs" must be {{name: node}}, got {shown(outputs)}'))
        return
    if not outputs:
        message = '"outputs" is empty: name at least one node, or leave it out if the network ends in one place'
        result.problems.append(Problem("no-output", message))
    _name_outputs(outputs, names, result)


def _name_outputs(outputs: dict[Any, Any], names: set[str], result: Inspection) -> None:
    for name, node in outputs.items():
        if not _is_name(name):
            message = f"the name {shown(name)} of an output is not plain text: choose another"
            result.problems.append(Problem("node-name", message))
        elif not isinstance(node, str) or node not in names:
            hint = did_you_mean(node, names)
            message = f"the output {quoted(name)} comes from {quoted(node)}, which does not exist{hint}"
            result.problems.append(Problem("unknown-output", message, facts={"value": node}))
        else:
            result.outputs[name] = node
    _warn_unused(result)


def _warn_unused(result: Inspection) -> None:
    needed = set(result.outputs.values())
    for node in reversed(result.nodes):
        if node.name in needed:
            needed |= set(node.inputs)
    for name in [*result.inputs, *(n.name for n in result.nodes)]:
        if name not in needed and result.outputs:
            message = "leads to no output, so nothing depends on it: connect it or delete it"
            result.problems.append(Problem("unused", message, node=name, severity="warning"))


def _infer_shapes(specs: dict[str, dict], result: Inspection) -> None:
    shapes: dict[str, Shape | None] = dict(result.inputs)
    made: dict[str, Node] = {}
    for node in result.nodes:
        made[node.name] = node
        shapes[node.name] = None
        if "share" in specs[node.name] and not _share(node, specs, made, result):
            continue
        inputs = [shape for shape in map(shapes.get, node.inputs) if shape is not None]
        if node.layer is None or len(inputs) < len(node.inputs):
            continue
        low, high = node.layer.inputs
        if len(inputs) < low or (high is not None and len(inputs) > high):
            expected = f"{low} input" + ("s" if low > 1 else "") + (" or more" if high is None else "")
            message = f"{node.layer.registered_name} needs {expected}, got {len(inputs)}: connect as many"
            result.problems.append(Problem("input-count", message, node=node.name, facts={"got": len(inputs)}))
            continue
        try:
            node.input_shapes = tuple(inputs)
            node.shape = node.layer.output_shape(*inputs)
            node.layer.build(*inputs)
            shapes[node.name] = node.shape
        except RecipeError as error:
            node.shape = None
            result.problems += error.problems


def _share(node: Node, specs: dict[str, dict], made: dict[str, Node], result: Inspection) -> bool:
    """Give `node` a layer that uses the parameters of the node it shares with."""
    entry = specs[node.name]
    other = made.get(entry["share"]) if isinstance(entry["share"], str) else None
    extra = [k for k in entry if k not in RESERVED] + (["layer"] if "layer" in entry else [])
    if other is None or other is node or other.layer is None or extra:
        message = (
            f'"share" must name an earlier node, and brings its layer and options along, got {shown(entry["share"])}'
        )
        if extra:
            message += f" beside {listing(extra)}: leave them out"
        result.problems.append(Problem("share", message, node=node.name))
        return False
    node.layer = type(other.layer)(**{k: getattr(other.layer, k) for k in other.layer.declared})
    node.layer.name, node.layer.shared = node.name, other.layer
    node.layer.trainable = other.layer.trainable and entry.get("trainable", True) is True
    return other.shape is not None  # else what is wrong with the other node was said there
