"""Scales are chosen so that the end of a run can be read, and thinning hides no extreme."""

import pytest

from netsumiki.insight.axes import accuracy_axis, loss_axis, step_axis
from netsumiki.insight.curves import Series, chart, thinned
from tests.insight.reading import read


def texts(axis) -> list[str]:
    return [text.replace("\N{NO-BREAK SPACE}", " ") for _, text in axis.ticks]


def test_loss_that_falls_far_is_drawn_logarithmically():
    axis = loss_axis([2.3, 0.5, 0.02])
    assert axis.note == "log scale"
    assert texts(axis) == ["0.02", "0.05", "0.1", "0.2", "0.5", "1", "2"]
    assert axis.place(0.2) - axis.place(0.1) == pytest.approx(axis.place(2) - axis.place(1))


def test_loss_that_hardly_falls_starts_at_zero():
    axis = loss_axis([2.3, 1.9, 0.8])
    assert axis.place(0) == 0
    assert texts(axis)[0] == "0"


@pytest.mark.parametrize("values", [[0.0], [0.0, 0.0], [3.0], [1e-9, 5.0], [0.0, 5.0], [-1.0, 2.0], [1e-30, 1e30]])
def test_loss_axis_holds_every_value(values):
    axis = loss_axis(values)
    assert all(-1e-9 <= axis.place(v) <= 1 + 1e-9 for v in values)
    assert 1 <= len(axis.ticks) <= 7


def test_accuracy_near_the_top_gives_equal_height_to_each_halving_of_the_errors():
    axis = accuracy_axis([0.1, 0.9, 0.98, 0.995])
    assert axis.note == "log scale"
    assert axis.place(0.98) - axis.place(0.96) == pytest.approx(axis.place(0.99) - axis.place(0.98))
    assert "99 %" in texts(axis)


def test_accuracy_far_from_the_top_is_drawn_straight():
    axis = accuracy_axis([0.1, 0.5, 0.7])
    assert axis.note == ""
    assert axis.place(0.6) - axis.place(0.5) == pytest.approx(axis.place(0.5) - axis.place(0.4))


@pytest.mark.parametrize("values", [[1.0], [0.0], [0.0, 1.0], [0.97], [0.2, 0.99, 1.0], [0.5, 0.999999]])
def test_accuracy_axis_holds_every_value(values):
    axis = accuracy_axis(values)
    assert all(-1e-9 <= axis.place(v) <= 1 + 1e-9 for v in values)
    assert axis.ticks


def test_steps_are_whole_and_short():
    assert texts(step_axis(1000)) == ["step 0", "200", "400", "600", "800", "1,000"]
    assert texts(step_axis(1)) == ["step 0", "1"]
    assert texts(step_axis(25_000))[-1] == "25k"


def test_thinning_keeps_the_extremes_as_a_band():
    points = [(float(s), 1.0) for s in range(5000)]
    points[1234] = (1234.0, 9.0)
    points[4321] = (4321.0, float("nan"))
    series = thinned("training", points)
    assert len(series.values) <= 240
    assert max(series.high) == 9.0
    assert min(series.low) == 1.0
    assert max(series.values) < 2.0


def test_few_points_are_all_kept():
    assert list(thinned("training", [(2.0, 5.0), (1.0, 7.0)]).values) == [7.0, 5.0]


def test_a_single_point_is_drawn_as_a_dot():
    series = Series("training", [1], [0.5])
    page = read(chart("Loss curve: 0.5", [series], step_axis(1), loss_axis([0.5])))
    assert len(page.all("path", class_="dots")) == 1
    assert page.named("Loss curve")


def test_test_result_is_a_mark_at_its_height():
    series = [Series("training", [0, 10], [2.0, 1.0]), Series("test", [10], [1.0])]
    page = read(chart("Loss curve", series, step_axis(10), loss_axis([2.0, 1.0])))
    assert page.one("i", class_="pointer")["style"].startswith("bottom:47.6")
