"""Data sets of one's own: imported from files, curated in versions, and kept as arrays that are read from the disk."""

from typing import TYPE_CHECKING, Any

from netsumiki.data.own.changes import Change, changes, divided
from netsumiki.data.own.place import ids, own_folder
from netsumiki.data.own.stored import Stored
from netsumiki.data.own.survey import FoundClass, Plan, Refused, Survey
from netsumiki.data.own.version import LEFT_OUT, SPLITS, TEST, TRAIN, Version

if TYPE_CHECKING:
    from netsumiki.data.own.incoming import Incoming, sweep

__all__ = [
    "LEFT_OUT",
    "SPLITS",
    "TEST",
    "TRAIN",
    "Change",
    "FoundClass",
    "Incoming",
    "Plan",
    "Refused",
    "Stored",
    "Survey",
    "Version",
    "changes",
    "divided",
    "ids",
    "own_folder",
    "sweep",
]


def __getattr__(name: str) -> Any:
    """What imports is itself imported when it is first used: every training imports this package."""
    if name not in ("Incoming", "sweep"):
        raise AttributeError(f"module {__name__} has no attribute {name}")
    from netsumiki.data.own import incoming

    return getattr(incoming, name)
