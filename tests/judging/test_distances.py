"""Nearest neighbours, pairs and the Fréchet distance, against what can be worked out otherwise."""

import numpy as np
import pytest

from netsumiki.judging import distances
from netsumiki.judging.distances import frechet, nearest, pairs


@pytest.fixture
def stream():
    return np.random.default_rng(0)


def test_nearest_agrees_with_looking_at_all_of_them(stream, monkeypatch):
    monkeypatch.setattr(distances, "NUMBERS_AT_ONCE", 100)  # so that it goes through many pieces
    a, b = stream.normal(size=(30, 5)), stream.normal(size=(203, 5))
    table = np.linalg.norm(a[:, None] - b, axis=2)
    counted = []
    distance, row = nearest(a, b, counted.append)
    np.testing.assert_allclose(distance, table.min(axis=1))
    np.testing.assert_array_equal(row, table.argmin(axis=1))
    assert counted[-1] == 203 and counted == sorted(counted)


def test_an_equal_row_lies_at_no_distance(stream):
    b = stream.normal(size=(50, 8)).astype(np.float32)
    distance, row = nearest(b[[7, 30]], b)
    assert row.tolist() == [7, 30] and distance.max() < 1e-2 and distance.dtype == np.float32


def test_pairs_are_each_counted_once(stream):
    a = stream.normal(size=(6, 3))
    expected = [np.linalg.norm(a[i] - a[j]) for i in range(6) for j in range(i + 1, 6)]
    np.testing.assert_allclose(np.sort(pairs(a)), np.sort(expected))


def test_frechet_of_a_cloud_and_itself_is_nothing(stream):
    a = stream.normal(size=(500, 6))
    assert frechet(a, a) == pytest.approx(0, abs=1e-9)


def test_frechet_of_a_moved_cloud_is_the_square_of_how_far(stream):
    a = stream.normal(size=(500, 6))
    assert frechet(a, a + np.array([3, 0, 4, 0, 0, 0])) == pytest.approx(25)


def test_frechet_of_a_stretched_cloud_is_the_difference_of_its_deviations(stream):
    a = stream.normal(size=(500, 4))
    expected = np.square(a.std(axis=0, ddof=1)).sum()  # (2σ − σ)² for each direction
    assert frechet(a, a + (a - a.mean(axis=0))) == pytest.approx(expected)


def test_frechet_has_no_direction_and_bears_clouds_without_depth(stream):
    a, b = stream.normal(size=(40, 20)), stream.normal(size=(10, 20)) * 2  # fewer rows than directions
    assert frechet(a, b) == pytest.approx(frechet(b, a)) and frechet(a, b) > 1
    assert np.isfinite(frechet(a, np.zeros((10, 20))))
