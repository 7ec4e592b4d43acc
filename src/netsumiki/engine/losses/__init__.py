"""What a network is asked to make small. Losses take logits, average over the batch, and know their own derivative."""

from typing import Any, Self

import numpy as np

from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.ops.softmax import softmax_and_log
from netsumiki.engine.registry import Declared, Registry, option
from netsumiki.engine.workspace import Workspace

losses: "Registry[Loss]" = Registry("loss", "losses")


class Objective(Declared):
    """Bound to the memory of a workspace; its value is asked first, then `backward()` says how scores move it."""

    workspace: Workspace
    dy: Any

    def bind(self, workspace: Workspace) -> Self:
        self.workspace = workspace
        return self

    def buffer(self, name: str, *shape: int, dtype: Any = None) -> Any:
        return self.workspace.buffer("", f"loss {name}", shape, dtype)

    def backward(self) -> Any:
        """dL/dy for the value asked last; Shapes: as y. Valid until the next value is asked."""
        return self.dy


class Loss(Objective):
    """`forward(y, target)` gives L as a float and remembers what `backward()` needs for dL/dy.

    `total` is the number of samples by which the sum is divided: the batch size. Given more than the samples at hand,
    it lets a batch be worked through in pieces whose losses and gradients add up to those of the whole.
    """

    _rows: Any = None
    single_output: int = 0  # number of classes that one output can tell apart
    activation: str | None = None  # the final activation that is already part of this loss

    def forward(self, y: Any, target: Any, total: int | None = None) -> float:
        raise NotImplementedError

    def dense_target(self, y: Any, target: Any) -> Any:
        """Targets as an array like y: whole-number labels become one-hot rows, or stay numbers for a single output."""
        if target.shape == y.shape:
            return target
        if target.shape == y.shape[:-1] and target.dtype.kind in "iu":
            if y.shape[-1] == 1 and self.single_output:
                self.check_labels(target, self.single_output)
                return target[..., None]
            self.check_labels(target, y.shape[-1])
            one_hot = self.buffer("one-hot", target.size, y.shape[-1])
            one_hot.fill(0)
            one_hot[self.row_numbers(target.size), target.reshape(-1)] = 1
            return one_hot.reshape(y.shape)
        clash = f"the loss compares outputs {y.shape} with targets {target.shape} of type {target.dtype}"
        raise DataError(Problem("target-shape", f"{clash}: make them fit"))

    def row_numbers(self, count: int) -> Any:
        """0, 1, … count − 1, made once."""
        if self._rows is None or len(self._rows) < count:
            self._rows = np.arange(count)
        return self._rows[:count]

    @staticmethod
    def check_labels(labels: Any, classes: int) -> None:
        if labels.size and not (labels.min() >= 0 and labels.max() < classes):
            wrong = int(labels.min() if labels.min() < 0 else labels.max())
            message = (
                f"label {wrong} lies outside the {classes} classes 0 … {classes - 1}: "
                "give the last layer more units or check the labels"
            )
            raise DataError(Problem("label-range", message, facts={"value": wrong, "classes": classes}))


class ElementwiseLoss(Loss):
    """L = Σ over samples of the mean over outputs of l(y, t), divided by the batch size."""

    def forward(self, y, target, total=None):
        target = self.dense_target(y, target)
        terms, self.dy = self.buffer("terms", *y.shape), self.buffer("dy", *y.shape)
        self.terms(y, target, terms, self.dy)
        scale = 1.0 / ((total or len(y)) * self.divisor(y))
        self.dy *= scale
        return float(np.sum(terms, dtype=np.float64)) * scale

    def divisor(self, y: Any) -> int:
        return y[0].size if len(y) else 1

    def terms(self, y: Any, target: Any, terms: Any, dy: Any) -> None:
        """Write l into terms and dl/dy into dy."""
        raise NotImplementedError


@losses.register("mean_squared_error")
class MeanSquaredError(ElementwiseLoss):
    """L = mean (y − t)²"""

    def terms(self, y, target, terms, dy):
        np.subtract(y, target, out=dy)
        np.multiply(dy, dy, out=terms)
        dy *= 2


