"""What a reader of any lesson does: begins it, goes on to the next step, and sees which are done."""

from typing import Any

from playwright.sync_api import expect


def begin(open_page: Any, name: str, **options: Any) -> Any:
    """The lesson at its first step, in a new page."""
    page = open_page(f"/learn/{name}", **options)
    expect(page.get_by_role("button", name="Step 1", exact=True)).to_be_visible()
    return page


def is_open(page: Any, number: int) -> None:
    """The task of that step is not done."""
    expect(page.get_by_role("button", name=f"Step {number}", exact=True)).to_be_visible()


def is_done(page: Any, number: int, timeout: float = 30_000) -> None:
    expect(page.get_by_role("button", name=f"Step {number}, done", exact=True)).to_be_visible(timeout=timeout)


def go_on(page: Any) -> None:
    current = page.locator("button[aria-current='step']")
    name = current.get_attribute("aria-label")
    page.get_by_role("button", name="Next", exact=True).click()
    expect(current).not_to_have_attribute("aria-label", name)  # what is done now belongs to the next step
