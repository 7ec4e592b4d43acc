"""`python -m docs.judge` trains the judge that says of a drawing whether it shows a digit at all, for "not sure".

It learns from MNIST and from digits drawn with pens of many widths on one side, and from doodles on the other. The
network that reads the digit cannot say this: it was never shown anything else, and is confident of nearly everything.
"""

import argparse
from collections.abc import Callable

import numpy as np

from netsumiki.data import Data, Split, hand, load
from netsumiki.data.digit_forms import DIGITS
from netsumiki.data.picture import normalized
from netsumiki.studio.ink import drawn
from netsumiki.studio.judging import DIGIT_AT_LEAST, JUDGE
from netsumiki.training import Run

NAMES = ("digit", "doodle")
TESTED = 0.05
BRUSHES = 0.025, 0.1  # from finest to broadest, of the pad
RECIPE = {
    "version": 1,
    "name": "judge",
    "title": "Digit or doodle",
    "data": {"validation": 0.05},
    "model": {
        "inputs": {"image": [28, 28, 1]},
        "nodes": [
            {"name": "conv_1", "layer": "conv2d", "filters": 8, "kernel_size": 5},
            {"name": "pool_1", "layer": "max_pool"},
            {"name": "relu_1", "layer": "relu"},
            {"name": "conv_2", "layer": "conv2d", "filters": 16, "kernel_size": 3},
            {"name": "pool_2", "layer": "max_pool"},
            {"name": "relu_2", "layer": "relu"},
            {"name": "flatten", "layer": "flatten"},
            {"name": "dense_1", "layer": "dense", "units": 32},
            {"name": "relu_3", "layer": "relu"},
            {"name": "dense_2", "layer": "dense", "units": 2},
            {"name": "softmax", "layer": "softmax"},
        ],
    },
    "training": {"optimizer": {"optimizer": "adamw", "lr": 0.003}, "schedule": "cosine", "epochs": 8, "piece": 64},
}

Stroke = np.ndarray
Stream = np.random.Generator


# -- digits -----------------------------------------------------------------------------------------------------------


def digit(number: int, stream: Stream) -> list[Stroke]:
    """A digit as a hand writes it, or as a few straight lines."""
    forms = DIGITS[number]
    weights = np.array([form.weight for form in forms])
    form = forms[stream.choice(len(forms), p=weights / weights.sum())]
    points = hand.tilted(hand.varied(form, 1, stream), stream)[0]
    gaps = np.hypot(*np.diff(points, axis=0).T)
    strokes = np.split(points, np.flatnonzero(gaps > 4 * np.median(gaps)) + 1)  # where the pen was lifted
    if stream.random() < 0.5:
        return strokes
    return [
        s[np.linspace(0, len(s) - 1, max(2, int(len(s) / stream.uniform(5, 14)))).round().astype(int)] for s in strokes
    ]


# -- doodles ----------------------------------------------------------------------------------------------------------


def corners(stream: Stream) -> list[Stroke]:
    return [stream.random((stream.integers(5, 11), 2))]


def loops(stream: Stream) -> list[Stroke]:
    return [_smooth(stream.random((stream.integers(5, 12), 2)))]


def lines(stream: Stream) -> list[Stroke]:
    return [stream.random((2, 2)) for _ in range(stream.integers(3, 8))]


def bows(stream: Stream) -> list[Stroke]:
    return [_smooth(stream.random((stream.integers(3, 6), 2))) for _ in range(stream.integers(2, 5))]


def scribble(stream: Stream) -> list[Stroke]:
    return [_smooth(np.cumsum(stream.normal(0, 0.12, (stream.integers(12, 40), 2)), axis=0))]


def knot(stream: Stream) -> list[Stroke]:
    a, b = stream.choice(np.arange(1, 6), 2, replace=False)
    t = np.linspace(0, 2 * np.pi, 120)
    return [np.stack([np.sin(a * t + stream.uniform(0, 6)), np.sin(b * t)], axis=1)]


