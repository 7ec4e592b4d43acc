"""What is compared with PyTorch: one line a case. Inputs and weights are drawn from a seed that the case's name gives.

Only the results are frozen, in frozen.npz; `make parity` computes them anew with PyTorch and compares.
"""

import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.params import Statistic
from netsumiki.engine.testing import distinct

FROZEN = Path(__file__).with_name("frozen.npz")
BATCH = 3
WHOLE_NUMBERS = {"embedding": "entries", "one_hot": "classes"}  # layers that read them, and the option that bounds them
STEPS = 10


@dataclass(frozen=True)
class Case:
    """`part` with `options`; for layers the input `shapes` of one sample. `tolerance` in float64."""

    part: str
    options: dict[str, Any] = field(default_factory=dict)
    shapes: tuple[tuple[int, ...], ...] = ()
    training: bool = True
    tolerance: float = 1e-9
    clip: float | None = None
    target: str = ""

    @property
    def key(self) -> str:
        words = [f"{k}={v}".replace(" ", "") for k, v in self.options.items()]
        words += ["x".join(map(str, s)) or "numbers" for s in self.shapes]
        words += ["inference"] * (not self.training) + [f"clip={self.clip}"] * (self.clip is not None)
        return " ".join([self.part, *words, self.target]).strip()

    def numbers(self, what: object, *shape: int, scale: float = 2.0) -> Any:
        """Distinct float64 numbers, none of them near zero: no ties for pooling, no kinks for ReLU."""
        rng = np.random.default_rng(zlib.crc32(f"{self.key}/{what}".encode()))
        return distinct(rng, *shape, scale=scale)

    # -- layers -----------------------------------------------------------------------------------------------

    def spec(self) -> dict[str, Any]:
        inputs = {f"x{i}": list(shape) for i, shape in enumerate(self.shapes)}
        node = {"name": "node", "layer": self.part, **self.options, "inputs": list(inputs)}
        return {"inputs": inputs, "nodes": [node]}

    def inputs(self, turn: int = 0) -> dict[str, Any]:
        if self.part in WHOLE_NUMBERS:
            rng = np.random.default_rng(zlib.crc32(self.key.encode()))
            return {"x0": rng.integers(0, self.options[WHOLE_NUMBERS[self.part]], (BATCH, *self.shapes[0]))}
        return {f"x{i}": self.numbers(f"x{i}/{turn}", BATCH, *shape) for i, shape in enumerate(self.shapes)}

    def weights(self) -> dict[str, Any]:
        """Values for every parameter by its short name; running variances above zero."""
        found = {}
        for name, p in Graph.inspect(self.spec()).nodes[0].layer.parameters.items():
            value = self.numbers(name, *p.shape, scale=1.0)
            found[name] = abs(value) + 0.5 if isinstance(p, Statistic) and name == "var" else value
        return found

    def output_gradient(self, shape: tuple[int, ...]) -> Any:
        """dL/dy that does not sum to nearly zero, where float32 would have few digits left."""
        return self.numbers("dy", *shape) + 0.7


def digest(array: Any) -> Any:
    """At most 24 numbers that change when any number of the array does: all, or the first 8 and 16 random sums."""
    flat = np.asarray(array, np.float64).reshape(-1)
    if flat.size <= 24:
        return flat
    sums = np.random.default_rng(flat.size).normal(size=(16, flat.size)) @ flat
    return np.concatenate([flat[:8], sums / np.sqrt(flat.size)])


LAYERS: list[Case] = []
LOSSES: list[Case] = []
OPTIMIZERS: list[Case] = []


def parity(part: str, options: dict[str, Any], *shapes: tuple[int, ...], **more: Any) -> None:
    LAYERS.append(Case(part, options, shapes, **more))


def parity_loss(part: str, options: dict[str, Any], target: str) -> None:
    LOSSES.append(Case(part, options, ((5,),), target=target))


def parity_optimizer(part: str, options: dict[str, Any], **more: Any) -> None:
    OPTIMIZERS.append(Case(part, options, **more))


# -- layers -----------------------------------------------------------------------------------------------------------

