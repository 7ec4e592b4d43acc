"""Who is near whom in the features of a network, and the map on which they lie."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from netsumiki.engine.errors import DataError
from netsumiki.exporting.finding import load
from netsumiki.insight.neighbours import AT_ONCE, FeatureSpace, nearest, neighbours
from netsumiki.insight.space import MOST, principal
from tests.insight.attribution.networks import graph_of, small_cnn

PLAIN = {"hidden.W": np.eye(2), "hidden.b": 0}


def plain():
    """The features of a point are the point itself."""
    nodes = [{"name": "hidden", "layer": "dense", "units": 2}, {"name": "scores", "layer": "dense", "units": 2}]
    return graph_of(nodes, (2,), PLAIN)


def points(*rows):
    return np.array(rows, np.float32)


# -- neighbours -----------------------------------------------------------------------------------------------------


def test_the_nearest_have_the_smallest_angle_however_long_they_are():
    known = points([0, 9], [50, 0], [1, 1], [-1, 0])
    found = neighbours(plain(), points([1, 0.1]), known, count=3)
    assert found.rows.tolist() == [[1, 2, 0]]
    length = np.hypot(1, 0.1)
    assert_allclose(found.likeness, [[1 / length, 1.1 / length / np.sqrt(2), 0.1 / length]], rtol=1e-5)


def test_of_equals_the_earlier_comes_first_also_over_blocks():
    known = np.tile(points([1, 0]), (2 * AT_ONCE + 3, 1))
    known[AT_ONCE + 7] = known[5] = [3, 3]
    found = neighbours(plain(), points([2, 2], [5, 0]), known, count=3)
    assert found.rows.tolist() == [[5, AT_ONCE + 7, 0], [0, 1, 2]]


def test_blocks_find_what_a_whole_table_finds():
    stream = np.random.default_rng(0)
    known, asked = (stream.normal(size=(n, 8, 8, 1)).astype(np.float32) for n in (2 * AT_ONCE + 9, 4))
    network = small_cnn()
    found = neighbours(network, asked, known, count=6)
    a, b = (FeatureSpace(network).features(x) for x in (asked, known))
    table = (a @ b.T) / np.linalg.norm(a, axis=1)[:, None] / np.linalg.norm(b, axis=1)
    assert found.rows.tolist() == np.argsort(-table, axis=1)[:, :6].tolist()
    assert nearest(a, b, count=6).rows.tolist() == found.rows.tolist()  # for features that somebody has kept


def test_a_picture_can_be_left_out_of_its_own_neighbours():
    known = points([1, 0], [1, 0.1], [0, 1])
    assert neighbours(plain(), known[:2], known, count=1).rows.tolist() == [[0], [1]]
    assert neighbours(plain(), known[:2], known, count=1, without=[0, 1]).rows.tolist() == [[1], [0]]
    assert neighbours(plain(), known[:2], known, count=9, without=[0, -1]).rows.shape == (2, 2)


def test_there_are_no_more_neighbours_than_known_pictures():
    assert neighbours(plain(), points([1, 0]), points([1, 0], [0, 1]), count=9).rows.shape == (1, 2)
    assert neighbours(plain(), points([1, 0]), points()[:0].reshape(0, 2)).rows.shape == (1, 0)


def test_what_has_no_features_is_like_none():
    found = neighbours(plain(), points([0, 0]), points([1, 0], [0, 1]))
    assert found.likeness.tolist() == [[0, 0]]


def test_another_layer_can_be_compared():
    network = small_cnn()
    x = np.ones((1, 8, 8, 1), np.float32)
    assert FeatureSpace(network).node == "flat" and FeatureSpace(network).features(x).shape == (1, 4 * 4 * 8)
    assert FeatureSpace(network, "pool").features(x[0]).shape == (1, 4 * 4 * 6)
    assert FeatureSpace(network, "image").features(x).tolist() == x.reshape(1, -1).tolist()
    assert neighbours(network, x, x, node="pool").rows.tolist() == [[0]]


def test_a_network_without_a_dense_layer_is_compared_by_what_gives_its_scores():
    network = graph_of([{"name": "conv", "layer": "conv2d", "filters": 3}, "global_average_pool", "softmax"], (8, 8, 1))
    assert FeatureSpace(network).node == "conv"


def test_a_layer_that_is_not_there_is_refused():
    with pytest.raises(DataError, match=r'no layer "flatt" .did you mean "flat"'):
        neighbours(small_cnn(), np.ones((8, 8, 1)), np.ones((1, 8, 8, 1)), node="flatt")


def test_progress_is_told_and_may_end_the_search():
    heard = []
    known = np.ones((AT_ONCE + 1, 2), np.float32)
    neighbours(plain(), points([1, 0]), known, progress=lambda *told: heard.append(told))
    assert heard == [(AT_ONCE, AT_ONCE + 1), (AT_ONCE + 1, AT_ONCE + 1)]
    with pytest.raises(ZeroDivisionError):
        neighbours(plain(), points([1, 0]), known, progress=lambda *told: 1 / 0)


def test_a_digit_of_the_bundled_reader_is_nearest_to_itself_in_another_brightness():
    model = load("generator-cnn")
    digits = model.golden[0]
    found = neighbours(model, digits // 2, digits, count=2)
    assert (found.rows[:, 0] == np.arange(10)).mean() >= 0.9


# -- the map --------------------------------------------------------------------------------------------------------


def test_the_first_axis_lies_along_the_longest_extent():
    """Points on the line (3, 4) · t, with a little across: axes (0.6, 0.8) and (0.8, −0.6)."""
    t, across = np.array([-2, -1, 1, 2.0]), np.array([0.1, -0.2, 0.2, -0.1])
    features = 7 + np.outer(t, [3, 4]) + np.outer(across, [0.8, -0.6])
    found = principal(features)
    assert_allclose(found.axes, [[0.6, 0.8], [0.8, -0.6]], atol=1e-9)
    assert_allclose(found.places(features), np.stack([5 * t, across], axis=1), atol=1e-6)
    assert_allclose(found.shares, np.array([250, 0.1]) / 250.1)


@pytest.mark.parametrize("shape", [(40, 6), (5, 30), (MOST + 500, 4)])
def test_the_map_is_that_of_the_covariances_eigenvectors(shape):
    features = np.random.default_rng(1).normal(size=shape) * np.arange(1, shape[1] + 1)
    rows = np.linspace(0, shape[0] - 1, min(shape[0], MOST)).astype(int)
    values, vectors = np.linalg.eigh(np.cov(features[rows].T))
    found = principal(features)
    assert_allclose(np.abs((found.axes * vectors[:, [-1, -2]].T).sum(axis=1)), 1, rtol=1e-9)
    assert_allclose(found.shares, values[[-1, -2]] / values.sum(), rtol=1e-9)
    assert found.places(features).dtype == np.float32 and found.places(features).shape == (shape[0], 2)


def test_the_largest_number_of_an_axis_is_positive():
    features = np.random.default_rng(2).normal(size=(30, 5))
    for one in (features, -features):
        axes = principal(one).axes
        assert (axes[[0, 1], np.abs(axes).argmax(axis=1)] > 0).all()


def test_equal_examples_lie_on_one_point_and_one_feature_on_a_line():
    assert principal(np.ones((3, 4))).places(np.ones((3, 4))).tolist() == [[0, 0]] * 3
    line = principal(np.array([[1.0], [2.0], [6.0]]))
    assert line.shares == (1, 0) and line.places(np.array([[4.0]])).tolist() == [[1, 0]]


@pytest.mark.parametrize("features", [np.ones((1, 3)), np.ones(3), np.full((3, 3), np.nan)])
def test_too_little_for_a_map_is_refused(features):
    with pytest.raises(DataError, match="at least two rows of finite numbers"):
        principal(features)
