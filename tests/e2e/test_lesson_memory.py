"""The lesson on networks with a memory, done as a reader would: letter by letter, unit by unit, typing, and writing."""

import re
from base64 import b64decode

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations

LIMIT = 0.2


def done(page, step):
    return page.get_by_role("button", name=f"Step {step}, done", exact=True)


@pytest.fixture
def lesson(open_page):
    def open_(step, **options):
        page = open_page(f"/learn/memory?step={step}", **options)
        expect(page.locator("main").get_by_role("textbox")).to_be_visible()
        return page

    return open_


def test_going_through_a_text_shows_the_state_change(lesson):
    page = lesson("state")
    letter = page.get_by_role("slider", name="Letter")
    letter.fill("19")  # a jump to the end is no way through
    expect(page.get_by_role("img", name="State after “down the rabbit-hole”")).to_be_visible()
    expect(done(page, 1)).to_have_count(0)
    state = page.get_by_role("img", name=re.compile("^State after"))
    before = state.evaluate("canvas => canvas.toDataURL()")
    for _ in range(18):
        page.get_by_role("button", name="Letter back").click()
    expect(done(page, 1)).to_be_visible()
    assert state.evaluate("canvas => canvas.toDataURL()") != before
    assert serious_violations(page) == []


def forgetting(api, text="alice was beginning to get very tired"):
    """(unit, letter): one that keeps at the first letter and forgets at a later one."""
    asked = {"node": "lstm", "text": text}
    found = api("POST", "models/zoo:letter-writer/inside/over-time", asked)
    (content,) = (one["values"] for one in found["series"] if one["name"] == "f")
    keep = np.frombuffer(b64decode(content), "<f4").reshape(found["steps"], found["units"])[-len(text) :]
    low = (keep < LIMIT - 0.01) & (keep[0] > LIMIT + 0.01)
    letter, unit = np.argwhere(low)[0].tolist()
    return unit, letter


def test_a_unit_that_forgets_is_found(lesson, api):
    page = lesson("gates")
    unit, letter = forgetting(api)
    page.get_by_role("slider", name="Unit").fill(str(unit))
    expect(done(page, 2)).to_have_count(0)  # it is in sight, but not chosen
    page.get_by_role("slider", name="Letter").fill(str(letter))
    expect(done(page, 2)).to_be_visible()
    assert serious_violations(page) == []


def test_a_beginning_is_typed_of_which_it_is_sure(lesson, api):
    page = lesson("next")
    text = page.get_by_role("textbox", name="Beginning")
    text.fill("the ")
    expect(page.get_by_text(re.compile(r"^., \d+\.\d % sure$"))).to_be_visible()
    expect(done(page, 3)).to_have_count(0)
    text.fill(sure_of(api))
    expect(page.get_by_text(re.compile(r"^., 9\d\.\d % sure$"))).to_be_visible()
    expect(done(page, 3)).to_be_visible()


def sure_of(api):
    """A beginning for which it is surer than it need be."""
    tried = ["down the rabbi", "down the rabbit-hol", "alice was beginnin", "she was consideri", "and the white rabb"]
    ask = {begin: api("POST", "models/zoo:letter-writer/write", {"begin": begin, "length": 0}) for begin in tried}
    return max(tried, key=lambda begin: ask[begin]["next"][0]["probability"])


def test_it_writes_cold_and_hot(lesson):
    page = lesson("write")
    temperature = page.get_by_role("slider", name="Temperature")
    for degrees in ("0.2", "0.7", "1.2"):
        expect(done(page, 4)).to_have_count(0)
        temperature.fill(degrees)
        page.get_by_role("button", name="Write", exact=True).click()
        passage = page.get_by_role("log", name=f"What it wrote at temperature {degrees}")
        expect(passage).to_have_text(re.compile(r"^alice was (.|\n){200}$"))
    expect(done(page, 4)).to_be_visible()
    assert serious_violations(page) == []


@pytest.mark.parametrize(("scheme", "locale"), [("dark", "ja-JP"), ("light", "ru-RU")])
def test_it_fits_a_phone(lesson, scheme, locale):
    page = lesson("gates", color_scheme=scheme, locale=locale, viewport={"width": 360, "height": 740})
    expect(page.locator("main svg").first).to_be_visible()
    assert page.evaluate("() => { const m = document.querySelector('main'); return m.scrollWidth <= m.clientWidth }")
    assert serious_violations(page) == []
