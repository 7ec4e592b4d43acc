"""What a model reads in a drawing, and whether that is to be believed."""

import time
from base64 import b64encode
from typing import Any

import numpy as np

from netsumiki.engine.errors import DataError, Problem
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.writing import writes
from netsumiki.studio.ink import Strokes, drawn
from netsumiki.studio.judging import doubt
from netsumiki.studio.loaded import opened
from netsumiki.studio.trained import trained


def answer(user: Any, model_id: str, strokes: Strokes, brush: float) -> dict[str, Any]:
    """The ranked classes for a drawing, and the picture that the network saw.

    Raises: `Http404` when there is no such model, `DataError` when the pad is empty or the model reads no pictures.
    """
    began = time.perf_counter()
    found = trained(user, model_id)
    with opened(found.path) as model:
        picture = as_input(model, strokes, brush)
        prediction = model.answer(picture)
        step = model.facts.get("step") if found.live else None
    if not np.isfinite(prediction.probabilities).all():
        message = "the model's answers are no numbers (NaN): its training went wrong, so choose another model"
        raise DataError(Problem("not-finite", message))
    reason = doubt(picture, prediction)
    return {
        "model": model_id,
        "label": prediction.label,
        "sure": reason is None,
        "reason": reason,
        "probabilities": [{"label": name, "probability": share} for name, share in prediction.ranked()],
        "picture": b64encode(picture.tobytes()).decode("ascii"),
        "height": picture.shape[0],
        "width": picture.shape[1],
        "milliseconds": round(1000 * (time.perf_counter() - began), 2),
        "step": step,
    }


def as_input(model: Model, strokes: Strokes, brush: float) -> np.ndarray:
    """The drawing as the network reads it, uint8 (H, W, C): by the one way that every picture goes.

    A digit is looked for, wherever it stands. Of anything else the whole pad is seen, in the end light on dark.
    """
    if len(model.input_shape) != 3:
        what = "text" if writes(model) else f"points of {model.input_shape[0]} numbers"
        message = f"this model reads {what}, no pictures: choose one for pictures"
        raise DataError(Problem("model-for-points", message, facts={"shape": list(model.input_shape)}))
    preprocessing = model.preprocessing
    whole = preprocessing.placing != "digit"
    pad = drawn(strokes, brush, whole)
    return preprocessing.from_picture(255 - pad if whole and preprocessing.invert else pad, model.input_shape)
