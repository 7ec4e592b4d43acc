"""A network built with the mouse alone: from the palette, along wires, through the problems and back."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.building import (
    CHAIN,
    LAYERS,
    add,
    block,
    canvas,
    expect_ready,
    open_empty,
    palette,
    problems,
    show_everything,
    wait_for_layers,
    wait_for_recipe,
    wire,
)
from tests.e2e.hand import drag, middle


@pytest.fixture
def bench(open_page):
    """An empty canvas whose view jumps instead of gliding, so that blocks stay where they were measured."""
    page = open_page(reduced_motion="reduce")
    open_empty(page)
    return page


def left(place):
    box = place.bounding_box()
    return box["x"], box["y"] + box["height"] / 2


def right(place):
    box = place.bounding_box()
    return box["x"] + box["width"], box["y"] + box["height"] / 2


def inspector(page):
    return page.get_by_role("region", name="Inspector")


def test_six_blocks_from_the_palette_make_a_network_that_is_ready(bench, api):
    add(bench, *CHAIN)
    show_everything(bench)
    block(bench, "dense_1").click()
    inspector(bench).get_by_role("spinbutton", name="Units").fill("10")
    for name, shape in {
        "conv2d_1": "8 maps of 26 × 26, 80 parameters",
        "max_pool_1": "8 maps of 13 × 13",
        "relu_1": "8 maps of 13 × 13",
        "flatten_1": "1,352 numbers",
        "dense_1": "10 numbers, 13,530 parameters",
        "softmax_1": "10 numbers",
    }.items():
        expect(block(bench, name)).to_have_accessible_name(re.compile(rf" {name}, {shape}"))
    expect(wire(bench, "conv2d_1", "max_pool_1")).to_have_accessible_name(re.compile(r"\(26, 26, 8\)"))
    expect(problems(bench)).to_contain_text("parameters")
    expect_ready(bench)
    wait_for_layers(api, LAYERS)
    wait_for_recipe(api, lambda recipe: recipe["model"]["nodes"][4].get("units") == 10, "10 units")


def test_a_block_dragged_from_the_palette_stays_loose_until_it_is_wired(bench, api):
    box = canvas(bench).bounding_box()
    flatten = palette(bench).get_by_role("button", name="Flatten", exact=True)
    drag(bench, middle(flatten), (box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.3))
    expect(block(bench, "flatten_1")).to_have_accessible_name(re.compile("not connected yet"))
    drag(bench, right(block(bench, "image")), left(block(bench, "flatten_1")))
    expect(block(bench, "flatten_1")).to_have_accessible_name(re.compile("784 numbers"))


def test_a_refused_wire_says_why(bench):
    add(bench, "Flatten", "Dense", "Dense")
    show_everything(bench)
    drag(bench, right(block(bench, "dense_2")), left(block(bench, "flatten_1")))
    expect(bench.get_by_text("That would close a circle: dense_2 already depends on flatten_1.")).to_be_visible()
    drag(bench, right(block(bench, "image")), left(block(bench, "dense_2")))
    expect(bench.get_by_text("dense_2 has its input already")).to_be_visible()


def test_a_block_dropped_on_a_wire_is_put_there_and_the_wire_heals_when_it_goes(bench, api):
    add(bench, "Flatten", "Dense")
    show_everything(bench)
    drag(
        bench,
        middle(palette(bench).get_by_role("button", name="ReLU", exact=True)),
        middle(wire(bench, "flatten_1", "dense_1")),
    )
    expect(wire(bench, "flatten_1", "relu_1")).to_be_visible()
    expect(wire(bench, "relu_1", "dense_1")).to_be_visible()
    wait_for_layers(api, ["flatten", "relu", "dense"])

    block(bench, "relu_1").click()
    bench.keyboard.press("Shift+Delete")
    expect(wire(bench, "flatten_1", "dense_1")).to_be_visible()
    wait_for_layers(api, ["flatten", "dense"])

    block(bench, "flatten_1").click()
    bench.keyboard.press("Delete")
    expect(block(bench, "dense_1")).to_have_accessible_name(re.compile("not connected yet"))


def test_a_selected_wire_can_be_taken_away(bench):
    add(bench, "Flatten", "Dense")
    show_everything(bench)
    bench.mouse.click(*middle(wire(bench, "flatten_1", "dense_1")))
    bench.get_by_role("button", name="Remove the wire").click()
    expect(wire(bench, "flatten_1", "dense_1")).to_have_count(0)
    expect(block(bench, "dense_1")).to_have_accessible_name(re.compile("not connected yet"))


def test_twenty_edits_are_undone_and_redone(bench, api):
    undo, redo = (bench.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))
    expect(undo).to_be_disabled()
    layers = ["flatten", *["dense", "relu"] * 9, "softmax"]
    labels = {"flatten": "Flatten", "dense": "Dense", "relu": "ReLU", "softmax": "Softmax"}
    add(bench, *(labels[layer] for layer in layers))
    whole = wait_for_layers(api, layers)
    for _ in range(20):
        undo.click()
    expect(undo).to_be_disabled()
    wait_for_layers(api, [])
    for _ in range(20):
        redo.click()
    expect(redo).to_be_disabled()
    wait_for_recipe(api, lambda recipe: recipe == whole, "as it was")


def test_other_kinds_of_edits_are_undone_one_by_one(bench, api):
    add(bench, "Flatten", "Dense")
    before = wait_for_layers(api, ["flatten", "dense"])
    undo = bench.get_by_role("button", name="Undo", exact=True)
    units, name, source = (
        inspector(bench).get_by_role(role, name=label)
        for role, label in (("spinbutton", "Units"), ("textbox", "Name"), ("combobox", "Input"))
    )
    units.fill("")
    units.press_sequentially("700")  # one burst of typing
    name.fill("votes")
    name.press("Enter")
    source.select_option(label="not connected")
    expect(problems(bench).get_by_role("button", name=re.compile("^votes"))).to_be_visible()
    undo.click()
    expect(source).to_have_value("flatten_1")
    undo.click()
    block(bench, "dense_1").click()
    expect(units).to_have_value("700")
    undo.click()
    expect(units).to_have_value("64")
    wait_for_recipe(api, lambda recipe: recipe == before, "as it was")


def test_blocks_are_copied_and_pasted(bench, api):
    add(bench, "Flatten", "Dense", "ReLU")
    show_everything(bench)
    block(bench, "dense_1").click()
    block(bench, "relu_1").click(modifiers=["Control"])
    bench.keyboard.press("Control+c")
    expect(bench.get_by_text("2 blocks copied")).to_be_visible()
    bench.keyboard.press("Control+v")
    wait_for_layers(api, ["flatten", "dense", "relu", "dense", "relu"])
    expect(block(bench, "dense_2")).to_have_accessible_name(re.compile("64 numbers"))


def test_a_problem_leads_to_its_block_and_its_remedy_mends_it(bench, api):
    add(bench, "Conv 2D", "Dense")
    bench.keyboard.press("Escape")
    expect(problems(bench).get_by_role("button", name="problem")).to_contain_text("problem")
    entry = problems(bench).get_by_role("listitem").filter(has_text="flat").first
    expect(bench.get_by_role("button", name="Train", exact=True)).to_be_disabled()
    entry.get_by_role("button", name=re.compile("^dense_1")).click()
    expect(block(bench, "dense_1")).to_have_attribute("aria-current", "true")
    expect(inspector(bench).get_by_role("textbox", name="Name")).to_have_value("dense_1")
    entry.get_by_role("button", name="Insert flatten").click()
    wait_for_layers(api, ["conv2d", "flatten", "dense"])
    problems(bench).get_by_role("button", name="Set units to 10").click()
    expect_ready(bench)
