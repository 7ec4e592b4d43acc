"""t-SNE: what is near stays near, clusters stay apart, and the slopes are those of the divergence."""

import numpy as np
import pytest

from netsumiki.engine.errors import DataError
from netsumiki.insight.embedding import Places, affinities, neighbourhoods, tsne


@pytest.fixture(scope="module")
def clusters() -> np.ndarray:
    """Three clusters of twenty, far apart in ten dimensions."""
    middles = np.repeat(10 * np.eye(3, 10), 20, axis=0)
    return (middles + np.random.default_rng(0).normal(0, 1, (60, 10))).astype(np.float32)


@pytest.fixture(scope="module")
def places(clusters) -> np.ndarray:
    return tsne(clusters, perplexity=10, steps=400).places


def distances(a: np.ndarray) -> np.ndarray:
    return np.linalg.norm(a[:, np.newaxis] - a, axis=2)


def test_clusters_stay_apart(places):
    apart, own = distances(places), np.repeat(np.arange(3), 20)
    same = own[:, np.newaxis] == own
    assert places.shape == (60, 2) and places.dtype == np.float32
    assert apart[same].max() < apart[~same].min()


def test_places_lie_around_the_middle(places):
    assert np.abs(places.mean(axis=0)).max() < 1e-3


def test_neighbours_in_the_features_are_neighbours_on_the_map(clusters, places):
    near, shown = (np.argsort(distances(a), axis=1)[:, 1:11] for a in (clusters, places))
    kept = np.mean([len(set(a) & set(b)) for a, b in zip(near, shown, strict=True)])
    assert kept > 6  # of ten, where a third of the same cluster would be five


def test_the_same_seed_gives_the_same_map(clusters):
    one, same, other = (tsne(clusters[:20], steps=20, seed=s).places for s in (3, 3, 4))
    assert np.array_equal(one, same) and not np.array_equal(one, other)


def test_the_map_shows_more_of_the_neighbourhoods_with_more_steps(clusters):
    few, many = (tsne(clusters, perplexity=10, steps=steps).divergence for steps in (5, 400))
    assert 0 < many < 0.5 * few


@pytest.mark.parametrize("wanted", [2, 5, 15])
def test_each_row_has_the_perplexity_that_was_asked_for(clusters, wanted):
    p = neighbourhoods(clusters, wanted)
    assert p.sum(axis=1) == pytest.approx(1) and not np.diag(p).any()
    kept = np.where(p > 0, p, 1)
    assert np.exp(-(kept * np.log(kept)).sum(axis=1)) == pytest.approx(wanted, rel=1e-6)


def test_affinities_are_mutual_and_sum_to_one(clusters):
    P = affinities(clusters, 10)
    assert P.sum() == pytest.approx(1) and np.array_equal(P, P.T)


def test_affinities_of_three_points_on_a_line_by_hand():
    # distances of both ends to the middle are alike: the middle counts both alike, whatever its β is
    P = affinities(np.array([[0.0], [1.0], [2.0]]), 2.0)
    assert P[1, 0] == pytest.approx(P[1, 2])
    # a perplexity of 2 of two others: both count alike for the ends, too, so every pair has 1 / 6
    assert P[~np.eye(3, dtype=bool)] == pytest.approx(1 / 6, abs=1e-3)


def test_a_perplexity_of_one_leaves_the_nearest_alone():
    P = affinities(np.array([[0.0], [1.0], [10.0], [11.0]]), 1.0)
    expected = np.zeros((4, 4))
    expected[[0, 1, 2, 3], [1, 0, 3, 2]] = 1 / 4
    assert np.abs(P - expected).max() < 1e-6


def test_the_slope_is_that_of_the_divergence(clusters):
    P = affinities(clusters[::6], 3)
    y = np.random.default_rng(1).normal(0, 1, (10, 2))
    found = Places(y).slope(P)
    for place in np.ndindex(y.shape):
        up, down = y.copy(), y.copy()
        up[place] += 1e-6
        down[place] -= 1e-6
        slope = (Places(up).divergence(P) - Places(down).divergence(P)) / 2e-6
        assert found[place] == pytest.approx(slope, abs=1e-6)


def test_two_places_by_hand():
    # Q is 1/2 for both directions, whatever the distance; P is the same: nothing pulls, and nothing is lost
    both = Places(np.array([[0.0, 0.0], [3.0, 4.0]]))
    P = np.array([[0, 0.5], [0.5, 0]])
    assert both.slope(P) == pytest.approx(np.zeros((2, 2))) and both.divergence(P) == pytest.approx(0)


def test_equal_rows_have_a_map_all_the_same():
    found = tsne(np.ones((8, 3), np.float32), steps=30)
    assert np.isfinite(found.places).all() and np.isfinite(found.divergence)


def test_large_numbers_do_not_matter(clusters):
    found = tsne(clusters * 1e6, perplexity=10, steps=400).places
    assert np.isfinite(found).all() and np.abs(found).max() < 1e3


def test_the_perplexity_is_lowered_for_few_rows(clusters):
    assert tsne(clusters[:10], steps=2).perplexity == 3
    assert tsne(clusters[:5], steps=2).perplexity == pytest.approx(4 / 3)


def test_progress_hears_every_step_and_can_end_it(clusters):
    heard = []
    found = tsne(clusters[:10], steps=3, progress=lambda *told: heard.append(told))
    assert [told[:2] for told in heard] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert np.array_equal(heard[3][2], found.places) and not np.array_equal(heard[2][2], found.places)

    def enough(done, total, places):
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        tsne(clusters[:10], steps=1_000_000, progress=enough)


def test_it_begins_with_the_places_that_are_given(clusters):
    given = np.random.default_rng(5).normal(3, 40, (20, 2))
    heard = []
    tsne(clusters[:20], steps=1, start=given, progress=lambda done, total, places: heard.append(places))
    alike = np.corrcoef(distances(heard[0]).ravel(), distances(given).ravel())[0, 1]
    assert alike > 0.999 and np.abs(heard[0]).max() < 1e-3


def test_what_begins_on_a_line_can_leave_it(clusters):
    line = np.stack([np.arange(60.0), np.zeros(60)], axis=1)
    found = tsne(clusters, perplexity=10, steps=400, start=line).places
    assert found.std(axis=0).min() > 0.1 * found.std(axis=0).max()
    assert np.isfinite(tsne(clusters[:10], steps=20, start=np.zeros((10, 2))).places).all()


def test_the_features_are_only_read(clusters):
    given = clusters[:10].copy()
    given.flags.writeable = False
    tsne(given, steps=2)
    assert np.array_equal(given, clusters[:10])


@pytest.mark.parametrize(
    "features", [np.zeros((4, 3)), np.zeros((1001, 3)), np.zeros(9), np.full((9, 2), np.nan), np.full((9, 2), np.inf)]
)
def test_what_has_no_map_is_told_in_words(features):
    with pytest.raises(DataError, match="needs 5 to 1,000 rows of finite numbers"):
        tsne(features)
