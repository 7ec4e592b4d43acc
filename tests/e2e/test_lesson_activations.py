"""The lesson about activations: points moved along their curves, and three neurons with and without a bend."""

import re

from playwright.sync_api import expect

from tests.e2e.lessons import begin, go_on, is_done, is_open


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def drag(page, curve, start, end):
    """From one share of its width to another."""
    box = curve.bounding_box()
    height = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + start * box["width"], height)
    page.mouse.down()
    page.mouse.move(box["x"] + end * box["width"], height, steps=8)
    page.mouse.up()


def test_each_curve_is_walked_along_and_the_bend_makes_the_difference(open_page):
    page = begin(open_page, "activations")
    curve = page.get_by_role("slider", name=re.compile("^The point on the curve"))
    drag(page, curve, 0.1, 0.9)
    is_open(page, 1)  # of Identity
    page.get_by_label("Activation").select_option("Step")
    expect(page.get_by_role("slider", name="The point on the curve of Step")).to_be_visible()
    drag(page, curve, 0.9, 0.6)
    expect(curve).to_have_attribute("aria-valuetext", re.compile("answer 1, slope 0$"))
    is_open(page, 1)
    drag(page, curve, 0.6, 0.1)
    expect(curve).to_have_attribute("aria-valuetext", re.compile("answer 0, slope 0$"))
    is_done(page, 1)
    go_on(page)

    expect(page.get_by_role("slider", name="The point on the curve of Sigmoid")).to_be_visible()
    curve.press("Home")
    expect(curve).to_have_attribute("aria-valuetext", "sum -6: answer 0.002, slope 0.002")
    is_done(page, 2)
    go_on(page)

    curve.press("ArrowRight")
    expect(curve).to_have_attribute("aria-valuetext", re.compile("answer 0, slope 0$"))
    is_open(page, 3)
    curve.press("End")
    expect(curve).to_have_attribute("aria-valuetext", "sum 6: answer 6, slope 1")
    is_done(page, 3)
    go_on(page)

    leak = page.get_by_role("slider", name="Slope below zero")
    leak.fill("0.5")
    is_open(page, 4)
    leak.fill("0.3")
    is_done(page, 4)
    go_on(page)

    learnt = {}
    for name in ("Identity", "ReLU"):
        page.get_by_label("Activation").select_option(name)
        expect(page.get_by_text("Step 0", exact=True)).to_be_visible()
        button(page, "Train").click()
        told = page.get_by_role("listitem").filter(has_text=re.compile(rf"^{name}: \d+ % right"))
        expect(told).to_be_visible()
        if name == "Identity":
            is_open(page, 5)
        learnt[name] = int(re.search(r"(\d+) %", told.inner_text())[1])
    is_done(page, 5)
    assert learnt["Identity"] < 70 and learnt["ReLU"] > 85
