"""Scenes for tests of training: recipes that are quick, or never end, and a draft of them opened in a page."""

from typing import Any

from playwright.sync_api import expect

from netsumiki.data import mnist
from tests.e2e.waiting import until

DIGITS = "strokes" if mnist.locate() is None else "mnist"
"""Real digits where this machine has them."""

READ = {"mnist": 0.95, "strokes": 0.85}[DIGITS]
"""The share that the first network reads at least, after one epoch: the digits of strokes are written less evenly."""

ENDED = "succeeded", "failed", "cancelled"


def points(steps: int, **training: Any) -> dict[str, Any]:
    """Two clouds of points: thousands of steps a second."""
    return {
        "version": 1,
        "data": {"dataset": "blobs"},
        "model": {"inputs": {"point": [2]}, "nodes": [{"name": "votes", "layer": "dense", "units": 2}]},
        "training": {"steps": steps, "batch_size": 20, **training},
    }


ENDLESS = 100_000_000


def pictures(limit: int = 500, **training: Any) -> dict[str, Any]:
    """A few digits and a small network that reads them."""
    nodes = [{"layer": "flatten"}, {"name": "hidden", "layer": "dense", "units": 16}, {"layer": "relu"}]
    return {
        "version": 1,
        "data": {"dataset": {"dataset": DIGITS, "limit": limit}},
        "model": {"inputs": {"image": [28, 28, 1]}, "nodes": [*nodes, {"layer": "dense", "units": 10}]},
        "training": {"batch_size": 50, **training},
    }


def keep_drawings(api: Any) -> None:
    """Six ones and six sevens, more or less: data at once, without a set of digits that is made first."""
    for n in range(12):
        bar = n % 2 * 0.4
        api("POST", "drawings", {"label": "17"[n % 2], "strokes": [[[0.5 - bar, 0.2], [0.5, 0.2], [0.5, 0.8]]]})


def open_draft(open_page: Any, api: Any, name: str, recipe: dict[str, Any], **options: Any) -> Any:
    """A page with a new draft of this recipe."""
    made = api("POST", "documents", {"name": name, "recipe": recipe, "positions": {}})
    page = open_page("/", **options)
    expect(page.get_by_role("button", name=f"Draft: {made['name']}")).to_be_visible()
    return page


def status(page: Any) -> Any:
    return page.get_by_role("status", name="Training status")


def step_of(page: Any) -> int:
    """The step at which a run that waits or has ended stands."""
    return int(status(page).inner_text().rpartition(" ")[2].replace(",", ""))


def finished(api: Any, id: str, seconds: float = 120) -> dict[str, Any]:
    """The run when it has ended."""
    return until(lambda: (run := api("GET", f"runs/{id}"))["state"] in ENDED and run, "the end of a run", seconds)


def stop_everything(api: Any) -> None:
    """No run of one test keeps the next one's waiting."""
    for run in api("GET", "runs"):
        if run["state"] not in ENDED:
            api("POST", f"runs/{run['id']}/commands", {"do": "stop"})
            finished(api, run["id"])
