"""Steering: seeds give the noise of training, ways between two keep its length, directions are those that matter."""

import numpy as np
import pytest

from netsumiki.engine.errors import DataError
from netsumiki.exporting import samples
from netsumiki.exporting.samples import Sample
from netsumiki.exporting.steering import Steering, spherical, strongest
from tests.exporting import small


def angle(a, b):
    return np.degrees(np.arccos(np.clip(abs(float(a @ b)), 0, 1)))


def test_a_seed_gives_the_same_noise_in_any_company():
    generator, _ = small.linear()
    noise = Steering(generator).noise([Sample(seed=3), Sample(seed=8), Sample(seed=3)])
    assert np.array_equal(noise[:1], generator.noise(1, 3)) and np.array_equal(noise[1:2], generator.noise(1, 8))
    assert np.array_equal(noise[0], noise[2]) and noise.dtype == np.float32


def test_between_two_seeds_normal_noise_keeps_its_length():
    steering = Steering(small.linear(noise=100)[0])
    way = steering.noise(samples.interpolation(None, 1, 2, 9))
    assert np.array_equal(way[0], steering.noise([Sample(seed=1)])[0])
    assert np.allclose(way[-1], steering.noise([Sample(seed=2)])[0], atol=1e-6)
    lengths = np.linalg.norm(way, axis=1)
    assert lengths.min() > 0.999 * lengths[[0, -1]].min() and np.linalg.norm(way[0] + way[-1]) / 2 < 0.8 * lengths.min()
    turns = np.diff([angle(w / n, way[0] / lengths[0]) for w, n in zip(way, lengths)])
    assert np.allclose(turns, turns.mean(), rtol=0.1)


def test_between_two_seeds_uniform_noise_stays_on_the_straight_line():
    steering = Steering(small.linear(distribution="uniform")[0])
    first, middle, last = steering.noise(samples.interpolation(None, 1, 2, 3))
    assert np.allclose(middle, (first + last) / 2)


@pytest.mark.parametrize("factor", [1, -1])
def test_no_way_on_the_sphere_is_a_straight_line(factor):
    a = np.ones(4, np.float32)
    assert np.allclose(spherical(a, factor * a, 0.25), (1 - 0.25) * a + 0.25 * factor * a)


def test_directions_are_the_singular_vectors_of_a_linear_generator():
    generator, W = small.linear()
    found = strongest(generator)
    U, S, _ = np.linalg.svd(W.astype(np.float64), full_matrices=False)
    assert found.vectors.shape == (4, 4) and np.allclose(found.vectors @ found.vectors.T, np.eye(4), atol=1e-6)
    assert all(angle(u, v) < 0.1 for u, v in zip(U.T, found.vectors))
    assert np.allclose(found.shares, S**2 / (S**2).sum(), atol=0.05) and found.shares.sum() == pytest.approx(1, abs=0.1)
    assert (found.vectors @ W).sum(axis=1).min() >= 0  # to where it becomes brighter


def test_directions_are_the_same_each_time():
    first, second = strongest(small.told()), strongest(small.told())
    assert np.array_equal(first.vectors, second.vectors) and (np.diff(first.shares) <= 0).all()


def test_what_labels_change_is_no_direction():
    generator = small.told()
    words = next(p for p in generator.graph.params if p.name.startswith("word"))
    words.value *= 100  # now the label changes far more than all noise does
    assert strongest(generator).shares.sum() > 0.5


def test_an_amount_counts_in_standard_deviations():
    for distribution, deviation in {"normal": 1, "symmetric": 3**-0.5}.items():
        steering = Steering(small.linear(distribution=distribution)[0])
        still, moved = steering.noise([Sample(seed=4), Sample(seed=4, directions=(0.0, 0.25))])
        assert np.allclose(moved - still, 0.25 * deviation * steering.directions.vectors[1], atol=1e-6)


def test_noise_with_an_end_stays_within_it():
    noise = Steering(small.linear(distribution="uniform")[0]).noise(samples.style_sweep(None, 1, 0, 5, reach=10))
    assert noise.min() == 0 and noise.max() == 1


def test_moving_along_the_first_direction_changes_more_than_along_the_last():
    generator, W = small.linear()
    steering = Steering(generator)
    still, first, last = steering.noise([Sample(seed=1), Sample(seed=1, directions=(2.0,)), Sample(0, 1)])[:, None]
    last = still + 2 * steering.directions.vectors[-1:]
    assert np.linalg.norm((first - still) @ W) > 1.2 * np.linalg.norm((last - still) @ W)


def test_a_flow_is_moved_along_slow_waves():
    generator = small.flow()
    found = strongest(generator)
    v = found.vectors.reshape(10, -1)
    assert found.vectors.shape == (10, 8, 8, 1) and np.allclose(v @ v.T, np.eye(10), atol=1e-5)
    fastest = np.cos(np.pi * 7 * (2 * np.arange(8) + 1) / 16)
    assert np.abs(fastest @ found.vectors[..., 0]).max() < 1e-6
    assert 0 < found.shares.sum() < 0.5


def test_examples_are_those_of_noise_and_label():
    generator = small.told()
    asked = [Sample(2, 5), Sample(0, 5)]
    expected = generator.generate(np.repeat(generator.noise(1, 5), 2, axis=0), [2, 0])
    assert np.array_equal(Steering(generator).examples(asked), expected)
    assert not np.array_equal(expected[0], expected[1])


@pytest.mark.parametrize(
    "make, asked, words",
    [
        (small.told, Sample(3), "there is no label 3: this generator knows the classes 0 to 2"),
        (small.told, Sample(), "give a label, one of left, middle, right"),
        (lambda: small.linear()[0], Sample(1), "trained without labels"),
        (lambda: small.linear()[0], Sample(directions=(0.0,) * 4 + (1.0,)), "has 4 directions, got amounts for 5"),
    ],
)
def test_what_the_model_cannot_do_is_refused_in_a_sentence(make, asked, words):
    with pytest.raises(DataError, match=words):
        Steering(make()).examples([Sample(asked.label), asked])


def test_a_label_for_some_only_is_refused():
    with pytest.raises(DataError, match="give a label"):
        Steering(small.told()).examples([Sample(1), Sample()])


def test_a_model_that_makes_no_numbers_is_refused():
    generator, W = small.linear()
    W[0] = np.nan
    for ask in (lambda s: s.examples([Sample()]), lambda s: s.directions):
        with pytest.raises(DataError, match="its training went wrong, so choose another model"):
            ask(Steering(generator))
