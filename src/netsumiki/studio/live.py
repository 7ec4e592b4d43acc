"""What a network looks like while it learns: its first filters, and what it makes of a few validation pictures."""

from base64 import b64encode
from math import ceil
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file

from netsumiki.engine.errors import ModelFileError
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.writing import writes
from netsumiki.insight.filters import first_filters
from netsumiki.studio import runs
from netsumiki.studio.loaded import opened_any
from netsumiki.studio.models import Run
from netsumiki.studio.trained import weights_of

SAMPLES = "samples.safetensors"
MOST_FILTERS = 16
SIDE = 64
"""Pixels of what is shown, once a second: twenty pictures of 256 × 256 would be five megabytes each time."""


def live_of(run: Run) -> dict[str, Any]:
    """The weights as the run last showed them; empty before it has shown any."""
    try:
        path = weights_of(run)
        if path is None:
            return {"step": 0, "filters": None, "shape": [], "samples": []}
        with opened_any(path) as model:
            shape = model.input_shape if isinstance(model, Model) else model.example_shape
            return {
                "step": model.facts.get("step", run.progress.get("step", 0)),
                "filters": filters(model),
                "shape": list(smaller(np.empty((1, *shape), np.uint8)).shape[1:]),
                "samples": samples(model, run) if isinstance(model, Model) else [],
            }
    except ModelFileError:  # cleared away at this very moment
        return {"step": 0, "filters": None, "shape": [], "samples": []}


def filters(model: Model | Generator) -> dict[str, Any] | None:
    """Eight bits a weight, which is what a screen shows: value = byte · scale / 127, with 0 in the middle."""
    found = first_filters(model.graph, MOST_FILTERS)
    if found is None:
        return None
    weights = smaller(np.nan_to_num(found.weights))
    scale = float(np.abs(weights).max()) or 1.0
    levels = np.rint(weights * (127 / scale)).astype(np.int8)
    height, width, channels = levels.shape[1:]
    return {
        "node": found.node,
        "kind": found.kind,
        "numbers": list(found.numbers),
        "total": found.total,
        "height": height,
        "width": width,
        "channels": channels,
        "scale": scale,
        "pixels": [_text(one) for one in levels],
    }


def samples(model: Model, run: Run) -> list[dict[str, Any]]:
    """What the network makes now of the examples that were put aside when the run began."""
    try:
        arrays = load_file(runs.folder_of(run) / SAMPLES)
        inputs, labels = arrays["inputs"], arrays["labels"]
    except (OSError, SafetensorError, KeyError):
        return []
    if inputs.shape[1:] != model.input_shape:
        return []
    probabilities, text = np.nan_to_num(model.predict(inputs)), writes(model)
    return [
        {
            "picture": _text(smaller(example[np.newaxis])) if example.dtype == np.uint8 else None,
            "text": "".join(model.class_names[int(k)] for k in example) if text else None,
            "label": model.class_names[label],
            "guess": model.class_names[row.argmax()],
            "sure": float(row.max()),
        }
        for example, label, row in zip(inputs, labels, probabilities, strict=True)
    ]


def smaller(pictures: np.ndarray) -> np.ndarray:
    """Pictures (N, H, W, C) at most `SIDE` pixels high and wide: each pixel is the mean of a square of theirs."""
    if pictures.ndim != 4 or max(pictures.shape[1:3]) <= SIDE:
        return pictures
    N, H, W, C = pictures.shape
    k = ceil(max(H, W) / SIDE)
    h, w = max(H // k, 1), max(W // k, 1)
    means = pictures[:, : h * k, : w * k].reshape(N, h, min(k, H), w, min(k, W), C).mean(axis=(2, 4))
    return np.rint(means).astype(np.uint8) if pictures.dtype == np.uint8 else means


def _text(array: np.ndarray) -> str:
    return b64encode(array.tobytes()).decode("ascii")
