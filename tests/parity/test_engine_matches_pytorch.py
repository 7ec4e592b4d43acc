"""The engine gives the numbers that PyTorch gave: forward, every gradient, ten steps of every optimizer."""

import numpy as np
import pytest

from netsumiki.engine.layers import layers
from netsumiki.engine.losses import losses
from netsumiki.engine.optimizers import optimizers
from tests.parity import network, sides
from tests.parity.cases import FROZEN, LAYERS, LOSSES, OPTIMIZERS, digest

PRECISIONS = pytest.mark.parametrize("dtype", [np.float64, np.float32], ids=["float64", "float32"])


@pytest.fixture(scope="module")
def frozen():
    with np.load(FROZEN, allow_pickle=False) as file:
        return dict(file)


def compare(found, expected, tolerance):
    """Each array against its part of the frozen numbers, relative to the largest number in it."""
    start = 0
    for name, array in found.items():
        mine = digest(array)
        theirs = expected[start : start + len(mine)]
        start += len(mine)
        scale = max(np.abs(theirs).max(initial=0.0), 1e-3)
        error = np.abs(mine - theirs).max(initial=0.0) / scale
        assert error <= tolerance, f"{name} is off by {error:.1e}"
    assert start == len(expected)


def marked(cases):
    return pytest.mark.parametrize("case", [pytest.param(case, id=case.key) for case in cases])


@PRECISIONS
@marked(LAYERS)
def test_layer_gives_the_same_output_and_gradients(case, dtype, frozen):
    compare(sides.layer(case, dtype), frozen[case.key], case.tolerance if dtype == np.float64 else 1e-5)


@PRECISIONS
@marked(LOSSES)
def test_loss_gives_the_same_value_and_gradient(case, dtype, frozen):
    compare(sides.loss(case, dtype), frozen[case.key], case.tolerance if dtype == np.float64 else 1e-5)


@PRECISIONS
@marked(OPTIMIZERS)
def test_optimizer_goes_the_same_way_for_ten_steps(case, dtype, frozen):
    compare(sides.optimizer(case, dtype), frozen[case.key], case.tolerance if dtype == np.float64 else 1e-5)


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float64, 1e-9), (np.float32, 1e-4)], ids=["float64", "float32"])
def test_network_trains_the_same_way_for_ten_steps(dtype, tolerance, frozen):
    compare(network.with_engine(dtype), frozen["network"], tolerance)


@pytest.mark.parametrize(
    ("registry", "cases"),
    [(layers, LAYERS), (losses, LOSSES), (optimizers, OPTIMIZERS)],
    ids=lambda v: getattr(v, "kind", ""),
)
def test_every_registered_part_is_compared(registry, cases):
    assert set(registry) == {case.part for case in cases}


def test_frozen_numbers_stay_small():
    assert FROZEN.stat().st_size < 300 * 1024
