"""How the weights and gradients of a run were spread while it learnt."""

from typing import Literal

from ninja import Field, Query, Router, Schema

from netsumiki.studio import spreads
from netsumiki.studio.api.runs import run_of
from netsumiki.studio.api.schemas import ERRORS

router = Router(tags=["runs"])


class SpreadOut(Schema):
    """`counts` of equal bins from `low` to `high`; nothing but `broken` where no number is finite.

    The ends and the norm are of all finite numbers; of a large array only some are counted, evenly spread over it.
    """

    low: float | None
    high: float | None
    mean: float | None
    norm: float | None
    broken: int = Field(description="Numbers that are NaN or infinite.")
    counts: list[int] = Field(max_length=32)


class ParameterSpreadsOut(Schema):
    """One for each moment; a gradient is null before the first step, and where none reaches the parameter."""

    name: str = Field(description="With its node: `conv_1.W`.")
    size: int
    values: list[SpreadOut | None]
    gradients: list[SpreadOut | None]


class UnitsOut(Schema):
    """Of the `total` units (or maps) of a ReLU the share that the batch did not light, or of a squeezing layer's
    outputs the share near an end of their range; null at moments of too few examples."""

    which: Literal["dead", "saturated"]
    total: int | None
    shares: list[float | None]


class SpreadsOut(Schema):
    """At each of `steps`; there are none of a run that has not begun, or whose training recorded nothing."""

    node: str | None
    steps: list[int]
    parameters: list[ParameterSpreadsOut]
    units: UnitsOut | None


class SpreadsQuery(Schema):
    node: str | None = Field(None, max_length=100, description="The first that has weights unless another is named.")


@router.get("/runs/{id}/spreads", response={200: SpreadsOut, **ERRORS})
def get_spreads(request, id: str, query: Query[SpreadsQuery]):
    """Histograms of one node's parameters and of their gradients, from the first step to the last; also on the way."""
    return spreads.spreads_of(run_of(request, id), query.node)
