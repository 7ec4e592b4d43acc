"""Activations by themselves: what each makes of a sum, and its slope, for the lesson about them."""

from typing import Annotated, Any, Self

from ninja import Field, Router, Schema
from pydantic import model_validator

from netsumiki.insight.bends import bend
from netsumiki.studio.api.schemas import ERRORS

router = Router(tags=["activations"])

Sum = Annotated[float, Field(ge=-100, le=100)]


class BendIn(Schema):
    """`activation` is an activation layer as a recipe writes it, such as {"layer": "leaky_relu", "slope": 0.3}."""

    activation: dict[str, Any]
    low: Sum = -6
    high: Sum = 6
    count: int = Field(241, ge=2, le=1001, description="Places from low to high.")

    @model_validator(mode="after")
    def upwards(self) -> Self:
        if not self.low < self.high:
            raise ValueError(f"the sums go from {self.low:g} to {self.high:g}: give a low that lies below high")
        return self


class BendOut(Schema):
    x: list[float]
    y: list[float] = Field(description="What the activation makes of each x.")
    slope: list[float] = Field(description="dy/dx, by a backward pass of the layer.")


@router.post("/activations/bend", response={200: BendOut, **ERRORS})
def bend_of_activation(request, payload: BendIn):
    """An activation at evenly spaced sums."""
    found = bend(payload.activation, payload.low, payload.high, payload.count)
    x, y, slope = (numbers.astype(float).round(6).tolist() for numbers in found)
    return {"x": x, "y": y, "slope": slope}
