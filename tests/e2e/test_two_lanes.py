"""A generator and its discriminator on one canvas: built by keyboard in both lanes, refused between them, trained."""

import copy
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations
from tests.e2e.building import block, canvas, palette, row, wait_for_recipe, wire

STEPS = 90


@pytest.fixture
def recipe(api):
    """Points in the plane, so that a run takes seconds."""
    templates = {template["name"]: template for template in api("GET", "templates")}
    found = copy.deepcopy(templates["gan-2d"]["recipe"])
    found["training"] |= {"steps": STEPS, "snapshot_every": 30, "batch_size": 64}
    return found


@pytest.fixture
def page(api, recipe, open_page):
    api("POST", "documents", {"name": "Points", "recipe": recipe})
    page = open_page("/", reduced_motion="reduce")
    expect(block(page, "hidden3")).to_be_visible()
    return page


def add(page, word):
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox", name="Search layers")).to_be_focused()
    page.keyboard.type(word)
    expect(palette(page).get_by_role("button").first).to_be_visible()
    page.keyboard.press("Enter")


def select(page, name):
    """Through the outline, which lists all blocks of both networks: down from the first. Then it has the focus."""
    outline = page.get_by_role("region", name="Network outline")
    if not outline.is_visible():
        page.get_by_role("button", name="Outline", exact=True).press("Enter")
    outline.get_by_role("listbox").locator('[tabindex="0"]').focus()
    page.keyboard.press("Home")
    for _ in range(40):
        if row(page, name).get_attribute("aria-selected") == "true":
            return block(page, name).focus()
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{name} is not reached in the outline")


def layers(network):
    return [node["layer"] for node in network["nodes"]]


def test_blocks_are_added_to_each_lane_and_taken_back_by_keyboard(page, api, recipe):
    outline = page.get_by_role("region", name="Network outline")
    select(page, "hidden1")
    expect(outline.get_by_role("group", name="Generator").get_by_role("option").first).to_contain_text("noise")
    expect(outline.get_by_role("group", name="Discriminator").get_by_role("option").first).to_contain_text("image")

    add(page, "Tanh")
    expect(block(page, "tanh_1")).to_have_attribute("aria-label", re.compile("Generator$"))
    select(page, "hidden3")
    add(page, "Dropout")
    expect(block(page, "dropout_1")).to_have_attribute("aria-label", re.compile("Discriminator$"))
    expect(page.get_by_role("region", name="Inspector")).to_contain_text("Discriminator")
    grown = wait_for_recipe(
        api,
        lambda saved: (
            "tanh" in layers(saved["generator"])
            and "dropout" in layers(saved["discriminator"])
            and len(saved["generator"]["nodes"]) == len(recipe["generator"]["nodes"]) + 1
        ),
        "a block more in each lane",
    )
    assert "model" not in grown and "lane" not in str(grown["generator"]["nodes"])

    block(page, "dropout_1").focus()
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    wait_for_recipe(api, lambda saved: layers(saved["generator"]) == layers(recipe["generator"]), "as before")
    wait_for_recipe(api, lambda saved: layers(saved["discriminator"]) == layers(recipe["discriminator"]), "as before")


def test_wires_are_drawn_within_a_lane_and_refused_between_them(page):
    select(page, "relu1")
    page.keyboard.press("Delete")
    expect(wire(page, "hidden1", "relu1")).to_have_count(0)

    select(page, "hidden1")
    page.keyboard.press("c")
    expect(canvas(page)).to_contain_text("Now choose the block that hidden1 is to feed")
    select(page, "hidden3")
    page.keyboard.press("Enter")
    expect(page.get_by_text("hidden1 and hidden3 belong to different networks")).to_be_visible()

    select(page, "hidden1")
    page.keyboard.press("c")
    select(page, "hidden2")
    page.keyboard.press("Enter")
    expect(wire(page, "hidden1", "hidden2")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(wire(page, "hidden1", "hidden2")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(wire(page, "hidden1", "relu1")).to_have_count(1)


def test_the_noise_has_a_size_and_the_label_a_switch(page, api):
    inspector = page.get_by_role("region", name="Inspector")
    select(page, "noise")
    size = inspector.get_by_role("spinbutton", name="Noise size")
    size.fill("0")
    expect(inspector).to_contain_text("“0” is not a whole number from 1")
    size.fill("5")
    wait_for_recipe(api, lambda saved: saved["generator"]["inputs"]["noise"] == [5], "five numbers of noise")

    inspector.get_by_role("switch", name="Steered by the label").press("Space")
    saved = wait_for_recipe(api, lambda saved: "label" in saved["discriminator"]["inputs"], "a label for both")
    assert saved["generator"]["inputs"]["label"] == []
    expect(page.get_by_role("region", name="Problems")).to_contain_text("Ready to train")
    page.get_by_role("switch", name="Steered by the label").press("Space")
    wait_for_recipe(api, lambda saved: "label" not in str(saved["generator"]), "no label any more")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_lanes_are_accessible(page, scheme):
    page.emulate_media(color_scheme=scheme)
    select(page, "image")
    expect(canvas(page)).to_contain_text("Generator")
    assert serious_violations(page) == []


def test_two_networks_are_trained_and_watched(page):
    train = page.get_by_role("button", name="Train", exact=True)
    expect(train).to_be_enabled()
    train.press("Enter")
    status = page.get_by_role("status", name="Training status")
    expect(status).to_contain_text(re.compile(rf"succeeded, step {STEPS}"), timeout=90_000)
    losses = page.get_by_role("img", name=re.compile(r"^Loss curve: generator \d.*, discriminator \d"))
    expect(losses).to_be_visible()
    expect(page.get_by_role("region", name="Training")).to_contain_text("of the generated pictures")
    generated = page.get_by_role("region", name="Generated pictures")
    expect(
        generated.get_by_role("img", name=re.compile(rf"generated points among real ones, step {STEPS}"))
    ).to_be_visible()
    expect(generated.get_by_role("link", name="Open on the Generate page")).to_have_attribute(
        "href", re.compile(r"/generate\?run=")
    )
    assert serious_violations(page) == []
