"""The map of a model's last hidden layer in the browser: drawn, lassoed, walked through, and left for a reason."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations
from tests.e2e.training import finished, pictures


@pytest.fixture(scope="module")
def model(studio):
    """A run that has learnt a few digits, so that the examples are there on any machine."""
    recipe = pictures(limit=300, steps=30)
    recipe["data"]["validation"] = 0.2
    made = studio.api("POST", "runs", {"recipe": recipe})
    run = finished(studio.api, made["id"])
    assert run["state"] == "succeeded", run
    return f"run:{run['id']}"


@pytest.fixture
def plane(open_page, model):
    """A function that opens the map, and waits until it is there."""

    def open_(more="", **options):
        page = open_page(f"/map?model={model}{more}", **options)
        found = page.get_by_role("application", name=re.compile("60"))
        expect(found).to_be_visible(timeout=60_000)  # the first one reads the whole data set
        return page, found

    return open_


def panel(page, name):
    return page.get_by_role("region", name=name)


def test_lasso_shows_its_pictures_and_one_of_them_leads_to_the_reason(plane):
    page, found = plane()
    box = found.bounding_box()
    corners = [(0.02, 0.02), (0.98, 0.02), (0.98, 0.98), (0.02, 0.98)]
    for n, (x, y) in enumerate(corners):
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=4)
        if n == 0:
            page.mouse.down()
    page.mouse.up()
    expect(panel(page, "Selected")).to_contain_text(re.compile(r"60 pictures: .+ × \d"))
    caught = panel(page, "Selected").get_by_role("button", name=re.compile("^Example"))
    expect(caught).to_have_count(48)
    caught.first.click()
    panel(page, "Nearest in training").get_by_role("button", name="Find its nearest neighbours").click()
    expect(panel(page, "Nearest in training").get_by_role("link", name=re.compile("distance"))).to_have_count(8)
    assert not serious_violations(page)
    panel(page, "This example").get_by_role("link", name="Why this answer?").click()
    expect(page.get_by_role("tab", name="Why")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_label("Number of the example")).not_to_have_value("0")


def test_t_sne_follows_from_the_first_map_and_keeps_what_was_selected_by_keys(plane):
    page, found = plane()
    found.focus()
    for key in ("ArrowRight", "Space", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    selected = panel(page, "Selected").get_by_text(re.compile(r"^\d+ pictures?: "))
    words = selected.inner_text()
    page.get_by_text("t-SNE", exact=True).click()
    expect(page.get_by_text("how far apart two clusters lie")).to_be_visible()
    expect(selected).to_have_text(words)
    assert "method=tsne" in page.url


@pytest.mark.parametrize(("locale", "heading"), [("ja-JP", "地図"), ("ru-RU", "Карта")])
def test_map_speaks_the_language_and_fits_a_phone_in_the_dark(plane, locale, heading):
    page, _ = plane(locale=locale, color_scheme="dark", viewport={"width": 390, "height": 844}, has_touch=True)
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not serious_violations(page)


def test_card_of_a_model_leads_to_its_map(open_page, model):
    page = open_page("/models")
    page.get_by_role("article").get_by_role("link", name="Map").first.click()
    expect(page.get_by_role("heading", name="Map", level=1)).to_be_visible()