def sign(stream: Stream) -> list[Stroke]:
    """Letters and figures that look like no digit, as corners on a grid of ten."""
    signs = (
        "70 30 30 90 70 90/30 55 65 55", "75 15 30 15 30 85/30 50 65 50", "20 85 20 15 80 85 80 15",
        "30 85 30 15 65 15 70 30 65 48 30 50/40 50 75 85", "20 20 80 20 80 80 20 80 20 20", "50 15 85 80 15 80 50 15",
        "35 15 35 85/65 15 65 85/15 35 85 35/15 65 85 65", "15 85 30 15 50 60 70 15 85 85",
        "50 10 90 50 50 90 10 50 50 10", "20 15 20 85/80 15 80 85/20 15 80 85/80 15 20 85",
    )  # fmt: skip
    chosen = signs[stream.integers(len(signs))]
    return [np.array(stroke.split(), float).reshape(-1, 2) / 100 for stroke in chosen.split("/")]


def several(stream: Stream) -> list[Stroke]:
    """Two or three digits side by side: a number, but not one digit."""
    count = stream.integers(2, 4)
    return [s + np.array([0.8 * place, 0]) for place in range(count) for s in digit(stream.integers(10), stream)]


def crossed(stream: Stream) -> list[Stroke]:
    """Two digits over each other."""
    return [s for number in stream.integers(0, 10, 2) for s in digit(number, stream)]


DOODLES: tuple[Callable[[Stream], list[Stroke]], ...] = (
    corners, loops, lines, bows, scribble, knot, sign, several, crossed,
)  # fmt: skip


def _smooth(points: Stroke) -> Stroke:
    """The path through these points with its corners rounded."""
    fine = np.linspace(0, len(points) - 1, 12 * len(points))
    path = np.stack([np.interp(fine, np.arange(len(points)), axis) for axis in points.T], axis=1)
    padded = np.pad(path, ((6, 6), (0, 0)), mode="edge")
    return np.stack([np.convolve(axis, np.full(13, 1 / 13), "valid") for axis in padded.T], axis=1)


# -- pictures ---------------------------------------------------------------------------------------------------------


def pictured(strokes: list[Stroke], stream: Stream) -> np.ndarray:
    """uint8 (28, 28, 1): drawn somewhere on the pad, in some size, a little turned, by an unsteady hand."""
    angle = stream.normal(0, 0.15)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    strokes = [stroke @ turn for stroke in strokes]
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    scale = stream.uniform(0.35, 0.9) / (high - low).max()
    unsteady = [np.cumsum(stream.normal(0, 0.002, stroke.shape), axis=0) for stroke in strokes]
    placed = [((s - (low + high) / 2) * scale + 0.5 + u).clip(0, 1).tolist() for s, u in zip(strokes, unsteady)]
    return normalized(drawn(placed, stream.uniform(*BRUSHES)))


def examples(count: int, stream: Stream) -> Split:
    """`count` drawn digits, twice as many of MNIST, and as many doodles as both."""
    digits = [pictured(digit(i % 10, stream), stream) for i in range(count)]
    doodles = [pictured(DOODLES[i % len(DOODLES)](stream), stream) for i in range(3 * count)]
    real = load({"dataset": "mnist", "limit": 2 * count}).train.inputs
    inputs = np.concatenate([np.stack(digits), real, np.stack(doodles)])
    labels = np.repeat([0, 1], [len(digits) + len(real), len(doodles)])
    order = stream.permutation(len(labels))
    return Split(inputs[order], labels[order])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m docs.judge", description=__doc__)
    parser.add_argument("--count", type=int, default=15_000, metavar="N", help="drawn digits; the rest in proportion")
    found = examples(parser.parse_args().count, np.random.default_rng(0))
    cut = int(TESTED * len(found))
    data = Data("doodles", found.take(slice(cut, None)), found.take(slice(cut)), NAMES)
    result = Run(RECIPE, data=data).train()
    result.model.save(JUDGE)
    print(f"{100 * result.finished.test_accuracy:.2f} % of {cut:,} examples, {JUDGE.stat().st_size:,} bytes")
    real = result.model.predict(load("mnist").test.inputs)[:, 0] >= DIGIT_AT_LEAST
    print(f"{100 * real.mean():.2f} % of MNIST's test digits count as digits")


if __name__ == "__main__":
    main()
