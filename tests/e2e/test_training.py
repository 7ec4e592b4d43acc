"""Training in the browser: begun, watched, paused, steered, ended, diverged, begun again, compared."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.hand import SEVEN, draw
from tests.e2e.training import (
    DIGITS,
    ENDLESS,
    READ,
    finished,
    open_draft,
    pictures,
    points,
    status,
    step_of,
    stop_everything,
)


@pytest.fixture(autouse=True)
def _nothing_goes_on(api):
    yield
    stop_everything(api)


def button(page, name):
    return page.get_by_role("region", name="Training").get_by_role("button", name=name, exact=True)


def latest_run(api):
    return api("GET", "runs")[0]


def curve(page, what):
    return page.get_by_role("img", name=re.compile(f"^{what} curve: training [\\d.]+.*, step [\\d,]+$"))


def test_the_first_network_is_trained_paused_reloaded_drawn_on_and_reads_most_digits(open_page, api):
    template = next(t for t in api("GET", "templates") if t["name"] == "first-network")["recipe"]
    template["data"]["dataset"] = DIGITS
    template["training"]["epochs"] = 1
    page = open_draft(open_page, api, "first", template)
    button(page, "Train").click()
    expect(status(page)).to_contain_text("running", timeout=120_000)  # where there is no MNIST, digits are made first
    expect(curve(page, "Loss")).to_be_visible()
    expect(curve(page, "Accuracy")).to_be_visible()

    button(page, "Pause").click()
    expect(status(page)).to_contain_text("paused")
    at = step_of(page)
    assert at > 0
    page.reload()
    expect(status(page)).to_have_text(f"paused, step {at:,}")
    expect(curve(page, "Loss")).to_be_visible()
    assert latest_run(api)["progress"]["step"] == at

    draw(page, SEVEN)
    prediction = page.get_by_role("region", name="Prediction")
    expect(prediction).to_contain_text(re.compile(r"After [\d,]+ steps? of training|Not sure"))
    expect(prediction.get_by_role("listitem")).to_have_count(10)

    button(page, "Resume").click()
    expect(status(page)).to_contain_text("succeeded", timeout=120_000)
    run = latest_run(api)
    assert run["progress"]["step"] == run["progress"]["steps"]
    reached = run["progress"]["test_accuracy"]
    assert reached >= READ
    expect(page.get_by_role("region", name="Training")).to_contain_text(f"{100 * reached:.1f} %")
    expect(button(page, "Train")).to_be_enabled()
    page.get_by_role("tab", name="Confusion").click()
    expect(page.get_by_role("img", name=re.compile("^Confusion matrix"))).to_be_visible()


def test_stop_ends_the_run_and_keeps_what_it_learnt(open_page, api):
    page = open_draft(open_page, api, "stopped", points(ENDLESS))
    button(page, "Train").click()
    expect(status(page)).to_contain_text("running")
    expect(curve(page, "Loss")).to_be_visible()
    button(page, "Stop").click()
    expect(status(page)).to_contain_text("cancelled")
    assert latest_run(api)["has_model"]
    expect(button(page, "Stop")).to_be_disabled()


def test_step_learns_from_one_batch_and_waits(open_page, api):
    page = open_draft(open_page, api, "stepped", points(ENDLESS))
    for step in (1, 2, 3):
        button(page, "Step").click()
        expect(status(page)).to_have_text(f"paused, step {step}")
    assert latest_run(api)["progress"]["step"] == 3


def test_a_learning_rate_changed_while_it_runs_appears(open_page, api):
    page = open_draft(open_page, api, "quicker", points(ENDLESS))
    button(page, "Train").click()
    expect(status(page)).to_contain_text("running")
    field = page.get_by_role("region", name="Training").get_by_role("spinbutton", name="Learning rate")
    field.fill("0.02")
    field.press("Enter")
    button(page, "Pause").click()
    expect(status(page)).to_contain_text("paused")
    run = latest_run(api)
    assert run["progress"]["lr"] == 0.02
    page.goto(f"/runs/{run['id']}")
    log = page.get_by_role("region", name="What happened")
    expect(log).to_contain_text("Learning rate changed to 0.02")


def test_reset_begins_with_the_same_weights_and_new_weights_with_others(open_page, api):
    page = open_draft(open_page, api, "seeded", points(ENDLESS, seed=7))
    button(page, "Step").click()
    expect(status(page)).to_have_text("paused, step 1")
    first = latest_run(api)
    button(page, "Reset").click()
    expect(status(page)).to_have_text("paused, step 0")
    button(page, "Step").click()
    expect(status(page)).to_have_text("paused, step 1")
    again = latest_run(api)
    assert again["id"] != first["id"] and again["seed"] == first["seed"] == 7
    assert again["progress"]["loss"] == first["progress"]["loss"]

    button(page, "New weights").click()
    expect(page.get_by_text(re.compile(r"New weights are set \(seed [\d,]+\)"))).to_be_visible()
    button(page, "Step").click()
    expect(page.get_by_text(re.compile("New weights are set"))).to_have_count(0)
    expect(status(page)).to_have_text("paused, step 1")
    other = latest_run(api)
    assert other["seed"] != 7 and other["progress"]["loss"] != first["progress"]["loss"]


def test_divergence_is_told_in_words_with_the_block_and_a_lower_rate_goes_on(open_page, api):
    recipe = points(500, optimizer={"optimizer": "sgd", "lr": 1.0}, loss="mean_squared_error")
    recipe["model"]["nodes"][:0] = [{"name": f"hidden_{n}", "layer": "dense", "units": 16} for n in (1, 2, 3)]
    page = open_draft(open_page, api, "wild", recipe)
    button(page, "Train").click()
    trouble = page.get_by_role("region", name="Training").get_by_role("alert")
    expect(trouble).to_contain_text(re.compile("The loss stopped being a number, first in (hidden_|votes)"))
    expect(status(page)).to_contain_text("failed")
    node = latest_run(api)["error"]["node"]
    trouble.get_by_role("button", name=f"Show {node}").click()
    expect(page.get_by_role("region", name="Inspector").get_by_role("textbox", name="Name")).to_have_value(node)
    trouble.get_by_role("button", name="Go back and lower the learning rate to 0.3").click()
    expect(status(page)).to_contain_text("succeeded")
    expect(trouble).to_have_count(0)
    field = page.get_by_role("region", name="Training").get_by_role("spinbutton", name="Learning rate")
    expect(field).to_have_value("0.3")


def test_a_run_in_progress_can_be_drawn_on(open_page, api):
    page = open_draft(open_page, api, "drawn on", pictures(steps=ENDLESS))
    button(page, "Train").click()
    expect(status(page)).to_contain_text("running", timeout=120_000)
    prediction = page.get_by_role("region", name="Prediction")
    run = latest_run(api)
    expect(prediction.get_by_role("combobox", name="Model")).to_have_value(f"run:{run['id']}")
    draw(page, SEVEN)
    expect(prediction.get_by_role("listitem").first).to_have_accessible_name(re.compile(r"^\d: "))
    expect(status(page)).to_contain_text("running")


def test_the_same_seed_gives_the_same_numbers_and_two_runs_are_compared(page, api):
    names = "first twin", "second twin", "stranger"
    recipes = points(300, seed=3), points(300, seed=3), points(300, seed=4)
    ids = [api("POST", "runs", {"recipe": recipe, "name": name})["id"] for name, recipe in zip(names, recipes)]
    ended = [finished(api, id) for id in ids]
    assert [run["state"] for run in ended] == ["succeeded"] * 3
    numbers = [run["progress"]["test_loss"] for run in ended]
    assert numbers[0] == numbers[1] != numbers[2]

    page.goto("/runs")
    for name in names:
        page.get_by_role("checkbox", name=f"Choose {name}").check()
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile("/compare"))
    for kind in ("Loss", "Accuracy"):
        expect(page.get_by_role("img", name=re.compile(f"^{kind} curve: .*stranger"))).to_be_visible()
    expect(page.get_by_text("gave the same numbers to the last bit")).to_contain_text("first twin")
    expect(page.get_by_role("row", name=re.compile("^Test accuracy"))).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("[Ss]eed"))).to_contain_text("4")


def test_runs_are_renamed_deleted_and_brought_back(page, api):
    id = api("POST", "runs", {"recipe": points(10), "name": "plain name"})["id"]
    finished(api, id)
    page.goto("/runs")
    page.get_by_role("button", name="More about plain name").click()
    page.get_by_role("menuitem", name="Rename").click()
    page.get_by_role("textbox", name="New name of plain name").fill("brave heron")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="brave heron")).to_be_visible()
    assert api("GET", f"runs/{id}")["name"] == "brave heron"

    page.get_by_role("button", name="More about brave heron").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_role("link", name="brave heron")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="brave heron")).to_be_visible()
    assert api("GET", f"runs/{id}")["state"] == "succeeded"
