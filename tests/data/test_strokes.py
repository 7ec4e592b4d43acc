"""The digits that a simulated hand writes."""

import threading
import time

import numpy as np
import pytest

from netsumiki.data import load, pen, strokes
from netsumiki.data.digit_forms import DIGITS


@pytest.fixture(scope="module")
def pictures():
    """300 of each digit."""
    labels = np.repeat(np.arange(10), 300)
    return strokes.drawn(labels, np.random.default_rng(0)), labels


@pytest.fixture
def small(tmp_path, monkeypatch):
    """The whole data set, but of 330 pictures, kept in an empty folder; counts how often it is made."""
    made = []
    generate = strokes.generate
    monkeypatch.setattr(strokes, "TRAINING", 300)
    monkeypatch.setattr(strokes, "TESTING", 30)
    monkeypatch.setattr(strokes, "PIECE", 70)
    monkeypatch.setattr(strokes, "user_folder", lambda: tmp_path)
    monkeypatch.setattr(strokes, "generate", lambda *a: (made.append(1), generate(*a))[1])
    return made


# -- pictures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("digit", range(10))
def test_all_poses_of_a_form_have_the_same_points_in_the_same_roles(digit):
    for form in DIGITS[digit]:
        roles = {tuple("!" if w.endswith("!") else w if w == "/" else "." for w in pose.split()) for pose in form.poses}
        assert len(roles) == 1, form.poses[0]
        assert len(form.poses) > 1 and form.weight > 0


def test_pictures_are_sized_and_centred_as_in_mnist(pictures):
    images = pictures[0][..., 0].astype(float)
    assert pictures[0].shape == (3000, 28, 28, 1) and pictures[0].dtype == np.uint8
    assert (images.max(axis=(1, 2)) == 255).all()
    mass, place = images.sum(axis=(1, 2)), np.arange(28)
    centres = np.stack([images.sum(axis=2) @ place / mass, images.sum(axis=1) @ place / mass])
    assert np.quantile(np.abs(centres - 14), 0.99) <= 0.51, "a few lie so that the box would leave the picture"
    sides = np.stack([(images.max(axis=2) > 0).sum(axis=1), (images.max(axis=1) > 0).sum(axis=1)]).max(axis=0)
    assert sides.max() == 20 and np.quantile(sides, 0.05) >= 19


def test_the_same_stream_writes_the_same_and_no_two_digits_are_alike(pictures):
    digits = np.arange(40) % 10
    first, again = (strokes.drawn(digits, np.random.default_rng(3)) for _ in range(2))
    assert np.array_equal(first, again)
    assert len(np.unique(pictures[0].reshape(3000, -1), axis=0)) == 3000


def test_ink_is_a_disc_of_the_pens_radius_with_a_grey_edge():
    box = pen.ink(np.full((1, 5, 2), 10.0), np.full((1, 5), 4.0), np.ones(1))[0]
    rows, columns = np.mgrid[0:20, 0:20] + 0.5
    distance = np.hypot(rows - 10, columns - 10)
    assert (box[distance < 3.4] == 1).all() and (box[distance > 4.6] == 0).all()
    assert abs(box.sum() - np.pi * 16) < 1


def test_a_stroke_passes_its_corners_and_does_not_join_the_next():
    pose = "0,0 50,0 100,0! 100,50 100,100 / 0,100 20,100"
    points = pen.curve(pose, 60) @ pen.controls(pose)
    for corner in ((0, 0), (1, 0), (1, 1), (0, 1), (0.2, 1)):
        assert np.hypot(*(points - corner).T).min() < 1e-9
    between = (points[:, 0] > 0.21) & (points[:, 0] < 0.99) & (points[:, 1] > 0.5)
    assert not between.any(), "the pen is lifted"
    assert pen.strokes(pose).tolist() == [0] * 5 + [1] * 2


@pytest.mark.parametrize("digit", range(10))
def test_ink_width_slant_and_grey_are_those_of_mnist(pictures, mnist, digit):
    """Medians of the two sets, compared with how much pictures of MNIST differ among themselves."""
    ours = _measures(pictures[0][pictures[1] == digit])
    theirs = _measures(mnist.train.inputs[:20_000][mnist.train.labels[:20_000] == digit])
    for name, values in theirs.items():
        apart = abs(np.median(ours[name]) - np.median(values))
        assert apart < np.std(values), name
        assert 0.6 < np.std(ours[name]) / np.std(values) < 1.6, name


def test_nearest_neighbours_among_strokes_read_real_digits(pictures, mnist):
    known = pictures[0].reshape(3000, -1).astype(np.float32)
    real = mnist.train.inputs[:1000].reshape(1000, -1).astype(np.float32)
    read = pictures[1][((known**2).sum(1) - 2 * real @ known.T).argmin(1)]
    assert (read == mnist.train.labels[:1000]).mean() > 0.8


