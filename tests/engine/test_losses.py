"""Losses at values that one can work out by hand, and what they do with labels."""

from math import log

import numpy as np
import pytest

from netsumiki.engine.errors import DataError
from netsumiki.engine.losses import losses
from netsumiki.engine.workspace import Workspace

Y, T = [[1.0, -2.0]], [[0.0, 1.0]]
BY_HAND = [
    # loss, options, outputs, targets, value, gradient
    ("mean_squared_error", {}, Y, T, (1 + 9) / 2, [[1, -3]]),
    ("half_squared_error", {}, Y, T, (1 + 9) / 2, [[1, -3]]),
    ("half_squared_error", {}, Y * 2, T * 2, 5, [[0.5, -1.5]] * 2),
    ("mean_absolute_error", {}, Y, T, (1 + 3) / 2, [[0.5, -0.5]]),
    ("huber", {}, Y, T, (0.5 + 2.5) / 2, [[0.5, -0.5]]),
    ("huber", {"delta": 2.0}, Y, T, (0.5 + 4) / 2, [[0.5, -1]]),
    ("hinge", {}, Y, T, (2 + 3) / 2, [[0.5, -0.5]]),
    ("hinge", {}, [[-1.5, 1.5]], T, 0, [[0, 0]]),
    ("binary_cross_entropy", {}, [[0.0, 0.0]], T, log(2), [[0.25, -0.25]]),
    ("softmax_cross_entropy", {}, [[0.0, log(3)]], T, log(4 / 3), [[0.25, -0.25]]),
    ("softmax_cross_entropy", {"label_smoothing": 0.5}, [[0.0, 0.0]], T, log(2), [[0.25, -0.25]]),
]


@pytest.mark.parametrize(("name", "options", "y", "target", "value", "dy"), BY_HAND)
def test_value_and_gradient_are_those_worked_out_by_hand(name, options, y, target, value, dy):
    loss = losses[name](**options).bind(Workspace(np.float64, strict=True))
    assert loss.forward(np.array(y), np.array(target)) == pytest.approx(value, abs=1e-12)
    assert np.allclose(loss.backward(), dy, atol=1e-12)


def test_every_loss_is_tested():
    assert set(losses) == {name for name, *_ in BY_HAND}


def test_confident_mistake_costs_as_much_as_the_logits_say():
    loss = losses["softmax_cross_entropy"]().bind(Workspace())
    assert loss.forward(np.array([[500.0, 0.0]], np.float32), np.array([1])) == pytest.approx(500)


@pytest.mark.parametrize("name", ["binary_cross_entropy", "hinge"])
def test_one_logit_takes_labels_zero_and_one(name):
    loss = losses[name]().bind(Workspace(np.float64, strict=True))
    y, labels = np.array([[0.3], [-0.7], [1.2]]), np.array([1, 0, 0], np.uint8)
    assert loss.forward(y, labels) == loss.forward(y, labels[:, None].astype(float)) > 0
    with pytest.raises(DataError, match="label 2"):
        loss.forward(y, np.array([0, 1, 2]))


def test_label_outside_the_classes_is_named_with_the_remedy():
    loss = losses["softmax_cross_entropy"]().bind(Workspace())
    with pytest.raises(DataError) as caught:
        loss.forward(np.zeros((2, 10), np.float32), np.array([3, 10]))
    assert str(caught.value) == (
        "label 10 lies outside the 10 classes 0 … 9: give the last layer more units or check the labels"
    )