@losses.register("half_squared_error")
class HalfSquaredError(ElementwiseLoss):
    """L = ½ Σ (y − t)², summed over the outputs of a sample, averaged over samples"""

    def divisor(self, y):
        return 1

    def terms(self, y, target, terms, dy):
        np.subtract(y, target, out=dy)
        np.multiply(dy, dy, out=terms)
        terms *= 0.5


@losses.register("mean_absolute_error")
class MeanAbsoluteError(ElementwiseLoss):
    """L = mean |y − t|"""

    def terms(self, y, target, terms, dy):
        np.subtract(y, target, out=dy)
        np.absolute(dy, out=terms)
        np.sign(dy, out=dy)


@losses.register("huber")
class Huber(ElementwiseLoss):
    """L = mean of ½ d² if |d| ≤ delta, else delta · (|d| − ½ delta), with d = y − t

    Source: Huber, Robust estimation of a location parameter, 1964
    """

    delta: float = option(1.0, gt=0, help="Where the parabola turns into a straight line.")

    def terms(self, y, target, terms, dy):
        np.subtract(y, target, out=terms)
        np.clip(terms, -self.delta, self.delta, out=dy)  # dl/dd; l = dy · (d − ½ dy) in both branches
        terms -= np.multiply(dy, 0.5, out=self.buffer("half", *y.shape))
        terms *= dy


@losses.register("binary_cross_entropy")
class BinaryCrossEntropy(ElementwiseLoss):
    """L = mean of log(1 + eʸ) − t · y for logits y and targets t in 0 … 1

    Source: Cox, The regression analysis of binary sequences, 1958
    """

    activation = "sigmoid"
    single_output = 2

    def terms(self, y, target, terms, dy):
        exp = np.absolute(y, out=self.buffer("exp", *y.shape))
        np.negative(exp, out=exp)
        np.exp(exp, out=exp)  # e^−|y| never overflows
        np.log1p(exp, out=terms)
        terms += np.maximum(y, 0, out=dy)
        terms -= np.multiply(y, target, out=dy)
        np.multiply(y, 0.5, out=dy)
        np.tanh(dy, out=dy)
        dy *= 0.5
        dy += 0.5  # sigmoid(y)
        dy -= target


@losses.register("hinge")
class Hinge(ElementwiseLoss):
    """L = mean of max(0, 1 − s · y), s = +1 where the target is 1 and −1 where it is 0

    Source: Cortes & Vapnik, Support-vector networks, 1995
    """

    single_output = 2

    def terms(self, y, target, terms, dy):
        sign = np.multiply(target, 2, out=self.buffer("sign", *y.shape))
        sign -= 1
        np.multiply(y, sign, out=terms)
        np.subtract(1, terms, out=terms)
        np.maximum(terms, 0, out=terms)
        np.sign(terms, out=dy)
        dy *= sign
        np.negative(dy, out=dy)


@losses.register("softmax_cross_entropy")
class SoftmaxCrossEntropy(Loss):
    """L = mean over samples of −Σₖ tₖ log softmax(y)ₖ;  dL/dy = (softmax(y) − t) / N

    Targets: whole-number labels (N,), or rows (N, classes) that sum to one. `label_smoothing` s turns t into
    (1 − s) · t + s / classes.

    Source: Bridle, 1990; label smoothing: Szegedy et al., Rethinking the Inception architecture, 2016
    """

    activation = "softmax"
    label_smoothing: float = option(0.0, ge=0, lt=1, help="Share of each target spread over all classes.")

    def forward(self, y, target, total=None):
        classes, total = y.shape[-1], total or len(y)
        t = self.dense_target(y, target)
        if self.label_smoothing:
            t = np.multiply(t, 1 - self.label_smoothing, out=self.buffer("t", *y.shape))
            t += self.label_smoothing / classes
        self.dy, log = self.buffer("dy", *y.shape), self.buffer("log", *y.shape)
        softmax_and_log(np, y, self.dy, log, self.buffer("column", *y.shape[:-1], 1))
        log *= t
        self.dy -= t
        self.dy *= 1.0 / total
        return -float(np.sum(log, dtype=np.float64)) / total
