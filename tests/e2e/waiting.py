"""Waiting for what must come about."""

import time
from collections.abc import Callable
from typing import Any


def until(condition: Callable[[], Any], what: str, seconds: float = 60, every: float = 0.02) -> Any:
    """What `condition` returns once it is true, asked `every` so often. Raises: `AssertionError` after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"{what} did not come about in {seconds} s"
        time.sleep(every)
    return found
