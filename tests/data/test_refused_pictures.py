"""Pictures that are damaged, hostile or show nothing are refused in one sentence, before they cost anything."""

import io
import struct
import tracemalloc
import zlib

import numpy as np
import pytest
from PIL import Image

from netsumiki.data import Preprocessing
from netsumiki.engine.errors import DataError

prepare = Preprocessing().from_picture


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width, height, *chunks):
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IEND", b"")


def sound(format="PNG"):
    image = np.full((40, 40), 255, np.uint8)
    image[10:30, 18:22] = 0
    file = io.BytesIO()
    Image.fromarray(image).save(file, format)
    return file.getvalue()


def refused(picture):
    with pytest.raises(DataError) as caught:
        prepare(picture)
    message = str(caught.value)
    assert "\n" not in message and ":" in message
    return caught.value.problems[0].code


@pytest.mark.parametrize("side", [6_000, 12_000, 50_000])
def test_a_huge_picture_is_refused_before_it_is_decoded(side):
    file = png(side, side, chunk(b"IDAT", zlib.compress(bytes(100))))
    tracemalloc.start()
    assert refused(io.BytesIO(file)) == "picture-too-large"
    assert tracemalloc.get_traced_memory()[1] < 1 << 20
    tracemalloc.stop()


def test_a_huge_array_is_refused():
    assert refused(np.broadcast_to(np.uint8(0), (6000, 6000))) == "picture-too-large"


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
@pytest.mark.parametrize("length", [0, 7, 30, -30])
def test_a_truncated_picture_is_refused(format, length):
    assert refused(io.BytesIO(sound(format)[:length])) == "picture-unreadable"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(sound("TIFF"), id="tiff"),
        pytest.param(sound("PPM"), id="ppm"),
        pytest.param(b"8BPS" + bytes(1000), id="psd"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="svg"),
        pytest.param(b"%!PS-Adobe-3.0 EPSF-3.0\n", id="eps"),
        pytest.param(b"hello", id="text"),
    ],
)
def test_other_formats_are_refused_whatever_the_file_is_called(content, tmp_path):
    (tmp_path / "digit.png").write_bytes(content)
    assert refused(tmp_path / "digit.png") == "picture-unreadable"


def test_a_text_chunk_that_unpacks_to_very_much_is_refused_or_ignored():
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(200 << 20), 9))
    tracemalloc.start()
    assert refused(io.BytesIO(png(28, 28, bomb, chunk(b"IDAT", zlib.compress(bytes(29 * 28)))))) in (
        "picture-unreadable",
        "picture-empty",
    )
    assert tracemalloc.get_traced_memory()[1] < 20 << 20
    tracemalloc.stop()


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError, match=r"there is no file .*digit\.png"):
        prepare(tmp_path / "digit.png")


@pytest.mark.parametrize("value", [0, 100, 255])
def test_an_empty_picture_is_refused(value):
    assert refused(np.full((50, 50), value, np.uint8)) == "picture-empty"
    assert refused(np.full((50, 50), value, np.uint8) + np.eye(50, dtype=np.uint8) * 0) == "picture-empty"


@pytest.mark.parametrize("shape", [(0, 5), (5,), (5, 5, 2), (1, 5, 5, 1)])
def test_arrays_that_are_no_pictures_are_refused(shape):
    assert refused(np.zeros(shape)) == "picture-shape"


@pytest.mark.parametrize("value", [np.nan, np.inf, -0.5, 255.0])
def test_numbers_that_are_no_grey_values_are_refused(value):
    picture = np.zeros((9, 9))
    picture[4, 4] = value
    assert refused(picture) == "picture-values"


def test_whole_numbers_that_are_no_bytes_are_refused():
    assert refused(np.zeros((9, 9), int)) == "picture-values"
