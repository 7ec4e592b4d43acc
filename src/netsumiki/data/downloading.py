"""Gets one compressed file from the first mirror that works: resumed, checked, and in place only when it is right."""

import gzip
import hashlib
import http.client
import urllib.error
import urllib.request
import zlib
from collections.abc import Sequence
from pathlib import Path

from netsumiki.data.storage import Progress, written_atomically

PIECE = 1 << 16
ATTEMPTS = 5


class _Unusable(Exception):
    """Why this mirror cannot be used, in words."""


def fetch(
    urls: Sequence[str],
    destination: Path,
    md5: str,
    max_bytes: int,
    progress: Progress | None = None,
    stall_seconds: float = 20.0,
) -> dict[str, str]:
    """Write the uncompressed content of a .gz address to `destination`; returns {} or why each address failed.

    An unfinished download stays beside it as a .part file, one for each address, and is continued the next time.
    """
    failures = {}
    for url in urls:
        part = destination.with_name(f"{destination.name}.{zlib.crc32(url.encode()):08x}.part")
        try:
            resumed = _download(url, part, max_bytes, progress, stall_seconds)
            if resumed and not _is_right(part, md5, max_bytes):  # two versions of the file stuck together
                part.unlink()
                _download(url, part, max_bytes, progress, stall_seconds)
            _install(part, destination, md5, max_bytes)
        except _Unusable as reason:
            failures[url] = str(reason)
        else:
            for leftover in destination.parent.glob(f"{destination.name}.*.part"):
                leftover.unlink()
            return {}
    return failures


def _download(url: str, part: Path, max_bytes: int, progress: Progress | None, stall_seconds: float) -> bool:
    """Bring `part` to completion, going on where it ends; True when it was put together from several answers."""
    resumed, reason = _size(part) > 0, ""
    for _ in range(ATTEMPTS):
        before = _size(part)
        try:
            _transfer(url, part, max_bytes, progress, stall_seconds)
            return resumed
        except urllib.error.HTTPError as error:
            if error.code != 416 or not before:
                raise _Unusable(f"answered {error.code}") from None
            part.unlink()  # 416: nothing follows what is here, so what is here is not the beginning of that file
        except (OSError, http.client.HTTPException) as error:
            cause = getattr(error, "reason", error)
            reason = f"sent nothing for {stall_seconds:g} seconds" if isinstance(cause, TimeoutError) else str(cause)
        if _size(part) == before:
            break
        resumed = True
    raise _Unusable(reason or "did not send the whole file")


def _transfer(url: str, part: Path, max_bytes: int, progress: Progress | None, stall_seconds: float) -> None:
    have = _size(part)
    request = urllib.request.Request(url, headers={"User-Agent": "netsumiki", "Accept-Encoding": "identity"})
    if have:
        request.add_header("Range", f"bytes={have}-")
    with urllib.request.urlopen(request, timeout=stall_seconds) as answer:
        if answer.status != 206 or not answer.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
            have = 0  # a server that ignores Range sends everything again
        length = answer.headers.get("Content-Length")
        total = have + int(length) if length and length.isdigit() else None
        with part.open("ab" if have else "wb") as file:
            while piece := answer.read1(PIECE):
                file.write(piece)
                have += len(piece)
                if have > max_bytes:
                    raise _Unusable(f"sends more than {max_bytes >> 20} MiB")
                if progress:
                    progress(f"Downloading {url.rsplit('/', 1)[-1]}", have, total)
        if total is not None and have < total:
            raise ConnectionError(f"ended after {have} of {total} bytes")


def _install(part: Path, destination: Path, md5: str, max_bytes: int) -> None:
    if not _is_right(part, md5, max_bytes):
        part.unlink()
        raise _Unusable("sent a file whose content is not the published one (MD5 differs)")
    with gzip.open(part) as source, written_atomically(destination) as file:
        while piece := source.read(PIECE):
            file.write(piece)


def _is_right(part: Path, md5: str, max_bytes: int) -> bool:
    digest, size = hashlib.md5(usedforsecurity=False), 0
    try:
        with gzip.open(part) as source:
            while piece := source.read(PIECE):
                digest.update(piece)
                size += len(piece)
                if size > max_bytes:
                    return False
    except (OSError, EOFError, zlib.error):
        return False
    return digest.hexdigest() == md5


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0
