"""Every page in three languages, in light and dark, from a phone to a wall of pixels, and for whoever cannot see it."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations
from tests.e2e.training import keep_drawings
from tests.e2e.waiting import until

LOCALES = Path(__file__).parents[2] / "frontend" / "src" / "locales"
PAGES = ["/", "/?start", "/data", "/data?set=mnist", "/data?set=strokes", "/runs", "/runs/:id", "/compare", "/models"]
PAGES += ["/generate", "/learn", "/learn/backpropagation", "/playground", "/inside?model=zoo:lenet-5"]
RECIPE = {
    "version": 1,
    "data": {"dataset": {"dataset": "drawings"}, "validation": 0.25},
    "model": {
        "inputs": {"image": [28, 28, 1]},
        "nodes": [
            {"name": "conv", "layer": "conv2d", "filters": 8, "kernel_size": 5},
            {"name": "relu", "layer": "relu"},
            {"name": "flatten", "layer": "flatten"},
            {"name": "dense", "layer": "dense", "units": 2},
            {"name": "softmax", "layer": "softmax"},
        ],
    },
    "training": {"batch_size": 6, "epochs": 2},
}


@pytest.fixture(scope="module")
def address(studio):
    """The address of a page, in a studio with a draft, kept drawings and two runs that have ended."""
    ids = scene(studio)
    places = {"/runs/:id": f"/runs/{ids[0]}", "/compare": f"/compare?runs={','.join(ids)}"}
    return lambda path: places.get(path, path)


def scene(studio):
    """Make them; the ids of the runs."""
    keep_drawings(studio.api)
    ids = [studio.api("POST", "runs", {"recipe": RECIPE, "name": name})["id"] for name in ("keen-otter", "calm-wren")]
    studio.api("POST", "documents", {"name": "Draft 1", "recipe": RECIPE, "positions": {}})
    for id in ids:
        run = until(lambda id=id: (r := studio.api("GET", f"runs/{id}"))["ended"] and r, "the end of a run")
        assert run["state"] == "succeeded", run["error"]
    return ids


def settle(page):
    """Wait until the page has everything that it asked for."""
    expect(page.locator("main")).to_have_attribute("aria-busy", "false")
    page.wait_for_load_state("networkidle")


# -- looks ------------------------------------------------------------------------------------------------------------

TOO_WIDE = """() => [document.scrollingElement, document.querySelector('main')]
    .filter((place) => place.scrollWidth > place.clientWidth)
    .map((place) => `${place.tagName}: ${place.scrollWidth} > ${place.clientWidth}`)"""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_every_width_and_satisfies_axe(open_page, address, path):
    page = open_page(address(path), viewport={"width": 360, "height": 740})
    for width, scheme in (360, "light"), (3840, "light"), (1280, "dark"):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        settle(page)
        assert page.evaluate(TOO_WIDE) == [], f"{width} px wide"
        if width != 3840:
            assert serious_violations(page) == [], f"{width} px wide, {scheme}"


def brightness(page):
    """Of the page's ground, 0 to 255."""
    return max(map(int, re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))[:3]))


# -- languages --------------------------------------------------------------------------------------------------------

VISIBLE_TEXTS = """() => {
    const found = new Set();
    const foreign = (element) => element.closest('[lang]') !== document.documentElement;
    for (const element of document.body.querySelectorAll('*')) {
        if (!element.checkVisibility() || element.matches('script, style') || foreign(element)) continue;
        for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt']) {
            found.add(element.getAttribute(name) ?? '');
        }
        for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.add(node.data.trim());
    }
    return [...found];
}"""
OWN = {"React Flow attribution"}  # what the canvas calls its maker's mark, in every language
SENTENCE = re.compile(r"[A-Za-z]{2,}(?:[ ,;:]+[A-Za-z]{2,}){2,}")


