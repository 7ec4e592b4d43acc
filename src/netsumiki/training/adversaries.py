"""Two networks in one recipe: a generator and the discriminator that judges it, looked at as one whole.

Node names are unique over both, so that a problem, a block on the canvas and a weight in a checkpoint need no more
than a name. Only the input "label" belongs to both.
"""

from collections import Counter
from typing import Any

from netsumiki.engine.errors import Problem, listing
from netsumiki.engine.inspection import Inspection
from netsumiki.engine.nodes import Node
from netsumiki.engine.registry import Shape

INPUTS: dict[str, dict[str, tuple[str, ...]]] = {
    "gan": {"generator": ("noise", "label"), "discriminator": ("image", "label")},
    "flow": {"generator": ("noise", "time", "label")},
}
"""The inputs that each network may have; all but the label are needed."""
WHOLE_NUMBER: Shape = ()


def joined(found: dict[str, Inspection]) -> Inspection:
    """All networks of a recipe as one: the nodes of one after those of the other."""
    if len(found) == 1:
        return next(iter(found.values()))
    whole = Inspection()
    for one in found.values():
        whole.inputs |= one.inputs
        whole.nodes += one.nodes
        whole.outputs |= one.outputs
        whole.problems += one.problems
        whole.written += one.written
    return whole


def network_of(found: dict[str, Inspection], node: str) -> str | None:
    """The network that has this node or input; a shared input belongs to the first."""
    return next((name for name, one in found.items() if node in one.written or node in one.inputs), None)


def name_clashes(found: dict[str, Inspection]) -> list[Problem]:
    """Nodes of both networks that have one name."""
    names = Counter(name for one in found.values() for name in {*one.written, *one.inputs} - {"label"})
    return [
        Problem("name-taken", f'both networks have a node called "{name}": rename one of them', name)
        for name, times in names.items()
        if times > 1
    ]


def unfit_networks(found: dict[str, Inspection], plan: Any) -> list[Problem]:
    """Why networks, although each is right in itself, cannot be trained together."""
    problems = _inputs(found, plan.registered_name)
    generator, made = found["generator"], _made(found["generator"])
    if len(generator.outputs) > 1:
        message = f"a generator has one output, this one has {listing(list(generator.outputs))}: keep one"
        problems.append(Problem("generator-outputs", message))
    if plan.registered_name == "flow":
        noise = generator.inputs.get("noise")
        if made is not None and noise is not None and made != noise:
            message = f"a flow gives a velocity for each number it reads, but it reads {noise} and puts out {made}: "
            message += "give its last layer the shape of its input noise"
            problems.append(Problem("flow-shape", message, _end(generator), {"got": made, "expected": noise}))
        return problems
    return problems + _opponents(generator, found["discriminator"], plan)


def _inputs(found: dict[str, Inspection], task: str) -> list[Problem]:
    problems = []
    for network, one in found.items():
        allowed = INPUTS[task][network]
        for name in allowed:
            if name != "label" and name not in one.inputs:
                message = f'the {network} needs an input called "{name}": add it'
                problems.append(Problem("network-input", message, facts={"network": network, "input": name}))
        for name, shape in one.inputs.items():
            if name not in allowed:
                message = f'the {network} reads {listing(list(allowed))}, not "{name}": rename or remove that input'
                problems.append(Problem("network-input", message, name, {"network": network, "input": name}))
            elif name in ("label", "time") and shape != WHOLE_NUMBER:
                message = f"the input {name} is one number for each example, so its shape is [], got {list(shape)}"
                problems.append(Problem("network-input", message, name, {"network": network, "input": name}))
            elif name == "noise" and shape == ():
                message = f"noise is a list of numbers for the {network}, so its shape is [64] or alike, got []"
                problems.append(Problem("network-input", message, name, {"network": network, "input": name}))
    return problems


def unfit_range(generator: Inspection, scale: str) -> list[Problem]:
    """A warning when the last layer cannot reach all the grey values that the data's pictures have."""
    final = generator.final_layer
    fitting = {"tanh": "signed", "sigmoid": "unit"}.get(final.registered_name if final else "")
    if final is None or fitting is None or fitting == scale or len(_made(generator) or ()) < 3:
        return []
    reach = "from -1 to 1" if fitting == "signed" else "from 0 to 1"
    message = f"{final.registered_name} gives numbers {reach}, but the pictures are scaled otherwise ({scale}): "
    message += f'set data.preprocessing.scale to "{fitting}"'
    facts = {"layer": final.registered_name, "scale": scale, "expected": fitting}
    return [Problem("generator-range", message, final.name, facts, severity="warning")]


def _opponents(generator: Inspection, discriminator: Inspection, plan: Any) -> list[Problem]:
    problems = []
    made, read, score = _made(generator), discriminator.inputs.get("image"), _made(discriminator)
    if made is not None and read is not None and packed(made, plan.packing) != read:
        together = f" ({plan.packing} at once)" if plan.packing > 1 else ""
        message = f"the generator makes {made} but the discriminator reads {read}{together}: "
        facts = {"got": made, "expected": read, "packing": plan.packing}
        message += "change the generator's last layers or the discriminator's input"
        problems.append(Problem("generator-output", message, _end(generator), facts))
    if score not in (None, (1,)) or len(discriminator.outputs) > 1:
        message = f"a discriminator puts out one number, how real an example is, this one puts out {score}: "
        message += "end it with a dense layer of 1 unit"
        problems.append(Problem("discriminator-output", message, _end(discriminator), {"got": score}))
    if plan.packing > 1 and "label" in discriminator.inputs:
        message = f"with packing {plan.packing} the discriminator sees examples of several labels at once: "
        message += "set packing to 1, or remove its input label"
        problems.append(Problem("packing-labels", message, "label", {"packing": plan.packing}))
    if plan.mismatched and "label" not in discriminator.inputs:
        message = f"mismatched is {plan.mismatched:g}, but the discriminator is not told any label: "
        message += "set mismatched to 0, or give it an input called label"
        problems.append(Problem("mismatched-labels", message))
    if (final := discriminator.final_layer) and final.registered_name in ("sigmoid", "softmax"):
        what = (
            "is always 1 for a single number" if final.registered_name == "softmax" else "is part of the loss already"
        )
        message = f"{final.registered_name} at the end of the discriminator {what}: remove it"
        problems.append(Problem("discriminator-activation", message, final.name, severity="warning"))
    return problems


def packed(shape: Shape, packing: int) -> Shape:
    """What the discriminator reads when it sees so many examples at once, as channels."""
    return (*shape[:-1], shape[-1] * packing) if shape else shape


def unknown_labels(recipe: Any, classes: int | None) -> list[Problem]:
    """Layers that read the label and have no place for every class of the data."""
    problems = []
    spare = 1 if recipe.task == "flow" and recipe.plan.label_dropout else 0  # one more number for "no label"
    for one in recipe.networks.values():
        for node in one.nodes:
            places = getattr(node.layer, "entries", None) or getattr(node.layer, "classes", None)
            if classes is not None and places is not None and "label" in node.inputs and places < classes + spare:
                message = f"{node.name} has a place for {places} labels, the data has {classes} classes: "
                message += f"set it to {classes + spare}" + (", one more for no label" if spare else "")
                facts = {"got": places, "expected": classes + spare}
                problems.append(Problem("label-classes", message, node.name, facts))
    return problems


def _end(one: Inspection) -> str | None:
    return next(iter(one.outputs.values()), None)


def _made(one: Inspection) -> Shape | None:
    end: str | None = _end(one)
    node: Node | None = next((n for n in one.nodes if n.name == end), None)
    return node.shape if node else None
