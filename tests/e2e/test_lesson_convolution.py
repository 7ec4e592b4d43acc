"""The lesson on convolution and pooling: each task is done, and only when it is."""

import re

from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations
from tests.e2e.lessons import begin, go_on, is_done, is_open

UPRIGHT = [-1, 0, 1] * 3
EDGE, OTHER = 1, 0
"""Filters of LeNet-5, from 0: the second has opposite signs on opposite sides, the first has not."""


def weight(page, place):
    return page.get_by_role("button", name=re.compile(rf"^Row {place // 3 + 1}, column {place % 3 + 1}: "))


def test_each_task_is_done_by_what_it_asks_for(open_page):
    page = begin(open_page, "convolution")

    result = page.get_by_role("application", name="Result")
    result.hover(position={"x": 60, "y": 60})
    is_open(page, 1)
    result.focus()
    page.keyboard.press("ArrowRight")
    is_done(page, 1)
    expect(page.get_by_text("The products add up to")).to_be_visible()
    assert not serious_violations(page)

    go_on(page)
    before = result.locator("canvas").evaluate("canvas => canvas.toDataURL()")
    for place in (0, 3, 6):
        weight(page, place).focus()
        page.keyboard.press("-")
    for place in (1, 4, 7):
        weight(page, place).focus()
        page.keyboard.press("0")
    is_open(page, 2)
    for place in (2, 5, 8):  # the brush begins with 1
        weight(page, place).click()
    is_done(page, 2)
    page.wait_for_function(
        "before => document.querySelector('[role=application] canvas').toDataURL() !== before", arg=before
    )
    assert [weight(page, place).inner_text().replace("−", "-") for place in range(9)] == [str(w) for w in UPRIGHT]

    go_on(page)
    filters = page.get_by_role("button", name=re.compile(r"^Filter \d$"))
    expect(filters).to_have_count(6)
    filters.nth(OTHER).click()
    expect(page.get_by_text("looks for something else than an edge")).to_be_visible()
    is_open(page, 3)
    filters.nth(EDGE).click()
    is_done(page, 3)

    go_on(page)
    expect(page.get_by_role("row", name=re.compile(r"^Pooled maps .*0\.0 %"))).to_be_visible()
    is_open(page, 4)
    page.get_by_role("button", name="To the right").click()
    is_done(page, 4)

    go_on(page)
    answer = page.get_by_label("Numbers of the convolution")
    answer.fill("72")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Each filter also has a bias")).to_be_visible()
    is_open(page, 5)
    answer.fill("80")
    page.get_by_role("button", name="Check").click()
    is_done(page, 5)
