"""What is told of the health of a network, and of one training step in slow motion."""

from typing import Literal

from ninja import Field, Schema

from netsumiki.studio.api.inside_schemas import StatisticsOut


class ParameterHealthOut(Schema):
    name: str
    norm: float
    gradient_norm: float
    ratio: float | None = Field(description="Gradient's norm through that of the weights.")
    nan: int
    infinite: int


class NodeHealthOut(Schema):
    """`dead`: of a ReLU, the units that no example lit. `saturated`: share of outputs within 2 % of an end."""

    name: str
    layer: str
    depth: int
    units: int
    dead: list[int] | None
    saturated: float | None
    output: StatisticsOut
    gradient_norm: float | None
    parameters: list[ParameterHealthOut]


class HealthOut(Schema):
    network: str
    count: int
    nodes: list[NodeHealthOut]
    milliseconds: float


class MomentOut(Schema):
    node: str
    layer: str
    numbers: StatisticsOut
    gradients: dict[str, float | None]


class UpdateOut(Schema):
    parameter: str
    gradient_norm: float | None
    weight_norm: float | None
    change_norm: float | None
    ratio: float | None


class PhaseOut(Schema):
    """Of a classifier: batch, forward, loss, backward, update, after. Of a GAN, whose phases name their `network`:
    batch, generate, real, real-backward, fake, fake-backward, update, pass, pass-backward, backward, update."""

    name: Literal[
        "batch",
        "forward",
        "loss",
        "backward",
        "update",
        "after",
        "generate",
        "real",
        "real-backward",
        "fake",
        "fake-backward",
        "pass",
        "pass-backward",
    ]
    network: Literal["generator", "discriminator"] | None
    facts: dict[str, float | None]
    moments: list[MomentOut]
    updates: list[UpdateOut]


class SlowStepOut(Schema):
    """The batch with its `labels`, and the phases. The optimizer begins anew, so its memory is empty."""

    labels: list[int]
    shape: list[int]
    pictures: list[str] = Field(description="Base64 of uint8 (H × W × C), one for each example; none of points.")
    loss: str
    optimizer: str
    phases: list[PhaseOut]
