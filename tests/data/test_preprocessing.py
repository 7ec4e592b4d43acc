"""From bytes to a network's input."""

import json

import numpy as np
import pytest

from netsumiki.data import Preprocessing
from netsumiki.engine.errors import DataError, OptionError

PIXELS = np.array([0, 51, 255], np.uint8).reshape(1, 1, 3, 1)


def test_unit_goes_from_0_to_1():
    x = Preprocessing().to_network(PIXELS)
    assert x.dtype == np.float32 and np.allclose(x.ravel(), [0, 0.2, 1]) and x.max() <= 1


def test_standard_subtracts_the_mean_and_divides_by_the_deviation():
    x = Preprocessing(scale="standard", mean=0.2, std=0.5).to_network(PIXELS)
    assert x.dtype == np.float32 and np.allclose(x.ravel(), [-0.4, 0, 1.6], atol=1e-6)


def test_the_defaults_of_standard_are_those_of_mnist(mnist):
    x = Preprocessing(scale="standard").to_network(mnist.train.inputs)
    assert abs(x.mean(dtype=float)) < 1e-3 and abs(x.std(dtype=float) - 1) < 1e-3


@pytest.mark.parametrize("inputs", [PIXELS, np.ones((1, 1, 3, 1), np.float32)])
@pytest.mark.parametrize("scale", ["unit", "standard"])
def test_out_is_written_and_the_input_left_alone(inputs, scale):
    before, out = inputs.copy(), np.full(inputs.shape, np.nan, np.float32)
    preprocessing = Preprocessing(scale=scale)
    assert preprocessing.to_network(inputs, out=out) is out
    assert np.array_equal(out, preprocessing.to_network(inputs)) and np.array_equal(inputs, before)


def test_features_pass_unchanged():
    points = np.array([[300.0, -5.0]], np.float32)
    assert np.array_equal(Preprocessing(scale="standard").to_network(points), points)


def test_it_survives_json():
    preprocessing = Preprocessing(scale="standard", std=0.25)
    stored = json.loads(json.dumps(preprocessing.options()))
    assert stored == {"scale": "standard", "std": 0.25}
    assert Preprocessing(**stored).options() == stored


@pytest.mark.parametrize(
    "options", [{"scale": "log"}, {"std": 0}, {"std": float("nan")}, {"mean": "grey"}, {"gamma": 2}]
)
def test_options_out_of_bounds_are_refused(options):
    with pytest.raises(OptionError):
        Preprocessing(**options)


def test_pictures_that_are_not_bytes_are_refused():
    with pytest.raises(DataError, match="must be bytes"):
        Preprocessing().to_network(PIXELS.astype(np.int64))
