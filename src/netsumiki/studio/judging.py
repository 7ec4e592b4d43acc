"""When an answer is not to be believed: nothing fits, or several classes do."""

from pathlib import Path

import numpy as np

from netsumiki.exporting.model_file import Prediction
from netsumiki.studio.loaded import opened

JUDGE = Path(__file__).parent / "judge.safetensors"
"""Tells digits from doodles; `python -m docs.judge` trains it and says how well."""
DIGIT_AT_LEAST = 0.5
SURE_AT_LEAST = 0.6
DIGITS = set("0123456789")


def doubt(picture: np.ndarray, prediction: Prediction) -> str | None:
    """Why the answer is not sure: "strange" (it is none of the classes), "low" (several classes fit), or nothing.

    What the model itself calls unknown, by its certainty, it calls so in every export. A drawing for a network of
    digits is shown to the judge too, who has seen doodles: the network has not, and is confident of many of them.
    """
    if prediction.unknown:
        return "strange"
    if DIGITS.issuperset(prediction.class_names) and digit_likeness(picture) < DIGIT_AT_LEAST:
        return "strange"
    return "low" if prediction.sure < SURE_AT_LEAST else None


def digit_likeness(picture: np.ndarray) -> float:
    """From 0 (a doodle) to 1 (a digit), whoever drew it and with however broad a pen."""
    with opened(JUDGE) as judge:
        return float(judge.predict(picture[np.newaxis])[0, 0])
