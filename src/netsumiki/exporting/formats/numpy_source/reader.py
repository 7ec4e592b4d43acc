"""A classifier: `predict(picture)` says what it reads, `probabilities(inputs)` answers for many prepared examples."""

from typing import NamedTuple

import numpy as np

from netsumiki.exporting.formats.numpy_source.weights import weights_of

AT_ONCE = 256  # examples that go through the network together
NUMBERS_AT_ONCE = 2_000_000  # of those examples: of large pictures go fewer


class Prediction(NamedTuple):
    """The best `label`, how `sure` the model is of it (0 to 1), and the probability of every class."""

    label: str
    sure: float
    probabilities: np.ndarray
    unknown: bool = False


class Reader:
    """What every classifier does; `Model`, further down, says what is its own."""

    name: str
    input_shape: tuple
    class_names: tuple

    def __init__(self, arrays):
        self.arrays, self.weights = arrays, weights_of(arrays)

    def network(self, x):
        """The scores (N, classes) for prepared examples."""
        raise NotImplementedError

    def to_network(self, inputs):
        """Prepared examples: float32, as the network has learnt to read them."""
        raise NotImplementedError

    def from_picture(self, example):
        """One example of the shape that the network reads, of what a person gives."""
        raise NotImplementedError

    def shares(self, scores):
        """What the scores mean: the probability of each class."""
        raise NotImplementedError

    def scores(self, inputs):
        """The network's outputs (N, classes) for pictures uint8 (N, H, W, C), or numbers float32 (N, …)."""
        inputs = np.asarray(inputs)
        if inputs.shape[1:] != self.input_shape:
            message = f"the model reads examples of shape {self.input_shape}, got {inputs.shape[1:]}"
            raise ValueError(f"{message}: for a picture of any size use predict")
        if len(inputs) == 0:
            return np.empty((0, len(self.class_names)), np.float32)
        size = max(1, min(AT_ONCE, NUMBERS_AT_ONCE // inputs[0].size))
        some = [inputs[start : start + size] for start in range(0, len(inputs), size)]
        return np.concatenate([self.network(self.to_network(x)) for x in some])

    def probabilities(self, inputs):
        """Of each class, (N, classes), for examples like those of `scores`."""
        return self.shares(self.scores(inputs))

    def predict(self, example):
        """What the model reads in a picture of any size (a path, an open file, a Pillow image or an array)."""
        inputs = self.from_picture(example)[None]
        scores = self.scores(inputs)
        shares, unknown = self.shares(scores)[0], bool(self.unknown(inputs, scores)[0])
        best = int(shares.argmax())
        return Prediction(self.class_names[best], float(shares[best]), shares, unknown)

    def unknown(self, inputs, scores):
        """Whether each example is probably like nothing that the model has learnt. This one never says so."""
        return np.zeros(len(scores), bool)

    def check(self):
        """The largest difference between the answers to the ten golden samples and those of the engine."""
        return float(np.abs(self.probabilities(self.arrays["golden/inputs"]) - self.arrays["golden/answers"]).max())


def normalized_shares(y):
    """Each class was scored by itself: make them shares of one whole."""
    y = np.maximum(y, 0)
    total = y.sum(axis=1, keepdims=True)
    return np.divide(y, total, out=y, where=total > 0)


def main(model, arguments):
    """python model.py picture.png …"""
    import argparse

    parser = argparse.ArgumentParser(description="Say what pictures show.")
    parser.add_argument("pictures", nargs="*", metavar="PICTURE", help="PNG, JPEG, BMP, GIF or WEBP")
    parser.add_argument("--check", action="store_true", help="answer the ten golden samples, and compare")
    asked = parser.parse_args(arguments)
    if asked.check:
        print(f"largest difference on the golden samples: {model.check():.2g}")
    elif not asked.pictures:
        parser.print_help()
    for picture in asked.pictures:
        try:
            said = model.predict(picture)
        except (ValueError, OSError) as error:
            raise SystemExit(f"{picture}: {error}") from None
        others = sorted(zip(model.class_names, said.probabilities), key=lambda pair: -pair[1])[:5]
        told = ", ".join(f"{label} {share:.1%}" for label, share in others)
        print(f"{picture}: {'like nothing it knows; ' if said.unknown else ''}{told}")
