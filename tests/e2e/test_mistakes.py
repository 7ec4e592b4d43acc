"""The whole loop: from a cell of the matrix to a wrong label, why, corrected, more drawn, trained on, and compared."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations
from tests.e2e.hand import ONE, draw
from tests.e2e.training import finished
from tests.studio.doodles import DIGITS, by_hand

EACH = 30
WRONG = range(2, 36, 5)
"""Of the 37 drawings that are called 0, these are ones; every fifth is for testing, but none of these."""
WRONG_ROWS = {place - place // 5 for place in WRONG}
RECIPE = {
    "version": 1,
    "name": "zeros-and-ones",
    "data": {"dataset": "drawings", "validation": 0.5},
    "model": {
        "inputs": {"image": [28, 28, 1]},
        "nodes": [
            {"layer": "flatten"},
            {"layer": "dense", "units": 8},
            {"layer": "relu"},
            {"layer": "dense", "units": 2},
        ],
    },
    "training": {"epochs": 12, "batch_size": 8, "seed": 1},
}


@pytest.fixture(scope="module")
def mislabelled(studio):
    """The id of a run that has learnt drawn zeros and ones, of which some were kept with the wrong label."""
    stream = np.random.default_rng(0)
    zeros = ["1" if place in WRONG else "0" for place in range(EACH + len(WRONG))]
    for label, shown in [("0", shown) for shown in zeros] + [("1", "1")] * EACH:
        studio.api("POST", "drawings", {"label": label, "strokes": by_hand(DIGITS[shown], stream)})
    run = finished(studio.api, studio.api("POST", "runs", {"recipe": RECIPE, "name": "first"})["id"])
    assert run["state"] == "succeeded", run["error"]
    return run["id"]


def region(page, name):
    return page.get_by_role("region", name=name, exact=True)


def pictures(page):
    return region(page, "Pictures").get_by_role("button", name=re.compile("^Picture"))


def test_loop_from_the_matrix_to_a_better_run(open_page, api, mislabelled):
    page = open_page(f"/runs/{mislabelled}")

    # the matrix of a run that has ended is of the test data: they are looked at, and not corrected
    page.get_by_role("img", name=re.compile("Confusion matrix; test data")).focus()
    for key in ("ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("heading", name="Mistakes", exact=True)).to_be_visible()
    pictures(page).first.click()
    one, corrections = region(page, "One picture"), region(page, "Corrections")
    expect(one).to_contain_text("Test pictures cannot be corrected")
    expect(one.get_by_role("group", name="It really is")).to_have_count(0)

    # the validation data hold some of the ones that are called 0: the network does not believe it
    page.get_by_text("Validation", exact=True).click()
    page.get_by_label("It is", exact=True).select_option("0")
    page.get_by_label("Taken for", exact=True).select_option("1")
    expect(page.get_by_role("heading", name="0 taken for 1")).to_be_visible()
    expect(pictures(page).first).to_have_accessible_name(re.compile("0, taken for 1"))
    pictures(page).first.click()
    expect(page).to_have_url(re.compile(r"row=\d+"))
    row = int(re.search(r"row=(\d+)", page.url)[1])
    assert row in WRONG_ROWS
    expect(one.get_by_role("img", name="What speaks for 1")).to_be_visible()
    near = region(page, "Most like it").get_by_role("button")
    expect(near).to_have_count(8)
    assert not serious_violations(page)

    # a neighbour is opened, too, and one comes back
    near.first.click()
    expect(one).to_contain_text("A training picture labelled")
    one.get_by_role("button", name="Back").click()

    # relabelled, undone and done again; the next one is left out; all is counted
    expect(corrections).to_contain_text("Nothing is corrected yet.")
    expect(corrections.get_by_role("button", name="Retrain from here")).to_be_disabled()
    one.get_by_role("button", name="It is 1").click()
    expect(one).to_contain_text("It will be learnt as 1 (it was 0).")
    corrections.get_by_role("button", name="Undo").click()
    expect(one.get_by_role("button", name="It is 0")).to_have_attribute("aria-pressed", "true")
    corrections.get_by_role("button", name="Redo").click()
    expect(one.get_by_role("button", name="It is 1")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Taken for", exact=True).select_option("")
    pictures(page).last.click()
    one.get_by_role("button", name="Leave it out").click()
    expect(corrections).to_contain_text("2 corrections: 1 relabelled, 1 left out.")
    page.reload()
    expect(corrections).to_contain_text("2 corrections: 1 relabelled, 1 left out.")
    expect(one.get_by_role("button", name="Leave it out")).to_have_attribute("aria-pressed", "true")

    # ten more like it: here two
    page.get_by_role("button", name=re.compile(f"^Picture {row}:")).click()
    one.get_by_role("button", name="Draw ten more of 1").click()
    pad = page.get_by_role("group", name="Ten drawings of 1")
    for kept in ("1 of 10", "2 of 10"):
        draw(page, ONE)
        pad.get_by_role("button", name="Keep as sample of 1").click()
        expect(pad.get_by_role("status")).to_contain_text(kept)
    page.keyboard.press("Escape")
    expect(pad).to_have_count(0)

    # trained on from here, and compared
    corrections.get_by_role("button", name="Retrain from here").click()
    corrections.get_by_role("status", name="New run").get_by_role("link", name="Compare").click()
    expect(page).to_have_url(re.compile(rf"/compare\?runs={mislabelled},\w+$"))
    expect(page.get_by_role("heading", name="Compare")).to_be_visible()
    second = api("GET", f"runs/{page.url.rpartition(',')[2]}")
    assert second["state"] == "succeeded" and second["begun_with"] == f"run:{mislabelled}"
    learnt = {one.get("row", 0): one for one in second["recipe"]["data"]["corrections"]}
    assert learnt.pop(row)["label"] == "1" and [one["correction"] for one in learnt.values()] == ["exclude"]
    before, after = (
        sum(run["progress"][f"{which}_examples"] for which in ("training", "validation"))
        for run in (api("GET", f"runs/{mislabelled}"), second)
    )
    assert (before, after) == (54, 54 - 1 + 2)


@pytest.mark.parametrize(
    "address, says", [("run:nothing", "This model is gone"), ("zoo:digit-writer", "This model makes pictures")]
)
def test_a_model_without_mistakes_is_told(open_page, address, says):
    page = open_page(f"/mistakes?model={address}")
    expect(page.get_by_role("heading", name=says)).to_be_visible()
