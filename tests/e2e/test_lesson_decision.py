"""The lesson on reading a decision: each task is done, and only when it is."""

from base64 import b64decode

import numpy as np
from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations
from tests.e2e.hand import SEVEN, draw
from tests.e2e.lessons import begin, is_done, is_open

HOUSE = [[(0.2, 0.8), (0.2, 0.45), (0.5, 0.2), (0.8, 0.45), (0.8, 0.8), (0.2, 0.8)]]
SQUARE = [[(0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8), (0.2, 0.2)]]


def explained(page, method, step):
    """Go to a step, and hear what is answered there: (the map, what the network sees)."""

    def this(response):
        return response.url.endswith("/explain") and (response.request.post_data_json or {}).get("method") == method

    with page.expect_response(this) as answered:
        page.get_by_role("list", name="Steps of the lesson").get_by_role("button").nth(step - 1).click()
    found = answered.value.json()["explanation"]
    return tuple(np.frombuffer(b64decode(found[key]), np.uint8).reshape(28, 28) for key in ("pixels", "seen"))


def point(page, name, place):
    """Click a pixel of a map of 28 × 28, where the numbers of a plane, row by row, say."""
    shown = page.get_by_role("application", name=name)
    shown.scroll_into_view_if_needed()
    row, column = np.unravel_index(int(place), (28, 28))
    side = shown.bounding_box()["width"] / 28
    shown.click(position={"x": (column + 0.5) * side, "y": (row + 0.5) * side})


def test_each_task_is_done_by_what_it_asks_for(open_page):
    page = begin(open_page, "decision")
    expect(page.get_by_text("Draw a digit on the pad.").first).to_be_visible()
    draw(page, SEVEN)
    expect(page.get_by_role("list", name="What the network reads").get_by_role("listitem").first).to_contain_text("7")

    explained(page, "integrated_gradients", 2)
    slopes, seen = explained(page, "saliency", 1)
    point(page, "Saliency", np.where(seen > 0, slopes, 0).argmax())
    expect(page.get_by_text("Here is a stroke of yours")).to_be_visible()
    is_open(page, 1)
    point(page, "Saliency", np.where(seen == 0, slopes, 0).argmax())
    is_done(page, 1)
    expect(page.get_by_text("Here your picture is black")).to_be_visible()
    expect(page.get_by_text("Whether a pixel speaks for or against the class", exact=False)).to_be_visible()
    assert not serious_violations(page)

    shares, _ = explained(page, "integrated_gradients", 2)
    point(page, "Integrated gradients", shares.argmin())
    expect(page.get_by_text("it speaks against this answer")).to_be_visible()
    is_open(page, 2)
    point(page, "Integrated gradients", shares.argmax())
    is_done(page, 2)

    region, _ = explained(page, "grad_cam", 3)
    point(page, "Grad-CAM", region.argmin())
    is_open(page, 3)
    point(page, "Grad-CAM", region.argmax())
    is_done(page, 3)

    page.get_by_role("button", name="Next", exact=True).click()
    page.get_by_role("button", name="Clear drawing").click()
    draw(page, HOUSE)
    page.get_by_role("button", name="This is no digit").click()
    expect(page.get_by_text("but is only")).to_be_visible()
    is_open(page, 4)
    page.get_by_role("button", name="Clear drawing").click()
    draw(page, SQUARE)
    page.get_by_role("button", name="This is no digit").click()
    is_done(page, 4)

    page.get_by_role("button", name="Next", exact=True).click()
    expect(page.get_by_role("application", name="Trained network")).to_be_visible()
    is_open(page, 5)
    page.get_by_role("button", name="Shuffle the weights").click()
    is_done(page, 5)
    expect(page.get_by_text("Likeness of the two maps")).to_be_visible()
    page.get_by_label("Way of asking").select_option(label="Guided backpropagation")
    expect(page.get_by_text("Which strokes and edges are seen")).to_be_visible()
    assert not serious_violations(page)
