"""How quick model.html and model.js are: `python -m benchmarks.model_page [MODEL …]`.

A page is drawn on with the real browser, and says itself how long an answer took: from the drawing to the bars. Due are
a median of at most 20 ms, and a module of at most 15 KB beside its weights.
"""

import argparse
import os
import re
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from benchmarks.measuring import Table, high
from benchmarks.table import machine
from netsumiki.exporting.finding import load
from netsumiki.exporting.formats import formats
from netsumiki.training.run import available_cores
from tests.e2e import chromium

MODELS = ("digit-reader", "lenet-5", "speed")
STROKES = 40
DUE, LARGEST = 20, 15_000


def answers(page: Page) -> list[float]:
    """The milliseconds of each answer while strokes are drawn."""
    expect(page.locator("#proof")).to_have_attribute("data-agree", "true", timeout=60_000)
    page.evaluate("""() => {
        window.answers = [];
        const told = document.getElementById('time');
        const note = () => window.answers.push(Number(told.textContent.match(/[\\d.]+/)[0]));
        new MutationObserver(note).observe(told, { childList: true });
    }""")
    box = page.locator("#pad").bounding_box()
    assert box
    for k in range(STROKES):
        if k % 4 == 0:
            page.locator("#clear").click()
        x = box["x"] + box["width"] * (0.3 + 0.1 * (k % 4))
        page.mouse.move(x, box["y"] + 0.2 * box["height"])
        page.mouse.down()
        page.mouse.move(x - 20, box["y"] + 0.8 * box["height"], steps=8)
        page.mouse.up()
    return page.evaluate("() => window.answers")


def measure(browser: Browser, name: str, folder: Path, table: Table) -> None:
    model = load(name)
    (file,) = formats.create("html").write(model, folder)
    page = browser.new_page()
    page.goto(file.as_uri())
    took = answers(page)
    page.close()
    text = f"{statistics.median(took):.1f} ms, 95 % within {high(took):.1f} ms, {len(took)} answers"
    table.add(f"model.html of {name} answers a stroke", f"≤ {DUE} ms", statistics.median(took), text, DUE)
    module = formats.create("javascript").write(model, folder)[0].read_text("utf-8")
    size = len(re.sub(r'const PACKED =\s+"[^"]*"', "", module).encode())
    table.add(f"model.js of {name} beside its weights", "≤ 15 KB", size, f"{size:,} bytes", LARGEST)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", nargs="*", default=MODELS)
    chosen, table, path = parser.parse_args().models, Table(), chromium.require()
    cores = available_cores()
    print(f"{machine(cores)['processor']}, {cores} of {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.options())
        for name in chosen:
            measure(browser, name, Path(folder), table)
        browser.close()
    print("\n" + table.markdown())


if __name__ == "__main__":
    main()
