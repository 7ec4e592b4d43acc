"""The studio starts, lets its user in once, and shows its pages."""

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import serious_violations

NAVIGATION = "Build", "Data", "Runs", "Generate", "Models", "Learn"


def test_page_opens_with_its_navigation(page):
    for name in NAVIGATION:
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_start_address_lets_in_the_first_who_opens_it_and_nobody_after(new_studio, open_page, console):
    studio = new_studio()
    first = open_page(studio.start_url, studio=studio, logged_in=False)
    expect(first).to_have_url(studio.url + "/")
    expect(first.get_by_role("link", name="Build", exact=True)).to_be_visible()

    console.allow("401")
    second = open_page(studio.start_url, studio=studio, logged_in=False, locale="ja-JP")
    expect(second.get_by_text("リンクは 1 回だけ使えます")).to_be_visible()


def test_a_session_outlasts_a_restart_of_the_server(new_studio, open_page, console):
    console.allow("net::ERR_")  # while there is no server
    studio = new_studio()
    page = open_page(studio=studio)
    studio.stop()
    studio.start()
    page.goto("/")
    expect(page.get_by_role("link", name="Build", exact=True)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_the_first_page(open_page, scheme):
    page = open_page(color_scheme=scheme)
    expect(page.get_by_role("button", name="Recognise")).to_be_enabled()
    assert serious_violations(page) == []


def test_scenes_can_be_set_without_the_browser(api):
    assert api("GET", "session")["version"]
    assert api("POST", "inspect", {"recipe": {}})["ready"] is False
