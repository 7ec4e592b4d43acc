"""Sheets of pictures: colours that mean numbers, words, legends, and how they are put together."""

import numpy as np
import pytest

from netsumiki.insight import panels
from netsumiki.insight.attribution import attributions, explain
from netsumiki.insight.attribution.overlay import overlay
from netsumiki.insight.model_sheet import TILE, WIDTH, features_panel, filters_panel
from tests.insight.attribution.networks import graph_of, linear, small_cnn

ORANGE, ZERO, BLUE, WHITE = [0xF5, 0x93, 0x22], [0xE8, 0xEA, 0xEB], [0x08, 0x77, 0xBD], [255, 255, 255]


def test_numbers_go_from_orange_over_grey_to_blue():
    pixels = panels.coloured(np.array([[-2, 0, 2, 99]]), 2)
    assert pixels[0].tolist() == [ORANGE, ZERO, BLUE, BLUE]
    half = panels.coloured(np.array([[1.0]]), 2)[0, 0]
    assert np.abs(half - (np.array(ZERO) + BLUE) / 2).max() <= 0.5


def test_where_nothing_is_there_is_no_colour():
    assert panels.coloured(np.zeros((2, 2)), 0).tolist() == [[ZERO] * 2] * 2


def test_what_is_not_a_number_is_checked():
    pixels = panels.coloured(np.full((2, 2), np.nan), 1.0)
    assert pixels.tolist() == [[[0] * 3, WHITE], [WHITE, [0] * 3]]


def test_a_legend_begins_at_zero_where_there_is_no_sign():
    signed, unsigned = (panels.legend(("a", "b"), signed=s).reshape(-1, 3).tolist() for s in (True, False))
    assert ORANGE in signed and BLUE in signed
    assert ORANGE not in unsigned and ZERO in unsigned and BLUE in unsigned


def test_panels_lie_beside_and_below_one_another():
    small, large = np.zeros((2, 3, 3), np.uint8), np.zeros((4, 5, 3), np.uint8)
    assert panels.beside([small, large], gap=1).shape == (4, 9, 3)
    assert panels.stacked([small, large], gap=1, margin=2).shape == (4 + 7, 5 + 4, 3)
    sheet = panels.tiled([small] * 5, width=8, gap=2)
    assert sheet.shape == (10, 8, 3) and sheet[8:, 3:].min() == 255 and sheet[8:, :3].max() == 0
    assert panels.larger(small, 3).shape == (6, 9, 3)


def test_long_words_are_broken_and_letters_beyond_latin_do_no_harm():
    one = panels.words("a network explains itself")
    assert len(one) == panels.LINE
    many = panels.words("a network explains itself " * 5, width=200)
    assert len(many) > 2 * panels.LINE and many.shape[1] == 200
    assert panels.words("3 × 3 数字").min() < 100


def test_grey_pictures_stay_grey_and_colours_stay():
    assert panels.grey(np.array([[[10, 20]]], np.uint8)).tolist() == [[[15, 15, 15]]]
    colour = np.array([[[1, 2, 3]]], np.uint8)
    assert panels.grey(colour).tolist() == colour.tolist()


def test_an_overlay_colours_the_pixels_that_count():
    """score = 4 x₁ − 2 x₄: the first pixel is blue, the last in part orange, the others as grey as nothing."""
    found = explain(linear([[4, 0, 0, -2]]), np.ones((2, 2, 1), np.float32), "gradient_input", 0)
    page = overlay(np.zeros((2, 2, 1), np.uint8), found, "Why")
    side = 280
    top, left = panels.GAP + panels.LINE + 6, panels.GAP + side + panels.GAP
    middle = page[top + 70 : top + side : 140, left + 70 : left + side : 140]
    assert middle[0].tolist() == [BLUE, ZERO] and middle[1, 0].tolist() == ZERO
    assert np.abs(middle[1, 1] - (np.array(ZERO) + ORANGE) / 2).max() <= 1


@pytest.mark.parametrize("name", ["saliency", "grad_cam", "occlusion"])
def test_every_kind_of_map_can_be_drawn(name):
    found = explain(small_cnn(), np.random.default_rng(0).random((8, 8, 1), np.float32), name, 1)
    page = overlay(np.zeros((8, 8, 1), np.uint8), found, attributions[name].label)
    assert page.dtype == np.uint8 and page.shape[2] == 3 and BLUE in page.reshape(-1, 3).tolist()


# -- the sheet of a model -------------------------------------------------------------------------------------------


def test_filters_and_maps_have_a_tile_each():
    sheet = filters_panel(small_cnn())
    assert sheet.shape[0] == panels.LINE + 4 + 54 and sheet.shape[1] >= 6 * 54 + 5 * 4  # 3 × 3 weights, 18 times larger
    features = features_panel(small_cnn(), np.ones((8, 8, 1), np.float32))
    assert len(features) == 6 * (panels.LINE + 4 + TILE) + 5 * 10 and features.shape[1] <= WIDTH


def test_maps_of_nan_say_so():
    network = small_cnn()
    network.params["conv_2.W"].value[...] = np.nan
    assert features_panel(network, np.ones((8, 8, 1), np.float32)).shape[1] > 300


def test_a_network_without_pictures_has_no_panels():
    network = graph_of([{"layer": "dense", "units": 2}], (2,))
    assert filters_panel(network) is None
    assert features_panel(network, np.ones(2, np.float32)) is None
