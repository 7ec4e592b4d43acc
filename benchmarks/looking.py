"""How quick the inside of a model is, and what it costs a training that somebody looks inside meanwhile."""

import statistics
import time
from typing import Any

from playwright.sync_api import Browser, expect

from benchmarks.measuring import ROUNDS, Table, high, open_page, progress_of, seconds_after
from netsumiki.recipes import templates
from tests.e2e.server import Studio
from tests.e2e.waiting import until

LAYERS = "lenet-5"
"""Thirteen of them, convolutions on 28 × 28 pictures among them."""
WALKS = 3

# From the key that goes to the next layer to the picture in which its maps are painted.
WATCH_SELECTING = """() => {
  const list = document.querySelector('[role=listbox]');
  const section = document.querySelector('section[aria-busy]');
  const chosen = () => list.querySelector('[aria-selected=true]').firstElementChild.textContent;
  const shown = () =>
    section.getAttribute('aria-busy') === 'false' && section.querySelector('h2').textContent.startsWith(chosen());
  return new Promise((done) => {
    const before = chosen();
    const pressed = performance.now();
    const observer = new MutationObserver(() => {
      if (chosen() === before || !shown()) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - pressed)));
    });
    observer.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
    list.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', bubbles: true}));
  });
}"""


def selecting(browser: Browser, server: Studio, table: Table) -> None:
    """Down through all layers, with a breath between two of them, as somebody looks at each."""
    page = open_page(browser, server, f"/inside?model=zoo:{LAYERS}")
    expect(page.get_by_role("application").first).to_be_visible()
    layers = page.get_by_role("listbox")
    count = layers.get_by_role("option").count()
    took: list[float] = []
    for _ in range(WALKS):
        layers.press("Home")
        page.wait_for_timeout(500)
        for _ in range(count - 1):
            took.append(page.evaluate(WATCH_SELECTING))
            page.wait_for_timeout(150)
    page.context.close()
    what = f"selecting a node among {count - 1} to its painted maps, 95th percentile of {len(took)}"
    table.add(what, "100 ms", high(took), f"{high(took):.0f} ms", 100)


def asking_why(server: Studio, table: Table) -> None:
    """Each way of asking that shows no progress, over the interface; the slowest is told."""
    took: dict[str, float] = {}
    for method in server.api("GET", "catalogue")["attributions"]:
        if not method["slow"]:
            times = []
            for row in range(7):  # another picture each time: nothing is answered from memory
                began = time.perf_counter()
                asked = {"method": method["name"], "numbers": picture(row)}
                assert server.api("POST", f"models/zoo:{LAYERS}/explain", asked)["state"] == "ready"
                times.append(1000 * (time.perf_counter() - began))
            took[method["name"]] = statistics.median(times)
    slowest = max(took, key=lambda name: took[name])
    what = f"asking why of one picture, the slowest of {len(took)} quick ways ({slowest})"
    table.add(what, "300 ms", took[slowest], f"{took[slowest]:.0f} ms", 300)


def picture(row: int) -> list[float]:
    """28 × 28 numbers with a bright square that moves."""
    return [float(8 <= y < 20 and row + 4 <= x < row + 16) for y in range(28) for x in range(28)]


def looking_on(browser: Browser, server: Studio, table: Table) -> None:
    """The same training in turn: with no page open, and with its inside in sight."""
    recipe: dict[str, Any] = templates()["generator-cnn"] | {"name": "watched"}
    recipe["training"] |= {"steps": 3000}
    document = server.api("POST", "documents", {"name": "Watched", "recipe": recipe, "positions": {}})["id"]
    ratios = []
    for _ in range(ROUNDS):
        progress, step = [], 0
        for watched in (False, True):
            id = server.api("POST", "runs", {"recipe": recipe, "document": document})["id"]
            page = None
            if watched:  # what it costs to look on, not to open the page
                known = f"run:{id}"
                until(lambda known=known: known in [m["id"] for m in server.api("GET", "models")], "its first weights")
                page = open_page(browser, server, f"/inside?model={known}&node=conv")
                expect(page.get_by_role("application").first).to_be_visible()
                step = server.api("GET", f"runs/{id}")["progress"]["step"]
                assert step < 1000, "the page came too late"
            # asked seldom: each answer takes the processor away from what is measured
            until(lambda id=id: server.api("GET", f"runs/{id}")["state"] == "succeeded", "the run's end", 300, every=1)
            progress.append(progress_of(server, id))
            if page:
                page.context.close()
        alone, seen = (seconds_after(step, one) for one in progress)
        ratios.append(seen / alone)
    slower = (statistics.median(ratios) - 1) * 100
    table.add("training, slower while somebody looks inside it", "10 %", slower, f"{slower:+.1f} %", 10)
