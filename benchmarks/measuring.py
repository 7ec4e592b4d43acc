"""What every measurement of the studio needs: a server of its own, a page of it, and the table of what is due."""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page

from tests.e2e.server import Studio

ROUNDS = 3

# What arrives over the stream and when the loss curve shows it, in milliseconds since 1970.
WATCH_STREAM = """
window.lag = {arrived: [], painted: []};
const Original = window.EventSource;
window.EventSource = class extends Original {
  constructor(...all) {
    super(...all);
    this.addEventListener('message', ({data}) => {
      const message = JSON.parse(data);
      if (message.type !== 'events') return;
      for (const event of message.events)
        if (event.event === 'progress') window.lag.arrived.push([event.step, Date.now()]);
    });
  }
};
new MutationObserver(() => requestAnimationFrame(() => window.lag.painted.push(Date.now())))
  .observe(document, {subtree: true, attributes: true, attributeFilter: ['aria-label']});
"""


class Table:
    def __init__(self) -> None:
        self.rows: list[tuple[str, str, str, bool]] = []

    def add(self, what: str, due: str, value: float, text: str, limit: float, at_least: bool = False) -> None:
        met = value >= limit if at_least else value <= limit
        self.rows.append((what, due, text, met))
        print(f"{'ok ' if met else 'NOT'}  {what}: {text} (due {due})", flush=True)

    def markdown(self) -> str:
        lines = ["| what | due | measured | |", "| --- | --- | --- | --- |"]
        lines += [f"| {what} | {due} | {text} | {'met' if met else 'missed'} |" for what, due, text, met in self.rows]
        return "\n".join(lines)


def high(values: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def seconds_after(step: int, progress: list[tuple[int, float]]) -> float:
    """What a training took from this step to its end, by what it told of itself: (step, seconds)."""
    steps, seconds = zip(*progress, strict=True)
    return seconds[-1] - float(np.interp(step, steps, seconds))


def progress_of(server: Studio, id: str) -> list[tuple[int, float]]:
    told = server.api("GET", f"runs/{id}/history")["progress"]
    return list(zip(told["step"], told["seconds"], strict=True))


@contextmanager
def studio(folder: Path) -> Iterator[Studio]:
    server = Studio(folder)
    try:
        yield server
    finally:
        server.close()


def open_page(browser: Browser, server: Studio, path: str = "/") -> Page:
    context = browser.new_context(base_url=server.url, viewport={"width": 1440, "height": 900}, locale="en-US")
    context.add_cookies([{"name": n, "value": v, "url": server.url} for n, v in server.cookies().items()])
    context.add_init_script(WATCH_STREAM)
    page = context.new_page()
    page.goto(path)
    return page
