"""Two-dimensional toys."""

import numpy as np
import pytest

from netsumiki.data import datasets, load

TOYS = [name for name in datasets if datasets[name].group == "Toys"]


def nearest_neighbour_accuracy(data):
    distance = ((data.test.inputs[:, None] - data.train.inputs) ** 2).sum(-1)
    return float((data.train.labels[distance.argmin(1)] == data.test.labels).mean())


@pytest.mark.parametrize("name", TOYS)
def test_a_toy_is_balanced_seeded_and_of_the_right_types(name):
    data, again, other = load(name), load(name), load({"dataset": name, "seed": 1})
    assert data.train.inputs.dtype == np.float32 and data.train.inputs.shape == (1000, 2)
    assert data.test.inputs.shape == (250, 2) and data.train.labels.dtype == np.int64
    assert np.array_equal(data.train.inputs, again.train.inputs)
    assert not np.array_equal(data.train.inputs, other.train.inputs)
    assert np.ptp(np.bincount(data.train.labels)) <= 1
    assert np.abs(data.train.inputs).max() < 2.5


@pytest.mark.parametrize("name", TOYS)
def test_the_classes_of_a_toy_can_be_told_apart(name):
    assert nearest_neighbour_accuracy(load(name)) > 0.95


@pytest.mark.parametrize("name", TOYS)
def test_noise_blurs_the_classes(name):
    assert nearest_neighbour_accuracy(load({"dataset": name, "noise": 2})) < 0.85


@pytest.mark.parametrize("name", ["spiral", "blobs"])
def test_the_number_of_classes_can_be_chosen(name):
    data = load({"dataset": name, "classes": 5, "count": 200})
    assert len(data.class_names) == 5 and np.bincount(data.train.labels).tolist() == [40] * 5


def test_no_straight_line_separates_xor_but_one_separates_blobs():
    def best_line(data):
        angles = np.linspace(0, np.pi, 60)
        along = data.train.inputs @ np.stack([np.cos(angles), np.sin(angles)])
        sides = along[:, :, None] > np.linspace(-1, 1, 41)
        right = (sides == data.train.labels[:, None, None].astype(bool)).mean(axis=0)
        return max(right.max(), 1 - right.min())

    assert best_line(load("blobs")) > 0.99
    assert best_line(load("xor")) < 0.8


@pytest.mark.parametrize(("count", "ratio", "tested"), [(20, 0.05, 1), (100, 1.0, 100), (50, 4, 200)])
def test_how_many_points_are_for_testing_can_be_chosen(count, ratio, tested):
    data = load({"dataset": "moons", "count": count, "test_ratio": ratio})
    assert (len(data.train), len(data.test)) == (count, tested)


def test_more_test_points_leave_the_training_points_alone():
    few, many = (load({"dataset": "spiral", "test_ratio": ratio}) for ratio in (0.1, 1))
    assert np.array_equal(few.train.inputs, many.train.inputs)
