"""What an activation makes of a sum, and its slope: for every activation of the registry."""

import numpy as np
import pytest

from netsumiki.engine.errors import NetsumikiError
from netsumiki.engine.layers import layers
from netsumiki.insight.bends import bend

NAMES = [name for name in layers if layers[name].group == "Activation" and name not in ("softmax", "step")]


@pytest.mark.parametrize("name", NAMES)
def test_the_slope_is_how_much_the_answer_changes_with_the_sum(name):
    x, y, slope = bend({"layer": name}, -6, 6, 2400)  # an even number of places: none is 0, where some have a corner
    between = (x[1:-1] < -0.01) | (x[1:-1] > 0.01)
    measured = (y[2:] - y[:-2]).astype(float) / (x[2:] - x[:-2])
    assert slope[1:-1][between] == pytest.approx(measured[between], abs=2e-3)


def test_a_step_has_no_slope_anywhere():
    x, y, slope = bend("step", -1, 1, 201)
    assert not slope.any() and np.array_equal(y, x > 0)


def test_options_are_those_of_the_layer():
    x, y, slope = bend({"layer": "leaky_relu", "slope": 0.3}, -2, 2, 4)
    assert y == pytest.approx(np.where(x > 0, x, 0.3 * x)) and slope == pytest.approx([0.3, 0.3, 1, 1])


@pytest.mark.parametrize(
    ("activation", "code"),
    [
        ({"layer": "dense"}, "not-activation"),
        ({"layer": "softmax"}, "not-activation"),
        ({"layer": "nothing"}, "unknown-layer"),
        ({"layer": "leaky_relu", "slope": 2}, "option-value"),
    ],
)
def test_what_is_no_activation_is_told(activation, code):
    with pytest.raises(NetsumikiError) as error:
        bend(activation, -1, 1, 3)
    assert error.value.problems[0].code == code
