"""Inside a model: its nodes at work on an example, how each number came about, and what a changed weight would do."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from ninja import Field, Query, Router, Schema
from pydantic import model_validator

from netsumiki.exporting.samples import LARGEST_SEED
from netsumiki.insight.inside import MOST_TERMS
from netsumiki.studio import health, inside, over_time, slow_motion
from netsumiki.studio.api.inside_schemas import (
    BindingOut,
    CellOut,
    InsideOut,
    OverTimeOut,
    SourceOut,
    TriedOut,
)
from netsumiki.studio.api.predictions import Strokes
from netsumiki.studio.api.schemas import ERRORS, problems_of
from netsumiki.studio.api.training_schemas import HealthOut, SlowStepOut
from netsumiki.studio.glass import Asked

router = Router(tags=["inside"])

MOST_CHANGES = 4_096
Finite = Annotated[float, Field(ge=-1e30, le=1e30, allow_inf_nan=False)]
Index = Annotated[int, Field(ge=0, le=2**31 - 1)]
Place = Annotated[list[Index], Field(max_length=8)]
NodeName = Annotated[str, Field(max_length=100)]
Side = Annotated[int, Field(ge=1, le=4_096)]


class PictureIn(Schema):
    """A picture as bytes, as the network reads it."""

    pixels: str = Field(max_length=4_000_000, description="Base64 of uint8 (H × W × C).")
    height: Side
    width: Side
    channels: Side = 1


class SampleRow(Schema):
    """An example of the data that the model learnt from."""

    row: int = Field(ge=0, le=2**31 - 1)
    split: Literal["train", "test"] = "test"


class WeightChange(Schema):
    """One number of a parameter, which holds for this request alone."""

    parameter: str = Field(max_length=200, description="With its node: `conv_1.W`.")
    index: Place
    value: Finite


class WeightsIn(Schema):
    """`changes` hold for this request alone; whoever paints a kernel sends all of them each time."""

    seed: int = Field(0, ge=0, le=LARGEST_SEED)
    label: int | None = Field(None, ge=0, le=LARGEST_SEED)
    changes: list[WeightChange] = Field([], max_length=MOST_CHANGES)

    def changed(self) -> tuple[tuple[str, tuple[int, ...], float], ...]:
        return tuple((change.parameter, tuple(change.index), change.value) for change in self.changes)


class OneExample(Schema):
    """What a classifier reads: at most one of strokes, picture, numbers, text and sample; else a golden sample."""

    strokes: Strokes | None = None
    brush: float = Field(0.036, ge=0.005, le=0.2)
    picture: PictureIn | None = None
    numbers: list[Finite] | None = Field(None, max_length=65_536)
    text: str | None = Field(None, max_length=4_000)
    sample: SampleRow | None = None

    @model_validator(mode="after")
    def one_example(self) -> "OneExample":
        given = [n for n in ("strokes", "picture", "numbers", "text", "sample") if getattr(self, n) is not None]
        if len(given) > 1:
            raise ValueError(f"give one example, not {' and '.join(given)}")
        return self

    def asked(self) -> Asked:
        picture, sample = self.picture, self.sample
        return Asked(
            self.strokes,
            self.brush,
            (picture.pixels, picture.height, picture.width, picture.channels) if picture else None,
            self.numbers,
            self.text,
            sample.row if sample else None,
            sample.split if sample else "test",
        )


class ExampleIn(WeightsIn, OneExample):
    """What goes through the network: at most one of strokes, picture, numbers, text and sample.

    Without any, a golden sample of the model. A generator begins with the noise of `seed` and makes `label`.
    """

    target: int | None = Field(
        None, ge=0, le=65_535, description="The class that gradients are about; else the example's label, or the best."
    )

    def asked(self) -> Asked:
        more: dict[str, Any] = {"seed": self.seed, "label": self.label, "target": self.target}
        return replace(super().asked(), changes=self.changed(), **more)


class InsideIn(ExampleIn):
    """`node`: the node (or input) to tell all about. Maps come in pages of 64, from `start` and `weights_start` on."""

    node: NodeName | None = None
    start: Index = 0
    parameter: str | None = Field(None, max_length=100, description="To show as pictures; else its first matrix.")
    weights_start: Index = 0


class CellIn(ExampleIn):
    """One number: of the node's output, of dL/d its input number `input`, or of dL/d its parameter."""

    node: NodeName
    index: Place
    of: Literal["output", "input", "parameter"] = "output"
    input: int = Field(0, ge=0, le=1_000)
    parameter: str = Field("W", max_length=100)
    step: Index | None = Field(None, description="Of a recurrent layer: another step of the same unit than the last.")
    most: int = Field(512, ge=1, le=MOST_TERMS, description="Terms to list, the largest; the rest is one number.")


