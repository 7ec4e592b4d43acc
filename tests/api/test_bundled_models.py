"""The models that come with the package still say what they said when they were trained."""

import pytest

import netsumiki as nk
from netsumiki.exporting.finding import bundled
from netsumiki.recipes import read


@pytest.mark.parametrize("name", sorted(bundled()))
def test_golden_samples_come_out_as_stored(name):
    model = nk.load(name)
    assert len(model.golden[0]) == 10
    assert model.check_golden() < 1e-5


def test_the_flagship_comes_along_with_its_own_recipe():
    assert "digit-reader" in bundled()
    assert nk.load("digit-reader").recipe["model"] == read("digit-reader")["model"]
