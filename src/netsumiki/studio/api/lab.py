"""The Lab: a small network that lives in the studio's memory and learns a few steps at a request."""

from typing import Annotated, Any, Literal, Self

from ninja import Field, Router, Schema, Status
from pydantic import model_validator

from netsumiki.studio import lab
from netsumiki.studio.api.datasets import Points
from netsumiki.studio.api.predictions import Strokes
from netsumiki.studio.api.schemas import ERRORS, ProblemOut, problems_of
from netsumiki.training.lab import Axis

router = Router(tags=["lab"])

MOST_STEPS = 200
LARGEST = 1e6
"""Beyond it, neither weights nor inputs mean anything to float32."""

Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
Place = Annotated[int, Field(ge=0, le=2**31 - 1)]
Seed = Annotated[int, Field(ge=0, le=2**32 - 1)]
Name = Annotated[str, Field(max_length=200)]
Floats = Annotated[str, Field(description="Base64 of float32 (little-endian), row by row.")]


class LabShow(Schema):
    """What the answer is to hold beside the state; nothing else is computed."""

    measured: bool = Field(default=False, description="Loss and accuracy on training and test data.")
    weights: bool = Field(default=False, description="Weights and biases, and their last gradients.")
    plane: bool = Field(default=False, description="Every unit over the plane.")
    size: int = Field(default=48, ge=8, le=100, description="Points of the plane on each side.")
    nodes: list[Name] | None = Field(
        default=None, max_length=200, description="Which nodes over the plane; unless given, all of at most 32 units."
    )
    flow: bool = Field(default=False, description="How strong signal and gradient are behind each node.")
    points: bool = Field(default=False, description="The training and test points, the same until the data change.")
    made: bool = Field(default=False, description="Points that the generator of a GAN makes.")

    def asked(self) -> lab.Shown:
        plane = self.size if self.plane else None
        return lab.Shown(self.measured, self.weights, plane, self.nodes, self.points, self.made, self.flow)


class Asked(Schema):
    show: LabShow = LabShow()


class LabIn(Asked):
    recipe: dict[str, Any]


class LabStepIn(Asked):
    """`steps` 0 only looks. When steps are slow, fewer are taken than were asked for: see `step` of the answer."""

    steps: int = Field(1, ge=0, le=MOST_STEPS)


class LabResetIn(Asked):
    seed: Seed | None = Field(None, description="Another seed for everything random but the data.")


class LabWeightIn(Asked):
    """One weight: `index` has a whole number for each axis of the parameter."""

    node: Name
    parameter: Name = Field("W", description='As in the answers\' `weights`: mostly "W" or "b".')
    index: list[Place] = Field(max_length=8)
    value: Number


