"""The lesson about mini-batches, momentum and Adam: paths on the map of a loss, read in the browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations
from tests.e2e.lessons import begin, go_on, is_done, is_open
from tests.e2e.waiting import until


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def steps_and_loss(page, batch):
    cells = page.get_by_role("row", name=re.compile(f"^{batch} ")).get_by_role("cell").all_inner_texts()
    return int(cells[0].replace(",", "")), float(cells[1])


def at_step(page):
    return int(page.get_by_text(re.compile(r"^Step \d+$")).last.inner_text().split()[1])


def train(page, steps):
    """Until it has taken so many steps."""
    button(page, "Train").click()
    until(lambda: at_step(page) >= steps, f"{steps} steps")
    button(page, "Pause").click()


def test_small_batches_stagger_and_momentum_and_adam_reach_the_end_of_the_valley(open_page):
    page = begin(open_page, "batches")
    expect(page.get_by_role("row", name=re.compile("^all 60 0 "))).to_be_visible()
    is_open(page, 1)
    button(page, "Train").click()
    is_done(page, 1)
    button(page, "Pause").click()
    (many, down), (few, high) = steps_and_loss(page, 1), steps_and_loss(page, "all 60")
    assert many > 5 * few > 0 and down < high
    assert serious_violations(page) == []
    go_on(page)

    rate, optimizer = page.get_by_label("Learning rate"), page.get_by_label("Optimizer")
    train(page, 10)
    rate.select_option(label="1")
    expect(page.get_by_text("Step 0", exact=True)).to_be_visible()
    train(page, 5)
    is_open(page, 2)  # 1 is not too large
    rate.select_option(label="1.5")
    expect(page.get_by_text("Step 0", exact=True)).to_be_visible()
    train(page, 5)
    is_done(page, 2)
    go_on(page)

    expect(page.get_by_text("Step 0", exact=True)).to_be_visible()
    rate.select_option(label="1.5")
    train(page, 45)  # gradient descent gets there as well
    is_open(page, 3)
    optimizer.select_option(label="Momentum")
    rate.select_option(label="0.3")
    expect(page.get_by_text("Step 0", exact=True)).to_be_visible()
    button(page, "Train").click()
    is_done(page, 3)
    go_on(page)

    optimizer.select_option(label="Adam")
    is_open(page, 4)
    expect(page.get_by_text("Step 0", exact=True)).to_be_visible()
    button(page, "Train").click()
    is_done(page, 4)
    assert serious_violations(page) == []


@pytest.mark.parametrize("step", ["noise", "adam"])
def test_it_fits_a_narrow_screen(open_page, step):
    page = open_page(f"/learn/batches?step={step}", viewport={"width": 360, "height": 740}, locale="ru-RU")
    expect(page.get_by_role("application", name=re.compile("^Карта потерь"))).to_be_visible()
    assert page.evaluate("() => { const m = document.querySelector('main'); return m.scrollWidth <= m.clientWidth }")
