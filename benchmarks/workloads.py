"""What is timed: training steps and single predictions of networks that the package names."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from netsumiki.recipes import override, read


@dataclass(frozen=True)
class Workload:
    """One row of the table: a template's training step at `batch`, or its prediction of one example on one thread."""

    name: str
    template: str
    batch: int
    training: bool = True
    due: bool = False  # the ratio must be at least 1.0

    def recipe(self) -> dict[str, Any]:
        document = read(self.template)
        override(document, "training.batch_size", self.batch)
        if self.template == "three-layer":
            override(document, "data.dataset", "mnist")
        return document

    def examples(self, count: int) -> tuple[np.ndarray, np.ndarray]:
        """Random pictures as sparse as digits (or characters), and labels; speed does not depend on what they show."""
        rng = np.random.default_rng(0)
        last = self.networks()[-1]  # the one that reads pictures
        shape = next(iter(last["inputs"].values()))
        x = rng.random((count, *shape), dtype=np.float32) * (rng.random((count, *shape)) < 0.2)
        if last["nodes"][0]["layer"] == "embedding":
            x = rng.integers(0, last["nodes"][0]["entries"], x.shape)
        classes = next(n["units"] for n in reversed(last["nodes"]) if n["layer"] == "dense") if self.classifies else 10
        return x.astype(np.float32), rng.integers(0, classes, count)

    @property
    def classifies(self) -> bool:
        return "model" in self.recipe()

    def networks(self) -> list[dict[str, Any]]:
        """The recipe's network, or its generator and its discriminator."""
        document = self.recipe()
        return [document[name] for name in ("model", "generator", "discriminator") if name in document]

    @property
    def convolves_pictures(self) -> bool:
        """Whether the order of channels and pixels in memory matters to it."""
        last = self.networks()[-1]
        convolves = any(n["layer"] == "conv2d" for n in last["nodes"])
        return convolves and len(next(iter(last["inputs"].values()))) == 3


WORKLOADS = [
    Workload("keras-mlp", "keras-mlp", 200, due=True),
    Workload("keras-mlp batch 1", "keras-mlp", 1, due=True),
    Workload("three-layer batch 1", "three-layer", 1, due=True),
    Workload("generator-cnn", "generator-cnn", 100, due=True),
    Workload("lenet-5", "lenet-5", 256),
    Workload("keras-convnet", "keras-convnet", 128),
    Workload("digit-reader", "digit-reader", 128),
    Workload("speed", "speed", 256),
    Workload("cgan", "cgan", 64, due=True),
    Workload("row-rnn", "row-rnn", 64, due=True),
    Workload("row-lstm", "row-lstm", 64, due=True),
    Workload("row-lstm batch 1", "row-lstm", 1, due=True),
    Workload("char-lstm", "char-lstm", 64, due=True),
    Workload("keras-mlp predicts one", "keras-mlp", 1, training=False),
    Workload("generator-cnn predicts one", "generator-cnn", 1, training=False),
    Workload("lenet-5 predicts one", "lenet-5", 1, training=False),
    Workload("digit-reader predicts one", "digit-reader", 1, training=False),
]
