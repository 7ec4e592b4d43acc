"""Augmentation: what each one does to a picture, and that all together are one cheap, repeatable pass."""

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from netsumiki.data import Augmenter, augmentations
from netsumiki.engine.errors import OptionError

SHAPE = (28, 28, 1)
ALL = list(augmentations)
MOVEMENTS = ["shift", "rotate", "zoom", "shear"]


def stream(seed=0):
    return np.random.default_rng(seed)


def blob(y, x, shape=SHAPE):
    """A round spot of ink at (y, x)."""
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]]
    spot = np.exp(-((rows - y) ** 2 + (columns - x) ** 2) / 8)
    return np.repeat(spot[..., None], shape[2], axis=2).astype(np.float32)


def centre(images):
    """Where the ink is, (n, 2), counted from the middle of the image."""
    ink = images.sum(axis=3)
    rows = (ink.sum(2) * (np.arange(ink.shape[1]) - (ink.shape[1] - 1) / 2)).sum(1) / ink.sum((1, 2))
    columns = (ink.sum(1) * (np.arange(ink.shape[2]) - (ink.shape[2] - 1) / 2)).sum(1) / ink.sum((1, 2))
    return np.stack([rows, columns], axis=1)


def augmented(parts, images, seed=0):
    augmenter, images = Augmenter(parts), np.asarray(images)
    out = np.full_like(images, np.nan)
    before = images.copy()
    augmenter.apply(images, augmenter.draw(stream(seed), len(images), images.shape[1:]), out)
    assert np.array_equal(images, before), "the input is left alone"
    assert np.isfinite(out).all()
    return out


def spots(n=400, y=9.5, x=16.5):
    return np.stack([blob(y, x)] * n)


@pytest.mark.parametrize(
    "part",
    [
        {"augmentation": "shift", "pixels": 0},
        {"augmentation": "rotate", "degrees": 0},
        {"augmentation": "zoom", "fraction": 0},
        {"augmentation": "shear", "fraction": 0},
        {"augmentation": "elastic", "alpha": 0},
        {"augmentation": "erase", "probability": 0},
        {"augmentation": "noise", "std": 0},
    ],
)
@pytest.mark.parametrize("shape", [SHAPE, (7, 12, 3)])
def test_with_strength_0_nothing_changes(part, shape):
    images = stream().random((50, *shape), np.float32)
    assert np.allclose(augmented([part], images), images, atol=1e-5)


def test_shift_moves_the_ink_by_up_to_so_many_pixels_both_ways():
    moved = centre(augmented([{"augmentation": "shift", "pixels": 3}], spots())) - centre(spots(1))
    assert np.abs(moved).max() <= 3.01
    assert (
        (moved.min(axis=0) < -2.8).all() and (moved.max(axis=0) > 2.8).all() and np.abs(moved.mean(axis=0)).max() < 0.3
    )


def test_rotate_turns_around_the_centre_and_keeps_the_distance():
    there, here = centre(augmented([{"augmentation": "rotate", "degrees": 20}], spots())), centre(spots(1))
    assert np.allclose(np.hypot(*there.T), np.hypot(*here.T), atol=0.05)
    angle = np.degrees(np.arctan2(there[:, 0], there[:, 1]) - np.arctan2(here[:, 0], here[:, 1]))
    assert np.abs(angle).max() <= 20.5 and angle.min() < -18 and angle.max() > 18


def test_zoom_changes_the_distance_from_the_centre():
    there, here = centre(augmented([{"augmentation": "zoom", "fraction": 0.3}], spots())), centre(spots(1))
    factor = np.hypot(*there.T) / np.hypot(*here.T)
    assert 0.68 <= factor.min() < 0.73 and 1.27 < factor.max() <= 1.32
    assert np.allclose(there / factor[:, None], here, atol=0.05)


def test_shear_moves_rows_sideways_by_their_height():
    there, here = centre(augmented([{"augmentation": "shear", "fraction": 0.5}], spots())), centre(spots(1))
    slant = (there[:, 1] - here[:, 1]) / here[0, 0]
    assert np.allclose(there[:, 0], here[:, 0], atol=0.05)
    assert np.abs(slant).max() <= 0.51 and slant.min() < -0.45 and slant.max() > 0.45


def test_movements_are_composed_in_the_order_of_the_list():
    shift, turn = {"augmentation": "shift", "pixels": 6}, {"augmentation": "rotate", "degrees": 180}
    middle = np.stack([blob(13.5, 13.5)] * 200)
    distances = [np.hypot(*centre(augmented(order, middle)).T) for order in ([shift, turn], [turn, shift])]
    shift_only = np.hypot(*centre(augmented([shift], middle)).T)
    assert np.allclose(distances[0], shift_only, atol=0.1), (
        "the first random numbers are the shift's, turning keeps them"
    )
    across = centre(augmented([shift, turn], middle))
    along = centre(augmented([turn, shift], middle))
    assert np.abs(across).max() > 6.3, "shifted first, then turned: the corners of the square point everywhere"
    assert np.abs(along).max() <= 6.05, "turned first, then shifted: still inside of the square"


def test_all_movements_take_one_interpolation():
    """Moved there and back by two movements in one pass, a picture is as sharp as before."""
    images = (stream().random((20, *SHAPE)) > 0.5).astype(np.float32)
    sharp = augmented([{"augmentation": "rotate", "degrees": 0}, {"augmentation": "shift", "pixels": 0}], images)
    assert np.abs(sharp - images).max() < 1e-4


