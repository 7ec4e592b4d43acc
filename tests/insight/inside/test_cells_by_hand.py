"""Cells of tiny layers, with numbers that were worked out by hand."""

import numpy as np
import pytest

from netsumiki.engine.errors import DataError
from netsumiki.insight.inside import Look, input_gradient_cell, look, output_cell, parameter_gradient_cell
from tests.insight.inside.networks import network, picture, row

RISING = picture([[1, 2, 3], [4, 5, 6], [7, 8, 9]])


def told(cell):
    """(numbers, factors) of all terms"""
    terms = cell.describe()["terms"]
    return [t["number"] for t in terms], [t["factor"] for t in terms]


def test_dense_is_a_weighted_sum():
    graph = network([{"name": "d", "layer": "dense", "units": 2}], {"d.W": [[1, 2], [3, 4]], "d.b": [0.5, 1]}, x=[2])
    cell = output_cell(look(graph, row(10, 20)).seen("d"), (1,))
    assert told(cell) == ([10, 20], [2, 4])
    assert (cell.bias, cell.value, cell.total) == (1, 101, 101)
    assert cell.describe()["terms"][1] | {} == {
        "of": "x",
        "at": [1],
        "number": 20,
        "factor": 4,
        "factor_of": "W",
        "factor_at": [1, 1],
        "value": 80,
    }


def test_dense_gradients_are_products_of_what_came_in_and_what_came_back():
    graph = network([{"name": "d", "layer": "dense", "units": 2}], {"d.W": [[1, 2], [3, 4]]}, x=[2])
    seen = look(graph, row(10, 20)).seen("d")  # L is the mean of both outputs: dy = ½, ½
    assert told(input_gradient_cell(seen, (1,))) == ([0.5, 0.5], [3, 4])
    assert input_gradient_cell(seen, (1,)).value == 3.5
    cell = parameter_gradient_cell(seen, "W", (1, 0))
    assert told(cell) == ([20], [0.5]) and cell.value == 10
    assert parameter_gradient_cell(seen, "b", (0,)).value == 0.5


def test_convolution_shows_the_window_and_the_kernel():
    graph = network(
        [{"name": "c", "layer": "conv2d", "filters": 1, "kernel_size": 2}],
        {"c.W": np.reshape([1, 0, 0, -1], (2, 2, 1, 1)), "c.b": [0.25]},
        x=[3, 3, 1],
    )
    cell = output_cell(look(graph, RISING).seen("c"), (1, 0, 0))
    assert told(cell) == ([4, 5, 7, 8], [1, 0, 0, -1])
    assert cell.value == 4 - 8 + 0.25
    window, kernel = (patch.describe() for patch in cell.windows)
    assert window == {"of": "x", "start": [1, 0, 0], "size": [2, 2, 1], "stride": [1, 1, 1], "values": [4, 5, 7, 8]}
    assert kernel["of"] == "W" and kernel["values"] == [1, 0, 0, -1]


def test_a_window_at_the_border_is_filled_with_zeros_and_its_terms_lie_inside():
    graph = network([{"name": "c", "layer": "conv2d", "filters": 1, "padding": "same"}], x=[3, 3, 1])
    cell = output_cell(look(graph, RISING).seen("c"), (0, 0, 0))
    assert cell.windows[0].describe()["values"] == [0, 0, 0, 0, 1, 2, 0, 4, 5]
    assert cell.windows[0].start == (-1, -1, 0)
    assert [t["at"] for t in cell.describe()["terms"]] == [[0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 0]]


def test_a_pixel_of_dx_is_summed_over_all_windows_in_which_it_lay():
    graph = network(
        [{"name": "c", "layer": "conv2d", "filters": 1, "kernel_size": 2}],
        {"c.W": np.reshape([1, 2, 3, 4], (2, 2, 1, 1))},
        x=[3, 3, 1],
    )
    cell = input_gradient_cell(look(graph, RISING).seen("c"), (1, 1, 0))  # dy = ¼ everywhere
    assert sorted(told(cell)[1]) == [1, 2, 3, 4]
    assert cell.value == 2.5


