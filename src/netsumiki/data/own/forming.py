"""Brings a picture into the form that a data set has: with the very preprocessing that travels with the models."""

import io

import numpy as np

from netsumiki.data.own.decoding import looked_at
from netsumiki.data.own.looking import LUMA
from netsumiki.data.own.refusing import Unreadable
from netsumiki.data.own.sources.source import Candidate
from netsumiki.data.own.survey import Plan
from netsumiki.data.preprocessing import Preprocessing
from netsumiki.engine.errors import DataError


class Form:
    """The form that a plan says."""

    def __init__(self, plan: Plan):
        self.plan, self.preprocessing = plan, Preprocessing(**plan.preparation)
        self.placed = plan.keep and plan.placing == "digit"  # to place them twice would change them

    def of(self, candidate: Candidate) -> np.ndarray:
        """uint8 (H, W, C). Raises `Unreadable`."""
        try:
            if not callable(candidate.content):
                return self.of_pixels(candidate.content)
            content = candidate.content()
            if self.placed:
                return self.of_pixels(looked_at(content)[0])
            return np.ascontiguousarray(self.preprocessing.from_picture(io.BytesIO(content), self.plan.shape))
        except DataError as error:
            code = error.problems[0].code
            reason = {"picture-empty": "empty", "picture-too-large": "too-large"}.get(code, "damaged")
            raise Unreadable(reason, str(error)) from None

    def of_pixels(self, pixels: np.ndarray) -> np.ndarray:
        """uint8 (H, W, C) of pixels uint8 (h, w, 1|3). Raises `DataError`."""
        if self.placed and pixels.shape[:2] == self.plan.shape[:2]:
            return np.ascontiguousarray(grey(pixels))
        return np.ascontiguousarray(self.preprocessing.from_picture(pixels, self.plan.shape))


def grey(pixels: np.ndarray) -> np.ndarray:
    """uint8 (h, w, 1)."""
    return pixels if pixels.shape[2] == 1 else np.rint(pixels @ LUMA).astype(np.uint8)[..., np.newaxis]
