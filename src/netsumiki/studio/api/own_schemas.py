"""What is said of a data set of one's own, and what may be done to it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import BaseModel

Row = Annotated[int, Field(ge=0, le=2**31 - 1)]
Split = Literal["train", "test", "left_out"]
Placing = Literal["digit", "fit", "crop", "stretch"]
Bytes = Annotated[str, Field(description="Base64, little-endian.")]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class OwnTitle(Schema):
    """What one calls a data set of one's own, nothing where it is no more; and the version that is meant."""

    name: str
    version: int | None


class OwnClass(Schema):
    name: str
    train: int
    test: int
    left_out: int


class OwnPreparation(Schema):
    """How any picture is brought into the form of these; it travels with the models that learn from them."""

    placing: Placing = "fit"
    invert: bool = False


class ChangeOut(BaseModel, extra="allow"):  # a Schema would drop the facts
    """What made a version; beside `change` its facts, such as `count`, `label`, `name`, `to`, `into` and `number`."""

    change: str


class OwnOut(Schema):
    """A data set of one's own, as its current version has it.

    `undo` and `redo`: the change that would be taken back, or be done again.
    """

    id: str
    dataset: str = Field(description="Its name among all data sets.")
    name: str
    created: datetime
    shape: list[int]
    preparation: OwnPreparation
    source: str
    bytes: int
    version: int
    classes: list[OwnClass]
    pictures: int
    train: int
    test: int
    left_out: int
    undo: ChangeOut | None
    redo: ChangeOut | None


class OwnIn(Schema):
    """An empty data set, for pictures that are drawn or taken by the camera."""

    name: Name
    shape: tuple[int, int, int] = Field(description="Height, width and colours (1 or 3).")
    class_names: list[str] = Field([], max_length=1_000)
    preparation: OwnPreparation = OwnPreparation()


class OwnName(Schema):
    name: Name


class OwnVersionOut(Schema):
    number: int
    parent: int | None
    created: datetime
    change: ChangeOut
    train: int
    test: int
    left_out: int
    current: bool


class Seen(Schema):
    """The version that was looked at: a change of another one is refused (409)."""

    version: int = Field(ge=1, le=2**31 - 1)


class ChangeIn(Schema):
    """One change, of which only the fields that belong to it are given.

    `relabel` has rows and label, `leave_out` rows, `move` rows and to ("train", "test"), `divide` share and seed,
    `rename_class` name and to, `merge_classes` name and into, `add_class` name.
    """

    change: Literal["relabel", "leave_out", "move", "divide", "rename_class", "merge_classes", "add_class"]
    rows: list[Row] | None = Field(None, max_length=1_000_000)
    label: str | None = Field(None, max_length=1_000)
    name: str | None = Field(None, max_length=1_000)
    to: str | None = Field(None, max_length=1_000)
    into: str | None = Field(None, max_length=1_000)
    share: float | None = None
    seed: int | None = None

    def spec(self) -> dict[str, Any]:
        return self.dict(exclude_none=True)


class EditIn(Seen):
    changes: list[ChangeIn] = Field(min_length=1, max_length=100, description="Together they make one version.")


class OwnSampleIn(Schema):
    label: str = Field(min_length=1, max_length=1_000, description="Its class, which is made if there is none yet.")
    picture: str = Field(description="Base64 of a PNG, JPEG, BMP, GIF or WEBP.")


class SamplesIn(Schema):
    """Pictures that were drawn or taken; where no split is named, every fifth of a class is for testing."""

    samples: list[OwnSampleIn] = Field(min_length=1, max_length=100)
    split: Literal["train", "test"] | None = None


class OwnPictureOut(Schema):
    row: int
    name: str = Field(description="What its file was called.")
    label: str
    split: Split
    alike: list[int] = Field(description="The rows of those that look the same.")
    picture: str = Field(description="Base64 of a PNG.")


class OwnRowsQuery(Schema):
    """Which pictures are wanted. What is wrong or unsure is told by a `model`."""

    version: int | None = Field(None, ge=1, le=2**31 - 1)
    label: int | None = Field(None, ge=0, le=32_767)
    split: Split | None = None
    only: Literal["wrong", "unsure", "duplicate"] | None = None
    model: str | None = Field(None, max_length=200)


class AnswersOf(Schema):
    """Which model is asked, and of which version: the current one unless it is said."""

    version: int | None = Field(None, ge=1, le=2**31 - 1)
    model: str = Field(max_length=200)


class RowsOut(Schema):
    """All pictures under a filter, in columns: as they lie, but what is wrong with the surest first, what is unsure
    with the least sure first, and duplicates group by group.
    """

    version: int
    total: int
    rows: Bytes = Field(description="int32.")
    labels: Bytes = Field(description="int16: numbers of classes.")
    splits: Bytes = Field(description="uint8: 0 for training, 1 for testing, 2 left out.")
    groups: Bytes | None = Field(description="int32: those of one number look the same.")
    guesses: Bytes | None = Field(description="int16: the class that the model takes each for; -1: one not there.")
    sure: Bytes | None = Field(description="float32: how sure it is, from 0 to 1.")


class SheetOf(Schema):
    """Pictures by their rows, or else up to `count` of them from `start` on."""

    rows: list[Row] = Field([], max_length=400)
    start: int = Field(0, ge=0, le=2**31 - 1)
    count: int = Field(100, ge=1, le=400)
    columns: int = Field(10, ge=1, le=40)
    side: int | None = Field(None, ge=8, le=256, description="Pixels that the longer side of a picture has at most.")
