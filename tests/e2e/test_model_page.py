"""model.html as a person meets it: drawn on, moved by sliders, written with, on any screen and in three languages."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from netsumiki.data.preprocessing import Preprocessing
from netsumiki.exporting.finding import load
from netsumiki.exporting.formats import formats
from tests.e2e.accessibility import serious_violations


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The page of a bundled model, written once."""
    written = {}

    def of(name):
        if name not in written:
            (written[name],) = formats.create("html").write(load(name), tmp_path_factory.mktemp(name))
        return written[name]

    return of


@pytest.fixture
def opened(browser, files):
    """A function that opens the page of a model; a request for anything but the file itself, or an error, fails."""
    contexts, wrong = [], []

    def open_(name, **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "en-US"} | options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request",
            lambda request: wrong.append(request.url) if not request.url.startswith(("file:", "blob:")) else 0,
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else 0)
        page.goto(files(name).as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not wrong


def draw_one(page):
    """A vertical stroke."""
    box = page.locator("#pad").bounding_box()
    x = box["x"] + box["width"] / 2
    page.mouse.move(x, box["y"] + 0.15 * box["height"])
    page.mouse.down()
    page.mouse.move(x - 4, box["y"] + 0.85 * box["height"], steps=12)
    page.mouse.up()


def test_a_stroke_is_read_at_once_and_a_picture_too(opened, tmp_path):
    page = opened("digit-reader")
    draw_one(page)
    expect(page.locator("#answer")).to_have_text("1")
    expect(page.get_by_role("listitem").first).to_have_attribute("aria-label", re.compile(r"^1: \d"))
    expect(page.get_by_text(re.compile("Checked here on 10 samples"))).to_be_visible()
    page.get_by_role("button", name="Undo stroke").click()
    expect(page.locator("#answer")).to_have_text("Draw something")
    drawn = tmp_path / "seven.png"
    draw_seven(drawn)
    page.get_by_label("Open picture").set_input_files(drawn)
    expect(page.locator("#answer")).to_have_text("7")
    (tmp_path / "none.png").write_bytes(b"no picture")
    page.get_by_label("Open picture").set_input_files(tmp_path / "none.png")
    expect(page.locator("#answer")).to_have_text("This picture cannot be read")
    page.get_by_role("button", name="Camera").click()
    expect(page.locator("#answer")).to_have_text("The camera cannot be used here")


def draw_seven(path):
    from PIL import Image, ImageDraw

    image = Image.new("L", (90, 120), 255)
    ImageDraw.Draw(image).line([(20, 20), (70, 20), (40, 100)], fill=0, width=8)
    image.save(path)


@pytest.mark.parametrize("invert", [False, True])
def test_what_sees_the_whole_pad_sees_light_on_dark(browser, tmp_path, invert):
    model = load("note-whole-picture")
    model.preprocessing = Preprocessing(placing="fit", invert=invert)
    (file,) = formats.create("html").write(model, tmp_path)
    page = browser.new_page()
    page.goto(file.as_uri())
    draw_one(page)
    expect(page.locator("#time")).not_to_be_empty()
    look = "(canvas) => [...canvas.getContext('2d').getImageData(0, 0, 28, 28).data].filter((_, i) => i % 4 === 0)"
    seen = np.reshape(page.locator("#network-input").evaluate(look), (28, 28))
    assert seen[0, 0] == 0 and seen[8].max() > 150
    page.close()


def test_the_keyboard_draws_as_well(opened):
    page = opened("digit-reader")
    page.locator("#pad").focus()
    for _ in range(9):
        page.keyboard.press("ArrowUp")
    page.keyboard.press(" ")
    for _ in range(20):
        page.keyboard.press("ArrowDown")
    page.keyboard.press(" ")
    expect(page.locator("#answer")).to_have_text("1")


def test_a_generator_makes_what_is_asked_for_and_moves_it(opened):
    page = opened("digit-writer")
    made = page.locator("#made")
    shown = made.evaluate_handle("(canvas) => () => canvas.toDataURL()")
    first = shown.evaluate("(look) => look()")
    page.get_by_role("radio", name="7").check()
    expect(made).to_have_attribute("aria-label", "7, seed 0")
    page.wait_for_function("([look, first]) => look() !== first", arg=[shown, first])
    second = shown.evaluate("(look) => look()")
    page.get_by_role("slider", name="Direction 1").fill("2")
    page.wait_for_function("([look, second]) => look() !== second", arg=[shown, second])
    page.get_by_role("button", name="7, seed 3").click()
    expect(page.get_by_label("Seed", exact=True)).to_have_value("3")


def test_a_text_goes_on_and_a_strange_character_is_named(opened):
    page = opened("letter-writer")
    expect(page.locator("#written")).to_have_text(re.compile(r"^it was .{20,}", re.DOTALL))
    page.get_by_label("How the text begins").fill("a % b")
    expect(page.get_by_role("alert")).to_contain_text("“%” does not occur")
    expect(page.get_by_role("button", name="Go on writing")).to_be_disabled()


@pytest.mark.parametrize("name", ["digit-reader", "digit-writer", "letter-writer"])
def test_it_fits_every_screen_and_speaks_three_languages(opened, name):
    page = opened(name, viewport={"width": 360, "height": 640}, locale="ja-JP", color_scheme="dark", has_touch=True)
    for language, word in {"日本語": "送信", "Русский": "отправляется", "English": "nothing is sent"}.items():
        page.get_by_role("button", name=language).click()
        expect(page.get_by_text(re.compile(word))).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not serious_violations(page)
    expect(page.locator("#proof")).to_have_attribute("data-agree", "true")
    small = page.evaluate(
        "[...document.querySelectorAll('button, .button, #classes span')].filter((one) => one.offsetParent)"
        ".filter((one) => one.offsetHeight < 44).map((one) => one.textContent)"
    )
    assert small == []
