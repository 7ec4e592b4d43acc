"""Many numbers in few, and as pictures: with what is no number counted and shown, never hidden."""

import numpy as np
import pytest

from netsumiki.insight.inside.looking import Look, look, looking_glass
from netsumiki.insight.inside.maps import LONGEST, output_maps, parameter_maps, picture_behind
from netsumiki.insight.inside.statistics import length, statistics
from tests.insight.inside.networks import network, row


def test_statistics_by_hand():
    found = statistics(np.array([[3, 0], [-4, 1]], np.float32))
    assert (found.shape, found.size, found.mean, found.norm) == ((2, 2), 4, 0, pytest.approx(26**0.5))
    assert (found.low, found.high, found.zeros, found.nan, found.infinite) == (-4, 3, 0.25, 0, 0)
    assert found.std == pytest.approx(6.5**0.5)


def test_a_histogram_counts_every_number_once():
    numbers = np.random.default_rng(0).normal(size=10_001).astype(np.float32)
    found = statistics(numbers).histogram
    expected, edges = np.histogram(numbers, bins=64)
    assert sum(found.counts) == 10_001 and len(found.counts) == 64
    assert (found.low, found.high) == (edges[0], edges[-1])
    assert np.abs(np.array(found.counts) - expected).sum() <= 10  # rounding at the edges


@pytest.mark.parametrize("value", [0.0, 7.5])
def test_numbers_that_are_all_the_same_are_one_bin(value):
    found = statistics(np.full(9, value, np.float32)).histogram
    assert (found.low, found.high, found.counts) == (value, value, [9])


def test_what_is_no_number_is_counted_and_the_others_still_count():
    found = statistics(np.array([np.nan, 1, np.inf, 3, -np.inf, np.nan], np.float32))
    assert (found.nan, found.infinite, found.mean, found.low, found.high) == (2, 2, 2, 1, 3)
    assert sum(found.histogram.counts) == 2


def test_where_nothing_is_a_number_that_is_what_is_told():
    found = statistics(np.full((2, 2), np.nan, np.float32))
    assert (found.nan, found.mean, found.histogram.counts) == (4, None, [])
    assert statistics(np.empty(0, np.float32)).size == 0


def test_the_widest_range_and_the_smallest_numbers():
    wide = statistics(np.array([-3e38, 0, 3e38], np.float32))
    assert sum(wide.histogram.counts) == 3 and wide.norm == pytest.approx(3e38 * 2**0.5)
    tiny = statistics(np.array([1e-45, 0], np.float32))
    assert sum(tiny.histogram.counts) == 2
    assert length(np.array([3e-30, 4e-30], np.float32)) == pytest.approx(5e-30)


def test_maps_share_one_scale_around_zero():
    values = np.zeros((2, 2, 2), np.float32)
    values[0, 0, 0], values[1, 1, 1] = 2, -1
    found = output_maps(values)
    assert found.planes.shape == (2, 2, 2) and found.limit == 2
    assert found.planes[0].tolist() == [[255, 128], [128, 128]]
    assert found.planes[1, 1, 1] == 64  # 128 − 127 / 2, to the even number
    assert found.numbers == ((0,), (1,))


def test_what_is_no_number_has_a_shade_of_its_own():
    values = np.array([[[np.nan], [1]], [[-np.inf], [-1]]], np.float32)
    found = output_maps(values)
    assert found.planes[0].tolist() == [[0, 255], [0, 1]] and found.limit == 1
    assert output_maps(np.full((2, 2, 1), np.nan, np.float32)).planes.max() == 0
    assert output_maps(np.zeros((2, 2, 1), np.float32)).planes.tolist() == [[[128, 128], [128, 128]]]


def test_pages_of_maps():
    values = np.arange(200, dtype=np.float32).reshape(1, 1, 200)
    found = output_maps(values, start=64)
    assert (len(found.planes), found.start, found.total) == (64, 64, 200)
    last = output_maps(values, start=192, count=500)
    assert (len(last.planes), last.numbers[-1]) == (8, (199,))
    assert found.limit == last.limit == 199  # the same scale on each page
    assert output_maps(values, start=10_000).start == 199


def test_a_row_is_one_line_a_sequence_one_plane_and_a_large_one_is_cut_off():
    assert output_maps(np.ones(7)).planes.shape == (1, 1, 7)
    assert output_maps(np.ones((3, 4))).planes.shape == (1, 3, 4)
    assert output_maps(np.float32(1)).planes.shape == (1, 1, 1)
    large = output_maps(np.ones((2, LONGEST + 1)))
    assert large.planes.shape == (1, 2, LONGEST) and large.size == (2, LONGEST + 1)


def test_filters_come_one_after_the_other_with_all_their_channels():
    nodes = [{"name": "c", "layer": "conv2d", "filters": 3, "kernel_size": 2}]
    graph = network(nodes, x=[4, 4, 2])
    W = np.arange(24, dtype=np.float32).reshape(2, 2, 2, 3)
    found = parameter_maps(graph, graph.inspection.nodes[0], W)
    assert found.numbers == ((0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1))
    assert np.array_equal(found.planes[3], np.rint(W[:, :, 1, 1] * (127 / 23)) + 128)


def test_a_transposed_kernel_names_the_filter_first_as_well():
    graph = network([{"name": "c", "layer": "conv2d_transpose", "filters": 3, "kernel_size": 2}], x=[4, 4, 2])
    W = np.zeros((2, 2, 3, 2), np.float32)
    W[:, :, 2, 1] = 1
    found = parameter_maps(graph, graph.inspection.nodes[0], W)
    assert found.numbers[5] == (2, 1) and found.planes[5].min() == 255 and found.planes[:5].max() == 128


def test_weights_behind_a_picture_are_laid_out_as_the_picture():
    nodes = [
        {"name": "r", "layer": "relu"},
        {"name": "f", "layer": "flatten"},
        {"name": "d", "layer": "dense", "units": 2},
    ]
    graph = network(nodes, x=[3, 2, 1])
    node = graph.inspection.nodes[2]
    assert picture_behind(graph, node) == (3, 2, 1)
    assert parameter_maps(graph, node, graph.params["d.W"].value).planes.shape == (2, 3, 2)
    assert parameter_maps(graph, node, graph.params["d.b"].value).planes.shape == (1, 1, 2)
    plain = network([{"name": "d", "layer": "dense", "units": 2}], x=[6])
    assert parameter_maps(plain, plain.inspection.nodes[0], plain.params["d.W"].value).planes.shape == (1, 6, 2)


def test_a_network_with_nan_inside_still_answers():
    graph = network([{"name": "d", "layer": "dense", "units": 2}, {"name": "s", "layer": "softmax"}], x=[2])
    graph.params["d.W"].value[0, 0] = np.nan
    found = look(graph, row(1, 2), target=1)
    assert statistics(found.values["d"]).nan == 1
    assert output_maps(found.values["s"]).planes.max() == 0
    assert isinstance(found, Look) and looking_glass(graph).layers.keys() == graph.layers.keys()
