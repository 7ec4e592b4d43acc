"""The explanations are the numbers that Captum gave for the same network, in every method that it has too."""

import numpy as np
import pytest

from netsumiki.insight.attribution import attributions, explain
from netsumiki.insight.attribution.maps import class_maps
from netsumiki.insight.attribution.probe import Probe
from tests.parity.captum_cases import FROZEN, LAYER_MAPS, METHODS, TARGETS, network, pictures

WITHOUT_CAPTUM = {"smoothgrad": "draws random numbers", "activation_maximization": "is not in Captum"}
IN_FLOAT32 = ("integrated_gradients", "occlusion")  # a part of which Captum computes in float32, whatever it is given
PRECISIONS = pytest.mark.parametrize(
    ("dtype", "tolerance"), [(np.float64, 1e-9), (np.float32, 1e-5)], ids=["float64", "float32"]
)


@pytest.fixture(scope="module")
def frozen():
    with np.load(FROZEN, allow_pickle=False) as file:
        return dict(file)


def compare(mine, theirs, tolerance):
    """Relative to the largest number in it; the agreement that is promised is 1e-4."""
    assert mine.shape == theirs.shape
    scale = np.abs(theirs).max()
    assert scale > 1e-2
    assert np.abs(mine - theirs).max() <= tolerance * scale


@PRECISIONS
@pytest.mark.parametrize("name", METHODS)
def test_method_gives_the_same_numbers(name, dtype, tolerance, frozen):
    method = attributions.create(name, **METHODS[name])
    found = explain(network(dtype), pictures().astype(dtype), method, TARGETS)
    compare(found.values, frozen[name], max(tolerance, 1e-6) if name in IN_FLOAT32 else tolerance)


@PRECISIONS
@pytest.mark.parametrize("node", LAYER_MAPS)
def test_grad_cam_gives_the_same_maps_of_every_layer(node, dtype, tolerance, frozen):
    probe = Probe(network(dtype))
    found = class_maps(probe, node, pictures().astype(dtype), np.array(TARGETS), positive=False)
    compare(found[..., np.newaxis], frozen[f"grad_cam of {node}"], tolerance)


def test_every_method_that_captum_has_is_compared():
    assert set(attributions) == set(METHODS) | set(WITHOUT_CAPTUM)


def test_frozen_numbers_stay_small():
    assert FROZEN.stat().st_size < 60 * 1024
