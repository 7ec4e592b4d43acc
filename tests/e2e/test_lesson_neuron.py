"""The lesson about a neuron: its three numbers set by hand, until a line is not enough."""

import re

from playwright.sync_api import expect

from tests.e2e.lessons import begin, go_on, is_done, is_open


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def put(page, weight, value):
    page.get_by_role("slider", name=weight, exact=True).fill(str(value))


def test_the_three_numbers_are_set_until_one_is_convinced(open_page):
    page = begin(open_page, "neuron")
    put(page, "w₂", 0.5)
    is_open(page, 1)
    put(page, "w₂", 0)
    is_done(page, 1)
    go_on(page)

    # with the weights the line passes the point too, but the bias is asked for
    put(page, "w₁", -1)
    put(page, "w₁", 1)
    is_open(page, 2)
    put(page, "b", 0.2)
    put(page, "b", -0.4)
    is_open(page, 2)
    put(page, "b", -0.6)  # the point lies at x₁ = 0.5
    is_done(page, 2)
    go_on(page)

    square = page.get_by_role("application")
    box = square.bounding_box()
    square.click(position={"x": 20, "y": 20})
    told = page.get_by_role("status", name="The sum at this place")
    expect(told).to_contain_text("1 · (-1.")
    is_open(page, 3)
    square.click(position={"x": box["width"] * 0.64, "y": box["height"] / 2})
    for _ in range(30):
        if abs(float(re.search(r"= (-?[\d.]+)$", told.inner_text())[1])) < 0.1:
            break
        before = told.inner_text()
        square.press("ArrowRight")
        expect(told).not_to_have_text(before)
    is_done(page, 3)
    go_on(page)

    put(page, "w₂", -2)
    put(page, "w₁", 2)
    expect(page.get_by_text(re.compile(r"^\d+ of 40 points are right"))).to_be_visible()
    is_open(page, 4)
    put(page, "w₂", 2)
    put(page, "b", 0)
    expect(page.get_by_text("40 of 40 points are right")).to_be_visible()
    is_done(page, 4)
    go_on(page)

    convinced = button(page, "I am convinced")
    put(page, "w₂", 2.1)
    expect(page.get_by_text("Clearly different lines tried: 1 of 3.")).to_be_visible()
    put(page, "w₂", 2.2)  # hardly another line
    put(page, "w₂", -2)
    put(page, "w₂", 2)
    expect(convinced).to_be_disabled()
    put(page, "w₂", 0)
    expect(page.get_by_text(re.compile(r"tried: 3 of 3\. The best had \d\d % right"))).to_be_visible()
    is_open(page, 5)
    convinced.click()
    is_done(page, 5)
