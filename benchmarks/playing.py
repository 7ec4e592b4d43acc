"""How many steps a second the small networks of the Playground take while they are painted."""

import re
import time

from playwright.sync_api import Browser, Page, expect

from benchmarks.measuring import Table, open_page
from tests.e2e.server import Studio

SECONDS = 3.0
WANTED = 60


def playing(browser: Browser, server: Studio, table: Table) -> None:
    """Each preset in turn, at the pace of a screen; the slowest is told."""
    page = open_page(browser, server, "/playground")
    expect(page.get_by_role("row", name=re.compile("^Test"))).to_contain_text("%")
    paces: dict[str, float] = {}
    presets = page.get_by_role("list", name="To begin with").get_by_role("button")
    for number in range(presets.count()):
        presets.nth(number).click()
        page.get_by_label("Steps per second").select_option(str(WANTED))
        page.wait_for_timeout(500)
        page.get_by_role("button", name="Play", exact=True).click()
        page.wait_for_timeout(500)
        first, began = step(page), time.perf_counter()
        page.wait_for_timeout(1000 * SECONDS)
        paces[presets.nth(number).inner_text()] = (step(page) - first) / (time.perf_counter() - began)
        page.get_by_role("button", name="Pause", exact=True).click()
    page.context.close()
    slowest = min(paces, key=lambda name: paces[name])
    what = f"steps a second of the Playground's {len(paces)} presets while they are painted, the slowest ({slowest})"
    table.add(what, str(WANTED), paces[slowest], f"{paces[slowest]:.0f}", WANTED - 2, at_least=True)


def step(page: Page) -> int:
    return int(re.sub(r"\D", "", page.get_by_text(re.compile(r"^Step [\d,]+$")).inner_text()))
