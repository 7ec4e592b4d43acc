"""What a recipe may say about training: one declared set of options per task."""

from netsumiki.engine.losses import Loss, losses
from netsumiki.engine.losses.adversarial import GanLoss, gan_losses
from netsumiki.engine.optimizers import Optimizer, optimizers
from netsumiki.engine.registry import Declared, Registry, option
from netsumiki.engine.schedules import Schedule, schedules
from netsumiki.training.callbacks import Callback, callbacks

plans: "Registry[Plan]" = Registry("task")


class Plan(Declared):
    """How to train: `epochs` passes over the data, or `steps` batches if that is set."""

    batch_size: int = option(128, ge=1, le=65_536, help="Examples per step.")
    epochs: int = option(5, ge=1, le=100_000, help="Passes over the training data.")
    steps: int | None = option(None, ge=1, le=100_000_000, help="Number of batches, instead of epochs.")
    seed: int = option(0, ge=0, le=2**32 - 1, help="Same seed, same numbers.")
    piece: int | None = option(
        None,
        ge=1,
        le=65_536,
        help="Work through each batch in pieces of so many examples, side by side on the cores; "
        "batch norm then looks at one piece at a time.",
    )
    shuffle: bool = option(True, help="Draw a new order for every epoch.")
    report_every: int | None = option(None, ge=1, le=1_000_000, help="Report the mean loss after each so many steps.")
    callbacks: list = option([], part=callbacks, many=True, help="What else to do on the way, such as stopping early.")


@plans.register("classifier")
class ClassifierPlan(Plan):
    """Learn to name the class of each example."""

    loss: Loss = option("softmax_cross_entropy", part=losses, help="What is made small.")
    optimizer: Optimizer = option("adam", part=optimizers, help="How gradients move the weights.")
    schedule: Schedule = option("constant", part=schedules, help="How the learning rate changes over the run.")
    clip: float | None = option(None, gt=0, le=1e6, help="Largest norm of the gradient.")
    average: float | None = option(
        None, gt=0, lt=1, help="Use an average of the weights that keeps this share at each step."
    )
    keep_best: bool = option(True, help="In the end take the weights that did best on the validation data.")


class GeneratorPlan(Plan):
    """What every way of training a generator has."""

    optimizer: Optimizer = option("adam", part=optimizers, help="How gradients move the generator's weights.")
    schedule: Schedule = option("constant", part=schedules, help="How the learning rates change over the run.")
    clip: float | None = option(None, gt=0, le=1e6, help="Largest norm of each network's gradient.")
    average: float | None = option(
        None, gt=0, lt=1, help="Generate with an average of the weights that keeps this share at each step."
    )
    snapshot_every: int | None = option(
        None, ge=1, le=1_000_000, help="Steps between two frames of the timeline; some 60 in a run unless it is set."
    )


@plans.register("gan")
class GanPlan(GeneratorPlan):
    """Learn to make examples like those of the data: a generator and a discriminator play against each other.

    Source: Goodfellow et al., Generative adversarial nets, 2014
    """

    loss: GanLoss = option("non_saturating", part=gan_losses, help="What the two networks play for.")
    discriminator_optimizer: Optimizer = option(
        "adam", part=optimizers, help="How gradients move the discriminator's weights."
    )
    generator_steps: int = option(1, ge=1, le=100, help="Updates of the generator in each step.")
    discriminator_steps: int = option(1, ge=1, le=100, help="Updates of the discriminator in each step.")
    noise: str = option(
        "normal",
        choices=["normal", "uniform", "symmetric"],
        help="How noise is drawn: normally, evenly from 0 to 1, or evenly from -1 to 1.",
    )
    instance_noise: float = option(
        0.0,
        ge=0,
        le=10,
        help="Noise added to all that the discriminator sees: its standard deviation at the start, falling to 0.",
    )
    mismatched: float = option(
        0.0,
        ge=0,
        le=1,
        help="Share of the real examples that the discriminator also sees with a wrong label, as something to reject.",
    )
    packing: int = option(1, ge=1, le=16, help="How many pictures the discriminator sees at once, as channels.")


@plans.register("flow")
class FlowPlan(GeneratorPlan):
    """Learn the velocity that carries noise to examples of the data along straight lines (flow matching).

    Source: Lipman et al., Flow matching for generative modeling, 2023
    """

    sampling_steps: int = option(16, ge=1, le=1000, help="Steps on the way from noise to a picture.")
    label_dropout: float = option(
        0.0, ge=0, lt=1, help="Share of examples that are shown without their label, which guidance needs."
    )
    guidance: float = option(
        1.0, ge=0, le=20, help="How strongly the label pulls: 1 as learnt, more is clearer and less varied."
    )


__all__ = ["Callback", "ClassifierPlan", "FlowPlan", "GanPlan", "GeneratorPlan", "Plan", "plans"]
