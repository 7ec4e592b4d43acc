"""Data and models: every example in sight, drawings of one's own, and what was learnt, to try and to take away."""

import hashlib
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from netsumiki.data import mnist
from netsumiki.exporting.finding import bundled
from netsumiki.exporting.model_file import load_model
from tests.e2e.building import canvas
from tests.e2e.hand import ONE, SEVEN, draw
from tests.e2e.waiting import until

SET = "mnist" if mnist.locate() else "strokes"
LABEL = {"mnist": "MNIST", "strokes": "Strokes"}[SET]
WORDS = {"1": ONE, "7": SEVEN}


def recipe(data, units=10, **training):
    nodes = [{"name": "flatten", "layer": "flatten"}, {"name": "dense", "layer": "dense", "units": units}]
    model = {"inputs": {"image": [28, 28, 1]}, "nodes": nodes, "outputs": {"dense": "dense"}}
    return {"version": 1, "data": {"dataset": data}, "model": model, "training": training}


@pytest.fixture
def draft(api, request):
    """A draft named after the test; it is the latest, so a page that is opened works on it."""
    return api("POST", "documents", {"name": request.node.name, "recipe": recipe(SET), "positions": {}})


def augmentation(api, draft):
    return api("GET", f"documents/{draft['id']}")["recipe"]["data"].get("augmentation", [])


def picture(place):
    """An <img> that has loaded."""
    until(lambda: place.evaluate("image => image.complete && image.naturalWidth > 0"), "a picture that has loaded")
    return place.get_attribute("src")


# -- the gallery ------------------------------------------------------------------------------------------------------


def card(page, label):
    return page.get_by_role("article").filter(has=page.get_by_role("heading", name=label, exact=True))


def test_the_gallery_shows_each_data_set_and_whether_it_is_here(open_page, studio):
    page = open_page("/data")
    pictures = card(page, LABEL)
    expect(pictures).to_contain_text("Ready")
    expect(pictures).to_contain_text("70,000 pictures · 10 classes · 28 × 28")
    picture(pictures.locator("img"))
    moons = card(page, "Moons")
    expect(moons).to_contain_text("Ready")
    expect(moons).to_contain_text("2 classes")
    expect(card(page, "My drawings").get_by_role("link", name="My drawings")).to_be_visible()
    assert memory(studio) <= 250


def memory(studio):
    """Megabytes that the server holds, where the system says so."""
    status = Path(f"/proc/{studio.process.pid}/status")
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found.group(1)) / 1024 if found else 0


def test_every_picture_can_be_scrolled_to_and_few_are_kept_on_the_page(open_page, studio):
    page = open_page(f"/data?set={SET}")
    pictures = page.get_by_role("group", name="Pictures, to be scrolled")
    sheets = pictures.get_by_role("img")
    picture(sheets.first)
    assert sheets.count() <= 8
    for _ in range(3):  # far down at once, as with the scrollbar
        pictures.evaluate("place => place.scrollTo(0, place.scrollHeight)")
    last = pictures.get_by_role("img", name="to 60,000 of 60,000")
    expect(last).to_be_visible()
    picture(last)
    assert sheets.count() <= 8

    last.hover(position={"x": 20, "y": 20})
    expect(page.get_by_text(re.compile(r"^Number 59,\d\d\d: labelled \d$"))).to_be_visible()
    page.get_by_role("group", name="Class balance").get_by_role("button", name=re.compile(r"^7\b")).click()
    expect(sheets.first).to_have_accessible_name(re.compile(r"^Pictures 1 to \d+ of (6,265|6,000)$"))
    page.get_by_text("Test: 10,000").click()
    expect(sheets.first).to_have_accessible_name(re.compile(r"^Pictures 1 to \d+ of (1,028|1,000)$"))
    sheets.first.hover(position={"x": 20, "y": 20})
    expect(page.get_by_text(re.compile(r"^Number [\d,]+: labelled 7$"))).to_be_visible()
    assert memory(studio) <= 250


def turn(page):
    """Switch random turns on, and turn farther than usual."""
    page.get_by_role("switch", name="Rotate").click()
    slider = page.get_by_role("slider", name="Degrees")
    before, after = (page.get_by_role("img", name=name, exact=True) for name in ("Before", "After"))
    plain, first = picture(before), shown(after, picture(before))
    slider.press("End")
    shown(after, first)
    assert picture(before) == plain
    return float(slider.get_attribute("aria-valuenow"))


