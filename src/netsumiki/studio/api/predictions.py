"""What a model reads in a drawing."""

from typing import Annotated

from ninja import Field, Router, Schema

from netsumiki.studio import predictor
from netsumiki.studio.api.schemas import ERRORS

router = Router(tags=["predictions"])

Coordinate = Annotated[float, Field(ge=-1, le=2)]
Point = Annotated[list[Coordinate], Field(min_length=2, max_length=2)]
Stroke = Annotated[list[Point], Field(min_length=1, max_length=5_000)]
Strokes = Annotated[list[Stroke], Field(max_length=1_000)]


class DrawingIn(Schema):
    """Strokes as points (x, y) from 0 to 1 of the pad, drawn with a round pen `brush` of the pad wide."""

    model: str = Field(max_length=100, description='"zoo:NAME" or "run:ID"')
    strokes: Strokes
    brush: float = Field(0.036, ge=0.005, le=0.2)


class Probability(Schema):
    label: str
    probability: float


class PredictionOut(Schema):
    """`probabilities` best first; `sure` is false when it is probably none of the classes (or hard to say)."""

    model: str
    label: str
    sure: bool
    reason: str | None = Field(description='Why it is not sure: "low" (several fit) or "strange" (none fits).')
    probabilities: list[Probability]
    picture: str = Field(description="Base64 of uint8 (H × W): what the network sees.")
    height: int
    width: int
    milliseconds: float
    step: int | None = Field(description="Training step of a run in progress.")


@router.post("/predict", response={200: PredictionOut, **ERRORS})
def predict(request, payload: DrawingIn):
    """Answer for one drawing; the picture is made exactly as in training, upload and export."""
    return predictor.answer(request.user, payload.model, payload.strokes, payload.brush)
