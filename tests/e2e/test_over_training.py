"""A training step in slow motion, and weights over training: by keys and mouse, while a run goes on, and when gone."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations
from tests.e2e.training import ENDLESS, finished, pictures, points, stop_everything
from tests.training.adversaries import FLOW, POINTS, changed

KINDS = ("gan", POINTS), ("flow", FLOW)


@pytest.fixture(autouse=True)
def nothing_runs_on(api):
    yield
    stop_everything(api)


@pytest.fixture
def trained(api):
    """The number of a finished run that read a few digits."""
    run = api("POST", "runs", {"recipe": pictures(steps=12, report_every=1)})
    assert finished(api, run["id"])["state"] == "succeeded"
    return run["id"]


def scene(page):
    return page.get_by_role("region", name="What happens now")


def test_one_step_goes_forward_to_the_loss_back_and_to_the_update(open_page, trained):
    page = open_page(f"/inside?model=run:{trained}&tab=step")
    expect(scene(page)).to_contain_text("50 examples are drawn from the training data.")
    expect(page.get_by_role("img", name=re.compile("An example of"))).to_have_count(24)
    layers = page.get_by_role("listbox", name="Layers in running order")
    place = page.get_by_role("slider", name="Where the step is")
    page.get_by_role("button", name="Next", exact=True).click()
    expect(scene(page)).to_contain_text("flatten_1 puts out 50 × 784 numbers")
    page.keyboard.press("ArrowRight")
    expect(scene(page)).to_contain_text("hidden puts out 50 × 16 numbers")
    expect(layers.get_by_role("option", selected=True)).to_contain_text("hidden")
    expect(page.get_by_role("application", name="Output of hidden")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(scene(page)).to_contain_text("flatten_1")
    assert not serious_violations(page)

    said = []
    for number in range(4, 13):
        place.fill(str(number - 1))
        expect(place).to_have_attribute("aria-valuetext", re.compile(f"^{number} of 12"))
        said.append(scene(page).inner_text())
    loss, backward, update, after = said[2], said[5], said[7], said[8]
    assert re.search(r"The smaller, the better. [\d.]+ ?% of the answers are right", loss)
    assert "arrives at hidden" in backward and "W of length" in backward
    assert "moves every weight against its slope" in update and "goes furthest" in update
    assert re.search(r"the loss is [\d.]+ instead of [\d.]+", after)
    ladder = page.get_by_role("region", name="Layer by layer")
    expect(ladder.get_by_role("row", name=re.compile("^hidden"))).to_contain_text(re.compile(r"\d.*\d.*\d"))


def test_slow_motion_plays_and_pauses_by_the_space_bar(open_page, trained):
    page = open_page(f"/inside?model=run:{trained}&tab=step")
    page.get_by_role("combobox", name="Seconds for each").select_option(label="0.5")
    scene(page).click()
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(scene(page)).to_contain_text("hidden puts out")
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_both_networks_of_a_gan_take_turns_and_a_flow_is_told_why_not(open_page, api, console):
    console.allow("422")
    made = {name: api("POST", "runs", {"recipe": changed(recipe, training__steps=3)})["id"] for name, recipe in KINDS}
    for run in made.values():
        finished(api, run)
    page = open_page(f"/inside?model=run:{made['gan']}&tab=step")
    expect(scene(page)).to_contain_text("examples are drawn from the training data")
    page.get_by_role("button", name="Next", exact=True).click()
    expect(scene(page)).to_contain_text("Generator · Generating")
    place = page.get_by_role("slider", name="Where the step is")
    place.fill(str(1 + 5 + 5))
    expect(scene(page)).to_contain_text("Discriminator · Real examples")
    expect(scene(page)).to_contain_text("of the real examples are taken for real")
    page.goto(f"/inside?model=run:{made['flow']}&tab=step")
    expect(page.get_by_role("alert")).to_contain_text("slow motion shows classifiers and GANs")


def test_weights_are_shown_over_training_and_each_moment_can_be_chosen(open_page, trained):
    page = open_page(f"/inside?model=run:{trained}&node=hidden&tab=spreads")
    weights = page.get_by_role("img", name=re.compile(r"^hidden\.W, weights: at step 12 from"))
    expect(weights).to_be_visible()
    expect(page.get_by_role("img", name=re.compile(r"^hidden\.W, gradients: at step 12 from"))).to_be_visible()
    moment = page.get_by_role("slider", name="Moment")
    moment.focus()
    page.keyboard.press("Home")
    expect(moment).to_have_attribute("aria-valuetext", "step 0 of 12")
    expect(page.get_by_role("img", name=re.compile(r"^hidden\.W, gradients: nothing at step 0"))).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(moment).to_have_attribute("aria-valuetext", "step 1 of 12")
    strip = page.get_by_role("img", name=re.compile(r"^hidden\.W, weights: at step 1 ")).bounding_box()
    page.mouse.click(strip["x"] + strip["width"] - 2, strip["y"] + 20)
    expect(moment).to_have_attribute("aria-valuetext", "step 12 of 12")
    assert not serious_violations(page)
    page.get_by_role("option", name=re.compile("^relu")).click()
    expect(page.get_by_role("img", name=re.compile(r"Step 12: \d+ of 16 units"))).to_be_visible()
    page.get_by_role("option", name=re.compile("^flatten")).click()
    expect(page.get_by_role("tabpanel")).to_contain_text("flatten_1 has no weights")


def test_page_follows_a_run_that_goes_on_and_tells_when_it_is_deleted(open_page, api, console):
    console.allow("404")
    run = api("POST", "runs", {"recipe": points(ENDLESS)})["id"]
    page = open_page("/runs")
    page.goto(f"/inside?model=run:{run}&node=votes&tab=spreads")
    moment = page.get_by_role("slider", name="Moment")
    expect(moment).to_have_attribute("aria-valuetext", re.compile(r"^step [1-9]"))
    first = moment.get_attribute("aria-valuetext")
    expect(moment).not_to_have_attribute("aria-valuetext", first)
    api("DELETE", f"runs/{run}")
    expect(page.get_by_role("heading", name="This model is not there any more")).to_be_visible()
