"""Tables with the pixels of a picture in each line, as on Kaggle: with or without a header, with or without labels."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import numpy as np

from netsumiki.data.own.refusing import Unreadable
from netsumiki.data.own.sources.container import Container
from netsumiki.data.own.sources.records import AT_ONCE, arranged, pictures_shape
from netsumiki.data.own.sources.source import UNLABELLED, Candidate, Source, damaged_file, split_named
from netsumiki.data.own.survey import Refused
from netsumiki.data.own.version import TEST, TRAIN

LONGEST_LINE = 1 << 20
FEWEST_COLUMNS = 64
LABELS = ("label", "class", "target", "y", "digit", "letter", "category")


@dataclass(frozen=True)
class Form:
    """How a table is written: the byte between two cells, lines before the first picture, where the label stands."""

    delimiter: bytes
    header: bool
    columns: int
    label: int | None

    @property
    def shape(self) -> tuple[int, int, int, bool]:
        return pictures_shape("", (1, self.columns - (self.label is not None)))


class PixelTable(Source):
    """Each line: a label, if there is one, and whole numbers from 0 to 255."""

    kind = "pixels"

    def __init__(self, container: Container, files: list[str]):
        super().__init__(container)
        self.forms = {file: form for file in files if (form := form_of(container.head(file, LONGEST_LINE)))}
        labelled = [file for file in self.forms if self.forms[file].label is not None]
        for file in [*self.forms]:
            if labelled and file not in labelled:
                message = "it has pixels but no labels, and another table has both: import it apart"
                self.refused.append(Refused(file, "no-class", message))
                del self.forms[file]
        self.used = sorted(self.forms, key=self._split)
        self.given_split = {self._split(file) for file in self.used} == {TRAIN, TEST}

    def candidates(self) -> Iterator[Candidate]:
        for file in self.used:
            try:
                with self.container.open(file) as stream:
                    yield from self._of(file, stream)
            except Unreadable as error:
                raise damaged_file(file, f"cannot be read: {error.message}") from None

    def _of(self, file: str, stream: IO[bytes]) -> Iterator[Candidate]:
        form, split, at = self.forms[file], self._split(file), 0
        shape = form.shape
        for lines in pieces(file, stream):
            if form.header and not at:
                lines, at = lines[1:], 1
            found, pixels = read(lines, form)
            for place, row in enumerate(found):
                name = f"{file} #{at + place + 1}"
                if row is None:
                    message = f"the line has no {form.columns - (form.label is not None)} whole numbers from 0 to 255"
                    self.refused.append(Refused(name, "damaged", message))
                else:
                    label, number = row
                    yield Candidate(name, label, split, arranged(pixels[number], shape)[0])
            at += len(lines)

    def _split(self, file: str) -> int:
        return split_named(file.rsplit("/", 1)[-1]) or TRAIN


def form_of(head: bytes) -> Form | None:
    """What the first lines tell of a table; nothing where it is no table of pixels."""
    lines = [line for line in head.splitlines()[:2] if line.strip()]
    if not lines:
        return None
    delimiter = max((b",", b";", b"\t"), key=lines[0].count)
    cells = [cell.strip().strip(b'"') for cell in lines[0].split(delimiter)]
    if len(cells) < FEWEST_COLUMNS:
        return None
    header = not all(cell.isdigit() for cell in cells[1:])
    names = [cell.decode("utf-8", "replace").lower() for cell in cells]
    for label in (0, len(cells) - 1) if header else ():
        if names[label] in LABELS and is_picture(len(cells) - 1):
            return Form(delimiter, header, len(cells), label)
    if is_picture(len(cells)):
        return Form(delimiter, header, len(cells), None)
    return Form(delimiter, header, len(cells), 0) if is_picture(len(cells) - 1) else None


def is_picture(count: int) -> bool:
    """Whether so many numbers are a square picture, grey or in colour."""
    sides = {side * side * channels: side for side in range(8, 257) for channels in (1, 3)}
    return count in sides


def pieces(file: str, stream: IO[bytes]) -> Iterator[list[bytes]]:
    """Whole lines, some megabytes at a time, without those that are empty."""
    rest = b""
    while piece := stream.read(AT_ONCE):
        whole, newline, rest = (rest + piece).rpartition(b"\n")
        if not newline and len(rest) > LONGEST_LINE:
            raise damaged_file(file, "has a line that does not end: it is no table of pixels")
        yield [line for line in whole.splitlines() if line.strip()]
    if rest.strip():
        yield [rest]


def read(lines: list[bytes], form: Form) -> tuple[list[tuple[str, int] | None], np.ndarray]:
    """(the label of each line and the row of its pixels, or nothing where it is wrong; uint8 (rows, pixels))."""
    parted = [part(line, form) for line in lines]
    count = form.columns - (form.label is not None)
    good = [row for row in parted if row is not None]
    pixels = numbers([row[1] for row in good], form.delimiter, count)
    if pixels is None:  # some line is wrong: find out which
        single = [None if row is None else numbers([row[1]], form.delimiter, count) for row in parted]
        parted = [row if one is not None else None for row, one in zip(parted, single, strict=True)]
        pixels = np.concatenate([np.zeros((0, count), np.uint8), *(one for one in single if one is not None)])
    found: list[tuple[str, int] | None] = []
    number = 0
    for row in parted:
        found.append(None if row is None else (row[0], number))
        number += row is not None
    return found, pixels


def part(line: bytes, form: Form) -> tuple[str, bytes] | None:
    """(label, pixels) of a line."""
    line = line.rstrip(b"\r")
    if line.count(form.delimiter) != form.columns - 1:
        return None
    if form.label is None:
        return UNLABELLED, line
    cut = line.partition(form.delimiter) if form.label == 0 else line.rpartition(form.delimiter)[::-1]
    label = cut[0].strip().strip(b'"').decode("utf-8", "replace")
    return (label, cut[2]) if label else None


def numbers(rows: list[bytes], delimiter: bytes, count: int) -> np.ndarray | None:
    """uint8 (rows, count) of whole numbers from 0 to 255, or nothing where one is something else."""
    if not rows:
        return np.zeros((0, count), np.uint8)
    text = np.frombuffer(delimiter.join(rows), np.uint8)
    digits = text - np.uint8(ord("0"))
    ends = np.flatnonzero(text == ord(delimiter))  # between two cells
    if len(ends) != len(rows) * count - 1 or ((digits > 9) & (text != ord(delimiter))).any():
        return None
    starts, stops = np.append(0, ends + 1), np.append(ends, len(text))
    lengths = stops - starts
    if not (lengths >= 1).all() or not (lengths <= 3).all():
        return None
    values = digits[stops - 1].astype(np.int16)
    values += np.where(lengths > 1, digits[np.maximum(stops - 2, 0)], 0) * np.int16(10)
    values += np.where(lengths > 2, digits[np.maximum(stops - 3, 0)], 0) * np.int16(100)
    return values.astype(np.uint8).reshape(len(rows), count) if values.max() <= 255 else None
