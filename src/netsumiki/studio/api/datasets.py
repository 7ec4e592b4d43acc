"""Data sets: what is there, what can be got, and how it looks."""

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status

from netsumiki.studio import gallery
from netsumiki.studio.api.schemas import ERRORS, ProblemOut

router = Router(tags=["datasets"])

Row = Annotated[int, Field(ge=0, le=2**31 - 1)]


class DatasetOut(Schema):
    """A data set; `counts` (examples per class) are known once it is ready."""

    name: str
    label: str
    summary: str
    kind: Literal["pictures", "points", "text"]
    state: Literal["ready", "missing", "preparing", "failed"]
    done: int | None = None
    total: int | None = None
    problems: list[ProblemOut] = Field([], description="Why it is not there.")
    where: str | None = Field(None, description="The folder in which its files lie.")
    shape: list[int] | None = None
    class_names: list[str] = []
    train: int | None = None
    test: int | None = None
    train_counts: list[int] = []
    test_counts: list[int] = []


class Preparation(Schema):
    folder: str | None = Field(None, max_length=4_000, description="A folder on this machine that holds the files.")


class SheetQuery(Schema):
    split: Literal["train", "test"] = "train"
    label: int | None = None
    start: int = Field(0, ge=0)
    count: int = Field(100, ge=1, le=400)
    columns: int = Field(10, ge=1, le=40)


class RowsQuery(Schema):
    rows: list[Row] = Field(min_length=1, max_length=400)
    split: Literal["train", "test"] = "train"
    columns: int = Field(10, ge=1, le=40)


class SheetInfoOut(Schema):
    """How many pictures there are under a filter."""

    total: int
    labels: list[int]
    rows: list[int]


class Points(Schema):
    """Two-dimensional examples: columns x, y and the class number."""

    x: list[float]
    y: list[float]
    label: list[int]


class LinesQuery(Schema):
    split: Literal["train", "test"] = "train"
    label: int | None = Field(None, description="Only those that this character follows.")
    start: int = Field(0, ge=0)
    count: int = Field(20, ge=1, le=200)
    every: int = Field(1, ge=1, le=1_000, description="How many examples further on the next line begins.")


class LineOut(Schema):
    """One example of a text: what the network reads, and the character that follows."""

    row: int
    text: str
    next: str


class LinesOut(Schema):
    total: int
    lines: list[LineOut]


class AugmentedIn(Schema):
    augmentation: list[Any] = Field(max_length=20)
    enlargement: Any = Field(None, description="A rule that makes many pictures of each; one of them is shown.")
    start: int = Field(0, ge=0)
    count: int = Field(12, ge=1, le=100)
    columns: int = Field(6, ge=1, le=20)
    seed: int = Field(0, ge=0, le=2**32 - 1)


def lasting(name: str) -> str:
    """How long a browser may keep pictures of it."""
    changes = name == "drawings" or name.startswith("own:")  # what is one's own
    return "no-store" if changes else "private, max-age=3600"


@router.get("/datasets", response={200: list[DatasetOut], **ERRORS})
def list_datasets(request):
    return gallery.all_of(request.user)


@router.post("/datasets/{name}/prepare", response={202: DatasetOut, **ERRORS})
def prepare_dataset(request, name: str, payload: Preparation):
    """Download or make the data set, told through the stream; or take its files from a folder."""
    return Status(202, gallery.prepare(request.user, name, payload.folder))


@router.delete("/datasets/{name}/prepare", response={202: DatasetOut, **ERRORS})
def cancel_preparation(request, name: str):
    return Status(202, gallery.cancel(request.user, name))


@router.get("/datasets/{name}/examples", response={200: SheetInfoOut, **ERRORS})
def list_examples(request, name: str, query: Query[SheetQuery]):
    """Which examples a sheet shows: labels and row numbers, and how many there are in all."""
    return gallery.examples(request.user, name, query.split, query.label, query.start, query.count)


@router.get("/datasets/{name}/thumbnails", response={200: None, **ERRORS})
def get_thumbnails(request, name: str, query: Query[SheetQuery]):
    """One PNG with `count` pictures in rows of `columns`, each in its own size, without gaps."""
    picture = gallery.sheet(request.user, name, query.split, query.label, query.start, query.count, query.columns)
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": lasting(name)})


@router.get("/datasets/{name}/pictures", response={200: None, **ERRORS})
def get_pictures(request, name: str, query: Query[RowsQuery]):
    """One PNG with the pictures of these rows, in this order, as thumbnails have them."""
    picture = gallery.of_rows(request.user, name, query.split, query.rows, query.columns)
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": lasting(name)})


@router.get("/datasets/{name}/points", response={200: Points, **ERRORS})
def get_points(request, name: str, count: int = Query(500, ge=1, le=2_000)):
    return gallery.points(request.user, name, count)


@router.get("/datasets/{name}/lines", response={200: LinesOut, **ERRORS})
def list_lines(request, name: str, query: Query[LinesQuery]):
    """Examples of a text, and how many there are under the filter."""
    return gallery.lines(request.user, name, query.split, query.label, query.start, query.count, query.every)


@router.post("/datasets/{name}/augmented", response={200: None, **ERRORS})
def get_augmented(request, name: str, payload: AugmentedIn):
    """One PNG: training pictures as the recipe's augmentation would change them."""
    picture = gallery.augmented(request.user, name, **payload.dict())
    return HttpResponse(picture, content_type="image/png")
