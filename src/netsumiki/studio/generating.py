"""Making examples with a generator on the shelf, one for each thing that was asked for; and sheets of them."""

import time
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from netsumiki.engine.errors import DataError, Problem
from netsumiki.exporting.finding import bundled
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.samples import Sample
from netsumiki.exporting.sheet import Sheet, arrange, png, read_sheet
from netsumiki.exporting.steering import Steering
from netsumiki.judging.judge import BUNDLED, sha256_of
from netsumiki.studio import shelf
from netsumiki.studio.loaded import opened, opened_generator
from netsumiki.studio.trained import generator, generators


def answer(user: Any, model_id: str, samples: Sequence[Sample], read: bool) -> dict[str, Any]:
    """The examples, with how real the discriminator takes them to be and what the bundled judge reads in them.

    Raises: `Http404` when there is no such model, `NetsumikiError` when it makes nothing, or not that.
    """
    began = time.perf_counter()
    found = generator(user, model_id)
    with opened_generator(found.path) as steering:
        made, labels = examples(steering, samples)
        model = steering.generator
        realness = _realness(model, made, labels)
        step = model.facts.get("step") if found.live else None
        readable = read and _readable(model)
    readings = _readings(made) if readable else None
    pictures = made.ndim == 4
    return {
        "model": model_id,
        "height": made.shape[1] if pictures else 0,
        "width": made.shape[2] if pictures else 0,
        "channels": made.shape[3] if pictures else 0,
        "pictures": [b64encode(one.tobytes()).decode("ascii") for one in made] if pictures else [],
        "points": None if pictures else made.astype(float).round(4).tolist(),
        "realness": None if realness is None else np.nan_to_num(realness).astype(float).round(4).tolist(),
        "readings": readings,
        "milliseconds": round(1000 * (time.perf_counter() - began), 2),
        "step": step,
    }


def examples(steering: Steering, samples: Sequence[Sample]) -> tuple[np.ndarray, np.ndarray | None]:
    """(uint8 pictures (N, H, W, C) or float32 points (N, 2), the labels if it is told any)"""
    labels = steering.labels(samples)
    return steering.made(steering.noise(samples), labels), labels


def _realness(model: Generator, made: np.ndarray, labels: np.ndarray | None) -> np.ndarray | None:
    opponent = model.discriminator
    if opponent is None or ("label" in opponent.inputs and labels is None):
        return None
    return model.realness(made, labels)


def _readable(model: Generator) -> bool:
    """Whether the bundled judge can read what it makes."""
    path = bundled().get(BUNDLED)
    if path is None or len(model.example_shape) != 3:
        return False
    with opened(path) as judge:
        return judge.input_shape == model.example_shape and set(model.class_names) <= set(judge.class_names)


def _readings(pictures: np.ndarray) -> list[dict[str, Any]]:
    with opened(bundled()[BUNDLED]) as judge:
        probabilities = judge.predict(pictures)
        names = judge.class_names
    return [{"label": names[row.argmax()], "sure": round(float(row.max()), 4)} for row in probabilities]


def directions(user: Any, model_id: str) -> list[dict[str, float]]:
    """The share of each of the strongest directions."""
    with opened_generator(generator(user, model_id).path) as steering:
        return [{"share": float(share)} for share in np.nan_to_num(steering.directions.shares)]


# -- sheets -----------------------------------------------------------------------------------------------------------


def sheet(user: Any, model_id: str, samples: Sequence[Sample], columns: int, scale: int) -> bytes:
    """PNG of the examples, which says by which model and from what they were made."""
    found = generator(user, model_id)
    with opened_generator(found.path) as steering:
        made, _ = examples(steering, samples)
        recipe = str(steering.generator.recipe.get("name") or "unnamed")
    if made.ndim != 4:
        raise DataError(Problem("not-pictures", "this model makes points, no pictures: there is no sheet of them"))
    told = Sheet(shelf.name_of(found), sha256_of(found.path), recipe, tuple(samples), columns)
    return png(arrange(made, columns, scale=scale), told)


def read(user: Any, content: bytes) -> dict[str, Any]:
    """What a sheet was asked for, and of which model: the one with the same file, else the latest of its name.

    Raises: `DataError` when the picture is no sheet.
    """
    found = read_sheet(content)
    known = list(generators(user))
    same = next((one for one in known if shelf.hash_of(one) == found.sha256), None)
    model = same or next((one for one in known if shelf.name_of(one) == found.model), None)
    return {
        "model": model and model.id,
        "same": same is not None,
        "name": found.model,
        "recipe_name": found.recipe,
        "columns": found.columns,
        "samples": [asdict(sample) for sample in found.samples],
    }
