"""A trained model is taken along, and another one begins with what it knows."""

import re

from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations
from tests.e2e.hand import ONE, SEVEN, drag

TRAINED = 60_000  # milliseconds until a run of a few steps must have ended


def opened(page, model, button, title):
    page.get_by_role("article", name=model, exact=True).get_by_role("button", name=button).click()
    return page.get_by_role("dialog", name=f"{title}: {model}")


def test_the_exported_page_is_alive_in_the_dialog_and_its_file_is_given_out(open_page, tmp_path):
    models = open_page("/models")
    dialog = opened(models, "generator-cnn", "Export", "Take along")
    expect(dialog.get_by_text(re.compile("Run by Chromium on 10 samples"))).to_be_visible()
    inside = dialog.frame_locator("iframe")
    pad = inside.locator("canvas").first
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    x, y, side = box["x"], box["y"], box["width"]
    drag(models, (x + side / 2, y + 0.2 * side), (x + side / 2, y + 0.8 * side))
    expect(inside.get_by_text("1", exact=True).first).to_be_visible()
    assert serious_violations(models) == []
    with models.expect_download() as download:
        dialog.get_by_role("link", name="Download model.html").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "model.html" and file.read_bytes().startswith(b"<!doctype html")


def test_a_model_learns_ones_own_drawings_with_frozen_layers(api, open_page):
    for digit, strokes in (("1", ONE), ("7", SEVEN)):
        for _ in range(3):
            api("POST", "drawings", {"label": digit, "strokes": strokes})
    models = open_page("/models")
    dialog = opened(models, "generator-cnn", "Fine-tune", "Fine-tune")
    dialog.get_by_label("What it is to learn").select_option("My drawings")
    dialog.get_by_label("What stays as it is").select_option("Everything but the last layer")
    dialog.get_by_label("Passes over the data").select_option("3")
    expect(dialog.get_by_text("head, is new and learns: 1, 7")).to_be_visible()
    expect(dialog.get_by_role("row", name=re.compile("conv.W .*taken, frozen"))).to_be_visible()
    assert serious_violations(models) == []
    dialog.get_by_role("button", name="Begin fine-tuning").click()
    expect(models).to_have_url(re.compile("/runs/"))
    expect(models.get_by_role("heading", name=api("GET", "runs")[0]["name"], level=1)).to_be_visible()
    expect(models.get_by_role("button", name="Export")).to_be_visible(timeout=TRAINED)
    run = api("GET", "runs")[0]
    assert run["begun_with"] == "zoo:generator-cnn" and run["state"] == "succeeded"
    assert run["recipe_name"] == "generator-cnn-tuned"