def test_what_comes_from_outside_is_background():
    images = np.ones((300, *SHAPE), np.float32)
    out = augmented([{"augmentation": "shift", "pixels": 40}], images)
    assert out.min() == 0 and out.max() <= 1.0001
    assert (out.max(axis=(1, 2, 3)) == 0).any(), "moved out altogether"


def test_elastic_moves_smoothly_and_by_the_stated_distance():
    rows, columns = np.mgrid[0:28, 0:28].astype(np.float32) / 28
    images = np.stack([rows, columns])[:, None].repeat(200, 1).reshape(400, *SHAPE)  # brightness tells the place
    out = augmented([{"augmentation": "elastic", "alpha": 20, "sigma": 4}], images) * 28
    moved = (out - images * 28)[:, 6:22, 6:22, 0]
    moved = np.concatenate([moved[:200], moved[200:]])
    assert abs(np.sqrt((moved**2).mean()) - 20 / (8 * np.sqrt(3 * np.pi))) < 0.06
    assert np.abs(np.diff(moved, axis=1)).mean() < 0.25 * np.abs(moved).mean()
    assert abs(moved.mean()) < 0.05


def test_erase_blanks_one_rectangle_in_some_of_the_images():
    out = augmented(
        [{"augmentation": "erase", "size": 0.4, "probability": 0.3}], np.ones((1000, 20, 30, 2), np.float32)
    )
    blank = out[..., 0] == 0
    assert np.array_equal(blank, out[..., 1] == 0)
    assert 0.25 < blank.any(axis=(1, 2)).mean() < 0.35
    heights, widths = blank.any(axis=2).sum(1), blank.any(axis=1).sum(1)
    assert np.array_equal(heights * widths, blank.sum(axis=(1, 2))), "a rectangle"
    assert heights.max() == 8 and widths.max() == 12
    assert blank[:, 0].any() and blank[:, -1].any() and blank[:, :, 0].any() and blank[:, :, -1].any()


def test_noise_has_the_stated_deviation_and_stays_within_grey_values():
    out = augmented([{"augmentation": "noise", "std": 0.1}], np.full((100, *SHAPE), 0.5, np.float32))
    assert abs(out.std() - 0.1) < 0.002 and abs(out.mean() - 0.5) < 0.002
    assert np.unique(out[:, 0, 0, 0]).size > 90, "another noise for each image"
    out = augmented([{"augmentation": "noise", "std": 0.5}], np.zeros((9, *SHAPE), np.float32))
    assert out.min() == 0 and out.max() == 1


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("shape", [SHAPE, (9, 16, 3)])
def test_the_same_stream_gives_the_same_and_another_seed_another_result(name, shape):
    images = stream().random((70, *shape), np.float32)
    assert np.array_equal(augmented([name], images), augmented([name], images))
    assert not np.array_equal(augmented([name], images), augmented([name], images, seed=1))


@pytest.mark.parametrize("name", ALL)
def test_any_piece_of_a_batch_can_be_done_alone(name):
    images, augmenter = stream().random((100, *SHAPE), np.float32), Augmenter([name])
    drawn = augmenter.draw(stream(), 100, SHAPE)
    whole, pieces = np.empty_like(images), np.empty_like(images)
    augmenter.apply(images, drawn, whole)

    def piece(start):
        part = slice(start, start + 7)
        augmenter.apply(images[part], tuple(numbers[part] for numbers in drawn), pieces[part])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(piece, range(0, 100, 7)))
    assert np.allclose(pieces, whole, atol=1e-5)


def test_applying_uses_no_random_numbers_of_the_stream():
    augmenter, random = Augmenter(ALL), stream()
    drawn = augmenter.draw(random, 5, SHAPE)
    state = random.bit_generator.state
    augmenter.apply(np.zeros((5, *SHAPE), np.float32), drawn, np.empty((5, *SHAPE), np.float32))
    assert random.bit_generator.state == state


def test_pictures_of_several_sizes_may_follow_one_another():
    augmenter = Augmenter([*MOVEMENTS, "elastic"])
    for shape in (SHAPE, (9, 16, 3), SHAPE):
        images, out = np.ones((3, *shape), np.float32), np.full((3, *shape), np.nan, np.float32)
        augmenter.apply(images, augmenter.draw(stream(), 3, shape), out)
        assert np.isfinite(out).all()


def test_an_augmenter_without_parts_is_nothing():
    assert not Augmenter() and Augmenter(["shift"])


@pytest.mark.parametrize("name", ALL)
def test_every_value_out_of_bounds_is_refused(name):
    for declared in augmentations[name].declared.values():
        for value in declared.invalid_values():
            with pytest.raises(OptionError, match=declared.name):
                augmentations.create({"augmentation": name, declared.name: value})


def test_a_distorted_image_costs_a_few_microseconds():
    augmenter, images = Augmenter(MOVEMENTS), stream().random((512, *SHAPE), np.float32)
    out, times = np.empty_like(images), []
    for _ in range(7):
        start = time.perf_counter()
        augmenter.apply(images, augmenter.draw(stream(), 512, SHAPE), out)
        times.append((time.perf_counter() - start) / 512)
    assert min(times) < 60e-6  # measured 7 µs; the margin is for busy and small machines
