"""What a training is given: the examples that it learns from, those that validate it, and the batches."""

import numpy as np

from netsumiki.data import Data
from netsumiki.data.augmentation import Augmenter
from netsumiki.data.batches import Batches
from netsumiki.data.corrections import corrected
from netsumiki.data.dataset import Split, held_out
from netsumiki.data.drawings import further
from netsumiki.engine.workspace import Streams
from netsumiki.training.recipe import Recipe


def supply(recipe: Recipe, data: Data, streams: Streams) -> tuple[Split, Split | None, Batches]:
    """(training examples, those kept for validation if any, batches of the training examples)

    Whatever is corrected or enlarged, the same examples validate; one's own drawings are only learnt.

    Raises: `DataError` when corrections or drawings do not fit the data, or leave nothing to learn from.
    """
    plan, training, validation = recipe.plan, data.train, None
    kept, stays = validating(recipe, training.labels, streams), np.ones(len(training), bool)
    if wanted := recipe.data.corrections:
        inputs = training.inputs
        labels, stays = corrected(wanted, training.labels, data.rows, inputs.__getitem__, data.class_names)
        training = Split(inputs, labels)
    if not stays.all() or kept.any():
        validation = training.take(kept & stays) if (kept & stays).any() else None
        training = training.take(~kept & stays)
    if recipe.data.extra_drawings:
        training = training.and_also(further(data, recipe.data.extra_drawings))
    if recipe.data.enlargement:
        training = recipe.data.enlargement.enlarged(training)
    augmenter = Augmenter(recipe.data.augmentation) if recipe.data.augmentation else None
    whole = recipe.task != "classifier"
    batches = Batches(training, recipe.preprocessing, plan.batch_size, streams, augmenter, plan.shuffle, whole)
    return training, validation, batches


def validating(recipe: Recipe, labels: np.ndarray, streams: Streams) -> np.ndarray:
    """Which of the training examples with these labels are kept for validation: bool (N,)."""
    share = recipe.data.validation
    if not share:
        return np.zeros(len(labels), bool)
    return held_out(labels, max(share, 1 / len(labels)), streams["validation"])  # one of a handful of drawings, too
