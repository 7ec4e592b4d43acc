"""Reading IDX files, sound and damaged."""

import gzip
import struct
import tracemalloc

import numpy as np
import pytest

from netsumiki.data.idx import read_idx
from netsumiki.engine.errors import DataError


def idx(shape, content, kind=8):
    return bytes([0, 0, kind, len(shape)]) + struct.pack(f">{len(shape)}I", *shape) + content


SOUND = idx((2, 3), bytes(range(6)))


@pytest.mark.parametrize("name", ["plain", "packed.gz"])
def test_reads_plain_and_compressed_files(tmp_path, name):
    (tmp_path / name).write_bytes(gzip.compress(SOUND) if name.endswith("gz") else SOUND)
    assert read_idx(tmp_path / name).tolist() == [[0, 1, 2], [3, 4, 5]]


@pytest.mark.parametrize("name", ["plain", "packed.gz"])
@pytest.mark.parametrize("most, rows", [(1, [[0, 1, 2]]), (0, []), (9, [[0, 1, 2], [3, 4, 5]])])
def test_reads_no_more_than_the_first_that_are_asked_for(tmp_path, name, most, rows):
    (tmp_path / name).write_bytes(gzip.compress(SOUND) if name.endswith("gz") else SOUND)
    assert read_idx(tmp_path / name, most).tolist() == rows


def test_turns_big_endian_elements_into_the_machines_order(tmp_path):
    (tmp_path / "a").write_bytes(idx((2,), struct.pack(">2i", 1, -7), kind=0x0C))
    array = read_idx(tmp_path / "a")
    assert array.tolist() == [1, -7] and array.dtype == np.dtype("int32") and array.dtype.isnative


@pytest.mark.parametrize(
    "content, says",
    [
        (b"", "begins with nothing"),
        (b"PK\3\4" + bytes(100), "begins with 50 4b 03 04"),
        (b"\0\0\7\1" + bytes(100), "begins with 00 00 07 01"),
        (b"\0\0\x08\0", "0 dimensions"),
        (b"\0\0\x08\xff" + bytes(2000), "255 dimensions"),
        (SOUND[:9], "inside its header"),
        (SOUND[:-1], "holds 5 of the 6 bytes"),
        (SOUND + b"x", "more than the 6 bytes"),
        (idx((2**32 - 1,) * 4, b""), "limit of 1024 MiB"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_damaged_file_is_refused_in_one_sentence_with_a_remedy(tmp_path, content, says, packed):
    path = tmp_path / ("file.gz" if packed else "file")
    path.write_bytes(gzip.compress(content) if packed else content)
    with pytest.raises(DataError) as caught:
        read_idx(path)
    message = str(caught.value)
    assert says in message and str(path) in message and "get it anew" in message and "\n" not in message


@pytest.mark.parametrize("damage", [lambda b: b[:-9], lambda b: b[:12], lambda b: b[:20] + b"\xff" * 8 + b[28:]])
def test_a_damaged_gzip_file_is_refused(tmp_path, damage):
    content = np.random.default_rng(0).bytes(5000)
    (tmp_path / "file.gz").write_bytes(damage(gzip.compress(idx((5000,), content))))
    with pytest.raises(DataError, match="not a complete gzip file"):
        read_idx(tmp_path / "file.gz")


@pytest.mark.parametrize("name", ["file", "file.gz"])
def test_a_file_that_is_not_gzip_or_not_there_is_refused(tmp_path, name):
    with pytest.raises(DataError, match="check that the file is there"):
        read_idx(tmp_path / name)
    (tmp_path / "plain.gz").write_bytes(SOUND)
    with pytest.raises(DataError, match="not a complete gzip file"):
        read_idx(tmp_path / "plain.gz")


@pytest.mark.parametrize("packed", [False, True])
def test_a_header_that_promises_too_much_costs_no_memory(tmp_path, packed):
    path = tmp_path / ("file.gz" if packed else "file")
    lie = idx((1000, 1000, 1000), bytes(10))
    path.write_bytes(gzip.compress(lie) if packed else lie)
    tracemalloc.start()
    with pytest.raises(DataError, match="holds 10 of the 1000000000 bytes"):
        read_idx(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 << 20