def test_a_dilated_window_skips_pixels():
    graph = network([{"name": "c", "layer": "conv2d", "filters": 1, "kernel_size": 2, "dilation": 2}], x=[3, 3, 1])
    cell = output_cell(look(graph, RISING).seen("c"), (0, 0, 0))
    assert told(cell)[0] == [1, 3, 7, 9]
    assert cell.windows[0].stride == (2, 2, 1)


@pytest.mark.parametrize("options", [{"strides": 2, "kernel_size": 3}, {"strides": [1, 2], "kernel_size": [2, 5]}, {}])
def test_a_transposed_convolution_shows_the_kernel_in_the_order_of_its_pixels(options):
    graph = network([{"name": "c", "layer": "conv2d_transpose", "filters": 2, "bias": False, **options}], x=[3, 3, 2])
    x = np.random.default_rng(6).normal(size=(1, 3, 3, 2)).astype(np.float32)
    seen = look(graph, x).seen("c")
    for index in np.ndindex(*seen.output.shape):
        windows = output_cell(seen, index).windows
        shown = float((windows[0].values * windows[1].values[:, :, 0]).sum()) if windows else 0.0
        assert shown == pytest.approx(float(seen.output[index]), abs=1e-5)


def test_only_the_largest_pixel_of_a_pool_counts():
    graph = network([{"name": "p", "layer": "max_pool", "strides": 1}], x=[3, 3, 1])
    seen = look(graph, RISING).seen("p")
    cell = output_cell(seen, (0, 1, 0))
    assert (cell.kind, cell.value) == ("maximum", 6)
    assert told(cell) == ([2, 3, 5, 6], [0, 0, 0, 1])
    assert input_gradient_cell(seen, (2, 2, 0)).value == 0.25  # it won one of four windows
    assert input_gradient_cell(seen, (0, 0, 0)).value == 0


def test_of_equal_pixels_the_one_counts_that_gets_the_gradient():
    graph = network([{"name": "p", "layer": "max_pool"}], x=[2, 2, 1])
    cell = output_cell(look(graph, picture([[1, 7], [7, 7]])).seen("p"), (0, 0, 0))
    assert told(cell)[1] == [0, 0, 1, 0]  # the first column that holds it


def test_average_pool_divides_by_the_whole_window():
    graph = network([{"name": "p", "layer": "average_pool", "padding": 1}], x=[3, 3, 1])
    cell = output_cell(look(graph, RISING).seen("p"), (0, 0, 0))
    assert told(cell) == ([1], [0.25]) and cell.kind == "mean"


def test_batch_norm_tells_mean_and_variance():
    weights = {"n.mean": [3], "n.var": [4 - 1e-5], "n.gamma": [10], "n.beta": [1]}
    graph = network([{"name": "n", "layer": "batch_norm"}], weights, x=[1])
    cell = output_cell(look(graph, row(7)).seen("n"), (0,))
    steps = dict(cell.steps)
    assert (steps["mean"], steps["centred"], steps["gamma"], steps["beta"]) == (3, 4, 10, 1)
    assert steps["normal"] == pytest.approx(2) and cell.value == pytest.approx(21)
    assert cell.kind == "normalised"


def test_softmax_tells_its_powers_and_their_sum():
    graph = network([{"name": "s", "layer": "softmax"}], x=[2])
    cell = output_cell(look(graph, row(0, float(np.log(3)))).seen("s"), (0,))
    steps = dict(cell.steps)
    assert cell.value == pytest.approx(0.25)
    assert steps["power"] == pytest.approx(1 / 3) and steps["total"] == pytest.approx(4 / 3)
    assert cell.windows[1].of == "powers" and cell.windows[1].values.tolist() == pytest.approx([1 / 3, 1])


def test_softmax_gradient_is_what_came_back_less_its_mean():
    graph = network([{"name": "s", "layer": "softmax"}], x=[2])
    seen = look(graph, row(0, float(np.log(3))), target=0).seen("s")  # y = ¼, ¾; dy = −4, 0; dx = y − (1, 0)
    cell = input_gradient_cell(seen, (1,))
    assert cell.value == pytest.approx(0.75, abs=1e-6)
    assert told(cell)[0] == pytest.approx([-4, 0], abs=1e-5)
    assert told(cell)[1] == pytest.approx([-3 / 16, 3 / 16], abs=1e-6)


