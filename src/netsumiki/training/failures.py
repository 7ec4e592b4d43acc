"""What went wrong, told so that a person knows what to do: a code, the facts and a sentence with the remedy."""

from typing import Any

from netsumiki.data.storage import DISK_FULL
from netsumiki.engine.errors import NetsumikiError
from netsumiki.training.events import Failed


def failure(error: Exception, step: int = 0, **size: Any) -> Failed:
    """The event that tells of `error`; `size` is what made the run as large as it is."""
    if isinstance(error, NetsumikiError):
        problem = error.problems[0]
        return Failed(step, str(error), problem.node, problem.code, problem.facts)
    if isinstance(error, MemoryError):
        remedy = "use a smaller batch_size or a smaller network, or close other programs"
        return Failed(step, f"there is not enough memory for this run: {remedy}", None, "memory", size)
    if isinstance(error, OSError) and error.errno in DISK_FULL:
        message = f"the disk is full ({error.strerror}): free some space, then resume; the last checkpoint is kept"
        return Failed(step, message, None, "disk-full")
    return Failed(step, f"unexpected {error!r}", None, "unexpected")
