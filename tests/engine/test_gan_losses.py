"""Losses of two networks at values that one can work out by hand."""

from math import log

import numpy as np
import pytest

from netsumiki.engine.losses.adversarial import gan_losses
from netsumiki.engine.workspace import Workspace

BY_HAND = [
    # loss, options, scores, {side: (value, gradient)}
    (
        "non_saturating",
        {},
        [[log(3.0)]],
        {"real": (log(4 / 3), [[-0.25]]), "fake": (log(4), [[0.75]]), "generator": (log(4 / 3), [[-0.25]])},
    ),
    (
        "non_saturating",
        {"label_smoothing": 0.1},
        [[0.0], [0.0]],
        {
            "real": (log(2), [[-0.2], [-0.2]]),
            "fake": (log(2), [[0.25], [0.25]]),
            "generator": (log(2), [[-0.25], [-0.25]]),
        },
    ),
    (
        "least_squares",
        {},
        [[3.0], [0.0]],
        {
            "real": ((4 + 1) / 4, [[1.0], [-0.5]]),
            "fake": (9 / 4, [[1.5], [0.0]]),
            "generator": ((4 + 1) / 4, [[1.0], [-0.5]]),
        },
    ),
    (
        "least_squares",
        {"label_smoothing": 0.5},
        [[1.0]],
        {"real": (0.125, [[0.5]]), "fake": (0.5, [[1.0]]), "generator": (0.0, [[0.0]])},
    ),
    (
        "hinge",
        {},
        [[0.5], [-3.0]],
        {
            "real": ((0.5 + 4) / 2, [[-0.5], [-0.5]]),
            "fake": (1.5 / 2, [[0.5], [0.0]]),
            "generator": (2.5 / 2, [[-0.5], [-0.5]]),
        },
    ),
    (
        "wasserstein",
        {},
        [[0.5], [-3.0]],
        {
            "real": (1.25, [[-0.5], [-0.5]]),
            "fake": (-1.25, [[0.5], [0.5]]),
            "generator": (1.25, [[-0.5], [-0.5]]),
        },
    ),
]


def made(name, **options):
    return gan_losses[name](**options).bind(Workspace(np.float64, strict=True))


@pytest.mark.parametrize(("name", "options", "scores", "sides"), BY_HAND)
def test_value_and_gradient_are_those_worked_out_by_hand(name, options, scores, sides):
    loss = made(name, **options)
    for side, (value, dy) in sides.items():
        assert getattr(loss, side)(np.array(scores)) == pytest.approx(value, abs=1e-12), side
        assert np.allclose(loss.backward(), dy, atol=1e-12), side


def test_every_gan_loss_is_tested():
    assert set(gan_losses) == {name for name, *_ in BY_HAND}


def test_balance_is_that_of_the_papers():
    assert made("non_saturating").balance == pytest.approx((log(4), log(2)))
    assert made("least_squares").balance == (0.25, 0.125)
    assert made("hinge").balance == (2, 0)
    assert made("wasserstein").balance == (0, 0)


def test_only_the_wasserstein_loss_bounds_weights():
    assert made("wasserstein", limit=0.03).limit == 0.03
    assert {name for name in gan_losses if made(name).limit is not None} == {"wasserstein"}
