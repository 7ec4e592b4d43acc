"""The strips of a report: where the numbers lay at each moment, with names that say how it ended."""

import numpy as np
import pytest

from netsumiki.insight.report import write_report
from netsumiki.insight.sections.spreads import MOST_PARAMETERS, raster, spreads
from tests.insight.reading import read
from tests.insight.runs import facts


def spread(low, high, counts, broken=0):
    norm = None if low is None else 1.5
    return {"low": low, "high": high, "mean": 0.0, "norm": norm, "broken": broken, "counts": counts}


def moment(step, value, gradient, **units):
    return {"step": step, "parameters": {"conv.W": {"size": 4, "value": value, "gradient": gradient}}, "units": units}


MOMENTS = [
    moment(0, spread(0, 0, [4]), None),
    moment(9, spread(-1, 1, [1, 0, 3]), spread(None, None, [], 4), relu={"dead": 3, "of": 8}),
]


def test_rows_run_from_the_largest_number_down_and_are_roots_of_shares():
    made = raster([spread(0, 4, [1, 0, 0, 4]), spread(0, 1, [1, 1, 1, 1]), None], 0, 4, rows=4)
    assert made.tolist() == [[1, 0, 0], [0, 0, 0], [0, 0, 0], [0.5, 1, 0]]


def test_numbers_that_are_all_alike_lie_in_one_row():
    assert raster([spread(2, 2, [7])], 0, 4, rows=4)[:, 0].tolist() == [0, 1, 0, 0]
    assert raster([spread(0, 0, [7])], 0, 0, rows=3)[:, 0].tolist() == [0, 1, 0]


def test_the_report_shows_a_strip_for_each_parameter(tmp_path):
    write_report(tmp_path / "report.html", **facts(), moments=MOMENTS)
    section = read((tmp_path / "report.html").read_text("utf-8")).one(id="spreads")
    (picture,) = section.all("img")
    assert picture["alt"] == "conv.W, weights: in the end from -1 to 1, length 1.50"
    assert "4 numbers that were not finite were left out" in section.text and "none" in section.text
    assert "relu: 3 of 8" in section.text and "From step 0 on the left to step 9 on the right" in section.text


@pytest.mark.parametrize("moments", [[], MOMENTS[:1]])
def test_a_run_that_recorded_no_way_shows_none(moments):
    assert spreads(moments) is None


def test_of_very_many_parameters_the_first_are_shown():
    one = {"size": 4, "value": spread(0, 1, [4]), "gradient": None}
    many = [{"step": step, "parameters": {f"d{n}.W": one for n in range(60)}, "units": {}} for step in (0, 1)]
    told = spreads(many)
    assert told.count("<img") == MOST_PARAMETERS and "The first 24 of 60 parameters are shown" in told


def test_a_picture_is_as_wide_as_there_are_moments():
    assert np.shape(raster([None] * 7, 0, 1)) == (32, 7)
