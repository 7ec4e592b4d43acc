"""What a user's hand does on the pages: strokes on the drawing pad, blocks dragged over the canvas."""

from typing import Any

from tests.e2e.waiting import until

Line = list[tuple[float, float]]

SEVEN: list[Line] = [[(0.28, 0.24), (0.72, 0.24), (0.46, 0.8)]]
ONE: list[Line] = [[(0.5, 0.18), (0.5, 0.82)]]
SCRIBBLE: list[Line] = [
    [(0.1, 0.1), (0.9, 0.2), (0.1, 0.35), (0.9, 0.5), (0.1, 0.65), (0.9, 0.8), (0.1, 0.9)],
    [(0.1, 0.9), (0.25, 0.1), (0.4, 0.9), (0.55, 0.1), (0.7, 0.9), (0.9, 0.1)],
]


def draw(page: Any, strokes: list[Line]) -> None:
    """Draw with the mouse on the pad; points go from 0 to 1 of its sides."""
    slate = page.get_by_role("application", name="Drawing", exact=True)
    slate.scroll_into_view_if_needed()
    box = slate.bounding_box()
    for first, *others in strokes:
        page.mouse.move(*_within(box, first))
        page.mouse.down()
        for point in others:
            page.mouse.move(*_within(box, point), steps=8)
        page.mouse.up()


def draw_with_finger(page: Any, strokes: list[Line]) -> None:
    """As `draw`, by touch."""
    slate = page.get_by_role("application", name="Drawing", exact=True)
    slate.scroll_into_view_if_needed()
    box = until(lambda: _at_rest(page, slate), "the pad at rest")
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        places = [dict(zip("xy", _within(box, point))) for point in points]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    for first, *others in strokes:
        touch("touchStart", first)
        start = first
        for end in others:
            for step in range(1, 9):
                touch(
                    "touchMove", (start[0] + (end[0] - start[0]) * step / 8, start[1] + (end[1] - start[1]) * step / 8)
                )
            start = end
        touch("touchEnd")
    fingers.detach()


def drag(page: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Press at one place, let go at another, with enough moves between for the page to see a drag."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=5)
    page.mouse.move(*end, steps=5)
    page.mouse.up()


def middle(place: Any) -> tuple[float, float]:
    """Where the middle of an element is on the screen, to which it is scrolled."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _within(box: Any, point: tuple[float, float]) -> tuple[float, float]:
    return box["x"] + point[0] * box["width"], box["y"] + point[1] * box["height"]


def _at_rest(page: Any, slate: Any) -> Any:
    """Where the pad lies, once what is loaded around it no longer moves it."""
    before = slate.bounding_box()
    page.wait_for_timeout(200)
    return before if before == slate.bounding_box() else None
