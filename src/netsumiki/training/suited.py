"""A recipe made for pictures of one's own: a convolutional network that suits their size and how many there are."""

from typing import Any

from netsumiki.engine.errors import Problem, RecipeError
from netsumiki.engine.registry import Shape

SMALLEST_SIDE = 6
"""Of a map that is still halved."""
LARGE = 96
"""Pictures of larger sides are halved by the first convolution, which would else take most of the time."""
MOST_FILTERS = 64
STEPS = 1_500
"""They bring a network of this size near to what it can reach."""
EPOCHS = 5, 40


def suited(dataset: Any, title: str, shape: Shape, classes: int, examples: int) -> dict[str, Any]:
    """The recipe by which `examples` pictures of this shape, in so many classes, are learnt well within minutes.

    `dataset` is what a recipe names it by, `title` what people do.

    Raises: `RecipeError` when the examples are no pictures.
    """
    if len(shape) != 3:
        message = f"the examples of {title} are {shape}, no pictures: name a recipe to train, such as spiral or flow"
        raise RecipeError(Problem("suited-pictures", message, "data", {"got": list(shape)}))
    side = min(shape[:2])
    batch = batch_for(examples)
    least, most = EPOCHS
    return {
        "version": 1,
        "name": title,
        "title": title,
        "data": {
            "dataset": dataset,
            "validation": 0.2 if examples < 2_000 else 0.1,
            "augmentation": [{"augmentation": "shift", "pixels": max(round(side / 16), 1)}, "zoom"],
        },
        "model": {"inputs": {"image": list(shape)}, "nodes": nodes_for(side, classes)},
        "training": {
            "optimizer": {"optimizer": "adam", "lr": 0.002},
            "schedule": {"schedule": "cosine", "warmup": 0.05},
            "batch_size": batch,
            "epochs": min(max(-(-STEPS * batch // max(examples, 1)), least), most),
        },
    }


def nodes_for(side: int, classes: int) -> list[dict[str, Any]]:
    """Convolutions and poolings until little of the shorter side is left, then one number for each class."""
    nodes: list[dict[str, Any]] = []
    filters, block = 32 if side <= 16 else 16, 1
    while block == 1 or side > SMALLEST_SIDE:
        large = {"strides": 2} if block == 1 and side > LARGE else {}
        convolution = {"layer": "conv2d", "filters": filters, "padding": "same", **large, "bias": False}
        nodes += [
            {"name": f"conv_{block}", **convolution},
            {"name": f"pool_{block}", "layer": "max_pool"},
            {"name": f"norm_{block}", "layer": "batch_norm"},
            {"name": f"relu_{block}", "layer": "relu"},
        ]
        side = (-(-side // 2) if large else side) // 2
        filters, block = min(2 * filters, MOST_FILTERS), block + 1
    return [
        *nodes,
        {"name": "flatten", "layer": "flatten"},
        {"name": "dropout", "layer": "dropout", "rate": 0.3},
        {"name": "dense", "layer": "dense", "units": classes},
        {"name": "softmax", "layer": "softmax"},
    ]


def batch_for(examples: int) -> int:
    """Small batches for few pictures, so that an epoch still has many steps."""
    sizes = ((200, 16), (2_000, 32), (20_000, 64))
    return next((size for below, size in sizes if examples < below), 128)
