"""Picture files, of which their folders or a table say what they show."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from netsumiki.data.own.refusing import Unreadable
from netsumiki.data.own.sources.container import Container
from netsumiki.data.own.sources.source import UNLABELLED, Candidate, Source, split_named
from netsumiki.data.own.survey import Refused
from netsumiki.data.own.version import TEST, TRAIN

PICTURE = re.compile(r"\.(png|jpe?g|jfif|jpe|bmp|dib|gif|webp)$", re.IGNORECASE)
TABLE = re.compile(r"\.(csv|tsv|txt)$", re.IGNORECASE)
MOST_TABLE_BYTES = 128 << 20
FEWEST = 0.1
"""Of the pictures have to stand in a table, so that it is believed rather than the folders."""
FILES = ("file", "filename", "file_name", "image", "image_name", "image_path", "path", "id", "image_id", "img", "name")
CLASSES = ("label", "labels", "class", "category", "target", "species", "breed", "tag", "class_name", "y")
SPLITS = ("split", "set", "subset", "fold", "usage")


@dataclass(frozen=True)
class Entry:
    """One file with its class and what it is for."""

    name: str
    label: str
    split: int


class PictureFiles(Source):
    """The entries, each read when its turn comes."""

    def __init__(self, container: Container, kind: str, entries: list[Entry]):
        super().__init__(container)
        self.kind, self.entries, self.total = kind, entries, len(entries)  # type: ignore[misc]
        self.given_split = {TRAIN, TEST} <= {entry.split for entry in entries}

    def candidates(self) -> Iterator[Candidate]:
        for entry in sorted(self.entries, key=lambda one: one.split):  # so that of two the one for training comes first
            yield Candidate(entry.name, entry.label, entry.split, partial(self.container.read, entry.name))


def by_folders(container: Container, names: list[str]) -> PictureFiles:
    """Each folder is a class; folders called train and test around them say what the pictures are for.

    Folders around everything say nothing. Pictures that lie in no folder have no class, if any others have one.
    """
    parts = {name: name.split("/") for name in names}
    depth = common_depth([*parts.values()])
    given = {split_named(path[depth]) for path in parts.values() if len(path) > depth + 2}
    given = given if all(len(path) > depth + 2 for path in parts.values()) else {None}
    around = depth + 1 if None not in given and given else depth
    entries, outside = [], []
    for name, path in parts.items():
        split = (split_named(path[depth]) or TRAIN) if around > depth else TRAIN
        if len(path) > around + 1:
            entries.append(Entry(name, path[around], split))
        else:
            outside.append(name)
    if not entries:
        return PictureFiles(container, "folders", [Entry(name, UNLABELLED, TRAIN) for name in names])
    source = PictureFiles(container, "folders", entries)
    message = "it lies beside the folders of the classes: put it into one of them"
    source.refused = [Refused(name, "no-class", message) for name in outside]
    return source


def common_depth(paths: list[list[str]]) -> int:
    """How many folders lie around all pictures and all of their classes."""
    depth = 0
    while all(len(path) > depth + 2 for path in paths) and len({path[depth] for path in paths}) == 1:
        depth += 1
    return depth


def by_table(container: Container, names: list[str], tables: list[str]) -> PictureFiles | None:
    """What tables say of the pictures; nothing where none names them, or only a few."""
    places = Places(names)
    entries: dict[str, Entry] = {}
    refused: list[Refused] = []
    used = []
    for table in tables:
        rows = rows_of(container, table)
        columns = columns_of(rows, places)
        if columns is None:
            continue
        used.append(table)
        for row in rows[columns.first :]:
            said = row[columns.file] if columns.file < len(row) else ""
            label = row[columns.label].strip() if columns.label < len(row) else ""
            name = places.find(said)
            if name is None:
                refused.append(Refused(said[:200], "not-there", f"{table} names it, but there is no such file"))
            elif not label:
                refused.append(Refused(name, "no-class", f"{table} names no class for it"))
            elif name not in entries:
                word = row[columns.split] if columns.split is not None and columns.split < len(row) else table
                entries[name] = Entry(name, label, split_named(word) or TRAIN)
    if len(entries) < FEWEST * len(names):
        return None
    source = PictureFiles(container, "table", [entries[name] for name in names if name in entries])
    source.used = used
    told = {one.name for one in refused}
    missing = [name for name in names if name not in entries and name not in told]
    source.refused = refused + [Refused(name, "no-class", f"{used[0]} does not name it") for name in missing]
    return source


class Places:
    """Finds a picture by its whole name, by the end of it, or without its ending, where only one is meant."""

    def __init__(self, names: list[str]):
        self.known = {name: name for name in names}
        for shorten in (lambda n: n.rsplit("/", 1)[-1], lambda n: PICTURE.sub("", n.rsplit("/", 1)[-1])):
            short = Counter(map(shorten, names))
            self.known |= {shorten(n): n for n in names if short[shorten(n)] == 1 and shorten(n) not in self.known}

    def find(self, said: str) -> str | None:
        said = said.strip().replace("\\", "/").removeprefix("./")
        return self.known.get(said) or self.known.get(said.rsplit("/", 1)[-1])


@dataclass(frozen=True)
class Columns:
    """Which columns name the file, its class and perhaps what it is for; the number of the first row with a picture."""

    file: int
    label: int
    split: int | None
    first: int


def columns_of(rows: list[list[str]], places: Places) -> Columns | None:
    """Read off the header, else: the column that names files, and of two the other one."""
    if not rows:
        return None
    header = [cell.strip().lower() for cell in rows[0]]
    sample = rows[1:50] or rows
    hits = [
        sum(column < len(row) and places.find(row[column]) is not None for row in sample)
        for column in range(len(header))
    ]
    if not hits or not max(hits):
        return None
    file = next((i for i, name in enumerate(header) if name in FILES and hits[i]), hits.index(max(hits)))
    first = 0 if places.find(rows[0][file]) else 1
    others = [i for i in range(len(header)) if i != file]
    label = next((i for i in others if first and header[i] in CLASSES), None)
    if label is None:
        label = others[0] if len(others) == 1 else None
    if label is None:
        return None
    return Columns(file, label, next((i for i in others if first and header[i] in SPLITS), None), first)


def rows_of(container: Container, table: str) -> list[list[str]]:
    """The cells of a table that is separated by commas, semicolons or tabs; none where it cannot be read."""
    try:
        with container.open(table) as file:
            content = file.read(MOST_TABLE_BYTES)
    except Unreadable:
        return []
    text = content.decode("utf-8-sig", "replace").replace("\0", "")
    first = text.split("\n", 1)[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    try:
        return [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row]
    except csv.Error:
        return []
