"""Pictures show what the numbers say."""

import base64
import io

import numpy as np
from PIL import Image

from netsumiki.insight.pictures import WEIGHTS, heat, ink, photograph, png, rgb, shrunk, strip
from netsumiki.insight.regions import CLASSES, Plane, regions


def pixels_of(uri: str) -> np.ndarray:
    return np.array(Image.open(io.BytesIO(base64.b64decode(uri.removeprefix("data:image/png;base64,")))))


def test_heat_has_the_colour_of_the_sign_and_the_strength_of_the_size():
    made = pixels_of(png(heat(np.array([[-2.0, 0.0, 1.0, 2.0, 9.0]]), 2.0, WEIGHTS)))[0]
    assert tuple(made[0, :3]) == tuple(rgb("#f59322"))
    assert tuple(made[3, :3]) == tuple(rgb("#0877bd"))
    assert made[:, 3].tolist() == [255, 0, 130, 255, 255]


def test_heat_of_nothing_or_of_numbers_that_are_not_finite_is_zero():
    assert not heat(np.zeros((2, 2)), 0.0, WEIGHTS)[..., 3].any()
    assert heat(np.array([[np.nan]]), 1.0, WEIGHTS)[0, 0, 3] == 0


def test_ink_is_opaque_where_the_picture_is_bright():
    made = ink(np.array([[[0], [255], [7]]], np.uint8))
    assert made[0].tolist() == [[0, 0], [0, 255], [0, 7]]


def test_photographs_keep_colours_and_large_ones_become_small():
    picture = np.zeros((200, 100, 3), np.uint8)
    picture[..., 1] = 200
    made = pixels_of(photograph(picture))
    assert max(made.shape) <= 48
    assert made[5, 5].tolist() == [0, 200, 0]


def test_shrinking_averages():
    maps = np.arange(16, dtype=np.float32).reshape(1, 4, 4)
    assert shrunk(maps, 2)[0].tolist() == [[2.5, 4.5], [10.5, 12.5]]
    assert shrunk(maps, 4) is maps
    assert shrunk(np.ones((1, 1, 100)), 10).shape == (1, 1, 10)


def test_strip_puts_maps_side_by_side():
    made = strip(np.stack([np.ones((2, 3)), -np.ones((2, 3))]), 1.0, WEIGHTS)
    assert made.shape == (2, 7, 4)
    assert made[0, :, 3].tolist() == [255, 255, 255, 0, 255, 255, 255]


def test_plane_holds_all_points_and_its_grid_runs_from_the_top_left():
    points = np.array([[0.0, 0.0], [4.0, 1.0]], np.float32)
    plane = Plane.around(points)
    places = plane.place(points)
    assert ((places > 0) & (places < 1)).all()
    assert places[0, 1] > places[1, 1]
    grid = plane.grid(4).reshape(4, 4, 2)
    assert grid[0, 0, 0] < grid[0, 3, 0]
    assert grid[0, 0, 1] > grid[3, 0, 1]


def test_regions_have_the_colour_of_the_likeliest_class():
    made = regions(np.array([[1.0, 0.0], [0.5, 0.5], [0.2, 0.8], [0.0, 1.0]]), 2)
    assert tuple(made[0, 0, :3]) == tuple(rgb(CLASSES[0]))
    assert tuple(made[1, 1, :3]) == tuple(rgb(CLASSES[1]))
    assert made[0, 0, 3] > made[1, 0, 3] > made[0, 1, 3]