parity("dense", {"units": 5}, (7,))
parity("dense", {"units": 3, "bias": False}, (4,))
parity("dense", {"units": 4}, (3, 5))
parity("dense", {"units": 4, "spectral_norm": True}, (6,))
parity("dense", {"units": 4, "spectral_norm": True}, (6,), training=False)
parity("embedding", {"entries": 6, "units": 4}, ())
parity("embedding", {"entries": 3, "units": 5}, (7,))
parity("embedding", {"entries": 5, "units": 3, "spectral_norm": True}, ())
parity("one_hot", {"classes": 4}, ())
parity("one_hot", {"classes": 3}, (5,))
parity("point_features", {"x1_squared": True, "x2_squared": True, "x1_x2": True, "sin_x1": True, "sin_x2": True}, (2,))
parity("point_features", {"x1": False, "sin_x2": True}, (2,))
parity("flatten", {}, (3, 4, 2))
parity("reshape", {"shape": [-1, 6]}, (3, 4, 2))
parity("conv2d", {"filters": 3, "kernel_size": 3}, (6, 7, 2))
parity("conv2d", {"filters": 3, "kernel_size": 3, "padding": "same"}, (5, 6, 2))
parity("conv2d", {"filters": 2, "kernel_size": [2, 4], "padding": "same"}, (5, 6, 3))
parity("conv2d", {"filters": 2, "kernel_size": [3, 4], "padding": "same", "strides": 2}, (7, 6, 3))
parity("conv2d", {"filters": 2, "kernel_size": 5, "padding": "same", "strides": [3, 2]}, (8, 8, 1))
parity("conv2d", {"filters": 4, "kernel_size": [2, 3], "padding": [1, 2], "strides": [2, 3]}, (8, 9, 2))
parity("conv2d", {"filters": 2, "kernel_size": 3, "dilation": 2}, (9, 8, 2))
parity("conv2d", {"filters": 2, "kernel_size": 3, "dilation": [2, 3], "padding": "same"}, (9, 8, 2))
parity("conv2d", {"filters": 3, "kernel_size": 1, "strides": 3}, (7, 8, 4))
parity("conv2d", {"filters": 2, "kernel_size": 2, "strides": 3}, (8, 9, 2))
parity("conv2d", {"filters": 2, "kernel_size": 2, "padding": 3}, (4, 4, 2))
parity("conv2d", {"filters": 5, "kernel_size": 7, "bias": False}, (12, 13, 1))
parity("conv2d", {"filters": 60, "kernel_size": 3}, (5, 5, 2))
parity("conv2d", {"filters": 2, "kernel_size": [6, 7]}, (6, 7, 3))
parity("conv2d", {"filters": 3, "kernel_size": 4, "strides": 2, "padding": 1, "spectral_norm": True}, (8, 8, 2))
parity("conv2d", {"filters": 1, "kernel_size": 3, "padding": "same"}, (6, 5, 8))
parity("conv2d_transpose", {"filters": 3, "kernel_size": 3}, (4, 5, 2))
parity("conv2d_transpose", {"filters": 1, "kernel_size": 4, "strides": 2, "padding": 1}, (4, 3, 6))
parity("conv2d_transpose", {"filters": 2, "kernel_size": 4, "strides": 2, "padding": 1}, (4, 3, 3))
parity("conv2d_transpose", {"filters": 2, "kernel_size": 4, "strides": 2, "padding": "same"}, (4, 3, 3))
parity("conv2d_transpose", {"filters": 2, "kernel_size": 2, "strides": 3, "padding": "same"}, (3, 3, 2))
parity("conv2d_transpose", {"filters": 2, "kernel_size": 3, "strides": 2, "padding": 1, "output_padding": 1}, (3, 4, 2))
parity(
    "conv2d_transpose", {"filters": 2, "kernel_size": [2, 3], "strides": [3, 2], "output_padding": [2, 0]}, (3, 4, 2)
)
parity("conv2d_transpose", {"filters": 3, "kernel_size": 4, "bias": False}, (1, 1, 6))
parity("conv2d_transpose", {"filters": 2, "kernel_size": 4, "strides": 2, "spectral_norm": True}, (3, 4, 5))
parity("depthwise_conv2d", {"kernel_size": 3}, (6, 7, 3))
parity("depthwise_conv2d", {"kernel_size": [2, 3], "padding": 1, "strides": [2, 3]}, (8, 9, 2))
parity("depthwise_conv2d", {"kernel_size": 3, "padding": "same", "dilation": 2, "bias": False}, (7, 8, 2))
parity("max_pool", {}, (6, 8, 3))
parity("max_pool", {"pool_size": 3, "strides": 2}, (7, 8, 2))
parity("max_pool", {"pool_size": [2, 3], "strides": [3, 2], "padding": 1}, (7, 8, 2))
parity("max_pool", {"pool_size": 3, "strides": 2, "padding": "same"}, (8, 7, 2))
parity("average_pool", {}, (6, 8, 3))
parity("average_pool", {"pool_size": 3, "strides": 2, "padding": 1}, (7, 8, 2))
parity("average_pool", {"pool_size": 3, "strides": 2, "padding": "same"}, (8, 7, 2))
parity("global_average_pool", {}, (5, 4, 3))
parity("global_max_pool", {}, (5, 4, 3))
parity("upsample", {"factor": [2, 3]}, (3, 4, 2))
parity("upsample", {"method": "bilinear"}, (3, 4, 2))
parity("upsample", {"method": "bilinear", "factor": [3, 4]}, (4, 2, 2))
parity("batch_norm", {}, (6,))
parity("batch_norm", {"momentum": 0.7, "eps": 1e-3}, (4, 3))
parity("batch_norm", {"momentum": 0.99}, (4, 5, 3))
parity("batch_norm", {}, (4, 5, 3), training=False)
parity("simple_rnn", {"units": 4}, (5, 3))
parity("simple_rnn", {"units": 3, "returns": "sequence", "bidirectional": True, "bias": False}, (4, 2))
parity("simple_rnn", {"units": 3, "returns": "state"}, (4, 2), (3,))
parity("lstm", {"units": 4}, (5, 3))
parity("lstm", {"units": 3, "returns": "sequence", "bidirectional": True}, (4, 2))
parity("lstm", {"units": 3, "returns": "state", "bidirectional": True, "bias": False}, (4, 2), (12,))
parity("gru", {"units": 4}, (5, 3))
parity("gru", {"units": 3, "returns": "sequence", "bidirectional": True}, (4, 2))
parity("gru", {"units": 3, "returns": "state", "bias": False}, (4, 2), (3,))
parity("layer_norm", {}, (6,))
parity("layer_norm", {"eps": 1e-2}, (3, 4, 5))
parity("dropout", {}, (7,), training=False)
parity("gaussian_noise", {}, (7,), training=False)
parity("add", {}, (7,), (7,))
parity("add", {}, (4, 3, 2), (4, 3, 2), (4, 3, 2))
parity("multiply", {}, (7,), (7,), (7,))
parity("dot", {}, (7,), (7,))
parity("concat", {}, (3, 4, 2), (3, 4, 3))
parity("concat", {"axis": 0}, (3, 4), (2, 4))
parity("identity", {}, (8,))
parity("step", {}, (8,))
parity("relu", {}, (8,))
parity("leaky_relu", {"slope": 0.2}, (8,))
parity("elu", {}, (8,))
parity("elu", {"alpha": 0.4}, (8,))
parity("sigmoid", {}, (8,))
parity("tanh", {}, (8,))
parity("softplus", {}, (8,))
parity("silu", {}, (8,))
parity("gelu", {}, (8,))
parity("softmax", {}, (8,))
parity("softmax", {}, (3, 5))

