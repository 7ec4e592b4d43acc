"""What one can build with: every registered part with its options, and the templates."""

from functools import cache
from typing import Any, Literal

from ninja import Field, Router, Schema

from netsumiki.recipes import templates as bundled_recipes
from netsumiki.studio.api.schemas import ERRORS
from netsumiki.studio.catalogue import describe_parts, describe_templates

router = Router(tags=["catalogue"])


class OptionOut(Schema):
    name: str
    label: str
    type: str
    many: bool
    optional: bool
    default: Any
    help: str
    expects: str
    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    lt: float | None = None
    choices: list[Any] | None = None


class PartOut(Schema):
    name: str
    label: str
    group: str
    summary: str
    documentation: str
    options: list[OptionOut]


class AttributionOut(PartOut):
    """A way to ask what a decision rests on; `slow` ones are worked at in the background."""

    says: str
    silent: str = Field(description="What it does not say.")
    slow: bool
    makes: Literal["map", "picture"]


class CatalogueOut(Schema):
    layers: list[PartOut]
    losses: list[PartOut]
    gan_losses: list[PartOut]
    optimizers: list[PartOut]
    schedules: list[PartOut]
    initializers: list[PartOut]
    augmentations: list[PartOut]
    enlargements: list[PartOut]
    corrections: list[PartOut]
    datasets: list[PartOut]
    callbacks: list[PartOut]
    metrics: list[PartOut]
    tasks: list[PartOut]
    attributions: list[AttributionOut]
    data: list[OptionOut]
    preprocessing: list[OptionOut]


class TemplateOut(Schema):
    name: str
    title: str
    description: str
    goal: Literal["recognise", "generate", "explore"]
    recipe: dict[str, Any]
    parameters: int
    flops: int
    expected_accuracy: float | None
    expected_agreement: float | None
    seconds: float | None
    beginner: bool


@router.get("/catalogue", response={200: CatalogueOut, **ERRORS})
def catalogue(request):
    """Palette, forms and docs come from this one description."""
    return describe_parts()


@router.get("/templates", response={200: list[TemplateOut], **ERRORS})
def templates(request):
    """The recipes of the package, with size, expected accuracy and time."""
    return described_templates()


@cache
def described_templates() -> list[dict[str, Any]]:
    return describe_templates(bundled_recipes())
