"""A network of characters: trained on the page Build, tried by typing, met again on the pages Runs, Models and Data."""

import pytest
from playwright.sync_api import expect

from netsumiki.recipes import read
from tests.e2e.accessibility import serious_violations
from tests.e2e.training import finished, open_draft, status


def letters(**training):
    """What reads eight characters and learns next to nothing, quickly."""
    nodes = [
        {"name": "letters", "layer": "embedding", "entries": 38, "units": 8},
        {"name": "gru", "layer": "gru", "units": 12},
        {"name": "dense", "layer": "dense", "units": 38},
        {"name": "softmax", "layer": "softmax"},
    ]
    return {
        "version": 1,
        "data": {"dataset": {"dataset": "alice", "length": 8}},
        "model": {"inputs": {"text": [8]}, "nodes": nodes},
        "training": {"steps": 60, "batch_size": 32, **training},
    }


@pytest.fixture
def run(api):
    """A finished run."""
    document = api("POST", "documents", {"name": "letters", "recipe": letters(), "positions": {}})
    made = api("POST", "runs", {"recipe": letters(), "document": document["id"]})
    return finished(api, made["id"])


def panel(page):
    return page.get_by_role("region", name="Writing")


def test_a_network_that_was_just_trained_writes(open_page, api):
    page = open_draft(open_page, api, "writing", letters())
    expect(page.get_by_role("region", name="Drawing pad")).to_have_count(0)
    page.get_by_role("button", name="Train", exact=True).click()
    expect(status(page)).to_contain_text("succeeded", timeout=120_000)
    expect(panel(page).get_by_role("listitem")).to_have_count(10)
    panel(page).get_by_role("textbox", name="Beginning").fill("down the ")
    panel(page).get_by_role("slider", name="Temperature").fill("0")
    panel(page).get_by_role("button", name="Write").click()
    passage = panel(page).get_by_role("log", name="What it wrote")
    expect(passage).to_contain_text("down the ")
    assert len(passage.inner_text()) > 200
    assert serious_violations(page) == []


def test_a_character_that_the_text_lacks_is_refused_by_name(open_page, api, run, console):
    console.allow("422")
    page = open_draft(open_page, api, "refused", letters())
    panel(page).get_by_role("textbox", name="Beginning").fill("ёж")
    expect(panel(page)).to_contain_text("The network has never read ж and ё")
    panel(page).get_by_role("textbox", name="Beginning").fill("hedgehog")
    expect(panel(page).get_by_role("listitem")).to_have_count(10)


def test_a_run_of_text_shows_passages_and_leads_to_where_one_writes_with_it(open_page, run):
    page = open_page(f"/runs/{run['id']}")
    samples = page.get_by_role("list", name="What is read, what follows, and what the network takes to follow")
    expect(samples.get_by_role("listitem")).to_have_count(20)
    expect(page.get_by_role("log", name="What it writes now after the first passage")).to_be_visible()
    page.get_by_role("link", name="Write with it").click()
    panel(page).get_by_role("button", name="Write").click()
    expect(panel(page).get_by_role("log", name="What it wrote")).to_be_visible()
    expect(page.get_by_role("region", name="Drawing pad")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_text_is_read_on_the_data_page(open_page, scheme):
    page = open_page("/data?set=alice", color_scheme=scheme)
    lines = page.get_by_role("list", name="Examples: what is read, and what follows")
    expect(lines.get_by_role("listitem").first).to_contain_text("down the rabbit-hole alice was beginning")
    page.get_by_role("button", name="q").click()
    expect(lines.get_by_role("listitem").first).to_contain_text("q")
    assert serious_violations(page) == []


def test_the_template_opens_as_it_is(open_page, api):
    page = open_draft(open_page, api, "template", read("char-lstm"))
    expect(page.get_by_text("79,750 parameters")).to_be_visible()
