"""Digits that Netsumiki draws, the bundled judge that has seen them, and stand-ins for generators."""

import numpy as np
import pytest

from netsumiki.data import Data, Split
from netsumiki.data.strokes import generate
from netsumiki.judging import Judge

NAMES = tuple("0123456789")


class StandIn:
    """Looks like a generator and hands out pictures of a split, changed on the way; noise says which."""

    def __init__(self, split, change=lambda pictures: pictures, conditional=True, classes=10):
        self.split, self.change, self.conditional, self.classes = split, change, conditional, classes

    def noise(self, count, seed=0):
        return np.random.default_rng(seed).random((count, 1), np.float32)

    def generate(self, noise, labels=None):
        every = [np.arange(len(self.split))] * len(noise)
        fitting = every if labels is None else [np.flatnonzero(self.split.labels == label) for label in labels]
        chosen = [rows[int(x * len(rows))] for rows, x in zip(fitting, noise[:, 0], strict=True)]
        return self.change(self.split.inputs[chosen])


@pytest.fixture(scope="session")
def digits():
    pictures, labels = generate(5000)
    return Data("strokes", Split(pictures[:4000], labels[:4000]), Split(pictures[4000:], labels[4000:]), NAMES)


@pytest.fixture(scope="session")
def judge(digits):
    return Judge.bundled(digits)


@pytest.fixture
def noise():
    """400 pictures of nothing."""
    return np.random.default_rng(0).integers(0, 256, (400, 28, 28, 1), np.uint8)
