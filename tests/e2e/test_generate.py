"""Generators in the browser: trained, watched, scrubbed through, gone back to, steered, kept, judged, compared."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations
from tests.e2e.training import DIGITS, finished, open_draft, status, stop_everything
from tests.training.adversaries import POINTS, changed


def writer(steps=40, noise=8, label=4):
    """A small generator of digits on demand: after a few steps it draws smears, which is enough to be steered."""
    return {
        "version": 1,
        "name": "tiny-writer",
        "data": {"dataset": {"dataset": DIGITS, "limit": 400}, "validation": 0, "preprocessing": {"scale": "signed"}},
        "generator": {
            "inputs": {"noise": [noise], "label": []},
            "nodes": [
                {"name": "class", "layer": "embedding", "entries": 10, "units": label, "inputs": ["label"]},
                {"name": "both", "layer": "concat", "inputs": ["noise", "class"]},
                {"name": "hidden", "layer": "dense", "units": 64},
                {"name": "relu", "layer": "relu"},
                {"name": "pixels", "layer": "dense", "units": 784},
                {"name": "picture", "layer": "reshape", "shape": [28, 28, 1]},
                {"name": "tanh", "layer": "tanh"},
            ],
        },
        "discriminator": {
            "inputs": {"image": [28, 28, 1], "label": []},
            "nodes": [
                {"name": "flat", "layer": "flatten", "inputs": ["image"]},
                {"name": "seen", "layer": "dense", "units": 32},
                {"name": "leaky", "layer": "leaky_relu"},
                {"name": "score", "layer": "dense", "units": 1},
            ],
        },
        "training": {"optimizer": "adam", "discriminator_optimizer": "adam", "batch_size": 32, "steps": steps},
    }


@pytest.fixture(autouse=True)
def _nothing_goes_on(api):
    yield
    stop_everything(api)


@pytest.fixture(scope="module")
def trained(studio):
    """The address of a generator of digits on the page. Nobody changes it, so one is enough for all tests."""
    run = finished(studio.api, studio.api("POST", "runs", {"recipe": writer(), "name": "tiny writer"})["id"])
    assert run["state"] == "succeeded", run["error"]
    return f"/generate?model=run:{run['id']}"


def pictures(page):
    return page.get_by_role("list", name="Generated pictures").get_by_role("button")


def test_a_generator_is_trained_watched_scrubbed_through_and_gone_back_to(open_page, api):
    page = open_draft(open_page, api, "plane", changed(POINTS, training__steps=4000, training__snapshot_every=100))
    page.get_by_role("link", name="Generate", exact=True).click()
    page.get_by_role("tab", name="Train").click()
    page.get_by_role("combobox", name="What to train").select_option(label="plane (open draft)")
    training = page.get_by_role("region", name="Training")
    training.get_by_role("button", name="Train", exact=True).click()
    expect(status(page)).to_contain_text("running")
    expect(page.get_by_role("img", name=re.compile(r"generated points at step \d"))).to_be_visible()
    training.get_by_role("button", name="Pause").click()
    expect(status(page)).to_contain_text("paused")
    training.get_by_role("button", name="Step").click()
    training.get_by_role("button", name="Resume").click()
    expect(
        page.get_by_role("img", name=re.compile("^Loss curve: generator .*discriminator .*, step [1-9]"))
    ).to_be_visible()
    expect(page.get_by_role("region", name="What the judge says")).to_contain_text("real points reached")
    expect(status(page)).to_contain_text("succeeded", timeout=60_000)

    page.get_by_role("button", name="See its timeline").click()
    slider = page.get_by_role("slider", name="Frame")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"^step 4,000"))
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "step 0, one can go on from here")
    page.get_by_role("button", name="Play").click()
    expect(slider).not_to_have_attribute("aria-valuetext", re.compile("^step 0,"))
    page.get_by_role("button", name="Pause").click()
    slider.press("Home")
    slider.press("ArrowRight")
    expect(page.get_by_role("img", name=re.compile("at step 100, over the real ones"))).to_be_visible()
    if page.get_by_role("button", name="Go to step").count():
        page.get_by_role("button", name="Go to step").click()
    at = int(re.match(r"step ([\d,]+)", slider.get_attribute("aria-valuetext"))[1].replace(",", ""))
    old = api("GET", "runs")[0]["id"]
    page.get_by_role("button", name="Go on from here").click()
    expect(page).to_have_url(re.compile("view=train"))
    expect(status(page)).to_contain_text("succeeded", timeout=60_000)
    new = api("GET", f"runs/{api('GET', 'runs')[0]['id']}")
    assert new["id"] != old and new["rewound_from"] == old
    frames = [frame["step"] for frame in api("GET", f"runs/{new['id']}/timeline")["frames"]]
    assert frames[0] == 0 and at in frames and frames[-1] == 4000


def test_a_generator_is_steered_by_keyboard_and_the_address_keeps_it(open_page, trained):
    page = open_page(trained)
    expect(pictures(page)).to_have_count(50)
    expect(pictures(page).nth(3)).to_have_accessible_name(re.compile(r"^3, (but )?read as \d, \d+ % real$"))
    page.keyboard.press("7")
    expect(page.get_by_role("button", name="Draw 7")).to_have_attribute("aria-pressed", "true")
    expect(pictures(page).first).to_have_accessible_name(re.compile("^7,"))
    direction = page.get_by_role("slider", name="Direction 1")
    direction.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(direction).to_have_attribute("aria-valuetext", "+0.5")
    expect(page).to_have_url(re.compile(r"label=7.*along=0\.5"))
    pictures(page).first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(pictures(page).nth(11)).to_be_focused()
    expect(page.get_by_role("region", name="This picture")).to_contain_text("noise 12")

    page.reload()
    expect(page.get_by_role("button", name="Draw 7")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("slider", name="Direction 1")).to_have_attribute("aria-valuetext", "+0.5")


def test_a_way_between_two_pictures_is_walked(open_page, trained):
    page = open_page(trained)
    pictures(page).nth(4).click()
    page.get_by_role("button", name="Start a walk here").click()
    pictures(page).nth(18).click()
    page.get_by_role("button", name="Walk to here").click()
    expect(page.get_by_text("the upper row is asked for 4, the lower one for 8")).to_be_visible()
    place = page.get_by_role("slider", name="Where between")
    place.press("Home")
    expect(page.get_by_role("img", name="The picture after 0 % of the way")).to_be_visible()
    page.get_by_role("button", name="80 % of the way, 8").click()
    expect(place).to_have_attribute("aria-valuetext", "80 %")


def test_a_number_is_written_in_one_hand(open_page, trained):
    page = open_page(trained)
    page.get_by_text("Number", exact=True).click()
    page.get_by_role("textbox", name="Number to write").fill("31415")
    expect(page.get_by_role("list", name="31415 in one hand, noise 1").get_by_role("listitem")).to_have_count(5)
    page.get_by_role("button", name="Take the hand of noise 3").click()
    expect(page.get_by_role("list", name="31415 in one hand, noise 3")).to_be_visible()
    page.get_by_role("textbox", name="Number to write").fill("3x")
    expect(page.get_by_text("This generator cannot write “x”")).to_be_visible()
    expect(page).to_have_url(re.compile("show=number.*text=3x"))


def test_a_saved_sheet_leads_back_to_how_it_was_made(open_page, trained, tmp_path):
    page = open_page(f"{trained}&label=5&seed=77")
    expect(pictures(page).first).to_have_accessible_name(re.compile("^5,"))
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as PNG").click()
    sheet = tmp_path / "sheet.png"
    saved.value.save_as(sheet)

    other = open_page(trained)
    expect(pictures(other).first).to_have_accessible_name(re.compile("^0,"))
    other.get_by_label("Open a sheet").last.set_input_files(sheet)
    expect(other.get_by_text("Generator, noise and labels are as in the picture.")).to_be_visible()
    expect(other.get_by_role("textbox", name="Noise (seed)")).to_have_value("77")
    expect(pictures(other).first).to_have_accessible_name(re.compile("^5,"))


def test_a_picture_that_no_generator_made_is_refused_in_words(open_page, trained, tmp_path, console):
    console.allow("status of 422")
    foreign = tmp_path / "foreign.png"
    page = open_page(trained)
    expect(pictures(page)).to_have_count(50)
    page.screenshot(path=foreign)
    page.get_by_label("Open a sheet").last.set_input_files(foreign)
    expect(page.get_by_text(re.compile("does not say how it was made"))).to_be_visible()


def test_the_judge_gives_a_verdict_and_can_be_stopped(open_page, api, trained):
    run = finished(api, api("POST", "runs", {"recipe": changed(POINTS, training__steps=300)})["id"])
    page = open_page(f"/generate?view=judge&model=run:{run['id']}")
    page.get_by_role("button", name="Judge it").click()
    expect(page.get_by_role("row", name=re.compile(r"^Points near real ones.*%"))).to_be_visible()
    page.get_by_text("How this was measured").click()
    expect(page.get_by_text("Generator, SHA-256")).to_be_visible()

    page.goto(trained.replace("?", "?view=judge&"))
    page.get_by_role("button", name="Judge it").click()
    expect(page.get_by_role("progressbar", name="Progress of the judgement")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("button", name="Judge it")).to_be_visible()


def test_an_experiment_runs_shows_what_came_of_it_and_is_taken_back(open_page, api):
    page = open_draft(open_page, api, "tiny writer", writer())
    page.goto("/generate?view=experiment")
    page.get_by_role("combobox", name="What to train").select_option(label="tiny writer")
    shares = page.get_by_role("group", name="Shares of noise")
    for share in ("10 %", "50 %", "90 %"):
        shares.get_by_role("button", name=share).click()  # chosen at first
    expect(page.get_by_text("2 runs")).to_be_visible()
    page.get_by_role("textbox", name="Steps of each run").fill("20")
    page.get_by_role("button", name="Start the experiment").click()
    results = page.get_by_role("region", name="What came of it")
    expect(results).to_contain_text("2 of 2 runs have ended", timeout=90_000)
    expect(results.get_by_role("img", name=re.compile("^Pictures with 33 % noise"))).to_be_visible()
    expect(
        results.get_by_role("img", name=re.compile(r"^Fidelity and diversity by share of noise: faithful \d"))
    ).to_be_visible()
    expect(results).to_contain_text("Too early to say")
    sweep = api("GET", "sweeps")[0]
    assert [(point["noise"], point["label"]) for point in sweep["points"]] == [(4, 8), (8, 4)]

    results.get_by_role("button", name="Delete").click()
    expect(results).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(results).to_contain_text("2 of 2 runs have ended")


def test_the_bundled_writer_writes_digits_as_soon_as_the_page_is_open(open_page):
    page = open_page("/generate?model=zoo:digit-writer")
    expect(pictures(page)).to_have_count(50)
    read = [pictures(page).nth(i).get_attribute("aria-label") for i in range(50)]
    assert len(set(read)) > 10, read  # each is named by what it is and how real it looks


def test_where_there_is_no_generator_one_is_invited_to_train_the_first(page, studio):
    def without_generators(route):
        models = [model for model in route.fetch().json() if model["kind"] != "generator"]
        route.fulfill(json=models)

    page.route("**/api/models", without_generators)
    page.goto(f"{studio.url}/generate")
    page.get_by_role("button", name="Train your first one").click()
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    "looks", [{"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}, "has_touch": True}]
)
def test_every_view_can_be_used_with_a_screen_reader(open_page, trained, looks):
    page = open_page(trained, **looks)
    for name, there in (
        ("Steer", page.get_by_role("list", name="Generated pictures")),
        ("Train", page.get_by_role("img", name=re.compile("generated pictures at step"))),
        ("Timeline", page.get_by_role("slider", name="Frame")),
        ("Judge", page.get_by_role("button", name="Judge it")),
        ("Experiment", page.get_by_role("button", name="Start the experiment")),
    ):
        page.get_by_role("tab", name=name).click()
        expect(there).to_be_visible()
        assert serious_violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name


def test_runs_and_models_lead_to_their_generator(open_page, api, trained):
    run = trained.rpartition(":")[2]
    page = open_page(f"/runs/{run}")
    expect(page.get_by_role("region", name="What it makes").get_by_role("img")).to_be_visible()
    page.get_by_role("link", name="Open in Generate").click()
    expect(pictures(page)).to_have_count(50)
    page.get_by_role("link", name="Models").click()
    card = page.get_by_role("article", name="tiny writer").first
    expect(card).to_contain_text("read as asked for")
    card.get_by_role("link", name="Open in Generate").click()
    expect(pictures(page)).to_have_count(50)
    page.get_by_role("link", name="Runs").click()
    expect(page.get_by_role("row", name=re.compile("tiny writer")).first).to_contain_text("%")
