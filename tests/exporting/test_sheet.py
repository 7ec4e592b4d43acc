"""Sheets: pictures lie where they should, and a PNG brings back what was asked of which model, or is refused."""

import io
import json
import struct
import zlib

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from netsumiki.engine.errors import DataError
from netsumiki.exporting import samples
from netsumiki.exporting.samples import Sample
from netsumiki.exporting.sheet import GAP, GENERATED, PAPER, REAL, Sheet, arrange, png, read_sheet, scatter, window

ASKED = (Sample(3, 1), Sample(4, 2, 5, 0.5, (1.0, -0.25)))
SHEET = Sheet("digit-writer", "0123456789abcdef" * 4, "cgan", ASKED, 2)


def pictures(count, height=3, width=2, channels=1):
    stream = np.random.default_rng(0)
    return stream.integers(0, 256, (count, height, width, channels), np.uint8)


@pytest.mark.parametrize("channels", [1, 3])
def test_pictures_lie_row_by_row_with_a_gap(channels):
    five = pictures(5, channels=channels)
    sheet = arrange(five, columns=3)
    assert sheet.shape == (2 * 4 + 1, 3 * 3 + 1, channels)
    for k, picture in enumerate(five):
        top, left = 1 + 4 * (k // 3), 1 + 3 * (k % 3)
        assert np.array_equal(sheet[top : top + 3, left : left + 2], picture)
    assert (sheet[0] == GAP).all() and (sheet[:, 3] == GAP).all() and (sheet[5:8, 7:9] == GAP).all()


def test_a_scale_repeats_pixels():
    (one,) = pictures(1)
    sheet = arrange(one[None], columns=1, gap=0, scale=3)
    assert sheet.shape == (9, 6, 1) and np.array_equal(sheet[1::3, 1::3], one)


@pytest.mark.parametrize("channels", [1, 3])
def test_pixels_survive_the_file(channels):
    sheet = arrange(pictures(4, channels=channels), 2)
    with Image.open(io.BytesIO(png(sheet, SHEET))) as image:
        assert np.array_equal(np.asarray(image).reshape(sheet.shape), sheet)


def test_real_points_lie_behind_generated_ones():
    real = np.array([[0, 0], [1, 1], [1, 0]], np.float32)
    image = scatter(np.array([[0, 0]], np.float32), real, size=200)
    assert image.shape == (200, 200, 3) and tuple(image[100, 100]) == PAPER
    purple, green = ((np.abs(image.astype(int) - colour).sum(axis=2) < 30) for colour in (GENERATED, REAL))
    rows, columns = np.nonzero(purple)
    assert rows.min() > 100 > columns.max()  # at the lower left, since y goes upwards
    assert green[:100, 100:].any() and green[100:, 100:].any() and not green[:100, :100].any()


def test_points_beyond_the_window_are_left_out():
    real = np.array([[-1, -1], [1, 1]], np.float32)
    far = np.array([[1e30, 0], [np.nan, 0], [0, -50]], np.float32)
    assert np.array_equal(scatter(far, real), scatter(far[:0], real))


def test_a_window_holds_all_points_also_when_they_are_one():
    points = np.array([[0, 0], [4, 1]], np.float32)
    left, right, lower, upper = window(points)
    assert left < 0 and right > 4 and lower < 0 and upper > 1 and right - left == pytest.approx(upper - lower)
    left, right, _, _ = window(points[:1])
    assert left < 0 < right


def test_a_dropped_sheet_says_what_was_asked_of_which_model():
    assert read_sheet(png(arrange(pictures(2), 2), SHEET)) == SHEET


def test_names_in_any_script_survive():
    sheet = Sheet("生成器", "f" * 64, "Рецепт", ASKED, 1)
    assert read_sheet(png(pictures(1)[0], sheet)) == sheet


def test_the_largest_sheet_can_be_read():
    amounts = tuple(-9.123456789012345 for _ in range(64))
    asked = tuple(Sample(9, 2**32 - 1, 2**32 - 1, 0.123456789012345, amounts) for _ in range(samples.MOST))
    sheet = Sheet("m", "0" * 64, "r", asked, 16)
    assert read_sheet(png(pictures(1)[0], sheet)) == sheet


def saved(text=None, compressed=False, form="PNG"):
    info = PngInfo()
    if text is not None:
        info.add_text("netsumiki", text, zip=compressed)
    file = io.BytesIO()
    Image.new("L", (4, 4)).save(file, form, **({"pnginfo": info} if form == "PNG" else {}))
    return file.getvalue()


def bomb():
    """A text that becomes 200 MB when it is unpacked."""
    packed = zlib.compress(b" " * 200_000_000, 9)
    chunk = b"zTXt" + b"netsumiki\0\0" + packed
    whole = saved()
    return whole[:33] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + whole[33:]


def with_size(width, height):
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    whole = saved(json.dumps(SHEET.to_json()))
    return whole[:12] + head + struct.pack(">I", zlib.crc32(head)) + whole[33:]


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "no PNG that can be read"),
        (b"hello" * 100, "no PNG that can be read"),
        (saved(form="GIF"), "no PNG that can be read"),
        (saved()[:40], "no PNG that can be read"),
        (saved(), "does not say how it was made"),
        (with_size(50_000, 50_000), "million pixels|no PNG that can be read"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20_000_001, "more than 20 MB"),
        (bomb(), "no PNG that can be read"),
    ],
    ids=["empty", "text", "gif", "cut-off", "foreign", "huge", "long", "bomb"],
)
def test_a_picture_that_is_no_sheet_is_refused(content, words):
    with pytest.raises(DataError, match=words):
        read_sheet(content)


def changed(**change):
    return json.dumps(SHEET.to_json() | change)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "null",
        "[]",
        "3",
        '"a"',
        "{}",
        "[" * 100_000,
        "9" * 10_000,
        " " * 500_000,
        changed(version=2),
        changed(model="digit-writer"),
        changed(model={"name": "m", "sha256": "../../etc/passwd"}),
        changed(model={"name": "m", "sha256": None}),
        changed(model={"name": "m" * 201, "sha256": "0" * 64}),
        changed(model={"name": ["m"], "sha256": "0" * 64}),
        changed(model={"name": "m\n\x1b[31m", "sha256": "0" * 64}),
        changed(recipe=7),
        changed(columns=0),
        changed(columns=10**9),
        changed(columns=2.5),
        changed(columns=True),
        changed(samples=[]),
        changed(samples=[{"seed": 1}] * 257),
        changed(samples=[{"seed": 1, "path": "/etc"}]),
        changed(samples=[{"seed": "1"}]),
    ],
)
@pytest.mark.parametrize("compressed", [False, True])
def test_a_text_that_cannot_be_meant_is_refused(text, compressed):
    with pytest.raises(DataError) as refused:
        read_sheet(saved(text, compressed))
    assert "save the sheet again" in str(refused.value) and refused.value.problems[0].code == "sheet-broken"


def test_markup_in_a_name_stays_text():
    sheet = Sheet("<script>alert(1)</script>", "0" * 64, "</script>", ASKED, 1)
    assert read_sheet(png(pictures(1)[0], sheet)).to_json() == sheet.to_json()
