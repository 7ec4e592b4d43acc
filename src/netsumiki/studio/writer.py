"""What a model of characters writes: what follows a beginning, and how sure it was of each character."""

import time
from typing import Any

import numpy as np

from netsumiki.exporting.writing import drawn, following
from netsumiki.studio.loaded import opened
from netsumiki.studio.trained import trained


def written(user: Any, model_id: str, begin: str, length: int, temperature: float, seed: int) -> dict[str, Any]:
    """The ranked characters that may follow `begin`, and `length` characters that were drawn, one after the other.

    Raises: `Http404` when there is no such model, `DataError` when it reads no text or cannot read this beginning.
    """
    started = time.perf_counter()
    found = trained(user, model_id)
    with opened(found.path) as model:
        chances, names = following(model, begin), model.class_names
        pairs = list(drawn(model, begin, length, temperature, seed))
        step = model.facts.get("step") if found.live else None
    order = np.argsort(-chances, kind="stable")
    return {
        "model": model_id,
        "text": "".join(character for character, _ in pairs),
        "sure": [round(chance, 4) for _, chance in pairs],
        "next": [{"label": names[i], "probability": float(chances[i])} for i in order],
        "milliseconds": round(1000 * (time.perf_counter() - started), 2),
        "step": step,
    }