# -- the data set -----------------------------------------------------------------------------------------------------


def test_the_data_set_is_balanced_and_does_not_depend_on_the_number_of_threads(monkeypatch):
    monkeypatch.setattr(strokes, "PIECE", 60)
    results, told = [], []
    for threads in (1, 3):
        monkeypatch.setattr(strokes.os, "cpu_count", lambda threads=threads: threads)
        results.append(strokes.generate(200, lambda *t: told.append(t)))
    assert np.array_equal(results[0][0], results[1][0]) and np.array_equal(results[0][1], results[1][1])
    assert np.bincount(results[0][1]).tolist() == [20] * 10
    assert told[:4] == [("Drawing digits", n, 200) for n in (60, 120, 180, 200)]


def test_it_is_made_once_and_then_read(small):
    first, second = load("strokes"), load("strokes")
    assert len(small) == 1
    assert len(first.train) == 300 and len(first.test) == 30 and first.input_shape == (28, 28, 1)
    assert np.array_equal(first.train.inputs, second.train.inputs)
    assert np.array_equal(first.test.labels, second.test.labels)
    assert not (first.train.inputs[:30] == first.test.inputs).all(axis=(1, 2, 3)).any()


def test_an_excerpt_shows_what_the_whole_set_has_there(small):
    strokes._kept_piece.cache_clear()
    few = strokes.excerpt(60, 25), strokes.excerpt(325, 25)
    assert not small and not strokes.is_made(), "the whole set is not made for it"
    data = load("strokes")
    assert np.array_equal(few[0], data.train.inputs[60:85]) and np.array_equal(few[1], data.test.inputs[25:])
    assert strokes.is_made()
    strokes._kept_piece.cache_clear()


def test_the_beginning_is_that_of_the_whole_set_where_little_is_wanted(small):
    strokes._kept_piece.cache_clear()
    few = strokes.beginning(strokes.Strokes(classes=[8, 3], limit=20), 2)
    assert not small and strokes.beginning(strokes.Strokes(classes=[8, 3], limit=60), 2) is None
    data = load({"dataset": "strokes", "classes": [8, 3], "limit": 20})
    assert np.array_equal(few.train.inputs, data.train.inputs) and np.array_equal(few.train.labels, data.train.labels)
    assert np.array_equal(few.test.inputs, data.test.inputs[:2])
    assert few.test.labels.tolist() == data.test.labels[:2].tolist()
    assert few.class_names == data.class_names == ("8", "3")
    strokes._kept_piece.cache_clear()


def test_classes_and_limit_are_kept(small):
    data = load({"dataset": "strokes", "classes": [3, 8], "limit": 40})
    assert data.class_names == ("3", "8") and len(data.train) == 40 and set(data.train.labels.tolist()) == {0, 1}


@pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda b: b"", lambda b: b[:5000] + b"x" + b[5001:]])
def test_a_damaged_file_is_made_anew(small, tmp_path, damage):
    load("strokes")
    (file,) = tmp_path.glob("strokes/*.npy")
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    load("strokes")
    assert len(small) == 2 and file.read_bytes() == whole


def test_other_habits_make_other_pictures_and_the_old_ones_are_removed(small, tmp_path, monkeypatch):
    old = load("strokes")
    monkeypatch.setattr(strokes, "VERSION", strokes.VERSION + 1)
    new = load("strokes")
    assert len(list(tmp_path.glob("strokes/*.npy"))) == 1
    assert not np.array_equal(old.train.inputs, new.train.inputs)


def test_where_nothing_can_be_written_it_is_made_each_time(small, tmp_path):
    (tmp_path / "strokes").write_text("a file where the folder should be")
    assert len(load("strokes").train) == 300
    assert len(small) == 1


def test_two_that_want_it_at_once_make_it_once(small):
    threads = [threading.Thread(target=load, args=("strokes",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(small) == 1


@pytest.mark.slow
def test_all_70_000_are_made_in_reasonable_time():
    start = time.perf_counter()
    images, _ = strokes.generate(70_000)
    assert time.perf_counter() - start < 90  # measured 5 s on two idle cores
    assert len(np.unique(images.reshape(70_000, -1)[:, ::5], axis=0)) > 69_900


def _measures(images):
    """Amount of ink, width, slant and share of grey of each picture."""
    images = images[..., 0] / 255.0
    rows, columns = np.mgrid[0:28, 0:28]
    mass = images.sum(axis=(1, 2))

    def mean(values):
        return (images * values).sum(axis=(1, 2)) / mass

    down = rows - mean(rows)[:, None, None]
    right = columns - mean(columns)[:, None, None]
    inked = images > 0.1
    return {
        "ink": mass / 784,
        "width": inked.any(axis=1).sum(axis=1),
        "slant": -mean(down * right) / mean(down**2),
        "grey": (inked & (images < 0.9)).sum(axis=(1, 2)) / inked.sum(axis=(1, 2)),
    }
