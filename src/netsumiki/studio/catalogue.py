"""What one can build with, told to the page: every registered part with its options, and the templates in order."""

from typing import Any

from netsumiki.data import augmentations, corrections, datasets, enlargements
from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.initializers import initializers
from netsumiki.engine.layers import layers
from netsumiki.engine.losses import losses
from netsumiki.engine.losses.adversarial import gan_losses
from netsumiki.engine.metrics import metrics
from netsumiki.engine.optimizers import optimizers
from netsumiki.engine.registry import Declared, Registry
from netsumiki.engine.schedules import schedules
from netsumiki.insight.attribution import attributions
from netsumiki.recipes import expectations
from netsumiki.training.callbacks import callbacks
from netsumiki.training.plans import plans
from netsumiki.training.recipe import DataPlan, Recipe

REGISTRIES: dict[str, Registry[Any]] = {
    registry.plural: registry
    for registry in (
        layers,
        losses,
        gan_losses,
        optimizers,
        schedules,
        initializers,
        augmentations,
        enlargements,
        corrections,
        datasets,
        callbacks,
        metrics,
        plans,
        attributions,
    )
}
BEGINNER = ("first-network", "generator-cnn", "note-deep", "lenet-5", "logistic", "spiral")
"""The way through the gallery for somebody new, in this order; the first is what "recognise" opens."""


def describe_parts() -> dict[str, Any]:
    """Every part of every kind, and the options of the sections `data` and `data.preprocessing`."""
    parts = {kind: registry.describe() for kind, registry in REGISTRIES.items()}
    return parts | {"data": options_of(DataPlan), "preprocessing": options_of(Preprocessing)}


def options_of(part: type[Declared]) -> list[dict[str, Any]]:
    return [declared.describe() for declared in part.declared.values()]


def describe_templates(templates: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The templates with what they cost and reach: those for beginners, then the quick before the slow."""
    described = [describe_template(name, document) for name, document in templates.items()]
    return sorted(described, key=place)


def place(template: dict[str, Any]) -> tuple[int, float]:
    rank = BEGINNER.index(template["name"]) if template["beginner"] else len(BEGINNER)
    return rank, template["seconds"] if template["seconds"] is not None else float("inf")


def describe_template(name: str, document: dict[str, Any]) -> dict[str, Any]:
    recipe, expected = Recipe.read(document), expectations().get(name, {})
    dataset: Any = recipe.data.dataset
    small = dataset.kind != "pictures" or getattr(dataset, "classes", None)  # points, text, or only some of the digits
    return {
        "name": name,
        "title": document["title"],
        "description": document["description"],
        "goal": "generate" if recipe.task != "classifier" else "explore" if small else "recognise",
        "recipe": document,
        "parameters": recipe.inspection.parameter_count,
        "flops": recipe.inspection.flops,
        "expected_accuracy": expected.get("test_accuracy"),
        "expected_agreement": expected.get("agreement"),
        "seconds": expected.get("seconds"),
        "beginner": name in BEGINNER,
    }
