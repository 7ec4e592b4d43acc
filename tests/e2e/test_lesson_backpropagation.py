"""The lesson in which one works out the slopes of four numbers by hand, read in the browser."""

import re
from math import exp

from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations

ANSWERS = {"z": "0.8", "dy": "1,34", "dw₂": " .92", "dz": "0.43"}
"""Rounded to two decimals, with a point or a comma."""


def slope():
    """dw₁ of the numbers that are given."""
    h = 1 / (1 + exp(-0.8))
    return (1.5 * h + 0.3) * 1.5 * h * (1 - h) * 2


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def answer(page, name, text):
    box = page.get_by_role("textbox", name=f"{name} =")
    box.fill(text)
    box.press("Enter")


def done(page, step):
    return button(page, f"Step {step}, done")


def test_each_slope_is_worked_out_and_the_last_is_found_in_three_ways(open_page):
    page = open_page("/learn/backpropagation")
    graph = page.get_by_role("region", name="The computation")
    expect(graph).to_contain_text("w₁")
    assert "0.8" not in graph.inner_text()

    answer(page, "z", "1")
    expect(page.get_by_text("Not yet. First the weight times the input, 0.5 · 2")).to_be_visible()
    answer(page, "z", "none")
    expect(page.get_by_text("That is no number.")).to_be_visible()
    answer(page, "z", "-0.8")
    expect(page.get_by_text("Look at the sign")).to_be_visible()
    button(page, "Show me").click()
    expect(page.get_by_text("z = w₁ · x + b₁ = 0.5 · 2 + (-0.2) = 0.8")).to_be_visible()
    button(page, "Check").click()
    page.get_by_role("textbox", name="z =").clear()
    expect(button(page, "Step 1")).to_be_visible()  # neither wrong nor shown answers count

    for step, (name, text) in enumerate(ANSWERS.items(), 1):
        answer(page, name, text)
        expect(done(page, step)).to_be_visible()
        button(page, "Next").click()
    expect(graph).to_contain_text(re.compile(r"dz 0\.428"))

    dw1 = slope()
    ways = page.get_by_role("region", name="Three ways to dw₁")
    expect(ways.get_by_role("button", name="Ask the engine")).to_be_disabled()
    answer(page, "dw₁", "0.86")
    ways.get_by_role("button", name="Ask the engine").click()
    expect(ways.get_by_role("row", name="By the engine")).to_contain_text(f"{dw1:.4f}")
    expect(button(page, "Step 5")).to_be_visible()  # not before all three are there
    ways.get_by_role("button", name="Nudge w₁").click()
    expect(ways.get_by_role("row", name="By nudging w₁")).to_contain_text(f"{dw1:.4f}")
    expect(done(page, 5)).to_be_visible()
    assert serious_violations(page) == []


def test_it_fits_a_narrow_screen(open_page):
    page = open_page(
        "/learn/backpropagation?step=first", locale="ru-RU", color_scheme="dark", viewport={"width": 360, "height": 740}
    )
    expect(page.get_by_text("dz 0,428")).to_be_visible()
    assert page.evaluate("() => { const m = document.querySelector('main'); return m.scrollWidth <= m.clientWidth }")
    assert serious_violations(page) == []