def catalogue(language):
    """Every text by its key."""
    texts = {}

    def gather(value, key):
        if isinstance(value, dict):
            for name, inner in value.items():
                gather(inner, f"{key}.{name}")
        else:
            texts[key] = value

    for path in [*(LOCALES / language).glob("*.json"), *(LOCALES / "lessons" / language).glob("*.json")]:
        gather(json.loads(path.read_text("utf-8")), path.stem)
    return texts


def english_texts(language):
    """A pattern of each English text that has another form in this language."""
    translated = catalogue(language)
    spoken = set(translated.values())
    texts = {text for key, text in catalogue("en").items() if translated.get(key) != text and text not in spoken}
    parts = (re.split(r"\{\{.+?\}\}", text) for text in sorted(texts))
    return [re.compile(".*".join(map(re.escape, p))) for p in parts if re.search("[A-Za-z]{3}", " ".join(p))]


def left_in_english(page, english):
    texts = set(page.evaluate(VISIBLE_TEXTS)) - OWN
    return [text for text in texts if SENTENCE.search(text) or any(p.fullmatch(text) for p in english)]


DIALOGS = {"/": "build.keyboard.help", "/?start": "start.gallery.open", "/models": "models.card"}
"""What the button that opens a page's dialog is called."""


@pytest.mark.parametrize(("language", "locale"), [("ja", "ja-JP"), ("ru", "ru-RU")])
def test_no_english_is_left_on_any_page(open_page, address, language, locale):
    english, words, left = english_texts(language), catalogue(language), {}
    page = open_page(locale=locale)
    for path in PAGES:
        page.goto(address(path))
        settle(page)
        if path == "/":
            page.get_by_role("group", name=re.compile("conv[,、]")).click()  # the inspector shows its options
            settle(page)
            assert serious_violations(page) == []
        if path in DIALOGS:
            page.get_by_role("button", name=words[DIALOGS[path]]).last.click()
            expect(page.get_by_role("dialog").first).to_be_visible()
            settle(page)
        if found := left_in_english(page, english):
            left[path] = found
    assert left == {}


def test_the_search_for_english_finds_it(open_page, address):
    page = open_page(address("/runs"))
    settle(page)
    assert {"Runs", "Search runs", "Begun", "2 runs"} <= set(left_in_english(page, english_texts("ja")))


def test_a_language_is_chosen_at_once_and_for_good(open_page, address):
    page = open_page(address("/runs"))
    html = page.locator("html")
    expect(html).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Language and looks").click()
    for language, name, heading in ("ja", "日本語", "学習記録"), ("ru", "Русский", "Запуски"):
        page.get_by_role("menuitemradio", name=name).click()
        expect(page.get_by_role("navigation").get_by_role("link", name=heading)).to_be_visible()
        expect(html).to_have_attribute("lang", language)
    page.reload()
    expect(html).to_have_attribute("lang", "ru")
    expect(page.get_by_role("navigation").get_by_role("link", name="Запуски")).to_be_visible()
    page.goto(address("/runs/:id"))
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"9\s426"))  # parameters
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"\d,\d\s%"))


# -- the choice of looks, and of stillness ----------------------------------------------------------------------------


def test_dark_follows_the_system_until_it_is_chosen(open_page, address):
    page = open_page(address("/learn"), color_scheme="dark")
    settle(page)
    assert brightness(page) < 60
    page.emulate_media(color_scheme="light")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "light")
    assert brightness(page) > 200
    page.get_by_role("button", name="Language and looks").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    assert brightness(page) < 60
    page.reload()
    settle(page)
    assert brightness(page) < 60


LONGEST_MOTION = """() => Math.max(...[...document.querySelectorAll('*')].flatMap((element) => {
    const { animationDuration, transitionDuration } = getComputedStyle(element);
    return `${animationDuration}, ${transitionDuration}`.split(', ').map(parseFloat);
}))"""


@pytest.mark.parametrize("path", ["/", "/?start", "/generate"])
def test_nothing_moves_where_less_motion_is_wanted(open_page, address, path):
    page = open_page(address(path))
    settle(page)
    assert page.evaluate(LONGEST_MOTION) > 0.05  # in seconds: there is something to still
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(LONGEST_MOTION) <= 0.0001
