"""What is told of the inside of a model. What is no number (NaN, infinite) is null, and counted where it may be."""

from typing import Literal

from ninja import Field, Schema

from netsumiki.studio.api.schemas import ProblemOut


class HistogramOut(Schema):
    """Equal bins from `low` to `high`; empty where nothing is a number."""

    low: float | None
    high: float | None
    counts: list[int]


class StatisticsOut(Schema):
    """Of the finite numbers of an array; `nan` and `infinite` count the others."""

    shape: list[int]
    size: int
    mean: float | None
    std: float | None
    norm: float | None
    low: float | None
    high: float | None
    zeros: float = Field(description="Share of the numbers that are 0.")
    nan: int
    infinite: int
    histogram: HistogramOut | None


class MapsOut(Schema):
    """`count` planes of `total`, from number `start` on; all of a node share one scale.

    A byte of 128 is 0, 255 is `limit`, 1 is −`limit`, and 0 is no number. `numbers` says what each plane is: [channel]
    of an output, [filter, channel] of weights. `size` is a whole plane's: a larger one than 512 is cut off.
    """

    planes: str = Field(description="Base64 of uint8 (count × height × width).")
    count: int
    height: int
    width: int
    numbers: list[list[int]]
    start: int
    total: int
    size: list[int]
    limit: float


class SourceNode(Schema):
    name: str
    shape: list[int]


class InnerNode(Schema):
    """A node in short; norms are of its output and of the gradient that reached it, null in the other network."""

    name: str
    network: str
    layer: str
    group: str
    inputs: list[str]
    shape: list[int]
    parameters: int
    norm: float | None
    gradient_norm: float | None
    not_finite: int | None


class InnerParameter(Schema):
    """`name` as the layer calls it, `full_name` as a change names it. What is not `learned` is a running average."""

    name: str
    full_name: str
    learned: bool
    shape: list[int]
    values: StatisticsOut
    gradients: StatisticsOut | None


class WeightMaps(Schema):
    parameter: str
    values: MapsOut
    gradients: MapsOut | None


class Selected(Schema):
    """A node in full; an input has no `layer`. `steps`: of a recurrent layer, how many it read."""

    name: str
    layer: str | None
    title: str | None
    formula: str
    shape: list[int]
    inputs: list[SourceNode]
    special: bool = Field(description="Its cells are told in their own way, not by slopes.")
    steps: int | None
    output: StatisticsOut
    gradient: StatisticsOut | None
    maps: MapsOut
    gradient_maps: MapsOut | None
    parameters: list[InnerParameter]
    weights: WeightMaps | None


class ClassProbability(Schema):
    label: str
    probability: float | None


class PictureOut(Schema):
    """What a classifier sees."""

    pixels: str = Field(description="Base64 of uint8 (H × W × C).")
    height: int
    width: int
    channels: int


class InsideOut(Schema):
    """`objective` says what the gradients are of: "log-probability" is −log p of `target`, "output" is −y of `target`,
    "mean" the mean of all outputs."""

    model: str
    network: str
    objective: Literal["log-probability", "output", "mean"]
    target: int | None
    inputs: list[str]
    nodes: list[InnerNode]
    selected: Selected | None
    problems: list[ProblemOut]
    step: int | None = Field(description="Training step of a run in progress.")
    label: int | None = Field(description="Of an example of the data: its class.")
    picture: PictureOut | None = Field(description="What the network sees; null of points and texts.")
    probabilities: list[ClassProbability] | None
    made: MapsOut | None = Field(description="What a generator made.")
    milliseconds: float


class TermOut(Schema):
    """The number at `at` of the array `of`, times a factor (which stands at `factor_at` of `factor_of`)."""

    of: str
    at: list[int]
    number: float | None
    factor: float | None
    factor_of: str | None
    factor_at: list[int] | None
    value: float | None


class WindowOut(Schema):
    """A part of an array, from `start` on, `stride` apart; `values` are empty where there are more than 4,096."""

    of: str
    start: list[int]
    size: list[int]
    stride: list[int]
    values: list[float | None]


class StepOut(Schema):
    name: str
    value: float | None


class SumOut(Schema):
    """A sum on the way: value = function(terms + rest + bias)."""

    name: str
    function: Literal["tanh", "sigmoid"]
    terms: list[TermOut]
    rest: float | None
    bias: float | None
    total: float | None
    value: float | None


class CellSource(Schema):
    """Which node an array of the cell comes from."""

    of: str
    node: str


class CellOut(Schema):
    """One number: value = terms + bias + rest. `count` terms there are, the largest are listed."""

    node: str
    layer: str
    formula: str
    kind: Literal["sum", "maximum", "mean", "normalised", "chosen", "elementwise", "gates", "general"]
    index: list[int]
    value: float | None
    terms: list[TermOut]
    count: int
    bias: float | None
    rest: float | None
    windows: list[WindowOut]
    steps: list[StepOut]
    sums: list[SumOut]
    sources: list[CellSource]


class SourcePiece(Schema):
    kind: Literal["keyword", "name", "string", "number", "comment", "operator", "plain"]
    text: str


class SourcePart(Schema):
    """A class or function, from line `first` of `module` on."""

    name: str
    module: str
    first: int
    lines: list[list[SourcePiece]]


class SourceOut(Schema):
    layer: str
    formula: str
    text: str
    shapes: str
    paper: str
    parts: list[SourcePart]


class BindingOut(Schema):
    """A variable as the source calls it; `excerpt` are its first numbers."""

    name: str
    role: Literal["input", "output", "gradient", "parameter", "kept"]
    shape: list[int]
    dtype: str
    low: float | None
    high: float | None
    mean: float | None
    nan: int
    infinite: int
    excerpt: list[float | None]


class TriedOut(Schema):
    """A classifier answers in probabilities, a generator with what it makes."""

    before: list[ClassProbability] | None
    after: list[ClassProbability] | None
    made_before: MapsOut | None
    made: MapsOut | None
    milliseconds: float


class SeriesOut(Schema):
    """One gate or state of the units; a state is what it was after the step."""

    name: str = Field(description="Of an LSTM i, f, o, g, h and c; of a GRU r, z, n and h; of a simple RNN h.")
    values: str = Field(description="Base64 of float32 (steps × units, little-endian), row by row.")


class OverTimeOut(Schema):
    """A recurrent layer while it reads: `units` of all `total`, from number `start` on."""

    model: str
    node: str
    steps: int
    start: int
    units: int
    total: int
    read: list[str] | None = Field(description="Of a text: the character of each step, with the spaces before it.")
    series: list[SeriesOut]
    step: int | None = Field(description="Training step of a run in progress.")
    milliseconds: float
