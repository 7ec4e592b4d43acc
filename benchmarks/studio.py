"""`make measure`: how quick the studio is, measured with the real browser; a table of what is due and what is.

A real server process in a folder of its own, and Chromium without a window, whose pictures the processor draws.
Quoted are medians, and the 95th percentile where it says so. `--write` puts the table into docs/studio-speed.md.
"""

import argparse
import gzip
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from benchmarks.looking import asking_why, looking_on, selecting
from benchmarks.measuring import ROUNDS, Table, high, open_page, progress_of, seconds_after, studio
from benchmarks.playing import playing
from benchmarks.table import machine
from netsumiki.recipes import templates
from netsumiki.training.run import available_cores
from tests.e2e import chromium
from tests.e2e.server import Studio
from tests.e2e.waiting import until

PAGE = Path(__file__).parents[1] / "docs" / "studio-speed.md"
LAYERS = 100
TABS = 3
DIGIT = [[0.3, 0.2], [0.7, 0.2], [0.62, 0.4], [0.55, 0.6], [0.5, 0.8]]

FRAMES = """seconds => new Promise(done => {
  const times = [];
  const frame = now => {
    times.push(now);
    now - times[0] < seconds * 1000 ? requestAnimationFrame(frame) : done(times);
  };
  requestAnimationFrame(frame);
})"""

# From the key that changes a field to the picture in which the canvas shows its consequence.
WATCH_EDIT = """words => {
  const canvas = document.querySelector('[aria-label="Network canvas"]');
  window.edit = new Promise((done) => {
    let typed;
    document.addEventListener('input', () => (typed ??= performance.now()), {capture: true, once: true});
    const observer = new MutationObserver(() => {
      if (!canvas.textContent.includes(words)) return;
      observer.disconnect();
      requestAnimationFrame(() => done(performance.now() - typed));
    });
    observer.observe(document.body, {subtree: true, childList: true, characterData: true});
  });
}"""


def starting(browser: Browser, folder: Path, table: Table) -> None:
    """From the command to a page that can be used, and to the first answer; and what the browser had to load."""
    usable, answered, sizes = [], [], []
    for number in range(ROUNDS):
        began = time.perf_counter()
        with studio(folder / f"start-{number}") as server:
            context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
            page = context.new_page()
            scripts: list[Any] = []
            page.on("response", lambda answer, kept=scripts: answer.url.endswith(".js") and kept.append(answer))
            page.goto(server.start_url)
            expect(page.get_by_role("heading", name="What do you want to make?")).to_be_visible()
            usable.append(time.perf_counter() - began)
            page.get_by_role("button", name="Recognise").click()
            pad = page.get_by_role("region", name="Drawing pad").locator("canvas").first
            expect(pad).to_be_visible()
            draw(page, pad)
            expect(page.get_by_role("region", name="Prediction").get_by_role("listitem").first).to_be_visible()
            answered.append(time.perf_counter() - began)
            sizes.append(sum(len(gzip.compress(answer.body())) for answer in scripts))
            context.close()
    first = statistics.median(usable)
    table.add("`netsumiki studio` to a page that can be used", "3 s", first, f"{first:.2f} s", 3)
    after = statistics.median(a - u for a, u in zip(answered, usable))
    table.add("from there to a drawn stroke answered (two clicks and a stroke)", "2 s", after, f"{after:.2f} s", 2)
    table.add("JavaScript until then, compressed", "400 KB", max(sizes) / 1000, f"{max(sizes) / 1000:.0f} KB", 400)


def draw(page: Page, pad: Any) -> None:
    box = pad.bounding_box()
    x, y = box["x"], box["y"]
    page.mouse.move(x + DIGIT[0][0] * box["width"], y + DIGIT[0][1] * box["height"])
    page.mouse.down()
    for px, py in DIGIT[1:]:
        page.mouse.move(x + px * box["width"], y + py * box["height"], steps=4)
    page.mouse.up()


