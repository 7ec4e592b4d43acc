"""What a recipe may say about training: one declared set of options per task."""

from netsumiki.engine.losses import Loss, losses
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


__all__ = ["Callback", "ClassifierPlan", "Plan", "plans"]
