"""The survey, as the worker does it: every picture is read once, and what the import needs is written down."""

import json
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from netsumiki.data.own import duplicates
from netsumiki.data.own.decoding import check_size, looked_at
from netsumiki.data.own.joining import Joined
from netsumiki.data.own.looking import Notes
from netsumiki.data.own.refusing import Unreadable, unending
from netsumiki.data.own.sources.finding import container_of, source_of
from netsumiki.data.own.sources.picture_files import PictureFiles
from netsumiki.data.own.sources.source import UNLABELLED, Candidate, Source
from netsumiki.data.own.suggesting import suggested
from netsumiki.data.own.survey import MOST_TOLD, FoundClass, Known, Refused, Survey
from netsumiki.data.own.version import TEST, TRAIN
from netsumiki.engine.errors import DataError, Problem

ITEMS, NAMES, FOUND, SAMPLES = "items.npz", "items.json", "survey.json", "samples.npz"
MOST_SAMPLES, SAMPLES_OF_A_CLASS = 48, 4
MOST_GROUPS = 100
FEW = 10
UNEVEN = 10


def survey(
    folder: Path,
    path: Path | None,
    faulty: dict[int, str],
    tell: Callable[..., None],
    joined: Joined | None = None,
) -> None:
    """Write what is found into `folder`. `faulty`: numbers of candidates at which a worker died, and how.

    `joined`: the data set to which the pictures would be added, with which they are compared.
    Raises: `DataError` when nothing can be read.
    """
    with closing(container_of(path, folder)) as container:
        source = source_of(container)
        notes, refused, samples = seen_all(source, faulty, tell, joined)
    refused += source.refused
    if not len(notes):
        told = "; ".join(f"{one.name}: {one.message}" for one in refused[:3]) or "there is none"
        message = f"no picture can be read ({told}): choose another file or folder"
        raise DataError(Problem("own-no-pictures", message, facts={"value": told[:300]}))
    tell("Looking for duplicates", len(notes), len(notes))
    write(folder, source, notes, refused, samples, joined)


def seen_all(
    source: Source, faulty: dict[int, str], tell: Callable[..., None], joined: Joined | None
) -> tuple[Notes, list[Refused], "Samples"]:
    """Every picture that can be read, what cannot, and some of those that can."""
    notes, samples = Notes(), Samples()
    refused: list[Refused] = []
    for number, pixels in enumerate(joined.pictures() if joined else ()):
        tell("Looking at what is there", number, len(joined.rows) if joined else None)
        notes.compare(pixels, pixels.shape[:2])
    for number, candidate in enumerate(source.candidates()):
        tell("Looking at the pictures", number, source.total, number)
        try:
            if number in faulty:
                raise unending(faulty[number])
            pixels, size = seen(candidate)
            kept = joined.form.of(candidate) if joined else None
        except Unreadable as error:
            refused.append(error.of(candidate.name))
            continue
        notes.see(number, candidate.name, candidate.label, candidate.split, pixels, size, kept)
        samples.see(notes.labels[-1], pixels)
    return notes, refused, samples


def seen(candidate: Candidate) -> tuple[np.ndarray, tuple[int, int]]:
    """(pixels, perhaps smaller; the size of the picture). Raises `Unreadable`."""
    if callable(candidate.content):
        return looked_at(candidate.content())
    height, width = candidate.content.shape[:2]
    check_size(width, height)
    return candidate.content, (height, width)


class Samples:
    """Some pictures of each class, by which a preview shows what a plan makes of them."""

    def __init__(self) -> None:
        self.labels: list[int] = []
        self.pictures: list[np.ndarray] = []

    def see(self, label: int, pixels: np.ndarray) -> None:
        if len(self.labels) < MOST_SAMPLES and self.labels.count(label) < SAMPLES_OF_A_CLASS:
            self.labels.append(label)
            self.pictures.append(pixels.copy())


