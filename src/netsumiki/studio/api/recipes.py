"""Looking at a recipe before anything is built from it, and reading one from a file."""

from typing import Any, Literal

from ninja import Router, Schema

from netsumiki.studio.api.schemas import ERRORS, ProblemOut
from netsumiki.studio.naming import known_to
from netsumiki.studio.reading import inspect_recipe, read_recipe

router = Router(tags=["recipes"])


class RecipeIn(Schema):
    recipe: Any


class Remedy(Schema):
    """What one click can do about a problem: put `layer` with `options` before or after `node`, or set an option."""

    kind: Literal["insert-before", "insert-after", "set-option", "remove-node", "set-training"]
    node: str | None = None
    layer: str | None = None
    option: str | None = None
    value: Any = None


class InspectedProblem(ProblemOut):
    remedy: Remedy | None = None


class InspectedNode(Schema):
    name: str
    layer: str
    inputs: list[str]
    shape: list[int] | None
    parameters: int
    formula: str
    flops: int
    bytes: int
    state: Literal["ok", "unconnected", "warning", "error"]
    network: Literal["model", "generator", "discriminator"]


class Inspected(Schema):
    """Every shape that can be inferred, and everything that is wrong or unwise."""

    inputs: dict[str, list[int]]
    nodes: list[InspectedNode]
    outputs: dict[str, str]
    parameters: int
    flops: int
    problems: list[InspectedProblem]
    ready: bool


class RecipeOut(Schema):
    recipe: dict[str, Any]


@router.post("/inspect", response={200: Inspected, **ERRORS})
def inspect(request, payload: RecipeIn):
    """Shapes, parameter counts and problems of a recipe, without one array."""
    return inspect_recipe(known_to(request.user, payload.recipe))


@router.post(
    "/recipes/read",
    response={200: RecipeOut, **ERRORS},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def read(request):
    """The recipe in a file: a recipe (JSON) or a model file, which carries the recipe that it was trained by."""
    return RecipeOut(recipe=read_recipe(request.body))
