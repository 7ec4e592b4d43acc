"""Real examples beside generated ones: the nearest training pictures, and the points that were learnt from."""

from base64 import b64encode
from typing import Any

import numpy as np
from django.http import Http404

from netsumiki.data import Data, load
from netsumiki.engine.errors import DataError, Problem
from netsumiki.exporting.generator_file import Generator
from netsumiki.studio.loaded import opened_generator
from netsumiki.studio.trained import Trained
from netsumiki.studio.verdicts import verdict_on

MOST_POINTS = 1_000


def nearest(found: Trained) -> dict[str, Any]:
    """The generated pictures that the last verdict found nearest to training ones, made again, and those.

    Raises: `Http404` when there is no verdict on its pictures.
    """
    told = verdict_on(found)
    verdict = told["verdict"] or {}
    if "nearest" not in verdict or not told["current"]:  # other weights would make other pictures
        raise Http404("the pictures of this model were not judged yet: let the judge look at them")
    pairs, protocol = verdict["nearest"]["pairs"], verdict["protocol"]
    mine, theirs = ([pair[key] for pair in pairs] for key in ("generated", "training"))
    with opened_generator(found.path) as steering:
        model = steering.generator
        labels = np.array(mine) % model.classes if model.conditional else None
        generated = model.generate(model.noise(protocol["count"], protocol["seed"])[mine], labels)
    training = data_of(model).train.inputs[theirs]
    height, width, channels = generated.shape[1:]
    shape = {"height": height, "width": width, "channels": channels}
    return shape | {"generated": _told(generated), "training": _told(training)}


def points(found: Trained) -> dict[str, Any]:
    """Training points of a generator that makes points. Raises `DataError` when it makes pictures."""
    with opened_generator(found.path) as steering:
        model = steering.generator
    if len(model.example_shape) != 1:
        raise DataError(Problem("not-points", "this model makes pictures, no points: look at its data's thumbnails"))
    train = data_of(model).train.take(slice(MOST_POINTS))
    x, y = train.inputs.astype(float).round(4).T.tolist()
    return {"x": x, "y": y, "label": train.labels.tolist()}


def data_of(model: Generator) -> Data:
    """What it learnt from, with the options of its recipe."""
    return load(model.recipe.get("data", {}).get("dataset", "mnist"))


def _told(pictures: np.ndarray) -> list[str]:
    return [b64encode(np.ascontiguousarray(one).tobytes()).decode("ascii") for one in pictures]