class LabFollowIn(Schema):
    """An example: a row of the training data, or with a label numbers (as the network reads them) or a drawing."""

    row: Place | None = None
    inputs: list[Number] | None = Field(None, max_length=20_000, description="Row by row.")
    strokes: Strokes | None = None
    brush: float = Field(0.036, ge=0.005, le=0.2)
    label: Place | None = Field(None, description="The number of its class; of a row, unless given, its own.")

    @model_validator(mode="after")
    def complete(self) -> Self:
        given = [name for name in ("row", "inputs", "strokes") if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError("give one example: a row of the training data, inputs or strokes")
        if given != ["row"] and self.label is None:
            raise ValueError(f"{given[0]} need a label: give the number of the class")
        return self


class LabAxis(Schema):
    """One weight, and from where to where it goes."""

    node: Name
    parameter: Name = "W"
    index: list[Place] = Field(max_length=8)
    low: Number
    high: Number

    @model_validator(mode="after")
    def upwards(self) -> Self:
        if not self.low < self.high:
            raise ValueError(f"goes from {self.low:g} to {self.high:g}: give a low that lies below high")
        return self

    def asked(self) -> Axis:
        return Axis(self.node, self.parameter, tuple(self.index), self.low, self.high)


class LabLandscapeIn(Schema):
    """The first weight goes to the right, the second upwards."""

    across: LabAxis
    up: LabAxis
    size: int = Field(33, ge=8, le=64, description="Places on each side.")


class LabExamples(Schema):
    training: int
    test: int


class LabMeasured(Schema):
    """On the first 1,000 examples; `loss` is null when it is no number."""

    loss: float | None
    accuracy: float


class LabMeasuredBoth(Schema):
    training: LabMeasured
    test: LabMeasured


class LabWeights(Schema):
    """A parameter with dL/dparameter; those with more than 10,000 numbers are left out."""

    node: str
    name: str
    shape: list[int]
    values: Floats
    gradients: Floats


class LabDrawn(Schema):
    node: str
    scales: list[float] = Field(description="Of each unit: its largest absolute value in the plane.")


class LabPlane(Schema):
    """Units over the plane from −reach to reach in x and y: value = byte / 127 · scale of its unit.

    `values` holds size × size bytes for each unit, those of one node after those of the other, in the order of `nodes`;
    each begins with the row of the highest y. Unless `nodes` were
    chosen, the last is the output of the network: one unit for each class, or a discriminator's score.
    """

    size: int
    reach: float
    nodes: list[LabDrawn]
    values: str = Field(description="Base64 of int8.")


class LabPoints(Schema):
    training: Points
    test: Points


class LabFlow(Schema):
    """Root mean squares over 200 training examples and all units: of what a node puts out, and of the gradient there.

    The gradient is that of each example's own loss; null where the loss does not depend on the node. What is no number
    any more is null too. The final softmax, which the loss contains, is not listed.
    """

    node: str
    layer: str
    signal: float | None
    gradient: float | None


class LabMade(Schema):
    x: list[float]
    y: list[float]
    classes_seen: int = Field(description="In how many classes of the data they lie, as the judge counts it.")


class LabOut(Schema):
    """The state of a Lab; what `show` did not ask for is null.

    `progress` holds the means over the steps of the last request: loss and accuracy, or of a GAN generator_loss,
    discriminator_loss, real_found and fake_found. With a `problem` it learns no more until it is reset.
    """

    id: str
    task: Literal["classifier", "gan"]
    parameters: int
    class_names: list[str]
    examples: LabExamples
    step: int
    steps: int = Field(description="How many the recipe plans; the schedule ends there, the Lab need not.")
    epoch: int
    lr: float = Field(description="Learning rate of the next step.")
    progress: dict[str, float]
    problem: ProblemOut | None
    measured: LabMeasuredBoth | None
    weights: list[LabWeights] | None
    plane: LabPlane | None
    points: LabPoints | None
    made: LabMade | None
    flow: list[LabFlow] | None

    @staticmethod
    def resolve_problem(told):
        return problems_of([told["problem"]])[0] if told["problem"] else None


class LabFollowedNode(Schema):
    """An input or a node with one example in it; gradients are null where the loss contains the node itself."""

    node: str
    layer: str | None = Field(description="Nothing for an input.")
    shape: list[int]
    values: Floats
    gradients: Floats | None = Field(description="dL/d(each number)")


class LabFollowed(Schema):
    """One example forward and back; nodes with more than 1,024 numbers are left out.

    `weights` have the gradients of this example alone.
    """

    loss: float | None
    label: int
    nodes: list[LabFollowedNode]
    weights: list[LabWeights]


class LabLandscape(Schema):
    """The loss on the first 1,000 training examples; `values` begin with the row where the second weight is highest."""

    size: int
    values: Floats


@router.post("/labs", response={201: LabOut, **ERRORS})
def create_lab(request, payload: LabIn):
    """A Lab of a recipe: a small classifier of points or of a few MNIST digits, or a GAN of points."""
    return Status(201, lab.begin(request.user, payload.recipe, payload.show.asked()))


@router.put("/labs/{id}", response={200: LabOut, **ERRORS})
def change_lab(request, id: str, payload: LabIn):
    """Go on with another recipe. Weights stay where name and shape are the same, unless the seed is another."""
    return lab.change(request.user, id, payload.recipe, payload.show.asked())


@router.post("/labs/{id}/step", response={200: LabOut, **ERRORS})
def step_lab(request, id: str, payload: LabStepIn):
    """Learn so many steps. A Lab that is gone answers 404 with the code "lab-gone": make it anew."""
    return lab.step(request.user, id, payload.steps, payload.show.asked())


@router.post("/labs/{id}/reset", response={200: LabOut, **ERRORS})
def reset_lab(request, id: str, payload: LabResetIn):
    """Begin again: with the same seed the same numbers come once more."""
    return lab.reset(request.user, id, payload.seed, payload.show.asked())


@router.post("/labs/{id}/weight", response={200: LabOut, **ERRORS})
def set_lab_weight(request, id: str, payload: LabWeightIn):
    """Put a number in the place of one weight."""
    where = payload.node, payload.parameter, payload.index
    return lab.set_weight(request.user, id, *where, payload.value, payload.show.asked())


@router.post("/labs/{id}/follow", response={200: LabFollowed, **ERRORS})
def follow_in_lab(request, id: str, payload: LabFollowIn):
    """Follow one example forward and back; nothing is learnt from it."""
    given = lab.Given(payload.row, payload.inputs, payload.strokes, payload.brush, payload.label)
    return lab.follow(request.user, id, given)


@router.post("/labs/{id}/landscape", response={200: LabLandscape, **ERRORS})
def draw_lab_landscape(request, id: str, payload: LabLandscapeIn):
    """The loss over two of the weights, while all others stay as they are; nothing is learnt."""
    return lab.loss_over(request.user, id, payload.across.asked(), payload.up.asked(), payload.size)


@router.delete("/labs/{id}", response={204: None, **ERRORS})
def delete_lab(request, id: str):
    lab.end(request.user, id)
    return Status(204, None)