def shown(image, old):
    """The picture that took the place of `old`."""
    return until(lambda: (new := image.get_attribute("src")) != old and new, "another picture")


def test_changes_that_were_tried_out_go_into_the_network_and_are_saved_at_once(draft, open_page, api):
    page = open_page(f"/data?set={SET}")
    degrees = turn(page)
    wanted = [{"augmentation": "rotate", "degrees": degrees}]
    use = page.get_by_role("button", name="Use in my network")
    use.click()
    until(lambda: augmentation(api, draft) == wanted, "the change in the saved draft")
    page.get_by_role("button", name=re.compile("^Undo: ")).click()
    until(lambda: augmentation(api, draft) == [], "the draft as it was")
    use.click()
    page.reload()  # at once: even so it is saved, and the form shows it

    expect(page.get_by_role("switch", name="Rotate")).to_be_checked()
    expect(page.get_by_role("slider", name="Degrees")).to_have_attribute("aria-valuenow", f"{degrees:g}")
    expect(use).to_be_disabled()
    expect(use).to_have_accessible_description("Your network does that already")
    assert augmentation(api, draft) == wanted


def test_an_edit_here_is_not_written_over_that_of_another_tab(draft, open_page, api, console):
    console.allow("status of 409")
    page = open_page(f"/data?set={SET}")
    turn(page)
    change = {"name": "changed elsewhere", "recipe": draft["recipe"], "positions": {}, "revision": draft["revision"]}
    api("PUT", f"documents/{draft['id']}", change)
    page.get_by_role("button", name="Use in my network").click()
    expect(page.get_by_text("Nothing is written over until you choose")).to_be_in_viewport()
    page.get_by_role("button", name="Keep mine as a copy").click()
    until(lambda: len(api("GET", "documents")) >= 2 and augmentation(api, api("GET", "documents")[0]), "the copy")
    assert augmentation(api, draft) == []


# -- drawings ---------------------------------------------------------------------------------------------------------


def keep(studio, *labels):
    for label in labels:
        studio.api("POST", "drawings", {"label": label, "strokes": WORDS[label]})


def learnt(studio):
    """A run that has learnt from the drawings, with the usual share of them set aside for validation."""
    run = studio.api("POST", "runs", {"recipe": recipe("drawings", units=2, steps=20, batch_size=4)})
    ended = ("succeeded", "failed", "cancelled")
    until(lambda: studio.api("GET", f"runs/{run['id']}")["state"] in ended, "the end of the run")
    return studio.api("GET", f"runs/{run['id']}")


def test_drawings_become_a_data_set_that_a_network_learns_from(open_page, studio, api):
    keep(studio, *"1177")
    before = len(api("GET", "drawings"))
    page = open_page("/data?set=drawings")
    mine = page.get_by_role("list", name="My drawings").get_by_role("listitem")
    expect(mine).to_have_count(before)
    for n, (label, strokes) in enumerate(WORDS.items(), 1):
        draw(page, strokes)
        page.get_by_role("button", name=f"Keep as sample of {label}").click()
        expect(mine).to_have_count(before + n)
    expect(mine.first.get_by_role("img")).to_have_accessible_name("A drawn 7")

    mine.first.get_by_role("button", name="Delete this 7").click()
    expect(mine).to_have_count(before + 1)
    until(lambda: len(api("GET", "drawings")) == before + 1, "one drawing fewer")
    page.get_by_role("button", name="Undo: A drawn 7 was deleted").click()
    expect(mine).to_have_count(before + 2)

    page.get_by_role("link", name="All data sets").click()
    expect(card(page, "My drawings")).to_contain_text(f"{before + 2} pictures · 2 classes · 28 × 28")
    run = learnt(studio)
    assert run["state"] == "succeeded", run["error"]


# -- MNIST that is not here -------------------------------------------------------------------------------------------


@pytest.fixture
def bare(new_studio, tmp_path):
    """A studio on a machine without MNIST."""
    (tmp_path / "empty").mkdir()
    return new_studio(NETSUMIKI_DATA_DIR=str(tmp_path / "empty"))


def name_folder(page, folder):
    page.get_by_label("Folder on this machine").fill(str(folder))
    page.get_by_role("button", name="Take from this folder").click()


