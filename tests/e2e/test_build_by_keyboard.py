"""A network built, wired, mended and trained by the keyboard alone: no test of this file touches the mouse."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.building import (
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


@pytest.fixture
def bench(open_page):
    """An empty canvas, reached by Tab and Enter."""
    page = open_page("/?start", reduced_motion="reduce")
    button = page.get_by_role("button", name="Empty canvas")
    expect(button).to_be_visible()
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(canvas(page)).to_be_visible()
    return page


def has_focus(place):
    return place.count() > 0 and place.first.evaluate("element => element === document.activeElement")


def tab_to(page, place, key="Tab"):
    """Press Tab until `place` has the focus. Raises: `AssertionError` when it cannot be reached so."""
    for _ in range(80):
        if has_focus(place):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{place} is not reached by {key}")


def add(page, *words):
    """Search and add, each behind the one before."""
    for word in words:
        page.keyboard.press("Control+k")
        expect(page.get_by_role("searchbox", name="Search layers")).to_be_focused()
        page.keyboard.type(word)
        expect(palette(page).get_by_role("button").first).to_be_visible()  # the list of blocks may still be on its way
        page.keyboard.press("Enter")


def focus_selected(page, name):
    """From the search field into the canvas, whose one stop is the selected block."""
    tab_to(page, block(page, name))


def test_six_blocks_are_searched_set_and_mended(bench, api):
    add(bench, "conv2d", "max pool", "relu", "flatten", "dense", "softmax")
    wait_for_layers(api, LAYERS)
    focus_selected(bench, "softmax_1")
    bench.keyboard.press("ArrowLeft")
    expect(block(bench, "dense_1")).to_be_focused()
    bench.keyboard.press("Enter")
    inspector = bench.get_by_role("region", name="Inspector")
    expect(inspector.get_by_role("textbox", name="Name")).to_be_focused()
    tab_to(bench, inspector.get_by_role("spinbutton", name="Units"))
    bench.keyboard.press("Control+a")
    bench.keyboard.type("30")
    expect(block(bench, "dense_1")).to_have_accessible_name(re.compile("30 numbers"))

    remedy = problems(bench).get_by_role("button", name="Set units to 10")
    tab_to(bench, remedy, "Shift+Tab")
    bench.keyboard.press("Enter")
    expect_ready(bench)
    wait_for_layers(api, LAYERS)
    wait_for_recipe(api, lambda recipe: recipe["model"]["nodes"][4].get("units") == 10, "10 units")


def test_blocks_are_wired_and_their_order_is_changed(bench, api):
    add(bench, "flatten", "dense", "relu")
    focus_selected(bench, "relu_1")
    bench.keyboard.press("ArrowLeft")
    expect(block(bench, "dense_1")).to_be_focused()
    bench.keyboard.press("Delete")
    wait_for_layers(api, ["flatten", "relu"])
    expect(block(bench, "relu_1")).to_have_accessible_name(re.compile("not connected yet"))
    expect(block(bench, "flatten_1")).to_be_focused()
    bench.keyboard.press("c")
    expect(bench.get_by_text("Now choose the block that flatten_1 is to feed")).to_be_visible()
    go_to(bench, "relu_1")
    bench.keyboard.press("Enter")
    expect(wire(bench, "flatten_1", "relu_1")).to_be_visible()
    bench.keyboard.press("Control+z")
    expect(wire(bench, "flatten_1", "relu_1")).to_have_count(0)
    bench.keyboard.press("Control+Shift+z")
    expect(wire(bench, "flatten_1", "relu_1")).to_be_visible()

    tab_to(bench, canvas(bench).get_by_role("button", name="Outline"))
    bench.keyboard.press("Space")
    tab_to(bench, row(bench, "relu_1"))
    bench.keyboard.press("Alt+ArrowUp")
    wait_for_layers(api, ["relu", "flatten"])
    expect(row(bench, "relu_1")).to_be_focused()


def go_to(page, name):
    """By the arrows, wherever the block stands."""
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowUp"):
        if has_focus(block(page, name)):
            return
        page.keyboard.press(key)
    expect(block(page, name)).to_be_focused()


def test_space_trains_pauses_and_goes_on_and_arrow_right_is_a_step(open_page, api):
    recipe = {
        "version": 1,
        "data": {"dataset": "blobs"},
        "model": {"inputs": {"point": [2]}, "nodes": [{"layer": "dense", "units": 2}]},
        "training": {"steps": 1_000_000, "batch_size": 20},
    }
    api("POST", "documents", {"name": "endless", "recipe": recipe, "positions": {}})
    page = open_page("/")
    status = page.get_by_role("status", name="Training status")
    expect_ready(page)
    page.keyboard.press("Space")
    expect(status).to_contain_text("running")
    page.keyboard.press("Space")
    expect(status).to_contain_text("paused")
    before = step_of(status)
    page.keyboard.press("ArrowRight")
    expect(status).to_have_text(re.compile(rf"paused, step {before + 1:,}\b"))
    page.keyboard.press("Space")
    expect(status).to_contain_text("running")
    page.keyboard.press("Control+k")
    page.keyboard.type(" r")  # a field keeps its letters: neither paused nor reset by them
    expect(page.get_by_role("searchbox")).to_have_value(" r")
    expect(status).to_contain_text("running")
    page.keyboard.press("Escape")
    (run,) = api("GET", "runs")
    api("POST", f"runs/{run['id']}/commands", {"do": "stop"})
    expect(status).to_contain_text("cancelled")


def step_of(status):
    return int(re.search(r"step ([\d,]+)", status.inner_text())[1].replace(",", ""))


def test_the_keys_are_listed(bench):
    bench.keyboard.press("?")
    dialog = bench.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_contain_text("Search and add a block")
    bench.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_ctrl_s_keeps_a_named_version(bench, api):
    add(bench, "flatten")
    wait_for_layers(api, ["flatten"])
    bench.keyboard.press("Control+s")
    expect(bench.get_by_role("textbox", name="Name of the version")).to_be_focused()
    bench.keyboard.type("by hand")
    bench.keyboard.press("Enter")
    expect(bench.get_by_text("“by hand” is kept.")).to_be_visible()
