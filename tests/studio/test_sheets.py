"""Sheets of generated pictures: they remember how they were made, and a picture that does not is told so."""

import json
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from netsumiki.exporting.sheet import KEY, LARGEST, read_sheet
from netsumiki.studio import runs
from netsumiki.studio.limit import MOST_BYTES_AT
from tests.studio.generators import PLANE, keep, train, untrained
from tests.studio.test_generating import make, pictures


@pytest.fixture
def writer(user, folder):
    """A run whose generator makes (bad) digits of 28 × 28."""
    return keep(user, untrained())


@pytest.fixture
def plane(user, folder):
    return train(user, PLANE)


ASKED = [{"label": 3, "seed": 5}, {"label": 4, "seed": 5, "other_seed": 8, "mix": 0.25}]


def sheet(browser, run, samples=ASKED, **more):
    return browser.send("post", "generate/sheet", {"model": f"run:{run.pk}", "samples": samples} | more)


def read(browser, content):
    return browser.post("/api/generate/read", content, content_type="image/png")


def test_a_sheet_says_how_it_was_made_and_can_be_made_again(browser, writer):
    asked = [*ASKED, {"label": 1, "seed": 2, "other_seed": None, "mix": 0.0, "directions": [1.5, -2.0]}]
    answer = sheet(browser, writer, asked, columns=2, scale=3)
    assert answer["Content-Type"] == "image/png" and answer["Content-Disposition"].startswith("attachment")
    found = read(browser, answer.content).json()
    assert found["model"] == f"run:{writer.pk}" and found["same"] and found["columns"] == 2
    assert (found["name"], found["recipe_name"]) == ("calm-otter", "cgan")
    assert found["samples"][2] == asked[2] and found["samples"][1]["mix"] == 0.25
    again = sheet(browser, writer, found["samples"], columns=found["columns"], scale=3)
    assert again.content == answer.content


def test_a_sheet_shows_the_pictures_in_rows(browser, writer):
    shown = np.asarray(Image.open(BytesIO(sheet(browser, writer, columns=1, scale=1).content)))
    made = pictures(make(browser, writer, ASKED))
    assert shown.shape == (2 * 29 + 1, 30)
    assert np.array_equal(shown[30:58, 1:29], made[1, :, :, 0])


def test_the_sheet_of_a_model_that_is_gone_still_says_what_it_was(browser, writer):
    content = sheet(browser, writer).content
    browser.send("delete", f"runs/{writer.pk}")
    found = read(browser, content).json()
    assert found["model"] is None and not found["same"] and found["name"] == "calm-otter"


def test_a_model_that_learnt_on_is_found_by_its_name_and_not_called_the_same(browser, writer):
    content = sheet(browser, writer).content
    changed = untrained()
    changed.graph.params.vector[...] *= 2
    changed.save(runs.folder_of(writer) / "model.safetensors")
    found = read(browser, content).json()
    assert found["model"] == f"run:{writer.pk}" and not found["same"]


def test_a_sheet_does_not_lead_to_somebody_elses_model(browser, stranger, writer):
    assert read(stranger, sheet(browser, writer).content).json()["model"] is None


def test_points_have_no_sheet(browser, plane):
    assert sheet(browser, plane, [{"seed": 1}]).json()["problems"][0]["code"] == "not-pictures"


@pytest.mark.parametrize("more", [{"columns": 0}, {"columns": 257}, {"scale": 0}, {"scale": 9}, {"samples": []}])
def test_a_sheet_that_cannot_be_meant_is_refused(browser, writer, more):
    assert sheet(browser, writer, **more).status_code == 422


def png(size=(4, 4), **texts):
    file, info = BytesIO(), PngInfo()
    for name, text in texts.items():
        info.add_text(name, text, zip=len(text) > 1000)
    Image.new("L", size).save(file, "PNG", pnginfo=info)
    return file.getvalue()


def told(**changes):
    known = {"version": 1, "model": {"name": "m", "sha256": "0" * 64}, "recipe": "r", "columns": 1, "samples": [{}]}
    return png(**{KEY: json.dumps(known | changes)})


HOSTILE = {
    "nothing": b"",
    "text": b"hello",
    "pickle": b"\x80\x04pickle",
    "half a picture": png()[:40],
    "a picture of something else": png(),
    "another format": b"GIF89a" + bytes(100),
    "no JSON": png(**{KEY: "{"}),
    "a list": png(**{KEY: "[]"}),
    "deeply nested": png(**{KEY: "[" * 100_000}),
    "text that unpacks to very much": png(**{KEY: " " * 30_000_000}),
    "another version": told(version=2),
    "markup in a name": told(model={"name": "<b>\n</b>", "sha256": "0" * 64}),
    "a path for a hash": told(model={"name": "m", "sha256": "../../secret.key"}),
    "too many columns": told(columns=10**9),
    "no samples": told(samples=[]),
    "too many samples": told(samples=[{}] * 300),
    "an endless label": told(samples=[{"label": 10**30}]),
    "no number": told(samples=[{"mix": "x"}]),
    "an unknown field": told(samples=[{"path": "/etc/passwd"}]),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_picture_that_is_no_sheet_is_refused_in_one_sentence(browser, content):
    answer = read(browser, content)
    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert problem["code"].startswith("sheet-") and len(problem["message"]) < 400


def test_a_huge_picture_is_refused_before_it_is_decoded(browser):
    content = bytearray(png())
    content[16:24] = (60_000).to_bytes(4, "big") * 2  # width and height; the checksum is wrong now, too
    assert read(browser, bytes(content)).status_code == 422


def test_a_sheet_may_be_larger_than_what_else_is_sent():
    assert MOST_BYTES_AT["/api/generate/read"] == LARGEST


def test_a_generator_that_comes_along_needs_no_run(browser, tmp_path, monkeypatch):
    place = tmp_path / "digit-writer.safetensors"
    untrained().save(place)
    monkeypatch.setattr("netsumiki.studio.trained.bundled", lambda: {"digit-writer": place})
    model = "zoo:digit-writer"
    asked = {"model": model, "samples": [{"label": 2, "seed": 7}]}
    assert len(browser.send("post", "generate", asked).json()["pictures"]) == 1
    found = read(browser, browser.send("post", "generate/sheet", asked).content).json()
    assert (found["model"], found["same"], found["name"]) == (model, True, "digit-writer")
    assert [row["id"] for row in browser.send("get", "models").json()] == [model]
    assert browser.send("get", f"models/{model}/verdict").json()["state"] == "missing"


def test_nobody_else_gets_a_sheet_of_ones_model(stranger, writer):
    assert sheet(stranger, writer).status_code == 404


def test_the_sheets_of_the_studio_are_those_of_the_command_line(browser, writer):
    found = read_sheet(sheet(browser, writer).content)
    assert found.model == "calm-otter" and found.recipe == "cgan" and len(found.samples) == 2
