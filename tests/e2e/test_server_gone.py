"""The server dies, the stream breaks, names are meant to harm: pages go on, and nothing is lost or counted twice."""

import http.client
import json
import re

import pytest
from playwright.sync_api import expect

from tests.e2e.building import add, block, expect_ready
from tests.e2e.waiting import until

EVIL = '<img src=x onerror="window.harmed=1">'
RECIPE = {
    "version": 1,
    "title": EVIL,
    "data": {"dataset": {"dataset": "moons"}, "validation": 0.2},
    "model": {
        "inputs": {"point": [2]},
        "nodes": [
            {"name": "wide", "layer": "dense", "units": 512},
            {"name": "tanh", "layer": "tanh"},
            {"name": "hidden", "layer": "dense", "units": 512},
            {"name": "dense", "layer": "dense", "units": 2},
        ],
        "outputs": {"dense": "dense"},
    },
    "training": {"batch_size": 10, "epochs": 100_000},
}
"""It goes on until it is stopped, some epochs a second."""


@pytest.fixture
def begin():
    """`begin(studio)` begins a run; the id, once it has been evaluated for the first time."""
    begun = []

    def run(studio, **fields):
        id = studio.api("POST", "runs", {"recipe": RECIPE, **fields})["id"]
        begun.append((studio, id))
        until(lambda: evaluated(studio, id), "a look at the validation data")
        return id

    yield run
    for studio, id in begun:
        studio.api("DELETE", f"runs/{id}")  # which stops it


def evaluated(studio, id):
    """The steps at which the run looked at the validation data, as the server keeps them."""
    return studio.api("GET", f"runs/{id}/history")["evaluated"]["step"]


def open_table(page, id):
    page.goto(f"/runs/{id}")
    expect(page.get_by_role("row")).not_to_have_count(0)


def shown(page):
    """The steps in the table of the run's page."""
    cells = page.locator("main table tbody tr td:first-of-type").all_text_contents()
    return [int(text.replace(",", "")) for text in cells]


def expect_whole(page, studio, id):
    """The page shows each step once and misses none, before anything is read anew."""
    studio.api("POST", f"runs/{id}/commands", {"do": "pause"})
    until(lambda: studio.api("GET", f"runs/{id}")["paused"], "the pause")
    kept = evaluated(studio, id)
    assert kept == sorted(set(kept))
    expect(page.locator("main table tbody tr")).to_have_count(len(kept))
    assert shown(page) == kept
    studio.api("POST", f"runs/{id}/commands", {"do": "resume"})


def banner(page):
    return page.get_by_text("The studio cannot be reached")


def test_a_page_outlasts_the_death_of_the_server(new_studio, open_page, console, begin):
    console.allow("net::ERR_")  # while there is no server
    studio = new_studio()
    draft = studio.api("POST", "documents", {"name": "Draft 1", "recipe": RECIPE, "positions": {}})["id"]
    id = begin(studio, name="survivor")
    page = open_page(studio=studio)
    expect_ready(page)
    table = page.context.new_page()
    open_table(table, id)
    before = evaluated(studio, id)[-1]

    studio.kill()
    expect(banner(page)).to_be_visible()
    expect(banner(table)).to_be_visible()
    add(page, "ReLU")
    expect(page.get_by_role("alert")).to_contain_text("Not saved")

    studio.start()
    expect(banner(page)).to_be_hidden()
    expect(banner(table)).to_be_hidden()

    def layers():
        return [node["layer"] for node in studio.api("GET", f"documents/{draft}")["recipe"]["model"]["nodes"]]

    until(lambda: "relu" in layers(), "the edit on the server")
    expect(page.get_by_text(re.compile("^Saved"))).to_be_visible()
    expect(block(page, "relu_1")).to_be_visible()  # with its shape, which the server told now
    assert [d["id"] for d in studio.api("GET", "documents")] == [draft]

    until(lambda: evaluated(studio, id)[-1] > before, "an epoch after the return")
    run = studio.api("GET", f"runs/{id}")
    assert (run["state"], run["attempt"]) == ("running", 2)
    assert [r["id"] for r in studio.api("GET", "runs")] == [id]
    expect_whole(table, studio, id)


def test_a_page_that_reconnects_a_hundred_times_shows_each_step_once(studio, open_page, console, begin):
    console.allow("net::ERR_")  # while it is offline
    id = begin(studio)
    page = open_page("/learn")
    open_table(page, id)
    for _ in range(10):
        page.context.set_offline(True)
        page.context.set_offline(False)
    page.evaluate(
        """async () => {
            for (let n = 0; n < 100; n++) {
                window.dispatchEvent(new Event('online'));
                await new Promise((done) => setTimeout(done, Math.random() * 40));
            }
        }"""
    )
    expect_whole(page, studio, id)


def test_a_stream_taken_up_a_hundred_times_tells_each_event_once(studio, begin):
    id = begin(studio)
    heard, last = [], 0
    for turn in range(100):
        connection = http.client.HTTPConnection("127.0.0.1", studio.port, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in studio.cookies().items())
        connection.request("GET", "/api/stream", headers={"Cookie": cookies, "Last-Event-ID": str(last)})
        for message in messages(connection.getresponse()):
            if message["type"] == "events":
                last = message["events"][-1]["id"]
                heard += message["events"] if message["run"] == id else []
            if message["type"] == ("events" if turn % 4 == 0 else "refresh"):
                break  # some turns end among what was missed, others just before what comes next
        connection.close()
    ids = [event["id"] for event in heard]
    assert ids == sorted(set(ids))
    history = studio.api("GET", f"runs/{id}/history")
    for kind in ("progress", "evaluated"):
        steps = [event["step"] for event in heard if event["event"] == kind]
        assert steps, f"no {kind} came"
        assert steps == [step for step in history[kind]["step"] if step <= steps[-1]]


def messages(answer):
    """The messages of a stream, one after the other."""
    for line in answer:
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


def test_markup_in_names_stays_text_on_every_screen(open_page, console, api):
    console.allow("Blocked script execution in .*/report")  # it runs nothing, not even what looks at it from outside
    recipe = RECIPE | {"training": {"batch_size": 100, "epochs": 1}}
    ids = [api("POST", "runs", {"recipe": recipe, "name": f"{EVIL} {n}"})["id"] for n in range(2)]
    api("POST", "documents", {"name": EVIL, "recipe": recipe, "positions": {}})
    api("POST", "drawings", {"label": EVIL, "strokes": [[[0.5, 0.2], [0.5, 0.8]]]})
    for id in ids:
        until(lambda id=id: api("GET", f"runs/{id}")["state"] == "succeeded", "the end of a run")

    page = open_page("/learn")
    for path in (
        "/",
        f"/?run={ids[0]}",
        "/data?set=drawings",
        "/runs",
        f"/runs/{ids[0]}",
        f"/compare?runs={','.join(ids)}",
        "/models",
    ):
        page.goto(path)
        expect(page.get_by_text(EVIL).first).to_be_visible()
        expect_harmless(page)
    page.goto(f"/api/runs/{ids[0]}/report")
    expect(page.get_by_text(EVIL).first).to_be_visible()
    expect_harmless(page)


def expect_harmless(page):
    expect(page.locator('img[src="x"]')).to_have_count(0)
    assert page.evaluate("window.harmed") is None
