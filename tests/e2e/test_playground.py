"""The Playground: a small network that learns before one's eyes, by mouse, by keyboard and by hand."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations
from tests.e2e.waiting import until


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def step(page):
    return int(re.sub(r"\D", "", page.get_by_text(re.compile(r"^Step [\d,]+$")).inner_text()))


def right(page):
    """The share of the test points that are right, as its table says."""
    row = page.get_by_role("row", name=re.compile("^Test"))
    return float(row.get_by_role("cell").last.inner_text().replace("%", ""))


def answer(page):
    """The colours over the plane."""
    return page.get_by_role("img", name=re.compile("^What the network answers")).evaluate(
        "canvas => canvas.toDataURL()"
    )


@pytest.fixture
def playground(open_page):
    def open_(**options):
        page = open_page("/playground", **options)
        expect(page.get_by_role("row", name=re.compile("^Test"))).to_contain_text("%")
        return page

    return open_


def test_logistic_regression_learns_until_it_is_paused(playground):
    page = playground()
    before = answer(page)
    button(page, "Play").click()
    until(lambda: step(page) >= 60, "sixty steps")
    button(page, "Pause").click()
    assert right(page) > 95
    assert answer(page) != before
    expect(page.get_by_role("img", name=re.compile(r"^Loss curve: training 0\.\d+, test 0\.\d+"))).to_be_visible()
    reached = step(page)
    page.wait_for_timeout(300)
    assert step(page) <= reached + 20  # what was on its way when it was paused


def test_a_hidden_layer_learns_xor_which_none_cannot(playground):
    page = playground()
    page.get_by_role("radio", name="XOR").check()
    page.get_by_label("Steps per second").select_option("300")
    button(page, "Play").click()
    until(lambda: step(page) >= 300, "three hundred steps")
    button(page, "Pause").click()
    assert right(page) < 80
    button(page, "XOR with a hidden layer").click()
    expect(page.get_by_text("Step 0", exact=True)).to_be_visible()
    button(page, "Play").click()
    until(lambda: right(page) > 90, "what one hidden layer learns")


def test_a_weight_is_set_by_hand_and_the_answer_follows(playground):
    page = playground()
    button(page, "Class 1").click()
    slider = page.get_by_role("region", name="Weights").get_by_role("slider", name="x₁")
    before = answer(page)
    slider.fill("4")
    until(lambda: answer(page) != before, "another answer")
    expect(slider).to_have_value("4")


def test_reset_gives_the_same_weights_and_new_weights_others(playground):
    page = playground()
    first = answer(page)
    button(page, "Step").click()
    expect(page.get_by_text("Step 1", exact=True)).to_be_visible()
    until(lambda: answer(page) != first, "a step's answer")
    button(page, "Reset").click()
    until(lambda: answer(page) == first, "the first answer")
    button(page, "New weights").click()
    until(lambda: answer(page) != first, "other weights' answer")


def test_weights_stay_when_the_learning_rate_changes(playground):
    page = playground()
    button(page, "Step").click()
    expect(page.get_by_text("Step 1", exact=True)).to_be_visible()
    page.get_by_label("Learning rate").select_option("0.01")
    button(page, "Step").click()
    expect(page.get_by_text("Step 2", exact=True)).to_be_visible()


def test_the_keyboard_alone_plays_steps_and_begins_anew(playground):
    page = playground()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Step 1", exact=True)).to_be_visible()
    page.keyboard.press("Space")
    expect(button(page, "Pause")).to_be_visible()
    until(lambda: step(page) > 5, "steps")
    page.keyboard.press("Space")
    page.keyboard.press("r")
    expect(page.get_by_text("Step 0", exact=True)).to_be_visible()
    layers = page.get_by_role("slider", name="Hidden layers")
    layers.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("list", name="Hidden layer 1").get_by_role("button")).to_have_count(4)
    expect(page.get_by_text("Step 0", exact=True)).to_be_visible()  # the arrow moved the slider alone


def test_a_lab_that_the_server_forgot_is_made_anew(playground, api, console):
    console.allow("404")
    page = playground()
    with page.expect_response(re.compile("/labs/[^/]+/step")) as stepped:
        button(page, "Step").click()
    api("DELETE", "labs/" + stepped.value.url.split("/")[-2])
    button(page, "Step").click()
    until(lambda: step(page) == 1, "the first step of another Lab")
    button(page, "Step").click()
    expect(page.get_by_text("Step 2", exact=True)).to_be_visible()


def test_the_network_opens_on_the_canvas_ready_to_train(playground):
    page = playground()
    button(page, "XOR with a hidden layer").click()
    button(page, "Open on the canvas").click()
    canvas = page.get_by_role("region", name="Network canvas")
    expect(canvas.get_by_role("group", name=re.compile(r"\bhidden_1,"))).to_be_visible()
    expect(button(page, "Train")).to_be_enabled()


def test_test_points_are_shown_when_asked_for(playground):
    page = playground()
    dots = page.get_by_role("region", name="Answer").locator("canvas").last
    before = dots.evaluate("canvas => canvas.toDataURL()")
    page.get_by_role("switch", name="Test points").check()
    until(lambda: dots.evaluate("canvas => canvas.toDataURL()") != before, "more points")


@pytest.mark.parametrize(("scheme", "locale"), [("light", "en-US"), ("dark", "ru-RU"), ("dark", "ja-JP")])
def test_it_fits_every_width_and_satisfies_axe(open_page, scheme, locale):
    page = open_page("/playground", color_scheme=scheme, locale=locale, viewport={"width": 360, "height": 740})
    expect(page.get_by_role("row").nth(2)).to_contain_text("%")
    for width in (360, 390, 1280, 3840):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(
            "() => { const m = document.querySelector('main'); return m.scrollWidth <= m.clientWidth }"
        )
    assert serious_violations(page) == []


@pytest.mark.parametrize(("path", "name"), [("/?start", "Playground"), ("/learn", "Open the Playground")])
def test_start_screen_and_lessons_lead_there(open_page, path, name):
    page = open_page(path)
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", name="Playground", level=1)).to_be_visible()
