"""What a training is given: the examples that it learns from, those that validate it, and the batches."""

from netsumiki.data import Data
from netsumiki.data.augmentation import Augmenter
from netsumiki.data.batches import Batches
from netsumiki.data.dataset import Split
from netsumiki.engine.workspace import Streams
from netsumiki.training.recipe import Recipe


def supply(recipe: Recipe, data: Data, streams: Streams) -> tuple[Split, Split | None, Batches]:
    """(training examples, those kept for validation if any, batches of the training examples)"""
    plan, share, training, validation = recipe.plan, recipe.data.validation, data.train, None
    if share:
        at_least_one = 1 / len(training)  # of a handful of drawings, too
        training, validation = training.stratified(max(share, at_least_one), streams["validation"])
    augmenter = Augmenter(recipe.data.augmentation) if recipe.data.augmentation else None
    whole = recipe.task != "classifier"
    batches = Batches(training, recipe.preprocessing, plan.batch_size, streams, augmenter, plan.shuffle, whole)
    return training, validation, batches
