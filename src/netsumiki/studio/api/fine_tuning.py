"""Fine-tuning: what a model would take along if it learnt other data."""

from typing import Any

from ninja import Field, Router, Schema

from netsumiki.studio import fine_tuning
from netsumiki.studio.api.schemas import ERRORS

router = Router(tags=["models"])


class FineTuningIn(Schema):
    """Which data the model is to learn, and how."""

    dataset: dict[str, Any] = Field(description='As in a recipe: {"dataset": "mnist"}.')
    freeze: list[str] = Field([], max_length=2_000, description="Layers that stay as they are.")
    new_head: bool = Field(False, description="Begin the last layer anew, also where the classes are the same.")
    slower: float = Field(0.1, description="Factor of the learning rate, above 0 up to 1.")
    epochs: int | None = Field(None, ge=1, le=100_000)


class WeightOut(Schema):
    """An array: its `shape` in the new network and `theirs` in the model, null where it is not."""

    name: str
    shape: list[int] | None
    theirs: list[int] | None
    taken: bool = Field(description="It begins with the model's numbers.")
    frozen: bool = Field(description="It stays as it begins.")


class FineTuningOut(Schema):
    """The recipe to begin a run with (and `begin_with` the model), and what becomes of each weight."""

    recipe: dict[str, Any]
    weights: list[WeightOut]
    head: str = Field(description="The last layer with weights, which says the classes.")
    new_head: bool
    class_names: list[str]
    layers: list[str] = Field(description="The layers before it that can be frozen.")


@router.post("/models/{id}/fine-tuning", response={200: FineTuningOut, **ERRORS})
def plan_fine_tuning(request, id: str, payload: FineTuningIn):
    """How a classifier would learn other data from the weights that it has. Nothing is begun."""
    options = payload.dict(exclude={"dataset"}) | {"new_head": payload.new_head or None}
    return fine_tuning.planned(request.user, id, payload.dataset, options)
