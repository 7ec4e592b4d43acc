"""The lesson in which a small network learns to read 0, 1 and 2, read in the browser."""

import re

from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations
from tests.e2e.hand import draw
from tests.e2e.waiting import until

ONE = [[(0.5, 0.15), (0.5, 0.85)]]


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def done(page, step):
    return button(page, f"Step {step}, done")


def outputs(page):
    return page.get_by_role("list", name="The three outputs").inner_text()


def test_a_network_learns_to_read_three_digits_and_one_of_the_readers_own(open_page):
    page = open_page("/learn/digits")
    picture = page.get_by_role("img", name=re.compile("^A picture of a [012]$"))
    expect(picture).to_be_visible()
    button(page, "Next picture").click()
    button(page, "Previous picture").click()
    expect(button(page, "Step 1")).to_be_visible()  # two pictures, though looked at thrice
    button(page, "Next picture").click()
    button(page, "Next picture").click()
    expect(done(page, 1)).to_be_visible()

    button(page, "Next").click()
    expect(picture).to_be_visible()
    before = outputs(page)
    button(page, "Step").click()
    expect(done(page, 2)).to_be_visible()
    expect(page.get_by_text("the dashed frame is where it was before the step")).to_be_visible()
    assert outputs(page) != before

    button(page, "Next").click()
    expect(button(page, "Step 3")).to_be_visible()
    button(page, "Train").click()
    expect(done(page, 3)).to_be_visible()
    button(page, "Pause").click()

    button(page, "Next").click()
    expect(button(page, "Step 4")).to_be_visible()
    button(page, "Neuron 3").click()
    expect(page.get_by_role("img", name="The 784 weights of neuron 3")).to_be_visible()
    expect(done(page, 4)).to_be_visible()
    assert serious_violations(page) == []

    button(page, "Next").click()
    draw(page, ONE)  # while a 0 is asked for
    reads = page.get_by_role("region", name="What it reads")
    expect(reads).to_contain_text("It reads a 1, but this is a 0.")
    expect(button(page, "Step 5")).to_be_visible()
    reads.get_by_role("radio", name="1").check()
    expect(reads).to_contain_text("It reads a 1, which is right.")
    expect(button(page, "Step 5")).to_be_visible()  # the answer was known before
    button(page, "Clear drawing").click()
    draw(page, ONE)
    expect(done(page, 5)).to_be_visible()
    assert serious_violations(page) == []


def test_weights_of_a_network_that_has_not_learnt_do_not_count(open_page):
    page = open_page("/learn/digits?step=weights", viewport={"width": 360, "height": 740})
    button(page, "Neuron 1").click()
    expect(page.get_by_text("train the network first")).to_be_visible()
    expect(button(page, "Step 4")).to_be_visible()
    until(
        lambda: page.evaluate(
            "() => { const m = document.querySelector('main'); return m.scrollWidth <= m.clientWidth }"
        ),
        "fitting",
    )