def test_features_of_a_point_say_what_they_are_made_of():
    graph = network([{"name": "f", "layer": "point_features", "x1_x2": True, "sin_x2": True}], x=[2])
    seen = look(graph, row(3, 0.5)).seen("f")
    assert told(output_cell(seen, (1,))) == ([0.5], [None])
    assert told(output_cell(seen, (2,))) == ([3], [0.5])
    assert output_cell(seen, (3,)).value == pytest.approx(1)
    assert input_gradient_cell(seen, (0,)).value == pytest.approx((1 + 0.5) / 4)


def test_an_lstm_shows_all_its_gates_at_the_step_that_is_asked_for():
    zeros = {f"r.{name}": 0 for name in ("W", "U")}
    graph = network([{"name": "r", "layer": "lstm", "units": 1}], zeros | {"r.b": [0, 100, 100, 100]}, x=[3, 1])
    seen = look(graph, np.ones((1, 3, 1), np.float32)).seen("r")
    for step in range(3):  # i = ½, f = o = g = 1: half more at each step
        cell = output_cell(seen, (0,), step)
        assert [(s.name, s.value) for s in cell.sums] == [("i", 0.5), ("f", 1), ("o", 1), ("g", 1)]
        assert dict(cell.steps)["c"] == 0.5 * (step + 1)
        assert cell.value == pytest.approx(np.tanh(0.5 * (step + 1)))
    with pytest.raises(DataError, match="read 3 steps, got step 3"):
        output_cell(seen, (0,), 3)


def test_a_simple_rnn_sums_input_state_and_offset():
    weights = {"r.W": [[0.5]], "r.U": [[2]], "r.b": [0.1]}
    graph = network([{"name": "r", "layer": "simple_rnn", "units": 1}], weights, x=[2, 1])
    cell = output_cell(look(graph, np.array([[[1], [3]]], np.float32)).seen("r"), (0,))
    first = float(np.tanh(0.6))
    assert cell.sums[0].total == pytest.approx(1.5 + 2 * first + 0.1)
    assert cell.value == pytest.approx(np.tanh(1.6 + 2 * first))
    assert [t.of for t in cell.sums[0].terms] == ["x", "h"]


def test_only_the_largest_terms_are_listed_and_the_others_are_one_number():
    graph = network([{"name": "d", "layer": "dense", "units": 1}], {"d.W": [[1], [-5], [2], [3]]}, x=[4])
    cell = output_cell(look(graph, row(1, 1, 1, 1)).seen("d"), (0,)).describe(most=2)
    assert [t["value"] for t in cell["terms"]] == [-5, 3]
    assert (cell["rest"], cell["count"], cell["value"]) == (3, 4, 1)


def test_a_number_that_is_none_is_told_as_nothing():
    graph = network([{"name": "d", "layer": "dense", "units": 1}], {"d.W": [[np.nan], [1]]}, x=[2])
    cell = output_cell(look(graph, row(1, 2)).seen("d"), (0,)).describe()
    assert cell["value"] is None and cell["terms"][0]["factor"] is None and cell["terms"][1]["value"] == 2


def test_a_place_that_is_not_there_is_told_in_words():
    seen = look(network([{"name": "d", "layer": "dense", "units": 2}], x=[2]), row(1, 2)).seen("d")
    with pytest.raises(DataError, match=r"no number at \[2\] in the output of shape \[2\]"):
        output_cell(seen, (2,))
    with pytest.raises(DataError, match='learns no parameter "V": it has W and b'):
        parameter_gradient_cell(seen, "V", (0, 0))
    with pytest.raises(DataError, match="without steps"):
        output_cell(seen, (0,), step=1)


def test_gradients_of_the_look_are_left_alone_by_looking_closer():
    graph = network([{"name": "d", "layer": "dense", "units": 2}, {"name": "t", "layer": "tanh"}], x=[2])
    found: Look = look(graph, row(1, 2))
    before = {name: d.copy() for name, d in found.gradients.items()}
    for name in ("d", "t"):
        seen = found.seen(name)
        input_gradient_cell(seen, (0,))
        seen.slopes((1,))
    assert all(np.array_equal(before[name], found.gradients[name]) for name in before)
