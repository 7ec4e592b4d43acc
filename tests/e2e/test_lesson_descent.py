"""The lesson about gradient descent: a ball on the map of the loss, dragged, and rolling at several rates."""

import re

from playwright.sync_api import expect

from tests.e2e.lessons import begin, go_on, is_done, is_open
from tests.e2e.waiting import until


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def square(page):
    return page.get_by_role("application", name=re.compile("^The map of the loss: the ball is at"))


def ball(page):
    """(w₁, w₂, loss), as the map's name tells."""
    name = square(page).get_attribute("aria-label")
    return [
        float(number) for number in re.search(r"w₁ = (.+), w₂ = (.+), where the loss is ([\d.,]+)\. ", name).groups()
    ]


def steps(page, count):
    for _ in range(count):
        before = page.get_by_text(re.compile(r"^Step \d+$")).last.inner_text()
        button(page, "Step").click()
        expect(page.get_by_text(re.compile(r"^Step \d+$")).last).not_to_have_text(before)


def elsewhere(page, before):
    """Where the ball is, once it has moved: each step of the lesson begins at a place of its own."""
    return until(lambda: ball(page) != before and ball(page), "the ball where the next step begins")


def test_the_ball_is_dragged_and_rolls_down_at_a_good_rate(open_page):
    page = begin(open_page, "descent")
    expect(square(page)).to_be_visible()
    box = square(page).bounding_box()
    at = lambda w1, w2: (box["x"] + (w1 + 2) / 4 * box["width"], box["y"] + (2 - w2) / 4 * box["height"])  # noqa: E731
    begun = ball(page)
    page.mouse.move(*at(*begun[:2]))
    page.mouse.down()
    page.mouse.move(*at(1, 1), steps=5)
    until(lambda: abs(ball(page)[0] - 1) < 0.1, "the ball at the pointer")
    is_open(page, 1)
    page.mouse.move(*at(0.15, 0.35), steps=5)
    page.mouse.up()
    is_done(page, 1)
    left = ball(page)
    go_on(page)

    begun = elsewhere(page, left)
    steps(page, 1)
    assert ball(page)[2] < begun[2]
    is_open(page, 2)
    button(page, "Train").click()
    is_done(page, 2)
    go_on(page)

    rate = page.get_by_label("Learning rate")
    rate.select_option(label="0.001")
    steps(page, 19)
    is_open(page, 3)
    steps(page, 1)
    is_done(page, 3)
    go_on(page)

    rate.select_option(label="1")
    steps(page, 2)
    is_open(page, 4)
    rate.select_option(label="2")
    steps(page, 1)
    crossed = ball(page)
    steps(page, 2)
    assert ball(page)[2] > crossed[2]
    is_done(page, 4)
    go_on(page)

    steps(page, 1)
    is_open(page, 5)
    rate.select_option(label="1")
    button(page, "Reset").click()
    expect(page.get_by_text("Step 0", exact=True)).to_be_visible()
    button(page, "Train").click()
    is_done(page, 5)
