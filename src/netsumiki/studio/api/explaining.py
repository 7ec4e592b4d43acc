"""What a decision rests on: ways to ask, the nearest examples, a map of many, and the mistakes."""

from dataclasses import replace
from typing import Any, Literal

from ninja import Field, Query, Router, Schema, Status

from netsumiki.exporting.samples import LARGEST_SEED
from netsumiki.insight.embedding import MOST
from netsumiki.studio import explaining, resemblance
from netsumiki.studio.api.inside import NodeName, OneExample
from netsumiki.studio.api.schemas import ERRORS, ProblemOut
from netsumiki.studio.problems import as_json

router = Router(tags=["explaining"])

Split = Literal["train", "validation"]
Kind = Literal["pictures", "points", "text"]


class WayOut(Schema):
    """One way of asking (the catalogue's `attributions` say more), and why this model cannot be asked in it."""

    method: str
    problem: ProblemOut | None


class ExplainIn(OneExample):
    """`method`: its name, or its JSON with options. Without a target, the class that scores best is explained.

    `shuffled`: ask the model with the weights of each layer in another order, drawn by this seed. A map that looks the
    same then tells nothing of what was learnt.
    """

    method: str | dict[str, Any] = Field("integrated_gradients", max_length=100)
    target: int | None = Field(None, ge=0, le=65_535, description="A class; or a filter, where a node's are asked.")
    shuffled: int | None = Field(None, ge=0, le=LARGEST_SEED)


class ExplanationOut(Schema):
    """A map of the picture, or a picture that was made, as bytes.

    Where it is signed, 128 is 0, 255 is `limit` and 1 is −`limit`; else 0 is 0 and 255 is `limit`.
    """

    method: str
    options: dict[str, Any]
    makes: Literal["map", "picture"]
    target: int
    label: str | None = Field(description="The class of the target; null for a filter.")
    actual: str | None = Field(description="What the example is, where that is known.")
    score: float
    signed: bool
    limit: float
    pixels: str = Field(description="Base64 of uint8 (H × W × C).")
    height: int
    width: int
    channels: int
    seen: str | None = Field(description="Base64 of uint8: the picture that was explained, as the network reads it.")
    facts: dict[str, Any]
    milliseconds: float


class ExampleOut(Schema):
    """An example of the model's own data: `row` among the training examples of its data set."""

    row: int
    crc: int = Field(description="CRC-32 of its bytes, for a correction.")
    label: str
    numbers: list[float] | None = Field(description="Of a point: its coordinates.")


class NearOut(ExampleOut):
    distance: float = Field(description="1 − cosine: 0 for features of the same direction.")


class NeighboursOut(Schema):
    """Nearest first, of the first `looked` training examples."""

    node: str
    dataset: str
    kind: Kind
    looked: int
    rows: list[NearOut]


class MapOut(Schema):
    """Examples on a plane, in columns; `label` and `predicted` are numbers of classes."""

    method: Literal["pca", "tsne"]
    node: str
    split: Split
    dataset: str
    kind: Kind
    class_names: list[str]
    x: list[float]
    y: list[float]
    label: list[int]
    predicted: list[int]
    sure: list[float] = Field(description="How sure the model is of what it predicts, from 0 to 1.")
    row: list[int]
    facts: dict[str, Any] = Field(description="pca: `shares` of the differences shown; tsne: `divergence`.")


class MistakeOut(ExampleOut):
    predicted: str
    sure: float


class MistakesOut(Schema):
    """`confusion`: how often (row: true class, column: guess) in these data; `rows`: the worst first."""

    split: Literal["validation", "test"]

    dataset: str
    kind: Kind
    class_names: list[str]
    confusion: list[list[int]]
    count: int
    right: int
    total: int = Field(description="How many examples the cell holds.")
    rows: list[MistakeOut]


