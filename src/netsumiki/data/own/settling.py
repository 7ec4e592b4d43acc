"""What becomes of the pictures that were stored: its class, what it is for, and which other one it is like."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from netsumiki.data.own import storing, surveying
from netsumiki.data.own.duplicates import Twins, follow
from netsumiki.data.own.survey import Plan, Refused, Survey
from netsumiki.data.own.version import LEFT_OUT, TEST
from netsumiki.engine.errors import DataError, Problem


@dataclass(frozen=True, eq=False)
class Settled:
    """One entry for each picture, in the order in which they were stored; `labels` are numbers of `classes`.

    `lost`: what the survey could read, but storing could not any more.
    """

    classes: tuple[str, ...]
    labels: np.ndarray
    split: np.ndarray
    names: list[str]
    twins: Twins
    lost: tuple[Refused, ...]


def settled(folder: Path, survey: Survey, plan: Plan, there: np.ndarray | None = None) -> Settled:
    """`there`: what the pictures of the data set are for to which these are added, uint8 (rows,).

    Raises: `DataError` when none could be stored.
    """
    with np.load(folder / surveying.ITEMS, allow_pickle=False) as items:
        labels, given = items["labels"], items["splits"]
        twins = Twins(*(items[key] for key in ("same", "near", "there", "nearly_there")))
    names = json.loads((folder / surveying.NAMES).read_text("utf-8"))["names"]
    kept, lost = np.load(folder / storing.KEPT, allow_pickle=False), lost_of(folder)
    if lost and not len(kept):
        message = f"none of the pictures can be read any more ({lost[0].message}): put them back, and look anew"
        raise DataError(Problem("own-no-pictures", message, facts={"value": lost[0].message}))
    labels, given, twins = labels[kept], given[kept], twins.of(kept)
    split = np.full(len(kept), LEFT_OUT, np.uint8)
    used = twins.same < 0 if plan.duplicates == "leave_out" else np.ones(len(kept), bool)
    split[used] = survey.split_of(plan, labels[used], given[used])
    if not (survey.given_split and plan.given_split):
        keep_together(split, used, twins, there)
    classes = tuple(one.name for one in survey.classes)
    if plan.label and len(classes) == 1:
        classes = (plan.label,)
    return Settled(classes, labels, split, [names[row] for row in kept], twins, lost)


def lost_of(folder: Path) -> tuple[Refused, ...]:
    """What the survey could read, but storing could not bring into the form."""
    return tuple(Refused(**one) for one in json.loads((folder / storing.LOST).read_text("utf-8")))


def keep_together(split: np.ndarray, used: np.ndarray, twins: Twins, there: np.ndarray | None) -> None:
    """Twins are for one purpose, also that of those that are there."""
    for first, before in ((twins.near, twins.nearly_there), (twins.same, twins.there)):
        follow(split, used, first)
        if there is not None:
            old = np.flatnonzero(used & (before >= 0))
            old = old[there[before[old]] <= TEST]  # one that was left out says nothing
            split[old] = there[before[old]]
