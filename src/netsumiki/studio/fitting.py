"""Networks that suit data, and whether one fits its data, as far as that can be said before the data is loaded."""

from typing import Any

from netsumiki.data.drawings import Drawings
from netsumiki.data.own import Stored
from netsumiki.data.own.dataset import Own
from netsumiki.engine.errors import Problem, quoted
from netsumiki.training.adversaries import packed, unknown_labels
from netsumiki.training.recipe import Recipe
from netsumiki.training.suited import suited


def suited_to(found: Stored) -> dict[str, Any]:
    """A recipe for the version of a data set that is current when the training begins."""
    version = found.version()
    spec = {"dataset": "own", "id": found.id}
    return suited(spec, found.name, found.shape, len(version.class_names), len(version.rows("train")))


def unfit(recipe: Recipe) -> list[Problem]:
    """What would otherwise be told only when training begins: another input shape, another number of classes."""
    dataset = recipe.data.dataset
    problems = []
    shape, read = dataset.example_shape, _read(recipe)
    if isinstance(dataset, Own) and shape is None:
        message = f"there is no data set of your own with the id {quoted(dataset.id)}: import it, or choose another one"
        problems.append(Problem("own-missing", message, "data", {"value": dataset.id}))
    together = recipe.plan.packing if "discriminator" in recipe.networks else 1  # type: ignore[attr-defined]
    if shape is not None and read is not None and read[1] != packed(shape, together):
        shape, several = packed(shape, together), f", {together} at once" if together > 1 else ""
        message = f"the examples of {_called(dataset)} are {shape}{several}, but the network reads {read[1]}: "
        facts = {"expected": list(shape), "got": list(read[1])}
        problems.append(Problem("input-shape", message + "set the input's shape to that of the data", read[0], facts))
    if recipe.data.extra_drawings and dataset.example_shape not in (None, Drawings.example_shape):
        shapes = f"the examples of {_called(dataset)} are {dataset.example_shape}"
        message = f"drawings are {Drawings.example_shape}, {shapes}: set extra_drawings to 0"
        problems.append(Problem("drawings-shape", message, "data"))
    if dataset.kind != "pictures" and recipe.data.augmentation:
        message = f"augmentation changes pictures, and {_called(dataset)} has {dataset.kind}: leave it out"
        problems.append(Problem("augmentation-input", message, "data"))
    if recipe.task != "classifier":
        return problems + unknown_labels(recipe, dataset.class_count)
    return problems + _places(recipe, dataset) + _classes(recipe, dataset)


def _called(dataset: Any) -> str:
    return "your data set" if isinstance(dataset, Own) else dataset.registered_name


def _read(recipe: Recipe) -> tuple[str, Any] | None:
    """The input that takes the examples, with its shape."""
    inputs = recipe.inspection.inputs
    name = {"gan": "image", "flow": "noise"}.get(recipe.task) or (next(iter(inputs)) if len(inputs) == 1 else "")
    return (name, inputs[name]) if name in inputs else None


def _places(recipe: Recipe, dataset: Any) -> list[Problem]:
    """Layers that read the characters of a text and have no place for every one."""
    classes, problems = dataset.class_count, []
    for node in recipe.inspection.nodes if dataset.kind == "text" else ():
        places = getattr(node.layer, "entries", None) or getattr(node.layer, "classes", None)
        if places is not None and places < classes and recipe.inspection.inputs.keys() & {*node.inputs}:
            message = f"{node.name} has a place for {places} characters, {_called(dataset)} has {classes}: "
            facts = {"got": places, "expected": classes}
            problems.append(Problem("character-places", f"{message}set it to {classes}", node.name, facts))
    return problems


def _classes(recipe: Recipe, dataset: Any) -> list[Problem]:
    found, classes = recipe.inspection, dataset.class_count
    end = next(iter(found.outputs.values()), None) if len(found.outputs) == 1 else None
    shape = None if end is None else found.shape_of(end)
    if classes is None or shape is None or shape == (classes,):
        return []
    facts = {"expected": classes, "got": list(shape)}
    if len(shape) == 1:
        message = f"the network puts out {shape[0]} numbers but {_called(dataset)} has {classes} classes: "
        message += f"give its last layer {classes} units"
    else:
        message = f"the network puts out {shape}, not one number for each of the {classes} classes: "
        message += f"end it with flatten and a dense layer of {classes} units"
    return [Problem("output-shape", message, end, facts)]