def predicting(server: Studio, table: Table) -> None:
    """A growing stroke, asked for at every fourth point, as a pen would."""
    stroke, took = [], []
    for n in range(200):
        t = n / 200
        stroke.append([0.3 + 0.4 * t, 0.2 + 0.6 * t * t])
        began = time.perf_counter()
        server.api("POST", "predict", {"model": "zoo:digit-reader", "strokes": [stroke]})
        took.append((time.perf_counter() - began) * 1000)
    table.add("answer to a stroke, 95th percentile of 200", "50 ms", high(took), f"{high(took):.0f} ms", 50)


def large_graph(browser: Browser, server: Studio, table: Table) -> None:
    """A hundred layers: panned, and edited."""
    recipe = templates()["note-deep"]
    nodes = [{"name": "flatten", "layer": "flatten"}]
    for n in range((LAYERS - 2) // 2):
        nodes += [{"name": f"dense_{n}", "layer": "dense", "units": 32}, {"name": f"relu_{n}", "layer": "relu"}]
    recipe["model"]["nodes"] = [*nodes, {"name": "out", "layer": "dense", "units": 10}]
    recipe["model"]["outputs"] = {"out": "out"}
    recipe["name"] = "hundred"
    server.api("POST", "documents", {"name": "A hundred layers", "recipe": recipe, "positions": {}})
    page = open_page(browser, server)
    canvas = page.get_by_role("region", name="Network canvas")
    expect(canvas).to_contain_text("10")
    page.wait_for_timeout(1000)
    box = canvas.bounding_box()
    assert box is not None
    cx, cy = box["x"] + box["width"] / 2, box["y"] + box["height"] - 60
    page.evaluate(f"() => {{ window.frames = ({FRAMES})(3) }}")
    page.mouse.move(cx, cy)
    page.mouse.down()
    ends = time.perf_counter() + 2.8
    n = 0
    while time.perf_counter() < ends:
        n += 1
        page.mouse.move(cx - 200 + (n * 7) % 400, cy - (n * 3) % 100)
    page.mouse.up()
    times = page.evaluate("() => window.frames")
    rate = 1000 / statistics.median(b - a for a, b in pairwise(times))
    table.add("frames a second while 100 layers are panned", "60", round(rate), f"{rate:.0f}", 59, at_least=True)
    page.get_by_role("button", name="Outline", exact=True).click()
    page.get_by_role("region", name="Network outline").get_by_text("dense_0").first.click()
    units = page.get_by_role("region", name="Inspector").get_by_role("spinbutton", name="Units")
    took = []
    for value in (48, 40, 56, 44, 52, 36, 60):
        page.evaluate(WATCH_EDIT, f"{value} numbers")
        units.fill(str(value))
        took.append(page.evaluate("() => window.edit"))  # looking again and again would take the page's time
        page.wait_for_timeout(200)
    middle = statistics.median(took)
    table.add("an edit among 100 layers to the new shape", "100 ms", middle, f"{middle:.0f} ms", 100)
    page.context.close()


def training(browser: Browser, server: Studio, folder: Path, table: Table) -> None:
    """The same recipe by the command line and by the studio, in turn: with no page open, then with one that paints."""
    recipe = templates()["generator-cnn"] | {"name": "paced"}
    recipe["training"] |= {"steps": 3000}
    document = server.api("POST", "documents", {"name": "Paced", "recipe": recipe, "positions": {}})["id"]
    file = folder / "paced.json"
    file.write_text(json.dumps(recipe))
    for title, watched in (("", False), (", with a page that paints on the same cores", True)):
        page = open_page(browser, server) if watched else None
        ratios = []
        for number in range(ROUNDS):
            by_hand = by_command_line(file, folder / f"cli-{watched}-{number}")
            id = server.api("POST", "runs", {"recipe": recipe, "document": document})["id"]
            step = 0
            if page:  # what it costs to look on, not to open the page
                page.reload()
                expect(page.get_by_role("img", name=re.compile("^Loss curve"))).to_be_visible()
                step = server.api("GET", f"runs/{id}")["progress"]["step"]
                assert step < 1000, "the page came too late"
            # asked seldom: each answer takes the processor away from what is measured
            until(lambda id=id: server.api("GET", f"runs/{id}")["state"] == "succeeded", "the run's end", 300, every=1)
            ratios.append(seconds_after(step, progress_of(server, id)) / seconds_after(step, by_hand))
        slower = (statistics.median(ratios) - 1) * 100
        table.add(f"training, slower than by the command line{title}", "5 %", slower, f"{slower:+.1f} %", 5)
        if page:
            page.context.close()


def by_command_line(recipe: Path, out: Path) -> list[tuple[int, float]]:
    """(step, seconds) of a training by `netsumiki train`."""
    command = [sys.executable, "-m", "netsumiki", "train", str(recipe), "--out", str(out), "--json"]
    environment = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.splitlines()
    return [(e["step"], e["seconds"]) for e in map(json.loads, told) if e["event"] == "progress"]


def lag(browser: Browser, server: Studio, table: Table) -> None:
    """From a line in the run's log to the loss curve that shows it, with three tabs open."""
    recipe = templates()["generator-cnn"] | {"name": "lag"}
    recipe["training"] |= {"steps": 2500}
    document = server.api("POST", "documents", {"name": "Lag", "recipe": recipe, "positions": {}})
    tabs = [open_page(browser, server) for _ in range(TABS)]
    id = server.api("POST", "runs", {"recipe": recipe, "document": document["id"]})["id"]
    log = server.folder / "runs" / id / "events.jsonl"
    for tab in tabs:
        tab.goto(f"/runs/{id}")
    until(log.exists, "the log")
    emitted: dict[int, float] = {}
    read = 0
    while not any('"finished"' in line for line in log.read_text().splitlines()[-2:]):
        now, lines = time.time() * 1000, log.read_text().splitlines()
        for line in lines[read:]:
            event = json.loads(line) if line.endswith("}") else {}
            if event.get("event") == "progress":
                emitted[event["step"]] = now
        read = len(lines)
        time.sleep(0.004)
    lags = []
    for tab in tabs:
        tab.wait_for_timeout(500)
        seen = tab.evaluate("window.lag")
        for step, arrived in seen["arrived"]:
            painted = next((p for p in seen["painted"] if p >= arrived), None)
            if step in emitted and painted is not None:
                lags.append(painted - emitted[step])
        tab.context.close()
    assert len(lags) > 50, "too little was seen"
    what = f"event lag with {TABS} tabs, 95th percentile of {len(lags)}"
    table.add(what, "250 ms", high(lags), f"{high(lags):.0f} ms", 250)


def resident(pid: int) -> float:
    """Memory in MB."""
    text = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in text.splitlines() if line.startswith("VmRSS")).split()[1]) / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the table into docs/studio-speed.md")
    parts = "starting, predicting, graph, training, lag, selecting, why, looking, playing"
    parser.add_argument("--only", nargs="*", help=parts)
    options = parser.parse_args()
    table = Table()
    wanted = lambda name: not options.only or name in options.only  # noqa: E731
    path = chromium.require()
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        browser = playwright.chromium.launch(executable_path=path, args=chromium.options())
        if wanted("starting"):
            starting(browser, folder, table)
        with studio(folder / "home") as server:
            server.cookies()
            if wanted("predicting"):
                predicting(server, table)
            if wanted("graph"):
                large_graph(browser, server, table)
            if wanted("training"):
                training(browser, server, folder, table)
            if wanted("lag"):
                lag(browser, server, table)
            if wanted("selecting"):
                selecting(browser, server, table)
            if wanted("why"):
                asking_why(server, table)
            if wanted("looking"):
                looking_on(browser, server, table)
            if wanted("playing"):
                playing(browser, server, table)
            memory = resident(server.process.pid)
            table.add("memory of the server after all this", "250 MB", memory, f"{memory:.0f} MB", 250)
            began = time.perf_counter()
            server.process.send_signal(signal.SIGINT)
            server.process.wait()
            took = time.perf_counter() - began
            table.add("Ctrl-C to the end", "2 s", took, f"{took:.2f} s", 2)
        browser.close()
    if options.write:
        on = machine(available_cores())
        head = "# How quick the studio is\n\n`make measure ARGS=--write` wrote this"
        PAGE.write_text(f"{head} on {on['processor']} with {on['threads']} cores.\n\n{table.markdown()}\n")


if __name__ == "__main__":
    main()