# -- losses: targets are numbers, shares, rows that sum to one, labels, or zeros and ones -----------------------------

parity_loss("softmax_cross_entropy", {}, "labels")
parity_loss("softmax_cross_entropy", {}, "rows")
parity_loss("softmax_cross_entropy", {"label_smoothing": 0.1}, "labels")
parity_loss("softmax_cross_entropy", {"label_smoothing": 0.3}, "rows")
parity_loss("binary_cross_entropy", {}, "shares")
parity_loss("binary_cross_entropy", {}, "zeros and ones")
parity_loss("mean_squared_error", {}, "numbers")
parity_loss("half_squared_error", {}, "numbers")
parity_loss("mean_absolute_error", {}, "numbers")
parity_loss("huber", {}, "numbers")
parity_loss("huber", {"delta": 0.4}, "numbers")
parity_loss("hinge", {}, "zeros and ones")

# -- optimizers: ten steps each; PyTorch's clipping adds 1e-6 to the norm ---------------------------------------------

parity_optimizer("sgd", {"lr": 0.1})
parity_optimizer("sgd", {"lr": 0.1, "weight_decay": 0.05})
parity_optimizer("sgd", {"lr": 0.1}, clip=2.0, tolerance=1e-6)
parity_optimizer("momentum", {"lr": 0.02, "momentum": 0.8})
parity_optimizer("momentum", {"lr": 0.02, "weight_decay": 0.05})
parity_optimizer("nesterov", {"lr": 0.02, "momentum": 0.95})
parity_optimizer("nesterov", {"lr": 0.02, "weight_decay": 0.05})
parity_optimizer("adagrad", {"lr": 0.1})
parity_optimizer("adagrad", {"lr": 0.1, "eps": 0.01, "weight_decay": 0.05})
parity_optimizer("rmsprop", {"lr": 0.02})
parity_optimizer("rmsprop", {"lr": 0.02, "rho": 0.9, "eps": 0.01, "weight_decay": 0.05})
parity_optimizer("adam", {})
parity_optimizer("adam", {"lr": 0.05, "beta1": 0.7, "beta2": 0.9, "eps": 0.01, "weight_decay": 0.05})
parity_optimizer("adam", {"lr": 0.05}, clip=1.0, tolerance=1e-6)
parity_optimizer("adamw", {})
parity_optimizer("adamw", {"lr": 0.05, "beta1": 0.7, "beta2": 0.99, "weight_decay": 0.2})
