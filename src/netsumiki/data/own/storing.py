"""Storing, as the worker does it: each picture is brought into the data set's form and written behind the last."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np

from netsumiki.data.own.forming import Form
from netsumiki.data.own.place import PICTURES, VERSIONS
from netsumiki.data.own.refusing import Unreadable, unending
from netsumiki.data.own.sources.finding import container_of, source_of
from netsumiki.data.own.sources.source import Candidate
from netsumiki.data.own.survey import Plan, Refused
from netsumiki.data.own.surveying import ITEMS, NAMES
from netsumiki.data.storage import unwritable
from netsumiki.engine.errors import DataError, Problem

MADE, KEPT, LOST = "dataset", "kept.npy", "lost.json"
BUFFER = 4 << 20


def store(folder: Path, path: Path | None, plan: Plan, faulty: dict[int, str], tell: Callable[..., None]) -> None:
    """Write the pictures of the survey into `folder`/dataset, and which of them (rows of the survey) could be had.

    Those that the data set to which they are added has already are passed over, unless the plan keeps duplicates.
    Raises: `DataError` when a file of many pictures has changed, or the disk is full.
    """
    made = folder / MADE
    facts = json.loads((folder / NAMES).read_text("utf-8"))
    with np.load(folder / ITEMS, allow_pickle=False) as items:
        numbers = items["numbers"]
        known = (items["there"] >= 0) & (plan.duplicates == "leave_out")
    form = Form(plan)
    kept: list[int] = []
    lost: list[Refused] = []
    try:
        (made / VERSIONS).mkdir(parents=True, exist_ok=True)
        with open(made / PICTURES, "wb", buffering=BUFFER) as file:
            for row, candidate in enumerate(wanted(folder, path, facts, numbers)):
                tell("Storing the pictures", row, len(numbers), row)
                if known[row]:
                    continue
                try:
                    if row in faulty:
                        raise unending(faulty[row])
                    pixels = form.of(candidate)
                except Unreadable as error:
                    lost.append(error.of(candidate.name))
                    continue
                file.write(pixels.data)
                kept.append(row)
            file.flush()
            os.fsync(file.fileno())
        np.save(folder / KEPT, np.array(kept, np.int64))
        (folder / LOST).write_text(json.dumps([vars(one) for one in lost]), "utf-8")
    except OSError as error:
        raise unwritable(folder.parent, error) from None


def wanted(folder: Path, path: Path | None, facts: dict, numbers: np.ndarray) -> Iterator[Candidate]:
    """The candidates of the survey, in its order."""
    with closing(container_of(path, folder)) as container:
        if facts["by_file"]:
            for name in facts["names"]:
                yield Candidate(name, "", 0, partial(container.read, name))
            return
        source = source_of(container)
        if source.stamps() != facts["stamps"]:
            raise changed()
        at = 0
        for number, candidate in enumerate(source.candidates()):
            if at < len(numbers) and number == numbers[at]:
                yield candidate
                at += 1
        if at < len(numbers):
            raise changed()


def changed() -> DataError:
    return DataError(Problem("own-changed", "the files have changed since they were looked at: look at them anew"))
