"""What cannot be looked into: told in words in the browser, never an empty panel."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from netsumiki.exporting.model_file import load_model
from tests.e2e.accessibility import serious_violations
from tests.e2e.training import finished, keep_drawings, points

UNITS = 1_300  # 784 × 1,300 weights: a million, and some


@pytest.fixture
def trained(api):
    """A function that trains a recipe and returns the id of its run."""

    def train(recipe):
        run = finished(api, api("POST", "runs", {"recipe": recipe})["id"])
        assert run["state"] == "succeeded", run["error"]
        return run["id"]

    return train


def look(open_page, run, node, **options):
    page = open_page(f"/inside?model=run:{run}&node={node}", **options)
    expect(page.get_by_role("application").first).to_be_visible()
    return page


def test_a_run_that_is_deleted_in_another_tab_is_told_while_it_is_looked_at(open_page, api, trained, console):
    console.allow("status of 404")
    run = trained(points(3))
    page = look(open_page, run, "votes")
    api("DELETE", f"runs/{run}")
    expect(page.get_by_role("heading", name="This model is not there any more")).to_be_visible()
    expect(page.get_by_role("combobox", name="Model")).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "words"), [("en-US", "no convolution"), ("ja-JP", "畳み込み"), ("ru-RU", "свёртки")]
)
def test_grad_cam_says_why_it_cannot_be_asked_without_a_convolution(open_page, locale, words):
    page = open_page("/inside?model=zoo:note-whole-picture&tab=why", locale=locale)
    panel = page.get_by_role("tabpanel")
    expect(panel.locator("canvas").first).to_be_visible()
    panel.get_by_role("combobox").first.select_option("grad_cam")
    expect(panel).to_contain_text(words)
    expect(panel.locator("canvas")).to_have_count(0)
    assert serious_violations(page) == []


def test_a_million_weights_are_counted_and_drawn(open_page, api, trained):
    keep_drawings(api)
    nodes = [{"layer": "flatten"}, {"name": "hidden", "layer": "dense", "units": UNITS}, {"layer": "dense", "units": 2}]
    model = {"inputs": {"image": [28, 28, 1]}, "nodes": nodes}
    run = trained({"data": {"dataset": "drawings"}, "model": model, "training": {"batch_size": 6, "steps": 1}})
    page = look(open_page, run, "hidden&tab=weights")
    expect(page.get_by_role("img", name=re.compile("^How W is spread: from "))).to_be_visible()
    expect(page.get_by_role("tabpanel")).to_contain_text("1M numbers")
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label(re.compile(r"Weight hidden\.W"))).to_be_visible()


def test_what_is_no_number_is_named_and_marked(open_page, studio, trained):
    run = trained(points(3))
    file = studio.folder / "runs" / run / "model.safetensors"
    model = load_model(file)
    model.graph.params["votes.W"].value[0, 1] = np.nan
    model.save(file)
    page = look(open_page, run, "votes")
    expect(page.get_by_role("option", name=re.compile("^votes"))).to_contain_text("NaN")
    node = page.get_by_role("region", name="The chosen layer")
    expect(node).to_contain_text("votes puts out 1 that are no numbers (NaN)")
    expect(node).to_contain_text("1 is no number (NaN) or infinite")
    page.get_by_role("application", name="Output of votes").focus()
    page.keyboard.press("End")
    page.get_by_role("application", name="Output of votes").press("ArrowRight")
    page.get_by_role("application", name="Output of votes").press("ArrowRight")
    expect(page.get_by_role("region", name="Where this number comes from")).to_contain_text("This is no number (NaN)")
    page.get_by_role("tab", name="Why").click()
    expect(page.get_by_role("tabpanel")).to_contain_text("weights are not finite")
    assert serious_violations(page) == []
