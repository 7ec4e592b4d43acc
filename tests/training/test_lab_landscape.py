"""The loss over two weights: what a Lab measures with the weights put there; looking at it disturbs nothing."""

import numpy as np
import pytest

from netsumiki.engine.errors import DataError
from netsumiki.training.lab import Axis, Lab, landscape
from tests.training.labs import recipe, template, weights
from tests.training.small import points_recipe

ACROSS = Axis("dense", "W", (0, 1), -2.0, 2.0)
UP = Axis("dense", "b", (0,), -1.0, 3.0)


def lab(**training):
    nodes = [{"name": "dense", "layer": "dense", "units": 2}, {"name": "softmax", "layer": "softmax"}]
    return Lab(points_recipe({"dataset": "moons", "count": 400}, nodes, **training))


def test_each_height_is_the_loss_that_the_lab_measures_with_the_weights_put_there():
    one = lab()
    heights = landscape(one, ACROSS, UP, 9)
    assert heights.shape == (9, 9) and heights.dtype == np.float32
    for row, column in [(0, 0), (0, 8), (8, 0), (3, 5)]:
        one.set_weight("dense", "W", (0, 1), -2 + 4 * column / 8)
        one.set_weight("dense", "b", (0,), 3 - 4 * row / 8)  # the first row is the top
        assert heights[row, column] == pytest.approx(one.measure()["training"][0], rel=1e-5)


def test_drawing_it_teaches_and_moves_nothing():
    watched, alone = lab(), lab()
    watched.train(3)
    before = weights(watched).copy()
    landscape(watched, ACROSS, UP, 8)
    assert np.array_equal(weights(watched), before) and watched.step == 3
    watched.train(4)
    alone.train(7)
    assert np.array_equal(weights(watched), weights(alone))


def test_a_step_against_the_slope_goes_down_on_it():
    one = lab(batch_size=320, optimizer={"optimizer": "sgd", "lr": 0.1})
    one.train(1)
    w, b = (p.value[place] for p, place in (one.weight("dense", "W", (0, 1)), one.weight("dense", "b", (0,))))
    dw, db = (one.parameter("dense", name).grad for name in ("W", "b"))
    near = (Axis("dense", "W", (0, 1), w - 0.01, w + 0.01), Axis("dense", "b", (0,), b - 0.01, b + 0.01))
    heights = landscape(one, *near, 9)
    assert (heights[4, 8] > heights[4, 0]) == (dw[0, 1] > 0) and (heights[0, 4] > heights[8, 4]) == (db[0] > 0)


@pytest.mark.parametrize(
    ("document", "up", "code"),
    [
        (recipe(), Axis("dense_1", "W", (0, 1), 0, 1), "same-weight"),
        (recipe(), Axis("dense_2", "W", (9, 9), 0, 1), "weight-index"),
        (recipe(), Axis("nowhere", "W", (0, 0), 0, 1), "unknown-weight"),
        (template("gan-2d", batch_size=16), Axis("dense_2", "W", (0, 0), 0, 1), "not-classifier"),
    ],
)
def test_what_has_no_landscape_is_told(document, up, code):
    with pytest.raises(DataError) as error:
        landscape(Lab(document), Axis("dense_1", "W", (0, 1), 0, 1), up, 8)
    assert error.value.problems[0].code == code


def test_a_landscape_that_takes_too_long_is_refused_with_its_size():
    nodes = [{"name": "wide", "layer": "dense", "units": 2000}, {"layer": "relu"}, {"layer": "dense", "units": 2}]
    axes = [Axis("wide", "b", (unit,), 0.0, 1.0) for unit in (0, 1)]
    with pytest.raises(DataError) as error:
        landscape(Lab(points_recipe("moons", nodes, batch_size=10)), *axes, 64)
    problem = error.value.problems[0]
    assert problem.code == "lab-size" and problem.facts["value"] > problem.facts["most"]
