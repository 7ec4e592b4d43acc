"""A network built on a phone: from the outline, by tap and tap on the canvas, and a digit drawn with a finger."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.building import (
    CHAIN,
    LAYERS,
    block,
    canvas,
    expect_ready,
    palette,
    problems,
    row,
    wait_for_layers,
    wait_for_recipe,
    wire,
)
from tests.e2e.hand import SEVEN, draw_with_finger

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}


@pytest.fixture
def phone(open_page):
    page = open_page("/?start", **PHONE)
    page.get_by_role("button", name="Empty canvas").tap()
    expect(page.get_by_role("region", name="Network outline")).to_be_visible()
    return page


def choose_view(phone, name):
    phone.get_by_role("radiogroup", name="View of the network").get_by_text(name, exact=True).tap()


def add(phone, label):
    phone.get_by_role("combobox", name="Add a block").tap()
    phone.get_by_role("option", name=label, exact=True).tap()


def test_six_blocks_from_the_outline_make_a_network_that_is_ready(phone, api):
    for label in CHAIN:
        add(phone, label)
    expect(row(phone, "flatten_1")).to_contain_text("1,352 numbers")
    row(phone, "dense_1").tap()
    phone.get_by_role("button", name="Edit", exact=True).tap()
    phone.get_by_role("region", name="Inspector").get_by_role("spinbutton", name="Units").fill("10")
    phone.get_by_role("button", name="Close the inspector").tap()
    expect_ready(phone)
    wait_for_layers(api, LAYERS)
    wait_for_recipe(api, lambda recipe: recipe["model"]["nodes"][4].get("units") == 10, "10 units")


def test_blocks_are_moved_and_deleted_in_the_outline(phone, api):
    for label in ("Flatten", "ReLU", "Dense"):
        add(phone, label)
    row(phone, "dense_1").tap()
    phone.get_by_role("button", name="Move up").tap()
    wait_for_layers(api, ["flatten", "dense", "relu"])
    row(phone, "relu_1").tap()
    phone.get_by_role("button", name="Delete", exact=True).tap()
    problems(phone).get_by_role("button", name="Set units to 10").tap()
    expect_ready(phone)
    phone.get_by_role("button", name="Undo", exact=True).tap()
    phone.get_by_role("button", name="Undo", exact=True).tap()
    wait_for_layers(api, ["flatten", "dense", "relu"])


def test_two_taps_wire_two_blocks_on_the_canvas(phone, api):
    for label in ("Flatten", "Dense"):
        add(phone, label)
    row(phone, "dense_1").tap()
    phone.get_by_role("button", name="Edit", exact=True).tap()
    phone.get_by_role("combobox", name="Input").select_option(label="not connected")
    phone.get_by_role("button", name="Close the inspector").tap()
    choose_view(phone, "Canvas")
    fold(phone)
    canvas(phone).get_by_role("button", name="show everything").tap()
    block(phone, "flatten_1").locator(".source").tap()
    expect(phone.get_by_text("Now choose the block that flatten_1 is to feed")).to_be_visible()
    block(phone, "dense_1").tap()
    expect(wire(phone, "flatten_1", "dense_1")).to_be_visible()
    expect(block(phone, "dense_1")).to_have_accessible_name(re.compile("64 numbers"))


def test_the_palette_opens_over_the_canvas(phone, api):
    choose_view(phone, "Canvas")
    canvas(phone).get_by_role("button", name="Add a block").tap()
    palette(phone).get_by_role("button", name="Flatten", exact=True).tap()
    expect(palette(phone).get_by_role("button", name="Flatten", exact=True)).to_have_count(0)
    expect(block(phone, "flatten_1")).to_be_visible()


def test_a_seven_drawn_with_a_finger_is_read(phone):
    draw_with_finger(phone, SEVEN)
    answers = phone.get_by_role("region", name="Prediction").get_by_role("listitem")
    expect(answers.first).to_have_accessible_name(re.compile("^7:"))


def fold(phone):
    """The list of problems stands over the canvas until it is folded."""
    problems(phone).get_by_role("button", expanded=True).tap()