def write(
    folder: Path, source: Source, notes: Notes, refused: list[Refused], samples: Samples, joined: Joined | None
) -> None:
    names, labels = notes.classes()
    splits, digests = np.frombuffer(notes.splits, np.uint8), np.asarray(notes.digests, np.uint64)
    rows = joined.rows if joined else np.zeros(0, np.int64)
    twins = duplicates.twins(digests, notes.small, rows)
    order = np.argsort([names.index(list(notes.found)[label]) for label in samples.labels], kind="stable")
    counts = np.zeros((len(names), 2), np.int64)
    np.add.at(counts, (labels, splits), 1)
    classes = tuple(FoundClass(name, int(c.sum()), int(c[TRAIN]), int(c[TEST])) for name, c in zip(names, counts))
    sizes, how_many = np.unique(notes.sizes, axis=0, return_counts=True)
    most = np.argsort(-how_many, kind="stable")[:10]
    colour = int(np.frombuffer(notes.colour, np.uint8).sum())
    given = source.given_split and bool((splits == TEST).any() and (splits == TRAIN).any())
    found = Survey(
        kind=source.kind,
        pictures=len(notes),
        classes=classes,
        sizes=tuple(((int(sizes[i][0]), int(sizes[i][1])), int(how_many[i])) for i in most),
        grey=len(notes) - colour,
        colour=colour,
        given_split=given,
        refused=tuple(refused[:MOST_TOLD]),
        refused_count=len(refused),
        duplicates=duplicates.groups(twins.same, notes.names, MOST_GROUPS),
        duplicate_count=int((twins.same >= 0).sum()),
        near=duplicates.groups(twins.near, notes.names, MOST_GROUPS),
        near_count=int((twins.near >= 0).sum()),
        known=known(twins.there, notes.names, joined),
        known_count=int((twins.there >= 0).sum()),
        nearly_known=known(twins.nearly_there, notes.names, joined),
        nearly_known_count=int((twins.nearly_there >= 0).sum()),
        samples=tuple(names.index(list(notes.found)[samples.labels[i]]) for i in order),
        suggestion=joined.suggestion(given) if joined else replace(suggested(notes, source.kind), given_split=given),
        remarks=remarks([names[label] for label in labels[twins.there < 0]], joined),
    )
    np.savez(folder / SAMPLES, *[samples.pictures[i] for i in order])
    numbers = np.asarray(notes.numbers, np.int64)
    np.savez(folder / ITEMS, numbers=numbers, labels=labels, splits=splits, **vars(twins))
    by_file = isinstance(source, PictureFiles)
    facts: dict[str, Any] = {"names": notes.names, "by_file": by_file, "stamps": [] if by_file else source.stamps()}
    (folder / NAMES).write_text(json.dumps(facts), "utf-8")
    (folder / FOUND).write_text(json.dumps(found.to_json()), "utf-8")


def known(there: np.ndarray, names: list[str], joined: Joined | None) -> tuple[Known, ...]:
    """What is there already in these rows, each with the class that it has there."""
    if joined is None:
        return ()
    version = joined.version
    chosen = np.flatnonzero(there >= 0)[:MOST_TOLD].tolist()
    return tuple(Known(names[one], version.class_names[version.labels[there[one]]]) for one in chosen)


def remarks(labels: list[str], joined: Joined | None) -> tuple[str, ...]:
    """What is unwise about the classes as they would be: `labels` are those of the new pictures."""
    unlabelled = {*labels} == {UNLABELLED}
    if joined and unlabelled:
        return ("unlabelled",)  # of which class they will be, is still to be said
    counts = Counter(joined.counts()) if joined else Counter()
    counts.update(labels)
    found = {
        "unlabelled": unlabelled,
        "one-class": len(counts) == 1 and not unlabelled,
        "few": min(counts.values()) < FEW,
        "uneven": max(counts.values()) > UNEVEN * min(counts.values()),
    }
    return tuple(code for code, holds in found.items() if holds)
