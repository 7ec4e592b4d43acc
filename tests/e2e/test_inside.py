"""The inside of a model in the browser: walked through by keys, a number traced, a weight tried, bad addresses told."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations

LENET = "/inside?model=zoo:lenet-5"


@pytest.fixture
def inside(open_page):
    """A function that opens the page at a layer, and waits until it is painted."""

    def open_(node="conv_1", more="", **options):
        page = open_page(f"{LENET}&node={node}{more}", **options)
        expect(page.get_by_role("application").first).to_be_visible()
        return page

    return open_


def traced(page):
    return page.get_by_role("region", name="Where this number comes from")


def test_layers_are_walked_through_by_the_keyboard_alone(inside):
    page = inside()
    layers = page.get_by_role("listbox", name="Layers in running order")
    layers.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name=re.compile("pool_1"))).to_be_visible()
    page.keyboard.press("End")
    expect(page.get_by_role("heading", name=re.compile("softmax"))).to_be_visible()
    expect(layers.get_by_role("option", selected=True)).to_contain_text("softmax")
    assert "node=softmax" in page.url


def test_number_of_a_convolution_is_a_patch_times_a_kernel(inside):
    page = inside()
    page.get_by_role("application", name="Output of conv_1").click(position={"x": 60, "y": 70})
    cells = traced(page)
    for table in ("Patch", "Kernel", "Products"):
        expect(cells.get_by_role("table", name=table).get_by_role("cell")).to_have_count(25)
    expect(cells).to_contain_text("of image")
    expect(cells).to_contain_text("Bias")
    assert not serious_violations(page)


def test_pool_names_the_largest_and_a_slope_is_followed_back(inside):
    page = inside("pool_1")
    maps = page.get_by_role("application", name="Output of pool_1")
    maps.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(traced(page).get_by_role("table", name="Patch").get_by_role("cell")).to_have_count(4)
    traced(page).get_by_text("Backward").click()
    page.get_by_role("application", name="Gradient at pool_1").focus()
    page.keyboard.press("ArrowRight")
    expect(traced(page)).to_contain_text("Followed back through relu_1.")


def test_painted_kernel_changes_the_prediction_until_it_is_undone(inside):
    page = inside(more="&tab=weights")
    page.get_by_label("Paint weights").check()
    box = page.get_by_role("application", name="Weights conv_1.W").bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + 75)
    page.mouse.down()
    for x in range(10, 300, 10):
        page.mouse.move(box["x"] + x, box["y"] + 75)
    page.mouse.up()
    said = page.get_by_role("region", name="What comes out")
    expect(said.get_by_role("columnheader", name="As trained")).to_be_visible()
    expect(said).to_contain_text(re.compile(r"With \d+ changed weights"))
    page.keyboard.press("Control+z")
    expect(said.get_by_role("columnheader", name="As trained")).to_have_count(0)
    page.keyboard.press("Control+Shift+z")
    expect(said.get_by_role("columnheader", name="As trained")).to_be_visible()
    page.get_by_role("button", name="As trained").click()
    expect(said.get_by_role("columnheader", name="As trained")).to_have_count(0)


def test_source_shows_what_its_variables_hold(inside):
    page = inside()
    page.get_by_role("tab", name="Source").click()
    expect(page.get_by_text("Paper: LeCun et al.", exact=False)).to_be_visible()
    page.get_by_role("button", name=re.compile(r"^self\.W\.value")).focus()
    expect(page.get_by_text("learnt", exact=False).first).to_be_visible()
    expect(page.get_by_role("tabpanel")).to_contain_text("(5, 5, 1, 6) float32")
    assert not serious_violations(page)


def test_drawing_goes_through_the_network(inside):
    page = inside("softmax")
    page.get_by_role("combobox", name="Where the example comes from").select_option("drawing")
    pad = page.get_by_role("application", name="Drawing")
    box = pad.bounding_box()
    x = box["x"] + box["width"] / 2
    page.mouse.move(x, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(x, box["y"] + box["height"] - 20, steps=8)
    page.mouse.up()
    expect(page.get_by_role("region", name="What comes out").get_by_role("row").nth(1)).to_contain_text(
        re.compile("^1")
    )


def test_generator_shows_both_its_networks_and_what_it_makes(open_page):
    page = open_page("/inside?model=zoo:digit-writer")
    expect(page.get_by_role("group", name="Generator")).to_be_visible()
    expect(page.get_by_role("img", name="What it made")).to_be_visible()


def test_what_is_gone_is_told_in_words(open_page, console):
    console.allow("422")
    page = open_page(f"{LENET}&node=conv_9")
    expect(page.get_by_role("alert")).to_contain_text("conv_9")
    page.get_by_role("option", name=re.compile("conv_2")).click()
    expect(page.get_by_role("heading", name=re.compile("conv_2"))).to_be_visible()
    page.goto("/inside?model=zoo:lenet-77")
    expect(page.get_by_role("heading", name="This model is not there any more")).to_be_visible()


@pytest.mark.parametrize(("locale", "heading"), [("ja-JP", "中を見る"), ("ru-RU", "Взгляд внутрь")])
def test_page_speaks_the_language_and_fits_a_phone_in_the_dark(inside, locale, heading):
    page = inside(locale=locale, color_scheme="dark", viewport={"width": 390, "height": 844}, has_touch=True)
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    page.get_by_role("application").first.click(position={"x": 60, "y": 60})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not serious_violations(page)


def test_card_of_a_model_leads_inside(open_page):
    page = open_page("/models")
    page.get_by_role("article", name="lenet-5", exact=True).get_by_role("link", name="Look inside").click()
    expect(page.get_by_role("application").first).to_be_visible()


def test_why_shows_what_a_score_rests_on_and_slow_ways_wait_to_be_begun(inside):
    page = inside()
    page.get_by_role("tab", name="Why").click()
    page.get_by_label("Way of asking").select_option("grad_cam")
    expect(page.get_by_role("img", name="What the score rests on")).to_be_visible()
    page.get_by_label("Way of asking").select_option("occlusion")
    begin = page.get_by_role("button", name="Work it out")
    expect(begin).to_be_visible()
    begin.click()
    expect(page.get_by_role("img", name="What the score rests on")).to_be_visible()
    assert not serious_violations(page)
