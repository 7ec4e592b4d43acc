"""The features of a point: what each of them is, and that one layer of weights can then draw a curve."""

import numpy as np
import pytest

from netsumiki.engine.errors import RecipeError
from netsumiki.engine.graph import Graph, sequential
from netsumiki.engine.layers import layers
from netsumiki.engine.workspace import Workspace

POINT = np.array([[0.5, -2.0]], np.float64)
EVERY = ("x1", "x2", "x1_squared", "x2_squared", "x1_x2", "sin_x1", "sin_x2")


def features(**chosen):
    off = dict.fromkeys(EVERY, False)
    node = {"name": "features", "layer": "point_features", **off, **chosen}
    return Graph(sequential((2,), [node], name="point"), Workspace(np.float64, strict=True))


@pytest.mark.parametrize(
    ("name", "value", "gradient"),
    [
        ("x1", 0.5, [1, 0]),
        ("x2", -2, [0, 1]),
        ("x1_squared", 0.25, [1, 0]),
        ("x2_squared", 4, [0, -4]),
        ("x1_x2", -1, [-2, 0.5]),
        ("sin_x1", 1, [0, 0]),
        ("sin_x2", 0, [0, np.pi]),
    ],
)
def test_each_feature_and_its_gradient(name, value, gradient):
    graph = features(**{name: True})
    assert graph.forward(POINT)[0, 0] == pytest.approx(value, abs=1e-12)
    assert graph.backward(np.ones((1, 1)), inputs=True)["point"][0] == pytest.approx(gradient, abs=1e-12)


def test_the_features_come_in_one_order_whatever_is_chosen():
    y = features(sin_x1=True, x1_squared=True, x2=True).forward(POINT)
    assert y[0] == pytest.approx([-2, 0.25, 1])


def test_without_a_choice_the_point_passes_as_it_is():
    assert layers["point_features"]().chosen() == ["x1", "x2"]


@pytest.mark.parametrize(
    ("shape", "options", "code"),
    [((3,), {}, "rank"), ((28, 28, 1), {}, "rank"), ((2,), {"x1": False, "x2": False}, "no-features")],
)
def test_what_is_no_point_or_leaves_nothing_is_refused(shape, options, code):
    with pytest.raises(RecipeError) as error:
        layers["point_features"](**options).output_shape(shape)
    assert error.value.problems[0].code == code and ": " in error.value.problems[0].message
