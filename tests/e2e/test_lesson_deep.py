"""The lesson on deep networks: each task is done, and only when it is."""

import re

from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations
from tests.e2e.lessons import begin, go_on, is_done, is_open


def choose_spread(page, value):
    page.get_by_role("slider", name="Spread of the weights").fill(str(value))


def row(page, layer):
    return page.get_by_role("button", name=re.compile(f"^Layer {layer} "))


def test_each_task_is_done_by_what_it_asks_for(open_page):
    page = begin(open_page, "deep")

    row(page, 1).click()
    is_open(page, 1)
    row(page, 8).click()
    is_done(page, 1)
    expect(page.get_by_text("Behind layer 8 the signal is")).to_be_visible()
    assert not serious_violations(page)

    go_on(page)
    choose_spread(page, 0.2)
    expect(row(page, 8)).to_be_visible()
    is_open(page, 2)
    choose_spread(page, 0.5)
    is_done(page, 2)

    go_on(page)
    is_open(page, 3)
    page.get_by_label("Weights at the beginning").select_option(label="He: variance 2 / inputs")
    is_done(page, 3)

    go_on(page)
    page.get_by_label("Weights at the beginning").select_option(label="Drawn with the spread below")
    choose_spread(page, 0.1)
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.get_by_text(re.compile(r"^Step \d{3,}"))).to_be_visible()
    is_open(page, 4)  # without batch norm it gets nowhere
    page.get_by_role("switch", name="Batch norm").check()
    page.get_by_role("button", name="Train", exact=True).click()
    is_done(page, 4)
    page.get_by_role("button", name="Pause").click()