def test_mnist_that_is_not_here_says_so_and_refuses_a_folder_without_it(bare, open_page, console, tmp_path):
    console.allow("status of 422")
    page = open_page("/data", studio=bare)
    expect(card(page, "MNIST")).to_contain_text("Not here yet")
    expect(card(page, "MNIST").get_by_role("button", name="Download (11.6 MB)")).to_be_enabled()
    card(page, "MNIST").get_by_role("button", name="Take from a folder …").click()
    name_folder(page, tmp_path)
    expect(card(page, "MNIST").get_by_role("alert")).to_contain_text("does not hold MNIST")
    name_folder(page, "~nobody-of-this-name/data")
    expect(card(page, "MNIST").get_by_role("alert")).to_contain_text("there is no such folder")
    expect(card(page, "MNIST")).to_contain_text("Not here yet")


@pytest.mark.skipif(SET != "mnist", reason="MNIST is not on this machine")
def test_mnist_is_taken_from_the_folder_that_holds_it(bare, open_page):
    page = open_page("/data", studio=bare)
    card(page, "MNIST").get_by_role("button", name="Take from a folder …").click()
    name_folder(page, mnist.locate())
    expect(card(page, "MNIST")).to_contain_text("70,000 pictures")
    picture(card(page, "MNIST").locator("img"))
    assert mnist.verify(bare.folder / "mnist") == []


# -- models -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own(studio):
    """A model of one's own, which tells a 1 from a 7."""
    keep(studio, *"111777")
    run = learnt(studio)
    assert run["state"] == "succeeded", run["error"]
    return run


def model(page, name):
    return page.get_by_role("article", name=name, exact=True)


def downloaded(page, name, folder):
    """The model file that the dialog gives out once it was run."""
    model(page, name).get_by_role("button", name="Export").click()
    dialog = page.get_by_role("dialog", name=f"Take along: {name}")
    dialog.get_by_role("button", name="Model file").click()
    with page.expect_download() as download:
        dialog.get_by_role("link", name="Download model.safetensors").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    page.keyboard.press("Escape")
    return file


def test_a_card_tells_what_a_model_is(open_page):
    page = open_page("/models")
    reader = model(page, "digit-reader")
    expect(reader).to_contain_text(re.compile(r"99\.\d\d %\s*on test examples"))
    expect(reader).to_contain_text(re.compile(r"MNIST · [\d,]+ parameters"))
    reader.get_by_role("button", name="Model card").click()
    facts = page.get_by_role("dialog", name="Model card: digit-reader")
    expect(facts).to_contain_text(hashlib.sha256(bundled()["digit-reader"].read_bytes()).hexdigest())
    expect(facts).to_contain_text("28 × 28 × 1")


def test_a_model_of_ones_own_is_renamed_tried_and_taken_away(own, open_page, api, tmp_path):
    page = open_page("/models")
    page.get_by_role("button", name=f"Rename {own['name']}").click()
    page.get_by_role("textbox", name="Name of the model").fill("One or seven")
    page.keyboard.press("Enter")
    mine = model(page, "One or seven")
    expect(mine).to_be_visible()
    assert api("GET", f"runs/{own['id']}")["name"] == "One or seven"

    mine.get_by_role("button", name="Try").click()
    draw(page, SEVEN)
    answers = page.get_by_role("region", name="Prediction").get_by_role("listitem")
    expect(answers).to_have_count(2)
    expect(answers.first).to_have_accessible_name(re.compile(r"^7: \d+\.\d %$"))

    file = downloaded(page, "One or seven", tmp_path)
    loaded = load_model(file)
    assert loaded.check_golden() < 1e-4 and list(loaded.class_names) == ["1", "7"]


def test_the_recipe_of_a_model_opens_as_a_new_draft(draft, own, open_page, api):
    page = open_page("/models")
    name = api("GET", f"runs/{own['id']}")["name"]
    model(page, name).get_by_role("link", name="Open as recipe").click()
    expect(canvas(page)).to_be_visible()
    new = until(lambda: api("GET", "documents")[0]["id"] != draft["id"] and api("GET", "documents")[0], "a new draft")
    assert api("GET", f"documents/{new['id']}")["recipe"]["data"] == {"dataset": "drawings"}
    assert api("GET", f"documents/{draft['id']}")["revision"] == draft["revision"]
