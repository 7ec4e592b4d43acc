"""Own pictures: from a zip with ten folders to a trained network, put right on the way, without reading a manual."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from netsumiki.exporting.model_file import load_model
from tests.e2e import shapes
from tests.e2e.accessibility import serious_violations
from tests.e2e.building import canvas
from tests.e2e.training import finished
from tests.e2e.waiting import until

EACH = 24
ALL = EACH * len(shapes.CLASSES)


def region(page, name):
    return page.get_by_role("region", name=name, exact=True)


def field(page):
    return page.get_by_role("application", name=re.compile("to be chosen$"))


def chosen(page):
    return page.get_by_role("group", name="The chosen pictures")


def choose_file(page, path):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file …").click()
    chooser.value.set_files(path)


@pytest.fixture(scope="module")
def imported(studio, browser, tmp_path_factory):
    """The address of the data set, imported in the browser as somebody does who sees the studio for the first time."""
    context = browser.new_context(base_url=studio.url, viewport={"width": 1280, "height": 800}, locale="en-US")
    context.add_cookies([{"name": n, "value": v, "url": studio.url} for n, v in studio.cookies().items()])
    page = context.new_page()
    page.goto("/data")
    choose_file(page, shapes.packed(tmp_path_factory.mktemp("zip"), EACH))

    # everything that was found is seen before anything is kept
    found = region(page, "What was found")
    expect(found).to_contain_text(f"{ALL} pictures, 10 classes")
    expect(found.get_by_role("listitem")).to_have_text([re.compile(f"^{name}") for name in shapes.CLASSES])
    refused = region(page, "1 file will not be taken")
    expect(refused).to_contain_text("broken.png")
    assert studio.api("GET", "own") == []
    assert not serious_violations(page)

    page.get_by_label("Name", exact=True).fill("Coloured shapes")
    page.get_by_role("button", name=f"Import {ALL} pictures").click()
    expect(page.get_by_role("heading", name="Coloured shapes")).to_be_visible()
    address = page.url
    context.close()
    return address


def test_pictures_are_chosen_by_keys_and_lasso_and_put_right_undoably(imported, open_page, api):
    page = open_page(imported)
    expect(page.get_by_text(re.compile(rf"{ALL} pictures · 10 classes · 40 × 40 · Colour · version 1"))).to_be_visible()
    field(page).focus()
    for key in ("ArrowRight", "ArrowRight", " ", "Shift+ArrowRight"):
        page.keyboard.press(key)
    expect(chosen(page)).to_contain_text("2 chosen")
    page.keyboard.press("Escape")
    expect(chosen(page)).to_contain_text("0 chosen")

    # a line round the first four: two rows of two
    box = field(page).bounding_box()
    corners = [(4, 4), (120, 4), (120, 120), (4, 120)]
    page.mouse.move(box["x"] + 4, box["y"] + 4)
    page.mouse.down()
    for x, y in corners[1:]:
        page.mouse.move(box["x"] + x, box["y"] + y, steps=2)
    page.mouse.up()
    expect(chosen(page)).to_contain_text("4 chosen")
    chosen(page).get_by_role("combobox", name="Class").fill("azure circle")
    page.keyboard.press("Enter")
    expect(page.get_by_text("4 pictures are now “azure circle”").first).to_be_visible()
    classes = page.get_by_role("group", name="Class balance")
    azure = classes.get_by_role("button", name=re.compile("^azure circle"))
    expect(azure).to_have_accessible_name(re.compile("4$"))
    azure.click()
    expect(field(page)).to_have_accessible_name("4 pictures, to be chosen")
    chosen(page).get_by_role("button", name="Undo").click()
    expect(azure).to_have_count(0)
    expect(field(page)).to_have_accessible_name(f"{ALL} pictures, to be chosen")

    field(page).press("End")
    field(page).press(" ")
    chosen(page).get_by_role("button", name="Leave out").click()
    page.get_by_label("Purpose").select_option(label="Left out (1)")
    expect(field(page)).to_have_accessible_name("1 picture, to be chosen")
    own = api("GET", "own")[0]
    assert (own["left_out"], own["train"] + own["test"]) == (1, ALL - 1)
    assert not serious_violations(page)


def test_files_that_are_dropped_on_a_data_set_are_added_to_it_undoably(imported, open_page, tmp_path):
    page = open_page(imported)
    before = page.get_by_text(re.compile(r"version \d+$")).inner_text()
    known = {name: content for name, content in shapes.files(EACH).items() if re.search(r"circle/[0-3]\.png", name)}
    stars = {f"shapes/star/{n}.png": shapes.png(shapes.picture("red star", np.random.default_rng(n))) for n in range(6)}
    drop(page, shapes.zipped(tmp_path / "stars.zip", known | stars))
    found = region(page, "What was found")
    expect(found.get_by_role("listitem").filter(has_text="star")).to_contain_text("6 pictures · a new class")
    expect(region(page, "In the data set already: 8, nearly: 0")).to_contain_text("circle/0.png")
    assert not serious_violations(page)
    page.get_by_role("button", name="Add 6 pictures").click()
    star = page.get_by_role("group", name="Class balance").get_by_role("button", name=re.compile("^star"))
    expect(star).to_have_accessible_name(re.compile("6$"))
    chosen(page).get_by_role("button", name="Undo").click()
    expect(star).to_have_count(0)
    expect(page.get_by_text(before)).to_be_visible()


def drop(page, path):
    """As from the file manager, anywhere on the page."""
    carried = page.evaluate_handle(CARRIED, [[*path.read_bytes()], path.name])
    page.dispatch_event("main", "drop", {"dataTransfer": carried})


CARRIED = """([bytes, name]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([new Uint8Array(bytes)], name));
  return carried;
}"""


def test_a_network_that_fits_learns_the_classes_and_answers_in_a_page_of_ones_own(
    imported, open_page, browser, api, studio, tmp_path
):
    page = open_page(imported)
    page.get_by_role("button", name="Train on this").click()
    expect(canvas(page)).to_be_visible()
    page.get_by_role("spinbutton", name="Epochs").fill("10")  # as many as it takes to see that it learns
    page.get_by_role("button", name="Train", exact=True).click()
    run = until(lambda: next(iter(api("GET", "runs")), None), "a run")
    ended = finished(api, run["id"])
    assert ended["state"] == "succeeded", ended["error"]
    assert ended["recipe"]["data"]["dataset"]["version"] >= 1
    assert ended["progress"]["test_accuracy"] > 0.5  # of ten classes

    # what it has learnt is taken along, proved, and put into a page that is no part of the studio
    page.goto(f"/runs/{run['id']}")
    page.get_by_role("button", name="Export").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(re.compile("Run by Chromium on 10 samples"))).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        dialog.get_by_role("link", name="Download model.html").click()
    download.value.save_as(tmp_path / "model.html")
    frame = '<iframe src="model.html" sandbox="allow-scripts" width="900" height="900" title="shapes"></iframe>'
    (tmp_path / "product.html").write_text(f"<h1>My product</h1>{frame}")
    picture, said = known(load_model(studio.folder / "runs" / run["id"] / "model.safetensors"), tmp_path / "one.png")
    context = browser.new_context(locale="en-US")
    product = context.new_page()
    product.goto((tmp_path / "product.html").as_uri())
    embedded = product.frame_locator("iframe")
    expect(embedded.get_by_text(re.compile("Checked here on 10 samples"))).to_be_visible()
    embedded.get_by_label("Open picture").set_input_files(picture)
    expect(embedded.locator("#answer")).to_have_text(said)
    context.close()


def known(model, path):
    """The file of a picture that the model is sure enough of, and what it says of it."""
    for content in shapes.files(EACH).values():
        path.write_bytes(content)
        said = model.predict_picture(path)
        if not said.unknown:
            return path, said.label
    raise AssertionError("the model knows none of its own pictures")