class OverTimeIn(ExampleIn):
    """A recurrent `node`; the units come in pages, from `start` on."""

    node: NodeName
    direction: Literal[0, 1] = Field(0, description="1 is the one that reads from the end.")
    start: Index = 0


class BindingsIn(ExampleIn):
    node: NodeName


class HealthIn(WeightsIn):
    """`count` examples of the data (or of noise), drawn by `seed`."""

    network: str | None = Field(None, max_length=100, description="Of a generator: itself, or its discriminator.")
    count: int = Field(200, ge=1, le=500)
    split: Literal["train", "test"] = "test"


class SlowStepIn(Schema):
    """A batch drawn by `seed`, as large as in training (at most 256) unless `size` says otherwise."""

    seed: int = Field(0, ge=0, le=LARGEST_SEED)
    size: int | None = Field(None, ge=1, le=256)
    lr: float | None = Field(None, gt=0, le=100, description="Of a classifier: learning rate; else that of the recipe.")


class NodeQuery(Schema):
    node: NodeName | None = Field(None, description="The first of the network unless another is named.")


@router.post("/models/{id}/inside", response={200: InsideOut, **ERRORS})
def look_inside(request, id: str, payload: InsideIn):
    """One example goes through a model and its gradient back: every node in short, one of them in full."""
    more = (payload.node, payload.start, payload.parameter, payload.weights_start)
    found = inside.selected(request.user, id, payload.asked(), *more)
    return found | {"problems": problems_of(found["problems"])}


@router.post("/models/{id}/inside/cell", response={200: CellOut, **ERRORS})
def explain_cell(request, id: str, payload: CellIn):
    """From where in its input one number came, and how: terms that add up to it."""
    index = tuple(payload.index)
    more: dict[str, Any] = {"of": payload.of, "which": payload.input, "parameter": payload.parameter}
    more |= {"step": payload.step, "most": payload.most}
    return inside.cell(request.user, id, payload.asked(), payload.node, index, **more)


@router.get("/models/{id}/inside/source", response={200: SourceOut, **ERRORS})
def read_source(request, id: str, query: Query[NodeQuery]):
    """The NumPy source of a node's layer and of what it calls, with formula and paper."""
    return inside.source(request.user, id, query.node)


@router.post("/models/{id}/inside/bindings", response={200: list[BindingOut], **ERRORS})
def bind_source(request, id: str, payload: BindingsIn):
    """What the variables of that source hold while an example goes through it."""
    return inside.bindings(request.user, id, payload.asked(), payload.node)


@router.post("/models/{id}/inside/over-time", response={200: OverTimeOut, **ERRORS})
def look_over_time(request, id: str, payload: OverTimeIn):
    """Every gate and state of a recurrent layer at each step of one example."""
    where = payload.node, payload.direction, payload.start
    return over_time.told(request.user, id, payload.asked(), *where)


@router.post("/models/{id}/inside/try", response={200: TriedOut, **ERRORS})
def try_weights(request, id: str, payload: ExampleIn):
    """What the model would say with changed weights, and what it says; nothing of it is kept."""
    return inside.tried(request.user, id, payload.asked())


@router.post("/models/{id}/inside/health", response={200: HealthOut, **ERRORS})
def check_health(request, id: str, payload: HealthIn):
    """Dead and saturated units, and how the gradient flows through the depth, over many examples."""
    asked = Asked(split=payload.split, seed=payload.seed, label=payload.label, changes=payload.changed())
    return health.checked(request.user, id, asked, payload.network, payload.count)


@router.post("/models/{id}/inside/step", response={200: SlowStepOut, **ERRORS})
def step_slowly(request, id: str, payload: SlowStepIn):
    """One training step of a classifier or a GAN with each phase named; the model keeps its weights."""
    return slow_motion.step(request.user, id, payload.seed, payload.size, payload.lr)