class JobOut(Schema):
    """An answer (`state` "ready"), or how far it is, which the stream tells too (`job`); then ask for the job again.

    Mistakes and what a model reads in one's own data are asked for anew instead, once their job is ready. `job` is null
    where nothing had to be waited for.
    """

    job: str | None
    model: str
    kind: Literal["explanation", "neighbours", "map", "mistakes", "reading"]
    state: Literal["waiting", "running", "ready", "failed", "cancelled"]
    what: str | None
    done: int
    total: int | None
    problems: list[ProblemOut] = Field(description="Why it failed.")
    places: str | None = Field(description="Of a map that goes on: base64 of float32 (N × 2), as it lies by now.")
    seconds: float = Field(description="How long it has been worked at.")
    explanation: ExplanationOut | None = None
    neighbours: NeighboursOut | None = None
    map: MapOut | None = None
    mistakes: MistakesOut | None = None


class NeighboursIn(OneExample):
    count: int = Field(8, ge=1, le=50)
    node: NodeName | None = Field(None, description="Whose features are compared; else what the last layer reads.")


class MapIn(Schema):
    """`count` examples, drawn by `seed`: those that it did not learn from, if there are, unless a split is named."""

    method: Literal["pca", "tsne"] = "pca"
    count: int = Field(500, ge=5, le=MOST)
    split: Split | None = None
    node: NodeName | None = Field(None, description="Whose features are laid out; else what the last layer reads.")
    seed: int = Field(0, ge=0, le=LARGEST_SEED)
    perplexity: float = Field(30.0, ge=1, le=300, description="Of t-SNE: how many neighbours count, about.")


class MistakesQuery(Schema):
    """The examples of one cell, row or column of the table; else all that were mistaken."""

    split: Literal["validation", "test"] = "validation"
    actual: int | None = Field(None, ge=0, le=65_535)
    predicted: int | None = Field(None, ge=0, le=65_535)
    start: int = Field(0, ge=0, le=2**31 - 1)
    count: int = Field(60, ge=1, le=400)


ANSWERS = {200: JobOut, 202: JobOut, **ERRORS}


def told(answer: dict[str, Any]) -> Status:
    return Status(200 if answer["state"] == "ready" else 202, answer)


@router.get("/models/{id}/explain", response={200: list[WayOut], **ERRORS})
def list_ways(request, id: str):
    """In which ways this model can be asked for reasons, and why not in the others."""
    ways = explaining.methods(request.user, id)
    return [way | {"problem": way["problem"] and as_json(way["problem"])} for way in ways]


@router.post("/models/{id}/explain", response=ANSWERS)
def explain_decision(request, id: str, payload: ExplainIn):
    """What the score of a class rests on in one example; slow ways are worked at in the background."""
    asked = replace(payload.asked(), target=payload.target)
    return told(explaining.explained(request.user, id, asked, payload.method, payload.shuffled))


@router.post("/models/{id}/neighbours", response=ANSWERS)
def find_neighbours(request, id: str, payload: NeighboursIn):
    """The training examples that the model sees most like one example."""
    return told(resemblance.neighbours(request.user, id, payload.asked(), payload.count, payload.node))


@router.post("/models/{id}/map", response=ANSWERS)
def draw_map(request, id: str, payload: MapIn):
    """The model's own examples on a plane: those together that it sees alike."""
    return told(resemblance.map_of(request.user, id, **payload.dict()))


@router.get("/models/{id}/mistakes", response=ANSWERS)
def list_mistakes(request, id: str, query: Query[MistakesQuery]):
    """What was taken for what in validation or test data, and the examples behind a cell.

    Test data may be looked at; what is learnt from is never corrected by them.
    """
    return told(resemblance.mistakes(request.user, id, **query.dict()))


@router.get("/jobs/{id}", response={200: JobOut, **ERRORS})
def get_job(request, id: str):
    return explaining.described(explaining.job_of(request.user, id))


@router.delete("/jobs/{id}", response={200: JobOut, **ERRORS})
def cancel_job(request, id: str):
    """Give it up."""
    return explaining.cancel(request.user, id)
