"""A picture of any size gets into a frame: as a digit, whole, by its middle, or stretched; grey or in colour."""

import io

import numpy as np
import pytest
from PIL import Image

from netsumiki.data import Preprocessing
from netsumiki.data.placing import resampling
from netsumiki.engine.errors import DataError

RED, BLUE = (200, 40, 40), (30, 60, 220)


def flag(height=40, width=80):
    """Left half red, right half blue."""
    picture = np.empty((height, width, 3), np.uint8)
    picture[:, : width // 2], picture[:, width // 2 :] = RED, BLUE
    return picture


def place(picture, placing, shape, **options):
    made = Preprocessing(placing=placing, **options).from_picture(picture, shape)
    assert made.shape == shape and made.dtype == np.uint8
    return made


def test_fit_shows_all_of_it_on_the_median_colour_of_its_rim():
    picture = np.full((40, 80, 3), 250, np.uint8)
    picture[10:30, 20:60] = RED
    made = place(picture, "fit", (32, 32, 3))
    assert (made[:8] == 250).all() and (made[24:] == 250).all()  # 40 × 80 becomes 16 × 32
    assert (made[12:20, 8:24] == RED).all()


def test_crop_fills_the_frame_with_the_middle():
    picture = np.zeros((40, 80, 3), np.uint8)
    picture[:, 20:60] = flag(40, 40)
    made = place(picture, "crop", (20, 20, 3))
    assert (made[:, :10] == RED).all() and (made[:, 10:] == BLUE).all()


def test_a_frame_that_is_no_square_is_cropped_to_its_own_proportions():
    made = place(flag(40, 80), "crop", (8, 24, 3))
    assert (made[:, :12] == RED).all() and (made[:, 12:] == BLUE).all()


def test_stretch_fills_the_frame_with_all_of_it():
    made = place(flag(30, 90), "stretch", (16, 16, 3))
    assert (made[:, :8] == RED).all() and (made[:, 8:] == BLUE).all()


@pytest.mark.parametrize("placing", ["fit", "crop", "stretch"])
@pytest.mark.parametrize("shape", [(8, 8, 1), (28, 28, 1), (33, 47, 3), (256, 256, 3)])
@pytest.mark.parametrize("size", [(1, 1), (3, 200), (28, 28), (301, 97)])
def test_every_size_gets_into_every_frame_and_stays_within_its_colours(placing, shape, size):
    picture = np.random.default_rng(0).integers(60, 200, (*size, 3), np.uint8)
    made = place(picture, placing, shape)
    assert made.min() >= 60 and made.max() <= 199


@pytest.mark.parametrize("placing", ["fit", "crop", "stretch"])
def test_a_picture_of_that_size_stays_as_it_is_byte_for_byte(placing):
    picture = np.random.default_rng(0).integers(0, 256, (24, 24, 3), np.uint8)
    assert np.array_equal(place(picture, placing, (24, 24, 3)), picture)
    grey = picture[..., :1]
    assert np.array_equal(place(grey, placing, (24, 24, 1)), grey)
    assert np.array_equal(place(grey, placing, (24, 24, 3)), np.repeat(grey, 3, axis=2))


def test_two_halves_are_averaged_exactly_and_rounded_up():
    made = place(np.array([[10, 11], [10, 11]], np.uint8), "stretch", (1, 1, 1))
    assert made.ravel().tolist() == [11]  # 10.5


def test_a_row_of_the_matrix_that_resamples_is_a_weighted_mean():
    for source, target in [(7, 3), (3, 7), (5, 5), (1, 9), (9, 1)]:
        matrix = resampling(source, target)
        assert matrix.shape == (target, source) and matrix.min() >= 0 and np.allclose(matrix.sum(axis=1), 1)


@pytest.mark.parametrize("side", [14, 32, 56])
def test_a_digit_fills_the_same_part_of_any_frame_with_its_mass_in_the_middle(side):
    picture = np.full((200, 300), 255, np.uint8)
    picture[40:160, 100:130] = picture[130:160, 100:190] = 0
    made = place(picture, "digit", (side, side, 1))[..., 0].astype(float)
    rows = np.flatnonzero(made.max(axis=1))
    assert len(rows) == round(side * 20 / 28) and made.max() == 255
    assert abs(made.sum(axis=1) @ np.arange(side) / made.sum() - side / 2) <= 0.5


@pytest.mark.parametrize("placing", ["digit", "fit"])
def test_inverting_is_the_last_step(placing):
    picture = np.full((28, 28), 255, np.uint8)
    picture[8:20, 12:16] = 0
    plain, inverted = (place(picture, placing, (28, 28, 1), invert=invert) for invert in (False, True))
    assert np.array_equal(inverted, 255 - plain)


def test_what_is_transparent_shows_white_paper():
    picture = np.zeros((10, 10, 4), np.uint8)
    picture[4:6, 4:6] = (*RED, 255)
    made = place(picture, "fit", (10, 10, 3))
    assert (made[4:6, 4:6] == RED).all() and (made[0] == 255).all()


def test_files_keep_their_colours():
    file = io.BytesIO()
    Image.fromarray(flag()).convert("P", palette=Image.Palette.ADAPTIVE).save(file, "PNG")
    made = place(io.BytesIO(file.getvalue()), "stretch", (10, 10, 3))
    assert (made[:, :5] == RED).all() and (made[:, 5:] == BLUE).all()


def test_grey_weighs_the_colours_as_eyes_do():
    made = place(flag(10, 20), "stretch", (10, 20, 1))
    expected = [round(0.299 * r + 0.587 * g + 0.114 * b) for r, g, b in (RED, BLUE)]
    assert np.unique(made).tolist() == sorted(expected)


@pytest.mark.parametrize("placing, shape", [("digit", (32, 32, 3)), ("fit", (2,)), ("fit", (8, 8, 4))])
def test_a_network_that_reads_no_such_pictures_is_named_with_a_remedy(placing, shape):
    with pytest.raises(DataError, match="give it an array instead"):
        Preprocessing(placing=placing).from_picture(flag(), shape)
