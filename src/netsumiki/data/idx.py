"""Reads IDX, the array format of the MNIST files, plain or gzip-compressed, and trusts nothing in its header."""

import gzip
import zlib
from collections.abc import Callable
from math import prod
from pathlib import Path
from typing import IO, Any

import numpy as np

from netsumiki.engine.errors import DataError, Problem, listing

ELEMENT_TYPES = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
MAX_DIMENSIONS = 8
MAX_BYTES = 1 << 30
PIECE = 1 << 20


def read_idx(path: Path | str, most: int | None = None) -> np.ndarray:
    """The array in an IDX file, in the machine's byte order; with `most` the first so many along its first axis.

    Format: two zero bytes, element type, number of dimensions, each dimension as a big-endian 32-bit number, elements.
    Raises: `DataError` when the file cannot be read, has another format, or holds more or fewer bytes than it says.
    Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits" (1998).
    """
    path = Path(path)
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rb") as file:
            dtype, shape = header(file, path)
            rows = shape[0] if most is None else min(most, shape[0])
            whole, shape = rows == shape[0], (rows, *shape[1:])
            content = _content(file, path, prod(shape) * dtype.itemsize, whole)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise _refuse(path, "idx-gzip", "is not a complete gzip file") from None
    except OSError as error:
        message = f"cannot read {path} ({error.strerror or error}): check that the file is there and readable"
        raise DataError(Problem("idx-unreadable", message)) from None
    array = np.frombuffer(content, dtype).reshape(shape)
    return array if dtype.isnative else array.astype(dtype.newbyteorder("="))


def header(file: IO[bytes], path: Path) -> tuple[np.dtype, tuple[int, ...]]:
    """The type and shape that the first bytes promise. Raises `DataError`."""
    magic = file.read(4)
    if len(magic) < 4 or magic[:2] != b"\0\0" or magic[2] not in ELEMENT_TYPES:
        known = listing([f"{t:#04x}" for t in ELEMENT_TYPES])
        raise _refuse(path, "idx-magic", f"begins with {magic.hex(' ') or 'nothing'}, not 00 00 and a type of {known}")
    if not 1 <= magic[3] <= MAX_DIMENSIONS:
        raise _refuse(path, "idx-dimensions", f"says it has {magic[3]} dimensions, expected 1 to {MAX_DIMENSIONS}")
    sizes = file.read(4 * magic[3])
    if len(sizes) < 4 * magic[3]:
        raise _refuse(path, "idx-header", "ends inside its header")
    dtype = np.dtype(ELEMENT_TYPES[magic[2]])
    shape = tuple(int(n) for n in np.frombuffer(sizes, ">u4"))
    if prod(shape) * dtype.itemsize > MAX_BYTES:
        raise _refuse(path, "idx-size", f"says its shape is {shape}, more than the limit of {MAX_BYTES >> 20} MiB")
    return dtype, shape


def _content(file: IO[bytes], path: Path, expected: int, whole: bool) -> bytearray:
    """Exactly `expected` bytes; grows with what is really there, so that a lying header costs no memory.

    Where they are the `whole` file, nothing may follow.
    """
    content, wanted = bytearray(), expected + whole
    while len(content) < wanted:
        piece = file.read(min(PIECE, wanted - len(content)))
        if not piece:
            break
        content += piece
    if len(content) < expected:
        raise _refuse(path, "idx-short", f"holds {len(content)} of the {expected} bytes that its header says")
    if len(content) > expected:
        raise _refuse(path, "idx-trailing", f"holds more than the {expected} bytes that its header says")
    return content


def _refuse(path: Path, code: str, what: str) -> DataError:
    message = f"{path} {what}: it is damaged or not an IDX file; delete it and get it anew"
    return DataError(Problem(code, message, facts={"path": str(path)}))
