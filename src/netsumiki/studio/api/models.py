"""Trained models: those that come with Netsumiki, and one's own."""

from datetime import datetime
from typing import Any, Literal

from ninja import Field, Router, Schema

from netsumiki.studio import generating, shelf
from netsumiki.studio.api.own_schemas import OwnTitle
from netsumiki.studio.api.schemas import ERRORS

router = Router(tags=["models"])


class ModelOut(Schema):
    """A model with its card: where it comes from and how good it is."""

    id: str = Field(description='"zoo:NAME" or "run:ID"')
    origin: Literal["zoo", "run"]
    name: str
    description: str
    live: bool = Field(description="It is being trained now.")
    recipe_name: str
    dataset: str
    own_data: OwnTitle | None = None
    seed: int | None
    parameters: int
    test_accuracy: float | None
    validation_accuracy: float | None
    agreement: float | None = Field(description="Of a generator: share of its pictures that are read as asked for.")
    seconds: float | None
    size: int
    created: datetime | None
    class_names: list[str]
    kind: Literal["classifier", "generator"]
    writes: bool = Field(description="It has learnt from a text, and can go on with one.")
    conditional: bool = Field(description="A generator that is told which class to make.")
    input_shape: list[int] = Field(description="Of what it reads; of a generator that is its noise.")
    output_shape: list[int] = Field(description="Of what it puts out; of a generator that is one example.")
    hash: str | None = Field(description="SHA-256 of the file.")


class CertaintyOut(Schema):
    """How sure a classifier may say it is: shares from 0 to 1, measured on its validation examples and on strangers."""

    temperature: float = Field(description="What its scores are divided by.")
    kept: float | None = Field(description="Share of the validation examples that it knows.")
    noticed: dict[str, float] = Field(description="Share of strangers of which it says that it does not know, by kind.")


class ModelDetail(ModelOut):
    recipe: dict[str, Any]
    certainty: CertaintyOut | None = None


class ModelName(Schema):
    name: str = Field(min_length=1, max_length=200)


@router.get("/models", response={200: list[ModelOut], **ERRORS})
def list_models(request):
    """Classifiers, which one can draw for, and generators: bundled models, finished runs, and runs in progress."""
    return shelf.all_of(request.user)


@router.get("/models/{id}", response={200: ModelDetail, **ERRORS})
def get_model(request, id: str):
    return shelf.one_of(request.user, id)


@router.patch("/models/{id}", response={200: ModelDetail, **ERRORS})
def rename_model(request, id: str, payload: ModelName):
    """Give one's own model another name."""
    return shelf.rename(request.user, id, payload.name)


class DirectionOut(Schema):
    """A direction of the noise: the share of all change in the examples that moving along it explains."""

    share: float


@router.get("/models/{id}/directions", response={200: list[DirectionOut], **ERRORS})
def list_directions(request, id: str):
    """In which directions the noise of a generator changes most, the strongest first; they take a moment to find."""
    return generating.directions(request.user, id)


@router.get("/models/{id}/file", response={200: None, **ERRORS})
def download_model(request, id: str):
    """The model file: weights, recipe, preprocessing, class names and golden samples."""
    return shelf.download(request.user, id)
