"""What a model of characters writes."""

from ninja import Field, Router, Schema

from netsumiki.studio import writer
from netsumiki.studio.api.predictions import Probability
from netsumiki.studio.api.schemas import ERRORS

router = Router(tags=["writing"])


class BeginningIn(Schema):
    """What to go on with; 0 characters only ask which one may follow."""

    begin: str = Field("", max_length=4_000)
    length: int = Field(200, ge=0, le=2_000)
    temperature: float = Field(0.7, ge=0, le=5, description="0 takes the likeliest, 1 draws as the network says.")
    seed: int = Field(0, ge=0, le=2**32 - 1, description="The same seed writes the same again.")


class WrittenOut(Schema):
    """`next` says which characters may follow the beginning, best first."""

    model: str
    text: str = Field(description="What follows the beginning.")
    sure: list[float] = Field(description="Of each character of the text: the probability that the network gave it.")
    next: list[Probability]
    milliseconds: float
    step: int | None = Field(description="Training step of a run in progress.")


@router.post("/models/{id}/write", response={200: WrittenOut, **ERRORS})
def write(request, id: str, payload: BeginningIn):
    """Go on with a text, character by character: each is drawn, and then read as part of what stands before."""
    return writer.written(request.user, id, **payload.dict())
