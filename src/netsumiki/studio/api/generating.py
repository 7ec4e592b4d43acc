"""Making examples with a trained generator, and sheets of them that remember how they were made."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Field, Router, Schema

from netsumiki.exporting.samples import FARTHEST, LARGEST_SEED, MOST, MOST_DIRECTIONS, Sample
from netsumiki.studio import generating
from netsumiki.studio.api.schemas import ERRORS

router = Router(tags=["generating"])

Seed = Annotated[int, Field(ge=0, le=LARGEST_SEED)]
Amount = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]
Directions = Annotated[list[Amount], Field(max_length=MOST_DIRECTIONS)]


class SampleIn(Schema):
    """One example to make: `mix` 0 is the noise of `seed`, 1 that of `other_seed`.

    `label` is the number of a class. `directions` are standard deviations along the model's directions, in their order.
    """

    label: int | None = Field(None, ge=0, le=LARGEST_SEED)
    seed: Seed = 0
    other_seed: Seed | None = None
    mix: float = Field(0, ge=0, le=1)
    directions: Directions = []

    def asked(self) -> Sample:
        return Sample(self.label, self.seed, self.other_seed, self.mix, tuple(self.directions))


class GenerateIn(Schema):
    model: str = Field(max_length=100, description='"zoo:NAME" or "run:ID"')
    samples: list[SampleIn] = Field(min_length=1, max_length=MOST)
    read: bool = Field(True, description="Let the judge read the pictures, where it can.")


class Reading(Schema):
    """What the bundled judge reads in a picture, and with what probability."""

    label: str
    sure: float


class GeneratedOut(Schema):
    """One entry for each sample, in order: pictures, or points."""

    model: str
    height: int
    width: int
    channels: int
    pictures: list[str] = Field(description="Base64 of uint8 (H × W × C).")
    points: list[list[float]] | None
    realness: list[float] | None = Field(description="From 0 to 1: how real the discriminator takes it to be.")
    readings: list[Reading] | None
    milliseconds: float
    step: int | None = Field(description="Training step of a run in progress.")


class SheetIn(Schema):
    model: str = Field(max_length=100, description='"zoo:NAME" or "run:ID"')
    samples: list[SampleIn] = Field(min_length=1, max_length=MOST)
    columns: int = Field(10, ge=1, le=MOST)
    scale: int = Field(4, ge=1, le=8, description="How many pixels wide each pixel is drawn.")


class SampleOut(Schema):
    label: int | None
    seed: int
    other_seed: int | None
    mix: float
    directions: list[float]


class SheetOut(Schema):
    """What a sheet was asked for; `model` is null where there is none of that file or name any more."""

    model: str | None
    same: bool = Field(description="The model's file is the very same, so that the same pictures come out.")
    name: str
    recipe_name: str
    columns: int
    samples: list[SampleOut]


@router.post("/generate", response={200: GeneratedOut, **ERRORS})
def generate(request, payload: GenerateIn):
    """Make examples; of a run in progress with its weights as they are now."""
    samples = [one.asked() for one in payload.samples]
    return generating.answer(request.user, payload.model, samples, payload.read)


@router.post("/generate/sheet", response={200: None, **ERRORS})
def generate_sheet(request, payload: SheetIn):
    """One PNG of the examples; its text says how they were made, and `generate/read` reads it."""
    samples = [one.asked() for one in payload.samples]
    picture = generating.sheet(request.user, payload.model, samples, payload.columns, payload.scale)
    headers = {"Content-Disposition": 'attachment; filename="sheet.png"'}
    return HttpResponse(picture, content_type="image/png", headers=headers)


@router.post(
    "/generate/read",
    response={200: SheetOut, **ERRORS},
    openapi_extra={
        "requestBody": {"required": True, "content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}}
    },
)
def read_sheet(request):
    """What a PNG of `generate/sheet` was asked for; nothing of the picture itself is decoded."""
    return generating.read(request.user, request.body)
