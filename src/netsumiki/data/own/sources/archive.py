"""A zip archive, read member by member and never unpacked: what it says of itself is not believed."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from netsumiki.data.own.refusing import Unreadable
from netsumiki.data.own.sources.container import MOST_FILES, Container, natural, opened, plain, too_many
from netsumiki.data.own.survey import Refused
from netsumiki.engine.errors import DataError, NetsumikiError, Problem

MOST_DIRECTORY_BYTES = 64 << 20
MOST_TOTAL_BYTES = 20 << 30
RATIO, TOTAL_RATIO = 300, 100
"""Deflate packs at most 1032 to 1; one file may be a plain surface, but not everything."""
SMALL, FREELY = 1 << 20, 256 << 20
"""Below these sizes, of one file and of all, nobody minds how well something is packed."""
PIECE = 1 << 16
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)


class Archive(Container):
    """Raises `DataError` when it is no zip archive, or one that is made to do harm. `title` is what it is called."""

    def __init__(self, path: Path, title: str):
        super().__init__()
        self.title, self.taken = title, 0
        self._open = ExitStack()
        try:
            file = self._open.enter_context(opened(path))
            self.size = path.stat().st_size
            check_directory(file, self.size)
            self.zip = self._open.enter_context(zipfile.ZipFile(file))
            self.most = min(MOST_TOTAL_BYTES, max(FREELY, TOTAL_RATIO * self.size))
            self.members = self._members()
        except NetsumikiError:
            self.close()
            raise
        except (*BROKEN, Unreadable):
            self.close()
            raise _refuse("own-archive", f"{title} is no complete zip archive: pack it anew", value=title) from None

    def _members(self) -> dict[str, zipfile.ZipInfo]:
        members: dict[str, zipfile.ZipInfo] = {}
        infos = [info for info in self.zip.infolist() if not info.is_dir()]
        if len(infos) > MOST_FILES:
            raise too_many(len(infos))
        self._check_overlap(infos)
        for info in infos:
            name = readable(info)
            if why := refusal(info, name in members):
                self.refused.append(Refused(name, *why))
            else:
                members[name] = info
        return members

    def _check_overlap(self, infos: list[zipfile.ZipInfo]) -> None:
        """Members that share their bytes unpack to very much from very little.

        Source: Fifield, "A better zip bomb" (2019).
        """
        end = 0
        for info in sorted(infos, key=lambda one: one.header_offset):
            if info.header_offset < end or info.header_offset + 30 + info.compress_size > self.size:
                message = f"{self.title} has members that lie in one another: pack it anew"
                raise _refuse("own-archive", message, value=self.title)
            end = info.header_offset + 30 + info.compress_size

    def names(self) -> list[str]:
        return sorted(self.members, key=natural)

    def stamp(self, name: str) -> list[int]:
        return [self.members[name].file_size, self.members[name].CRC]

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        if name not in self.members:
            raise Unreadable("gone", "it is no longer in the archive: look anew")
        try:
            stream = self.zip.open(self.members[name])
        except BROKEN:
            raise Unreadable("damaged", "it cannot be unpacked: pack it anew") from None
        with stream, io.BufferedReader(Counted(stream, self), PIECE) as counted:
            yield counted

    def count(self, taken: int) -> None:
        """What all members really unpacked to is added up, and has an end."""
        self.taken += taken
        if self.taken > self.most:
            message = f"{self.title} unpacks to far more than it takes up: pack the pictures themselves"
            raise _refuse("own-bomb", message, value=self.title)

    def close(self) -> None:
        self._open.close()


class Counted(io.RawIOBase):
    """The bytes of a member, reported to its archive."""

    def __init__(self, stream: IO[bytes], archive: Archive):
        self.stream, self.archive = stream, archive

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            content = self.stream.read(len(buffer))
        except BROKEN:
            raise Unreadable("damaged", "it cannot be unpacked: pack it anew") from None
        self.archive.count(len(content))
        buffer[: len(content)] = content
        return len(content)


def refusal(info: zipfile.ZipInfo, known: bool) -> tuple[str, str] | None:
    """Why a member is not taken, if it is not."""
    if known:
        return "twice", "the archive has two files of this name: rename one of them"
    if info.flag_bits & 1:
        return "encrypted", "it is locked with a password: pack it without one"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "damaged", "it is packed in an unusual way: pack it as a plain zip archive"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "link", "it is a link: pack the file itself"
    if info.file_size > max(SMALL, RATIO * info.compress_size):
        return "packed-too-well", "it would unpack to far more than it takes up: pack the pictures themselves"
    return None


def check_directory(file: IO[bytes], size: int) -> None:
    """Refuse a list of members that would fill the memory before it is read. Raises `DataError`, `BadZipFile`."""
    tail = min(size, 22 + 0xFFFF + 20)
    file.seek(size - tail)
    end = file.read(tail)
    place = end.rfind(b"PK\5\6")
    if place < 0 or len(end) < place + 22:
        raise zipfile.BadZipFile
    count, length = struct.unpack("<H", end[place + 10 : place + 12])[0], struct.unpack_from("<I", end, place + 12)[0]
    if place >= 20 and end[place - 20 : place - 16] == b"PK\6\7":  # an archive with more than 65,535 members
        file.seek(min(struct.unpack_from("<Q", end, place - 12)[0], size))
        record = file.read(56)
        if record[:4] == b"PK\6\6" and len(record) == 56:
            count, length = struct.unpack_from("<QQ", record, 32)
    file.seek(0)
    if count > MOST_FILES or length > MOST_DIRECTORY_BYTES:
        raise too_many(count)


def readable(info: zipfile.ZipInfo) -> str:
    """The name in plain form; some programs write UTF-8 without saying so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return plain(name)


def _refuse(code: str, message: str, **facts: Any) -> DataError:
    return DataError(Problem(code, message, facts=facts))
