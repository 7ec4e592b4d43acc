"""Real MNIST for the tests that need it, and small pictures for those that do not."""

import numpy as np
import pytest

from netsumiki.data import Data, Split, load
from netsumiki.data.mnist import locate


@pytest.fixture(scope="session")
def mnist() -> Data:
    if locate() is None:
        pytest.skip("MNIST not present; set NETSUMIKI_DATA_DIR")
    return load("mnist")


@pytest.fixture
def pictures() -> Split:
    """300 random pictures of 3 classes, each with its own row number in the first pixels."""
    stream = np.random.default_rng(0)
    inputs = stream.integers(0, 256, (300, 6, 5, 1), np.uint8)
    inputs[:, 0, 0, 0], inputs[:, 0, 1, 0] = np.arange(300) % 256, np.arange(300) // 256
    return Split(inputs, np.arange(300) % 3)
