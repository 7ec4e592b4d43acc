"""Pictures of none of the classes: in the form of those that are known."""

import numpy as np
import pytest

from netsumiki.data.strangers import CLOTHES, LETTERS, filled, letters, strangers


def known(shape, paper, ink):
    """Pictures with a square of one ink on one paper."""
    pictures = np.empty((30, *shape), np.uint8)
    pictures[...] = paper
    pictures[:, shape[0] // 3 : 2 * shape[0] // 3, shape[1] // 3 : 2 * shape[1] // 3] = ink
    return pictures


@pytest.mark.parametrize("shape", [(28, 28, 1), (8, 8, 1), (32, 32, 3), (48, 64, 3), (128, 96, 1)])
def test_they_have_the_size_paper_and_ink_of_the_known(shape):
    paper, ink = (250, 20) if shape[2] == 1 else ((200, 220, 240), (10, 120, 60))
    found = strangers(known(shape, paper, ink), 12, np.random.default_rng(0))
    assert set(found) == {"letters", "clothes", "noise"}
    for pictures in found.values():
        assert pictures.shape == (12, *shape) and pictures.dtype == np.uint8
        assert np.median(pictures[:, 0].reshape(-1, shape[2]), axis=0) == pytest.approx(np.full(shape[2], paper), abs=1)
    darkest = found["letters"].reshape(-1, shape[2])
    assert np.abs(darkest - np.array(ink)).sum(axis=1).min() < 30


def test_the_same_stream_draws_the_same():
    some = known((28, 28, 1), 0, 255)
    first, again = (strangers(some, 20, np.random.default_rng(3)) for _ in range(2))
    assert all(np.array_equal(first[kind], again[kind]) for kind in first)
    assert len(np.unique(first["letters"].reshape(20, -1), axis=0)) == 20


@pytest.mark.parametrize("one", LETTERS)
def test_the_poses_of_a_letter_have_the_same_points_in_the_same_roles(one):
    poses = [pose.replace("/", " / ").split() for pose in one.poses]
    roles = {tuple("!" if w.endswith("!") else w if w == "/" else "." for w in pose) for pose in poses}
    assert len(roles) == 1, one.poses[0]


def test_every_letter_is_written():
    boxes = letters(len(LETTERS), 20, np.random.default_rng(0))
    assert len(boxes) == len(LETTERS) and (boxes.max(axis=(1, 2)) == 1).all()


@pytest.mark.parametrize("outline", CLOTHES)
def test_an_outline_is_filled_inside(outline):
    points = np.array([p.split(",") for p in outline.split()], float) / 100
    (x, y), (x2, y2) = points.T, np.roll(points, -1, axis=0).T
    area = abs((x * y2 - x2 * y).sum()) / 2
    assert filled(points, 40).mean() == pytest.approx(area, abs=0.02)
