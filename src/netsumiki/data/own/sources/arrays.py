"""Arrays of pictures and labels: IDX pairs, and what NumPy saves as npy and npz. Nothing is unpickled."""

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from math import prod
from pathlib import Path
from tokenize import TokenError
from typing import IO, Any

import numpy as np

from netsumiki.data.idx import header
from netsumiki.data.own.refusing import Unreadable
from netsumiki.data.own.sources import records
from netsumiki.data.own.sources.archive import FREELY, RATIO
from netsumiki.data.own.sources.container import Container
from netsumiki.data.own.sources.source import UNLABELLED, Candidate, Source, damaged_file, split_named
from netsumiki.data.own.survey import Refused
from netsumiki.data.own.version import TEST, TRAIN
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.registry import Shape

LABELS = re.compile(r"label|target|class|idx1|(^|[^a-z])y([^a-z]|$)", re.IGNORECASE)
IDX = re.compile(r"(idx\d?|ubyte|\.idx)(\.gz)?$", re.IGNORECASE)
BROKEN = zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, NotImplementedError, RuntimeError
NUMPY = re.compile(r"\.np[yz]$", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """One array in a file: `member` of an npz, or the file itself."""

    file: str
    member: str
    shape: Shape
    dtype: np.dtype

    @property
    def name(self) -> str:
        return f"{self.file}/{self.member}" if self.member else self.file

    @property
    def is_labels(self) -> bool:
        return bool(LABELS.search(self.member or self.file.rsplit("/", 1)[-1]))

    @property
    def split(self) -> int:
        """Where neither member nor file says what for: for training."""
        words = split_named(self.member.replace("arr_", "")), split_named(self.file.rsplit("/", 1)[-1])
        return next((word for word in words if word is not None), TRAIN)


class Arrays(Source):
    """Pairs of an array of pictures and an array of labels, one for training and perhaps one for testing."""

    kind = "arrays"

    def __init__(self, container: Container, files: list[str]):
        super().__init__(container)
        self.used = files
        parts = [part for file in files for part in self._parts(file)]
        for part in parts:
            self._check_size(part)
        self.pairs = sorted(self._pairs(parts), key=lambda pair: pair[0].split)
        self.total = sum(pictures.shape[0] for pictures, _ in self.pairs)
        self.given_split = {TRAIN, TEST} <= {pictures.split for pictures, _ in self.pairs}

    def candidates(self) -> Iterator[Candidate]:
        for pictures, labels in self.pairs:
            names = None
            if labels is not None:
                with self.opened(labels) as file:
                    names = records.labels(file, labels.name, labels.shape, labels.dtype)
            form, to_bytes, at = records.pictures_shape(pictures.name, pictures.shape), records.Bytes(pictures.name), 0
            with self.opened(pictures) as file:
                for piece in records.chunks(file, pictures.name, pictures.shape, pictures.dtype):
                    for pixels in records.arranged(to_bytes(piece), form):
                        label = names[at] if names else UNLABELLED
                        yield Candidate(f"{pictures.name} #{at}", label, pictures.split, pixels)
                        at += 1

    # -- finding them ---------------------------------------------------------------------------------------------

    def _pairs(self, parts: list[Part]) -> list[tuple[Part, Part | None]]:
        labels = [part for part in parts if part.is_labels]
        pictures = [part for part in parts if not part.is_labels]
        if not labels and len(pictures) == 2:  # arr_0 and arr_1: the labels have one number each
            labels = [part for part in pictures if len(part.shape) == 1 or part.shape[1:] == (1,)]
            pictures = [part for part in pictures if part not in labels]
        pairs = []
        for part in pictures:
            partner = next((one for one in labels if fits(one, part)), None)
            if partner is None and labels:
                message = "no labels go with it: give each of its pictures one"
                self.refused.append(Refused(part.name, "no-class", message))
                continue
            if part.dtype.kind in "US":
                raise damaged_file(part.name, f"holds words {part.shape}, no pictures: save pictures as bytes (uint8)")
            records.pictures_shape(part.name, part.shape)
            pairs.append((part, partner))
            labels = [one for one in labels if one is not partner] if partner else labels
        for part in labels:
            self.refused.append(Refused(part.name, "not-there", "no pictures go with these labels"))
        if not pairs:
            names = ", ".join(part.name for part in parts) or "nothing"
            message = f"no pictures were found, but {names[:200]}: name the arrays x and y, or images and labels"
            raise DataError(Problem("own-arrays", message))
        return pairs

    def _parts(self, file: str) -> list[Part]:
        if not file.lower().endswith(".npz"):
            with self.opened(Part(file, "", (), np.dtype(np.uint8)), read_header=False) as stream:
                return [Part(file, "", *self._header(stream, file))]
        with self._archive(file) as archive:
            found = []
            for info in archive.infolist():
                with archive.open(info) as stream:
                    shape, dtype = self._header(stream, f"{file}/{info.filename}")
                    found.append(Part(file, info.filename.removesuffix(".npy"), shape, dtype))
            return found

    def _check_size(self, part: Part) -> None:
        """Refuse what says that it unpacks to far more than the file takes up."""
        stored, promised = self.container.stamp(part.file)[0], prod(part.shape) * part.dtype.itemsize
        if promised > max(FREELY, RATIO * stored):
            message = f"says its shape is {part.shape}, far more than {stored:,} bytes can hold: get it anew"
            raise damaged_file(part.name, message)

    @contextmanager
    def opened(self, part: Part, read_header: bool = True) -> Iterator[IO[bytes]]:
        """The bytes of an array, after its header."""
        with ExitStack() as stack:
            try:
                stream: Any
                if part.member:
                    archive = stack.enter_context(self._archive(part.file))
                    stream = stack.enter_context(archive.open(part.member + ".npy"))
                else:
                    stream = stack.enter_context(self.container.open(part.file))
                    if part.file.lower().endswith(".gz"):
                        stream = stack.enter_context(gzip.GzipFile(fileobj=stream))
                if read_header and (part.shape, part.dtype) != self._header(stream, part.name):
                    raise damaged_file(part.name, "has changed since it was looked at: look at it anew")
                yield stream
            except BROKEN:
                raise incomplete(part.name) from None
            except Unreadable as error:
                raise damaged_file(part.name, f"cannot be read: {error.message}") from None

    @contextmanager
    def _archive(self, file: str) -> Iterator[zipfile.ZipFile]:
        """An npz, which is a zip archive of arrays; it must lie on the disk itself, not in another archive."""
        with self.container.open(file) as stream:
            if not stream.seekable():
                raise damaged_file(file, "lies in an archive and is one itself: take it out first")
            try:
                with zipfile.ZipFile(stream) as archive:
                    yield archive
            except BROKEN:
                raise incomplete(file) from None

    def _header(self, stream: Any, name: str) -> tuple[Shape, np.dtype]:
        """The shape and type that an array says it has; those of objects, which could run code, are refused."""
        if IDX.search(name):
            try:
                dtype, shape = header(stream, Path(name))
            except DataError:
                raise damaged_file(name, "is no complete IDX file: it is damaged, get it anew") from None
            return shape, dtype
        try:
            version = np.lib.format.read_magic(stream)
            reads = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}
            shape, fortran, dtype = reads[version](stream)
        except (ValueError, KeyError, SyntaxError, TypeError, MemoryError, RecursionError, TokenError):
            raise damaged_file(name, "is no array of NumPy: save it with numpy.save or numpy.savez") from None
        if dtype.hasobject or dtype.kind not in "uibfUS" or not dtype.itemsize or any(n <= 0 for n in shape):
            raise damaged_file(name, f"holds {dtype} {shape}, no numbers: save it as bytes (uint8)")
        if fortran and len(shape) > 1:
            raise damaged_file(name, "is stored column by column: save it anew with numpy.ascontiguousarray")
        return shape, dtype


class IdxFiles(Arrays):
    """Pairs of IDX files, plain or compressed, as those of MNIST."""

    kind = "idx"


def incomplete(name: str) -> DataError:
    return damaged_file(name, "is not complete: it is damaged, get it anew")


def fits(labels: Part, pictures: Part) -> bool:
    """Whether they are of the same pictures: for the same, as many, and from one file if it has several arrays."""
    same_file = not (labels.member and pictures.member) or labels.file == pictures.file
    return same_file and labels.shape[:1] == pictures.shape[:1] and labels.split == pictures.split
