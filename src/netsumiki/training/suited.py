"""A recipe made for pictures of one's own: a convolutional network that suits their size and how many there are."""

from math import prod
from typing import Any

from netsumiki.engine.errors import Problem, RecipeError
from netsumiki.engine.registry import Shape

SMALLEST_SIDE = 6
"""Of a map that is still halved."""
SMALL = 16
LARGE = 96
"""Pictures of larger sides are halved by the first convolution, which would else take most of the time."""
FILTERS = (SMALL, 32), (160, 16)
"""Of the first convolution, by the side up to which there are so many; of larger pictures it has 8."""
MOST_FILTERS = 64
FEWEST, MOST_NUMBERS = 16, 4_000_000
"""Examples of a batch, and numbers of them all."""
STEPS = 1_500
"""They bring a network of this size near to what it can reach."""
EPOCHS = 5, 200
"""At least and at most; of a handful of pictures, more bring nothing."""
VALIDATING = 20
"""Examples from which a temperature and a threshold can be told; fewer are better learnt."""


def suited(dataset: Any, title: str, shape: Shape, classes: int, examples: int) -> dict[str, Any]:
    """The recipe by which `examples` pictures of this shape, in so many classes, are learnt well within minutes.

    `dataset` is what a recipe names it by, `title` what people do.

    Raises: `RecipeError` when the examples are no pictures.
    """
    if len(shape) != 3:
        message = f"the examples of {title} are {shape}, no pictures: name a recipe to train, such as spiral or flow"
        raise RecipeError(Problem("suited-pictures", message, "data", {"got": list(shape)}))
    side = min(shape[:2])
    batch = batch_for(examples, shape)
    least, most = EPOCHS
    return {
        "version": 1,
        "name": title,
        "title": title,
        "data": {
            "dataset": dataset,
            "validation": 0.1 if examples >= 10 * VALIDATING else 0,
            "augmentation": [{"augmentation": "shift", "pixels": max(round(side / 16), 1)}, "zoom"],
        },
        "model": {"inputs": {"image": list(shape)}, "nodes": nodes_for(side, classes)},
        "training": {
            "optimizer": {"optimizer": "adam", "lr": 0.002},
            "schedule": {"schedule": "cosine", "warmup": 0.05},
            "batch_size": batch,
            "piece": batch // 2,
            "epochs": min(max(-(-STEPS * batch // max(examples, 1)), least), most),
        },
    }


def nodes_for(side: int, classes: int) -> list[dict[str, Any]]:
    """Convolutions and poolings until little of the shorter side is left, then one number for each class.

    Small pictures, of which nothing can be given away yet, are first looked at whole.
    """
    nodes: list[dict[str, Any]] = []
    filters, block = next((count for upto, count in FILTERS if side <= upto), 8), 1
    while block == 1 or side > SMALLEST_SIDE:
        whole, large = block == 1 and side <= SMALL, block == 1 and side > LARGE
        strides = {"strides": 2} if large else {}
        nodes.append({"name": f"conv_{block}", "layer": "conv2d", "filters": filters, "padding": "same"} | strides)
        nodes[-1]["bias"] = False
        nodes += [] if whole else [{"name": f"pool_{block}", "layer": "max_pool"}]
        nodes += [{"name": f"norm_{block}", "layer": "batch_norm"}, {"name": f"relu_{block}", "layer": "relu"}]
        side = side if whole else (-(-side // 2) if large else side) // 2
        filters, block = min(2 * filters, MOST_FILTERS), block + 1
    return [
        *nodes,
        {"name": "flatten", "layer": "flatten"},
        {"name": "dropout", "layer": "dropout", "rate": 0.3},
        {"name": "dense", "layer": "dense", "units": classes},
        {"name": "softmax", "layer": "softmax"},
    ]


def batch_for(examples: int, shape: Shape) -> int:
    """Small batches for few pictures, so that an epoch still has many steps, and for large ones, which fill memory."""
    sizes = ((200, 16), (2_000, 32), (20_000, 64))
    batch = next((size for below, size in sizes if examples < below), 128)
    while batch > FEWEST and batch * prod(shape) > MOST_NUMBERS:
        batch //= 2
    return batch
