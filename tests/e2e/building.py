"""Finding one's way on the Build page: blocks by their names, and the recipe as the server keeps it."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.e2e.waiting import until

CHAIN = ["Conv 2D", "Max pool", "ReLU", "Flatten", "Dense", "Softmax"]
LAYERS = ["conv2d", "max_pool", "relu", "flatten", "dense", "softmax"]


def open_empty(page: Any) -> None:
    """A new draft with nothing but the data."""
    page.goto("/?start")
    page.get_by_role("button", name="Empty canvas").click()
    expect(canvas(page)).to_be_visible()


def canvas(page: Any) -> Any:
    return page.get_by_role("region", name="Network canvas")


def palette(page: Any) -> Any:
    return page.get_by_role("complementary", name="Palette")


def block(page: Any, name: str) -> Any:
    """The block of this name on the canvas."""
    return canvas(page).get_by_role("group", name=re.compile(rf"\b{re.escape(name)},"))


def wire(page: Any, start: str, end: str) -> Any:
    return canvas(page).get_by_role("img", name=f"Wire from {start} to {end},")


def row(page: Any, name: str) -> Any:
    """The row of this block in the outline."""
    outline = page.get_by_role("region", name="Network outline")
    return outline.get_by_role("option", name=re.compile(rf"\b{re.escape(name)}\b"))


def add(page: Any, *labels: str) -> None:
    for label in labels:
        palette(page).get_by_role("button", name=label, exact=True).click()


def show_everything(page: Any) -> None:
    canvas(page).get_by_role("button", name="show everything").click()


def problems(page: Any) -> Any:
    return page.get_by_role("region", name="Problems")


def expect_ready(page: Any) -> None:
    expect(problems(page)).to_contain_text("Ready to train")
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_enabled()


def wait_for_layers(api: Any, layers: list[str]) -> dict[str, Any]:
    """The recipe of the draft that was edited last, once it is saved with these layers."""
    return wait_for_recipe(api, lambda recipe: [n["layer"] for n in recipe["model"]["nodes"]] == layers, f"{layers}")


def wait_for_recipe(api: Any, condition: Callable[[dict[str, Any]], bool], what: str) -> dict[str, Any]:
    """The recipe of the draft that was edited last, once it is saved and such."""

    def saved() -> dict[str, Any] | None:
        recipe = latest(api)["recipe"]
        return recipe if condition(recipe) else None

    return until(saved, f"a saved draft: {what}")


def latest(api: Any) -> dict[str, Any]:
    """The draft that was edited last."""
    first = until(lambda: api("GET", "documents"), "a saved draft")[0]
    return api("GET", f"documents/{first['id']}")
